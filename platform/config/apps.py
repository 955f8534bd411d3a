from django.apps import AppConfig


class CompositionConfig(AppConfig):
    """Holds the commands that reach across the whole house. No tables."""

    name = "config"
    label = "config"

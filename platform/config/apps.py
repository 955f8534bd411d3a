from django.apps import AppConfig


class CompositionConfig(AppConfig):
    """Holds the commands that reach across the whole house. No tables."""

    name = "config"
    label = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401 - registers itself

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "scrutiny.returns"
    label = "returns"

from django.apps import AppConfig


class IndependenceConfig(AppConfig):
    name = "scrutiny.independence"
    label = "independence"

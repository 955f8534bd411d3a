from django.apps import AppConfig


class Section11Config(AppConfig):
    name = "scrutiny.section11"
    label = "section11"

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "scrutiny.programme"
    label = "programme"

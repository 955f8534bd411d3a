from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "benchmarking.indicators"
    label = "indicators"

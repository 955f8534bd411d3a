from django.apps import AppConfig


class ComparatorsConfig(AppConfig):
    name = "benchmarking.comparators"
    label = "comparators"

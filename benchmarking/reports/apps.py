from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "benchmarking.reports"
    label = "reports"

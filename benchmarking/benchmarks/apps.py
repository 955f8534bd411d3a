from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "benchmarking.benchmarks"
    label = "benchmarks"

from django.apps import AppConfig


class DatasetConfig(AppConfig):
    name = "tenants.dataset"
    label = "dataset"

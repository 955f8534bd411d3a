from django.apps import AppConfig


class SignOffConfig(AppConfig):
    name = "tenants.sign_off"
    label = "sign_off"

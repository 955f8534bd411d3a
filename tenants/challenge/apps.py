from django.apps import AppConfig


class ChallengeConfig(AppConfig):
    name = "tenants.challenge"
    label = "challenge"

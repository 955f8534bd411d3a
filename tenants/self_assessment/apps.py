from django.apps import AppConfig


class SelfAssessmentConfig(AppConfig):
    name = "tenants.self_assessment"
    label = "self_assessment"

from django.apps import AppConfig


class AuditResultsConfig(AppConfig):
    name = "benchmarking.audit_results"
    label = "audit_results"

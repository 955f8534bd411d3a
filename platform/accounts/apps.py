from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from accounts import events, trail
        from accounts.single_sign_on.configuration import read_providers

        trail.listen()
        events.listen()
        read_providers()  # a mistake in the file stops the service before it starts

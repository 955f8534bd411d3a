from django.apps import AppConfig


class Section11Config(AppConfig):
    name = "scrutiny.section11"
    label = "section11"

    def ready(self) -> None:
        from scrutiny.returns.wording import tell_wording
        from scrutiny.section11.wording import wording

        tell_wording(wording)

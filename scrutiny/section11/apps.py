from django.apps import AppConfig


class Section11Config(AppConfig):
    name = "scrutiny.section11"
    label = "section11"

    def ready(self) -> None:
        from partnerships.entering import let_in
        from scrutiny.returns.wording import tell_wording
        from scrutiny.section11.answering.bringing import had_a_desk_here
        from scrutiny.section11.wording import wording

        let_in(had_a_desk_here)
        tell_wording(wording)

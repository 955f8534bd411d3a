from django.apps import AppConfig


class Section11Config(AppConfig):
    name = "scrutiny.section11"
    label = "section11"

    def ready(self) -> None:
        from partnerships.entering import let_in
        from scrutiny.section11.answering.bringing import had_a_desk_here

        let_in(had_a_desk_here)

from django.apps import AppConfig


class ChallengeConfig(AppConfig):
    name = "tenants.challenge"
    label = "challenge"

    def ready(self) -> None:
        from scrutiny.section11.rounds.links import offer_links
        from tenants.challenge.board_links import board_links

        offer_links(board_links)

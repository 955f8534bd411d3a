"""Desks at which agencies of each book answer: a round that is being answered, and one that is signed."""

from tests import audit

AGENCIES = ("threeshires-icb", "berrydale-hospital")


def make_desks() -> dict[str, str]:
    """The names of the rounds, and of a version of an answer in each book."""
    signed, open_ = audit.a_round("audit-signed"), audit.a_round("audit-at-desk")
    names = {"round_at_desk": open_.slug, "signed_at_desk": signed.slug}
    for agency in AGENCIES:
        audit.answer(agency, signed)
        audit.sign_answers(agency, signed)
        audit.answer(agency, open_, only=2)
        with audit.at_desk_of(agency):
            version = audit.work(agency, open_).assessment.versions.order_by("pk").first()
        names[f"{agency}_version_at_desk"] = str(version.pk)
    return names

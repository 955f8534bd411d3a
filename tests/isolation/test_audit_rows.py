"""What a partnership's database role sees of a round, past all our code: who answers to it, and nobody else."""

from datetime import timedelta

from django.utils import timezone

from partnerships.models import Partnership
from scrutiny.section11.models import ExpectedAgency, Standing
from scrutiny.section11.rounds.actions import allow_late, order_reminders
from scrutiny.section11.rounds.reminders.recipients import fingerprint, letters_of, to_remind
from tests import audit
from tests.isolation.houses import House, enter, now, refused, run
from tests.worlds import World

OWN = ["berrydale-academy", "berrydale-hospital", "threeshires-icb", "threeshires-police"]
NAMES = "SELECT slug FROM partnerships_organisation o JOIN section11_expectedagency e ON e.organisation_id = o.id ORDER BY 1"
REGIONS_OWN = ["section11_reminder", "section11_reminderbatch", "section11_assessment", "section11_answer"]


def test_a_partnership_sees_who_answers_to_it_and_nobody_else(own_house: House) -> None:
    round_ = audit.a_round()
    coordinator = World().person("coordinator")
    later = round_.closes_on + timedelta(days=5)
    for agency in ("berrydale-hospital", "cobblewick-hospital"):
        expected = ExpectedAgency.objects.get(organisation__slug=agency)
        allow_late(expected=expected, until=later, reason=f"Why {agency} is late.", by=coordinator)
    for partnership in Partnership.objects.all():
        Standing.objects.create(
            partnership=partnership,
            round=round_.slug,
            organisation="threeshires-icb",
            changed_at=timezone.now(),
        )
    seen = fingerprint(letters_of(to_remind(round_, timezone.localdate())), None)
    order_reminders(round_=round_, text="Please sign.", seen=seen, by=coordinator)
    berrydale, cobblewick = World().berrydale.pk, World().cobblewick.pk
    foreign = now(
        "SELECT e.id FROM section11_expectedagency e JOIN partnerships_organisation o ON o.id = e.organisation_id"
        " WHERE o.slug = 'cobblewick-hospital'"
    )[0][0]
    with enter("berrydale"):
        assert [row[0] for row in now(NAMES)] == OWN
        assert now("SELECT count(*), count(DISTINCT partnership_id) FROM section11_expectedin")[0] == (4, 1)
        assert now("SELECT partnership_id FROM section11_standing") == [(berrydale,)]
        assert now("SELECT reason FROM section11_latedecision") == [("Why berrydale-hospital is late.",)]
        for table in REGIONS_OWN:
            assert refused(f"SELECT * FROM public.{table}"), table
        for statement in (
            f"INSERT INTO section11_expectedin (expected_id, partnership_id, answers_in_shared_book) VALUES ({foreign}, {berrydale}, false)",
            "UPDATE section11_expectedagency SET kind = 'other'",
            "DELETE FROM section11_expectedin",
            "UPDATE section11_round SET closes_on = closes_on + 1",
            f"INSERT INTO section11_latedecision (expected_id, until, reason, decided_at, decided_role) VALUES ({foreign}, now(), '', now(), '')",
            "INSERT INTO section11_standing (partnership_id, round, organisation, stage, asked, answered, changed_at)"
            f" VALUES ({cobblewick}, '{round_.slug}', 'cobblewick-hospital', 'signed', 1, 1, now())",
            f"UPDATE section11_standing SET partnership_id = {cobblewick}",
        ):
            assert refused(statement), statement
        assert run("UPDATE section11_standing SET stage = 'signed' RETURNING partnership_id") == [
            (berrydale,)
        ]
    with enter("applefordshire"):
        assert [row[0] for row in now(NAMES)] == ["appleford-club", "threeshires-icb"]
        assert now("SELECT * FROM section11_latedecision") == []
    with enter("public"):
        assert len(now(NAMES)) == 6
        assert len(now("SELECT * FROM section11_latedecision")) == 2

"""The world with one thing more of each kind that an address may name, and everybody who looks."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import Person
from accounts.roles import (
    AgencyContributor,
    AgencyLead,
    Approver,
    DataOfficer,
    PartnershipManager,
    RegionalScrutinyCoordinator,
)
from benchmarking.benchmarks.actions import run_benchmark
from benchmarking.benchmarks.choice import Choice
from benchmarking.benchmarks.view_actions import save_view
from benchmarking.indicators.models import figure_id
from benchmarking.reports.actions import record_agreement, take_step
from benchmarking.reports.models import Issue
from benchmarking.reports.states import State
from kernel.canonical import sha256_hex
from kernel.periods import Period
from partnerships.actions import accept, held_at, invite, issue_api_key, revoke_api_key, withdraw
from partnerships.actions.invitations import Invited
from partnerships.context import inside
from partnerships.models import ApiKey, Invitation, Membership, Organisation
from scrutiny.frameworks.actions import retire_statement, start_draft
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.models import Edition
from scrutiny.returns.models import Return
from tenants.sign_off.actions import prepare
from tests import audit_results_world
from tests.isolation.matrix.challenge_of_the_scene import make_challenge
from tests.isolation.matrix.desks_of_the_scene import make_desks
from tests.isolation.matrix.rounds_of_the_scene import make_rounds
from tests.isolation.matrix.viewers import EXISTING
from tests.signing_in import signed_in
from tests.worlds import World, enter, publish


@dataclass
class Scene:
    """The world with one thing more of each kind that an address may name."""

    world: World

    def __post_init__(self) -> None:
        self.names: dict[str, str] = {"version": "1", "seen": ""}
        self.names["own_return"] = str(self.world.standing("berrydale", 2025).pk)
        self.names["foreign_return"] = str(self.world.standing("cobblewick", 2025).pk)
        superseded = Return.objects.get(superseded_by__isnull=False)
        self.names["superseded_return"] = str(superseded.pk)
        for whose in ("own", "foreign"):
            source = self.world.standing("berrydale" if whose == "own" else "cobblewick", 2025)
            self.names[f"{whose}_figure"] = str(figure_id(source.pk, "re-referrals"))

        agency = Organisation.objects.get(slug="threeshires-icb")
        key = issue_api_key(name="in use", organisation=agency, days=30, by=None)
        self.names["agency"], self.names["key_in_use"] = str(agency.pk), key.partition(".")[0]

    def set_for(self, mentioned: Collection[str]) -> None:
        """Make what these words speak of, and nothing else, because making costs time."""
        for make, endings in self._parts().items():
            if any(word.endswith(endings) for word in mentioned):
                make()

    def make_everything(self) -> None:
        for make in self._parts():
            make()

    def _parts(self) -> dict[Callable[[], None], tuple[str, ...]]:
        """What can be made, with the endings of the words that speak of it."""
        return {
            self.issue_reports: ("run", "_issue", "_agreement"),
            self.save_view: ("_view",),
            self.sign_audits: ("round_with_returns", "round_planned"),
            self.draft_an_edition: ("draft",),
            self.prepare_returns: ("_waiting",),
            self.invite_people: ("_person", "_secret"),
            self.run_rounds: ("_round",),
            self.challenge_answers: ("challenged_round", "_challenged"),
            self.set_desks: ("_at_desk",),
        }

    def sign_audits(self) -> None:
        """A round in which every partnership has signed, and one that nobody has launched."""
        round_ = audit_results_world.a_round("round-with-returns")
        for slug in ("applefordshire", "berrydale", "cobblewick"):
            found = audit_results_world.agencies_of(slug, local=4)
            audit_results_world.lodge_audit(round_, self.world.partnership(slug), found)
        planned = audit_results_world.a_round("round-planned", launched_at=None)
        self.names |= {"round_with_returns": round_.slug, "round_planned": planned.slug}

    def prepare_returns(self) -> None:
        """One waits for its approver in Berrydale, another in Cobblewick."""
        changes = {"own": ("berrydale", "7,60"), "foreign": ("cobblewick", "70,700")}
        for whose, (slug, counts) in changes.items():
            enter(slug, f"re-referrals,2025,{counts},local,,\n")
            partnership, officer = self.world.partnership(slug), self.world.person(f"data-officer@{slug}")
            with inside(partnership):
                submission = prepare(
                    partnership=partnership,
                    period=Period.reporting_year(2025),
                    reason="Counted again.",
                    by=officer,
                )
            self.names[f"{whose}_waiting"] = str(submission.pk)
            if whose == "own":
                self.names["seen"] = submission.content_sha256
                self.names["version"] = "2"

    def invite_people(self) -> None:
        """People and roles at home and abroad, and invitations in every state."""
        world = self.world
        whose = {
            "own": "data-officer@berrydale",
            "foreign": "data-officer@cobblewick",
            "agency": "contributor@threeshires-icb",
            "auditor": "auditor",
        }
        for word, who in whose.items():
            held = Membership.objects.get(person=world.person(who))
            self.names |= {f"{word}_person": str(held.person_id), f"{word}_role": str(held.pk)}
        for word, slug in (("own", "berrydale"), ("foreign", "cobblewick")):
            self.names[f"{word}_invitation"] = str(self._invited(slug, word).invitation.pk)
        opened, used, withdrawn, expired, orphaned = (
            self._invited("berrydale", state)
            for state in ("open", "used", "withdrawn", "expired", "orphaned")
        )
        accept(fingerprint=sha256_hex(used.secret), password="three odd words")
        withdraw(invitation=withdrawn.invitation, by=world.person("manager@berrydale"))
        Invitation.objects.filter(pk=expired.invitation.pk).update(expires_at=timezone.now())
        Invitation.objects.filter(pk=orphaned.invitation.pk).update(
            invited_by=world.person("approver@berrydale")
        )
        for word, invited in (
            ("open", opened), ("used", used), ("withdrawn", withdrawn), ("expired", expired), ("orphaned", orphaned),
        ):  # fmt: skip
            self.names[f"{word}_secret"] = invited.secret

    def _invited(self, slug: str, word: str) -> Invited:
        return invite(
            email=f"{word}@invited.example",
            role_title=f"Invited: {word}",
            role=DataOfficer,
            place=self.world.partnership(slug),
            by=self.world.person(f"manager@{slug}"),
        )

    def save_view(self) -> None:
        choice = Choice(("re-referrals",))
        member = self.world.person("member")
        self.names["members_view"] = str(save_view(name="Of a member", choice=choice, by=member).pk)

    def issue_reports(self) -> None:
        """An issue in every state: of 2025 a public one, of 2024 one under embargo, the open ones of 2023."""
        run = run_benchmark(year=2025, by=None)
        embargoed = publish(
            run_benchmark(year=2024, by=None), embargo_until=timezone.now() + timedelta(days=30)
        )
        self.names |= {"run": str(run.pk), "published_issue": str(publish(run).pk)}
        self.names["embargoed_issue"] = str(embargoed.pk)
        earlier = run_benchmark(year=2023, by=None)
        words = ("draft_issue", "checked_issue", "final_issue")
        for number, word in enumerate(words, start=1):
            issue = Issue(
                year=2023, number=number, run=earlier, prepared_role="Coordinator", prepared_at=timezone.now()
            )
            issue.save()
            for seen, to in enumerate((State.FACTUAL_CHECK, State.FINAL)[: number - 1]):
                take_step(issue=issue, to=to, seen=seen, by=self.world.person("coordinator"))
            self.names[word] = str(issue.pk)
        self._record_agreements()

    def _record_agreements(self) -> None:
        """One that names Berrydale, and one that does not."""
        for word, slugs in (
            ("own", ("berrydale", "cobblewick")),
            ("foreign", ("applefordshire", "cobblewick")),
        ):
            agreement = record_agreement(
                title=f"Agreement: {word}",
                reference="File 1",
                starts_on=timezone.localdate(),
                ends_on=None,
                parties=[self.world.partnership(slug) for slug in slugs],
                by=self.world.person("coordinator"),
            )
            self.names[f"{word}_agreement"] = str(agreement.pk)

    def draft_an_edition(self) -> None:
        """A draft of the next edition, with one statement retired."""
        edition = Edition.objects.get(variant="full", label="2026")
        coordinator = self.world.person("coordinator")
        draft = start_draft(based_on=edition, label="2030", by=coordinator)
        retired = draft.statements.get(key="policy-easy-to-find")
        retire_statement(draft=draft, pk=retired.pk, reason="It is asked elsewhere.", by=coordinator)
        statement = draft.statements.get(key="board-reports")
        self.names |= {
            "edition": str(edition.pk),
            "draft": str(draft.pk),
            "draft_seen": Assembly(draft).fingerprint,
            "draft_statement": str(statement.pk),
            "draft_standard": str(statement.standard_id),
        }

    def run_rounds(self) -> None:
        self.names |= make_rounds()

    def challenge_answers(self) -> None:
        self.names |= make_challenge()

    def set_desks(self) -> None:
        self.names |= make_desks()

    def people(self) -> dict[str, Client]:
        found = {viewer: signed_in(self.world.person(who)) for viewer, who in EXISTING.items()}
        found["signed out"] = Client()
        here, agency = self.world.berrydale, Organisation.objects.get(slug="threeshires-icb")
        elsewhere = Organisation.objects.get(slug="threeshires-police")
        local = Organisation.objects.get(slug="berrydale-hospital")
        everything = (
            (DataOfficer, here), (Approver, here), (PartnershipManager, here), (RegionalScrutinyCoordinator, None),
            (AgencyLead, agency),
        )  # fmt: skip
        today, day = timezone.localdate(), timedelta(days=1)
        dated: dict[str, tuple[Any, Any, Any]] = {
            "without a role": ((), today, None),
            "role ended yesterday": (everything, today - 9 * day, today - day),
            "role starts tomorrow": (everything, today + day, None),
            "deactivated with a live session": (everything, today, None),
            "officer and approver": (everything[:2], today, None),
            "approver until today": (everything[1:2], today - 9 * day, today),
            "foreign agency lead": (((AgencyLead, elsewhere),), today, None),
            "foreign agency contributor": (((AgencyContributor, elsewhere),), today, None),
            "local agency lead": (((AgencyLead, local),), today, None),
            "local agency contributor": (((AgencyContributor, local),), today, None),
        }
        for number, (viewer, (roles, starts, ends)) in enumerate(dated.items()):
            person = Person.objects.create(email=f"viewer-{number}@made-up.example", role_title=viewer)
            for role, place in roles:
                Membership.objects.create(
                    person=person, role=role.key, **held_at(place), starts_on=starts, ends_on=ends
                )
            found[viewer] = signed_in(person)
        Person.objects.filter(role_title="deactivated with a live session").update(is_active=False)
        return found

    def callers(self) -> dict[str, Client]:
        organisation = Organisation.objects.get(slug="threeshires-police")

        def key(name: str) -> str:
            return issue_api_key(name=name, organisation=organisation, days=30, by=None)

        keys = {name: key(name) for name in ("key", "expired key", "revoked key")}
        ApiKey.objects.filter(name="expired key").update(expiry_date=timezone.now() - timedelta(seconds=1))
        revoke_api_key(key=ApiKey.objects.get(name="revoked key"), by=None)
        keys["wrong key"] = keys["key"][:-1] + ("a" if keys["key"][-1] != "a" else "b")
        found = {name: Client(headers={"authorization": f"Api-Key {text}"}) for name, text in keys.items()}
        found["no key"] = Client()
        found["coordinator's session without a key"] = signed_in(self.world.person("coordinator"))
        return found

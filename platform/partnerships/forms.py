"""What may be asked and told on the pages about people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Person
from accounts.roles import ROLES, Level, Role
from design_system.forms import govuk
from design_system.widgets import DateParts
from partnerships.granting import fits, may_grant
from partnerships.offers import Offer, offer_to
from partnerships.permissions import Place

STATES = [
    ("standing", "Now and later"), ("now", "Holds it now"), ("later", "Starts later"), ("ended", "Ended"),
    ("deactivated", "Deactivated"), ("all", "All"),
]  # fmt: skip
BELONGS = {
    Level.REGION: "is a role of the region",
    Level.PARTNERSHIP: "is a role in a partnership",
    Level.ORGANISATION: "is a role in an organisation",
}


class RoleForm(forms.Form):
    """A role, the place where it is held, and its last day. Offers what the person may give, and no more."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    where = forms.ChoiceField(label="Where")
    ends_on = forms.DateField(
        label="Last day",
        widget=DateParts,
        required=False,
        help_text="Leave it empty where the role has no end yet. For example, 31 3 2027",
    )

    def __init__(self, by: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.offer: Offer = offer_to(by)
        role: Any = self.fields["role"]
        role.choices = [(each.key, each.title) for each in self.offer.roles]
        govuk(role, itemHints={each.key: each.description for each in self.offer.roles})
        self._offer_places()

    def _offer_places(self) -> None:
        """Who gives roles in one place is not asked which."""
        words = [(word, str(place or "The region")) for word, place in self.offer.places.items()]
        where: Any = self.fields["where"]
        where.choices = words if len(words) == 1 else [("", "Choose a place"), *words]
        if len(words) == 1:
            self.initial["where"], where.widget = words[0][0], forms.HiddenInput()

    @property
    def only_place(self) -> str:
        """Its name, for a page that does not ask."""
        return str(next(iter(self.offer.places.values()))) if len(self.offer.places) == 1 else ""

    def clean_ends_on(self) -> Any:
        last = self.cleaned_data["ends_on"]
        if last and last < timezone.localdate():
            raise ValidationError("Last day must be today or in the future")
        return last

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "role" not in data or "where" not in data:
            return data
        role, place = ROLES[data["role"]], self.offer.places[data["where"]]
        if not fits(role, place):
            self.add_error("where", f"Choose another place: {role.title} {BELONGS[role.level]}")
        elif not may_grant(self.by, role, place):
            self.add_error("role", f"{role.title} is not yours to give there")
        return data

    @property
    def chosen(self) -> dict[str, Any]:
        """What the actions ask for."""
        return {
            "role": self.role_class,
            "place": self.offer.places[self.cleaned_data["where"]],
            "ends_on": self.cleaned_data["ends_on"],
        }

    @property
    def role_class(self) -> type[Role]:
        return ROLES[self.cleaned_data["role"]]


class InviteForm(RoleForm):
    field_order = ("email", "role_title", "role", "where", "ends_on")

    email = forms.EmailField(label="Email address", max_length=254)
    role_title = forms.CharField(
        label="What they do",
        max_length=120,
        help_text="In the words of their organisation, such as “Business unit data officer”. Pages show this, "
        "not a name.",
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if email == self.by.email.lower():
            raise ValidationError("You cannot give yourself a role. Somebody else has to")
        return email


class PeopleFilter(forms.Form):
    mark_optional = False

    where = forms.ChoiceField(label="Where", required=False)
    role = forms.ChoiceField(label="Role", required=False)
    state = forms.ChoiceField(label="State", choices=STATES, required=False)

    def __init__(self, data: Any, places: dict[str, Place]) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["where"].choices = [
            ("", "Everywhere"),
            *((w, str(p or "The region")) for w, p in places.items()),
        ]
        levels = {word.split(":")[0] for word in places}
        roles = [role for role in ROLES.values() if role.level.value in levels]
        fields["role"].choices = [("", "All"), *((role.key, role.title) for role in roles)]


class AccessFilter(forms.Form):
    mark_optional = False

    where = forms.ChoiceField(label="Where", required=False)

    def __init__(self, data: Any, places: dict[str, Place]) -> None:
        super().__init__(data)
        where: Any = self.fields["where"]
        where.choices = [(word, str(place or "The region")) for word, place in places.items()]


class ChoosePasswordForm(forms.Form):
    """The first password of a new person."""

    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. Three words that do not belong together are good.",
    )
    again = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", "The passwords are not the same")
        return data

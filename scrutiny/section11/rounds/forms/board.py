"""What of a board is shown. The address is the state."""

from typing import Any

from django import forms

from scrutiny.section11.models import Stage
from scrutiny.section11.rounds.board import UNSIGNED, Board, Choice


class BoardFilter(forms.Form):
    mark_optional = False

    area = forms.ChoiceField(label="Area", required=False)
    stage = forms.ChoiceField(label="How far", required=False)
    variant = forms.ChoiceField(label="Standards", required=False)

    def __init__(self, data: Any, board: Board) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["area"].choices = [("", "All areas"), *((each.slug, each.name) for each in board.areas)]
        fields["stage"].choices = [("", "All"), (UNSIGNED, "Not signed off yet"), *Stage.choices]
        variants = {each.variant: each.variant_name for each in board.agencies}
        fields["variant"].choices = [("", "All standards"), *sorted(variants.items())]
        if len(board.areas) == 1:
            del fields["area"]

    @property
    def choice(self) -> Choice:
        """Nothing where something was asked that is not there: the page then says so and shows all."""
        return Choice(**self.cleaned_data) if self.is_valid() else Choice()

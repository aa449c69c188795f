"""What a person says about a mandate that the reader found."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from mandates.calendar import add_months, date_in_text, duration_months
from mandates.enums import SessionKind, Words
from mandates.forms.fields import DateInput
from mandates.models import Addressee, Mandate, Session
from mandates.services.review import CORRECTED

#: The values of a mandate by the question that they answer.
GROUPS: dict[Words, tuple[str, ...]] = {
    Words.WHO: ("addressees", "name"),
    Words.WHAT: ("deliverable", "verb", "recipients"),
    Words.WHEN: ("sessions", "timing", "recurrence", "date", "duration"),
}
#: Sessions that are offered lie between a year before adoption and eight years after it.
_MONTHS_BEFORE, _MONTHS_AFTER = -12, 96


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """The values of a mandate as a person reads them, with the words of the paragraph that say so."""

    words_who = forms.CharField(label=_("Words in the text that say who"), required=False)
    words_what = forms.CharField(label=_("Words in the text that say what"), required=False)
    words_when = forms.CharField(label=_("Words in the text that say when"), required=False)
    start_who = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    start_what = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    start_when = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Mandate
        fields = CORRECTED
        widgets = {
            "addressees": forms.CheckboxSelectMultiple,
            "sessions": forms.CheckboxSelectMultiple,
            "recipients": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resolution = self.instance.paragraph.resolution
        # Holders that the same resolution asks something of; any other is chosen by its words.
        named = Addressee.objects.filter(mandates__paragraph__resolution=resolution.pk).values("pk")
        self._offer("addressees", Addressee.objects.filter(Q(is_named=False) | Q(pk__in=named)), "name")
        near = Session.objects.filter(_near(resolution.adopted_on)).select_related("body")
        own_body = Case(When(body=resolution.body_id, then=Value(0)), default=Value(1))
        self._offer("sessions", near, own_body, "body", "opens_on")

    def _offer(self, name: str, likely: QuerySet[Any], *order: Any) -> None:
        """Offer what is chosen, first, and what is likely: a list of everything is too long to read."""
        chosen = set(getattr(self.instance, name).values_list("pk", flat=True))
        if self.is_bound and hasattr(self.data, "getlist"):
            sent = self.data.getlist(self.add_prefix(name))
            chosen |= {int(value) for value in sent if value.isdecimal() and len(value) < 16}
        first = Case(When(pk__in=chosen, then=Value(0)), default=Value(1)) if chosen else Value(1)
        offered = likely | likely.model._default_manager.filter(pk__in=chosen)
        if likely.query.select_related:
            offered = offered.select_related("body")
        self.fields[name].queryset = offered.order_by(first, *order)  # type: ignore[attr-defined]

    def clean_date(self) -> str:
        value: str = self.cleaned_data["date"]
        if value and date_in_text(value) is None:
            raise ValidationError(_("A year or a day: 2024 or 2024-06-30."))
        return value

    def clean_duration(self) -> str:
        value: str = self.cleaned_data["duration"]
        if value and duration_months(value) is None:
            raise ValidationError(_("Years or months: P3Y or P18M."))
        return value

    @property
    def values(self) -> dict[str, Any]:
        """The values of a valid form, as services.review takes them."""
        return {name: self.cleaned_data[name] for name in CORRECTED}


def _near(adopted_on: date | None) -> Q:
    regular = Q(kind=SessionKind.REGULAR)
    if adopted_on is None:
        return regular
    first, last = add_months(adopted_on, _MONTHS_BEFORE), add_months(adopted_on, _MONTHS_AFTER)
    return regular & Q(opens_on__range=(first, last))


class LookAgainForm(forms.Form):
    """When something undated is looked at again."""

    review_by = forms.DateField(label=_("Look again by"), widget=DateInput)

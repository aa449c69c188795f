"""What a row is in JSON: codes, each with its label in the reader's language, and links.

Names of fields do not change; new ones may come. Dates are ISO 8601, times are in UTC.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from mandates.enums import CertaintyLevel
from mandates.models import Addressee, Evidence, Mandate, Obligation, Paragraph, Resolution, Session, Unit
from mandates.services.authorship import shown_name


@extend_schema_field(OpenApiTypes.URI)
class AddressField(serializers.Field):
    """A whole address, from the path that a row has."""

    def __init__(self, path_of: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.path_of = path_of

    def to_representation(self, row: Any) -> str:
        address: str = self.context["request"].build_absolute_uri(self.path_of(row))
        return address


def link(path_of: Callable[[Any], str]) -> AddressField:
    """Where the row stands in this API."""
    return AddressField(path_of, help_text=_("The address in this API."))


def page(path_of: Callable[[Any], str]) -> AddressField:
    """Where people see the row."""
    return AddressField(path_of, help_text=_("The page for people."))


def label(name: str, path: str = "") -> serializers.CharField:
    """What people see for the code in a field, which the row at ``path`` has; empty where the code is."""
    help_text = format_lazy(_("The label of {field}, in the reader’s language."), field=name)
    return serializers.CharField(source=f"{path}get_{name}_display", read_only=True, help_text=help_text)


def obligation_path(obligation: Obligation) -> str:
    return reverse("api:obligation", kwargs={"pk": obligation.pk})


def mandate_path(mandate: Mandate) -> str:
    return reverse("api:mandate", kwargs={"pk": mandate.pk})


def mandate_page(mandate: Mandate) -> str:
    """Its place on the page of its resolution."""
    return f"{mandate.paragraph.resolution.get_absolute_url()}#mandate-{mandate.pk}"


def resolution_path(resolution: Resolution) -> str:
    return reverse("api:resolution", kwargs={"symbol": resolution.symbol})


def session_path(session: Session) -> str:
    return reverse("api:session", kwargs={"body": session.body.code, "number": session.designation})


class ReadSerializer(serializers.ModelSerializer):
    """Every field is only read."""

    class Meta:
        model: type[Model]
        fields: tuple[str, ...] = ()

    def get_extra_kwargs(self) -> dict[str, Any]:
        given: dict[str, Any] = super().get_extra_kwargs()
        return {name: {**given.get(name, {}), "read_only": True} for name in self.Meta.fields}


class PersonSerializer(ReadSerializer):
    """A person with an account."""

    name = serializers.SerializerMethodField(help_text=_("As colleagues know the person."))

    class Meta(ReadSerializer.Meta):
        model = User
        fields = ("id", "username", "name")

    def get_name(self, user: User) -> str:
        return shown_name(user)


class UnitSerializer(ReadSerializer):
    """A section or branch of the secretariat."""

    class Meta(ReadSerializer.Meta):
        model = Unit
        fields = ("id", "name")


class AddresseeSerializer(ReadSerializer):
    """Who must act: a code such as SR for every Special Rapporteur, and the name of this one."""

    kind_label = label("kind")

    class Meta(ReadSerializer.Meta):
        model = Addressee
        fields = ("id", "code", "name", "kind", "kind_label")


class SessionBriefSerializer(ReadSerializer):
    """A session as other rows name it."""

    url = link(session_path)
    page_url = page(Session.get_absolute_url)
    body = serializers.CharField(source="body.code", read_only=True)
    number = serializers.CharField(source="designation", read_only=True, help_text=_("As it is cited: 44, or S-37."))
    name = serializers.CharField(source="__str__", read_only=True)
    status_label = label("status")

    class Meta(ReadSerializer.Meta):
        model = Session
        fields = ("id", "url", "page_url", "body", "number", "name", "opens_on", "status", "status_label")


class CountsSerializer(serializers.Serializer):
    """Obligations of one session. Late, unowned and unconfirmed ones are among the open ones."""

    mandated = serializers.IntegerField(read_only=True)
    open = serializers.IntegerField(read_only=True)
    met = serializers.IntegerField(read_only=True, help_text=_("Submitted or done."))
    late = serializers.IntegerField(read_only=True)
    unowned = serializers.IntegerField(read_only=True)
    unconfirmed = serializers.IntegerField(read_only=True, help_text=_("Nobody has confirmed the reading."))


class SessionSerializer(SessionBriefSerializer):
    """One numbered session of a body, and what is mandated for it."""

    kind_label = label("kind")
    counts = CountsSerializer(read_only=True)

    class Meta(ReadSerializer.Meta):
        model = Session
        fields = (*SessionBriefSerializer.Meta.fields, "kind", "kind_label", "closes_on", "source", "counts")


class EvidenceSerializer(ReadSerializer):
    """What shows that an obligation was met."""

    kind_label = label("kind")
    file_url = serializers.SerializerMethodField(help_text=_("Where the file is fetched; null where there is none."))
    added_by = PersonSerializer(read_only=True, allow_null=True)
    added_at = serializers.DateTimeField(read_only=True, default_timezone=UTC)

    class Meta(ReadSerializer.Meta):
        model = Evidence
        fields = ("id", "kind", "kind_label", "value", "file_url", "added_by", "added_at")

    @extend_schema_field({"type": "string", "format": "uri", "nullable": True})
    def get_file_url(self, evidence: Evidence) -> str | None:
        if not evidence.file:
            return None
        address: str = self.context["request"].build_absolute_uri(reverse("evidence-file", kwargs={"pk": evidence.pk}))
        return address


class ObligationBriefSerializer(ReadSerializer):
    """An obligation as its mandate names it."""

    url = link(obligation_path)
    page_url = page(Obligation.get_absolute_url)
    session = serializers.CharField(source="session.__str__", read_only=True, default=None, allow_null=True)
    status_label = label("status")
    is_overdue = serializers.SerializerMethodField(help_text=_("Late today, and still to be done."))

    class Meta(ReadSerializer.Meta):
        model = Obligation
        fields = ("id", "url", "page_url", "session", "due_on", "status", "status_label", "is_overdue")

    def get_is_overdue(self, obligation: Obligation) -> bool:
        today: date = self.context["today"]
        return obligation.is_overdue(today)


class ObligationSerializer(ObligationBriefSerializer):
    """One thing due: a mandate at one session, or on one date."""

    mandate_url = AddressField(
        lambda obligation: mandate_path(obligation.mandate), help_text=_("The mandate in this API.")
    )
    resolution = serializers.CharField(source="mandate.paragraph.resolution.symbol", read_only=True)
    resolution_title = serializers.CharField(source="mandate.paragraph.resolution.title", read_only=True)
    paragraph = serializers.CharField(
        source="mandate.paragraph.label", read_only=True, help_text=_("The number of the operative paragraph.")
    )
    text = serializers.CharField(
        source="mandate.text", read_only=True, help_text=_("The clause that asks for it, in the words of the text.")
    )
    deliverable = serializers.ChoiceField(
        source="mandate.deliverable", choices=Mandate._meta.get_field("deliverable").choices or (), read_only=True
    )
    deliverable_label = label("deliverable", "mandate.")
    addressees = AddresseeSerializer(source="mandate.addressees", many=True, read_only=True)
    review_state = serializers.ChoiceField(
        source="mandate.review_state",
        choices=Mandate._meta.get_field("review_state").choices or (),
        read_only=True,
        help_text=_("What a person has said about the reading."),
    )
    review_state_label = label("review_state", "mandate.")
    kind_label = label("kind")
    origin_label = label("origin")
    session = SessionBriefSerializer(read_only=True, allow_null=True)
    owner = PersonSerializer(read_only=True, allow_null=True)
    backup = PersonSerializer(read_only=True, allow_null=True)
    unit = UnitSerializer(read_only=True, allow_null=True)

    class Meta(ReadSerializer.Meta):
        model = Obligation
        fields: tuple[str, ...] = (
            *("id", "url", "page_url", "mandate", "mandate_url", "resolution", "resolution_title", "paragraph", "text"),
            *("kind", "kind_label", "origin", "origin_label", "deliverable", "deliverable_label", "addressees"),
            *("review_state", "review_state_label", "session"),
            *("due_on", "computed_due_on", "override_due_on", "override_reason", "is_overdue", "word_limit"),
            *("status", "status_label", "times_deferred", "deferred_to", "owner", "backup", "unit", "version"),
        )
        extra_kwargs = {
            "due_on": {"help_text": _("What holds: the date set by an officer, or else the computed one.")},
            "deferred_to": {"help_text": _("The id of the obligation that takes its place.")},
            "version": {"help_text": _("Rises by one with every change.")},
        }


class ObligationDetailSerializer(ObligationSerializer):
    """The same, with what shows that it was met."""

    evidence = EvidenceSerializer(many=True, read_only=True)

    class Meta(ObligationSerializer.Meta):
        fields = (*ObligationSerializer.Meta.fields, "evidence")


class DoubtSerializer(serializers.Serializer):
    """A field of which the reader is not sure."""

    field = serializers.CharField(read_only=True)
    level = serializers.ChoiceField(choices=CertaintyLevel.choices, read_only=True)
    reason = serializers.CharField(read_only=True, default="")


class MandateSerializer(ReadSerializer):
    """What one clause of one operative paragraph asks of somebody."""

    url = link(mandate_path)
    page_url = page(mandate_page)
    resolution = serializers.CharField(source="paragraph.resolution.symbol", read_only=True)
    resolution_title = serializers.CharField(source="paragraph.resolution.title", read_only=True)
    resolution_url = AddressField(
        lambda mandate: resolution_path(mandate.paragraph.resolution), help_text=_("The resolution in this API.")
    )
    paragraph = serializers.CharField(
        source="paragraph.label", read_only=True, help_text=_("The number of the operative paragraph.")
    )
    verb_label = label("verb")
    addressees = AddresseeSerializer(many=True, read_only=True)
    deliverable_label = label("deliverable")
    sessions = SessionBriefSerializer(many=True, read_only=True)
    timing_label = label("timing")
    recurrence_label = label("recurrence")
    recipients = serializers.SlugRelatedField(
        slug_field="code", many=True, read_only=True, help_text=_("The bodies that receive it.")
    )
    review_state_label = label("review_state")
    doubts = DoubtSerializer(many=True, read_only=True)
    ended_by = serializers.SlugRelatedField(
        slug_field="symbol", read_only=True, allow_null=True, help_text=_("The text that ended it.")
    )
    obligations = ObligationBriefSerializer(many=True, read_only=True)

    class Meta(ReadSerializer.Meta):
        model = Mandate
        fields = (
            *("id", "url", "page_url", "resolution", "resolution_title", "resolution_url", "paragraph", "position"),
            *("text", "quote", "verb", "verb_label", "addressees", "name", "deliverable", "deliverable_label"),
            *("sessions", "timing", "timing_label", "recurrence", "recurrence_label", "date", "duration", "recipients"),
            *("review_state", "review_state_label", "all_sure", "doubts", "doubts_on_dates", "in_text"),
            *("is_standing", "review_by", "ended_on", "ended_by", "obligations"),
        )
        extra_kwargs = {
            "text": {"help_text": _("The clause, in the words of the text.")},
            "position": {"help_text": _("Its place in the paragraph, from 0.")},
            "in_text": {"help_text": _("False where a later reading of the text no longer finds it.")},
        }


class ParagraphSerializer(ReadSerializer):
    """One preambular or operative paragraph, or one subparagraph."""

    kind_label = label("kind")
    headings = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=_("The headings before it.")
    )
    mandates = serializers.PrimaryKeyRelatedField(
        many=True, read_only=True, help_text=_("The ids of what it asks for, in the order of the text.")
    )

    class Meta(ReadSerializer.Meta):
        model = Paragraph
        fields = ("id", "label", "kind", "kind_label", "verb", "text", "position", "headings", "in_text", "mandates")


class ResolutionCountsSerializer(serializers.Serializer):
    """What a resolution asks for: mandates in its text, those that nobody has confirmed, and open obligations."""

    mandates = serializers.IntegerField(read_only=True)
    drafts = serializers.IntegerField(read_only=True)
    open = serializers.IntegerField(read_only=True)


class ResolutionSerializer(ReadSerializer):
    """One adopted text."""

    url = link(resolution_path)
    page_url = page(Resolution.get_absolute_url)
    body = serializers.CharField(source="body.code", read_only=True)
    session = SessionBriefSerializer(read_only=True, allow_null=True)
    imported_at = serializers.DateTimeField(read_only=True, default_timezone=UTC)
    counts = ResolutionCountsSerializer(read_only=True)

    class Meta(ReadSerializer.Meta):
        model = Resolution
        fields: tuple[str, ...] = (
            *("id", "symbol", "url", "page_url", "title", "body", "session", "agenda_item", "adopted_on", "meeting"),
            *("vote", "language", "source_name", "is_sample", "imported_at", "counts"),
        )


class ResolutionDetailSerializer(ResolutionSerializer):
    """The same, with its paragraphs."""

    paragraphs = ParagraphSerializer(many=True, read_only=True)

    class Meta(ResolutionSerializer.Meta):
        fields = (*ResolutionSerializer.Meta.fields, "paragraphs")

"""The ladder of reminders, each reminder, and the mail that carries those of one person's day."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import (
    SENDABLE_STATES,
    Deliverable,
    HeartbeatName,
    MailState,
    MessageKind,
    ReminderPart,
    StepKind,
)
from mandates.models.obligation import Obligation


class ReminderRule(models.Model):
    """One line of a ladder: when somebody is reminded of a kind of deliverable.

    A kind with rows of its own has only these; a kind without has the rows that name no kind.
    """

    deliverable = models.CharField(
        _("deliverable"), max_length=24, choices=Deliverable, blank=True, help_text=_("Empty: every kind without rules")
    )
    when = models.CharField(_("when"), max_length=8, choices=StepKind)
    days = models.PositiveSmallIntegerField(
        _("days"), default=0, help_text=_("Before the due date, or after it for the first overdue mail")
    )
    every = models.PositiveSmallIntegerField(
        _("then every … days"), default=0, help_text=_("Overdue only: it is repeated until the obligation is closed")
    )
    recipient = models.CharField(_("to"), max_length=8, choices=ReminderPart, default=ReminderPart.OWNER)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        ordering = ("deliverable", "when", "-days", "recipient")
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "when", "days", "recipient"], name="reminder_rule_once"),
            models.UniqueConstraint(
                fields=["deliverable", "recipient"],
                condition=Q(when=StepKind.OVERDUE),
                name="reminder_rule_one_overdue",
            ),
            models.CheckConstraint(
                condition=Q(deliverable__in=["", *Deliverable.values]), name="reminder_rule_deliverable_known"
            ),
            models.CheckConstraint(condition=Q(when__in=StepKind.values), name="reminder_rule_when_known"),
            models.CheckConstraint(condition=Q(recipient__in=ReminderPart.values), name="reminder_rule_part_known"),
            models.CheckConstraint(
                condition=Q(when=StepKind.OVERDUE, every__gte=1, days__gte=1)
                | (~Q(when=StepKind.OVERDUE) & Q(every=0)),
                name="reminder_rule_overdue_repeats",
                violation_error_message=_("An overdue step needs its first day and its repetition; others repeat not."),
            ),
        ]

    def __str__(self) -> str:
        kind = self.get_deliverable_display() if self.deliverable else _("every other kind")
        return f"{kind}: {self.get_when_display()} {self.days} ({self.get_recipient_display()})"


class Message(models.Model):
    """One e-mail: all of one person's reminders of one day, or the weekly note to an editor.

    ``message_id`` is made from the person, the kind and the day, and is kept however often sending is tried: a mail
    server or a reader drops a double by it. ``attempts`` is the token of a claim: who did not raise it last may no
    longer write the outcome.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages", verbose_name=_("to")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=MessageKind, default=MessageKind.REMINDERS)
    day = models.DateField(_("day"), help_text=_("In the person's own time zone"))
    number = models.PositiveIntegerField(_("number"), default=0, help_text=_("Of samples, more than one a day"))
    message_id = models.CharField(_("Message-ID"), max_length=120, unique=True)
    address = models.EmailField(_("address"), blank=True)
    subject = models.TextField(_("subject"), blank=True)

    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.PLANNED)
    created_at = models.DateTimeField(_("made at"))
    due_at = models.DateTimeField(_("not before"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    uncertain = models.PositiveSmallIntegerField(_("times uncertain"), default=0)
    claimed_at = models.DateTimeField(_("taken up at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-created_at",)
        permissions = [("resend_message", "Can send failed messages again")]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind", "day", "number"], name="message_one_a_day"),
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="message_state_known"),
            models.CheckConstraint(condition=Q(kind__in=MessageKind.values), name="message_kind_known"),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENDING) | Q(claimed_at__isnull=False), name="message_claimed_at_a_time"
            ),
        ]
        indexes = [
            # services.reminding.claim.due_messages: what may go out now, the longest waiting first.
            models.Index(fields=["due_at"], condition=Q(state__in=sorted(SENDABLE_STATES)), name="message_due"),
            # services.reminding.sweep: what was taken up and never finished.
            models.Index(fields=["claimed_at"], condition=Q(state=MailState.SENDING), name="message_stuck"),
            # queries.message_list: the page of what went out, latest first, all or of one state.
            models.Index(fields=["-created_at"], name="message_latest_first"),
            models.Index(fields=["state", "-created_at"], name="message_of_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.recipient}, {self.day}"


class Reminder(models.Model):
    """One step of a ladder, to one person, about one obligation at one due date; a row before it is a mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    obligation = models.ForeignKey(
        Obligation, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("obligation")
    )
    step = models.CharField(_("step"), max_length=16, help_text=_("before-30, opening, overdue-14"))
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("person")
    )
    due_on = models.DateField(_("due on"))

    kind = models.CharField(_("kind of step"), max_length=8, choices=StepKind)
    reached_on = models.DateField(_("reached on"))
    part = models.CharField(_("as"), max_length=8, choices=ReminderPart)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.PLANNED)
    message = models.ForeignKey(
        Message,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reminders",
        verbose_name=_("message"),
        db_index=False,  # the index below leaves out the many that never stood in a message
    )
    planned_at = models.DateTimeField(_("planned at"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("-planned_at", "pk")
        constraints = [
            # Also serves services.reminding.plan: whether a step of an obligation has gone to a person.
            models.UniqueConstraint(fields=["obligation", "recipient", "due_on", "step"], name="reminder_once"),
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="reminder_state_known"),
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="reminder_kind_known"),
            models.CheckConstraint(condition=Q(part__in=ReminderPart.values), name="reminder_part_known"),
        ]
        indexes = [
            # services.reminding.digest: who has reminders that stand in no message yet.
            models.Index(
                fields=["recipient"],
                condition=Q(state=MailState.PLANNED, message__isnull=True),
                name="reminder_waiting",
            ),
            # services.reminding.plan: what waits and may have become void.
            models.Index(fields=["obligation"], condition=Q(state=MailState.PLANNED), name="reminder_planned"),
            # services.reminding.claim, compose, outcome: the reminders of one message. Without the rows that have none,
            # which would make SQLite believe that a message has thousands, and read them all.
            models.Index(fields=["message"], condition=Q(message__isnull=False), name="reminder_of_message"),
            # The admin's list, latest first.
            models.Index(fields=["-planned_at"], name="reminder_latest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.step}, {self.obligation}, {self.recipient}"


class Heartbeat(models.Model):
    """When the scheduler, and some worker, last showed that it is alive."""

    name = models.CharField(_("of"), max_length=8, choices=HeartbeatName, primary_key=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"{self.get_name_display()}, {self.at:%Y-%m-%d %H:%M}"

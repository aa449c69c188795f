"""Every closed vocabulary, and the table of status changes that are allowed.

The codes are those that the reader of resolutions gives; what is shown to people is the label.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyCode(models.TextChoices):
    """The organs whose sessions and resolutions are followed."""

    HRC = "HRC", _("Human Rights Council")
    GA = "GA", _("General Assembly")
    SC = "SC", _("Security Council")
    ECOSOC = "ECOSOC", _("Economic and Social Council")


class SessionKind(models.TextChoices):
    """Special sessions are numbered apart: the thirty-seventh special session is not session 37."""

    REGULAR = "regular", _("regular")
    SPECIAL = "special", _("special")


class SessionStatus(models.TextChoices):
    """Whether the dates of a session stand in an official source."""

    CONFIRMED = "confirmed", pgettext_lazy("dates of a session", "confirmed")
    ESTIMATED = "estimated", pgettext_lazy("dates of a session", "estimated")


class ParagraphKind(models.TextChoices):
    """The two halves of a resolution."""

    PREAMBULAR = "preambular", _("preambular")
    OPERATIVE = "operative", _("operative")


class DirectiveVerb(models.TextChoices):
    """What opens a clause that makes a mandate."""

    REQUEST = "request", _("request")
    DECIDE = "decide", _("decision")


class AddresseeCode(models.TextChoices):
    """Who must act."""

    SG = "SG", _("Secretary-General")
    HC = "HC", _("High Commissioner")
    OHCHR = "OHCHR", _("Office of the High Commissioner")
    HRC = "HRC", _("Human Rights Council")
    PRES = "PRES", _("President of the Council")
    AC = "AC", _("Advisory Committee")
    SR = "SR", _("Special Rapporteur")
    IE = "IE", _("Independent Expert")
    WG = "WG", _("Working group")
    INV = "INV", _("Commission of inquiry or other investigative body")
    EM = "EM", _("Expert mechanism")
    FORUM = "FORUM", _("Forum")
    SPS = "SPS", _("Special procedures")
    TB = "TB", _("Treaty bodies")
    CHAIR = "CHAIR", _("Chair or facilitator")
    UNSYS = "UNSYS", _("United Nations system")
    GA = "GA", _("General Assembly")
    SC = "SC", _("Security Council")
    ECOSOC = "ECOSOC", _("Economic and Social Council")
    STATES = "STATES", _("States")
    STATE = "STATE", _("A named State")
    STAKEHOLDERS = "STAKEHOLDERS", _("Stakeholders")
    UNSPECIFIED = "UNSPECIFIED", _("Not specified")


class AddresseeKind(models.TextChoices):
    """The family an addressee belongs to, as a secretariat groups its correspondents."""

    SECRETARIAT = "secretariat", _("Secretariat")
    ORGAN = "organ", _("organ and its officers")
    EXPERT = "expert", _("expert or expert body")
    SYSTEM = "system", _("United Nations system")
    STATE = "state", _("States")
    STAKEHOLDER = "stakeholder", _("stakeholders")
    UNSPECIFIED = "unspecified", _("not specified")


#: Codes that stand for many holders, so that the holder's own name makes a row of its own.
NAMED_HOLDERS = frozenset(
    {
        AddresseeCode.SR,
        AddresseeCode.IE,
        AddresseeCode.WG,
        AddresseeCode.INV,
        AddresseeCode.EM,
        AddresseeCode.FORUM,
        AddresseeCode.TB,
        AddresseeCode.CHAIR,
        AddresseeCode.UNSYS,
        AddresseeCode.STATE,
    }
)


class Deliverable(models.TextChoices):
    """What a mandate asks for."""

    REPORT = "report", _("report")
    STUDY = "study", _("study")
    ORAL_UPDATE = "oral_update", _("oral update")
    PANEL_DISCUSSION = "panel_discussion", _("panel discussion")
    INTERACTIVE_DIALOGUE = "interactive_dialogue", _("interactive dialogue")
    MEETING = "meeting", _("meeting")
    MANDATE = "mandate", _("mandate")
    PRODUCT = "product", _("product")
    TRANSMISSION = "transmission", _("transmission")
    ASSISTANCE = "assistance", _("assistance")
    CONSIDERATION = "consideration", _("consideration")
    OTHER = "other", _("other")


class Timing(models.TextChoices):
    """How the deliverable stands to the session that the text names."""

    AT = "at", _("at the session")
    BEFORE = "before", _("before the session")
    FROM = "from", _("from the session on")


class Recurrence(models.TextChoices):
    """How often."""

    ANNUAL = "annual", _("annual")
    BIENNIAL = "biennial", _("biennial")
    TRIENNIAL = "triennial", _("triennial")
    REGULAR = "regular", pgettext_lazy("how often", "regular")


class CertaintyLevel(models.TextChoices):
    """How sure the reader is of one value."""

    SURE = "sure", _("sure")
    LIKELY = "likely", _("likely")
    OPEN = "open", _("open")


class ReviewState(models.TextChoices):
    """What a person has said about a machine-read mandate."""

    DRAFT = "draft", _("draft")
    CONFIRMED = "confirmed", _("confirmed")
    CORRECTED = "corrected", _("corrected")
    REJECTED = "rejected", _("rejected")


class ObligationStatus(models.TextChoices):
    """Where one thing due stands. Overdue is derived from the due date, never stored.

    Historic is what was due before its text was imported: in the record, and silent.
    """

    PLANNED = "planned", _("planned")
    IN_PROGRESS = "in_progress", _("in progress")
    SUBMITTED = "submitted", _("submitted")
    DONE = "done", _("done")
    DEFERRED = "deferred", _("deferred")
    CANCELLED = "cancelled", _("cancelled")
    SUPERSEDED = "superseded", _("superseded")
    HISTORIC = "historic", _("historic")


#: Statuses in which something is still to be done, and late once the due date has passed.
OPEN_STATUSES = frozenset({ObligationStatus.PLANNED, ObligationStatus.IN_PROGRESS})

#: Statuses that say that the deliverable has been handed in.
MET_STATUSES = frozenset({ObligationStatus.SUBMITTED, ObligationStatus.DONE})

#: From a status to those that may follow it. A closed obligation can be taken up again, because people err.
#: Nothing becomes historic: an obligation is so from its first day or never.
STATUS_CHANGES: dict[ObligationStatus, frozenset[ObligationStatus]] = {
    ObligationStatus.PLANNED: frozenset(
        {
            ObligationStatus.IN_PROGRESS,
            ObligationStatus.SUBMITTED,
            ObligationStatus.DONE,
            ObligationStatus.DEFERRED,
            ObligationStatus.CANCELLED,
            ObligationStatus.SUPERSEDED,
        }
    ),
    ObligationStatus.IN_PROGRESS: frozenset(
        {
            ObligationStatus.PLANNED,
            ObligationStatus.SUBMITTED,
            ObligationStatus.DONE,
            ObligationStatus.DEFERRED,
            ObligationStatus.CANCELLED,
            ObligationStatus.SUPERSEDED,
        }
    ),
    ObligationStatus.SUBMITTED: frozenset({ObligationStatus.IN_PROGRESS, ObligationStatus.DONE}),
    ObligationStatus.DONE: frozenset({ObligationStatus.IN_PROGRESS}),
    ObligationStatus.DEFERRED: frozenset({ObligationStatus.PLANNED}),
    ObligationStatus.CANCELLED: frozenset({ObligationStatus.PLANNED}),
    ObligationStatus.SUPERSEDED: frozenset({ObligationStatus.PLANNED}),
    ObligationStatus.HISTORIC: frozenset({ObligationStatus.PLANNED, ObligationStatus.DONE}),
}

#: Changes that say nothing without a reason.
REASON_REQUIRED = frozenset({ObligationStatus.CANCELLED, ObligationStatus.SUPERSEDED})

#: What a focal point may make of an obligation of its own. Putting off or striking out what one owes is an officer's.
FOCAL_POINT_STATUSES = frozenset(
    {
        ObligationStatus.PLANNED,
        ObligationStatus.IN_PROGRESS,
        ObligationStatus.SUBMITTED,
        ObligationStatus.DONE,
    }
)

#: From a review state to those that a person may give next. A rejected mandate can be taken up again.
REVIEW_CHANGES: dict[ReviewState, frozenset[ReviewState]] = {
    ReviewState.DRAFT: frozenset({ReviewState.CONFIRMED, ReviewState.CORRECTED, ReviewState.REJECTED}),
    ReviewState.CONFIRMED: frozenset({ReviewState.CORRECTED, ReviewState.REJECTED}),
    ReviewState.CORRECTED: frozenset({ReviewState.CORRECTED, ReviewState.REJECTED}),
    ReviewState.REJECTED: frozenset({ReviewState.CONFIRMED, ReviewState.CORRECTED}),
}


class ObligationKind(models.TextChoices):
    """What is due: the deliverable itself, or the decision whether a mandate that ends goes on."""

    DELIVERABLE = "deliverable", _("deliverable")
    RENEWAL = "renewal", _("renewal")


class ObligationOrigin(models.TextChoices):
    """Where an obligation comes from."""

    TEXT = "text", _("the text")
    DEFERRAL = "deferral", _("a deferral")


class EvidenceKind(models.TextChoices):
    """What shows that an obligation was met."""

    SYMBOL = "symbol", _("document symbol")
    LINK = "link", _("link")
    FILE = "file", _("file")
    NOTE = "note", _("note")


class FocalPart(models.TextChoices):
    """What a focal point is for an addressee."""

    OWNER = "owner", _("owner")
    BACKUP = "backup", _("backup")


class ProposalKind(models.TextChoices):
    """What a later text suggests for an obligation of an earlier one."""

    SUPERSEDE = "supersede", _("superseded by a later resolution")
    EVIDENCE = "evidence", _("a later resolution says that it happened")


class ProposalState(models.TextChoices):
    """What a person said to a proposal."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DISMISSED = "dismissed", _("dismissed")


class Role(models.TextChoices):
    """The groups that a migration makes; a user without one sees nothing."""

    VIEWER = "viewer", _("viewer")
    FOCAL_POINT = "focal point", _("focal point")
    OFFICER = "officer", _("officer")
    ADMINISTRATOR = "administrator", _("administrator")


class StepKind(models.TextChoices):
    """Where a step of a reminder ladder stands to the due date."""

    BEFORE = "before", _("before the due date")
    OPENING = "opening", _("the day the session opens")
    OVERDUE = "overdue", _("overdue")


class ReminderPart(models.TextChoices):
    """Why somebody is reminded. The first that fits counts: an owner who leads the unit is reminded as the owner."""

    OWNER = "owner", _("owner")
    BACKUP = "backup", _("backup")
    CHIEF = "chief", _("unit chief")


class MailState(models.TextChoices):
    """Where a reminder, or the message that carries it, stands.

    ``uncertain``: nobody knows whether the mail server took it. It is sent again under the same Message-ID.
    """

    PLANNED = "planned", _("waiting")
    SENDING = "sending", _("being sent")
    UNCERTAIN = "uncertain", _("uncertain, to be repeated")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    SKIPPED = "skipped", _("skipped for a later step")
    VOID = "void", _("no longer needed")


#: States from which a message may be taken up for sending.
SENDABLE_STATES = frozenset({MailState.PLANNED, MailState.UNCERTAIN})

#: Review states of a mandate whose obligations are reminded of: a person has said that the reading is right.
REMINDED_STATES = frozenset({ReviewState.CONFIRMED, ReviewState.CORRECTED})


class MessageKind(models.TextChoices):
    """What an e-mail is."""

    REMINDERS = "reminders", _("reminders")
    EDITORS = "editors", _("weekly note to editors")
    SAMPLE = "sample", _("sample")


class DigestRhythm(models.TextChoices):
    """How often a person wants mail at most."""

    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week, on Mondays")


class MailLanguage(models.TextChoices):
    """The languages of the mails, each by its own name."""

    ENGLISH = "en", "English"
    FRENCH = "fr", "français"


class HeartbeatName(models.TextChoices):
    """Who shows that it is alive."""

    BEAT = "beat", _("scheduler")
    WORKER = "worker", _("worker")


class ImportState(models.TextChoices):
    """Where an uploaded file stands; the last five are what became of it."""

    WAITING = "waiting", _("waiting")
    READING = "reading", _("being read")
    CREATED = "created", _("new")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("unchanged")
    CONFLICTS = "conflicts", _("to decide")
    FAILED = "failed", _("not stored")


class ListPage(models.TextChoices):
    """The lists whose filters can be kept under a name."""

    OBLIGATIONS = "obligations", _("obligations")
    MANDATES = "mandates", _("mandates")


class FeedKind(models.TextChoices):
    """What a calendar address shows."""

    MINE = "mine", _("my obligations")
    SESSION = "session", _("a session")
    VIEW = "view", _("a saved view")


class Words(models.TextChoices):
    """What words of a paragraph say: the three questions that a person asks of a mandate."""

    WHO = "who", _("who")
    WHAT = "what", _("what")
    WHEN = "when", _("when")


#: Where the words for each stand in ``Mandate.evidence``.
EVIDENCE_FIELDS: dict[Words, tuple[str, ...]] = {
    Words.WHO: ("addressees",),
    Words.WHAT: ("deliverable",),
    Words.WHEN: ("sessions", "recurrence", "date", "duration"),
}

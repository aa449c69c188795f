"""Gives the rows that are there what the new columns ask for."""

import hashlib
import re
from datetime import date

from django.db import migrations
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

ACTOR = "scheduler: due before the text was imported"


def carry_over(apps, schema_editor):
    Obligation = apps.get_model("mandates", "Obligation")
    Session = apps.get_model("mandates", "Session")
    opening = Subquery(Session.objects.filter(pk=OuterRef("session_id")).values("opens_on")[:1])
    for model in (Obligation, apps.get_model("mandates", "HistoricalObligation")):
        model.objects.filter(due_on__isnull=True).update(due_on=Coalesce(opening, Value(date(1900, 1, 1))))
        model.objects.update(computed_due_on=F("due_on"))
    close_what_was_due_before_import(apps, Obligation)
    key_titles(apps)


def close_what_was_due_before_import(apps, Obligation):
    """What nobody has touched and was due before its text was imported is historic, with a row that says so."""
    History = apps.get_model("mandates", "HistoricalObligation")
    now = timezone.now()
    names = [field.attname for field in Obligation._meta.concrete_fields]
    past = Obligation.objects.filter(
        status="planned", due_on__lt=F("mandate__paragraph__resolution__imported_at__date"), version=1
    )
    touched = History.objects.filter(history_user__isnull=False).values("id")
    for obligation in past.exclude(pk__in=touched).iterator(chunk_size=500):
        obligation.status = "historic"
        obligation.save(update_fields=["status"])
        values = {name: getattr(obligation, name) for name in names}
        History.objects.create(history_date=now, history_type="~", history_change_reason=ACTOR, **values)


def key_titles(apps):
    """As services.importing does for each new text."""
    Resolution = apps.get_model("mandates", "Resolution")
    for pk, title in Resolution.objects.exclude(title="").values_list("pk", "title").iterator(chunk_size=500):
        compared = re.sub(r"\W+", " ", title).strip().casefold()
        Resolution.objects.filter(pk=pk).update(title_key=hashlib.sha256(compared.encode()).hexdigest())


class Migration(migrations.Migration):
    dependencies = [("mandates", "0002_obligations_and_people")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True)]

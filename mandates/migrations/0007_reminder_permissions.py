"""Gives the roles their permissions on reminders."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

NEW = ("reminderrule", "message", "reminder", "heartbeat", "preferences")
#: Everybody may see that something was sent about an obligation; addresses and answers of servers are for officers.
GIVEN = {
    "viewer": {"view_reminder", "view_reminderrule"},
    "focal point": {"view_reminder", "view_reminderrule"},
    "officer": {
        "view_reminder",
        "view_reminderrule",
        "add_reminderrule",
        "change_reminderrule",
        "view_message",
        "resend_message",
    },
    "administrator": {
        *(f"{verb}_{model}" for model in NEW for verb in ("view", "add", "change", "delete")),
        "resend_message",
    },
}


def give(apps, schema_editor):
    # Permissions are otherwise made after all migrations have run.
    config = apps.get_app_config("mandates")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    own = Permission.objects.filter(content_type__app_label="mandates")
    for name, codenames in GIVEN.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*own.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [("mandates", "0006_reminders")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]

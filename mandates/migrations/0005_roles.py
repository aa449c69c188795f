"""Makes the four roles with what each may do. An administrator may change them afterwards."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

#: What officers add and change in the administration; what the reader wrote is not among it.
EDITED_BY_OFFICERS = ("addressee", "focalpoint", "holiday", "leadtime", "unit")
OFFICER = {
    "review_mandate",
    "work_on_obligation",
    "manage_obligation",
    "move_session",
    "import_resolution",
    "decide_seriesproposal",
    "add_session",
    *(f"{verb}_{model}" for verb in ("add", "change") for model in EDITED_BY_OFFICERS),
}
FOCAL_POINT = {"work_on_obligation"}
ACCOUNTS = {"view_user", "add_user", "change_user", "view_group"}


def make_roles(apps, schema_editor):
    # Permissions are otherwise made after all migrations have run.
    for label in ("mandates", "auth"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    own = Permission.objects.filter(content_type__app_label="mandates").exclude(codename__contains="historical")
    view = own.filter(codename__startswith="view_")
    accounts = Permission.objects.filter(content_type__app_label="auth", codename__in=ACCOUNTS)
    members = {
        "viewer": [view],
        "focal point": [view, own.filter(codename__in=FOCAL_POINT)],
        "officer": [view, own.filter(codename__in=OFFICER)],
        "administrator": [own, accounts],
    }
    for name, permissions in members.items():
        group, _ = Group.objects.get_or_create(name=name)
        for some in permissions:
            group.permissions.add(*some)


class Migration(migrations.Migration):
    dependencies = [
        ("mandates", "0004_due_dates_hold"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]

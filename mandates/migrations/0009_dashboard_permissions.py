"""Lets administrators see and remove uploads, saved views and calendar feeds; people reach their own on the pages."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODELS = ("importbatch", "importfile", "savedview", "feed")
CODENAMES = {f"{verb}_{model}" for model in MODELS for verb in ("view", "delete")}


def give(apps, schema_editor):
    # Permissions are otherwise made after all migrations have run.
    config = apps.get_app_config("mandates")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    own = Permission.objects.filter(content_type__app_label="mandates", codename__in=CODENAMES)
    group, _ = Group.objects.get_or_create(name="administrator")
    group.permissions.add(*own)


class Migration(migrations.Migration):
    dependencies = [("mandates", "0008_dashboard")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]

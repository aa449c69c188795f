"""Full text over the paragraphs: an expression index on PostgreSQL, an FTS5 table kept by triggers on SQLite.

The FTS5 table holds no copy of the text, only the index; ``mandates/queries/search.py`` reads it. SQLite drops a
table's triggers when a migration rebuilds the table: a later migration that alters ``Paragraph`` must make them anew,
and ``tests/queries/test_search.py`` fails until it does.
"""

from django.db import migrations

POSTGRESQL = (
    "CREATE INDEX paragraph_full_text ON mandates_paragraph USING gin (to_tsvector('english', text))",
)
SQLITE = (
    """
    CREATE VIRTUAL TABLE mandates_paragraph_text USING fts5(
        text, content='mandates_paragraph', content_rowid='id', tokenize='porter unicode61'
    )
    """,
    "INSERT INTO mandates_paragraph_text(mandates_paragraph_text) VALUES ('rebuild')",
    """
    CREATE TRIGGER mandates_paragraph_text_insert AFTER INSERT ON mandates_paragraph BEGIN
        INSERT INTO mandates_paragraph_text(rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER mandates_paragraph_text_delete AFTER DELETE ON mandates_paragraph BEGIN
        INSERT INTO mandates_paragraph_text(mandates_paragraph_text, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
    """
    CREATE TRIGGER mandates_paragraph_text_update AFTER UPDATE OF text ON mandates_paragraph BEGIN
        INSERT INTO mandates_paragraph_text(mandates_paragraph_text, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO mandates_paragraph_text(rowid, text) VALUES (new.id, new.text);
    END
    """,
)
TAKE_AWAY = {
    "postgresql": ("DROP INDEX paragraph_full_text",),
    "sqlite": (
        "DROP TRIGGER mandates_paragraph_text_insert",
        "DROP TRIGGER mandates_paragraph_text_delete",
        "DROP TRIGGER mandates_paragraph_text_update",
        "DROP TABLE mandates_paragraph_text",
    ),
}
MAKE = {"postgresql": POSTGRESQL, "sqlite": SQLITE}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_away(apps, schema_editor):
    for statement in TAKE_AWAY[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("mandates", "0009_dashboard_permissions")]

    operations = [migrations.RunPython(make, take_away)]

"""The imports of the package keep to the layers: a file imports from its own layer or below, never up."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mandates"

#: Lowest first; a name stands for a module or a package directly under ``mandates``.
LAYERS = (
    {"agenda", "enums", "extraction", "calendar", "occasions", "series"},
    {"models"},
    {"queries", "services", "timeline", "mail"},
    {
        "filters",
        "tables",
        "forms",
        "exports",
        "views",
        "api",
        "admin",
        "tasks",
        "management",
        "middleware",
        "templatetags",
        "urls",
    },
)
#: Not part of the way through the house: Django finds them by name.
OUTSIDE = {"apps", "migrations", "__init__"}

#: What the reader of documents may import besides the standard library.
EXTRACTION_LIBRARIES = {"lxml", "pypdfium2", "charset_normalizer", "docx"}

FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    """``mandates/views/mandates.py`` → ``views``; ``mandates/queries.py`` → ``queries``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rank(part: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if part in layer)


def imports_of(source: str) -> list[str]:
    """Every module that a source names, those in functions and under TYPE_CHECKING included."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            found += [f"{module}.{alias.name}" for alias in node.names] if module == "mandates" else [module]
    return found


def upward(source: str, part: str) -> list[str]:
    return [
        module
        for module in imports_of(source)
        if module.startswith("mandates.") and rank(module.split(".")[1]) > rank(part)
    ]


def foreign_to_extraction(source: str) -> list[str]:
    allowed = EXTRACTION_LIBRARIES | sys.stdlib_module_names
    return [
        module
        for module in imports_of(source)
        if module.split(".")[0] not in allowed and not module.startswith("mandates.extraction")
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_import_goes_up(path):
    part = part_of(path)
    if part not in OUTSIDE:
        assert upward(path.read_text(encoding="utf-8"), part) == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "extraction").rglob("*.py")), ids=lambda path: path.name)
def test_extraction_knows_nothing_of_django(path):
    assert foreign_to_extraction(path.read_text(encoding="utf-8")) == []


def test_the_package_is_empty_so_that_extraction_imports_alone():
    assert (PACKAGE / "__init__.py").read_text(encoding="utf-8") == ""


def test_the_mail_is_rendered_from_what_it_is_given():
    """No rows, no services: what a mail says can be tested without a database."""
    own = [module for module in imports_of((PACKAGE / "mail.py").read_text(encoding="utf-8")) if "mandates" in module]
    assert own == ["mandates.enums"]


def test_a_task_calls_services_and_nothing_else():
    own = {module for module in imports_of((PACKAGE / "tasks.py").read_text(encoding="utf-8")) if "mandates" in module}
    assert {module.split(".")[1] for module in own} == {"enums", "services"}


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("from mandates.views import resolutions", "services"),
        ("from mandates import queries", "models"),
        ("def late():\n    import mandates.services.importing", "extraction"),
    ],
)
def test_an_upward_import_is_seen(source, part):
    assert upward(source, part)


@pytest.mark.parametrize("source", ["import django", "from django.db import models", "from mandates import enums"])
def test_django_in_extraction_is_seen(source):
    assert foreign_to_extraction(source)

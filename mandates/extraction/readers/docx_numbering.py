"""Word's own list numbering: the labels that Word shows and the text does not contain.

The rules are those of ISO/IEC 29500-1, 17.9: a paragraph names a numbering instance and a level, itself or through
its style; the instance names an abstract numbering, whose levels say how the number is written. Instances of
one abstract numbering count on together, unless they override the start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from mandates.extraction.readers.docx_package import W
from mandates.extraction.readers.labels import COUNTER_LIMIT, WORD_FORMATS

_LEVELS: Final = 9
#: Styles may be based on one another; Word stops at ten, a damaged file may go in circles.
_STYLE_DEPTH: Final = 20
#: Bullets come as private characters of the Symbol and Wingdings fonts.
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")


class _Reference(NamedTuple):
    """What a paragraph or a style says of its number: instance and level, None where it leaves them open."""

    instance: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts and writes; ``restart`` as in the standard: 0 is never, k is after level k."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _Instance:
    """One list: its abstract numbering, its levels, and the starts that it overrides."""

    abstract: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class _Count:
    """The current numbers of one abstract numbering, and the overrides that have been used."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    overridden: set[tuple[str, int]] = field(default_factory=set)


class ListLabels:
    """Gives each paragraph of a document, in order, the label that Word shows before it."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._style_references, self._style_parents, self._default_style = _read_styles(styles)
        self._instances = _read_instances(numbering, self._style_references)
        self._counts: dict[str, _Count] = {}

    def label(self, properties: etree._Element | None) -> str:
        """Count a paragraph with these ``w:pPr`` and give its label, "" for none.

        To be called once for each paragraph, in the document's order.
        """
        instance_id, level = self._resolve(properties)
        instance = self._instances.get(instance_id) if instance_id else None
        if instance is None or instance_id is None or level not in instance.levels:
            return ""
        count = self._counts.setdefault(instance.abstract, _Count())
        _advance(count, instance, instance_id, level)
        return _written(count.numbers, instance.levels, level)

    def _resolve(self, properties: etree._Element | None) -> tuple[str | None, int]:
        own = _reference(properties)
        style_id = self._default_style
        if properties is not None:
            style_id = _value(properties, "pStyle") or style_id
        styled, owner = self._from_style(style_id)
        instance_id = own.instance if own.instance is not None else styled.instance
        level = own.level
        if level is None and own.instance is None and instance_id in self._instances:
            level = _level_of_style(self._instances[instance_id], owner)
        if level is None:
            level = styled.level
        return instance_id, level or 0

    def _from_style(self, style_id: str | None) -> tuple[_Reference, str | None]:
        for _ in range(_STYLE_DEPTH):
            if style_id is None:
                break
            reference = self._style_references.get(style_id)
            if reference is not None and reference.instance is not None:
                return reference, style_id
            style_id = self._style_parents.get(style_id)
        return _Reference(None, None), None


def _advance(count: _Count, instance: _Instance, instance_id: str, level: int) -> None:
    current = count.numbers[level]
    number = instance.levels[level].start if current is None else current + 1
    # An override restarts the list once, at the first paragraph of its instance on that level.
    if level in instance.starts and (instance_id, level) not in count.overridden:
        count.overridden.add((instance_id, level))
        number = instance.starts[level]
    count.numbers[level] = min(number, COUNTER_LIMIT)
    for deeper in range(level + 1, _LEVELS):
        restart = instance.levels[deeper].restart if deeper in instance.levels else None
        if restart is None or level < restart:
            count.numbers[deeper] = None


def _written(numbers: list[int | None], levels: Mapping[int, _Level], level: int) -> str:
    def number_of(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        if index not in levels:
            return ""
        # A level above that has had no paragraph yet shows its start, without being counted.
        counted = numbers[index]
        written = "decimal" if levels[level].legal else levels[index].number_format
        return WORD_FORMATS.get(written, str)(levels[index].start if counted is None else counted)

    if levels[level].number_format == "bullet":
        return _PRIVATE.sub("•", levels[level].text)
    return re.sub(r"%([1-9])", number_of, levels[level].text)


def _level_of_style(instance: _Instance, style_id: str | None) -> int | None:
    for index, level in instance.levels.items():
        if level.style is not None and level.style == style_id:
            return index
    return None


def _read_styles(
    styles: etree._Element | None,
) -> tuple[dict[str, _Reference], dict[str, str], str | None]:
    references: dict[str, _Reference] = {}
    parents: dict[str, str] = {}
    default = None
    for style in () if styles is None else styles.iter(f"{W}style"):
        style_id = style.get(f"{W}styleId") or ""
        references[style_id] = _reference(style.find(f"{W}pPr"))
        parent = _value(style, "basedOn")
        if parent is not None:
            parents[style_id] = parent
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            default = style_id
    return references, parents, default


def _read_instances(
    numbering: etree._Element | None, style_references: Mapping[str, _Reference]
) -> dict[str, _Instance]:
    if numbering is None:
        return {}
    abstracts = {abstract.get(f"{W}abstractNumId"): abstract for abstract in numbering.iter(f"{W}abstractNum")}
    nums = {num.get(f"{W}numId") or "": num for num in numbering.iter(f"{W}num")}
    instances: dict[str, _Instance] = {}
    for num_id, num in nums.items():
        abstract_id = _value(num, "abstractNumId")
        abstract = abstracts.get(abstract_id)
        # A list style stands in another abstract numbering, reached by way of the style.
        link = None if abstract is None else _value(abstract, "numStyleLink")
        linked = style_references.get(link) if link else None
        if linked is not None and linked.instance in nums:
            abstract_id = _value(nums[linked.instance], "abstractNumId")
            abstract = abstracts.get(abstract_id)
        if abstract is not None and abstract_id is not None:
            instances[num_id] = _read_instance(num, abstract, abstract_id)
    return instances


def _read_instance(num: etree._Element, abstract: etree._Element, abstract_id: str) -> _Instance:
    levels = {_index(level): _read_level(level) for level in abstract.iterfind(f"{W}lvl")}
    starts: dict[int, int] = {}
    for override in num.iterfind(f"{W}lvlOverride"):
        index = _index(override)
        replaced = override.find(f"{W}lvl")
        if replaced is not None:
            levels[index] = _read_level(replaced)
        start = _value(override, "startOverride")
        if start is not None:
            starts[index] = _whole(start, 1)
    return _Instance(
        abstract=abstract_id,
        levels={index: level for index, level in levels.items() if 0 <= index < _LEVELS},
        starts=starts,
    )


def _read_level(level: etree._Element) -> _Level:
    restart = _value(level, "lvlRestart")
    legal = level.find(f"{W}isLgl")
    return _Level(
        # Without a w:start the standard counts from 0.
        start=_whole(_value(level, "start"), 0),
        number_format=_value(level, "numFmt") or "decimal",
        text=_value(level, "lvlText") or "",
        restart=None if restart is None else _whole(restart, 0),
        legal=legal is not None and legal.get(f"{W}val") not in ("0", "false", "off"),
        style=_value(level, "pStyle"),
    )


def _reference(properties: etree._Element | None) -> _Reference:
    numbering = None if properties is None else properties.find(f"{W}numPr")
    if numbering is None:
        return _Reference(None, None)
    level = _value(numbering, "ilvl")
    return _Reference(_value(numbering, "numId"), None if level is None else _whole(level, 0))


def _index(element: etree._Element) -> int:
    return _whole(element.get(f"{W}ilvl"), 0)


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _whole(value: str | None, default: int) -> int:
    if value is None or not re.fullmatch(r"\s*-?\d{1,5}\s*", value):
        return default
    return min(int(value), COUNTER_LIMIT)

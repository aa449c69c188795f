"""Blocks → paragraphs: the preamble and the tree of operative paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mandates.extraction.items import ItemStack
from mandates.extraction.labels import Label, LabelReader, is_terminated
from mandates.extraction.layout import Block, Page, first_word_place
from mandates.extraction.notes import has_raised_figures, without_note_marks
from mandates.extraction.numbering import labels_of
from mandates.extraction.openers import Opening, opening
from mandates.extraction.quotations import OPENING_QUOTES, ORGAN, closes_quotation, leaves_draft_open
from mandates.extraction.records import Paragraph, ParagraphKind

#: "The General Assembly," in the middle of a text: its next part, or a draft that it recommends
_NEXT_PART = re.compile(rf"[“\"«]?{ORGAN}\s?,$")
#: "II International Decade …", "III. Accreditation", "I", "A", "B. Sub-item", "Section IV"
_SECTION = re.compile(r"(?:Section\s|Part\s)?(?:([IVXL]{1,7})(?:[.\s]|$)|([A-H])(?:\.\s|$))")
#: What may open a preambular paragraph and is not in the vocabulary: "Lauding the efforts", "Stunned by the news"
_OPENER_SHAPE = re.compile(
    r"[A-Z][a-z]+(?:ing|ed|ful|ous)\s(?:about|all|also|at|by|deeply|for|from|further|in|its|of|on|that|the|to|upon|with)\b"
)
_LONGEST_HEADING = 300
#: Marks with which items of a list without labels begin.
_BULLETS = ("•", "–", "—", "-", "·", "‣")
#: "Recalls its resolution 70/1, in which …," before paragraph 1 is a preamble; a request or decision never is.
_DIRECTIVE = re.compile("request|deci", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """A paragraph while it grows; ``number`` is "" for one without a number, ``path`` is "(a)(i)"."""

    kind: ParagraphKind
    texts: list[str]
    start: int
    end: int
    section: str
    number: str
    path: str
    headings: tuple[str, ...]
    opening: Opening | None


def read_outline(page: Page, blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs that the blocks of a page make."""
    outline = _Outline(page, _Quotations(blocks))
    next_items = _next_items(blocks)
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        outline.add(index, block, after, next_items[index])
    return outline.paragraphs()


def _next_items(blocks: Sequence[Block]) -> list[str]:
    """For each block the token of the next subparagraph of the same numbered paragraph, or ""."""
    tokens = [""] * len(blocks)
    token = ""
    for index in range(len(blocks) - 1, -1, -1):
        tokens[index] = token
        label = blocks[index].label
        if label is not None:
            token = label.token if label.kind == "item" else ""
    return tokens


@dataclass
class _Quotations:
    """Where the quotations end that run over several blocks; looked up only where one opens."""

    blocks: Sequence[Block]

    @cached_property
    def _last_closing(self) -> int:
        """The last block that closes a quotation, or -1."""
        indexes = range(len(self.blocks) - 1, -1, -1)
        return next((index for index in indexes if closes_quotation(self.blocks[index].text)), -1)

    @cached_property
    def _numbered(self) -> dict[str, int]:
        """By number, the last block that has it."""
        labels = ((block.label, index) for index, block in enumerate(self.blocks))
        return {label.token: index for label, index in labels if label is not None and label.kind == "number"}

    def end(self, first: int, number: str) -> int:
        """The block after the quotation that goes on with block ``first``, inside paragraph ``number``.

        One that is never closed goes on to the next number of the resolution's own, or to the end.
        """
        if first <= self._last_closing:
            return next(i for i in range(first, len(self.blocks)) if closes_quotation(self.blocks[i].text)) + 1
        own = self._numbered.get(str(int(number) + 1), -1) if number else -1
        return own if own >= first else len(self.blocks)


@dataclass(slots=True)
class _Outline:
    """Takes the blocks in order and puts the paragraphs together; those before ``quoted`` belong to a quotation."""

    page: Page
    quotations: _Quotations
    drafts: list[_Draft] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    roman: str = ""
    letter: str = ""
    chapeau: _Draft | None = None
    in_preamble: bool = True
    quoted: int = 0
    section: str = ""
    items: ItemStack = field(default_factory=ItemStack)

    def add(self, index: int, block: Block, after: Block | None, next_item: str) -> None:
        """Take block ``index``; ``after`` follows it, ``next_item`` is the token of the next subparagraph."""
        if index < self.quoted:
            self._continue(block)
            return
        if block.label is not None and block.label.kind == "number":
            self._open_number(block, block.label, after, next_item)
        elif block.label is not None:
            self._open_item(block, block.label, after, next_item)
        elif block.heading:
            self._add_heading(block.text)
        elif self._is_quoted(block):
            self._continue(block)
            if not closes_quotation(block.text):
                self._quote(index + 1)
        elif self._is_heading(block, after):
            self._add_heading(block.text)
        elif not self._opens_paragraph(index, block, after):
            self._continue(block)
        if self.chapeau is not None and index >= self.quoted and leaves_draft_open(block.text):
            self._quote(index + 1)

    def _is_quoted(self, block: Block) -> bool:
        """True for what a paragraph quotes after its colon: "the following theme:", "“Rest for all”"."""
        if self.in_preamble or block.text[0] not in OPENING_QUOTES or _NEXT_PART.match(block.text):
            return False
        return self.drafts[-1].texts[-1].endswith(":")

    def _quote(self, first: int) -> None:
        """A quotation of the last paragraph goes on with block ``first``."""
        self.quoted = self.quotations.end(first, self.chapeau.number if self.chapeau else "")

    def _open_number(self, block: Block, label: Label, after: Block | None, next_item: str) -> None:
        nested = LabelReader().read(block.text, ":", True, True) if block.text.startswith("(") else None
        if nested is not None and nested.kind == "item":
            # "14. (a) Underlines …": the number has no text of its own.
            self._open("operative", block._replace(text=""), str(int(label.token)))
            text = block.text[nested.length :]
            start = first_word_place(self.page.source, text, block.start + 1, block.end)
            self._open_item(block._replace(text=text, start=start, opening=opening(text)), nested, after, next_item)
            return
        block, heading = self._split_heading(block, after)
        self._open("operative", block, str(int(label.token)))
        if heading:
            self._add_heading(heading)

    def _open_item(self, block: Block, label: Label, after: Block | None, next_item: str) -> None:
        if not self.drafts:
            return
        last = self.drafts[-1]
        if self.chapeau is None or last.kind == "preambular":
            # A list inside a preambular paragraph belongs to its sentence.
            self._append(last, block, f"({label.token}) {block.text}")
            return
        block, heading = self._split_heading(block, after)
        list_opens = last.texts[-1].endswith(":") or not last.texts[-1]
        path = self.items.place(label.token, next_item, list_opens)
        self._draft("operative", block, last.section, last.number, path)
        if heading:
            self._add_heading(heading)

    def _open(self, kind: ParagraphKind, block: Block, number: str = "") -> None:
        draft = self._draft(kind, block, self.section, number, "")
        if kind == "operative":
            self.in_preamble = False
            self.chapeau = draft
            self.items.levels.clear()

    def _draft(self, kind: ParagraphKind, block: Block, section: str, number: str, path: str) -> _Draft:
        headings = tuple(self.pending)
        self.pending.clear()
        draft = _Draft(kind, [block.text], block.start, block.end, section, number, path, headings, block.opening)
        self.drafts.append(draft)
        return draft

    def _opens_paragraph(self, index: int, block: Block, after: Block | None) -> bool:
        """Open the paragraph that an unlabelled block is; False where it belongs to the one before."""
        text, found = block.text, block.opening
        if _NEXT_PART.match(text):
            return self._open_part(index, block)
        if self.in_preamble:
            if found is not None and found.kind == "operative" and not _is_recital(block, after):
                self._open("operative", block)
            elif not self.drafts or found is not None or _OPENER_SHAPE.match(text):
                self._open("preambular", block)
            else:
                return False
            return True
        before = self.drafts[-1].texts[-1]
        if found is None or not (before.endswith((";", ".")) or self.pending):
            return False
        kind = "preambular" if self.pending and _is_recital(block, after) else found.kind
        if kind == "preambular":
            # A section with a preamble of its own.
            self.in_preamble = bool(self.pending)
            if not self.in_preamble:
                return False
        self._open(kind, block)
        return True

    def _open_part(self, index: int, block: Block) -> bool:
        """The organ's name again: the next part of the resolution, or a draft that it recommends."""
        if self.chapeau is not None and block.text[0] in OPENING_QUOTES:
            self._quote(index + 1)
            return False
        self.in_preamble = True
        return True

    def _continue(self, block: Block) -> None:
        if not self.drafts:
            return
        target = self.drafts[-1]
        text = block.text
        if block.label is not None:
            text = f"{block.label.token}. {text}" if block.label.kind == "number" else f"({block.label.token}) {text}"
        if target.path and self.chapeau is not None and text[0].islower() and target.texts[-1].endswith((";", ".")):
            # "(a) …; (b) …; and to report …" goes on with the sentence that the list has interrupted.
            target = self.chapeau
        self._append(target, block, text)

    def _append(self, draft: _Draft, block: Block, text: str) -> None:
        draft.texts.append(text.rstrip())
        draft.end = block.end

    def _is_heading(self, block: Block, after: Block | None) -> bool:
        text = block.text
        if after is None or len(text) > _LONGEST_HEADING or text.endswith((";", ".", ",", ":", "?")):
            return False
        if text[0].islower() or text.startswith(_BULLETS) or block.opening is not None:
            return False
        if self.in_preamble and not self.drafts:
            return _SECTION.match(text) is not None or after.opening is not None
        if not self.in_preamble and not self.pending and not is_terminated(self.drafts[-1].texts[-1]):
            return False
        return after.label is not None or after.heading or after.opening is not None or len(after.text) < 200

    def _add_heading(self, text: str) -> None:
        section = _SECTION.match(text)
        if section is not None and section.group(1):
            self.roman, self.letter = section.group(1), ""
        elif section is not None:
            self.letter = section.group(2)
        self.section = ".".join(filter(None, (self.roman, self.letter)))
        self.pending.append(without_note_marks(text))

    def _split_heading(self, block: Block, after: Block | None) -> tuple[Block, str]:
        """The block without the heading that a text without blank lines has run on at its end: "…; Follow-up"."""
        text = block.text
        if not self.page.wrapped or after is None or after.label is None or is_terminated(text):
            return block, ""
        cut = max(text.rfind("; "), text.rfind(". "))
        heading = text[cut + 2 :]
        if cut < 0 or not heading[:1].isupper() or len(heading) > _LONGEST_HEADING or after.label.kind != "number":
            return block, ""
        return block._replace(text=text[: cut + 1]), heading

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The finished paragraphs, every label once."""
        raised = has_raised_figures(self.page.unusual)
        labels = labels_of(self.drafts)
        finished = []
        for draft, label in zip(self.drafts, labels, strict=True):
            text = draft.texts[0] if len(draft.texts) == 1 else " ".join(filter(None, draft.texts))
            text = without_note_marks(text, raised)
            if text:
                verb = draft.opening.verb if draft.opening else None
                finished.append(Paragraph(label, draft.kind, verb, text, draft.start, draft.end, draft.headings))
        return tuple(finished)


def _is_recital(block: Block, after: Block | None) -> bool:
    """True for "Recalls …," before the first number: it is a preamble, though its verb is an operative one."""
    return (
        block.opening is not None
        and block.text.endswith(",")
        and after is not None
        and after.label is not None
        and after.label.kind == "number"
        and _DIRECTIVE.search(block.opening.verb) is None
    )

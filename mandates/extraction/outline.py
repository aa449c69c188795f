"""Blocks → paragraphs: the preamble and the tree of operative paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mandates.extraction.items import ItemStack
from mandates.extraction.labels import Label, LabelReader, is_terminated
from mandates.extraction.layout import Block, Page, first_word_place
from mandates.extraction.notes import has_raised_figures, without_note_marks
from mandates.extraction.numbering import labels_of
from mandates.extraction.openers import Opening, opening
from mandates.extraction.records import Paragraph, ParagraphKind

#: "The General Assembly," in the middle of a text: its next part, or a draft that it recommends
_NEXT_PART = re.compile(
    r"[“\"]?The\s(?:Human\sRights\sCouncil|General\sAssembly|Economic\sand\sSocial\sCouncil|Security\sCouncil)\s?,$"
)
#: "II International Decade …", "III. Accreditation", "I", "A", "B. Sub-item", "Section IV"
_SECTION = re.compile(r"(?:Section\s|Part\s)?(?:([IVXL]{1,7})(?:[.\s]|$)|([A-H])(?:\.\s|$))")
#: What may open a preambular paragraph and is not in the vocabulary: "Lauding the efforts", "Stunned by the news"
_OPENER_SHAPE = re.compile(
    r"[A-Z][a-z]+(?:ing|ed|ful|ous)\s(?:about|all|also|at|by|deeply|for|from|further|in|its|of|on|that|the|to|upon|with)\b"
)
_LONGEST_HEADING = 300
#: Marks with which items of a list without labels begin.
_BULLETS = ("•", "–", "—", "-", "·", "‣")
_OPENING_QUOTES = ("“", '"', "«")
_CLOSING_QUOTES = ("”", '"', "»")


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
    outline = _Outline(page)
    next_items = _next_items(blocks)
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        outline.add(block, after, next_items[index])
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


@dataclass(slots=True)
class _Outline:
    """Takes the blocks in order and puts the paragraphs together."""

    page: Page
    drafts: list[_Draft] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    roman: str = ""
    letter: str = ""
    chapeau: _Draft | None = None
    in_preamble: bool = True
    quoting: bool = False
    section: str = ""
    items: ItemStack = field(default_factory=ItemStack)

    def add(self, block: Block, after: Block | None, next_item: str) -> None:
        """Take the next block; ``after`` follows it, ``next_item`` is the token of the next subparagraph."""
        if self.quoting:
            self._continue(block)
            self.quoting = not _closes_quotation(block.text)
        elif block.label is not None and block.label.kind == "number":
            self._open_number(block, block.label, after, next_item)
        elif block.label is not None:
            self._open_item(block, block.label, after, next_item)
        elif block.heading or self._is_heading(block, after):
            self._add_heading(block.text)
        elif not self._opens_paragraph(block):
            self._continue(block)

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

    def _opens_paragraph(self, block: Block) -> bool:
        """Open the paragraph that an unlabelled block is; False where it belongs to the one before."""
        text, found = block.text, block.opening
        if _NEXT_PART.match(text):
            return self._open_part(block)
        if self.in_preamble:
            if found is not None and found.kind == "operative":
                self._open("operative", block)
            elif not self.drafts or found is not None or _OPENER_SHAPE.match(text):
                self._open("preambular", block)
            else:
                return False
            return True
        before = self.drafts[-1].texts[-1]
        if text[0] in _OPENING_QUOTES and before.endswith(":"):
            self.quoting = not _closes_quotation(text)
            return False
        if found is None or not (before.endswith((";", ".")) or self.pending):
            return False
        if found.kind == "preambular":
            # A section with a preamble of its own.
            self.in_preamble = bool(self.pending)
            if not self.in_preamble:
                return False
        self._open(found.kind, block)
        return True

    def _open_part(self, block: Block) -> bool:
        """The organ's name again: the next part of the resolution, or a draft that it recommends."""
        if self.chapeau is not None and block.text[0] in _OPENING_QUOTES:
            self.quoting = True
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


def _closes_quotation(text: str) -> bool:
    return text.rstrip(".,;").endswith(_CLOSING_QUOTES)

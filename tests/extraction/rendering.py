"""Renders the plain text of a resolution as the files in which resolutions come: DOCX, HTML (PDF: ``rendering_pdf``).

The files have what the real ones have around the text: a masthead, running headers, page and job numbers, footnotes.
None of it may reach the reading, so that the reading of a rendering must be that of its plain text.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from mandates.extraction.readers.labels import letter, roman

JOB_NUMBER: Final = "GE.19-16573"
MASTHEAD_LEFT: Final = "General Assembly"
DISTRIBUTION: Final = ("Distr.: General", "7 October 2019", "", "Original: English")
FOOTNOTE: Final = "See A/HRC/41/2, para. 7, and the report of the open-ended working group (A/HRC/40/66)."
#: A footnote stands in each fifth long paragraph.
_FOOTNOTE_EVERY: Final = 5

_LABEL: Final = re.compile(r"(?:(?P<decimal>\d{1,3})\.|\((?P<letters>[a-z]{1,5})\))\s+(?=\S)")
_FOOTNOTES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FOOTNOTES_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


@dataclass(frozen=True)
class Block:
    """One paragraph of the plain text: its level (0 is "1.", 1 is "(a)", 2 is "(i)", None is unnumbered)."""

    level: int | None
    number: int
    label: str
    text: str
    footnote: int | None = None

    def halves(self) -> tuple[str, str]:
        """The text before and after its footnote mark, which stands after a word in the middle."""
        middle = self.text.find(" ", len(self.text) // 2)
        return self.text[:middle], self.text[middle:]


def symbol_of(text: str) -> str:
    """The document symbol, which the corpus gives in the first line."""
    return text.split("\n", 1)[0].strip()


def blocks_of(text: str) -> list[Block]:
    """Part the plain text, without its first line, into paragraphs."""
    blocks: list[Block] = []
    last = {0: 0, 1: 0, 2: 0}
    notes = long_ones = 0
    for paragraph in re.split(r"\n\s*\n", text.split("\n", 1)[1].strip()):
        match = _LABEL.match(paragraph)
        level, number = _place(match, last) if match else (None, 0)
        content = paragraph[match.end() :] if match and level is not None else paragraph
        label = match[0].strip() if match and level is not None else ""
        if level is not None:
            last.update({level: number, **dict.fromkeys(range(level + 1, 3), 0)})
        note = None
        if len(content) > 150:
            long_ones += 1
            if long_ones % _FOOTNOTE_EVERY == 1:
                note = notes = notes + 1
        blocks.append(Block(level, number, label, content.strip(), note))
    return blocks


def _place(match: re.Match[str], last: dict[int, int]) -> tuple[int | None, int]:
    """Tell the level and the number of a label; "(i)" after "(h)" is a letter, after "(a)" a Roman number."""
    if match["decimal"]:
        return 0, int(match["decimal"])
    letters = match["letters"]
    for level, write in ((2, roman), (1, letter)):
        if write(last[level] + 1) == letters and (level == 2 and last[1] and letters != letter(last[1] + 1)):
            return 2, last[2] + 1
    for number in range(1, 105):
        if letter(number) == letters:
            return 1, number
    return None, 0


def render_html(text: str) -> bytes:
    """Render a web page whose numbers the browser writes."""
    blocks = blocks_of(text)
    title = html.escape(symbol_of(text))
    body = "\n".join(_html_blocks(blocks))
    notes = "".join(f"<li>{html.escape(FOOTNOTE)}</li>" for block in blocks if block.footnote)
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        "<style>p { margin: 0 }</style><script>var pages = '<p>No text</p>';</script></head>"
        "<body><nav><ul><li>Home</li><li>Documents</li></ul></nav>"
        f"<table><tr><td>United Nations</td><td>{title}</td></tr></table>"
        f"<main>{body}</main><div class='footnotes'><ol>{notes}</ol></div>"
        "<footer>Copyright of the library</footer></body></html>"
    ).encode()


def _html_blocks(blocks: list[Block]) -> Iterator[str]:
    open_levels: list[int] = []
    for block in blocks:
        level = -1 if block.level is None else block.level
        while open_levels and open_levels[-1] > level:
            open_levels.pop()
            yield "</li></ol>"
        if open_levels and open_levels[-1] == level:
            yield "</li>"
        elif level >= 0:
            open_levels.append(level)
            yield f'<ol type="{"1ai"[level]}">'
        mark = f"<sup><a href='#n'>{block.footnote}</a></sup>" if block.footnote else ""
        before, after = block.halves() if block.footnote else (block.text, "")
        content = (html.escape(before) + mark + html.escape(after)).replace("\n", "<br>\n")
        yield f"<li value={block.number}>{content}" if level >= 0 else f"<p>{content}</p>"
    yield "</li></ol>" * len(open_levels)


def render_docx(text: str, *, automatic_numbers: bool) -> bytes:
    """Render a Word document, its paragraph numbers typed with a tab or by Word's own lists."""
    document = docx.Document()
    symbol = symbol_of(text)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = symbol
    section.footer.paragraphs[0].text = f"2\t{JOB_NUMBER}"
    section.first_page_footer.paragraphs[0].text = f"{JOB_NUMBER}(E)"
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "United Nations", symbol
    table.cell(1, 0).text, table.cell(1, 1).text = MASTHEAD_LEFT, "\n".join(DISTRIBUTION)
    lists = WordLists(document) if automatic_numbers else None
    notes = 0
    for block in blocks_of(text):
        paragraph = document.add_paragraph()
        if block.level is not None and lists is not None:
            lists.number(paragraph, block.level, block.number)
        elif block.label:
            paragraph.add_run(f"{block.label}\t")
        _write(paragraph, block)
        notes = max(notes, block.footnote or 0)
    _add_footnotes(document, notes)
    return saved(document)


def saved(document: Document) -> bytes:
    """The bytes of a Word document's file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _write(paragraph: Paragraph, block: Block) -> None:
    verb, space, rest = block.text.partition(" ")
    paragraph.add_run(verb).italic = True
    if block.footnote is None:
        paragraph.add_run(space + rest)
        return
    before, after = block.halves()
    paragraph.add_run(before[len(verb) :])
    mark = paragraph.add_run()
    mark.font.superscript = True
    mark._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{block.footnote + 1}"/>'))
    paragraph.add_run(after)


def _add_footnotes(document: Document, count: int) -> None:
    bodies = "".join(
        f'<w:footnote w:id="{number + 1}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{FOOTNOTE}</w:t></w:r></w:p>'
        "</w:footnote>"
        for number in range(1, count + 1)
    )
    blob = f"<w:footnotes {nsdecls('w')}>{bodies}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, _FOOTNOTES_RELATION)


class WordLists:
    """Word's own numbering for a document: "%1." and "(%2)" and "(%3)", restarted where the numbers are irregular."""

    _FORMATS: Final = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))
    _ABSTRACT: Final = 900

    def __init__(self, document: Document) -> None:
        self._numbering = document.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
            for level, (number_format, text) in enumerate(self._FORMATS)
        )
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._ABSTRACT}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        self._numbering.insert(0, abstract)
        self._next_id = self._ABSTRACT
        self._expected = [1, 1, 1]
        self._num_id = self._add_list(None, 1)

    def number(self, paragraph: Paragraph, level: int, number: int) -> None:
        """Make a paragraph an item of the list, with this number on this level."""
        if number != self._expected[level]:
            self._num_id = self._add_list(level, number)
        self._expected[level] = number + 1
        self._expected[level + 1 :] = [1] * (2 - level)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{self._num_id}"/></w:numPr>')
        )

    def _add_list(self, level: int | None, start: int) -> int:
        self._next_id += 1
        override = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            if level is not None
            else ""
        )
        self._numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._next_id}"><w:abstractNumId w:val="{self._ABSTRACT}"/>'
                f"{override}</w:num>"
            )
        )
        return self._next_id

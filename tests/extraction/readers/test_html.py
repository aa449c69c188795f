"""What of a web page is its text."""

from __future__ import annotations

import pytest

from mandates.extraction.errors import ExtractionError
from mandates.extraction.readers import read_document

CASES: list[tuple[str, str, str]] = [
    ("blocks are paragraphs", "<h1>Title</h1><div>One<p>two</p>three</div>", "Title\n\nOne\n\ntwo\n\nthree"),
    ("source lines are spaces", "<p>Requests\n   the <i>High</i>\nCommissioner</p>", "Requests the High Commissioner"),
    ("a line break", "<p>Council<br/>on 7 October</p>", "Council\non 7 October"),
    ("text that is set as it stands", "<pre>1. Requests\n2. Decides</pre>", "1. Requests\n2. Decides"),
    ("what is not the text", "<nav>Home</nav><script>x</script><style>y</style><p>a</p><footer>c</footer>", "a"),
    ("what is hidden", '<p style="display: none">a</p><p hidden>b</p><p>c</p>', "c"),
    ("a page's header", "<header>Library</header><main><header>99/1. Title</header></main>", "99/1. Title"),
    ("a list", "<ol><li>a<li>b</ol>", "1. a\n\n2. b"),
    ("a list that goes on", '<ol start="7"><li>a<li value="9">b<li>c</ol>', "7. a\n\n9. b\n\n10. c"),
    (
        "lists in a list",
        '<ol><li>a<ol type="a"><li>b<ol type="i"><li>c</ol></ol><li>d</ol>',
        "1. a\n\n(a) b\n\n(i) c\n\n2. d",
    ),
    ("a list styled by CSS", '<ol style="list-style-type: upper-roman"><li>a</ol>', "I. a"),
    ("a list backwards", "<ol reversed><li>a<li>b</ol>", "2. a\n\n1. b"),
    ("a paragraph in an item", "<ol><li><p>a</p><p>more</p></ol>", "1. a\n\nmore"),
    ("numbers typed in a list", "<ol><li>5. a<li>6. b</ol>", "5. a\n\n6. b"),
    ("two numbers on one line", '<ol start="11"><li><ol type="a"><li>a</ol></ol>', "11. (a) a"),
    ("bullets", "<ul><li>a</ul>", "• a"),
    ("a number in a cell of its own", "<table><tr><td>1.</td><td>Requests</td></tr></table>", "1. Requests"),
    ("a footnote's mark", "<p>report<sup><a href='#1'>1</a></sup>; 1<sup>st</sup></p>", "report; 1st"),
    ("footnotes", "<p>a</p><div class='footnotes'><p>1 See A/HRC/41/2.</p></div>", "a"),
    ("Word's footnotes", "<p>a</p><div style='mso-element:footnote-list'><p>1 See.</p></div>", "a"),
    ("a page after the page", "<p>a</p></body></html><p>b</p>", "a\n\nb"),
    ("entities", "<p>A&nbsp;&amp;&#8217;</p>", "A\xa0&’"),
    ("a page in 1,500 open tags", "<font>" * 1500 + "<p>a</p>", "a"),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_text_of_a_web_page(body: str, expected: str) -> None:
    assert read_document(f"<!DOCTYPE html><html><body>{body}".encode(), "a.html").strip() == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<html><p>Côte d’Ivoire, Türkiye and others".encode("utf-16"), "Côte d’Ivoire, Türkiye and others"),
        ("<html><p>Côte d’Ivoire, Türkiye and others".encode("cp1252"), "Côte d’Ivoire, Türkiye and others"),
        ("<html><meta charset='koi8-r'><p>Совет Совет Совет Совет".encode("koi8-r"), "Совет Совет Совет Совет"),
    ],
    ids=["utf-16", "cp1252", "declared"],
)
def test_encodings(data: bytes, expected: str) -> None:
    assert read_document(data, "a.html").strip() == expected


def test_a_page_too_deep_to_read_is_refused_and_not_cut() -> None:
    with pytest.raises(ExtractionError, match="web page is damaged"):
        read_document(b"<html><p>a</p>" + b"<div>" * 5000 + b"<p>b</p>", "a.html")

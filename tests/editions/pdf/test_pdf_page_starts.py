"""Words are followed from the source to the page, whatever the engine makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from publish.editions.pdf.pagestarts import page_starts


@dataclass
class Box:
    """What of WeasyPrint's boxes is looked at."""

    element: Any
    text: str
    element_tag: str = "p"


@dataclass
class Page:
    """A page with its boxes in order."""

    boxes: list[Box] = field(default_factory=list)

    def descendants(self, placeholders: bool) -> list[Box]:
        """Return all boxes, as WeasyPrint's do."""
        return self.boxes


def body(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<body><section>{text}</section></body>")


def test_a_page_that_begins_inside_a_word_has_the_next() -> None:
    """Line-end hyphens are not text, soft ones not seen."""
    root = body("<p>one hy\u00adphenated word</p>")
    (p,) = root.iter("p")
    pages = [Page([Box(p, "one hy‐")]), Page([Box(p, "phenated word")])]
    (found,) = page_starts(root, pages)
    assert (found.words, found.starts, found.unread) == (
        ("one", "hyphenated", "word"),
        ((0, 0), (1, 2)),
        "",
    )


def test_capitals_repeated_heads_notes_and_generated_text_do_not_confuse() -> None:
    """ß in capitals has two letters; the head of a table comes again on its next page."""
    root = body(
        "<h1>Straße</h1><table><th>Head</th><td>one</td><td>two"
        '<span class="footnote">a note</span></td></table>'
    )
    h1, th, (one, two), note = (
        root.find(".//h1"), root.find(".//th"), root.findall(".//td"), root.find(".//span"),
    )  # fmt: skip
    pages = [
        Page([Box(h1, "1", "h1::before"), Box(h1, "STRASSE"), Box(th, "Head"), Box(one, "one")]),
        Page([Box(th, "Head"), Box(two, "two"), Box(note, "a note")]),
    ]  # fmt: skip
    (found,) = page_starts(root, pages)
    assert (found.words, found.starts) == (("Straße", "Head", "one", "two"), ((0, 0), (1, 3)))
    assert found.unread == ""


def test_what_cannot_be_followed_is_told_and_paragraphs_count() -> None:
    """A letter that is on no page makes all counting doubtful: pages begin with paragraphs."""
    root = body("<p>one two three</p><p>four</p>")
    first, second = root.iter("p")
    pages = [Page([Box(first, "one t")]), Page([Box(first, "o three"), Box(second, "four")])]
    (found,) = page_starts(root, pages)
    assert found.unread
    assert found.starts == ((0, 0), (1, 3))

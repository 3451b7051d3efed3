from __future__ import annotations

from publish.model.document import Chapter, Role
from publish.watching.counting import count_words, total

CHAPTER = b"""<html xmlns="http://www.w3.org/1999/xhtml"><body><section>
<h1>Two words</h1>
<p>Seven <em>ha</em>lf-words are in this short sentence.<a class="noteref" href="#n">1</a></p>
<figure><img src="a.png" alt="not counted"/><figcaption>A caption here</figcaption></figure>
<table><caption>Two more</caption><tr><td>a</td><td>b</td></tr></table>
<div class="references"><p>Doe 1999</p></div>
<aside id="n"><p>A note.</p></aside></section></body></html>"""


def test_words_are_counted_by_what_they_are() -> None:
    """Counted by hand: 2 + 7 of text; marks of notes and words about pictures are none."""
    assert count_words(Chapter("a"), CHAPTER) == {
        "text": 9,
        "notes": 2,
        "captions": 5,
        "tables": 2,
        "references": 2,
    }


def test_pages_made_from_the_settings_have_no_words_of_the_author() -> None:
    """Nobody wrote the contents."""
    assert count_words(Chapter("toc", role=Role.CONTENTS), CHAPTER) == {}


def test_a_bibliography_is_references() -> None:
    """All its words, its heading too."""
    counts = count_words(Chapter("b", role=Role.BIBLIOGRAPHY), CHAPTER)

    assert counts["references"] == 11
    assert "text" not in counts


def test_a_book_has_every_kind_named() -> None:
    """So that the page can show a nought."""
    assert total([{"text": 2}, {"text": 1, "notes": 4}]) == {
        "text": 3,
        "notes": 4,
        "captions": 0,
        "tables": 0,
        "references": 0,
    }

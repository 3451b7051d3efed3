"""What is laid out before page numbers are known, and what waits for them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pdf_books import FILLER, chapter, contents, design, document

from publish.editions.pdf import settle, start_press
from publish.editions.pdf.child import Child
from publish.editions.pdf.guesses import Guesses, guessed_layout, is_little_but_numbers
from publish.editions.pdf.sheets import outlines, sheets

_LAYING_OUT = ("count_pages", "lay_out_and_close")
PICTURES = "\n\n".join("$$x$$" for _ in range(90))  # much room, few letters
SECTIONS = "\n\n".join(f"## Section {n} {{{{#s{{0}}-{n}}}}}\n\n{FILLER}" for n in range(12))


def test_contents_wait_for_their_page_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They and a chapter without page numbers are laid out once, and one whose guess was right.

    By one process, to know what it has done when the guess is made.
    """
    asked: Counter[str] = Counter()
    ask = Child.ask

    def counted(self: Child, method: str, *arguments: Any) -> Any:
        if method in _LAYING_OUT:
            asked[arguments[0]] += 1
        return ask(self, method, *arguments)

    monkeypatch.setattr(Child, "ask", counted)
    back = "# Two {#two}\n\nSee page [](#s1-9){.pageref}.\n\n" + SECTIONS.format(2)
    itself = (
        f"# Three {{#three}}\n\nSee page [](#far){{.pageref}}.\n\n{PICTURES}\n\n## Far {{#far}}"
    )
    texts = [("one", "# One {#one}\n\n" + SECTIONS.format(1)), ("two", back), ("three", itself)]
    texts += [(name, f"# {name} {{#{name}}}\n\nWords.") for name in ("four", "five")]
    book = document([contents(), *(chapter(name, text) for name, text in texts)], tmp_path)
    press = start_press(book.folder, book.settings, design(), processes=1)
    layout = settle(book, design(), press)[1]

    assert dict(asked) == {"toc": 1, "one": 1, "two": 1, "three": 2, "four": 1, "five": 1}
    assert layout.sheets[0].folios[0] == ("one", "1")
    assert f"See page {layout.pagination.folios['s1-9']}." in _words(layout.sheets[2].xhtml)
    assert f"See page {layout.pagination.folios['far']}." in _words(layout.sheets[3].xhtml)


def _words(xhtml: str) -> str:
    return re.sub("<[^>]*>", "", xhtml)


def test_a_first_layout_does_not_need_what_has_no_numbers(tmp_path: Path) -> None:
    """A book in which every chapter refers to pages; the last one tells of the first, and back."""
    chapters = [
        chapter(f"c{n}", f"# C {{#c{n}}}\n\nSee [](#c{(n + 2) % 3}){{.pageref}}.\n\n{FILLER}")
        for n in range(3)
    ]
    layout = settle(document(chapters, tmp_path), design())[1]
    folios = layout.pagination.folios

    assert [folios[f"c{n}"] for n in range(3)] == ["1", "3", "5"]
    for n, one in enumerate(layout.sheets):
        assert f"See {folios[f'c{(n + 2) % 3}']}." in _words(one.xhtml)


@pytest.mark.parametrize(("chapters", "pages"), [(2, 1), (3, 2)])
def test_as_many_pages_are_guessed_as_lines_need(chapters: int, pages: int, tmp_path: Path) -> None:
    """Twenty-six entries fill a page, thirty-nine need a second one; chapters are not guessed."""
    texts = [
        chapter(f"c{n}", f"# Title {{#c{n}}}\n\n" + SECTIONS.format(n)) for n in range(chapters)
    ]
    toc, *others = sheets(document([contents(), *texts], tmp_path), {})

    assert guessed_layout(toc).page_count == pages
    assert [one.name for one in (toc, *others) if is_little_but_numbers(one)] == ["toc"]


def test_a_page_holds_what_it_holds_elsewhere(tmp_path: Path) -> None:
    """A chapter as long as one that fills seven pages fills seven, if these are known."""
    texts = [chapter(f"c{n}", f"# C {{#c{n}}}\n\n" + SECTIONS.format(n)) for n in range(2)]
    guesses = Guesses(outlines(document(texts, tmp_path)))
    seven = replace(guesses.pages({})["c0"], page_count=7)
    told = guesses.pages({"c0": seven})

    assert told["c0"] is seven
    assert told["c1"].page_count == 7
    places = [told["c1"].anchors[f"s1-{n}"].page for n in range(12)]
    assert (
        places == sorted(places) and places[0] == 0 and places[-1] == 5
    )  # the last page is half full

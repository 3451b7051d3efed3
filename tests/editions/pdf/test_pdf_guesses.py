"""What is laid out before page numbers are known, and what waits for them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pdf_books import FILLER, chapter, contents, design, document

from publish.editions.pdf import settle
from publish.editions.pdf.child import Child
from publish.editions.pdf.guesses import guessed_layout
from publish.editions.pdf.sheets import sheets

SECTIONS = "\n\n".join(f"## Section {n} {{{{#s{{0}}-{n}}}}}\n\n{FILLER}" for n in range(12))


def test_contents_wait_for_their_page_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They and a chapter without page numbers are laid out once, one that has any twice."""
    asked: Counter[str] = Counter()
    ask = Child.ask

    def counted(self: Child, method: str, *arguments: Any) -> Any:
        if method in ("count_pages", "lay_out_and_close"):
            asked[arguments[0]] += 1
        return ask(self, method, *arguments)

    monkeypatch.setattr(Child, "ask", counted)
    refers = "# Two {#two}\n\nSee page [000](#one){.pageref}.\n\n" + SECTIONS.format(2)
    chapters = [chapter("one", "# One {#one}\n\n" + SECTIONS.format(1)), chapter("two", refers)]
    layout = settle(document([contents(), *chapters], tmp_path), design())[1]

    assert dict(asked) == {"toc": 1, "one": 1, "two": 2}
    assert layout.sheets[0].folios[0] == ("one", "1")


@pytest.mark.parametrize(("chapters", "pages"), [(2, 1), (3, 2)])
def test_as_many_pages_are_guessed_as_lines_need(chapters: int, pages: int, tmp_path: Path) -> None:
    """Twenty-six entries fill a page, thirty-nine need a second one; chapters are not guessed."""
    texts = [
        chapter(f"c{n}", f"# Title {{#c{n}}}\n\n" + SECTIONS.format(n)) for n in range(chapters)
    ]
    toc, *others = sheets(document([contents(), *texts], tmp_path), {})
    guessed = guessed_layout(toc)

    assert guessed is not None and guessed.page_count == pages
    assert not any(map(guessed_layout, others))

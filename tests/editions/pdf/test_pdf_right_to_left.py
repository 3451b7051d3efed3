"""Books that are read from right to left: lines are even, and foreign words stay in order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pdf_books import chapter, contents, design, document

from publish.editions.pdf import print_book, settle
from publish.editions.pdf.sheets import sheets
from publish.editions.pdf.whereabouts import POINTS_PER_PIXEL
from publish.model.document import Document

ARABIC = "كان البيت قديماً وكانت الغرفة ضيقة، ولم يكن فيها إلا طاولة واحدة وكرسيان. "
MIXED = f"{ARABIC}[See *The Citizen*, p. 33.]{{lang=en}}"


def book(folder: Path, text: str) -> Document:
    """Return a book in Arabic with one chapter."""
    made = document([chapter("one", f"# الفصل {{#one}}\n\n{text}")], folder)
    return replace(made, metadata=replace(made.metadata, lang="ar"))


def edges(data: bytes) -> list[tuple[float, float]]:
    """Return where the lines of the first page begin and end, from the top, in points."""
    words = pypdfium2.PdfDocument(data)[0].get_textpage()
    lines: dict[int, list[tuple[float, float]]] = {}
    for at in range(words.count_chars()):
        left, down, right, _ = words.get_charbox(at, loose=True)
        if right > left and words.get_text_range(at, 1).strip():
            lines.setdefault(round(down / 13.5), []).append((left, right))
    found = [lines[at] for at in sorted(lines, reverse=True)]
    return [(min(one)[0], max(right for _, right in one)) for one in found]


def test_justified_lines_end_at_both_margins(tmp_path: Path):
    """Spaces in the face of the script are stretched in full, so that both sides are even."""
    found = edges(print_book(settle(book(tmp_path, ARABIC * 12), design())[1]).data)
    # The longest lines: not the title, the first line with its indent, the last and the folio.
    full = [line for line in found if line[1] - line[0] > 290]

    assert len(full) > 5
    assert max(left for left, _ in full) - min(left for left, _ in full) < 4
    assert max(right for _, right in full) - min(right for _, right in full) < 4


def test_first_lines_are_indented_where_they_begin(tmp_path: Path):
    """From the right margin, not to the left one."""
    text = f"{ARABIC}\n\n{ARABIC * 6}\n\n{ARABIC * 6}"
    found = edges(print_book(settle(book(tmp_path, text), design())[1]).data)
    full = [line for line in found if line[1] - line[0] > 270]
    right = max(line[1] for line in full)
    indented = [line for line in full if right - line[1] > 10]

    assert len(indented) == 2
    assert all(line[0] == pytest.approx(71, abs=2) for line in indented)
    assert all(right - line[1] == pytest.approx(14, abs=2) for line in indented)


def test_dots_lead_from_titles_to_their_numbers(tmp_path: Path):
    """In the contents of a page that is read to the left, too, and not over its edges."""
    made = book(tmp_path, ARABIC)
    made = document([contents(), *made.chapters], tmp_path)
    made = replace(made, metadata=replace(made.metadata, lang="ar"))
    pdf = pypdfium2.PdfDocument(print_book(settle(made, design())[1]).data)
    page = pdf[0].get_textpage()
    dots = [
        page.get_charbox(at)[0]
        for at in range(page.count_chars())
        if page.get_text_range(at, 1) == "."
    ]

    assert len(dots) > 20
    assert max(dots) - min(dots) > 200
    assert min(dots) > 71
    assert max(dots) < 371


def test_the_rule_above_notes_stands_where_lines_begin(tmp_path: Path):
    """On the right of a Hebrew or Arabic page, on the left of an English one."""
    sides = {}
    for lang in ("ar", "en"):
        made = document([chapter("one", "# A {#a}\n\nA.^[Note.]")], tmp_path)
        made = replace(made, metadata=replace(made.metadata, lang=lang))
        page = pypdfium2.PdfDocument(print_book(settle(made, design())[1]).data)[0]
        rules = [one.get_bounds() for one in page.get_objects() if one.type == 2]
        ((left, _, right, _),) = [rule for rule in rules if rule[3] - rule[1] < 1]
        sides[lang] = left * POINTS_PER_PIXEL, right * POINTS_PER_PIXEL

    assert sides["ar"][1] == pytest.approx(71 + 300, abs=1)  # outer margin and text block
    assert sides["en"][0] == pytest.approx(61, abs=1)  # inner margin


def test_words_of_another_direction_say_so(tmp_path: Path):
    """The English sentence is one run from left to right; what is Arabic says nothing more."""
    xhtml = sheets(book(tmp_path, MIXED), {})[0].xhtml

    assert '<span lang="en" dir="ltr">See <em>The Citizen</em>, p.\u00a033.</span>' in xhtml
    assert xhtml.count('dir="') == 3  # the book, its chapter and the sentence


def test_a_chapter_in_another_direction_stands_on_the_pages_of_the_book(tmp_path: Path):
    """An English chapter of an Arabic book begins on a left-hand page, as all its chapters do."""
    made = book(tmp_path, ARABIC)
    english = replace(chapter("two", "# English {#two}\n\nWords.^[A note.]"), lang="en")
    layout = settle(replace(made, chapters=(*made.chapters, english)), design())[1]
    pdf = pypdfium2.PdfDocument(print_book(layout).data)
    words = pdf[2].get_textpage()
    edges = [words.get_charbox(at)[0] for at in range(words.count_chars())]

    # On a left-hand page the outer margin is on the left.
    assert min(edges) == pytest.approx(71, abs=1.5)

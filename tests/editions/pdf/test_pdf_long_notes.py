"""Notes that do not fit on the page of their mark go on over the next pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pdf_books import FILLER, baselines, chapter, design, document, printed

from publish.editions.pdf import settle
from publish.editions.pdf.longnotes import part_notes
from publish.editions.pdf.proof import prove

pypdfium2 = pytest.importorskip("pypdfium2")


def test_a_note_of_three_pages_is_printed_whole(tmp_path: Path) -> None:
    """It begins on the page of its mark, and every word of it is on a page, once and in order."""
    words = " ".join(f"word{number}" for number in range(1500))
    text = f"# One\n\nWords.^[{words}] {FILLER}\n\n{FILLER}\n\n{FILLER}^[A short one.]\n\n{FILLER}"
    made = printed(document([chapter("one", text)], tmp_path))

    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made.data)]
    # PDFium puts a sign of its own where a word is broken at the end of a line.
    found = " ".join(pages).replace("\ufffe", " ").replace("\x02", " ").split()
    of_note = [one for one in found if one.startswith("word")]

    assert of_note == words.split()
    assert "word0" in pages[0].split()
    assert sum("word" in page for page in pages) >= 3
    assert not [one for one in prove(made.layout) if one.code.startswith("pdf-note")]


def test_a_note_that_would_come_late_begins_on_its_page(tmp_path: Path) -> None:
    """A note of ten lines whose mark is in the last lines of a page is not moved as a whole."""
    text = "\n\n".join(f"{FILLER}^[{FILLER[:900]}]" for _ in range(12))
    layout = settle(document([chapter("one", f"# One\n\n{text}")], tmp_path), design())[1]
    assert Counter(one.code for one in prove(layout)) == Counter()


def test_no_page_is_left_half_empty_for_a_note(tmp_path: Path) -> None:
    """Notes of eight lines at every other paragraph: text and notes fill all pages but the last."""
    text = "\n\n".join(f"{FILLER[:400]}\n\n{FILLER[:500]}^[{FILLER[:600]}]" for _ in range(24))
    made = printed(document([chapter("one", f"# One\n\n{text}")], tmp_path))
    pages = [baselines(page) for page in pypdfium2.PdfDocument(made.data)][1:-1]
    sizes = Counter(size for page in pages for size in page.values()).most_common(2)
    text_size, note_size = sorted((size for size, _ in sizes), reverse=True)
    gaps = [
        min(down for down, size in page.items() if size == text_size)
        - max(down for down, size in page.items() if size == note_size)
        for page in pages
    ]

    assert len(gaps) > 8
    assert max(gaps) < 6.5 * 14  # points: four lines, the rule and the space around it


def test_a_note_is_parted_between_words_and_inside_its_elements() -> None:
    """Each part keeps the elements around its words; ids and what follows stay."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(
        '<p>A<span class="footnote" id="n" data-number="1"><span class="note-p">one <em id="e">two '
        "three four</em> five</span><br/><span>six seven</span></span> tail</p>"
    )
    part_notes(root, {"n": (3, 6, 11, 15, 19, 22, 27)})

    assert ElementTree.canonicalize(ElementTree.tostring(root)) == (
        '<p>A<span class="footnote continues" data-number="1" id="n"><span class="note-p">one '
        '<em id="e">two</em></span></span>'
        '<span class="footnote continued continues" id="n~2">'
        '<span class="note-p"><em>three four</em></span></span>'
        '<span class="footnote continued" id="n~4">'
        '<span class="note-p">five</span><br></br><span>six seven</span></span> tail</p>'
    )

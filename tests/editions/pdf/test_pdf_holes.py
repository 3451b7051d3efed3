"""A figure or table that does not fit leaves no hole in the page before it, or the hole is told."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from pdf_books import chapter, design, document

from parity.listener import listen
from publish.diagnostics import Severity
from publish.editions.pdf import Layout, print_book, settle
from publish.editions.pdf.proof import prove

# Twelve lines under a chapter's title leave some 220 pt of the first page.
LINES = "# One {#one}\n\n" + "\n\n".join(f"Line {number}." for number in range(12))
AFTER = "\n\n".join(f"More {number}." for number in range(12))


def laid_out(folder: Path, block: str) -> Layout:
    """Return a chapter of some lines, a block and some more lines, laid out."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'
    )
    (folder / "square.svg").write_text(drawing)
    text = f"{LINES}\n\n{block}\n\n{AFTER}"
    return settle(document([chapter("one", text)], folder), design())[1]


def picture(height: str) -> str:
    """Return a figure of this height, as an author writes it."""
    return f"![A square](square.svg){{#fig-a height={height} alt=Square}}"


def holes(layout: Layout) -> list[str]:
    """Return what is told of white pages."""
    told = [one for one in prove(layout) if one.code == "pdf-page-white"]
    assert all(one.severity is Severity.NOTE for one in told)
    return [one.message for one in told]


def test_a_picture_that_lacks_little_room_is_set_smaller(tmp_path: Path):
    """One of 215 pt takes the rest of the page, and the text goes on below it."""
    layout = laid_out(tmp_path, picture("215pt"))

    assert layout.openings[0].laid_out.anchors["fig-a"].page == 0
    assert holes(layout) == []


def test_a_picture_that_is_much_too_large_comes_later(tmp_path: Path):
    """Paragraphs that were written behind it fill the page, and it follows them."""
    layout = laid_out(tmp_path, picture("400pt"))
    text = pypdfium2.PdfDocument(print_book(layout).data)[0].get_textpage().get_text_range()

    assert layout.openings[0].laid_out.anchors["fig-a"].page == 1
    assert "More 3" in text
    assert holes(layout) == []


def test_a_picture_that_comes_later_is_heard_where_it_was_written(tmp_path: Path):
    """A listener has no pages to fill."""
    path = tmp_path / "book.pdf"
    path.write_bytes(print_book(laid_out(tmp_path, picture("400pt"))).data)
    heard = listen(path)
    (picture_at,) = [at for at, one in enumerate(heard) if one.kinds[-1] == "Figure"]
    before = "".join(one.words for one in heard[:picture_at])
    after = "".join(one.words for one in heard[picture_at:])

    assert "More" not in before
    assert "More 0" in after
    assert heard[picture_at].kinds == ("Document", "Sect", "Div", "Figure")


def test_pages_begin_in_the_order_of_the_text(tmp_path: Path):
    """A picture that comes later does not count: its page begins with the words after those."""
    layout = laid_out(tmp_path, picture("400pt"))
    reading = layout.pagination.readings["one"]
    numbers = [word for _, word in reading.starts]

    assert reading.is_exact
    assert numbers == sorted(numbers)
    assert "square" not in [reading.words[number] for number in numbers]


def test_a_picture_that_must_stay_is_told(tmp_path: Path):
    """With the class `here` it stands where it was written, and the white page is told."""
    layout = laid_out(tmp_path, picture("400pt").replace("#fig-a", "#fig-a .here"))

    assert layout.openings[0].laid_out.anchors["fig-a"].page == 1
    assert len(holes(layout)) == 1
    assert "of page 1 is white" in holes(layout)[0]


def test_a_table_goes_on_over_the_page_rather_than_leave_a_hole(tmp_path: Path):
    """A table of fifteen rows is kept together only where that costs no white page."""
    rows = "\n".join(f"| cell {number} | b |" for number in range(15))
    layout = laid_out(tmp_path, f"| A | B |\n|---|---|\n{rows}")
    pages = pypdfium2.PdfDocument(print_book(layout).data)
    first, second = (pages[number].get_textpage().get_text_range() for number in (0, 1))

    assert "cell 3" in first
    assert "cell 14" in second
    assert holes(layout) == []

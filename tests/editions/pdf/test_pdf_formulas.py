"""A formula wider than the text is set smaller, with its number inside the text block."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from pdf_books import chapter, design, document

from publish.editions.pdf import print_book, settle

# A numbered formula as `structure` makes one; on a page of 6 x 9 in it is a little too wide.
FORMULA = " + ".join(rf"\frac{{p_{{{n}}}}}{{q_{{{n}}}}}" for n in range(1, 11))
TEXT = f"# One {{#one}}\n\nWords.\n\n[$${FORMULA}$$[(4.1)]{{.equation-number}}]{{.equation}}\n"


def last_ink(folder: Path, text: str) -> float:
    """Return how far to the right the words of a first page reach, in points."""
    book = document([chapter("one", text)], folder)
    page = pypdfium2.PdfDocument(print_book(settle(book, design())[1]).data)[0]
    words = page.get_textpage()
    return max(words.get_charbox(at)[2] for at in range(words.count_chars()))


def test_the_number_of_a_wide_formula_stays_in_the_text_block(tmp_path: Path):
    """The outer margin of a page of 6 in is 62 pt: nothing is printed in it."""
    assert last_ink(tmp_path, TEXT) <= 6 * 72 - 62 + 2

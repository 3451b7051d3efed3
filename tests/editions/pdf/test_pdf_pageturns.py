"""Lines as they are drawn: even at the right, and no word divided where the page is turned."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from statistics import median

import pypdfium2
import pytest
from pdf_books import chapter, design, document
from pypdfium2 import raw

from publish.editions.pdf import print_book, settle
from publish.model.settings import PrintSettings

LONG = """administration commissioner nevertheless correspondence recollection contemporary
interviewers understanding neighborhood unsatisfactory district circumstances testimonial"""
SHORT = "of the a and by in that to was had it on at is been from with what they said of it then"
WORDS = [*LONG.split(), *SHORT.split()]


def sentence(dice: random.Random) -> str:
    """Return a sentence of long and short words."""
    return " ".join(dice.choices(WORDS, k=dice.randint(9, 22))).capitalize() + "."


def text(dice: random.Random, paragraphs: int) -> str:
    """Return paragraphs of several sentences, one in three with a note."""
    return "\n\n".join(
        " ".join(sentence(dice) for _ in range(dice.randint(3, 7)))
        + (f"^[{sentence(dice)}]" if number % 3 == 0 else "")
        for number in range(paragraphs)
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[pypdfium2.PdfTextPage]:
    """The pages of a book in a narrow measure, which divides many words."""
    dice = random.Random(7)
    chapters = [chapter(f"c{n}", f"# Room {n} {{#c{n}}}\n\n{text(dice, 110)}") for n in range(3)]
    book = document(chapters, tmp_path_factory.mktemp("turns"))
    book = replace(book, settings=replace(book.settings, print=PrintSettings(trim="5x8")))
    pdf = pypdfium2.PdfDocument(print_book(settle(book, design())[1]).data)
    return [page.get_textpage() for page in pdf]


def ends(page: pypdfium2.PdfTextPage) -> list[tuple[float, bool]]:
    """Return where each line of the text ends, from above, and whether with a hyphen of ours."""
    found: dict[int, tuple[float, bool]] = {}
    sizes: dict[int, Counter[float]] = {}
    matrix, x, y = raw.FS_MATRIX(), raw.c_double(), raw.c_double()
    for at in range(page.count_chars()):
        if raw.FPDFText_IsGenerated(page, at) or not page.get_text_range(at, 1).strip():
            continue
        raw.FPDFText_GetCharOrigin(page, at, x, y)
        raw.FPDFText_GetMatrix(page, at, matrix)
        size = raw.FPDFText_GetFontSize(page, at) * abs(matrix.d)
        line = round(y.value)
        sizes.setdefault(line, Counter())[round(size, 1)] += 1
        right = page.get_charbox(at, loose=True)[2]
        if right >= found.get(line, (0.0, False))[0]:
            found[line] = (right, bool(raw.FPDFText_IsHyphen(page, at)))
    text = Counter(size for one in sizes.values() for size in one.elements()).most_common(1)
    return [found[at] for at in sorted(found, reverse=True) if text[0][0] in sizes[at]]


def test_hardly_a_word_is_divided_where_the_page_is_turned(pages):
    """One line in ten ends in a hyphen, but not one in twenty at the foot of right-hand pages."""
    full = [(number, ends(page)) for number, page in enumerate(pages) if page.count_chars() > 800]
    lines = [is_hyphen for _, page in full for _, is_hyphen in page]
    right = [page[-1][1] for number, page in full if number % 2 == 0]

    assert sum(lines) > len(lines) / 10
    assert len(right) > 25
    assert sum(right) < len(right) / 20


def test_lines_are_even_at_the_right(pages):
    """Whatever was done to spaces and letters, full lines end within a hair of each other."""
    rights = [right for page in pages[2:9:2] for right, _ in ends(page)]
    edge = median(rights)
    full = [right for right in rights if abs(right - edge) < 6]

    assert len(full) > 60
    assert all(abs(right - edge) < 1.3 for right in full)  # the arm of an f reaches over by 1
    assert sum(abs(right - edge) < 0.5 for right in full) > 0.8 * len(full)

"""The dots between a title in the contents and its page number."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_books import FILLER, chapter, contents, document, printed
from pypdfium2 import raw

TITLES = ("Walls", "The Long Room", "A Title of Some More Words", "If")
Letters = list[tuple[str, float, float]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A book whose contents have four lines."""
    chapters = [
        chapter(f"c{n}", f"# {title} {{#c{n}}}\n\n{FILLER}") for n, title in enumerate(TITLES)
    ]
    return printed(document([contents(), *chapters], tmp_path_factory.mktemp("book"))).data


@pytest.fixture(scope="module")
def lines(data: bytes) -> list[Letters]:
    """The lines of the contents: letters, and where their origins are, in points."""
    return lines_of(data)


def lines_of(data: bytes) -> list[Letters]:
    """Return the letters of the lines with dots on the first page, from above."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    x, y = raw.c_double(), raw.c_double()
    found: dict[float, Letters] = {}
    for at in range(text.count_chars()):
        letter = text.get_text_range(at, 1)
        if letter.strip() and not raw.FPDFText_IsGenerated(text, at):
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            found.setdefault(round(y.value, 2), []).append((letter, x.value, y.value))
    rows = [found[down] for down in sorted(found, reverse=True)]
    return [row for row in rows if any(letter == "." for letter, *_ in row)]


def test_title_dots_and_folio_share_a_base_line(lines: list[Letters]) -> None:
    """Each line has all three; the folios are those of recto pages, two apart."""
    said = ["".join(letter for letter, *_ in row).replace(".", "") for row in lines]
    assert said == [f"{title.replace(' ', '')}{2 * n + 1}" for n, title in enumerate(TITLES)], (
        said
    )  # a chapter fills less than two pages


def test_dots_are_as_far_from_each_other_and_end_in_one_column(lines: list[Letters]) -> None:
    ends = set()
    for row in lines:
        dots = sorted(x for letter, x, _ in row if letter == ".")
        steps = {round(after - before, 1) for before, after in pairwise(dots)}
        assert len(dots) > 10
        assert max(steps) - min(steps) <= 0.11, steps
        ends.add(round(dots[-1], 1))
    assert max(ends) - min(ends) <= 0.11, ends


def test_a_leader_is_one_text(data: bytes) -> None:
    """A text for each dot would be ten times as many as the page has words."""
    with pikepdf.open(io.BytesIO(data)) as book:
        operators = pikepdf.parse_content_stream(book.pages[0])
        shown = [one for one in operators if str(one.operator) == "TJ"]
    assert len(shown) < 5 * len(TITLES)


def test_leaders_that_are_read_to_the_left(tmp_path: Path) -> None:
    """The dots stand between the title at the right and the number at the left."""
    text = "# \u05d7\u05d3\u05e8\u05d9\u05dd {#c}\n\n\u05d3\u05d1\u05e8\u05d9\u05dd"
    book = document([contents(), chapter("c", text)], tmp_path)
    hebrew = replace(book, metadata=replace(book.metadata, lang="he"))
    row = lines_of(printed(hebrew).data)[0]
    from_the_left = "".join(letter for letter, *_ in sorted(row, key=lambda one: one[1]))

    assert re.fullmatch(r"1\.{10,}[^.]+", from_the_left), from_the_left

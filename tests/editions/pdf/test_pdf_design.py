"""Trim sizes, designs and fonts, from the settings and from an author's own files."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_books import FILLER, chapter, contents, design, document

from publish.diagnostics import PublishError
from publish.editions.design import TRIMS, find_design, print_variables
from publish.editions.pdf import print_book, settle
from publish.editions.pdf.proof import prove
from publish.editions.pdf.sheets import sheets
from publish.model.metadata import Metadata
from publish.model.settings import PrintSettings, Settings
from publish.project import Project

POINTS = {"in": 72.0, "mm": 72 / 25.4, "pt": 1.0}


def points(length: str) -> float:
    """Return a CSS length in points."""
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", length).groups()  # type: ignore[union-attr]
    return float(number) * POINTS[unit]


def project(folder: Path, **settings: str) -> Project:
    """Return a project of nothing but settings."""
    return Project(folder, Metadata(), Settings(print=PrintSettings(**settings)))


@pytest.mark.parametrize("trim", TRIMS)
def test_the_text_block_is_a_whole_number_of_lines(trim: str) -> None:
    """Lines of 13.5 pt fill each page exactly, so that facing pages end at one height."""
    margins = dict(re.findall(r"--margin-(\w+): ([\d.]+pt)", print_variables(PrintSettings(trim))))
    height = points(TRIMS[trim][1]) - points(margins["top"]) - points(margins["bottom"])
    assert height / 13.5 == pytest.approx(round(height / 13.5), abs=0.01)


@pytest.mark.parametrize("trim", ["5x8", "a5"])
def test_pages_have_the_trim_size_that_was_asked_for(trim: str, tmp_path: Path) -> None:
    """The setting decides the size of all pages, blank ones too."""
    book = document([chapter("a", "# A {#a}\n\nA."), chapter("b", "# B {#b}\n\nB.")], tmp_path)
    book = replace(book, settings=Settings(print=PrintSettings(trim)))
    pdf = pikepdf.open(io.BytesIO(print_book(settle(book, design())[1]).data))
    sizes = {tuple(round(float(side), 1) for side in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {tuple(round(points(length), 1) for length in TRIMS[trim])}
    assert len(pdf.pages) == 3


def test_an_author_s_stylesheet_is_laid_over_the_default(tmp_path: Path) -> None:
    """What `styles/print.css` of the book says wins; the rest stays."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "print.css").write_text(":root { --trim-width: 4in; --oops: }\n p{x:y}")
    found = find_design(project(tmp_path))
    book = document([chapter("a", "# A {#a}\n\nA.")], tmp_path)
    layout = settle(book, found)[1]
    pdf = pypdfium2.PdfDocument(print_book(layout).data)
    assert pdf[0].get_size() == (4 * 72, 9 * 72)
    pdf.close()
    messages = [str(one) for one in prove(layout)]
    assert any("styles/print.css:2:" in text and "unknown property" in text for text in messages)


def test_text_hidden_by_a_stylesheet_is_reported(tmp_path: Path) -> None:
    """Every letter of the book is looked for on its pages."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "print.css").write_text("em { display: none }")
    book = document([chapter("a", f"# A {{#a}}\n\n{FILLER} *Zyx!*^[*Not* here.]")], tmp_path)
    found = list(prove(settle(book, find_design(project(tmp_path)))[1]))
    assert [one.code for one in found] == ["pdf-text-lost"]
    assert "6 letters of this chapter are on no page: notxyz" in found[0].message


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("trim", "a7", "print-unknown-trim"),
        ("design", "baroque", "print-unknown-design"),
        ("main_font", "No Such Face", "font-missing"),
    ],
)
def test_what_there_is_not_is_an_error(setting: str, value: str, code: str, tmp_path: Path) -> None:
    """A wrong name is answered with the names there are, before anything is laid out."""
    with pytest.raises(PublishError) as caught:
        find_design(project(tmp_path, **{setting: value}))
    assert [found.code for found in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].hint


def test_contents_name_the_authors_of_chapters(tmp_path: Path) -> None:
    """A volume of several hands says in its contents who wrote what, behind the page number."""
    book = document([contents(), chapter("one", "# Walls {#walls}\n\nWords.")], tmp_path)
    entries = tuple(replace(one, authors=("Ada Byron", "Max Frisch")) for one in book.contents)
    made = sheets(replace(book, contents=entries), {"walls": "1"})[0]

    assert 'class="folio" data-id="walls">1</span></a> <span class="entry-authors">' in made.xhtml
    assert "Ada Byron, Max Frisch" in made.xhtml

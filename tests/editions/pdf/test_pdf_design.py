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
from publish.editions.design import TRIMS, default_styles, find_design, print_variables
from publish.editions.pdf import print_book, settle
from publish.editions.pdf.proof import prove
from publish.editions.pdf.sheets import sheets
from publish.model.metadata import Metadata
from publish.model.settings import PrintSettings, Settings
from publish.project import Project

# Letters as frequent as in English prose: what a line holds depends on them.
ENGLISH = (
    "The two schedules ask a person to be two different kinds of witness. In one interview the "
    "respondent is an expert: he is asked what the foundry was like, and he speaks of other "
    "people in the third person, as an expert does. In the other he is a case, and what he says "
    "of the foundry is evidence about him. The same sentence about the same foreman can occur in "
    "both, and in one it is information, and in the other it is a symptom. "
)
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
    """Lines fill each page exactly, so that facing pages end at one height."""
    height, leading = values(trim)["height"], values(trim)["leading"]
    assert height / leading == pytest.approx(round(height / leading), abs=0.01)


def values(trim: str) -> dict[str, float]:
    """Return the size of the text block, its margins and its leading, in points."""
    made = print_variables(PrintSettings(trim))
    found = {name: points(one) for name, one in re.findall(r"--(?:trim-)?([\w-]+): (\S+);", made)}
    width = found["width"] - found["margin-inner"] - found["margin-outer"]
    height = found["height"] - found["margin-top"] - found["margin-bottom"]
    return {**found, "width": width, "height": height}


@pytest.mark.parametrize("trim", TRIMS)
def test_a_full_line_has_letters_as_typographers_ask(trim: str, tmp_path: Path) -> None:
    """A line of a book has 45 to 75 letters and spaces, 66 at best.

    Source: Bringhurst, The Elements of Typographic Style, 2.1.2. Facing pages stand together:
    outer margins are wider than inner ones, and the foot is deeper than the head.
    """
    book = document([chapter("a", f"# A {{#a}}\n\n{ENGLISH * 4}")], tmp_path)
    book = replace(book, settings=Settings(print=PrintSettings(trim)))
    pdf = pypdfium2.PdfDocument(print_book(settle(book, design())[1]).data)
    lines = pdf[0].get_textpage().get_text_range().splitlines()[1:-2]
    pdf.close()
    letters = sum(len(line.rstrip("\ufffe")) + 1 for line in lines[1:]) / len(lines[1:])
    margins = values(trim)
    assert 62 < letters < 72
    assert margins["margin-inner"] < margins["margin-outer"]
    assert margins["margin-top"] < margins["margin-bottom"]


@pytest.mark.parametrize(
    "path", ["print.css", "designs/essay/print.css", "designs/textbook/print.css"]
)
def test_design_values_stand_in_one_place(path: str) -> None:
    """Sizes, rules, colours and spacing of letters are custom properties in `:root`."""
    text = (default_styles() / path).read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    rules = re.sub(r":root \{.*?\}", "", text, flags=re.S)
    found = re.findall(r"[^;{]*(?:\d(?:pt|mm|px|in)\b|#[0-9a-f]{3})[^;}]*", rules)
    found += re.findall(r"(?:letter-spacing|font-size):\s*[\d.]+em", rules)
    hidden = "font-size: 1pt"  # of headings that are for listeners only
    assert [one.strip() for one in found if one.strip() != hidden] == []


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
    assert [one.code for one in found] == ["pdf-text-hidden"] * 2
    assert [one.message.rpartition(": ")[2] for one in found] == ["Zyx!", "Not"]


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

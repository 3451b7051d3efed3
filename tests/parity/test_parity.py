"""All three editions say the same thing: the same words, notes and numbers, in the same order."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from parity.listener import reading
from parity.readers import (
    PageReader,
    Reading,
    letters,
    pdf_lines,
    pdf_outline,
    pdf_title,
    read_docx,
    read_epub,
)
from publish.pipeline import build
from verapdf import validate

BOOKS = Path(__file__).parents[1] / "books"
# What an author means for one edition only is different by intention.
ONE_EDITION = re.compile(r"(?ms)^(:{3,}) *\{\.content-(?:visible|hidden)[^}]*\}.*?^\1\s*?$")
LISTS = ("Contents", "List of Figures", "List of Tables")


@pytest.fixture(scope="module", params=["sample", "everything"])
def editions(
    request: pytest.FixtureRequest, sample_copy: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The finished files of a book, by suffix, without what is for one edition only."""
    folder = tmp_path_factory.mktemp("book") / "project"
    source = sample_copy if request.param == "sample" else BOOKS / request.param
    shutil.copytree(source, folder)
    for chapter in (folder / "manuscript").rglob("*.md"):
        text = chapter.read_text(encoding="utf-8")
        chapter.write_text(ONE_EDITION.sub("", text), encoding="utf-8")
    return {path.suffix: path for path in build(folder).paths}


@pytest.mark.slow
def test_epub_and_docx_say_the_same(editions: dict[str, Path]) -> None:
    """Text and notes of the EPUB and of the Word file are equal, letter for letter."""
    epub, docx = read_epub(editions[".epub"]), read_docx(editions[".docx"])

    assert first_difference(epub.text, docx.text) == ""
    assert list(epub.notes) == list(docx.notes)


@pytest.mark.slow
def test_every_line_of_the_pdf_goes_on_with_the_text_or_the_notes(
    editions: dict[str, Path],
) -> None:
    """Page by page, each line continues the text or the notes of the EPUB; all is read through."""
    epub = read_epub(editions[".epub"])
    heads = running_heads(editions[".pdf"], epub)
    reader = PageReader(epub.text, "".join(epub.notes), heads, list(epub.list_numbers))

    for line in pdf_lines(editions[".pdf"], list_pages(editions[".pdf"])):
        reader.read(line)

    assert reader.strays == ()
    assert reader.text[reader.at :] == ""
    assert reader.notes[reader.note_at :] == ""
    assert reader.list_numbers == []


@pytest.mark.slow
def test_who_listens_to_the_pdf_hears_the_text_and_the_notes_once(
    editions: dict[str, Path],
) -> None:
    """Tag after tag, the PDF says what the EPUB says: text, notes and list numbers in order."""
    epub, heard = read_epub(editions[".epub"]), reading(editions[".pdf"])

    assert first_difference(epub.text, heard.text) == ""
    assert list(epub.notes) == list(heard.notes)
    assert epub.list_numbers == heard.list_numbers


@pytest.mark.slow
def test_verapdf_finds_nothing_wrong_with_the_pdf(editions: dict[str, Path]) -> None:
    """PDF/UA-1, every rule that a machine can judge."""
    failures = validate(editions[".pdf"].read_bytes(), "ua-1").failures
    # Without `publish[cjk]` no font has the Chinese of one book: reported, and boxes are printed.
    # The file then does not say that it keeps the standard (rule 5-1), and veraPDF counts a box as
    # a letter that the font does not define (7.21.4.1-2); of its width it must not complain.
    allowed = () if find_spec("pylopdf_fonts_cjk") else ("7.21.8-1 ", "7.21.4.1-2 ", "5-1 ")

    assert [one for one in failures if not one.startswith(allowed)] == []


def first_difference(one: str, other: str) -> str:
    """Return where two texts part, with what each says there; "" if they are equal."""
    if one == other:
        return ""
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    start = max(0, at - 60)
    return f"at {at}: {one[start : at + 60]!r} / {other[start : at + 60]!r}"


def list_pages(pdf: Path) -> frozenset[int]:
    """Return the pages of the contents and of the lists, from the bookmarks."""
    marks = pdf_outline(pdf)
    pages: set[int] = set()
    for number, (_, title, page) in enumerate(marks):
        if title in LISTS:
            following = (p for _, _, p in marks[number + 1 :] if p > page)
            pages.update(range(page, next(following, page + 1)))
    return frozenset(pages)


def running_heads(pdf: Path, reading: Reading) -> frozenset[str]:
    """Return what may stand on a page besides text and notes.

    These are the titles of book, chapters and sections in the running head, and the head of a
    table that goes on from the page before.
    """
    book = pdf_title(pdf)
    titles = {letters(title) for _, title, _ in pdf_outline(pdf)}
    titles |= {letters(book), letters(book.partition(":")[0])}
    bare = {re.sub(r"^(chapter|appendix|part)([0-9]+|[ivx]+|[a-z])", "", title) for title in titles}
    return frozenset(titles | bare | reading.table_heads)

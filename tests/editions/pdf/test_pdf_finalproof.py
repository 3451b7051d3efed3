"""The finished file is read back: what it does not show as laid out is an error."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pdf_books import design

from publish.editions.pdf import print_book, settle
from publish.editions.pdf.finalproof import Files, prove_finished
from publish.editions.pdf.layout import Layout
from publish.model.document import Document


@pytest.fixture(scope="module")
def layout(book: Document) -> Layout:
    """The small book, laid out."""
    return settle(book, design())[1]


@pytest.fixture(scope="module")
def finished(layout: Layout) -> tuple[bytes, Files]:
    """Its file, and what the engine drew."""
    return print_book(layout).data, layout.draw()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return a file with something in it changed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(out)
    return out.getvalue()


def page_with_notes(layout: Layout) -> int:
    """Return the first page with a note, from 0."""
    opening = next(one for one in layout.openings if one.laid_out.notes)
    return opening.page + opening.laid_out.notes[0].pages[0]


def test_a_sound_file_passes(layout: Layout, finished: tuple[bytes, Files]) -> None:
    """Nothing is found in what was just made."""
    assert list(prove_finished(finished[0], layout, finished[1])) == []


def test_text_that_was_not_drawn_is_an_error(layout: Layout, finished: tuple[bytes, Files]) -> None:
    """A page without its last third of text lacks letters, and its notes."""

    def cut(file: pikepdf.Pdf) -> None:
        page = file.pages[page_with_notes(layout)]
        shown = pikepdf.parse_content_stream(page)
        texts = [at for at, one in enumerate(shown) if str(one.operator) in ("Tj", "TJ")]
        gone = set(texts[: 2 * len(texts) // 3])
        kept = [one for at, one in enumerate(shown) if at not in gone]
        page.Contents = file.make_stream(pikepdf.unparse_content_stream(kept))

    found = list(prove_finished(changed(finished[0], cut), layout, finished[1]))

    assert {one.code for one in found} >= {"pdf-text-not-drawn", "pdf-note-not-drawn"}


def test_text_that_was_drawn_twice_is_an_error(
    layout: Layout, finished: tuple[bytes, Files]
) -> None:
    """A page with its text once more, a little lower, is not what was laid out."""

    def repeat(file: pikepdf.Pdf) -> None:
        page = file.pages[page_with_notes(layout)]
        once = b"\n".join(part.read_bytes() for part in page.Contents)
        page.Contents = file.make_stream(b"q " + once + b" Q q 1 0 0 1 0 -40 cm " + once + b" Q")

    found = list(prove_finished(changed(finished[0], repeat), layout, finished[1]))

    assert [one.code for one in found] == ["pdf-text-not-drawn"]
    assert "twice" in found[0].message


def test_a_number_that_is_not_that_of_its_page_is_an_error(
    layout: Layout, finished: tuple[bytes, Files]
) -> None:
    """Pages that count one further make every folio and every reference false."""

    def count_on(file: pikepdf.Pdf) -> None:
        labels = file.Root.PageLabels.Nums
        labels[-1].St = int(labels[-1].get("/St", 1)) + 1

    found = list(prove_finished(changed(finished[0], count_on), layout, finished[1]))

    assert {one.code for one in found} == {"pdf-page-number-wrong"}
    assert any("bears the number" in one.message for one in found)
    assert any("a reference says" in one.message for one in found)


def test_a_page_too_few_is_an_error(layout: Layout, finished: tuple[bytes, Files]) -> None:
    """A file that lacks a page is not looked at further."""

    def drop(file: pikepdf.Pdf) -> None:
        del file.pages[-1]

    found = list(prove_finished(changed(finished[0], drop), layout, finished[1]))

    assert [one.code for one in found] == ["pdf-text-not-drawn"]

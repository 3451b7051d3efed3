"""The finished file is read back: what it does not show as laid out is an error.

All tests share what was kept of a sound file, so that no page is taken for one that it was.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pdf_books import design

from publish.caching import Cache
from publish.diagnostics import Diagnostic
from publish.editions.pdf import print_book, settle
from publish.editions.pdf.finalproof import Files, prove_finished
from publish.editions.pdf.finished import WHOLE
from publish.editions.pdf.layout import Layout, start_press
from publish.editions.pdf.pagemarks import page_marks
from publish.editions.pdf.readers import Readers
from publish.model.document import Document


@pytest.fixture(scope="module")
def layout(book: Document, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The small book, laid out with a cache."""
    cache = Cache(tmp_path_factory.mktemp("kept"))
    press = start_press(book.folder, book.settings, design(), cache)
    return settle(book, design(), press)[1]


@pytest.fixture(scope="module")
def finished(layout: Layout) -> tuple[bytes, Files]:
    """Its file, and what the engine drew."""
    data, heads = print_book(layout).data, layout.draw_heads()
    return data, {name: (text, heads[name]) for name, text in layout.draw().items()}


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return a file with something in it changed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(out)
    return out.getvalue()


def proved(data: bytes, layout: Layout, files: Files) -> list[Diagnostic]:
    """Return what the last proof finds, in our own process."""
    return list(prove_finished(data, layout, files, Readers(0)))


def page_with_notes(layout: Layout) -> int:
    """Return the first page with a note, from 0."""
    opening = next(one for one in layout.openings if one.laid_out.notes)
    return opening.page + opening.laid_out.notes[0].pages[0]


def test_a_sound_file_passes(layout: Layout, finished: tuple[bytes, Files]) -> None:
    """Nothing is found in what was just made."""
    assert proved(finished[0], layout, finished[1]) == []


def test_pages_that_are_as_they_were_are_not_read_again(
    layout: Layout, finished: tuple[bytes, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the numbers of pages are, which are not on them."""
    monkeypatch.delattr("publish.editions.pdf.finished._page")

    assert proved(finished[0], layout, finished[1]) == []


def test_a_page_has_another_mark_with_other_words_edges_or_links(
    layout: Layout, finished: tuple[bytes, Files]
) -> None:
    """Other pages keep theirs."""
    number = page_with_notes(layout)
    before = page_marks(changed(finished[0], lambda file: None), WHOLE)

    def draw(file: pikepdf.Pdf) -> None:
        file.pages[number].Contents = file.make_stream(b"")

    def trim(file: pikepdf.Pdf) -> None:
        file.pages[number].cropbox = [0, 0, 9, 9]

    def lead(file: pikepdf.Pdf) -> None:
        link = next(one for one in file.pages[number].Annots if "/Dest" in one)
        link.Dest = pikepdf.Array([file.pages[0].obj, pikepdf.Name.Fit])

    def move(file: pikepdf.Pdf) -> None:
        link = next(one for one in file.pages[number].Annots if "/Dest" in one)
        link.Rect = [0, 0, 9, 9]

    for change in (draw, trim, lead, move):
        after = page_marks(changed(finished[0], change), WHOLE)
        assert [n for n, one in after.items() if one != before[n]] == [number]


def test_words_that_look_like_a_reference_are_words(finished: tuple[bytes, Files]) -> None:
    """A family named `Frank Ruhl Libre` has in it what parts the numbers of an object from `R`."""

    def called(name: str) -> dict[int, str]:
        def call(file: pikepdf.Pdf) -> None:
            file.pages[0].Resources.Family = pikepdf.String(name)

        return page_marks(changed(finished[0], call), WHOLE)

    assert called("Frank Ruhl Libre")[0] not in ("", called("Frank Ruhl")[0])


def test_text_that_was_not_drawn_is_an_error(layout: Layout, finished: tuple[bytes, Files]) -> None:
    """A page without its last third of text lacks letters, and its notes."""

    def cut(file: pikepdf.Pdf) -> None:
        page = file.pages[page_with_notes(layout)]
        shown = pikepdf.parse_content_stream(page)
        texts = [at for at, one in enumerate(shown) if str(one.operator) in ("Tj", "TJ")]
        gone = set(texts[: 2 * len(texts) // 3])
        kept = [one for at, one in enumerate(shown) if at not in gone]
        page.Contents = file.make_stream(pikepdf.unparse_content_stream(kept))

    found = proved(changed(finished[0], cut), layout, finished[1])

    assert {one.code for one in found} >= {"pdf-text-not-drawn", "pdf-note-not-drawn"}


def test_text_that_was_drawn_twice_is_an_error(
    layout: Layout, finished: tuple[bytes, Files]
) -> None:
    """A page with its text once more, a little lower, is not what was laid out."""

    def repeat(file: pikepdf.Pdf) -> None:
        page = file.pages[page_with_notes(layout)]
        once = b"\n".join(part.read_bytes() for part in page.Contents)
        page.Contents = file.make_stream(b"q " + once + b" Q q 1 0 0 1 0 -40 cm " + once + b" Q")

    found = proved(changed(finished[0], repeat), layout, finished[1])

    assert [one.code for one in found] == ["pdf-text-not-drawn"]
    assert "twice" in found[0].message


def test_a_number_that_is_not_that_of_its_page_is_an_error(
    layout: Layout, finished: tuple[bytes, Files]
) -> None:
    """Pages that count one further make every folio and every reference false."""

    def count_on(file: pikepdf.Pdf) -> None:
        labels = file.Root.PageLabels.Nums
        labels[-1].St = int(labels[-1].get("/St", 1)) + 1

    found = proved(changed(finished[0], count_on), layout, finished[1])

    assert {one.code for one in found} == {"pdf-page-number-wrong"}
    assert any("bears the number" in one.message for one in found)
    assert any("a reference says" in one.message for one in found)


def test_a_page_too_few_is_an_error(layout: Layout, finished: tuple[bytes, Files]) -> None:
    """A file that lacks a page is not looked at further."""

    def drop(file: pikepdf.Pdf) -> None:
        del file.pages[-1]

    found = proved(changed(finished[0], drop), layout, finished[1])

    assert [one.code for one in found] == ["pdf-text-not-drawn"]

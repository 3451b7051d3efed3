"""`publish draft`: the pages of the book, with room to write on."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish.draftcopy import draft_copy
from publish.pipeline import build

TEXT = "# Walls\n\n" + " ".join(f"Sentence {number} is about a wall." for number in range(150))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of some pages, built, and its draft."""
    folder = tmp_path_factory.mktemp("draft")
    (folder / "manuscript").mkdir()
    (folder / "manuscript" / "book.yaml").write_text(
        "title: Rooms\nauthor: Vera Halloran\nlang: de\nprint: {trim: a5}\n"
    )
    (folder / "manuscript" / "01-walls.md").write_text(TEXT + "^[A note.]\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1779926400")  # 2026-05-28
        build(folder, ("pdf",))
        draft_copy(folder, "zweite Fassung")
    return folder


def texts(path: Path) -> list[str]:
    """Return the words of each page."""
    with pypdfium2.PdfDocument(path) as book:
        return [page.get_textpage().get_text_range() for page in book]


def test_pages_are_those_of_the_book_on_larger_paper(folder: Path) -> None:
    """A5 in the middle of A4; each page holds all words of the book's own."""
    book, draft = texts(folder / "dist" / "rooms.pdf"), texts(folder / "dist" / "rooms-draft.pdf")
    with pikepdf.open(folder / "dist" / "rooms-draft.pdf") as opened:
        sizes = {tuple(round(float(one)) for one in page.mediabox) for page in opened.pages}

    assert len(book) == len(draft)
    for page, copy in zip(book, draft, strict=True):
        assert set(page.split()) <= set(copy.split())
    assert {(right - left, up - down) for left, down, right, up in sizes} == {(595, 842)}


def test_each_page_says_which_draft_it_is(folder: Path) -> None:
    """Watermark, title, label, and the day in the language of the book."""
    for page in texts(folder / "dist" / "rooms-draft.pdf"):
        assert "DRAFT" in page
        assert "Rooms · zweite Fassung · 28. Mai 2026" in page


def test_every_fifth_line_is_numbered_beside_it(folder: Path) -> None:
    """The number stands level with a line, left of the page."""
    with pypdfium2.PdfDocument(folder / "dist" / "rooms-draft.pdf") as book:
        page = next(one for one in book if "Sentence 60" in one.get_textpage().get_text_range())
        text = page.get_textpage()
        rects = [text.get_rect(at) for at in range(text.count_rects())]
    # Left of the page stand the numbers, figure by figure; the text's lines are 14 points apart.
    beside = sorted({round(rect[1]) for rect in rects if rect[2] < 0}, reverse=True)
    lines = sorted((rect[1] for rect in rects if rect[2] - rect[0] > 200), reverse=True)
    level = [min(range(len(lines)), key=lambda at, y=y: abs(lines[at] - y)) for y in beside]

    assert level == list(range(4, len(lines), 5))


def test_what_is_laid_over_is_not_heard(folder: Path) -> None:
    """Artifacts, by ISO 32000-1, 14.8.2.2."""
    with pikepdf.open(folder / "dist" / "rooms-draft.pdf") as book:
        for page in book.pages:
            depth, is_artifact = 0, []
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BMC", "BDC"):
                    depth += 1
                    is_artifact.append(str(operands[0]) == "/Artifact")
                elif name == "EMC":
                    is_artifact.pop()
                elif name == "Do" and str(operands[0]).startswith(("/Draft", "/Note")):
                    assert any(is_artifact)


def test_a_draft_of_the_same_day_has_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1779926400")
        draft_copy(folder, "zweite Fassung", output=tmp_path)
    first = (folder / "dist" / "rooms-draft.pdf").read_bytes()

    assert io.BytesIO(first).read() == (tmp_path / "rooms-draft.pdf").read_bytes()

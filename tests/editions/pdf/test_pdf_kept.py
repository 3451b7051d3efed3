"""Pages kept from an earlier build: the same bytes as from a clean one, and less work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pdf_books import FILLER, chapter, contents, design, document, is_gone
from PIL import Image

from publish.caching import Cache
from publish.editions.edition import Design
from publish.editions.pdf import kept, press, print_book, settle, start_press
from publish.editions.pdf.enginestart import EngineProcess
from publish.editions.pdf.jail import digest_of
from publish.model.document import Chapter, Document

LONG = "\n\n".join(FILLER for _ in range(6))
CHAPTERS = {
    "walls": f"# Walls {{#walls}}\n\n{LONG}^[A note.]\n\nSee page [](#roofs){{.pageref}}.",
    "doors": f"# Doors {{#doors}}\n\n{LONG}\n\n![A square.](square.png)",
    "roofs": f"# Roofs {{#roofs}}\n\n{LONG}",
}


def book(folder: Path, **changes: str) -> Document:
    """Return three chapters and their contents, with some chapters changed."""
    if not (folder / "square.png").exists():
        Image.new("L", (300, 300), 128).save(folder / "square.png")
    texts = CHAPTERS | changes
    chapters: list[Chapter] = [chapter(name, text) for name, text in texts.items()]
    return document([contents(), *chapters], folder)


def build(
    made: Document, cache: Cache | None, look: Design | None = None
) -> tuple[bytes, set[str]]:
    """Return a book's file, and which of its documents were laid out for it."""
    press = start_press(made.folder, made.settings, look or design(), cache)
    return print_book(settle(made, look or design(), press)[1]).data, press.anew


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache with all that a first build leaves in it."""
    made = Cache(tmp_path)
    build(book(tmp_path), made)
    return made


def has_ended(process: EngineProcess) -> bool:
    """Tell whether an engine is gone; a copy of one is not our child."""
    if process.running is not None:
        return process.running.poll() is not None
    return is_gone(process.number)


def test_no_process_outlives_the_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put together behind it needs their memory, and gives the same file."""
    started: list[press.Child] = []

    class Recorded(press.Child):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            started.append(self)

    monkeypatch.setattr(press, "Child", Recorded)
    layout = settle(book(tmp_path), design())[1]
    kept = print_book(layout).data
    assert started and not any(has_ended(one.process) for one in started)

    assert print_book(layout, is_last=True).data == kept
    assert all(has_ended(one.process) for one in started)


def test_nothing_changed(tmp_path: Path, cache: Cache) -> None:
    """Nothing is laid out again, and the file is the same."""
    clean, everything = build(book(tmp_path), None)

    assert everything == {"toc", "walls", "doors", "roofs"}
    assert build(book(tmp_path), cache) == (clean, set())


def test_files_are_read_once_for_all_chapters(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each chapter was made from the same fonts: they are not compared chapter by chapter."""
    read: list[Path] = []

    def digest(path: Path) -> str:
        read.append(path)
        return digest_of(path)

    monkeypatch.setattr(kept, "digest_of", digest)

    assert build(book(tmp_path), cache)[1] == set()
    assert tmp_path / "square.png" in read and len(read) > 2
    assert len(read) == len(set(read))


def test_a_word_is_changed(tmp_path: Path, cache: Cache) -> None:
    """Only its chapter is laid out again."""
    made = book(tmp_path, doors=CHAPTERS["doors"].replace("Sentence 3", "Clause 3"))

    assert build(made, cache) == (build(made, None)[0], {"doors"})


def test_a_chapter_grows(tmp_path: Path, cache: Cache) -> None:
    """Those behind it have other numbers, and are not laid out again; who names them is."""
    made = book(tmp_path, doors=CHAPTERS["doors"] + f"\n\n{LONG}\n\n{LONG}")
    data, laid_out = build(made, cache)

    assert data == build(made, None)[0]
    assert laid_out == {"doors", "walls", "toc"}
    pages = pypdfium2.PdfDocument(data)
    last = pages[len(pages) - 1].get_textpage().get_text_range()
    assert pages.get_page_label(len(pages) - 1) in last.split()


def test_a_picture_changes(tmp_path: Path, cache: Cache) -> None:
    """The chapter that shows it is laid out again, though its text is the same."""
    Image.new("L", (300, 200), 20).save(tmp_path / "square.png")
    made = book(tmp_path)

    assert build(made, cache) == (build(made, None)[0], {"doors"})


def test_a_picture_that_was_not_there(tmp_path: Path) -> None:
    """A file that was missing counts too: with it, the pages are others."""
    kept = Cache(tmp_path)
    press = start_press(tmp_path, book(tmp_path).settings, design(), kept)
    (tmp_path / "square.png").unlink()
    lacking = document([chapter("doors", CHAPTERS["doors"])], tmp_path)
    settle(lacking, design(), press)[1].draw()
    Image.new("L", (300, 300), 128).save(tmp_path / "square.png")

    assert build(lacking, kept) == (build(lacking, None)[0], {"doors"})


def test_the_design_changes(tmp_path: Path, cache: Cache) -> None:
    """Everything is laid out again."""
    own = tmp_path / "print.css"
    own.write_text("p { letter-spacing: 0.01em; }", encoding="utf-8")
    other = replace(design(), print_css=(*design().print_css, own))

    assert build(book(tmp_path), cache, other)[1] == {"toc", "walls", "doors", "roofs"}


def test_heads_that_are_elements_of_the_text(tmp_path: Path) -> None:
    """They cannot be made without the text, and so are drawn with it: with the right numbers."""
    own = tmp_path / "print.css"
    rules = "hr { position: running(r); } @page text:left { @top-center { content: element(r); } }"
    own.write_text(rules, encoding="utf-8")
    look = replace(design(), print_css=(*design().print_css, own))
    made = book(tmp_path, doors=f"# Doors {{#doors}}\n\n{LONG}\n\n***\n\n{LONG}\n\n{LONG}")
    kept = Cache(tmp_path)
    first, _ = build(made, kept, look)

    assert build(made, kept, look) == (first, {"walls", "doors", "roofs"})
    pages = pypdfium2.PdfDocument(first)
    texts = [one.get_textpage().get_text_range().split() for one in pages]
    inside = [n for n, words in enumerate(texts) if len(words) > 100]
    assert len(inside) > 5
    assert all(pages.get_page_label(n) in texts[n] for n in inside)


@pytest.mark.parametrize(
    "rule",
    [
        "@page { @bottom-left { content: url(square.png) } }",
        "@page { background: url(square.png) }",
        "h1 { background: url(square.png) }",
    ],
)
def test_another_picture_of_the_design(rule: str, tmp_path: Path) -> None:
    """In a margin or behind words it is looked at as one in the text is."""
    own = tmp_path / "styles" / "print.css"
    own.parent.mkdir()
    own.write_text(rule, encoding="utf-8")
    square = own.with_name("square.png")
    look = replace(design(), print_css=(*design().print_css, own))
    made, cache = book(tmp_path), Cache(tmp_path)
    Image.new("L", (30, 30), 128).save(square)
    before, _ = build(made, cache, look)
    Image.new("L", (30, 30), 30).save(square)
    after, _ = build(made, cache, look)

    assert after != before
    assert after == build(made, None, look)[0]
    assert build(made, cache, look) == (after, set())

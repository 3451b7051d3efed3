"""In which order the documents of a book are made for the engine."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from pdf_books import chapter, contents, document

from publish.diagnostics import Place
from publish.editions.pdf.sheets import made_in_turn, sheets


def test_what_was_saved_last_is_made_first_and_read_in_its_place(tmp_path: Path) -> None:
    """Contents and the like have no file, and come last."""
    chapters = []
    for name, second in (("one", 10), ("two", 30), ("three", 20)):
        path = tmp_path / f"{name}.md"
        path.touch()
        os.utime(path, (second, second))
        read = chapter(name, f"# {name} {{#{name}}}\n\nWords.")
        chapters.append(replace(read, place=Place(path.name, 1, 1)))
    book = document([contents(), *chapters], tmp_path)

    assert [one.name for one in made_in_turn(book, {})] == ["two", "three", "one", "toc"]
    assert [one.name for one in sheets(book, {})] == ["toc", "one", "two", "three"]
    (tmp_path / "two.md").unlink()
    assert [one.name for one in made_in_turn(book, {})] == ["three", "one", "toc", "two"]


def test_other_page_numbers_elsewhere_leave_a_document_as_it_is(tmp_path: Path) -> None:
    """One that refers to pages is taken over while its own numbers stand; contents are not."""
    texts = [
        chapter("one", "# One {#one}\n\nSee page [3](#two){.pageref}."),
        chapter("two", "# Two {#two}\n\nWords."),
    ]
    book = document([contents(), *texts], tmp_path)
    before = {one.name: one for one in made_in_turn(book, {"one": "1", "two": "3"})}
    changed = replace(book, chapters=(*book.chapters[:-1], chapter("two", "# Two {#two}\n\nNew.")))
    after = {
        one.name: one for one in made_in_turn(changed, {"one": "1", "two": "5"}, [*before.values()])
    }

    assert after["one"].xhtml is before["one"].xhtml
    assert "New." in after["two"].xhtml
    assert dict(after["toc"].folios)["two"] == "5"

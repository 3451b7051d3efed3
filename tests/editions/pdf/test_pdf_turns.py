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

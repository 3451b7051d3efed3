"""Citations that were formatted before have the words of last time; others have new ones."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cited_books import document, library, notes

from publish.citations import formatting
from publish.citations.resolve import resolve_citations
from publish.citations.types import Library
from publish.model.document import Document

TEXT = "See [@smith, 3].\n\nAnd [@smith, 5; @keng]. Also @grazer [p. 7].\n"


class AskedAgainError(Exception):
    """The citation engine was asked for what is known."""


def resolved(folder: Path, text: str, sources: Library) -> Document:
    return resolve_citations(replace(document(text), folder=folder), sources)


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a project whose citations are known, and let the engine refuse from now on."""
    resolved(tmp_path, TEXT, library())

    def refuse(*_: object, **__: object) -> None:
        raise AskedAgainError

    monkeypatch.setattr(formatting, "render", refuse)
    return tmp_path


def test_citations_that_are_as_they_were_are_not_formatted_again(unasked: Path) -> None:
    """Whatever words stand around them, and wherever they stand in the file."""
    text = f"More words.\n\n{TEXT.replace('See', 'Look at')}"

    first, second, third = notes(resolved(unasked, text, library()))

    assert first == "Zadie Smith, Swing Time (New York: Penguin Press, 2016), 3."
    assert second.startswith("Smith, 5; Shao-Hsun Keng,")
    assert third.endswith("(New York: Simon & Schuster, 2015), 7.")


@pytest.mark.parametrize(
    ("before", "after"),
    [("3]", "4]"), ("[@smith, 5;", "[@grazer, 5;"), ("See [", "A note.^[Mine.] See ["), ("7", "8")],
)
def test_other_citations_are_formatted(unasked: Path, before: str, after: str) -> None:
    """Another page, another source, a note before it, which moves the numbers of notes."""
    with pytest.raises(AskedAgainError):
        resolved(unasked, TEXT.replace(before, after), library())


def test_another_source_is_formatted(unasked: Path) -> None:
    """Its title changed; so may every short form of its author."""
    items = {key: dict(item) for key, item in library().items.items()}
    items["smith"]["title"] = "White Teeth"

    with pytest.raises(AskedAgainError):
        resolved(unasked, TEXT, replace(library(), items=items))


def test_what_there_is_to_say_of_a_source_is_said_every_time(tmp_path: Path) -> None:
    """It stands where the citation stands now."""
    nameless = Library({"x": {"id": "x", "type": "book"}}, {}, ())

    first = resolved(tmp_path, "See [@x].", nameless).diagnostics
    again = resolved(tmp_path, "See [@x].", nameless).diagnostics

    assert [one.code for one in first] == ["cite-nameless"]
    assert again == first


def test_what_formats_citations_is_not_loaded_where_nothing_is_formatted(unasked: Path) -> None:
    """It is forty files, and a book of which one paragraph changed does without."""
    book = (
        f"resolve_citations(replace(document({TEXT!r}), folder=Path({str(unasked)!r})), library())"
    )
    program = f"""
import sys
from dataclasses import replace
from pathlib import Path
from cited_books import document, library
from publish.citations.resolve import resolve_citations
assert {book}
print([name for name in sys.modules if name.endswith(("csl.engine", "formatting"))])
"""
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": here},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "[]\n"

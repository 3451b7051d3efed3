"""No PDF comes out of a build whose pages lack a word or a note, or bear a wrong number.

The pages are attacked as a fault of ours or of the engine might, at every station of their way;
each attack must stop the build.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_books import FILLER, chapter, contents, design, document

from publish.diagnostics import PublishError, errors
from publish.editions.pdf import edition, enginestart, layout, print_book, settle, sheets
from publish.model.document import Document, Role
from publish.model.nodes import Link, Str
from publish.model.walk import rewrite

PROGRAM = Path(__file__).with_name("attacks.py")
NOTES = "\n\n".join(f"Words {n}.^[Note {n}: {FILLER[:90]}] {FILLER}" for n in range(4))


@pytest.fixture
def book(tmp_path: Path) -> Document:
    """Contents, a chapter with notes and a page reference, and its target."""
    one = f"# Walls {{#walls}}\n\n{NOTES}\n\nSee page [](#doors){{.pageref}}."
    two = f"# Doors {{#doors}}\n\n{FILLER}"
    return document([contents(), chapter("one", one), chapter("two", two)], tmp_path)


def found(book: Document) -> set[str]:
    """Return the codes of the errors that stop a build; none if it is not stopped."""
    try:
        print_book(settle(book, design())[1])
    except PublishError as error:
        return {one.code for one in errors(error.diagnostics)}
    return set()


def test_without_an_attack_nothing_is_found(book: Document) -> None:
    """Otherwise the attacks would prove nothing."""
    assert found(book) == set()


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        ("lose_note", "pdf-note-lost"),
        ("repeat_note", "pdf-note-repeated"),
        ("lose_word", "pdf-text-lost"),
        ("repeat_word", "pdf-text-repeated"),
        ("lose_line", "pdf-text-lost"),
        ("repeat_line", "pdf-text-repeated"),
        ("lose_note_line", "pdf-text-lost"),
        ("lose_note_when_drawn", "pdf-note-not-drawn"),
        ("lose_line_when_drawn", "pdf-text-not-drawn"),
        ("count_on", "pdf-page-number-wrong"),
    ],
)
def test_an_attack_on_the_engine_stops_the_build(
    attack: str, code: str, book: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the layout, in drawing, in the folios."""
    monkeypatch.setattr(enginestart, "COMMAND", (sys.executable, str(PROGRAM), attack))
    assert code in found(book)


def around(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, change: Callable[[Any], Any]
) -> None:
    """Let a function of a module return something else than it does."""
    whole = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *some, **more: change(whole(*some, **more)))


def test_a_paragraph_that_is_not_given_to_the_engine(
    book: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages are compared with the Document, not only with what was made of it."""

    def cut(section: Any) -> Any:
        for paragraph in section.findall("p")[1:2]:
            section.remove(paragraph)
        return section

    around(monkeypatch, sheets, "chapter_body", cut)
    assert "pdf-text-lost" in found(book)


def test_a_chapter_that_is_left_out(book: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chapter of the Document has its pages."""
    around(monkeypatch, layout, "in_reading_order", lambda made: tuple(made)[:-1])
    assert "pdf-text-lost" in found(book)


def test_contents_that_name_the_next_page(book: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """One number of the contents is one too high."""
    whole = layout.made_in_turn

    def shifted(some: Document, folios: dict[str, str], *before: Any, **of: Any) -> Any:
        wrong = {"doors": str(int(folios["doors"]) + 1)} if "doors" in folios else {}
        return whole(some, {**folios, **wrong}, *before, **of)

    monkeypatch.setattr(layout, "made_in_turn", shifted)
    assert found(book) == {"pdf-page-number-wrong"}


def test_a_reference_that_names_the_next_page(
    book: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number in "See page 5" is one too high."""

    def shift(node: Any) -> Any:
        if isinstance(node, Link) and "pageref" in node.attr.classes and node.content:
            number = int(node.content[0].text) + 1
            return replace(node, content=(Str(str(number)),))
        return None

    around(monkeypatch, edition, "with_pages", lambda made: rewrite(made, shift))
    assert found(book) == {"pdf-page-number-wrong"}


def test_a_chapter_that_skips_a_number(book: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folios, labels and references agree, and yet a number is missing."""

    def skip(openings: Iterator[Any]) -> Iterator[Any]:
        for one in openings:
            is_last = one.sheets.chapters[-1].name == "two"
            yield replace(one, first_folio=one.first_folio + is_last)

    around(monkeypatch, layout, "openings_of", skip)
    assert found(book) == {"pdf-page-number-wrong"}


@pytest.mark.parametrize("attack", ["turn", "lose", "repeat"])
def test_pages_that_change_places(
    attack: str, book: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two pages are exchanged, or one stands for another, when chapters are put together."""

    def change(data: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as file:
            pages = file.pages
            one, two = pages[-4], pages[-3]
            if attack == "turn":
                one.obj.Contents, two.obj.Contents = two.obj.Contents, one.obj.Contents
            elif attack == "lose":
                del pages[-3]
            else:
                two.obj.Contents = one.obj.Contents
            file.save(out)
        return out.getvalue()

    around(monkeypatch, edition, "merge", change)
    assert "pdf-text-not-drawn" in found(book)


def test_roles_without_pages_are_known() -> None:
    """What an essay does not print is left out on purpose, and is no loss."""
    assert {Role.HALF_TITLE, Role.COPYRIGHT} == set(sheets.NOT_IN_ESSAYS)

"""What is lost or false on the pages stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_books import chapter, design, document

from publish.diagnostics import PublishError, Severity
from publish.editions.pdf import lay_out, print_book, settle
from publish.editions.pdf.proof import prove


def codes(error: PublishError) -> list[str]:
    return [found.code for found in error.diagnostics]


def test_a_note_that_cannot_be_parted_and_is_longer_than_the_page_is_an_error(
    tmp_path: Path,
) -> None:
    """WeasyPrint lets it run off the page without a word."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    (tmp_path / "tall.svg").write_text(drawing)
    book = document([chapter("one", "# One\n\nA.^[![B](tall.svg){height=40cm}]")], tmp_path)
    with pytest.raises(PublishError) as caught:
        print_book(settle(book, design())[1])
    assert "pdf-note-too-long" in codes(caught.value)


def test_a_missing_picture_and_a_missing_letter_are_reported(tmp_path: Path) -> None:
    """What WeasyPrint logs is told: no picture, and no font that has the letter."""
    book = document([chapter("one", "# One\n\n![A cat](cat.png) and 𓀀.")], tmp_path)
    layout = settle(book, design())[1]
    found = [(one.severity, one.message) for one in prove(layout)]
    assert any(kind is Severity.ERROR and "cat.png" in text for kind, text in found)
    with pytest.raises(PublishError):
        print_book(layout)


def test_files_outside_the_project_are_not_read(tmp_path: Path) -> None:
    """A picture may not be fetched from elsewhere on the machine or from the web."""
    (tmp_path / "book").mkdir()
    (tmp_path / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    for address in ("../secret.svg", "https://example.org/a.png"):
        book = document([chapter("one", f"# One\n\n![A]({address})")], tmp_path / "book")
        found = [one.message for one in prove(lay_out(book, design()))]
        assert any("outside the project" in text for text in found), found


def test_a_page_number_that_is_not_true_is_an_error(tmp_path: Path) -> None:
    """The proof compares what is printed with where the target is."""
    text = "# Walls {#walls}\n\nSee page [99](#doors){.pageref}."
    book = document([chapter("one", text), chapter("two", "# Doors {#doors}\n")], tmp_path)
    found = [one for one in prove(lay_out(book, design())) if one.severity is Severity.ERROR]
    assert [one.code for one in found] == ["pdf-page-number-wrong"]
    assert "'99'" in found[0].message
    assert "'3'" in found[0].message


def test_a_layout_whose_pages_are_gone_is_not_drawn(tmp_path: Path) -> None:
    """After an update the old layout would print the new pages."""
    old = lay_out(document([chapter("one", "# One {#one}\n\nBefore.")], tmp_path), design())
    old.update(document([chapter("one", "# One {#one}\n\nAfter.")], tmp_path))
    with pytest.raises(ValueError, match="anew"):
        old.draw()

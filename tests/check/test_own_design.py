"""Stylesheets and fonts of a project that break the programs which read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import PublishError
from publish.editions.own_design import DesignError, blaming_own_files
from publish.pipeline import build, check


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "styles" / "fonts").mkdir(parents=True)
    (tmp_path / "manuscript" / "book.yaml").write_text(
        "title: T\nauthor: A\nepub: {page-list: false}\n"
    )
    (tmp_path / "manuscript" / "01-one.md").write_text("# One\n\nWords.\n")
    return tmp_path


def told(book: Path, edition: str) -> list[tuple[str, str, int]]:
    with pytest.raises(PublishError) as error:
        build(book, [edition])
    found = error.value.diagnostics
    return [(one.code, one.place.path, one.place.line) for one in found if one.place]


@pytest.mark.parametrize("name", ["print.css", "epub.css"])
def test_a_stylesheet_that_is_no_text(book: Path, name: str) -> None:
    """The line is named before anything is built."""
    (book / "styles" / name).write_bytes(b"p { }\n/* caf\xe9 */\n")

    assert [(x.code, str(x.place)) for x in check(book)] == [
        ("design-not-utf8", f"styles/{name}:2:7")
    ]


@pytest.mark.slow
def test_rules_nested_a_thousand_deep(book: Path) -> None:
    """WeasyPrint gives up (its parser calls itself for every level); the stylesheet is named."""
    (book / "styles" / "print.css").write_text("p { " * 1000 + "}" * 1000)

    assert told(book, "pdf") == [("design-broken", "styles/print.css", 0)]


def test_a_damaged_font(book: Path) -> None:
    """The cover is drawn in the first font of the project."""
    from publish.editions.design import font_folders

    files = (path for one in font_folders() for path in sorted(one.rglob("*.[ot]tf")))
    data = bytearray(next(files).read_bytes())
    start = len(data) // 8
    data[start : start + 60_000] = b"\xff" * 60_000
    (book / "styles" / "fonts" / "own.ttf").write_bytes(data)

    assert told(book, "epub") == [("design-broken", "styles/fonts/own.ttf", 0)]


def test_a_font_that_cannot_be_cut_down() -> None:
    """HarfBuzz finds damage that layout does not see, when the file is put together."""
    from publish.editions.design import font_folders
    from publish.editions.pdf.faces import cut_face

    files = (path for one in font_folders() for path in sorted(one.rglob("*.[ot]tf")))
    data = bytearray(next(files).read_bytes())
    good = bytes(data)
    row = data.index(b"GDEF")  # tag, checksum, offset, length; source: OpenType, Table Directory
    start, length = (int.from_bytes(data[row + at : row + at + 4], "big") for at in (8, 12))
    data[start : start + length] = b"\xff" * length
    glyphs = frozenset({5, 40})

    assert cut_face(good, 0, (), 0, glyphs, keeps_notdef=False)
    with pytest.raises(DesignError, match="cannot be cut down"):
        cut_face(bytes(data), 0, (), 0, glyphs, keeps_notdef=False)


def test_without_files_of_its_own_it_is_our_defect(tmp_path: Path) -> None:
    """A project that brings nothing is not to blame."""
    with pytest.raises(DesignError), blaming_own_files(tmp_path):
        raise DesignError("the layout engine failed: x")

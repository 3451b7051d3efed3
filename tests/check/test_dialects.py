"""Markup of other tools that would be printed is named, and what only looks like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.manuscript import read_manuscript
from publish.model.walk import plain_text
from publish.pipeline import check
from publish.project import load_project


@pytest.fixture
def book(tmp_path: Path):
    """Return a function that writes a book of one chapter and returns its folder."""

    def write(text: str) -> Path:
        folder = tmp_path / "manuscript"
        folder.mkdir()
        (folder / "book.yaml").write_text("title: T\nauthor: A\n", encoding="utf-8")
        (folder / "a.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("text", "printed", "column"),
    [
        ("See [[A page]].", "[[A page]]", 5),
        ("See ![[figure.png]].", "![[figure.png]]", 5),
        ("A ==bright== word.", "==bright==", 3),
        ("A %%quiet%% word.", "%%quiet%%", 3),
        ("!!! note\n    Words.", "!!! note", 1),
        ("> [!NOTE]\n> Words.", "[!NOTE]", 3),
        ("[TOC]", "[TOC]", 1),
        ("Words {:.box} here.", "{:.box}", 7),
        ("See {ref}`place`.", "{ref}", 5),
        ("See :ref:`place`.", ":ref:", 5),
        (".. note:: Words", ".. note::", 1),
        ("Words :smile: here.", ":smile:", 7),
        ("So \\(x^2\\) is.", "(x^2)", 4),
    ],
)
def test_what_is_printed_as_it_stands(book, text, printed, column):
    """Each is told at its first sign, and its letters are in the book indeed."""
    folder = book(text)
    document = read_manuscript(load_project(folder))
    words = " ".join(plain_text(document.chapters[0].blocks).split())

    assert printed in words.replace("…", "...")
    assert [(one.code, one.place.line, one.place.column) for one in check(folder) if one.place] == [
        ("markup-dialect", 3, column)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "If a == b == c, then `[[x]]` and `:ref:` and $x = [[1]]$ and \\[[x]].",
        "At 10:30:45, ratio 1:2:3, [sic][^1] {.x}, 50%% of 20%.\n\n[^1]: A note.",
        "```\n[[x]] ==y== !!! note\n```\n\n<!-- [[x]] :smile: -->",
        "See <https://a.example/:abc:/x> and [a](https://a.example/[[x]]) and \\(so\\).",
        "[A thing]{.mark} and [two][here] and [One].\n\n[here]: https://a.example",
    ],
)
def test_what_only_looks_like_it(book, text):
    """Code, formulas, comments, addresses, times, comparisons, and what a backslash frees."""
    assert [
        one.code for one in check(book(text)) if "markup" in one.code or "link" in one.code
    ] == []


def test_a_link_whose_address_is_not_given(book):
    """It would be printed with its brackets; one without any address leads nowhere."""
    found = check(book("See [words][none], and\n[more]()."))

    assert [(one.code, one.place.line, one.place.column) for one in found if one.place] == [
        ("link-undefined", 3, 5),
        ("link-refused", 4, 8),
    ]

"""A small book to watch."""

from __future__ import annotations

from pathlib import Path

import pytest

SETTINGS = """\
title: The Cook and the Kitchen
author: Vera Halloran
lang: en-US
date: 2026
csl: chicago-notes-bibliography
"""
BIBLIOGRAPHY = """\
@book{davies, author = {Davies, Sarah}, title = {Popular Opinion}, year = {1997},
  publisher = {Cambridge University Press}, location = {Cambridge}}
"""
FILLER = (
    "The cook heard what was said at the table and the clerk heard what the cook had said in the "
    "corridor, so that each sentence which has come down to us was first of all a thing overheard. "
)


def paragraphs(word: str, count: int) -> str:
    """Return paragraphs that begin each with a word of its own: so long that pages are needed."""
    return "\n\n".join(f"{word.capitalize()} number {n}. {FILLER * 3}" for n in range(1, count + 1))


@pytest.fixture
def small_book(tmp_path: Path) -> Path:
    """A project of two chapters."""
    folder = tmp_path / "book"
    (folder / "manuscript").mkdir(parents=True)
    (folder / "manuscript" / "book.yaml").write_text(SETTINGS, "utf-8")
    (folder / "bibliography.bib").write_text(BIBLIOGRAPHY, "utf-8")
    first = f"# The Kitchen\n\n{paragraphs('pot', 14)}\n"
    second = (
        f"# The Corridor\n\n{paragraphs('door', 8)} It was known.[^1]\n\n[^1]: See [@davies, 3].\n"
    )
    (folder / "manuscript" / "01-kitchen.md").write_text(first, "utf-8")
    (folder / "manuscript" / "02-corridor.md").write_text(second, "utf-8")
    return folder

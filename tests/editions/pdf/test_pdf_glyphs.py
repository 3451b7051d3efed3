"""Characters that no font has: named with their place, and with a way to get one."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import Place
from publish.editions.pdf import glyphs
from publish.model.document import Chapter, Document
from publish.model.metadata import Metadata
from publish.model.settings import Settings


@pytest.mark.parametrize(
    ("characters", "has_package", "hint"),
    [
        ("发", False, "publish[cjk]"),
        ("发", True, "Noto Serif SC"),
        ("त", True, "write other characters"),
    ],
)
def test_the_hint_says_what_is_missing(
    characters: str, has_package: bool, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the package for Chinese and Japanese is not told to install it."""
    monkeypatch.setattr(glyphs, "find_spec", lambda name: object() if has_package else None)
    (tmp_path / "one.md").write_text(f"# One\n\nIt is {characters}.\n", encoding="utf-8")
    book = Document(
        Metadata(), Settings(), tmp_path, (Chapter("one", place=Place("one.md", 1, 1)),)
    )
    (found,) = glyphs.about_glyphs(book, characters)

    assert str(found.place) == "one.md:3:7"
    assert hint in found.hint

"""Markdown that pandoc does not come to an end with."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import pandoc
from publish.pipeline import check


def test_a_chapter_that_takes_too_long_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs of brackets cost pandoc twice the time with each one; the file is named."""
    monkeypatch.setattr(pandoc, "TIMEOUT_S", 1)
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\nlang: en\n")
    (tmp_path / "manuscript" / "01-fine.md").write_text("# Walls\n\nA wall.\n")
    (tmp_path / "manuscript" / "02-slow.md").write_text("# Doors\n\n" + "[" * 60 + "a\n")

    found = [one for one in check(tmp_path) if one.code == "manuscript-too-hard"]

    assert [str(one.place) for one in found] == ["manuscript/02-slow.md"]

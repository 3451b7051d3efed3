"""A picture has a description that tells something, or says that it only decorates."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from publish.pipeline import check


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("![A hen.](hen.png)", "no description"),
        ('![A hen.](hen.png){alt="A hen."}', "no description"),
        ('![A hen.](hen.png){alt="A hen"}', "its caption for a description"),
        ('![A hen.](hen.png){fig-alt="a hen."}', "its caption for a description"),
        ("![](hen.png)", "no description"),
        ('![A bird.](hen.png){alt="hen.png"}', "the description 'hen.png'"),
        ('![A bird.](hen.png){alt="An image"}', "the description 'An image'"),
        ('Words ![a](hen.png){alt="Figure 1"} here.', "the description 'Figure 1'"),
        ('![A hen.](hen.png){alt="A brown hen on a fence"}', ""),
        ('![A hen.](hen.png){alt=""}', ""),
        ('![](hen.png){alt=""}', ""),
        ("![A hen.](hen.png){.decorative}", ""),
        ("Words ![a brown hen](hen.png) here.", ""),
    ],
)
def test_what_a_description_says(tmp_path: Path, text: str, trouble: str) -> None:
    """None, the caption again, the name of the file, or a word for any picture tell nothing."""
    folder = tmp_path / "manuscript"
    folder.mkdir()
    Image.new("RGB", (1300, 1300)).save(folder / "hen.png")
    (folder / "book.yaml").write_text("title: T\nauthor: A\n", encoding="utf-8")
    (folder / "a.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
    said = [one.message for one in check(tmp_path) if one.code == "image-no-alt"]

    assert [trouble in one for one in said] == ([True] if trouble else [])

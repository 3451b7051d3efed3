"""One run tells all: what print will say too, where the book has errors, each with what to do."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from publish.pipeline import check

CHAPTER = """\
# One

See @fig-none, [@nobody], a@@x@@ and `\\foo`{=latex}; \\footnote{So.} here.

Words that repeat `x`.

![Small](small.png){#fig-a alt="x" width=4in}

An unheard letter: \U00013000.
"""


def test_errors_hide_nothing_that_print_will_say(tmp_path: Path) -> None:
    """Pixels and letters are told beside the errors, and everything has a hint and a place."""
    (tmp_path / "manuscript").mkdir()
    Image.new("RGB", (90, 90)).save(tmp_path / "manuscript" / "small.png")
    (tmp_path / "manuscript/book.yaml").write_text("title: T\nauthor: A\n", encoding="utf-8")
    (tmp_path / "manuscript/a.md").write_text(CHAPTER, encoding="utf-8")
    found = check(tmp_path)

    assert [(one.code, one.place and (one.place.line, one.place.column)) for one in found] == [
        ("crossref-unknown", (3, 5)),
        ("cite-unknown-key", (3, 17)),
        ("cite-unknown-key", (3, 29)),
        ("markup-raw", (3, 39)),
        ("figure-unreferenced", (7, 10)),
        ("pdf-picture-coarse", (7, 10)),
        ("pdf-glyph-missing", (9, 20)),
    ]
    assert [one.code for one in found if not one.hint] == []

"""Places in a source that cannot be what is meant are told where they are cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.pipeline import check

BIB = "@book{doe, author={Doe, Jane}, title={A}, publisher={B}, address={C}, year=1999}\n"


@pytest.mark.parametrize(
    ("suffix", "trouble"),
    [
        ("{gibberish}", "'gibberish'"),
        ("zz. 12", "'zz.'"),
        ("pp. 44-33", "44-33 ends before it begins"),
        ("p. 3--", "no end"),
        ("pp. 133-35", ""),
        ("p. 3, and more", ""),
        ("vol. 8, pp. 118, 160--163", ""),
        ("fol. 12r", ""),
        ("in the year 1936", ""),
        ("s.v. Ant", ""),
        ("esp. 3", ""),
        ("c. 1936", ""),
    ],
)
def test_what_is_said_of_a_place(tmp_path: Path, suffix: str, trouble: str) -> None:
    """At the key; what is short for the same hundred, and words that are no place, are right."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "bibliography.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "manuscript/book.yaml").write_text("title: T\nauthor: A\n", encoding="utf-8")
    text = f"# One\n\nWords [see @doe, {suffix}] here.\n"
    (tmp_path / "manuscript/a.md").write_text(text, encoding="utf-8")
    found = [one for one in check(tmp_path) if one.code == "cite-locator-unparsed"]

    assert [(one.place.line, one.place.column) for one in found if one.place] == (
        [(3, 12)] if trouble else []
    )
    assert all(trouble in one.message for one in found)

"""Notes that repeat, fields that a style misses, and what is foreseen of the editions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from publish.pipeline import check

BIB = """@book{whole, author={Doe, Jane}, title={Pots}, publisher={P}, address={York}, year=1999}
@book{nowhere, author={Roe, Jan}, title={Pans}, publisher={Press}, year=2001}
@article{pageless, author={Doe, Jane}, title={On Pots}, journaltitle={Pots}, year=1999, volume=3}
"""


def found(folder: Path, text: str, settings: str = "author: A\nlang: en-US\n") -> list[str]:
    """Return code, line and message of what is found in a chapter, the unused entries left out."""
    (folder / "manuscript").mkdir(exist_ok=True)
    (folder / "manuscript" / "book.yaml").write_text(f"title: T\n{settings}", encoding="utf-8")
    (folder / "manuscript" / "a.md").write_text(f"# A\n\n{text}\n", encoding="utf-8")
    (folder / "bibliography.bib").write_text(BIB, encoding="utf-8")
    said = [one for one in check(folder) if one.code != "bib-unused"]
    return [f"{one.code} {one.place.line if one.place else 0} {one.message}" for one in said]


def test_a_note_that_repeats_the_one_before(tmp_path: Path) -> None:
    """Only the second is named; the same words further on are not."""
    text = "One.[^a] Two.[^b] Three.[^c] Four.[^d]\n\n"
    text += "[^a]: The same.\n\n[^b]: The same.\n\n[^c]: Other.\n\n[^d]: The same."

    assert found(tmp_path, text) == [
        "note-repeats 3 this note repeats the one before it, of line 3: 'The same'"
    ]


NOTES = "author: A\nlang: en-US\ncsl: chicago-notes-bibliography\n"


def test_a_citation_that_repeats_the_one_before(tmp_path: Path) -> None:
    """In one paragraph, in the text or in a note; another page or another paragraph is none."""
    text = "One [@whole, p. 3].\nTwo [@whole, p. 3].\nThree.^[[@whole, p. 3].]\n"
    text += "Four [@whole, p. 4].\n\nFive [@whole, p. 4]."

    lines = [one.split()[1] for one in found(tmp_path, text, NOTES) if "note-repeats" in one]
    assert lines == ["4", "5"]


def test_a_citation_in_brackets_repeats_no_note(tmp_path: Path) -> None:
    """A style without notes has none that could repeat."""
    text = "One [@whole, p. 3]. Two [@whole, p. 3]."
    said = found(tmp_path, text, NOTES.replace("chicago-notes-bibliography", "apa"))

    assert [one for one in said if "note-repeats" in one] == []


@pytest.mark.parametrize(
    ("style", "fields"),
    [
        ("chicago-notes-bibliography-17th-edition", {"location", "pages"}),
        ("chicago-notes-bibliography", {"pages"}),
        ("apa", {"pages"}),
    ],
)
def test_fields_that_the_style_prints(tmp_path: Path, style: str, fields: set[str]) -> None:
    """Chicago printed places of publication up to its 17th ed.; its 18th and APA do not."""
    settings = f"author: A\nlang: en-US\ncsl: {style}\n"
    said = found(tmp_path, "Words [@whole; @nowhere; @pageless].", settings)
    named = {one.split("'")[1] for one in said if one.startswith("bib-style-field")}

    assert named == fields


def test_a_picture_in_inks(tmp_path: Path) -> None:
    """It is named at its place; one in the colours of screens is not."""
    (tmp_path / "manuscript").mkdir()
    for mode in ("CMYK", "RGB"):
        Image.new(mode, (1300, 1300)).save(tmp_path / "manuscript" / f"{mode}.jpg", dpi=(300, 300))
    picture = '![A]({}.jpg){{alt="x" width=1in}}'

    said = found(tmp_path, f"{picture.format('RGB')}\n\n{picture.format('CMYK')}")
    assert [one.rsplit(" is ", 1)[0] for one in said] == ["image-colour 5 manuscript/CMYK.jpg"]


def test_too_few_pixels_are_foreseen(tmp_path: Path) -> None:
    """At the size that is asked for: 600 pixels are enough for two inches, not for four."""
    (tmp_path / "manuscript").mkdir()
    Image.new("RGB", (600, 600), (9, 99, 200)).save(tmp_path / "manuscript" / "p.jpg")

    assert found(tmp_path, '![A](p.jpg){alt="x" width=2in}') == []
    said = found(tmp_path, '![A](p.jpg){alt="x" width=4in}')
    assert said == [
        "pdf-picture-coarse 3 manuscript/p.jpg is printed at 150 pixels an inch; tones need 300"
    ]


def test_characters_without_a_glyph_are_foreseen(tmp_path: Path) -> None:
    """Linear B is in no font of the design."""
    (said,) = found(tmp_path, "So \U00010000 it is, and Ж is too.")

    assert said.startswith("pdf-glyph-missing 3 ")
    assert "U+10000" in said


def test_straight_marks_that_nothing_turns(tmp_path: Path) -> None:
    """Where the settings say so, and only there; an escaped mark is meant."""
    settings = "author: A\nlang: en-US\nsmart: false\n"

    assert found(tmp_path, "\\'t is as it is.", settings) == []
    said = found(tmp_path, 'He said "no" and "yes".', settings)
    assert said == ['typography-straight 3 " is printed as it is; 4 times in this file']
    assert found(tmp_path, 'He said "no" and "yes".') == []


@pytest.mark.parametrize(
    ("lang", "text", "named"),
    [
        ("en-US", "See p.12 and vol.3 there.", ["'p.12'", "'vol.3'"]),
        ("en-US", "See p. 12, v.2.1, S.O.S. and 50% of it.", []),
        ("fr", "Il y en a 50% ici.", ["'50%'"]),
        ("de", "Es sind 50 % auf S.12 da.", ["'S.12'"]),
    ],
)
def test_spaces_that_are_missing(tmp_path: Path, lang: str, text: str, named: list[str]) -> None:
    """Between an abbreviation and its number; before a sign of per cent by language."""
    said = found(tmp_path, text, f"author: A\nlang: {lang}\n")

    own = [one for one in said if one.startswith("typography-no-space")]
    assert [one.split(" in ")[1] for one in own] == named

"""What is sent to journals comes back: by every profile, the copy without names too."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from edited import Sent, insert, replace

from publish.editions.docx.package import Package
from publish.editions.docx.profiles import profile_names
from publish.returning import findings, take_back
from publish.submission import submit

BOOK = Path(__file__).parents[1] / "books/everything"
PROFILE = """journal: Mine
source: ours
seen: 2026-11
stage: initial
anonymous: true
selfcite: author
"""
OWN = """@book{author90, author={Author, Ann}, title={My Pots}, year={1990}, publisher={Press}}
"""


@pytest.mark.slow
@pytest.mark.parametrize("profile", profile_names())
def test_an_untouched_file_of_a_profile_changes_nothing(tmp_path: Path, profile: str):
    """Title page, manuscript, copy without names: no diff and nothing to be said."""
    folder = tmp_path / "book"
    shutil.copytree(BOOK, folder)
    paths = [one for one in submit(folder, profile).paths if one.suffix == ".docx"]
    trips = {one.name: take_back(folder, one) for one in paths if one.name != "title-page.docx"}

    assert "manuscript.docx" in trips
    assert {name: trip.texts for name, trip in trips.items() if trip.texts} == {}
    assert [(name, one) for name, trip in trips.items() for one in findings(trip)] == []


@pytest.fixture
def anonymous(sent: Sent) -> Sent:
    """Return the book as a journal gets it without names; one note cites its author."""
    records = sent.folder / "bibliography.bib"
    records.write_text(records.read_text() + OWN)
    text = sent.chapter.read_text().replace("See @doe99.", "See @author90. I said so there.")
    sent.chapter.write_text(text)
    rules = sent.folder / "styles/profiles/mine.yaml"
    rules.parent.mkdir(parents=True)
    rules.write_text(PROFILE)
    paths = submit(sent.folder, "mine").paths
    file = next(one for one in paths if one.name.startswith("anonymous"))
    return Sent(sent.folder, file)


def test_an_anonymous_manuscript_without_changes_changes_nothing(anonymous: Sent):
    """What was masked in it is no change."""
    trip = anonymous.back()

    assert trip.texts == {}
    assert anonymous.codes(trip) == []


def test_words_beside_what_was_masked_land(anonymous: Sent):
    """The note that cites the author's own work was sent with other words than it has: told."""
    anonymous.edit(insert("The cook", " often"), replace("They boil", "They simmer"))
    trip = anonymous.back()
    (said,) = findings(trip)

    assert "The cook often spoke" in trip.texts["manuscript/01-cook.md"]
    assert "@author90" in trip.texts["manuscript/01-cook.md"]
    assert said.code == "return-not-placed"
    assert "'boil' became 'simmer' (Eve Editor" in said.message
    assert str(said.place).startswith("manuscript/01-cook.md:")


def test_edits_of_masked_words_are_reported(anonymous: Sent):
    """They stand in no source: told with who changed them, in the list and in the note."""
    anonymous.edit(replace("[Title Withheld]", "[Title Hidden]"), in_note("(1990)", "(1991)"))
    trip = anonymous.back()

    assert trip.texts == {}
    assert sorted(one.code for one in findings(trip)) == ["return-generated", "return-not-placed"]
    assert all("Eve Editor" in one.message for one in findings(trip))
    assert any("1990" in one.message and "1991" in one.message for one in findings(trip))


def in_note(old: str, new: str) -> Callable[[Package], None]:
    """Track a change of words that stand in the text as well, but in a note."""

    def change(package: Package) -> None:
        part = "word/footnotes.xml"
        notes = Package({part: package.parts[part]})
        replace(old, new)(notes)
        package.set(part, notes.tree(part))

    return change

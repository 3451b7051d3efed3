"""Edits that LibreOffice itself tracked and saved."""

from __future__ import annotations

import json

import pytest
from edited import Sent

from outside import edited_in_office
from publish.returning import findings


def edit(sent: Sent, *edits: dict[str, object]) -> list[bool]:
    """Make edits in LibreOffice and put the file in the place of the one that was sent."""
    target, orders = sent.file.with_name("edited.docx"), sent.file.with_name("edits.json")
    orders.write_text(json.dumps(edits), "utf-8")
    made: list[bool] = json.loads(edited_in_office(sent.file, target, orders))
    target.replace(sent.file)
    return made


@pytest.mark.slow
def test_a_file_that_libreoffice_saved_changes_nothing(sent: Sent):
    """Opened, saved, sent back: no diff, nothing to be said."""
    edit(sent)
    trip = sent.back()

    assert trip.texts == {}
    assert sent.codes(trip) == []


@pytest.mark.slow
def test_what_libreoffice_tracked_lands(sent: Sent):
    """Words, notes, quotations, tables, lists; paragraphs put in, moved, joined, divided."""
    made = edit(
        sent,
        {"find": "The cook spoke", "do": "replace", "with": "The old cook spoke"},
        {"find": "which the cook wrote down", "do": "replace", "with": "which he kept"},
        {"find": "Two items", "do": "insert", "with": " in all"},
        {"find": "big pot", "do": "replace", "with": "tall pot"},
        {"find": "They boil", "do": "replace", "with": "They simmer"},
        {"find": "Pots of the house", "do": "italic"},
        {"find": "They ate in silence.", "do": "split"},
        {"find": "Then they left", "do": "add", "with": 'Nobody "saw" them again.'},
        {"find": "The guests came late", "do": "move", "to": "saw"},
    )
    trip = sent.back()

    assert all(made)
    assert sent.lines(trip) == [
        '-The cook spoke *quietly*, and "nobody" asked.[@doe99, 3] She had',
        "-> the cook wrote down.",
        "-- Two items[^a]",
        "-| big pot | ten |",
        "-: Pots of the house {#tbl-pots}",
        "-[^a]: See @doe99. They boil",
        "-They ate in silence. Then they left.",
        '+The old cook spoke *quietly*, and "nobody" asked.[@doe99, 3] She had',
        "+> he kept.",
        "+- Two items in all[^a]",
        "+| tall pot | ten |",
        "+: *Pots of the house* {#tbl-pots}",
        "+[^a]: See @doe99. They simmer",
        "+They ate in silence.",
        "+Then they left.",
        '+Nobody "saw" them again.',
    ]
    text = trip.texts["manuscript/01-cook.md"]
    assert text.endswith("again.\n\nThe guests came late.[@roe01, p. 4] They sat down.\n")
    assert findings(trip) == ()


@pytest.mark.slow
def test_a_comment_made_in_libreoffice_is_told(sent: Sent):
    """With the name of who made it; nothing is changed."""
    made = edit(sent, {"find": "It is the last", "do": "comment", "with": "Is it?"})
    trip = sent.back()

    assert all(made)
    assert trip.texts == {}
    assert [(one.code, one.message[:15]) for one in findings(trip)] == [
        ("return-comment", "Eve Editor: Is ")
    ]


@pytest.mark.slow
def test_words_of_a_citation_changed_in_libreoffice_are_reported(sent: Sent):
    """Though LibreOffice 7.4 loses the bookmarks in notes that tell them."""
    edit(sent, {"find": "Richard Roe", "do": "replace", "with": "Dick Roe"})
    trip = sent.back()

    assert trip.texts == {}
    assert sent.codes(trip) == ["return-generated"]

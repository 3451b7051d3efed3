"""The command, and what is said of a file that comes back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from edited import (
    Sent,
    comment,
    drop_note,
    insert,
    move,
    note,
    remove,
    replace,
    silently,
)

from publish.cli import main
from publish.diagnostics import PublishError
from publish.editions.docx import ooxml
from publish.editions.docx.package import Package
from publish.returning import findings


def said(sent: Sent, *authors: str) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in findings(sent.back(*authors))]


def test_a_note_that_was_added_is_a_note(sent: Sent):
    """With a label of its own, defined below the paragraph."""
    sent.edit(note("They ate in silence.", "Not quite *silence*."))

    assert sent.lines(sent.back()) == [
        "-They ate in silence. Then they left.",
        "+They ate in silence.[^added-7001] Then they left.",
        "+[^added-7001]: Not quite \\*silence\\*.",
    ]


def test_a_note_that_was_taken_out_goes_with_its_text(sent: Sent):
    """The mark and the definition."""
    sent.edit(drop_note("Two items"))

    assert sent.lines(sent.back()) == [
        "-- Two items[^a]",
        "-[^a]: See @doe99. They boil",
        "-    all day.",
        "+- Two items",
    ]


def test_a_citation_that_was_taken_out_goes_from_the_text(sent: Sent):
    """In a style with notes the mark of the note is all there is of it."""
    sent.edit(drop_note("came late"))

    assert sent.lines(sent.back()) == [
        "-The guests came late.[@roe01, p. 4] They sat down.",
        "+The guests came late. They sat down.",
    ]


def test_a_paragraph_that_was_moved_takes_its_markup_along(sent: Sent):
    """Citations stay citations; nothing is written anew."""
    sent.edit(move("The guests came late", "Then they left"))
    text = sent.back().texts["manuscript/01-cook.md"]

    assert text.endswith(
        "## The Guests\n\nThey ate in silence. Then they left.\n\n"
        "The guests came late.[@roe01, p. 4] They sat down.\n"
    )


def test_what_was_moved_where_it_cannot_be_put_stays(sent: Sent):
    """Cut out and pasted into the words of a citation: the source keeps it, and both are told."""
    sent.rewrite("# The Cook\n\nThey came late again, they said.\n\nThey left.[@doe99]\n")
    sent.edit(remove("They came late"), replace("Jane Doe", "They came late again, they said."))
    trip = sent.back()

    assert trip.texts == {}
    assert sorted(sent.codes(trip)) == ["return-generated", "return-not-placed"]
    assert any(
        "it was moved to a place where it cannot be put" in x.message for x in findings(trip)
    )


def test_a_note_that_was_edited_goes_with_its_paragraph(sent: Sent):
    """LibreOffice copies the note of a paragraph that is moved, as it reads once accepted."""
    sent.rewrite(
        "# The Cook\n\nThe guests came late.[^a] They sat down.\n\n"
        "[^a]: So they say of them.\n\nThey ate in silence.\n"
    )
    sent.edit(
        replace("they say", "we say"),
        move("The guests came late", "They ate in silence"),
        _with_a_copy_of_its_note,
    )
    trip = sent.back()

    assert sent.codes(trip) == []
    assert trip.texts["manuscript/01-cook.md"] == (
        "# The Cook\n\n[^a]: So we say of them.\n\nThey ate in silence.\n\n"
        "The guests came late.[^a] They sat down.\n"
    )


def _with_a_copy_of_its_note(package: Package) -> None:
    calls = ooxml.every(package.tree("word/document.xml"), "w:footnoteReference")
    calls[-1].set(ooxml.name("w:id"), "7002")
    words = ooxml.element("w:r", None, ooxml.with_text("w:t", "So we say of them."))
    paragraph = ooxml.element("w:p", None, words)
    copy = ooxml.element("w:footnote", {"w:id": "7002"}, paragraph)
    package.tree("word/footnotes.xml").append(copy)


def test_words_of_a_citation_are_changed_in_the_bibliography(sent: Sent):
    """The report names the key and the line of its entry; nothing is changed."""
    sent.edit(replace("Richard Roe", "R. Roe"))
    trip = sent.back()
    found = findings(trip)

    assert trip.texts == {}
    assert [one.code for one in found] == ["return-generated"]
    assert "@roe01" in found[0].message and "'Richard Roe" in found[0].message
    assert "roe01 at bibliography.bib:2:1" in found[0].hint
    assert str(found[0].place) == "manuscript/01-cook.md:30:22"


def test_a_label_is_changed_nowhere(sent: Sent):
    """Table 1 is counted, and counted anew at every build."""
    sent.edit(replace("Table", "Tablet"))

    assert [code for code, _ in said(sent)] == ["return-generated"]


def test_a_change_that_cannot_be_proved_is_withdrawn(sent: Sent):
    """The cook's words would become a footnote mark; the others land all the same."""
    sent.edit(replace("house", "house\n\nand home"), replace("in silence", "in peace"))
    trip = sent.back()

    assert "+They ate in peace. Then they left." in sent.lines(trip)


def test_comments_are_listed_with_their_thread(sent: Sent):
    """Place, author, date, answer, and that it was resolved."""
    sent.edit(comment("They ate in"))
    found = findings(sent.back())

    assert [(str(one.place), one.message) for one in found] == [
        ("manuscript/01-cook.md:32:1", "Eve Editor, 2026-03-04 (resolved): Is this right?"),
        (
            "manuscript/01-cook.md:32:1",
            "Ann Author, 2026-03-05 answers Eve Editor (resolved): It is.",
        ),
    ]


def test_changes_of_one_person_can_be_accepted_alone(sent: Sent):
    """What others changed is as if they had not."""
    sent.edit(
        replace("in silence", "in peace"), replace("sat down", "stood up", author="Otto Other")
    )

    assert sent.lines(sent.back("otto other")) == [
        "-The guests came late.[@roe01, p. 4] They sat down.",
        "+The guests came late.[@roe01, p. 4] They stood up.",
    ]


def test_what_nobody_tracked_is_found_and_named(sent: Sent):
    """It is in the patch, and a note says so."""
    sent.edit(silently("in silence", "in peace"))

    assert said(sent) == [("return-untracked", "changed without a trace: 'silence' became 'peace'")]


def test_an_author_who_went_on_writing_keeps_what_is_new(sent: Sent):
    """Edits land where the paragraph is as it was; elsewhere they are reported."""
    text = sent.chapter.read_text()
    text = text.replace("They sat down.", "They sat down at once.")
    sent.chapter.write_text(text.replace("## The Guests", "A new paragraph.\n\n## The Guests"))
    sent.edit(replace("came late", "came very late"), replace("in silence", "in peace"))
    trip = sent.back()

    assert sent.lines(trip) == [
        "-They ate in silence. Then they left.",
        "+They ate in peace. Then they left.",
    ]
    assert [code for code, _ in said(sent)] == ["return-not-placed"]
    assert "does not have these words as they were sent" in said(sent)[0][1]


def test_what_an_author_took_out_meanwhile_does_not_come_back(sent: Sent):
    """Nor is it reported: the editor did nothing."""
    text = sent.chapter.read_text()
    sent.chapter.write_text(text.replace("They ate in silence. Then they left.\n", "Done.\n"))
    trip = sent.back()

    assert trip.texts == {}
    assert sent.codes(trip) == []


def test_an_edit_of_a_paragraph_that_is_gone_is_reported(sent: Sent):
    """The author took it out meanwhile: it is not put in again."""
    text = sent.chapter.read_text()
    sent.chapter.write_text(text.replace("They ate in silence. Then they left.\n", "Done.\n"))
    sent.edit(replace("in silence", "in peace"))
    trip = sent.back()

    assert trip.texts == {}
    assert sent.codes(trip) == ["return-not-placed"]


def test_a_paragraph_gone_without_a_trace_is_taken_out(sent: Sent):
    """It was in the file that was sent, and is not in the one that came back."""
    sent.edit(remove("They ate in"))
    accepted = sent.file.read_bytes()
    parts = {}
    with zipfile.ZipFile(io.BytesIO(accepted)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = parts["word/document.xml"].decode()
    start = document.rindex("<w:p>", 0, document.index("They ate in"))
    end = document.index("</w:p>", start) + len("</w:p>")
    parts["word/document.xml"] = (document[:start] + document[end:]).encode()
    with zipfile.ZipFile(sent.file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)

    trip = sent.back()
    assert sent.lines(trip) == ["-They ate in silence. Then they left."]
    assert sent.codes(trip) == ["return-untracked"]


def test_applying_changes_the_words_and_no_other_byte(sent: Sent, capsys):
    """Line ends and the settings at the head stay as they are."""
    sent.chapter.write_bytes(sent.chapter.read_bytes().replace(b"\n", b"\r\n"))
    before = sent.chapter.read_bytes()
    sent.edit(replace("in silence", "in peace"), insert("last paragraph", " indeed"))
    capsys.readouterr()

    assert main(["return", str(sent.file), "-C", str(sent.folder), "--apply"]) == 0
    wanted = before.replace(b"in silence", b"in peace").replace(
        b"last paragraph", b"last paragraph indeed"
    )
    assert sent.chapter.read_bytes() == wanted
    assert capsys.readouterr().out == f"{sent.chapter}\n"


def test_the_patch_is_a_unified_diff(sent: Sent, capsys):
    """It applies with `patch -p1`; the numbers are those of the file."""
    sent.edit(replace("in silence", "in peace"))
    capsys.readouterr()

    assert main(["return", str(sent.file), "-C", str(sent.folder)]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith(
        "--- a/manuscript/01-cook.md\n+++ b/manuscript/01-cook.md\n@@ -29,4"
    )
    assert "\n-They ate in silence. Then they left.\n+They ate in peace. Then they left.\n" in (
        shown.out
    )
    assert "1 changes to be made, 0 reported" in shown.err


def test_criticmarkup_shows_old_and_new_and_comments(sent: Sent, capsys):
    """As editors and other tools read it."""
    sent.edit(replace("in silence", "in peace"), comment("They sat"))
    capsys.readouterr()
    main(["return", str(sent.file), "-C", str(sent.folder), "--format", "criticmarkup"])
    shown = capsys.readouterr().out

    assert "+They ate in {--silence--}{++peace++}. Then they left." in shown
    assert "{>>Eve Editor: Is this right?<<}" in shown


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_what_is_no_word_file_is_refused(sent: Sent, data: bytes):
    """With one finding that names the file."""
    sent.file.write_bytes(data)
    with pytest.raises(PublishError) as error:
        sent.back()

    assert [one.code for one in error.value.diagnostics] == ["return-file"]


def test_entities_are_not_read(sent: Sent):
    """A part that declares any is damaged."""
    with zipfile.ZipFile(sent.file, "w") as archive:
        text = '<!DOCTYPE d [<!ENTITY a "b">]><w:document xmlns:w="x">&a;</w:document>'
        archive.writestr("word/document.xml", text)
    with pytest.raises(PublishError) as error:
        sent.back()

    assert "entities" in error.value.diagnostics[0].message


def test_the_file_of_another_book_is_refused(sent: Sent, tmp_path: Path):
    """Nothing of it is from this book."""
    from publish.pandoc import run

    run(["-f", "markdown", "-t", "docx", "-o", str(sent.file)], "Quite other words.\n")
    with pytest.raises(PublishError) as error:
        sent.back()

    assert [one.code for one in error.value.diagnostics] == ["return-file"]

"""Files whose notes are typed, as some journals want them: they come back like any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from edited import WHO, Sent, insert, remove, replace

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element, with_text
from publish.editions.docx.package import Package
from publish.editions.markup import Element
from publish.returning import findings
from publish.submission import submit

MAIN = "word/document.xml"


@pytest.fixture
def typed(sent: Sent) -> Sent:
    """Return the book sent out by the rules of a journal that wants typed notes."""
    paths = submit(sent.folder, "modern-language-studies").paths
    return Sent(sent.folder, next(one for one in paths if one.name == "manuscript.docx"))


def mark(package: Package, number: str) -> Element:
    """Return the run of the first typed number that says so."""
    for run in ooxml.every(package.tree(MAIN), "w:r"):
        styles = [ooxml.get(one, "w:val") for one in ooxml.every(run, "w:rStyle")]
        if styles == ["FootnoteReference"] and ooxml.text_of(run) == number:
            return run
    raise AssertionError(f"no note has the number {number}")


def renumber(old: str, new: str) -> Callable[[Package], None]:
    """Track that a typed number became another, wherever it stands."""

    def change(package: Package) -> None:
        for _ in range(2):
            run = mark(package, old)
            style = element("w:rStyle", {"w:val": "FootnoteReference"})
            made = element("w:r", None, element("w:rPr", None, style), with_text("w:t", new))
            run.addnext(element("w:ins", WHO, made))
            drop(package, old)

    return change


def drop(package: Package, number: str) -> None:
    """Track that a typed number was taken out."""
    run = mark(package, number)
    gone = element("w:del", WHO)
    run.addprevious(gone)
    gone.append(run)
    for text in ooxml.children(run, "w:t"):
        text.tag = ooxml.name("w:delText")


def add_note(number: str, words: str, behind: str, behind_note: str) -> Callable[[Package], None]:
    """Track a typed note: a number set high behind words, its text behind another note."""

    def number_run() -> Element:
        run = element("w:r", None, with_text("w:t", number))
        run.insert(0, element("w:rPr", None, element("w:vertAlign", {"w:val": "superscript"})))
        return run

    def change(package: Package) -> None:
        insert(behind, "HERE")(package)
        here = next(t for t in ooxml.every(package.tree(MAIN), "w:t") if t.text == "HERE")
        run = ooxml.parent(here)
        ooxml.parent(run).replace(run, number_run())
        last = next(
            p for p in ooxml.every(package.tree(MAIN), "w:p") if behind_note in ooxml.text_of(p)
        )
        text = element("w:r", None, with_text("w:t", f" {words}"))
        made = element("w:p", None, element("w:ins", WHO, number_run(), text))
        ooxml.set_style(made, "FootnoteText")
        ooxml.set_property(made, element("w:rPr", None, element("w:ins", WHO)))
        last.addnext(made)

    return change


def test_a_file_with_typed_notes_changes_nothing(typed: Sent):
    """Numbers are the calls, the paragraphs at the end the notes: nothing is new."""
    trip = typed.back()

    assert trip.texts == {}
    assert typed.codes(trip) == []


def test_a_power_is_no_call_of_a_typed_note(sent: Sent):
    """A two set high in the text, and a second note: the file comes back as it was sent."""
    text = sent.chapter.read_text().replace("The guests came late.", "The guests paid x^2^ late.")
    sent.chapter.write_text(text)
    paths = submit(sent.folder, "modern-language-studies").paths
    typed = Sent(sent.folder, next(one for one in paths if one.name == "manuscript.docx"))

    assert typed.back().texts == {}
    assert typed.codes(typed.back()) == []


def test_words_around_and_in_typed_notes_land(typed: Sent):
    """The paragraph keeps its note, the note its place in the Markdown."""
    typed.edit(
        insert("asked.", " Really."), replace("They boil", "They simmer"), insert("items", " more")
    )
    trip = typed.back()

    assert typed.codes(trip) == []
    assert typed.lines(trip) == [
        '-The cook spoke *quietly*, and "nobody" asked.[@doe99, 3] She had',
        "-- Two items[^a]",
        "-[^a]: See @doe99. They boil",
        '+The cook spoke *quietly*, and "nobody" asked. Really.[@doe99, 3] She had',
        "+- Two items more[^a]",
        "+[^a]: See @doe99. They simmer",
    ]


def test_words_of_a_citation_in_a_typed_note_are_reported(typed: Sent):
    """They are made of the bibliography, there as in a real note."""
    typed.edit(replace("Richard Roe", "Dick Roe"))
    trip = typed.back()

    assert trip.texts == {}
    assert typed.codes(trip) == ["return-generated"]


def test_a_typed_note_that_is_taken_out_goes_with_its_text(typed: Sent):
    """The number in the text and the paragraph at the end, and the next one numbered anew."""
    typed.edit(lambda package: drop(package, "2"), remove("They boil"), renumber("3", "2"))
    trip = typed.back()

    gone = ["-- Two items[^a]", "-[^a]: See @doe99. They boil", "-    all day."]
    assert typed.lines(trip) == [*gone, "+- Two items"]


def test_a_typed_note_that_is_put_in_becomes_a_note(typed: Sent):
    """A number set high and a paragraph that begins with it."""
    typed.edit(add_note("4", "Or so she said.", "They ate in silence", "Richard Roe"))
    trip = typed.back()
    lines = typed.lines(trip)

    assert [one for one in lines if one.startswith("-")] == [
        "-They ate in silence. Then they left."
    ]
    assert lines[1].startswith("+They ate in silence[^added-")
    assert any(one.endswith("]: Or so she said.") for one in lines)


def test_typed_notes_stand_before_the_references(typed: Sent):
    """Whatever the level of their heading: not at the head of the text."""
    top = Package.read(typed.file.read_bytes()).tree(MAIN)
    words = [ooxml.text_of(one) for one in ooxml.every(top, "w:p")]

    assert words.index("They ate in silence. Then they left.") < words.index("Notes")
    assert words.index("Notes") < words.index("Bibliography")


def test_a_typed_number_that_calls_another_note_is_told(typed: Sent):
    """A call of a note that is called elsewhere as well: said, and nothing damaged."""
    typed.edit(lambda package: swap(package, "3", "2"))
    trip = typed.back()

    assert trip.texts == {}
    assert [one.code for one in findings(trip)] == ["return-not-placed"]


def swap(package: Package, old: str, new: str) -> None:
    """Change the first typed number that says `old`, without a trace."""
    for text in ooxml.children(mark(package, old), "w:t"):
        text.text = new

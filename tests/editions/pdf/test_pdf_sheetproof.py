"""What the engine is given has all letters of the book; each text is looked at once."""

from __future__ import annotations

from dataclasses import replace

from pdf_books import Printed

from publish.diagnostics import Diagnostic
from publish.editions.pdf.proof import prove
from publish.editions.pdf.sheetproof import proved_sheets
from publish.editions.pdf.sheets import Sheets, sheets
from publish.model.document import Document
from publish.structure import NOTES_ID


def without(made: Sheets, words: str) -> Sheets:
    """Return a chapter's document without some words that are in it."""
    assert words in made.xhtml
    return replace(made, xhtml=made.xhtml.replace(words, ""))


def test_a_document_without_words_of_its_chapter_is_an_error(book: Document) -> None:
    """The finding names the letters."""
    made = sheets(book, {})
    longest = max(made, key=lambda one: len(one.xhtml))
    paragraph = longest.xhtml.partition("<p")[2]
    words = paragraph[paragraph.index(">") + 1 :].partition(" ")[0]
    lacking = [without(one, words) if one is longest else one for one in made]

    whole = [finding for one in proved_sheets(book, made, ()) for finding in one.findings]
    found = [finding for one in proved_sheets(book, lacking, ()) for finding in one.findings]

    assert whole == []
    assert [one.code for one in found] == ["pdf-text-lost"]
    assert "letters of this chapter are not given to the engine" in found[0].message


def test_only_what_changed_is_looked_at_again(book: Document) -> None:
    """That is another text for the engine, or another chapter."""
    made = list(sheets(book, {}))
    before = proved_sheets(book, made, ())
    first, second = [at for at, one in enumerate(made) if one.name != NOTES_ID][-2:]
    made[first] = replace(made[first], xhtml=made[first].xhtml + " ")
    chapters = tuple(replace(one, blocks=one.blocks[1:]) for one in made[second].chapters)
    made[second] = replace(made[second], chapters=chapters)

    after = proved_sheets(book, made, before)

    anew = [at for at, one in enumerate(after) if one is not before[at]]
    assert anew == [first, second]


def test_the_proof_of_a_layout_tells_what_was_found(small: Printed) -> None:
    """A layout has a proof of each of its documents."""
    layout = small.layout
    lost = Diagnostic("pdf-text-lost", "some letters")
    first, *others = layout.proofs

    found = list(prove(replace(layout, proofs=(replace(first, findings=(lost,)), *others))))

    assert lost in found
    assert {one.sheets.name for one in layout.proofs} == {one.name for one in layout.sheets}

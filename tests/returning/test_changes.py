"""Tracked changes of words, formats and paragraphs become changes of the Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from edited import WHO, Sent, add, insert, join, reform, remove, replace, silently, split

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import Package
from publish.returning import findings

Edit = object


def test_a_file_without_changes_changes_nothing(sent: Sent):
    """No diff, nothing to be said."""
    trip = sent.back()

    assert trip.texts == {}
    assert sent.codes(trip) == []


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (
            replace("The cook spoke ", "The old cook said "),
            [
                '-The cook spoke *quietly*, and "nobody" asked.[@doe99, 3] She had',
                '+The old cook said *quietly*, and "nobody" asked.[@doe99, 3] She had',
            ],
        ),
        (
            replace("“nobody”", "‘not one’"),
            [
                '-The cook spoke *quietly*, and "nobody" asked.[@doe99, 3] She had',
                "+The cook spoke *quietly*, and 'not one' asked.[@doe99, 3] She had",
            ],
        ),
        (
            replace("quietly", "softly"),
            [
                '-The cook spoke *quietly*, and "nobody" asked.[@doe99, 3] She had',
                '+The cook spoke *softly*, and "nobody" asked.[@doe99, 3] She had',
            ],
        ),
        (
            replace("small pot", "tiny pot*"),
            [
                '-a *long spoon* and a [small pot]{.index entry="pots"} on the',
                '+a *long spoon* and a [tiny pot\\*]{.index entry="pots"} on the',
            ],
        ),
        (
            insert("an old one", " – the oldest"),
            ["-shelf -- an old one.", "+shelf -- an old one -- the oldest."],
        ),
        (
            replace("of two lines, which", "which"),
            [
                "-> A quotation of two lines, which",
                "+> A quotation which",
            ],
        ),
        (replace("Two items", "Three items"), ["-- Two items[^a]", "+- Three items[^a]"]),
        (replace("big pot", "big | pot"), ["-| big pot | ten |", "+| big \\| pot | ten |"]),
        (
            replace("Pots of the house", "All pots of the house"),
            ["-: Pots of the house {#tbl-pots}", "+: All pots of the house {#tbl-pots}"],
        ),
        (replace("The Guests", "Guests"), ["-## The Guests", "+## Guests"]),
        (
            replace("They boil all", "They simmer all"),
            ["-[^a]: See @doe99. They boil", "+[^a]: See @doe99. They simmer"],
        ),
        (
            replace(" came late.", " came very late."),
            [
                "-The guests came late.[@roe01, p. 4] They sat down.",
                "+The guests came very late.[@roe01, p. 4] They sat down.",
            ],
        ),
        (
            silently("in silence", "in peace"),
            [
                "-They ate in silence. Then they left.",
                "+They ate in peace. Then they left.",
            ],
        ),
        (
            reform("in silence", italic=True),
            [
                "-They ate in silence. Then they left.",
                "+They ate *in silence*. Then they left.",
            ],
        ),
        (
            reform("long spoon", italic=False),
            [
                '-a *long spoon* and a [small pot]{.index entry="pots"} on the',
                '+a long spoon and a [small pot]{.index entry="pots"} on the',
            ],
        ),
        (
            remove("They ate in"),
            ["-They ate in silence. Then they left."],
        ),
        (
            split("Then they left"),
            [
                "-They ate in silence. Then they left.",
                "+They ate in silence.",
                "+Then they left.",
            ],
        ),
        (
            join("They sat down"),
            [
                "-The guests came late.[@roe01, p. 4] They sat down.",
                "-They ate in silence. Then they left.",
                "+The guests came late.[@roe01, p. 4] They sat down. "
                "They ate in silence. Then they left.",
            ],
        ),
        (add("They ate in", "1. A new one_ came."), ["+1\\. A new one\\_ came."]),
    ],
)
def test_a_change_lands_where_it_belongs(sent: Sent, edit, wanted: list[str]):
    """Only the words that were changed; citations, notes, index marks and quotes are as before."""
    sent.edit(edit)
    trip = sent.back()

    steps = [step for work in trip.works for step in work.steps]
    assert {step.problem or step.generated for step in steps} == {""}
    assert sent.lines(trip) == wanted


def test_a_chapter_joined_with_the_one_before_is_told_with_both_files(sent: Sent):
    """Two files do not become one by themselves; the author learns which they are."""
    (sent.folder / "manuscript/02-guests.md").write_text("# Guests\n\nThey left.\n")
    sent.rewrite("# Cook\n\nThey came.\n")
    sent.edit(join("They came"))
    trip = sent.back()

    assert trip.texts == {}
    (said,) = findings(trip)
    assert said.code == "return-not-placed"
    assert "different files, manuscript/01-cook.md and manuscript/02-guests.md" in said.message
    assert "They came. ¶ Chapter 2 Guests" in said.message


def test_a_line_that_begins_like_an_item_makes_no_list(sent: Sent):
    """The new paragraph is one: "p. 12" at the start of a line stood in words before."""
    sent.rewrite("# One\n\nThe rooms (in the book,\np. 12) are two. It is time.\n")
    sent.edit(split("It is time"))

    assert sent.lines(sent.back()) == [
        "-p. 12) are two. It is time.",
        "+p. 12) are two.",
        "+It is time.",
    ]


@pytest.mark.parametrize(
    ("words", "kept"), [("***both***", "**both**"), ("**_both_**", "**both**")]
)
def test_of_two_formats_one_stays(sent: Sent, words: str, kept: str):
    """Bold italics that were made upright are bold."""
    sent.rewrite(f"# The Cook\n\nSo it was {words} then.\n")
    sent.edit(reform("both", italic=False))

    assert sent.lines(sent.back())[-1:] == [f"+So it was {kept} then."]


@pytest.mark.parametrize("sent", ["apa"], indirect=True)
@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (insert("were here", " now"), "They were here now. [@doe99] Then they left. [@roe01]"),
        (insert("they left", " us"), "They were here. [@doe99] Then they left us. [@roe01]"),
        (replace("here", "there"), "They were there. [@doe99] Then they left. [@roe01]"),
        (replace(" here ", " "), "They were. [@doe99] Then they left. [@roe01]"),
    ],
)
def test_words_before_a_full_stop_that_a_citation_moves(sent: Sent, edit, wanted: str):
    """The source has the citation behind the full stop, the book before it: "here (Doe, 1999)."."""
    sent.rewrite("# The Cook\n\nThey were here. [@doe99] Then they left. [@roe01]\n")
    sent.edit(edit)

    assert sent.lines(sent.back())[-1:] == [f"+{wanted}"]


def _without_formula(package: Package) -> None:
    formulas = ooxml.every(package.tree("word/document.xml"), "m:oMath")
    ooxml.remove(formulas[0])


def _without_formulas(package: Package) -> None:
    for one in ooxml.every(package.tree("word/document.xml"), "m:oMath"):
        ooxml.remove(one)


@pytest.mark.parametrize(
    ("edit", "codes"), [(_without_formula, ["return-not-placed"]), (_without_formulas, [])]
)
def test_a_formula_that_is_gone_is_told(sent: Sent, edit: Edit, codes: list[str]):
    """One of two was taken out; both are lost where a program knows no formulas."""
    sent.rewrite("# The Cook\n\nSo $x + y$ is it.\n\nAnd $a^2$ is not.\n")
    sent.edit(edit)  # type: ignore[arg-type]
    trip = sent.back()

    assert trip.texts == {}
    assert sent.codes(trip) == codes


def _gone_as_libreoffice_writes_it(package: Package) -> None:
    """Track that all goes, the formula by an empty run before it, as LibreOffice 7.4 has it."""
    for formula in ooxml.every(package.tree("word/document.xml"), "m:oMath"):
        formula.addprevious(element("w:del", WHO, element("w:r", None, element("w:rPr"))))
    remove("is it")(package)


def test_a_paragraph_goes_with_its_formulas(sent: Sent):
    """Though the formula itself stands outside of what was deleted."""
    sent.rewrite("# The Cook\n\nSo it was.\n\nNow $x + y$ is it, $a^2$ and all.\n")
    sent.edit(_gone_as_libreoffice_writes_it)

    assert sent.lines(sent.back()) == ["-Now $x + y$ is it, $a^2$ and all."]


def test_an_equation_that_is_taken_out_is_told(sent: Sent):
    """Its number is ours; that the row it stands in was taken out is the editor's."""
    sent.rewrite("# The Cook\n\nSo $$x + y$$ {#eq-a} is it, by @eq-a.\n")
    sent.edit(_without_row)
    trip = sent.back()

    assert trip.texts == {}
    assert set(sent.codes(trip)) == {"return-generated"}
    assert "an equation was taken out" in findings(trip)[0].message


def test_what_is_referred_to_is_not_taken_out(sent: Sent):
    """The heading stays, and where the reference stands is told; other changes land."""
    text = "# The Cook\n\n[There](#sec-out).\n\n## Gone Soon {#sec-out}\n\nThe last words here.\n"
    sent.rewrite(text)
    sent.edit(remove("Gone Soon"), replace("last words", "very last words"))
    trip = sent.back()
    (said,) = findings(trip)

    assert sent.lines(trip) == ["-The last words here.", "+The very last words here."]
    assert said.code == "return-not-placed"
    assert "manuscript/01-cook.md:3 refers to it" in said.message


def test_a_row_that_is_taken_out_goes_from_the_table(sent: Sent):
    """All its cells at once: they stand in one line of the source."""
    sent.edit(_without_row)
    trip = sent.back()

    assert sent.codes(trip) == []
    assert sent.lines(trip) == ["-| big pot | ten |"]


def test_the_head_of_a_table_stays(sent: Sent):
    """Without it the rule below is no table's: told, cell by cell."""
    sent.edit(lambda package: _without_row(package, 0))
    trip = sent.back()

    assert trip.texts == {}
    assert set(sent.codes(trip)) == {"return-not-placed"}


def test_a_join_over_an_equation_is_told(sent: Sent):
    """LibreOffice lets what stands around a row be joined: told whole, and no space is left."""
    words = "# The Cook\n\nThe share is\n\n$$x + y$$ {#eq-a}\n\nand it depends, by @eq-a.\n"
    sent.rewrite(words)
    sent.edit(_end_taken_out, insert_before("and it depends", " "))
    trip = sent.back()

    assert trip.texts == {}
    (said,) = findings(trip)
    assert said.code == "return-not-placed"
    assert "'The share is ¶ and it depends" in said.message
    assert "Eve Editor" in said.message


def _end_taken_out(package: Package) -> None:
    join("The share is")(package)
    (space,) = [x for x in ooxml.every(package.tree("word/document.xml"), "w:ins") if len(x)]
    ooxml.remove(space)


def insert_before(words: str, new: str) -> Callable[[Package], None]:
    """Track that `new` was put in at the start of a paragraph that begins with words."""

    def change(package: Package) -> None:
        texts = ooxml.every(package.tree("word/document.xml"), "w:t")
        run = next(ooxml.parent(one) for one in texts if (one.text or "").startswith(words))
        made = ooxml.element("w:r", None, ooxml.with_text("w:t", new))
        run.addprevious(ooxml.element("w:ins", WHO, made))

    return change


def _without_row(package: Package, number: int = -1) -> None:
    row = ooxml.every(package.tree("word/document.xml"), "w:tr")[number]
    properties = ooxml.child(row, "w:trPr")
    assert properties is not None
    properties.append(ooxml.element("w:del", WHO))

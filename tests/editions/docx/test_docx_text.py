"""What the words of a book become in Word."""

from __future__ import annotations

from word_files import Make, W, chapter, style, text

from publish.editions.docx import ooxml
from publish.model.document import Matter, Role
from publish.model.settings import Settings


def test_notes_are_real_footnotes(word: Make) -> None:
    """A note is a footnote of Word's own, with all its paragraphs."""
    made = word("One.[^a]\n\n[^a]: First *words*.\n\n    > A quotation.\n")
    notes = [n for n in made.part("word/footnotes.xml") if n.get(f"{W}type") is None]

    assert len(notes) == 1
    assert [(style(p), text(p).strip()) for p in notes[0].iter(f"{W}p")] == [
        ("FootnoteText", "First words."),
        ("FootnoteBlockText", "A quotation."),
    ]
    assert len(list(made.part().iter(f"{W}footnoteReference"))) == 1


def test_chapter_headings_have_their_label_on_a_line(word: Make) -> None:
    """The label stands above the title, in one heading."""
    made = word("# [Chapter 1]{.heading-label} The Form {#sec:one}\n\nText.\n")

    assert made.styled("Heading1") == ["Chapter 1|The Form"]


def test_parts_and_contents_have_styles_of_their_own(word: Make) -> None:
    """A part is no chapter, and the heading of the contents is not listed in them."""
    made = word(
        chapter("toc", "# Contents {#toc}\n", Role.CONTENTS, Matter.FRONT),
        chapter("part", "# [Part I]{.heading-label} Before {#part}\n", Role.PART),
        chapter("one", "# One {#one}\n\nText.\n"),
        chapter("two", "# Two {#two}\n\nText.\n"),
    )

    assert made.styled("PartTitle") == ["Part I|Before"]
    assert made.styled("TOCHeading") == ["Contents"]
    assert made.styled("Heading1") == ["One", "Two"]


def test_set_off_text_has_styles(word: Make) -> None:
    """Quotations, verse and epigraphs are known by their styles, nested ones too."""
    made = word(
        "> Outer.\n>\n> > Inner.\n\n"
        "| A line,\n|   and another.\n|\n| A second stanza.\n\n"
        "::: epigraph\nWords.\n\n| A verse.\n:::\n\n***\n"
    )

    assert [(s, t) for s, t in made.paragraphs() if t] == [
        ("BlockText", "Outer."),
        ("BlockText2", "Inner."),
        ("Verse", "A line,|\u00a0\u00a0and another."),
        ("Verse", "A second stanza."),
        ("Epigraph", "Words."),
        ("Epigraph", "A verse."),
        ("SectionBreak", "* * *"),
    ]


def test_lists_in_quotations_keep_the_quotation_indent(word: Make) -> None:
    """A list in a quotation is indented from the quotation's edge: 720 + 720 twips."""
    made = word("> - item\n\nText.\n\n- plain item\n")
    items = {text(p): p for p in made.part().iter(f"{W}p") if p.find(f".//{W}numPr") is not None}

    assert style(items["item"]) == "BlockText"
    assert items["item"].find(f"{W}pPr/{W}ind").get(f"{W}left") == "1440"  # type: ignore[union-attr]
    assert style(items["plain item"]) == "ListParagraph"


def test_lists_in_notes_have_the_size_of_notes(word: Make) -> None:
    """A list in a note is no list of the text; text after a heading with a note is not indented."""
    made = word("# A[^a]\n\nText.\n\n[^a]: Words.\n\n    - item\n")

    assert ("FootnoteText", "item") in made.paragraphs("word/footnotes.xml")
    assert made.styled("FirstParagraph") == ["Text."]


def test_a_callout_heading_is_no_heading_of_the_book(word: Make) -> None:
    """A box of advice would otherwise come into the contents."""
    made = word("::: {.callout .callout-note}\n### Beware\n\nWords.\n:::\n")

    assert made.paragraphs()[0] == ("CalloutTitle", "Beware")
    assert made.styled("Callout") == ["Words."]


def test_numbered_equations_keep_formula_and_number_in_one_row(word: Make) -> None:
    """The formula is Word's own, its number in the same row at the right."""
    made = word("Before [$$x^2$$[(2.1)]{.equation-number}]{#eq-a .equation} and after.\n")
    (table,) = made.part().iter(f"{W}tbl")
    cells = [ooxml.text_of(cell).strip() for cell in table.iter(f"{W}tc")]

    assert cells == ["", "x2", "(2.1)"]
    assert table.find(f".//{W}tblStyle").get(f"{W}val") == "EquationTable"  # type: ignore[union-attr]
    assert ("FirstParagraph", "and after.") in made.paragraphs()


def test_languages_stand_where_word_looks_for_them(word: Make) -> None:
    """Hebrew is complex script, Chinese East Asian, Russian neither."""
    made = word("[שלום]{lang=he} [слово]{lang=ru} [字]{lang=zh}\n")
    found = [
        {str(k).rpartition("}")[2]: v for k, v in one.attrib.items()}
        for one in made.part().iter(f"{W}lang")
    ]

    assert found == [{"bidi": "he"}, {"val": "ru"}, {"eastAsia": "zh"}]
    assert len(list(made.part().iter(f"{W}rtl"))) == 1


def test_words_of_one_format_are_one_run(word: Make) -> None:
    """Spaces are no runs of their own, which makes tracked changes readable."""
    made = word("One two *three four* five.\n")
    runs = ["".join(r.itertext()) for r in made.part().iter(f"{W}r")]

    assert runs == ["One two ", "three four", " five."]


def test_italics_within_italics_are_upright(word: Make) -> None:
    """A title inside an italic title is set upright, as it is in print."""
    made = word("*On [*Ulysses*]{lang=en}, again*\n")
    runs = {
        "".join(r.itertext()): r.find(f"{W}rPr/{W}i") is not None for r in made.part().iter(f"{W}r")
    }

    assert runs == {"On ": True, "Ulysses": False, ", again": True}


def test_links_within_the_book_look_like_text(word: Make) -> None:
    """Only addresses on the web are set as links; both kinds lead where they say."""
    made = word("See [there](#a:b) and [the web](https://example.org/).\n\n# There {#a:b}\n")
    inside, outside = made.part().iter(f"{W}hyperlink")

    assert inside.get(f"{W}anchor") == "a_b"
    assert not list(inside.iter(f"{W}rStyle"))
    assert [s.get(f"{W}val") for s in outside.iter(f"{W}rStyle")] == ["Hyperlink"]


def test_page_references_are_fields_with_their_text(word: Make) -> None:
    """A page reference shows the printed number and can be updated."""
    made = word("See page [43](#there){.pageref}.\n\n# There {#there}\n")
    instructions = [one.text for one in made.part().iter(f"{W}instrText")]

    assert instructions == [" PAGEREF there \\h "]
    assert made.paragraphs()[0][1] == "See page 43."


def test_an_essay_has_a_title_and_sections_of_the_first_level(word: Make) -> None:
    """A journal wants the title as a title, and the essay's sections as Heading 1."""
    made = word(
        "# On Forms {#t}\n\n[Ann Author]{.author}\n\nText.\n\n## A section\n\nMore.\n",
        settings=Settings(top_level_division="section"),
    )

    assert made.styled("Title") == ["On Forms"]
    assert made.styled("Author") == ["Ann Author"]
    assert made.styled("Heading1") == ["A section"]


def test_formulas_that_word_cannot_show_are_told(word: Make) -> None:
    """Pandoc leaves the TeX of these in the text; nobody should find out in print."""
    made = word(r"Water is $\ce{H2O}$, and $x^2$ is a square.")

    assert [one.code for one in made.artifact.diagnostics] == ["math-not-set"]


def test_a_table_without_caption_is_called_after_its_columns(word: Make) -> None:
    """Who hears a table is told what it is about before its cells."""
    made = word("| Year | Count |\n|---|---|\n| 1950 | 12 |\n")
    (name,) = made.part().iter(f"{W}tblCaption")

    assert name.get(f"{W}val") == "Year, Count"

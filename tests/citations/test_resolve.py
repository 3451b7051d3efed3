"""Citations as words. Forms of notes and entries: Chicago Manual of Style, 17th ed., 14.23–18."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cited_books import blocks, cited, document, library, marked, notes

from publish.citations.resolve import resolve_citations
from publish.diagnostics import PublishError
from publish.model.document import Document, Role
from publish.model.nodes import Cite, Div, Emph, Header, Image, Link, Note, Str
from publish.model.walk import every, plain_text

STYLES = ["chicago-notes-bibliography-17th-edition", "apa", "ieee", "mhra-notes"]
BOOK = """
# One

Text [@grazer, p. 12]. @smith says so, [see @keng, pp. 9-10, and more; -@smith]!

Again.[^1] "Quoted" [@archive].

[^1]: See @grazer, and for [@keng] more.
"""


def test_first_notes_and_short_notes() -> None:
    """The first note is full, a later one short, with the page."""
    book = cited("A [@grazer, p. 12]. B [@smith, pp. 315-16]. C [@keng]. D [@grazer, p. 37].")

    assert notes(book) == [
        "Brian Grazer and Charles Fishman, A Curious Mind: The Secret to a Bigger Life "
        "(New York: Simon & Schuster, 2015), 12.",
        "Zadie Smith, Swing Time (New York: Penguin Press, 2016), 315–16.",
        "Shao-Hsun Keng, Chun-Hung Lin, and Peter F. Orazem, “Expanding College Access in Taiwan, "
        "1978–2014: Effects on Graduate Quality and Income Inequality,” Journal of Human Capital "
        "11, no. 1 (2017): 1–34, https://doi.org/10.1086/690235.",
        "Grazer and Fishman, A Curious Mind, 37.",
    ]


def test_bibliography_entries() -> None:
    """The list is sorted by name, with the first name inverted; titles are in italics."""
    book = cited("A [@smith; @grazer].")

    entries = [div for div in every(Div, blocks(book)) if "csl-entry" in div.attr.classes]
    assert [(div.attr.id, plain_text(div)) for div in entries] == [
        (
            "ref-grazer",
            "Grazer, Brian, and Charles Fishman. A Curious Mind: The Secret to a Bigger Life. "
            "New York: Simon & Schuster, 2015.",
        ),
        ("ref-smith", "Smith, Zadie. Swing Time. New York: Penguin Press, 2016."),
    ]
    assert [plain_text(emph) for emph in every(Emph, entries[1])] == ["Swing Time"]


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_left_to_resolve(style: str) -> None:
    """After any style there is no citation, and every link in the book has one target."""
    book = cited(BOOK, csl=style)

    assert not list(every(Cite, blocks(book)))
    ids = [div.attr.id for div in every(Div, blocks(book)) if div.attr.id]
    assert len(ids) == len(set(ids))
    links = [link.target.url for link in every(Link, blocks(book))]
    assert {url[1:] for url in links if url.startswith("#")} <= set(ids)


def test_author_date_style_in_the_text() -> None:
    """One line of the settings makes references in the text of notes, linked to their entries."""
    book = cited("A [see @smith, p. 5, and more]. @grazer says. B [-@smith].", csl="apa")

    assert plain_text(blocks(book)[0][0]) == (
        "A (see Smith, 2016, p. 5, and more). Grazer and Fishman (2015) says. B (2016)."
    )
    assert "#ref-smith" in [link.target.url for link in every(Link, blocks(book))]
    assert not list(every(Note, blocks(book)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A end. [@smith] Next.", "A end (2016). Next."),
        ("A end. [-@smith]", "A end (2016)."),
        ('He "ends." [@smith] Next.', "He “ends” (2016). Next."),
        ('He "ends?" [@smith] Next.', "He “ends?” (2016). Next."),
        ("A end? [@smith] Next.", "A end (2016)? Next."),
        ("In the U.S. [@smith] we go.", "In the U.S. (2016) we go."),
        ("In the U.S. [@smith] Next.", "In the U.S. (2016). Next."),
        ("A end. [See @smith.] Next.", "A end. (See 2016.) Next."),
        ("> A end. [@smith]", "A end. (2016)"),
        ("A end [@smith].", "A end (2016)."),
        ("A end.[@smith] Next.", "A end (2016). Next."),
        ("A word,[@smith] next.", "A word (2016), next."),
        ("A word[@smith] next.", "A word (2016) next."),
        ("A word, [@smith] next.", "A word, (2016) next."),
    ],
)
def test_a_citation_in_brackets_stands_inside_its_sentence(text: str, expected: str) -> None:
    """Where notes would follow the stop, brackets go before it; but not in a block quotation."""
    book = cited(text.replace("[@", "[-@").replace("See @", "See -@"), csl="apa")

    assert plain_text(blocks(book)[0][0]) == expected


def test_raised_numbers_stand_where_marks_of_notes_do() -> None:
    """No space before them, and after the stop in English."""
    book = cited("A [@smith], b. [@keng] @grazer says.", csl="nature")

    assert plain_text(blocks(book)[0][0]) == "A,1 b.2 Grazer and Fishman3 says."


def test_links_can_be_switched_off() -> None:
    """`link-citations: false` leaves plain words."""
    book = cited("A [@smith].", csl="apa", link_citations=False)

    assert not [link for link in every(Link, blocks(book)) if link.target.url.startswith("#")]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("See @smith [p. 5]. More.", "See {smith}, 5. More."),
        ("See @smith, who is right.", "See {smith}, who is right."),
        ("So the lists [@smith, p. 5].", "So the lists ({smith}, 5)."),
        ("So the lists (as in [@smith, p. 5]; no).", "So the lists (as in ({smith}, 5); no)."),
        ("So the lists ([@smith, p. 5]).", "So the lists ({smith}, 5)."),
        ("[@smith, p. 5]. But see above.", "{smith}, 5. But see above."),
        ("[@smith, p. 5]", "{smith}, 5."),
        ("[see @smith]", "See {smith}."),
        ("All is mine; [@smith, p. 5].", "All is mine; {smith}, 5."),
    ],
)
def test_citations_in_an_authors_note_are_its_words(note: str, expected: str) -> None:
    """No note in a note, no stop in the sentence; brackets as in pandoc."""
    book = cited(f"A.[^n]\n\n[^n]: {note}")

    full = "Zadie Smith, Swing Time (New York: Penguin Press, 2016)"
    assert notes(book) == [expected.format(smith=full)]


def test_ibid_begins_a_note_with_a_capital() -> None:
    """A style with "ibid." prints "Ibid." at the head of a note; plain notes end the row."""
    book = cited("A [@smith, 1]. B [@smith, 2]. C [see @grazer].", csl="oscola")

    assert notes(book)[1].startswith("ibid") or notes(book)[1].startswith("Ibid")
    assert notes(book)[1][0] == "I"
    assert notes(book)[2].startswith("See ")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en-US", "A [@smith], b [@grazer].", "A,* b.*"),
        ("en-US", 'A "b" [@smith].', "A “b.”*"),
        ("en-GB", 'A "b" [@smith].', "A “b”.*"),
        ("de-DE", "A [@smith]; b [@grazer]!", "A;* b!*"),
        ("fr-FR", "A [@smith], b [@grazer].", "A*, b*."),
        ("ru-RU", "A [@smith], b [@grazer]!", "A*, b!*"),
        ("en-US", "A [@smith] [@grazer].", "A.*"),
        ("en-US", "*A.* [@smith]. Why? [@smith].", "A.* Why?*"),
        ("en-US", "@smith says", "Smith* says"),
        ("en-US", "A[@smith] b", "A* b"),
    ],
)
def test_the_mark_of_a_note_stands_where_the_language_wants_it(
    lang: str, text: str, expected: str
) -> None:
    """After the stop in English and German, before it in French, before a comma in Russian."""
    assert marked(cited(text, lang=lang)) == expected


def test_positions_can_start_anew_in_each_chapter() -> None:
    """By default a source is full once in the book; by chapter, once in each."""
    chapters = ("A [@smith]. B [@grazer].", "C [@smith].")

    assert notes(cited(*chapters))[2] == "Smith, Swing Time."
    assert "Penguin Press" in notes(cited(*chapters, citation_positions="chapter"))[2]


def test_several_places_in_one_source() -> None:
    """Volumes, parts and pages of one cite stand in one row, in the author's order."""
    book = cited("A [@smith, vol. 8, p. 118\\; vol. 10, pt. 1, p. 569].")

    end = notes(book)[0].rpartition("), ")[2]
    assert [word.strip(",;.") for word in end.split() if word[0].isdigit()] == [
        "8", "118", "10", "1", "569",
    ]  # fmt: skip


def divided(text: str) -> dict[str, list[str]]:
    """Return the ids of the entries in each list of a book, by the list's id."""
    lists = [d for d in every(Div, blocks(cited(text))) if "references" in d.attr.classes]
    return {one.attr.id: [div.attr.id for div in every(Div, one.content)] for one in lists}


def test_divided_lists_print_every_entry_once() -> None:
    """A list with a condition takes its entries, a plain one the rest, wherever they stand."""
    text = """
[@smith; @grazer; @archive]

::: {#refs}
:::

::: {.refs #a keyword=archival heading="Archives"}
:::

::: {.refs #b type=book keyword=fiction}
:::
"""
    assert divided(text) == {
        "refs": ["ref-grazer"],
        "a": ["ref-archive"],
        "b": ["ref-smith"],
    }
    assert [plain_text(h) for h in every(Header, blocks(cited(text)))] == ["Archives"]


def bibliography(book: Document) -> str:
    return "".join(c.name for c in book.chapters if c.role is Role.BIBLIOGRAPHY)


def test_a_list_is_added_where_there_is_none() -> None:
    """A book gets a chapter, an essay a section; neither if the author wants none."""
    two = ("# One\n\nA [@smith].", "# Two\n\nB.")

    assert bibliography(cited(*two)) == "bibliography"
    assert bibliography(cited(*two, suppress_bibliography=True)) == ""
    essay = cited(two[0])
    assert bibliography(essay) == ""
    assert [plain_text(h) for h in every(Header, blocks(essay))] == ["One", "Bibliography"]


def test_the_title_of_the_list_is_the_authors() -> None:
    """`reference-section-title` names the added list; else the kind of style does."""
    own = cited("A [@smith].", reference_section_title=(Str("Sources"),))
    plain = cited("A [@smith].", csl="apa")

    assert [plain_text(h) for h in every(Header, blocks(own))] == ["Sources"]
    assert [plain_text(h) for h in every(Header, blocks(plain))] == ["References"]


def test_nocite_lists_what_is_not_cited() -> None:
    """`nocite` adds entries; `@*` adds all."""
    one = cited("A [@smith].", nocite=("@keng",))
    everything = cited("A.", nocite=("@*",))

    def count(book: Document) -> int:
        return sum("csl-entry" in div.attr.classes for div in every(Div, blocks(book)))

    assert (count(one), count(everything)) == (2, 4)


def test_a_heading_loses_its_citation_in_the_contents() -> None:
    """The chapter's title, for contents and running heads, has no note."""
    book = document("# One [@smith]\n\nA.")
    header = book.chapters[0].blocks[0]
    titled = replace(book.chapters[0], title=header.content)  # type: ignore[union-attr]
    done = resolve_citations(replace(book, chapters=(titled,)), library())

    assert plain_text(done.chapters[0].title) == "One"
    assert len(notes(done)) == 1


def test_the_citation_of_a_caption_is_one_note() -> None:
    """The picture's description, which repeats the caption, has no citation."""
    book = cited("![A plot [@smith].](plot.png)\n\nB [@grazer].")

    assert len(notes(book)) == 2
    assert [plain_text(image.content) for image in every(Image, blocks(book))] == ["A plot."]


def test_the_layout_of_the_list_is_told() -> None:
    """Editions learn whether the list hangs and whether the style makes notes."""
    assert cited("A [@smith].").citation_style.is_note_style
    layout = cited("A [@smith].", csl="apa").citation_style
    assert (layout.is_note_style, layout.hanging_indent, layout.line_spacing) == (False, True, 2)


def test_an_unknown_style_is_named_with_the_nearest_one() -> None:
    """The finding says which style was meant, perhaps."""
    with pytest.raises(PublishError) as raised:
        cited("A [@smith].", csl="chicago-notes-bibliografy")

    (found,) = raised.value.diagnostics
    assert (found.code, "chicago-notes-bibliography" in found.hint) == ("style-unknown", True)


def test_a_source_among_the_words_after_another_is_cited_too() -> None:
    """Where an author forgot the semicolon, both sources stand in the note, in their order."""
    book = cited("A [see @smith, 5, and compare @keng, ch. 3, on it].")

    assert len(notes(book)) == 1
    assert notes(book)[0].startswith(
        "See Zadie Smith, Swing Time (New York: Penguin Press, 2016), 5; and compare Shao-Hsun Keng"
    )
    assert ", on it" in notes(book)[0]

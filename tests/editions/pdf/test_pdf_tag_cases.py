"""What the tags of small books say, each about one thing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
from pdf_books import FILLER, chapter, document, printed
from pdf_tree import elements, kinds, whole

from parity.listener import listen
from verapdf import validate


def test_notes_come_in_their_order_and_interrupt_no_poem(tmp_path: Path) -> None:
    """A note to a term comes before those to its meaning, one to a line after the poem."""
    text = """# One {#one}

Term^[First.]

:   Its meaning.^[Second.]

| A line^[Third.]
| and another
|
| of two stanzas

| A^[Fifth.] | B |
|-----|---|
| 1^[Sixth.] | 2 |

: Rooms^[Fourth.] and $x$ {#tbl-rooms}
"""
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(document([chapter("one", text)], tmp_path)).data)
    heard = listen(path)
    notes = [one.words.strip() for one in heard if one.kinds[-2:] == ("Note", "P")]
    assert notes[:3] == ["First.", "Second.", "Third."]
    assert set(notes[3:]) == {"Fourth.", "Fifth.", "Sixth."}
    words = "".join(one.words for one in heard if "Note" not in one.kinds)
    assert "A line3and anotherof two stanzas" in words
    assert "Rooms4 and x" in words
    with pikepdf.open(path) as pdf:
        (section,) = elements(whole(pdf), "Sect")
        assert kinds(section) == ["H1", "L", "Div", "Note", "Table", "Note", "Note", "Note"]


def test_a_chapter_in_another_language_says_so(tmp_path: Path) -> None:
    """The section of a German chapter in an English book is German."""
    german = replace(chapter("zwei", f"# Zwei {{#zwei}}\n\n{FILLER}"), lang="de-DE")
    path = tmp_path / "book.pdf"
    english = chapter("one", f"# One {{#one}}\n\n{FILLER}")
    path.write_bytes(printed(document([english, german], tmp_path)).data)
    with pikepdf.open(path) as pdf:
        languages = [str(one.get("/Lang", "")) for one in elements(whole(pdf), "Sect")]
        assert str(pdf.Root.Lang) == "en-US"
    assert languages == ["", "de-DE"]


def test_a_bibliography_and_an_index_are_lists_of_their_entries(tmp_path: Path) -> None:
    """Entries are counted for a listener; what stands under an entry of the index is in it."""
    text = """# Sources {#sources}

::: {#refs}
::: {#ref-a .csl-entry}
Austen, *Emma*. 1815.

A note on it.
:::
::: {#ref-b .csl-entry}
[[1]]{.csl-left-margin} Brontë, *Villette*. 1853.
:::
:::

# Index {#ix}

:::: {#index}
::: {.index-letter}
M
:::
::: {.index-entry .index-1}
marmots, 4
:::
::: {.index-entry .index-2}
alpine, 5
:::
::: {.index-entry .index-1}
mice, 6
:::
::::
"""
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(document([chapter("sources", text)], tmp_path)).data)
    with pikepdf.open(path) as pdf:
        works = next(elements(whole(pdf), "L"))
        assert [kinds(item) for item in elements(works, "LI")] == [["LBody"], ["Lbl", "LBody"]]
        assert [kinds(body) for body in elements(works, "LBody")] == [["P", "P"], ["P"]]
        assert len(list(elements(works, "BibEntry"))) == 2
        index = next(elements(whole(pdf), "Index"))
        assert kinds(index) == ["P", "L"]
        assert kinds(index.K[1]) == ["LI", "LI"]
        assert kinds(index.K[1].K[0].K[0]) == ["P", "L"]
    said = "".join(one.words for one in listen(path))
    assert said.index("marmots") < said.index("alpine") < said.index("mice")
    assert validate(path.read_bytes(), "ua-1").failures == ()


def test_a_note_over_three_pages_is_one_note_of_one_paragraph(tmp_path: Path) -> None:
    """It is laid out in many parts; a listener hears it whole, after its paragraph."""
    words = " ".join(f"word{number}" for number in range(1500))
    text = f"# One {{#one}}\n\nWords.^[{words}] {FILLER}\n\n{FILLER}^[A short one.]"
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(document([chapter("one", text)], tmp_path)).data)
    with pikepdf.open(path) as pdf:
        long, short = elements(whole(pdf), "Note")
        assert kinds(long) == kinds(short) == ["Lbl", "P"]
        order = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        paragraph = long.K[1]
        pages = {order[kid.Pg.objgen] for kid in paragraph.K if isinstance(kid, pikepdf.Dictionary)}
        assert len(pages) >= 2  # besides the page of the paragraph itself
    heard = [one for one in listen(path) if one.kinds[-2:] == ("Note", "P")]
    said = "".join(one.words for one in heard).replace("\u00ad", "")
    assert said.split() == f"{words} A short one.".replace("word1499 A", "word1499A").split()
    assert validate(path.read_bytes(), "ua-1").failures == ()


def test_a_book_from_right_to_left_is_heard_in_the_order_of_its_letters(tmp_path: Path) -> None:
    """Letters stand on the page from left to right; the tags say them as they are read."""
    sentence = "בראשית ברא אלהים את השמים ואת הארץ."
    text = f"# פרק {{#one}}\n\n{' '.join([sentence] * 20)}^[הערה.]"
    book = document([chapter("one", text)], tmp_path)
    book = replace(book, metadata=replace(book.metadata, lang="he"))
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(book).data)
    spans = [one for one in listen(path) if one.kinds[-2:] == ("P", "Span")]
    lines = [one.words for one in spans if "Note" not in one.kinds]
    assert "".join(lines).split() == " ".join([sentence] * 20).split()
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    assert validate(path.read_bytes(), "ua-1").failures == ()


def test_lines_that_end_amid_a_word_have_no_space_there(tmp_path: Path) -> None:
    """After a dash, a hyphen that was written, or amid an address, no space is put in."""
    sentence = "A well-known—and long-lived—example of self-evident half-truths, extraordinarily."
    address = "https://example.org/" + "/".join(f"part{number}" for number in range(40))
    prose = " ".join(f"{'So: ' * (number % 4)}{sentence}" for number in range(30))
    text = f"{prose} <{address}> end."
    source = f"{prose} {address} end."
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(document([chapter("one", f"# One\n\n{text}")], tmp_path)).data)
    lines = [one.words for one in listen(path) if "P" in one.kinds]

    assert "".join(lines).replace("\u00ad", "").strip() == source
    ends = {line.strip()[-1] for line in lines}
    assert {"-", "—", "\u00ad"} <= ends  # all three occur, so the test says something


NOTE = """# One {#one}

Words.[^a]

[^a]: A paragraph.

    Another, with a list:

    - first

        with a second paragraph
    - second
        a) inner
        b) more

    > A quotation
    >
    > of two paragraphs.

    Term
    :   Its meaning.

    | Room | Number |
    |------|--------|
    | one  |        |

    : Rooms

    ::: {lang=de}
    Worte.
    :::
"""


def outline(element: Any) -> list[Any]:
    """Return the kinds of an element and of all below it: `[kind, [kind, ...], ...]`."""
    kids = [kid for kid in element.get("/K", ()) if isinstance(kid, pikepdf.Dictionary)]
    return [str(element.S)[1:], *(outline(kid) for kid in kids if "/S" in kid)]


def test_what_a_note_holds_is_tagged_as_what_it_is(tmp_path: Path) -> None:
    """Lists, quotations, terms and tables are set as lines; a listener hears what they are."""
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(document([chapter("one", NOTE)], tmp_path)).data)
    item = ["LI", ["Lbl"], ["LBody", ["P"]]]
    with pikepdf.open(path) as pdf:
        (note,) = elements(whole(pdf), "Note")
        assert outline(note)[2:] == [
            ["P"],
            ["P"],
            [
                "L",
                ["LI", ["Lbl"], ["LBody", ["P"], ["P"]]],
                ["LI", ["Lbl"], ["LBody", ["P"], ["L", item, item]]],
            ],
            ["BlockQuote", ["P"], ["P"]],
            ["L", item],
            [
                "Table",
                ["Caption", ["P"]],
                ["THead", ["TR", ["TH", ["P"]], ["TH", ["P"]]]],
                ["TBody", ["TR", ["TD", ["P"]], ["TD"]]],
            ],
            ["P"],
        ]
        lists = [str(one.A.ListNumbering) for one in elements(note, "L")]
        assert lists == ["/Disc", "/LowerAlpha", "/None"]
        assert str(note.K[-1].Lang) == "de"
    labels = [one.words for one in listen(path) if one.kinds[-2:] == ("LI", "Lbl")]
    assert labels == ["• ", "• ", "a) ", "b) ", "Term "]
    assert validate(path.read_bytes(), "ua-1").failures == ()


def test_a_list_in_a_note_over_two_pages_is_one_list(tmp_path: Path) -> None:
    """The note is parted where its page ends, amid an item; it is heard whole."""
    words = " ".join(f"word{number}" for number in range(300))
    items = "\n".join(f"    - Item {number}. {words}\n" for number in range(4))
    text = f"# One {{#one}}\n\nWords.[^a]\n\n[^a]: A list:\n\n{items}"
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(document([chapter("one", text)], tmp_path)).data)
    with pikepdf.open(path) as pdf:
        (note,) = elements(whole(pdf), "Note")
        assert outline(note)[2:] == [["P"], ["L", *[["LI", ["Lbl"], ["LBody", ["P"]]]] * 4]]
        pages = {item.Pg.objgen for item in elements(note, "P")}
        assert len(pages) >= 2

"""What the tags of a printed book say to those who listen, element by element."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pdf_books import FILLER, chapter, contents, document, printed
from pdf_tree import elements, kinds, whole
from PIL import Image

from parity.listener import Heard, listen, structure_of_pages
from publish.model.document import Matter, Role
from verapdf import validate

ROWS = "\n".join(f"| row {number} | {number} |" for number in range(80))
TEXT = f"""# Walls^[A note in a heading.] {{#walls}}

{FILLER}^[A note amid a paragraph. {FILLER}] {FILLER}

> A quotation in [русский язык]{{lang=ru}}.

1. one^[A note in a list.] and more
2. two

- a list
  - inside a list

Term

:   Its meaning.

A paragraph.

| Room | Number |
|------|--------|
{ROWS}

: Rooms. {{#tbl-rooms}}

![A plan of the house.](plan.png)

### A skipped level {{#skipped}}

Words `in code`, [a link](#doors), an address <https://example.org/a/b>.
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A printed book with a part, a chapter of everything and another chapter."""
    folder = tmp_path_factory.mktemp("tags")
    Image.new("L", (300, 300)).save(folder / "plan.png")
    book = document(
        [
            contents(),
            chapter("preface", f"# Preface {{#preface}}\n\n{FILLER}", matter=Matter.FRONT),
            chapter("part", "# Part {#part}\n", role=Role.PART),
            chapter("walls", TEXT),
            chapter("doors", f"# Doors {{#doors}}\n\n{FILLER}"),
        ],
        folder,
    )
    in_part = [
        replace(one, level=one.level + 1) if one.chapter in ("walls", "doors") else one
        for one in book.contents
    ]
    path = folder / "book.pdf"
    path.write_bytes(printed(replace(book, contents=tuple(in_part))).data)
    return path


@pytest.fixture(scope="module")
def heard(file: Path) -> list[Heard]:
    """What a listener hears, from the first page to the last."""
    return listen(file)


@pytest.fixture(scope="module")
def pdf(file: Path) -> pikepdf.Pdf:
    """The file, opened."""
    return pikepdf.open(file)


def test_verapdf_finds_nothing_wrong(file: Path) -> None:
    """Every rule of PDF/UA-1 that a machine can judge is kept."""
    assert validate(file.read_bytes(), "ua-1").failures == ()


def test_words_are_parted_by_spaces_and_whole_at_the_ends_of_lines(heard: list[Heard]) -> None:
    """No word runs into the next, and one that a line break divides has a soft hyphen."""
    of_preface = [one.words for one in heard if one.kinds[:3] == ("Document", "Sect", "P")]
    said = "".join(of_preface)
    assert len(of_preface) > 5  # lines
    assert said.replace("\u00ad", "").split() == FILLER.split()


def test_an_element_on_several_pages_is_one_element(pdf: pikepdf.Pdf) -> None:
    """A table of three pages is one table with one head; its section is one section."""
    (table,) = elements(whole(pdf), "Table")
    assert kinds(table) == ["Caption", "THead", "TBody"]
    assert len(kinds(table.K[2])) == 80
    pages = {cell.Pg.objgen for cell in elements(table, "TD")}
    assert len(pages) >= 3
    (part,) = elements(whole(pdf), "Part")
    assert kinds(part) == ["H1", "Sect", "Sect"]


def test_head_cells_have_a_scope_and_the_others_name_them(pdf: pikepdf.Pdf) -> None:
    """Every cell says under which head it stands."""
    (table,) = elements(whole(pdf), "Table")
    heads = list(elements(table, "TH"))
    assert [str(head.A.Scope) for head in heads] == ["/Column", "/Column"]
    row = table.K[2].K[7]
    named = [[str(name) for name in cell.A.Headers] for cell in elements(row, "TD")]
    assert named == [[str(head.ID)] for head in heads]


def test_notes_follow_the_paragraph_of_their_mark(pdf: pikepdf.Pdf, heard: list[Heard]) -> None:
    """Mark and note lead to each other, and no sentence is cut by a note."""
    notes = list(elements(whole(pdf), "Note"))
    assert len({str(note.ID) for note in notes}) == 3
    for note in notes:
        assert kinds(note) == ["Lbl", "P"]
        assert kinds(note.K[0]) == ["Link"]
    section = next(elements(next(elements(whole(pdf), "Part")), "Sect"))
    assert kinds(section)[:5] == ["H1", "Note", "P", "Note", "BlockQuote"]
    marks = list(elements(section, "Reference"))
    assert [kinds(mark) for mark in marks] == [["Link"]] * 3
    body = next(elements(next(elements(section, "LI")), "LBody"))
    assert kinds(body) == ["P", "Note"]
    text = "".join(one.words for one in heard if "Note" not in one.kinds)
    assert "one3 and more" in text


def test_contents_are_a_toc_with_links(pdf: pikepdf.Pdf, heard: list[Heard]) -> None:
    """Chapters of a part stand under it; nobody hears the dots of a leader."""
    toc = next(elements(whole(pdf), "TOC"))
    assert kinds(toc) == ["TOCI", "TOCI"]
    assert kinds(toc.K[1]) == ["Reference", "TOC"]
    for item in elements(toc, "TOCI"):
        link = item.K[0].K[0]
        assert str(link.S) == "/Link"
        assert str(link.K[0].Type) == "/OBJR"
        assert "/Dest" in link.K[0].Obj
    said = [one.words for one in heard if "TOC" in one.kinds]
    assert "".join(said[:3]) == "Preface iii"
    assert not any("." in words for words in said)


def test_running_heads_folios_and_repeated_table_heads_are_artifacts(
    file: Path, heard: list[Heard]
) -> None:
    """They are on the pages, and are not heard."""
    said = "".join(one.words for one in heard)
    assert said.count("Number") == 1
    with pikepdf.open(file) as pdf:
        drawn = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        heads = [one for one in drawn if one.get("/Subtype") == "/Form"]
        streams = b"".join(one.read_bytes() for one in heads)
    assert streams.count(b"/Subtype/Header") >= 10
    assert streams.count(b"/Subtype/Footer") >= 3  # folios on the first pages of chapters


def test_lists_say_how_they_are_numbered(pdf: pikepdf.Pdf) -> None:
    """Labels are labels, a list in an item is in its body, a term is the label of its meaning."""
    numbered, bulleted, inner, terms = elements(whole(pdf), "L")
    names = [str(one.A.ListNumbering) for one in (numbered, bulleted, inner, terms)]
    assert names == ["/Decimal", "/Disc", "/Circle", "/None"]
    assert [kinds(one) for one in elements(numbered, "LI")] == [["Lbl", "LBody"]] * 2
    assert kinds(next(elements(bulleted, "LBody"))) == ["P", "L"]
    assert [kinds(one) for one in elements(terms, "LI")] == [["Lbl", "LBody"]]


def test_words_in_another_language_say_so(pdf: pikepdf.Pdf, heard: list[Heard]) -> None:
    """A screen reader changes its voice for them."""
    quotation = next(elements(whole(pdf), "BlockQuote"))
    (span,) = elements(quotation, "Span")
    assert str(span.Lang) == "ru"
    (words,) = [one.words for one in heard if one.kinds[-1] == "Span"]
    assert words == "русский язык"


def test_pictures_say_what_they_show_and_where_they_are(pdf: pikepdf.Pdf) -> None:
    """A figure stands beside its caption, so that both are heard."""
    (figure,) = elements(whole(pdf), "Figure")
    assert str(figure.Alt) == "A plan of the house."
    left, down, right, up = (float(side) for side in figure.A.BBox)
    page = figure.Pg
    assert 0 < left < right < float(page.MediaBox[2])
    assert 0 < down < up < float(page.MediaBox[3])


def test_heading_levels_are_not_skipped(pdf: pikepdf.Pdf, heard: list[Heard]) -> None:
    """What an author wrote two levels deeper is tagged one level deeper."""
    said = [(one.kinds[-1], one.words.strip()) for one in heard if one.kinds[-1][0] == "H"]
    assert ("H2", "A skipped level") in said
    assert not any(kind == "H3" for kind, _ in said)


def test_code_and_links_are_tagged(pdf: pikepdf.Pdf) -> None:
    """A link that is broken over lines is one link with a place to click on each."""
    assert len(list(elements(whole(pdf), "Code"))) == 1
    links = [link for link in elements(whole(pdf), "Link") if str(link.P.S) == "/P"]
    assert len(links) == 2
    assert all(str(link.K[0].Type) == "/OBJR" for link in links)


def test_pdfium_reads_the_same_order_page_by_page(file: Path, heard: list[Heard]) -> None:
    """The way from a page to its tags (the parent tree) agrees with the way from the root."""
    pages = structure_of_pages(file)
    assert sum(map(len, pages)) > 300
    for number, read in enumerate(pages):
        words = [mark for kind, mark in read if kind != "Figure"]
        assert words == [one.mark[1] for one in heard if one.mark[0] == number]

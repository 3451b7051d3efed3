"""The file as a whole: sections, contents, pictures, properties, and the rules of the format."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from word_files import TABLE, Make, W, chapter, text

from publish.diagnostics import Severity
from publish.editions.docx import DOCX, ooxml
from publish.editions.docx.lint import lint
from publish.editions.docx.pictures import rasterized
from publish.editions.edition import Design
from publish.model.document import Document, Matter, Role
from publish.model.metadata import Metadata, Person
from publish.model.settings import Settings
from publish.model.walk import words


def test_the_file_breaks_no_rule(rich: Document) -> None:
    """The rules that no validator has hold for a book with one of everything."""
    assert lint(DOCX.render(rich, Design((), ())).data) == ()


def test_the_same_book_gives_the_same_bytes(rich: Document) -> None:
    """No clock, no random number and no file name of this machine is in the file."""
    first, second = (DOCX.render(rich, Design((), ())).data for _ in range(2))

    assert first == second
    assert str(rich.folder).encode() not in first


def test_chapters_are_sections_that_number_their_notes(rich: Document, word: Make) -> None:
    """Front matter has roman pages, the text starts at 1, every chapter's notes too."""
    made = word(*rich.chapters, contents=rich.contents)
    sections = list(made.part().iter(f"{W}sectPr"))
    pages = [one.find(f"{W}pgNumType") for one in sections]

    # The bibliography is two sections, for LibreOffice's counting of notes.
    assert [one.get(f"{W}fmt") for one in pages if one is not None] == (
        ["lowerRoman"] * 2 + ["decimal"] * 4
    )
    assert [one.get(f"{W}start") for one in pages if one is not None] == (
        ["1", None, "1", None, None, None]
    )
    with_notes = [one.find(f"{W}footnotePr/{W}numRestart") for one in sections[2:4]]
    assert [one.get(f"{W}val") for one in with_notes if one is not None] == ["eachSect"] * 2


def test_notes_can_run_through_the_book(rich: Document, word: Make) -> None:
    """With `note-numbering: book` no section starts at 1 again."""
    made = word(*rich.chapters, settings=Settings(note_numbering="book"))
    found = {one.get(f"{W}val") for one in made.part().iter(f"{W}numRestart")}

    assert found == {"continuous"}


def test_contents_are_a_field_with_all_its_lines(rich: Document, word: Make) -> None:
    """The contents are there before Word updates them, each line a link with a page number."""
    made = word(*rich.chapters, contents=rich.contents)
    instructions = [str(one.text).strip() for one in made.part().iter(f"{W}instrText")]

    lines = [line.partition("|")[0] for line in made.styled("TOC1")]
    assert lines == ["Chapter 1 The Form", "Two", "Works"]
    assert instructions[0] == r'TOC \o "1-1" \h \z'
    _, target, *_ = instructions[1].split()
    assert re.fullmatch(r"_Toc\d{9}", target)  # as Word calls its own
    (mark,) = (o for o in made.part().iter(f"{W}bookmarkStart") if o.get(f"{W}name") == target)
    assert text(mark.getparent()) == "Chapter 1|The Form"  # type: ignore[arg-type]
    assert b"w:dirty" not in made.parts["word/document.xml"]
    assert b"updateFields" not in made.parts["word/settings.xml"]


def test_the_page_is_that_of_the_country(word: Make) -> None:
    """American books are on letter paper, others on A4, with an inch around the text."""
    sizes = {}
    for lang in ("en-US", "de-DE"):
        made = word("Text.", metadata=Metadata(title=words("T"), lang=lang))
        page = next(made.part().iter(f"{W}pgSz"))
        sizes[lang] = (page.get(f"{W}w"), page.get(f"{W}h"))

    assert sizes == {"en-US": ("12240", "15840"), "de-DE": ("11906", "16838")}


def test_properties_say_only_what_the_book_says(word: Make) -> None:
    """Title, author, language and our count of words; no e-mail, no program's default."""
    person = Person("Ann Author", email="ann@example.org", affiliations=("Example University",))
    made = word("One two three.", metadata=Metadata(title=words("On Forms"), people=(person,)))
    everything = b"".join(made.parts.values())

    assert b"<dc:title>On Forms</dc:title>" in made.parts["docProps/core.xml"]
    assert b"<dc:creator>Ann Author</dc:creator>" in made.parts["docProps/core.xml"]
    assert b"<Words>3</Words>" in made.parts["docProps/app.xml"]
    assert "docProps/custom.xml" not in made.parts
    assert b"ann@example.org" not in everything
    assert b"Example University" not in everything


def test_a_long_description_follows_the_words_of_its_picture(word: Make) -> None:
    """Word has one field for both, and shows neither in the text."""
    described = '![Blue](drawing.svg){long-description="A blue square."} in a line'
    made = word(f"{described}\n\n::: {{.long-description}}\nA blue *square*.\n:::\n")

    assert next(made.part().iter("{*}docPr")).get("descr") == "Blue A blue square."
    assert "square" not in "".join(made.part().itertext())


def test_pictures_have_their_size_and_their_words(word: Make) -> None:
    """A drawing of 192 x 96 CSS pixels is 2 x 1 inches: 1,828,800 x 914,400 EMU."""
    made = word('![A caption](drawing.svg){alt="Blue"}\n\n![](drawing.svg){.decorative}\n')
    shown, decoration = made.part().iter("{*}docPr")
    extent = next(made.part().iter("{*}extent"))

    assert (extent.get("cx"), extent.get("cy")) == ("1828800", "914400")
    assert (shown.get("descr"), shown.get("name")) == ("Blue", "Picture 1")
    assert (decoration.get("descr"), decoration.get("name")) == ("", "Picture 2")
    assert decoration.find(".//{*}decorative").get("val") == "1"  # type: ignore[union-attr]


def test_drawings_are_drawn_at_300_dots_to_the_inch() -> None:
    """One CSS inch is 300 dots, and the file says so: 11,812 to the metre."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"><rect/></svg>'
    png = rasterized(svg)
    at = png.index(b"pHYs") + 4

    assert struct.unpack(">II", png[16:24]) == (300, 150)
    assert struct.unpack(">IIB", png[at : at + 9]) == (11812, 11812, 1)


def test_a_broken_picture_is_reported(word: Make, tmp_path: Path) -> None:
    """A picture that cannot be read is an error with its file, not a gap in the book."""
    (tmp_path / "broken.png").write_bytes(b"no picture")
    made = word("![x](broken.png)\n")

    (found,) = made.artifact.diagnostics
    assert (found.code, found.severity) == ("image-broken", Severity.ERROR)
    assert "broken.png" in found.message


def test_tables_repeat_their_head_and_keep_rows_whole(word: Make) -> None:
    """The head row is marked as such; no row is broken between pages."""
    made = word(TABLE)
    head, row = made.part().iter(f"{W}trPr")

    assert head.find(f"{W}tblHeader") is not None
    assert all(one.find(f"{W}cantSplit") is not None for one in (head, row))
    assert made.styled("TableCaption") == ["Table 1 Answers"]
    assert made.styled("TableText") == ["Year", "Count", "1950", "12"]


GRID = """
+-----------+----+--------+
| Wide      | No | Middle |
+===========+====+========+
| 1         | 2  | 3      |
+-----------+----+--------+
| 4              | 5      |
+-----------+----+--------+
"""


def test_tables_with_widths_fill_the_text(word: Make) -> None:
    """A grid of 11, 4 and 8 letters is no narrow table: its columns share the text of a page."""
    made = word(GRID)
    table = next(made.part().iter(f"{W}tbl"))
    columns = [int(one.get(f"{W}w", "")) for one in table.iter(f"{W}gridCol")]
    widths = [int(one.get(f"{W}w", "")) for one in table.iter(f"{W}tcW")]

    # A4 between margins of an inch: 11,906 - 2 x 1,440 twips.
    assert sum(columns) == pytest.approx(9026, abs=3)
    assert columns[0] / columns[1] == pytest.approx(12 / 5, rel=0.01)
    assert next(table.iter(f"{W}tblW")).get(f"{W}w") == "5000"
    assert sum(widths[:3]) == sum(widths[3:6]) == sum(widths[6:]) == 5000
    assert widths[6] == widths[0] + widths[1]
    assert {one.code for one in lint(made.artifact.data)} == {"docx-table-merged"}


def test_numbers_of_lists_have_room(word: Make) -> None:
    """24 points before the words, as "viii." needs; bullets stand where they stood."""
    levels = word("(@) One\n\n- two\n").part("word/numbering.xml").iter(f"{W}lvl")
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for level in levels:
        kind = level.find(f"{W}numFmt").get(f"{W}val")  # type: ignore[union-attr]
        found[kind == "bullet"].add(next(level.iter(f"{W}ind")).get(f"{W}hanging", ""))

    assert found == {True: {"360"}, False: {"480"}}


def test_a_picture_in_a_line_stands_as_close_as_a_letter(word: Make) -> None:
    """No space at its sides but that of the sentence."""
    made = word("In a line ![a](drawing.svg){height=12px}, and on.\n")
    picture = next(made.part().iter("{*}inline"))

    assert {picture.get(side) for side in ("distT", "distB", "distL", "distR")} == {"0"}


@pytest.mark.slow
def test_libreoffice_opens_the_file(rich: Document, tmp_path: Path) -> None:
    """LibreOffice shows the words and numbers each chapter's notes from 1."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "book.docx").write_bytes(DOCX.render(rich, Design((), ())).data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "book.docx")], check=True, capture_output=True)
    opened = (tmp_path / "book.fodt").read_text(encoding="utf-8")

    marks = [one[:1] for one in opened.split("<text:note-citation>")[1:]]
    assert marks == ["1", "2", "1"]
    assert "Works" in opened


def test_an_essay_with_all_its_notes_is_one_run_of_notes(word: Make) -> None:
    """Where one chapter has all notes nothing restarts, and no section is cut for it."""
    made = word(
        "# On Forms {#t}\n\nText.^[A note.]\n\nMore.\n",
        chapter("bib", "# Works {#bib}\n\nDoe.\n\nRoe.\n", Role.BIBLIOGRAPHY, Matter.BACK),
    )
    found = [one.get(f"{W}val") for one in made.part().iter(f"{W}numRestart")]

    assert found == ["continuous", "continuous"]


SVG_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48">'


@pytest.mark.parametrize(
    ("inside", "is_kept"),
    [
        ('<rect width="9" height="9"/>', True),
        ('<text font-family="Georgia, serif">a</text>', True),
        ('<g style="font-family: EB Garamond"><text>a</text></g>', False),
        ('<filter id="f"/><rect width="9" height="9" filter="url(#f)"/>', False),
    ],
)
def test_drawings_are_kept_where_word_draws_them(
    word: Make, tmp_path: Path, inside: str, is_kept: bool
) -> None:
    """Beside its raster picture, and without the notes of the program that drew it."""
    secret = "<metadata>By Ann, in /home/ann</metadata><!-- Ann -->"
    (tmp_path / "own.svg").write_text(f"{SVG_HEAD}{secret}{inside}</svg>")
    made = word('# One {#one}\n\n![A](own.svg){alt="A drawing"}\n')
    drawn = {name: data for name, data in made.parts.items() if name.endswith(".svg")}
    vectors = list(made.part().iter("{*}svgBlip"))

    assert [name.endswith(".png") for name in made.parts if name.endswith(".png")] == [True]
    assert (len(drawn), len(vectors)) == ((1, 1) if is_kept else (0, 0))
    assert not any(b"Ann" in data or b"/home" in data for data in drawn.values())
    assert lint(made.artifact.data) == ()


def test_the_pages_of_an_essay_say_of_how_many(word: Make) -> None:
    """One count through the whole; a book has two, and says only where you are."""
    essay = word("# On Forms {#t}\n\nText.\n")
    book = word(chapter("one", "# One {#one}\n"), chapter("two", "# Two {#two}\n"))

    assert ooxml.text_of(ooxml.parse(essay.parts["word/footer1.xml"])) == "1 of 1"
    assert b"NUMPAGES" in essay.parts["word/footer1.xml"]
    assert b"NUMPAGES" not in book.parts["word/footer1.xml"]

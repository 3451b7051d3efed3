"""The standards that a PDF says it keeps, judged by veraPDF, and what it says of the book."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pdf_books import FILLER, Printed, chapter, design, document
from PIL import Image

from publish.diagnostics import PublishError, errors
from publish.editions.pdf import print_book, settle
from publish.editions.pdf.archive import make_archival
from publish.model.document import Document
from publish.model.settings import PrintSettings, Settings
from publish.pipeline import build
from verapdf import PROFILES, validate

BOOKS = Path(__file__).parents[2] / "books"
TEXT = f"""# One {{#one}}

{FILLER}^[A note.] ![A plan](plan.png) and [an address](https://example.org).

| Room | Number |
|------|--------|
| one  | 1      |

Formula $a^2 + b^2$.
"""


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A chapter with a picture that has an alpha channel, a table, a formula and links."""
    folder = tmp_path_factory.mktemp("archive")
    Image.new("RGBA", (60, 60), (200, 30, 30, 90)).save(folder / "plan.png")
    (folder / "one.md").write_text(TEXT, encoding="utf-8")
    return document([chapter("one", TEXT)], folder)


def made(book: Document, standard: str) -> bytes:
    """Return the book as a file of this standard, with its only source."""
    settings = Settings(print=PrintSettings(pdf_standard=standard))
    sources = (book.folder / "one.md",)
    layout = settle(replace(book, settings=settings), replace(design(), sources=sources))[1]
    return print_book(layout).data


@pytest.mark.parametrize("standard", ["ua-1", "a-2a", "a-2u", "a-3a", "a-3u"])
def test_verapdf_finds_nothing_wrong(rooms: Document, standard: str) -> None:
    """Whatever a file keeps for the archive, it can be heard too."""
    data = made(rooms, standard)
    assert set(PROFILES) >= {standard, "ua-1"}
    assert {name: validate(data, name).failures for name in (standard, "ua-1")} == {
        standard: (),
        "ua-1": (),
    }


def test_verapdf_can_find_faults(small: Printed) -> None:
    """The judge is no rubber stamp: without its title and its tags a file falls."""
    with pikepdf.open(io.BytesIO(small.data)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.Root.ViewerPreferences.DisplayDocTitle = False
        out = io.BytesIO()
        pdf.save(out)

    rules = [one.split()[0] for one in validate(out.getvalue(), "ua-1").failures]
    assert {"7.1-10", "7.1-11"} <= set(rules)
    assert not validate(small.data, "a-2a").is_compliant  # it does not say that it is one


def test_an_archive_file_carries_its_sources(rooms: Document) -> None:
    """PDF/A-3 holds what the book was made from, byte for byte; PDF/A-2 may not."""
    with pikepdf.open(io.BytesIO(made(rooms, "a-3a"))) as pdf:
        held = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        relations = [str(spec.AFRelationship) for spec in pdf.Root.AF]
    assert held == {"one.md": TEXT.encode()}
    assert relations == ["/Source"]
    with pikepdf.open(io.BytesIO(made(rooms, "a-2a"))) as pdf:
        assert list(pdf.attachments) == []


def test_the_setting_and_the_same_bytes_in_two_folders(tmp_path: Path) -> None:
    """`print: pdf-standard: a-3a` is all there is to write; where the project lies is not told."""
    files = []
    for name in ("here", "there"):
        folder = tmp_path / name / "project"
        shutil.copytree(BOOKS / "german-chapters", folder)
        settings = folder / "manuscript" / "book.yaml"
        text = settings.read_text("utf-8") + "\nprint:\n  pdf-standard: a-3a\n"
        settings.write_text(text, "utf-8")
        (path,) = build(folder, ["pdf"]).paths
        files.append(path.read_bytes())

    assert files[0] == files[1]
    with pikepdf.open(io.BytesIO(files[0])) as pdf:
        names = set(pdf.attachments)
    written = {f"manuscript/{path.name}" for path in (folder / "manuscript").glob("*.md")}
    assert {"manuscript/book.yaml", *written} <= names
    assert any(name.endswith(".bib") for name in names)
    assert validate(files[0], "a-3a").failures == ()


@pytest.mark.parametrize("name", ["edited-volume", "french-essay"])
def test_verapdf_finds_nothing_wrong_with_other_books(name: str, tmp_path: Path) -> None:
    """A volume of several hands, and an essay in French."""
    (path,) = build(BOOKS / name, ["pdf"], tmp_path).paths
    assert validate(path.read_bytes(), "ua-1").failures == ()


def test_a_file_with_missing_letters_claims_nothing(rooms: Document) -> None:
    """With boxes instead of letters a PDF keeps no standard, and is not made for the archive."""
    book = replace(rooms, chapters=(chapter("one", "# One\n\nA bird: \U00013000."),))
    with pikepdf.open(io.BytesIO(made(book, "ua-1"))) as pdf, pdf.open_metadata() as xmp:
        assert "pdfuaid:part" not in xmp
    with pytest.raises(PublishError) as raised:
        made(book, "a-2a")
    assert [one.code for one in errors(raised.value.diagnostics)] == ["pdf-standard-missed"]


def test_inks_are_not_for_the_archive(tmp_path: Path) -> None:
    """A photograph in CMYK has no place in PDF/A; veraPDF says so, and so do we, before it is out.

    In every other PDF it stays what it is.
    """
    Image.new("CMYK", (60, 60), (200, 30, 30, 0)).save(tmp_path / "photo.jpg")
    book = document([chapter("one", "# One\n\n![A photograph](photo.jpg)")], tmp_path)
    data = made(book, "ua-1")
    with pytest.raises(PublishError) as raised:
        made(book, "a-2a")
    (found,) = errors(raised.value.diagnostics)
    assert (found.code, found.message) == (
        "pdf-standard-missed",
        "page 1 of the PDF has colours in CMYK, which PDF/A does not allow",
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        make_archival(pdf, ())
        out = io.BytesIO()
        pdf.save(out)
    rules = [one.split()[0] for one in validate(out.getvalue(), "a-2a").failures]
    assert "6.2.4.3-3" in rules


def test_what_the_file_says_of_the_book_is_said_twice_alike(rooms: Document) -> None:
    """Title, author, keywords and programs stand in two places, which must agree."""
    described = replace(rooms.metadata, description="About rooms", keywords=("rooms", "walls"))
    with pikepdf.open(io.BytesIO(made(replace(rooms, metadata=described), "a-2a"))) as pdf:
        info = {name: str(value) for name, value in pdf.docinfo.items()}
        with pdf.open_metadata() as xmp:
            assert info["/Title"] == xmp["dc:title"] == "Rooms"
            assert [info["/Author"]] == xmp["dc:creator"] == ["Vera Halloran"]
            assert info["/Subject"] == xmp["dc:description"] == "About rooms"
            assert info["/Keywords"] == xmp["pdf:Keywords"] == "rooms, walls"
            assert info["/Creator"] == xmp["xmp:CreatorTool"]
            assert info["/Producer"] == xmp["pdf:Producer"]
            assert set(xmp["dc:language"]) == {"en-US"}
            assert "xmp:CreateDate" not in xmp
        assert not any("Date" in name for name in info)

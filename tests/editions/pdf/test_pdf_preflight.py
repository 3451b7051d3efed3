"""What the preflight finds in a finished file: nothing in a good one, each fault by its name."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pdf_books import Printed, chapter, design, document
from pdf_tree import elements
from PIL import Image

from publish.diagnostics import Diagnostic, Severity
from publish.editions.pdf import print_book, settle
from publish.editions.pdf.edition import expected_of
from publish.editions.pdf.preflight import preflight
from publish.editions.pdf.preflight.pages import page_labels
from publish.editions.pdf.preflight.pictures import check_pictures
from publish.editions.pdf.proofs import Picture
from publish.model.document import Document


def findings(small: Printed, change: Callable[[pikepdf.Pdf], None]) -> list[tuple[str, str]]:
    """Return codes and messages for a good file that somebody has changed."""
    with pikepdf.open(io.BytesIO(small.data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    expected = expected_of(small.layout)
    found = preflight(out.getvalue(), expected, small.layout.document, ())
    return [(one.code, one.message) for one in found]


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(elements(pdf.Root.StructTreeRoot, kind))


def a_font(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def take_font_away(pdf: pikepdf.Pdf) -> None:
    descriptor = a_font(pdf).DescendantFonts[0].FontDescriptor
    for name in ("/FontFile2", "/FontFile3"):
        if name in descriptor:
            del descriptor[name]


def take_characters_away(pdf: pikepdf.Pdf) -> None:
    del a_font(pdf)["/ToUnicode"]


def count_from_two(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels.Nums[3].St = 2


def drawn(page: pikepdf.Page) -> bytes:
    """Return the operators of a page."""
    parts = page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]
    return b"".join(part.read_bytes() for part in parts)


def write_on_blank_page(pdf: pikepdf.Pdf) -> None:
    blank = next(page for page in pdf.pages if not drawn(page))
    blank.Contents = pdf.make_stream(b"0 0 m 9 9 l S")


def wipe_a_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Contents


def lead_back(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.Last.Dest[0] = pdf.pages[0].obj


def lead_nowhere(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines.First["/Dest"]


def skip_a_level(pdf: pikepdf.Pdf) -> None:
    first(pdf, "H2").S = pikepdf.Name.H3


def lose_a_note(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Note").S = pikepdf.Name.Div


def unlink_contents(pdf: pikepdf.Pdf) -> None:
    first(pdf, "TOCI").K[0].S = pikepdf.Name.Span


def empty_a_paragraph(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "P")["/K"]


def leave_words_bare(pdf: pikepdf.Pdf) -> None:
    first(pdf, "P").S = pikepdf.Name.Div


def take_tags_away(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def forget_the_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def forget_the_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def show_the_file_name(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def cut_a_link(pdf: pikepdf.Pdf) -> None:
    page = next(page for page in pdf.pages if "/Annots" in page)
    link = page.Annots[0]
    for key in ("/Dest", "/A"):
        if key in link:
            del link[key]


def lay_a_coarse_ground(pdf: pikepdf.Pdf) -> None:
    ground = pdf.make_stream(b"\x80" * 100)
    ground.Subtype, ground.ColorSpace = pikepdf.Name.Image, pikepdf.Name.DeviceGray
    ground.Width = ground.Height = 10
    ground.BitsPerComponent = 8
    page = pdf.pages[0]
    page.Resources = pikepdf.Dictionary(page.Resources)
    page.Resources.XObject = pikepdf.Dictionary(G=pdf.make_indirect(ground))
    page.contents_add(pdf.make_stream(b"q 72 0 0 72 0 0 cm /G Do Q "), prepend=True)
    page.contents_coalesce()


TAGS = "in the tags of the PDF, "


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (take_font_away, "pdf-font-not-embedded", "the font EB-Garamond"),
        (take_characters_away, "pdf-font-unreadable", "the font EB-Garamond"),
        (count_from_two, "pdf-page-label-wrong", "page 1 is called '2' in the PDF"),
        (write_on_blank_page, "pdf-blank-page", "page 2 of the PDF is not blank"),
        (wipe_a_page, "pdf-blank-page", "page 1 of the PDF is blank"),
        (lead_back, "pdf-bookmark-wrong", "the bookmark 'Doors' leads back"),
        (lead_nowhere, "pdf-bookmark-wrong", "the bookmark 'Contents' leads nowhere"),
        (skip_a_level, "pdf-tags-wrong", TAGS + "a heading of level 3 follows one of level 1"),
        (lose_a_note, "pdf-tags-wrong", TAGS + "8 notes of 9 are tagged"),
        (unlink_contents, "pdf-tags-wrong", TAGS + "an entry of the contents has no link"),
        (empty_a_paragraph, "pdf-tags-wrong", TAGS + "a P is empty"),
        (leave_words_bare, "pdf-tags-wrong", TAGS + "words stand bare in a Div"),
        (take_tags_away, "pdf-tags-wrong", "the PDF has no tags"),
        (forget_the_language, "pdf-says-too-little", "the PDF does not say its language"),
        (forget_the_title, "pdf-says-too-little", "the PDF does not say its title"),
        (show_the_file_name, "pdf-says-too-little", "the PDF does not say that readers show"),
        (cut_a_link, "pdf-link-dead", "a link on page"),
        (
            lay_a_coarse_ground,
            "pdf-picture-coarse",
            "a picture of a stylesheet or in a drawing on page i is printed at 10 pixels",
        ),
    ],
)
def test_a_fault_is_found(
    small: Printed, change: Callable[[pikepdf.Pdf], None], code: str, message: str
) -> None:
    """One thing is changed in a good file; the preflight names it."""
    found = findings(small, change)
    assert any(one == code and said.startswith(message) for one, said in found), found


def test_nothing_is_found_in_a_good_file(small: Printed) -> None:
    """The file as it was made passes, whoever wrote it anew."""
    assert findings(small, lambda pdf: None) == []


def test_page_labels_are_what_is_printed_on_the_pages(small: Printed) -> None:
    """On every page that has a folio, PDFium reads the number that the label says."""
    with pikepdf.open(io.BytesIO(small.data)) as pdf:
        labels = page_labels(pdf)
        assert labels == {number: page.label for number, page in enumerate(pdf.pages)}
    read = pypdfium2.PdfDocument(small.data)
    pages = [page.get_textpage().get_text_bounded() for page in read]
    read.close()
    assert sum(bool(page.strip()) for page in pages) > 5
    for number, page in enumerate(pages):
        assert not page.strip() or labels[number] in page.split()


def test_a_coarse_picture_is_named_with_its_place(tmp_path: Path) -> None:
    """300 pixels an inch for tones, 600 for lines; the finding says where the picture stands."""
    Image.new("L", (600, 600)).save(tmp_path / "grey.png")  # 2 in wide: 300
    Image.new("1", (600, 600)).save(tmp_path / "lines.png")  # 2 in wide: 300
    Image.new("L", (150, 600)).save(tmp_path / "small.png")  # 1 in wide: 150
    text = "# One\n\n![Grey](grey.png){width=2in}\n\n![Lines](lines.png){width=2in}\n\n"
    text += "![Small](small.png){width=1in height=1in}\n"
    found = picture_findings(document([chapter("one", text)], tmp_path))

    assert [(one.code, one.severity) for one in found] == [
        ("pdf-picture-coarse", Severity.WARNING)
    ] * 2
    assert [one.message for one in found] == [
        "lines.png is printed at 300 pixels an inch; lines need 600",
        "small.png is printed at 150 pixels an inch; tones need 300",
    ]
    assert found[0].hint.startswith("print it at most 1.0 in (25 mm) wide")


def picture_findings(book: Document) -> list[Diagnostic]:
    layout = settle(book, design())[1]
    return [one for one in print_book(layout).diagnostics if one.code == "pdf-picture-coarse"]


def test_the_coarsest_use_of_a_picture_counts(book: Document) -> None:
    """A picture that is printed twice is named once."""
    twice = [Picture("a.png", 310, 620), Picture("a.png", 200, 620)]
    (one,) = check_pictures(twice, book)
    assert "200 pixels" in one.message

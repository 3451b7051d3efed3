"""What a reader finds in the finished file, read back with PDFium and pikepdf."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest
from pdf_books import FILLER, Printed, note_count, printed

from publish.editions.pdf import print_book
from publish.model.document import Document


@pytest.fixture(scope="module")
def pages(small: Printed) -> list[str]:
    """The words of each page, spaces and hyphens as they come."""
    pdf = pypdfium2.PdfDocument(small.data)
    found = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    pdf.close()
    return [text.replace("\r\n", "\n") for text in found]


@pytest.fixture(scope="module")
def pdf(small: Printed) -> pikepdf.Pdf:
    """The file, opened."""
    return pikepdf.open(io.BytesIO(small.data))


def page_of(pages: list[str], words: str) -> int:
    """Return the index of the only page with these words."""
    found = [number for number, text in enumerate(pages) if words in text]
    assert len(found) == 1, (words, found)
    return found[0]


def test_chapters_begin_on_right_hand_pages_and_the_pages_before_stay_blank(
    small: Printed, pages: list[str]
) -> None:
    """Page 1, 3, 5 ... are right-hand pages; what is skipped has no head and no folio."""
    for opening in small.layout.openings:
        assert opening.page % 2 == 0, opening.sheets.name
        if opening.blank_before:
            assert pages[opening.page - 1].strip() == ""


def test_front_matter_counts_in_roman_and_the_text_from_one(pages: list[str]) -> None:
    """The preface is on iii, the first chapter on 1."""
    assert pages[page_of(pages, "Preface\nSentence 0")].split()[-1] == "iii"
    assert "1" in pages[page_of(pages, "Paragraph 0 begins")].split()


def test_page_labels_say_what_is_printed(small: Printed, pdf: pikepdf.Pdf) -> None:
    """A reader's page box shows the printed numbers: lower roman, then decimal from 1."""
    first = next(one for one in small.layout.openings if one.sheets.name == "one")
    labels = pdf.Root.PageLabels.Nums
    assert [int(labels[0]), str(labels[1].S), int(labels[1].St)] == [0, "/r", 1]
    assert [int(labels[2]), str(labels[3].S), int(labels[3].St)] == [first.page, "/D", 1]
    assert [pdf.pages[n].label for n in (0, 2, first.page)] == ["i", "iii", "1"]


def test_every_note_is_printed_once_on_the_page_of_its_mark(
    book: Document, pages: list[str]
) -> None:
    """Each note stands below the paragraph that has its mark."""
    assert note_count(book) == 9
    for number in range(8):
        note = page_of(pages, f"Note to paragraph {number}")
        # The mark is the raised digit at the paragraph's end, number 1 is the heading's.
        end = FILLER[-9:] + str(number + 2)
        assert end in pages[note].replace("\n", " "), number


def test_contents_and_page_references_name_the_folio_of_their_target(
    small: Printed, pages: list[str]
) -> None:
    """What is printed in the contents and in the text is what is printed on the page."""
    folios = small.layout.pagination.folios
    assert re.search(rf"Stairs[ .]+{folios['stairs']}\b", pages[0])
    assert re.search(rf"Walls[ .]+{folios['walls']}\b", pages[0])
    assert f"See page {folios['stairs']} and" in " ".join(pages).replace("\n", " ")
    stairs = page_of(pages, "Stairs\nSentence 0")
    assert folios["stairs"] in pages[stairs].split()


def test_links_lead_to_the_page_of_their_target(small: Printed, pdf: pikepdf.Pdf) -> None:
    """Links go across chapters, and none is left that only the engine understands."""
    targets = {}
    for page in pdf.pages:
        for link in page.get("/Annots", ()):
            assert "/A" not in link
            targets[link.Dest[0].objgen] = link
    stairs = next(one for one in small.layout.openings if one.sheets.name == "two")
    index = stairs.page + stairs.laid_out.anchors["stairs"].page
    assert pdf.pages[index].objgen in targets


def test_a_mark_leads_to_its_note_and_the_note_back(small: Printed, pdf: pikepdf.Pdf) -> None:
    """Both numbers of a note are links, on the same page here."""
    first = next(one.page for one in small.layout.openings if one.sheets.name == "one")
    page = pdf.pages[first]
    numbers = [str(link.Contents) for link in page.Annots if str(link.Contents).isdigit()]
    assert sorted(numbers) == sorted(2 * sorted(set(numbers)))
    assert all(link.Dest[0].objgen == page.objgen for link in page.Annots)


def test_tags_are_one_tree_in_the_order_of_the_pages(pdf: pikepdf.Pdf) -> None:
    """Screen readers read chapter after chapter, though two processes drew them."""
    (whole,) = pdf.Root.StructTreeRoot.K
    order = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    numbers = [min(_pages_of(part, order)) for part in whole.K]
    assert numbers == sorted(numbers)
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    keys = [int(key) for key in list(parents)[::2]]
    used = [int(page.StructParents) for page in pdf.pages if "/StructParents" in page]
    used += [int(link.StructParent) for page in pdf.pages for link in page.get("/Annots", ())]
    assert keys == sorted(set(keys))
    assert sorted(used) == keys
    links = dict(zip(keys, list(parents)[1::2], strict=True))
    for page in pdf.pages:
        for link in page.get("/Annots", ()):
            assert str(links[int(link.StructParent)].S) == "/Link"


def _pages_of(element: pikepdf.Object, order: dict[tuple[int, int], int]) -> set[int]:
    """Return the pages that an element and all below it have something on."""
    found = {order[element.Pg.objgen]} if "/Pg" in element else set()
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found |= _pages_of(kid, order)
    return found


def test_outline_has_the_headings_without_note_marks(pdf: pikepdf.Pdf) -> None:
    """Bookmarks are the headings, sections under their chapter."""
    with pdf.open_outline() as outline:
        tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert tree == [("Contents", []), ("Preface", []), ("Walls", []), ("Doors", ["Stairs"])]


def test_running_heads_have_no_note_marks(small: Printed, pages: list[str]) -> None:
    """The chapter's title stands over left pages, and over right ones too without a section."""
    first = next(one.page for one in small.layout.openings if one.sheets.name == "one")
    assert re.search(r"\b2 walls$", pages[first + 1], re.I)
    assert re.search(r"\bwalls 3$", pages[first + 2], re.I)


def test_metadata(pdf: pikepdf.Pdf) -> None:
    """Title, author and language are in the file, in both of the places for them."""
    assert str(pdf.docinfo["/Title"]) == "Rooms"
    assert str(pdf.docinfo["/Author"]) == "Vera Halloran"
    assert str(pdf.Root.Lang) == "en-US"
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Rooms"
        assert metadata["dc:creator"] == ["Vera Halloran"]


def test_all_fonts_are_embedded_and_come_from_the_design(pdf: pikepdf.Pdf) -> None:
    """No font of the machine gets in."""
    names = {
        str(font.BaseFont)
        for page in pdf.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert names
    assert all("+EB-Garamond" in name for name in names)


def test_the_same_book_gives_the_same_bytes(book: Document, small: Printed) -> None:
    """Two builds of one book differ in nothing."""
    assert printed(book).data == small.data


def test_printing_twice_from_one_layout_gives_the_same_bytes(small: Printed) -> None:
    """Drawing leaves the pages as they were."""
    assert print_book(small.layout).data == small.data

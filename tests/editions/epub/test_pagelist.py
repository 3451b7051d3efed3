"""The page numbers of an EPUB stand where the pages of the printed book begin."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from publish.editions.edition import Design
from publish.editions.epub import EPUB
from publish.editions.epub.pagelist import mark_pages
from publish.model.document import Document
from publish.model.pagination import Pagination, Reading
from publish.model.settings import EpubSettings
from publish.pipeline import build, needs_layout

H = "{http://www.w3.org/1999/xhtml}"
FORMULA = "\ufffc"
TYPE = "{http://www.idpf.org/2007/ops}type"


def section(body: str) -> etree._Element:
    text = f'<section xmlns="{H[1:-1]}" xmlns:epub="{TYPE[1:-5]}">{body}</section>'
    return etree.fromstring(text)


def marked(body: str, words: str, starts: dict[str, int]) -> str:
    """Return `body` with marks, each as `|folio|`."""
    root = section(body)
    mark_pages(root, Reading(tuple(words.split()), tuple(starts.items())))
    text = etree.tostring(root, encoding="unicode")
    text = re.sub(r'<(\w+) epub:type="pagebreak"[^>]*aria-label="(\w+)"/>', r"|\1 \2|", text)
    return text.partition(">")[2].removesuffix("</section>")


@pytest.mark.parametrize(
    ("body", "starts", "expected"),
    [
        ("<p>one two three</p>", {"7": 1}, "<p>one |span 7|two three</p>"),
        ("<p>one <em>two</em> three</p>", {"7": 1}, "<p>one <em>|span 7|two</em> three</p>"),
        ("<p>one <em>two</em> three</p>", {"7": 2}, "<p>one <em>two</em> |span 7|three</p>"),
        ("<p>one</p><p>two three</p>", {"7": 1}, "<p>one</p><p>|span 7|two three</p>"),
        ("<h1>one two</h1><p>three</p>", {"i": 0}, "|div i|<h1>one two</h1><p>three</p>"),
        (
            '<div class="table"><table><tr><td>one</td><td>two</td></tr></table></div><p>three</p>',
            {"7": 0, "8": 1},
            '|div 7|<div class="table"><table><tr><td>one</td><td>|span 8|two</td></tr>'
            "</table></div><p>three</p>",
        ),
        ("<p>one two three</p>", {"7": 1, "8": 2}, "<p>one |span 7|two |span 8|three</p>"),
        (
            '<p>one<a class="noteref">1</a> two three</p>',
            {"7": 1},
            '<p>one<a class="noteref">1</a> |span 7|two three</p>',
        ),
    ],
)
def test_a_mark_stands_before_the_word(body: str, starts: dict[str, int], expected: str) -> None:
    """The word itself is never parted; a heading or table keeps its mark outside."""
    assert marked(body, "one two three", starts) == expected


def test_words_that_only_print_has_count_to_the_next() -> None:
    """Print may say more than the EPUB; pages that begin in it begin behind it here."""
    printed = "one only in print two three"
    marks = marked("<p>one two three</p>", printed, {"7": 2, "8": 3, "9": 5})
    assert marks == "<p>one |span 7||span 8|two |span 9|three</p>"


def test_ids_are_not_taken_twice() -> None:
    """An author may have called something else `page7`."""
    root = section('<p id="page7">one two</p>')
    assert [one.id for one in mark_pages(root, Reading(("one", "two"), (("7", 1),)))] == ["page7-2"]


def test_without_pages_the_epub_says_so(document: Document, design: Design) -> None:
    """A page list that cannot be made is a finding, one that is not wanted is none."""
    bare = replace(document, pagination=Pagination())
    codes = [one.code for one in EPUB.render(bare, design).diagnostics]
    assert "epub-page-list-missing" in codes
    settings = replace(bare.settings, epub=EpubSettings(page_list=False))
    unwanted = replace(bare, settings=settings)
    codes = [one.code for one in EPUB.render(unwanted, design).diagnostics]
    assert [code for code in codes if "page-list" in code] == []
    assert needs_layout(bare, ("epub",))


def test_words_that_are_others_than_in_print_are_told(document: Document, design: Design) -> None:
    """In a chapter without words for one edition only, both say the same."""
    readings = {"01-text": Reading(("Chapter", "1", "Pretext"), (("1", 0),))}
    for shared, told in ((frozenset({"01-text"}), ["epub-text-differs"]), (frozenset[str](), [])):
        book = replace(document, pagination=Pagination(readings=readings, shared=shared))
        found = [x for x in EPUB.render(book, design).diagnostics if x.code == "epub-text-differs"]
        assert [one.code for one in found] == told
        assert ["says 'Pretext' where the EPUB says 'Text with" in x.message for x in found] == [
            True for _ in told
        ]


@pytest.mark.slow
def test_where_words_cannot_be_followed_paragraphs_count(tmp_path: Path) -> None:
    """A stylesheet hides words of one chapter: its marks stand before paragraphs, and that is said.

    The EPUB is built alone, and has the pages of the print edition all the same.
    """
    text = "".join(f"Number {n} *hidden* {'and more words ' * 30}\n\n" for n in range(40))
    files = {
        "manuscript/book.yaml": "title: T\nauthor: A\nlang: en\n",
        "manuscript/01-hidden.md": f"# One\n\n{text}",
        "manuscript/02-shown.md": f"# Two\n\n{text.replace('*', '')}",
        "styles/print.css": "em { display: none }\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    made = build(tmp_path, ("epub",))

    told = [(one.code, str(one.place)) for one in made.diagnostics if "page-list" in one.code]
    assert told == [("epub-page-list-inexact", "manuscript/01-hidden.md:1:3")]
    with zipfile.ZipFile(made.paths[0]) as archive:
        roots = [
            etree.fromstring(archive.read(f"EPUB/{name}.xhtml"))
            for name in ("01-hidden", "02-shown")
        ]
    # The mark stands inside the paragraph, with nothing before it, or before a heading.
    inside = [
        [one for one in root.findall(f".//{H}p/{H}span[@role='doc-pagebreak']") if starts_late(one)]
        for root in roots
    ]
    assert inside[0] == []
    assert len(inside[1]) > 3
    assert all(len(root.findall(".//*[@role='doc-pagebreak']")) > 3 for root in roots)


def starts_late(mark: etree._Element) -> bool:
    """Tell whether words of its paragraph stand before a mark."""
    return bool((mark.getparent().text or "").strip() or mark.getprevious() is not None)


@pytest.mark.slow
def test_pages_of_the_pdf_begin_where_the_marks_are(printed: tuple[bytes, bytes]) -> None:
    """What pdfium reads on each page begins with the words behind the mark."""
    pdf = pypdfium2.PdfDocument(printed[0])
    texts: dict[str, str] = {}
    for index, page in enumerate(pdf):
        texts[pdf.get_page_label(index)] = page.get_textpage().get_text_range()
    marks = _marks(printed[1])
    missed = []
    for folio, (before, after) in marks.items():
        shown = letters(texts[folio])
        # A page may begin with the rest of a word; the mark is before the next.
        rests = ["", *(before[-n:] for n in range(1, len(before) + 1))]
        # Words that only print has cannot stand behind a mark; one book has them on top of a page.
        if not any(shown.startswith((rest + after, "onlyprint")) for rest in rests):
            missed.append((folio, after, shown[:40]))
    assert missed == []
    assert set(marks) == {folio for folio, text in texts.items() if letters(text)}


@pytest.mark.slow
def test_the_page_list_names_every_mark_in_order(printed: tuple[bytes, bytes]) -> None:
    """Each page once, in the order of the text, and the source of the numbers is told."""
    with zipfile.ZipFile(io.BytesIO(printed[1])) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    links = nav.xpath("//*[@role='doc-pagelist']//@href")
    names = nav.xpath("//*[@role='doc-pagelist']//*[local-name()='a']/text()")
    marks = _marks(printed[1])
    assert len(links) == len(set(links)) == len(marks)
    assert [f"page{name}" for name in names] == [link.partition("#")[2] for link in links]
    assert names == list(marks)
    source = package.xpath("//*[@property='source-of' and .='pagination']/@refines")
    assert package.xpath(f"//*[@id='{source[0][1:]}']")[0].tag.endswith("}source")
    features = package.xpath("//*[@property='schema:accessibilityFeature']/text()")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)


def letters(text: str) -> str:
    """Return letters only: line breaks add and drop the rest, and numbers may be note marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalpha, plain))


def _marks(epub: bytes) -> dict[str, tuple[str, str]]:
    """Return for each mark the word before it and 16 letters behind it."""
    marks: dict[str, tuple[str, str]] = {}
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        names = {one.get("id"): one.get("href") for one in package.iter("{*}item")}
        for item in package.iter("{*}itemref"):
            root = etree.fromstring(archive.read(f"EPUB/{names[item.get('idref')]}"))
            for gone in root.xpath(
                "//*[@role='doc-noteref' or @role='doc-endnotes' or local-name()='math'"
                " or local-name()='title' or @hidden]"
            ):
                gone.clear(keep_tail=True)
                gone.text = FORMULA if etree.QName(gone).localname == "math" else None
            for one in root.iter("{*}div", "{*}span"):
                if one.get("role") == "doc-pagebreak":
                    before = "".join(one.xpath("preceding::text()")).split()
                    # The letters of a formula are not told apart here, so the words end at it.
                    after = "".join(one.xpath("following::text()")).partition(FORMULA)[0]
                    marks[one.get("aria-label")] = (
                        letters("".join(before[-1:])),
                        letters(after)[:16],
                    )
    return marks

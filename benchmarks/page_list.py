"""Count the page numbers of EPUBs that do not stand where the printed pages begin.

    python benchmarks/page_list.py [PROJECT ...]     (default: the sample, and 300 pages made of it)

Each project is built as a whole. Then poppler's `pdftotext` says, by the places of the words on the
paper, with which words each page of the PDF begins, and with which folio it is printed; the words
behind the mark of that folio in the EPUB must be these. Nothing of ours reads the PDF. Where a page
begins with a picture or formula, whose letters are drawn, its caption must be on that page.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

import long_book

COMPARED = 16  # letters behind a mark
_LINE_PT = 5  # words of one line are this near to each other
_HTML = {"h": "http://www.w3.org/1999/xhtml"}
_NOT_IN_THE_TEXT = (
    "//*[@role='doc-noteref' or @role='doc-endnotes' or @hidden or local-name()='head']"
)
_DRAWN = "//*[local-name()='math' or local-name()='img' or local-name()='svg']"
DRAWING = "\ufffc"


@dataclass(frozen=True)
class Word:
    """A word on the paper: points from the top left."""

    text: str
    left_pt: float
    top_pt: float


@dataclass(frozen=True)
class Mark:
    """The mark of a page in the EPUB: the word before it, and the text behind.

    `head` is that of the table around it, which print says again on each page.
    """

    folio: str
    before: str
    behind: str
    head: str


def main() -> None:
    """Build and compare each project."""
    with tempfile.TemporaryDirectory() as made:
        projects = [Path(argument) for argument in sys.argv[1:]]
        for project in projects or [long_book.ROOT, long_book.make(Path(made) / "long")]:
            with tempfile.TemporaryDirectory() as output:
                report(project, Path(output))


def report(project: Path, output: Path) -> None:
    """Print what was compared, and each page that is wrong."""
    command = [sys.executable, "-m", "publish", "build", "pdf", "epub", "-C", str(project)]
    subprocess.run([*command, "-o", str(output)], check=True, capture_output=True)
    pdf, epub = next(output.glob("*.pdf")), next(output.glob("*.epub"))
    paper, marks, listed = printed_pages(pdf), marks_of(epub), page_list(epub)
    wrong = [
        one for one in marks if not any(begins(text, one) for text in paper.get(one.folio, ()))
    ]
    drawn = sum(one.behind.startswith(DRAWING) for one in marks)
    unmarked = [folio for folio, (text, _) in paper.items() if text and folio not in {*listed}]
    print(
        f"{project.resolve().name}: {len(paper)} pages, {len(marks)} marks ({drawn} at drawings), "
        f"{sum(not one.folio.isdigit() for one in marks)} of them roman; "
        f"{len(wrong)} in a wrong place, {len(unmarked)} pages with words but without a mark, "
        f"page list {'agrees' if listed == [one.folio for one in marks] else 'DIFFERS'}"
    )
    for one in wrong:
        print(f"  page {one.folio}: mark before {one.behind[:40]!r}")
        print(f"      the page begins {[text[:40] for text in paper.get(one.folio, ())]}")
    for folio in unmarked:
        print(f"  page {folio}: no mark; the page begins {paper[folio][0][:40]!r}")


def begins(page: str, mark: Mark) -> bool:
    """Tell whether a page begins with what stands behind a mark."""
    if mark.behind.startswith(DRAWING):
        words = mark.behind.strip(DRAWING).partition(DRAWING)[0][:COMPARED]
        return words in page
    # A drawing in the line has letters that only the paper knows: the words end before it.
    behind = mark.behind.partition(DRAWING)[0][:COMPARED]
    # A page may begin with the rest of a word; the mark stands before the next whole one.
    rests = ["", *(mark.before[-n:] for n in range(1, len(mark.before)))]
    return any(page.startswith((rest + behind, mark.head + rest + behind)) for rest in rests)


def letters(text: str) -> str:
    """Return letters only: hyphens come and go at line ends, and numbers may be marks of notes."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in plain if one.isalpha() or one == DRAWING)


def printed_pages(pdf: Path) -> dict[str, tuple[str, str]]:
    """Return each page's text below the running head, by the folio that the file says it has.

    Twice: column by column, as poppler reads, and line by line across columns.
    """
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True)
    root = etree.fromstring(boxes.stdout, etree.XMLParser(recover=True))
    pages = [
        [Word(one.text or "", *(float(one.get(k)) for k in ("xMin", "yMin"))) for one in page]
        for page in root.iterfind(".//h:page", _HTML)
    ]
    labels = folios(pdf)
    tops = Counter(head_of(*one) for one in zip(labels, pages, strict=True))
    tops.pop(None, None)
    head_pt = tops.most_common(1)[0][0] if tops else None
    found = {}
    for folio, words in zip(labels, pages, strict=True):
        if head_pt is not None and head_of(folio, words) == head_pt:
            words = [one for one in words if abs(one.top_pt - head_pt) > _LINE_PT]
        across = sorted(words, key=lambda one: (round(one.top_pt / _LINE_PT), one.left_pt))
        found[folio] = (in_letters(words), in_letters(across))
    return found


def head_of(folio: str, words: list[Word]) -> int | None:
    """Return where the first line of a page stands, if it is a running head with the folio."""
    top_pt = min((one.top_pt for one in words), default=0)
    line = [one.text for one in words if abs(one.top_pt - top_pt) < _LINE_PT]
    return round(top_pt) if folio in line else None


def in_letters(words: list[Word]) -> str:
    """Return the letters of words."""
    return letters(" ".join(one.text for one in words))


def folios(pdf: Path) -> list[str]:
    """Return the page labels of a PDF, as pdfium reads them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return [document.get_page_label(index) for index in range(len(document))]


def page_list(epub: Path) -> list[str]:
    """Return the page numbers that the navigation document lists."""
    with zipfile.ZipFile(epub) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    return nav.xpath("//*[@role='doc-pagelist']//h:a/text()", namespaces=_HTML)


def marks_of(epub: Path) -> list[Mark]:
    """Return the marks in reading order."""
    marks = []
    with zipfile.ZipFile(epub) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        names = {one.get("id"): one.get("href") for one in package.iter("{*}item")}
        for item in package.iter("{*}itemref"):
            root = etree.fromstring(archive.read(f"EPUB/{names[item.get('idref')]}"))
            marks += marks_in(root)
    return marks


def marks_in(root: etree._Element) -> list[Mark]:
    """Return the marks of one document; its notes and their marks are not part of the text."""
    for gone in root.xpath(_NOT_IN_THE_TEXT):
        gone.clear(keep_tail=True)
    for drawing in root.xpath(_DRAWN):
        drawing.clear(keep_tail=True)
        drawing.text = DRAWING
    for entry in root.xpath("//h:nav//h:a", namespaces=_HTML):
        entry.tail = DRAWING  # in print, its page number stands here
    marks = []
    for one in root.xpath("//*[@role='doc-pagebreak']"):
        before = "".join(one.xpath("preceding::text()")).split()
        behind = letters("".join(one.xpath("following::text()"))[:2000])
        head = letters("".join(one.xpath("ancestor::h:table/h:thead//text()", namespaces=_HTML)))
        marks.append(Mark(one.get("aria-label"), letters("".join(before[-1:])), behind, head))
    return marks


if __name__ == "__main__":
    main()

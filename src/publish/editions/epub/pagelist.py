"""Marks in the text where the pages of the print edition begin, to the word.

Source: EPUB 3.3, 7.4.2.6 and D.4; EPUB Accessibility 1.1, 3.1; DPUB-ARIA 1.1 (doc-pagebreak).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest

from publish.diagnostics import Diagnostic, Severity
from publish.editions import markup
from publish.editions.epub.names import unique
from publish.editions.markup import OPS, XHTML, Element
from publish.editions.reading import OBJECT, Word, name_of, words
from publish.model.document import Chapter, Document, Role
from publish.model.pagination import Pagination, Reading

# A page that begins with one of these begins before it, not inside.
_WHOLE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figure", "table", "nav"})


@dataclass(frozen=True, slots=True)
class PageMark:
    """A place where a page begins: its folio as printed, and the id of the mark."""

    folio: str
    id: str


@dataclass(slots=True)
class PrintPages:
    """The pages of the print edition, and where they were marked: chapter name -> marks."""

    pagination: Pagination
    marks: dict[str, tuple[PageMark, ...]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def mark(self, root: Element, chapter: Chapter) -> None:
        """Mark in a chapter's text where pages begin. A blank page has no mark."""
        reading = self.pagination.readings.get(chapter.name)
        if reading is None:
            return
        self.marks[chapter.name] = tuple(mark_pages(root, reading))
        # The contents are three levels deep here, and as deep as the author likes in print.
        if chapter.name in self.pagination.shared and chapter.role is not Role.CONTENTS:
            self._compare(reading.words, [word.text for word in words(root)], chapter)
        if not reading.is_exact and len(reading.starts) > 1:
            message = "not every word of this chapter could be followed to its printed page"
            hint = "page numbers stand before the first paragraph that begins on each page"
            code, where = "epub-page-list-inexact", chapter.place
            self.diagnostics.append(Diagnostic(code, message, where, hint, Severity.WARNING))

    def _compare(self, printed: Sequence[str], shown: Sequence[str], chapter: Chapter) -> None:
        """Tell where a chapter says other words than in print, which it never should."""
        pairs = enumerate(zip_longest(printed, shown))
        first = next((number for number, (one, other) in pairs if one != other), None)
        if first is not None:
            said, is_said = (" ".join(one[first : first + 4]) for one in (printed, shown))
            message = f"print says {said!r} where the EPUB says {is_said!r}"
            where = chapter.place
            self.diagnostics.append(
                Diagnostic("epub-text-differs", message, where, severity=Severity.WARNING)
            )

    @property
    def is_marked(self) -> bool:
        """Whether any page is marked."""
        return any(self.marks.values())


def print_pages(document: Document) -> PrintPages:
    """Return the pages to mark: none where the settings say so, or where none are known."""
    if not document.settings.epub.page_list:
        return PrintPages(Pagination())
    pages = PrintPages(document.pagination)
    if not pages.pagination.readings:
        message = "the EPUB has no page numbers, because the print edition could not be laid out"
        hint = "'publish doctor' tells what is missing; or say epub: {page-list: false}"
        note = Diagnostic("epub-page-list-missing", message, None, hint, Severity.NOTE)
        pages.diagnostics.append(note)
    return pages


def mark_pages(root: Element, reading: Reading) -> list[PageMark]:
    """Put a mark before each word of `root` with which a page begins; return them in order."""
    found = words(root)
    wanted = [word for _, word in reading.starts]
    places = list(word_places(wanted, reading.words, [word.text for word in found]))
    firsts = _first_words(found)
    taken = {str(one) for one in root.xpath("//@id")}  # type: ignore[union-attr]
    marks: list[PageMark] = []
    todo: list[tuple[int, PageMark]] = []
    for (folio, _), place in zip(reading.starts, places, strict=True):
        if place is not None:
            mark = PageMark(folio, unique(f"page{folio}", taken))
            marks.append(mark)
            todo.append((place, mark))
    # From the end, so that the places of the others stay as they were read.
    for index, mark in reversed(todo):
        _insert(found[index], firsts.get(index), mark)
    return marks


def word_places(
    wanted: Sequence[int], printed: Sequence[str], shown: Sequence[str]
) -> Iterator[int | None]:
    """Yield for numbers of printed words the numbers of the same words as shown here.

    Words that only print has count to the next that both have; None where there is no such.
    """
    blocks = _common(printed, shown)
    for number in wanted:
        block = next((one for one in blocks if number < one[0] + one[2]), None)
        yield block[1] + max(0, number - block[0]) if block else None


def _common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return stretches of words that are the same: begin here, begin there, length."""
    shortest = min(len(one), len(other))
    head = next((n for n in range(shortest) if one[n] != other[n]), shortest)
    rest = shortest - head
    tail = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
    middle = SequenceMatcher(
        None, one[head : len(one) - tail], other[head : len(other) - tail], autojunk=False
    )
    blocks = [(0, 0, head)]
    blocks += [(head + a, head + b, size) for a, b, size in middle.get_matching_blocks()]
    blocks.append((len(one) - tail, len(other) - tail, tail))
    return [block for block in blocks if block[2]]


def _first_words(found: list[Word]) -> dict[int, Element]:
    """Return the outermost heading, figure or table that each word opens, by the word's number."""
    firsts: dict[int, Element] = {}
    seen: set[Element] = set()
    last: Element | None = None
    for index, word in enumerate(found):
        if word.owner is last:
            continue
        last = word.owner
        for element in (word.owner, *word.owner.iterancestors()):
            if element not in seen:
                seen.add(element)
                if name_of(element) in _WHOLE:
                    firsts[index] = element
    return firsts


def _insert(word: Word, whole: Element | None, mark: PageMark) -> None:
    if whole is not None:
        _fill(_before(_box_of(whole), "div"), mark)
    elif word.text == OBJECT:
        _fill(_before(word.element, "span"), mark)
    elif word.is_tail:
        element, text = word.element, word.element.tail
        element.tail = text[: word.at]
        made = _made("span")
        element.addnext(made)
        # lxml moves the tail of an element along with what is put behind it.
        element.tail, made.tail = text[: word.at], text[word.at :]
        _fill(made, mark)
    else:
        element, text = word.element, word.element.text
        made = _made("span")
        made.tail = text[word.at :]
        element.text = text[: word.at]
        element.insert(0, made)
        _fill(made, mark)


def _box_of(whole: Element) -> Element:
    """Return a table's scrolling box for the table, else the element itself."""
    parent = whole.getparent()
    is_boxed = parent is not None and name_of(whole) == "table" and parent.get("class") == "table"
    return parent if is_boxed and parent is not None else whole


def _before(element: Element, name: str) -> Element:
    """Put an element before another, and before the marks of later pages that begin there too."""
    previous = element.getprevious()
    while previous is not None and previous.get("role") == "doc-pagebreak" and not previous.tail:
        element, previous = previous, previous.getprevious()
    made = _made(name)
    element.addprevious(made)
    return made


def _made(name: str) -> Element:
    return markup.make(f"{{{XHTML}}}{name}", {None: XHTML, "epub": OPS})


def _fill(element: Element, mark: PageMark) -> None:
    element.set(f"{{{OPS}}}type", "pagebreak")
    element.set("role", "doc-pagebreak")
    element.set("id", mark.id)
    element.set("aria-label", mark.folio)

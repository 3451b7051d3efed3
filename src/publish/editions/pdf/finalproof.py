"""The last proof, on the bytes that are given out: every word drawn, every number the right one.

What the engine laid out was proved before (see `proof`). Here the finished file is read back with
a library that had no part in writing it, and must show all of that.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.pdf.finished import FinishedLink, FinishedPage
from publish.editions.pdf.kept import Shown
from publish.editions.pdf.layout import Layout
from publish.editions.pdf.openings import Opening, roman
from publish.editions.pdf.proofs import Draught, Heads, PageWords
from publish.editions.pdf.readers import PAGES_THAT_PAY, Readers
from publish.editions.pdf.words import letters_of
from publish.model.nodes import Link
from publish.model.walk import every, plain_text

Files = Mapping[str, tuple[Draught, Heads | None]]
_FOLIO = re.compile(r"[ivxlcdm]+|\d+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")  # "43n" is a page and a note on it
# A letter of these scripts has a glyph of its own, so that it can be read back from the file.
_READ_BACK = ("LATIN", "GREEK", "CYRILLIC", "DIGIT", "HEBREW", "ARABIC", "CJK", "HIRAGANA")


def prove_finished(
    data: bytes, layout: Layout, files: Files, readers: Readers
) -> Iterator[Diagnostic]:
    """Yield an error for everything that the finished file does not show as it was laid out."""
    pages = _read(data, layout, readers)
    if len(pages) != layout.page_count:
        message = f"the file has {len(pages)} pages instead of {layout.page_count}"
        yield _finding("pdf-text-not-drawn", message, None)
        return
    yield from _about_counting(layout, pages)
    targets = {
        name: opening.page + point.page
        for opening in layout.openings
        for name, point in opening.laid_out.anchors.items()
    }
    for opening in layout.openings:
        place = opening.sheets.chapters[0].place
        own = pages[opening.page : opening.page + opening.laid_out.page_count]
        for page, expected in zip(own, _words(*files[opening.sheets.name]), strict=True):
            yield from _about_words(page, expected, place)
        yield from _about_notes(opening, pages, targets)
    yield from _about_numbers(layout, pages, targets)


def readers_for(layout: Layout) -> Readers:
    """Start the processes that read the file of a layout: as many as pay, none with `--jobs 1`."""
    press = layout.press
    most = min(press.processes, layout.page_count // PAGES_THAT_PAY)
    if press.kept.has_read(layout.document.settings.output_name):
        most = min(most, 1)  # most pages will be as they were
    return Readers(most if press.processes > 1 else 0)


def _read(data: bytes, layout: Layout, readers: Readers) -> list[FinishedPage]:
    """Return the pages of the file; those that are as they were are known from the last build."""
    kept, book = layout.press.kept, layout.document.settings.output_name
    if not kept.outlasts:
        return [page for _, page in readers.read(data, None)]
    known = kept.read_before(book)
    found = readers.read(data, frozenset(known))
    pages = [_as_it_was(page, known.get(mark)) for mark, page in found]
    shown = ((one.text, tuple((link.words, link.target) for link in one.links)) for one in pages)
    kept.keep_read(book, {mark: one for (mark, _), one in zip(found, shown, strict=True) if mark})
    return pages


def _as_it_was(page: FinishedPage, shown: Shown | None) -> FinishedPage:
    """Return a page with what was read on it before, if it is known."""
    if shown is None:
        return page
    text, links = shown
    return FinishedPage(page.label, text, tuple(FinishedLink(*link) for link in links))


def _words(text: Draught, heads: Heads | None) -> Sequence[PageWords]:
    if heads is None:
        return text.words
    return [one.with_heads(over) for one, over in zip(text.words, heads.words, strict=True)]


def _about_counting(layout: Layout, pages: Sequence[FinishedPage]) -> Iterator[Diagnostic]:
    """Look whether the pages count from i, or 1, one by one; the body once more from 1.

    A blank page before a chapter counts too, whatever it is called.
    """
    count = at = 0
    was_front = True
    for opening in layout.openings:
        is_front = opening.sheets.is_front
        count = count + opening.page - at if is_front or not was_front else 0
        was_front, at = is_front, opening.page + opening.laid_out.page_count
        for page in pages[opening.page : at]:
            count += 1
            if page.label != (roman(count) if is_front else str(count)):
                message = f"page {page.label} should be number {count}"
                yield _finding("pdf-page-number-wrong", message, None)
                return


def _about_words(
    page: FinishedPage, expected: PageWords, place: Place | None
) -> Iterator[Diagnostic]:
    shown, laid_out = letters_of(page.text), letters_of(expected.letters)
    lost = sorted(one for one in (laid_out - shown).elements() if _is_read_back(one))
    more = sorted(one for one in (shown - laid_out).elements() if _is_read_back(one))
    if lost:
        message = f"{len(lost)} letters of page {page.label} were not drawn: {_some(lost)}"
        yield _finding("pdf-text-not-drawn", message, place)
    if more and not expected.has_pictures:
        message = f"{len(more)} letters of page {page.label} were drawn twice: {_some(more)}"
        yield _finding("pdf-text-not-drawn", message, place)
    folios = [one for one in expected.margins if _FOLIO.fullmatch(one)]
    if folios and page.label not in folios:
        message = f"page {page.label} bears the number {folios[0]}"
        yield _finding("pdf-page-number-wrong", message, place)


def _is_read_back(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_READ_BACK)


def _some(letters: Sequence[str]) -> str:
    return "".join(letters) if len(letters) <= 20 else "".join(letters[:20]) + " …"


def _about_notes(
    opening: Opening, pages: Sequence[FinishedPage], targets: Mapping[str, int]
) -> Iterator[Diagnostic]:
    """Look for the mark of every note, which leads to its note, and the number there, back."""
    expected: Counter[tuple[int, int, str]] = Counter()
    for note in opening.laid_out.notes:
        mark, foot = opening.page + note.call_page, opening.page + note.pages[0]
        expected.update([(mark, foot, note.number), (foot, mark, note.number)])
    for name, point in opening.laid_out.anchors.items():
        # A note at the end of the chapter or the book, and its mark.
        end = targets.get(name.replace("fnref-", "fn-", 1)) if name.startswith("fnref-") else None
        if end is not None:
            mark, number = opening.page + point.page, name.rpartition("-")[2]
            expected.update([(mark, end, number), (end, mark, number)])
    missing = expected - _linked_numbers(pages, {page for page, _, _ in expected})
    for page, _, number in sorted(missing):
        message = f"note {number}, or its mark, cannot be read on page {pages[page].label}"
        yield _finding("pdf-note-not-drawn", message, opening.sheets.chapters[0].place)


def _about_numbers(
    layout: Layout, pages: Sequence[FinishedPage], targets: Mapping[str, int]
) -> Iterator[Diagnostic]:
    """Look whether every printed page number is that of the page its link leads to."""
    shown: Counter[tuple[int, str]] = Counter()
    for (_, target, number), count in _linked_numbers(pages, range(len(pages))).items():
        shown[target, number] += count
    expected: Counter[tuple[int, str]] = Counter()
    for opening in layout.openings:
        expected.update(_references(opening, targets))
    for (target, number), count in expected.items():
        label = pages[target].label
        if number != label:
            message = f"a reference says page {number}, but its target is on page {label}"
        elif shown[target, number] < count:
            message = f"a reference to page {number} cannot be read"
        else:
            continue
        yield _finding("pdf-page-number-wrong", message, None)


def _references(opening: Opening, targets: Mapping[str, int]) -> Counter[tuple[int, str]]:
    """Return the page numbers that a chapter prints, with the pages that they should be of."""
    found: Counter[tuple[int, str]] = Counter()
    for chapter in opening.sheets.chapters:
        for link in every(Link, chapter.blocks):
            target = targets.get(link.target.url.removeprefix("#"))
            numbers = _FOLIO.findall(plain_text(link.content))
            if "pageref" in link.attr.classes and target is not None and numbers:
                found[target, numbers[0]] += 1
    for name, folio in opening.sheets.folios:
        if name in targets:
            found[targets[name], folio] += 1
    return found


def _linked_numbers(
    pages: Sequence[FinishedPage], numbers: Iterable[int]
) -> Counter[tuple[int, int, str]]:
    """Return the words that can be read on links: page, page it leads to, word."""
    return Counter(
        (number, link.target, word)
        for number in numbers
        for link in pages[number].links
        for word in set(_TOKEN.findall(link.words))
    )


def _finding(code: str, message: str, place: Place | None) -> Diagnostic:
    return Diagnostic(code, message, place, "please report this book as a fault", Severity.ERROR)

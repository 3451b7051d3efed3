"""The print edition: a document and a design in, a proved PDF file out."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import publish
from publish.copied import Copied, can_copy
from publish.diagnostics import Diagnostic, stop_on_errors
from publish.editions.edition import Artifact, Design, Edition, Pagination
from publish.editions.pdf.archive import Source, read_sources
from publish.editions.pdf.finalproof import Files, prove_finished, readers_for
from publish.editions.pdf.glyphs import about_glyphs, missing_character
from publish.editions.pdf.layout import Layout, lay_out, start_press
from publish.editions.pdf.merge import Drawn, gathered, merge
from publish.editions.pdf.metadata import Imprint
from publish.editions.pdf.openings import Opening
from publish.editions.pdf.preflight import Expected, preflight
from publish.editions.pdf.press import Press
from publish.editions.pdf.proof import prove, prove_heads
from publish.editions.pdf.proofs import Draught, Heads
from publish.editions.pdf.readers import Readers
from publish.editions.pdf.sayings import Listener
from publish.editions.pdf.sheets import direction
from publish.editions.sourcedate import source_date
from publish.model.document import Document, Role
from publish.model.walk import plain_text
from publish.structure import with_pages

_MOST_PASSES = 4


def settle(
    document: Document, design: Design, press: Press | None = None
) -> tuple[Document, Layout]:
    """Lay a book out until its page numbers stand: return it with them, and its pages.

    `press` is one that `start_press` started for this book and design, to save the wait.

    Raises: PublishError if Pango is missing.
    """
    if press is None:
        press = start_press(document.folder, document.settings, design)
    # Mostly the numbers of the last build are right, and no chapter is laid out for them.
    name = _file_name(document)
    known = press.kept.folios(name)
    first = with_pages(document, Pagination(known)) if known else document
    layout = lay_out(first, design, press, known, is_guess=not known)
    for _ in range(_MOST_PASSES):
        before = layout.pagination
        layout = layout.update(with_pages(layout.document, before))
        if layout.pagination.folios == before.folios:
            break
    press.kept.keep_folios(name, layout.pagination.folios)
    return layout.document, layout


def print_book(layout: Layout, *, is_last: bool = False) -> Artifact:
    """Return a layout as a PDF file.

    With `is_last`, the processes that laid it out end, with all that they hold, as soon as every
    page is drawn.

    Raises: PublishError if something of the book is lost or false on the pages.
    """
    with ThreadPoolExecutor(1) as beside:
        # Others draw meanwhile. An error of the proof goes first: it tells what cannot be drawn.
        drawing = beside.submit(layout.draw)
        heading = beside.submit(layout.draw_heads)
        findings = list(prove(layout))
        stop_on_errors(findings)
        texts = drawing.result()
        with gathered(texts, [_drawn(layout.document, one) for one in layout.openings]) as pages:
            heads = heading.result()
            if is_last:
                layout.press.stop()
            files = {name: (text, heads[name]) for name, text in texts.items()}
            findings += prove_heads(layout, heads)
            without_glyph, said = _about_drawing(layout, files)
            stop_on_errors(findings := findings + said)
            with closing(readers_for(layout)) as readers:
                imprint = _imprint(layout.document, keeps_standards=not without_glyph)
                data = merge(pages, heads, imprint, layout.press.kept.face, _sources(layout))
                findings += _looked_at(data, layout, files, readers)
    stop_on_errors(findings)
    return Artifact("pdf", _file_name(layout.document), data, _unique(findings))


def _about_drawing(layout: Layout, files: Files) -> tuple[list[str], list[Diagnostic]]:
    """Return what the engine said when it drew: letters without a glyph, and all findings."""
    messages = [message for file in _all(files) for message in file.messages]
    listener = Listener(layout.document, layout.design.print_css)
    findings = [listener.finding(one, None) for one in messages if not missing_character(one)]
    without_glyph = [*filter(None, map(missing_character, messages))]
    findings += about_glyphs(layout.document, without_glyph)
    findings += _about_standard(layout.document, without_glyph)
    return without_glyph, findings


def _looked_at(data: bytes, layout: Layout, files: Files, readers: Readers) -> list[Diagnostic]:
    """Return what is wrong with the finished file: read as readers see it, and as a tree."""
    pictures = [picture for text, _ in files.values() for picture in text.pictures]

    def built() -> list[Diagnostic]:
        return [*preflight(data, expected_of(layout), layout.document, pictures)]

    if readers.processes and can_copy():
        copied = Copied(built)
        try:
            seen = [*prove_finished(data, layout, files, readers)]
        finally:
            found = copied.result()
        return seen + found
    with ThreadPoolExecutor(1) as beside:
        # While others read the pages, or PDFium here, which lets go of Python, the tree is ours.
        proving = beside.submit(lambda: [*prove_finished(data, layout, files, readers)])
        found = built()
    return proving.result() + found


def _all(files: Files) -> Iterator[Draught | Heads]:
    return (one for pair in files.values() for one in pair if one is not None)


def render(document: Document, design: Design) -> Artifact:
    """Lay out and print a book in one go."""
    return print_book(settle(document, design)[1])


PDF = Edition("pdf", ".pdf", "print PDF", render)


def _drawn(document: Document, opening: Opening) -> Drawn:
    ids = {chapter.id for chapter in opening.sheets.chapters}
    levels = [entry.level for entry in document.contents if entry.id in ids]
    return Drawn(
        name=opening.sheets.name,
        page_count=opening.laid_out.page_count,
        first_page=opening.page,
        is_front=opening.sheets.is_front,
        first_folio=opening.first_folio,
        anchors=opening.laid_out.anchors,
        bookmarks=opening.laid_out.bookmarks,
        level=levels[0] if levels and _is_in_part(document, opening) else 1,
    )


def expected_of(layout: Layout) -> Expected:
    """Return what the finished file must have, by the layout."""
    openings = layout.openings
    folios = {
        opening.page + index: folio
        for opening in openings
        for index, folio in enumerate(opening.folios)
    }
    blank = frozenset(range(layout.page_count)) - set(folios)
    at_foot = sum(len(one.laid_out.notes) for one in openings)
    at_end = sum(one.sheets.xhtml.count('<aside class="endnote') for one in openings)
    return Expected(folios, blank, at_foot + at_end)


def _is_in_part(document: Document, opening: Opening) -> bool:
    return opening.sheets.chapters[0].role is not Role.PART and any(document.of(Role.PART))


def _about_standard(document: Document, without_glyph: list[str]) -> Iterator[Diagnostic]:
    """Yield an error if a file for the archive was asked for that cannot be one."""
    standard = document.settings.print.pdf_standard
    if without_glyph and standard != "ua-1":
        message = f"the PDF cannot be PDF/{standard.upper()}: letters are missing in its fonts"
        hint = "see the findings about glyphs, or leave `print: pdf-standard` out"
        place = document.places.get("print.pdf-standard") or document.places.get("pdf-standard")
        yield Diagnostic("pdf-standard-missed", message, place, hint)


def _imprint(document: Document, *, keeps_standards: bool) -> Imprint:
    metadata = document.metadata
    title = plain_text(metadata.title)
    if metadata.subtitle:
        title = f"{title}: {plain_text(metadata.subtitle)}"
    return Imprint(
        title=title,
        authors=tuple(person.name for person in metadata.authors),
        lang=metadata.lang,
        is_rtl=direction(document, metadata.lang) == "rtl",
        subject=metadata.description,
        keywords=metadata.keywords,
        publisher=metadata.publisher,
        rights=plain_text(metadata.rights),
        date=metadata.date if metadata.date[:4].isdigit() else "",
        modified=_source_date(),
        creator=f"publish {publish.__version__}",
        identifiers=tuple(
            f"urn:isbn:{one.value}"
            for one in metadata.identifiers
            if one.scheme == "isbn" and one.edition in ("", "pdf")
        ),
        standard=document.settings.print.pdf_standard if keeps_standards else "",
    )


def _sources(layout: Layout) -> tuple[Source, ...]:
    """Return what PDF/A-3 is for: the files that the book was made from."""
    if not layout.document.settings.print.pdf_standard.startswith("a-3"):
        return ()
    return read_sources(layout.document.folder, layout.design.sources)


def _source_date() -> str:
    date = source_date()
    return date.isoformat() if date else ""


def _file_name(document: Document) -> str:
    return f"{document.settings.output_name or 'book'}.pdf"


def _unique(findings: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(dict.fromkeys(findings))

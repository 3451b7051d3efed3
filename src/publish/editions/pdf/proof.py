"""Looks at the pages of every book before they are given out: nothing lost, nothing wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.design import default_styles, font_package
from publish.editions.families import named_families
from publish.editions.math import drawn_formulas
from publish.editions.pdf.layout import Layout
from publish.editions.pdf.openings import Opening
from publish.editions.pdf.proofs import Heads, NotePlace, WordProof
from publish.editions.pdf.sayings import Listener
from publish.editions.pdf.sheets import printed_chapters
from publish.manuscript.places import place_of_words
from publish.model.document import Chapter
from publish.model.nodes import Link, Note
from publish.model.walk import every, plain_text

Where = Callable[[str], Place | None]
_REPORT = "please report this book as a fault"
_FOLIO = re.compile(r"[ivxlcdm]+|\d+")


def prove(layout: Layout) -> Iterator[Diagnostic]:
    """Yield what is wrong with a layout: an error for what is lost or false, else a warning."""
    folios = layout.pagination.folios
    has_pages = {one.name for opening in layout.openings for one in opening.sheets.chapters}
    for chapter in printed_chapters(layout.document):
        if chapter.name not in has_pages:
            lost = f"the chapter {chapter.name!r} has no pages"
            yield _finding("pdf-text-lost", lost, chapter.place, _REPORT)
    yield from drawn_formulas(layout.document).diagnostics
    listener = Listener(layout.document, layout.design.print_css)
    said = (one for opening in layout.openings for one in opening.laid_out.design_messages)
    for message in dict.fromkeys(said):
        yield listener.finding(message, None)
    yield from missing_families(layout)
    yield from (one for proof in layout.proofs for one in proof.findings)
    for opening in layout.openings:
        where = _words_finder(layout, opening)
        yield from _about_notes(opening, where)
        yield from _about_words(opening.laid_out.words, where)
        for page, words in opening.laid_out.overfull:
            hint = "break the line, or make the table or formula narrower"
            yield _too_wide(words, opening.folios[page], where(words), hint)
        for hole in opening.laid_out.holes:
            yield _finding(
                "pdf-page-white",
                f"{hole.share:.0%} of page {opening.folios[hole.page]} is white before "
                f"{hole.before.strip()}",
                _place(opening),
                "move it in the text, or make it smaller",
                Severity.NOTE,
            )
        for chapter in opening.sheets.chapters:
            yield from _about_page_references(chapter, folios)
        for message in opening.laid_out.messages:
            yield listener.finding(message, _place(opening))


def prove_heads(layout: Layout, heads: Mapping[str, Heads | None]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the heads and folios of chapters, by their names."""
    for opening in layout.openings:
        one = heads[opening.sheets.name]
        for page, words in one.overfull if one else ():
            hint = "give the chapter a short title for running heads, or make them smaller"
            yield _too_wide(words, opening.folios[page], _place(opening), hint)


def _too_wide(words: str, folio: str, place: Place | None, hint: str) -> Diagnostic:
    message = f"{words.strip()!r} runs over the edge of page {folio}"
    return _finding("pdf-text-too-wide", message, place, hint, Severity.WARNING)


def _words_finder(layout: Layout, opening: Opening) -> Where:
    """Return what tells where words were written; of those that are not found, the chapter."""
    folder, chapters = layout.document.folder, opening.sheets.chapters

    def where(words: str) -> Place | None:
        places = (place_of_words(folder, one, words) for one in chapters)
        starts = [one.place for one in chapters]
        return next((one for one in places if one not in starts), starts[0])

    return where


def _about_words(words: WordProof, where: Where) -> Iterator[Diagnostic]:
    for text in words.lost:
        yield _finding(
            "pdf-text-lost", f"some of these words are on no page: {text}", where(text), _REPORT
        )
    for text in words.repeated:
        message = f"some of these words are on the pages more than once: {text}"
        yield _finding("pdf-text-repeated", message, where(text), _REPORT)
    for text in words.hidden:
        message = f"a stylesheet keeps these words off the pages: {text}"
        hint = "look for `display: none` in styles/print.css"
        yield _finding("pdf-text-hidden", message, where(text), hint, Severity.WARNING)


def _about_notes(opening: Opening, where: Where) -> Iterator[Diagnostic]:
    notes = opening.laid_out.notes
    found = [(at, one) for at, note in enumerate(notes) for one in _about_note(note, opening)]
    if not found:
        return  # to look for the places of notes takes longer than all the rest
    written = [one for chapter in opening.sheets.chapters for one in every(Note, chapter.blocks)]
    for at, finding in found:
        place = _place(opening)
        if len(written) == len(notes):  # the engine's notes are in reading order
            place = written[at].place or where(plain_text(written[at].content))
        yield replace(finding, place=place)


def _about_note(note: NotePlace, opening: Opening) -> Iterator[Diagnostic]:
    """Yield what is wrong with a note, without its place."""
    number = note.id.rpartition("-")[2]
    if not note.pages or note.call_page < 0:
        yield _finding("pdf-note-lost", f"note {number} was lost in the layout", hint=_REPORT)
        return
    if len(note.pages) > 1:
        yield _finding("pdf-note-repeated", f"note {number} is printed more than once")
    folio = opening.folios[note.pages[0]]
    if note.is_cut:
        message = f"note {number} is longer than page {folio} and runs off it"
        yield _finding("pdf-note-too-long", message, hint="move part of it into the text")
    elif note.pages[0] < note.call_page:
        message = f"note {number} is printed on page {folio}, before its mark"
        yield _finding("pdf-note-early", message)
    elif note.pages[0] > note.call_page:
        mark = opening.folios[note.call_page]
        message = f"note {number} is printed on page {folio}, its mark is on page {mark}"
        yield _finding("pdf-note-late", message, severity=Severity.NOTE)


def _about_page_references(chapter: Chapter, folios: Mapping[str, str]) -> Iterator[Diagnostic]:
    for link in every(Link, chapter.blocks):
        if "pageref" not in link.attr.classes or not link.target.url.startswith("#"):
            continue
        printed, true = plain_text(link.content), folios.get(link.target.url[1:], "")
        if printed != true and (not printed or _FOLIO.fullmatch(printed)):
            message = f"a reference says page {printed!r}, but its target is on page {true!r}"
            yield _finding("pdf-page-number-wrong", message, link.place or chapter.place)


def missing_families(layout: Layout) -> Iterator[Diagnostic]:
    """Yield a warning for each font family that an author's stylesheet names and nobody has."""
    listener = Listener(layout.document, layout.design.print_css)
    own = [*listener.own_stylesheets()]
    if not any(named for _, named in own):
        return
    # What the default design asks for is there, or left out on purpose (`publish[cjk]`).
    default = (default_styles() / "print.css").read_text(encoding="utf-8")
    known = layout.press.families() | {one.name.lower() for one in named_families(default)}
    for path, named in own:
        for one in named:
            if one.name.lower() not in known:
                package = font_package(one.name).replace("_", "-")
                hint = f"put its files into styles/fonts/, or pip install {package} if there is one"
                place = Place(path, one.line, one.column)
                message = f"no font family {one.name!r}: another face is printed"
                yield _finding("font-missing", message, place, hint, Severity.WARNING)


def _place(opening: Opening) -> Place | None:
    return opening.sheets.chapters[0].place


def _finding(
    code: str,
    message: str,
    place: Place | None = None,
    hint: str = "",
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    return Diagnostic(code, message, place, hint, severity)

"""Lays chapters out and draws them; it runs in the child processes of `press`, never in ours.

One `Engine` serves one book. `lay_out` breaks a chapter into pages and tells what fell where;
the pages stay here until `draw` writes them. Heads and folios come last, by themselves
(`draw_heads`): a chapter's first page number depends on all the chapters before it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from publish.editions.pdf.formulas import Scales, apply_scales, too_wide
from publish.editions.pdf.headlayer import head_boxes, head_state, without_heads
from publish.editions.pdf.holes import Fits, apply_fits, fits_for, restore
from publish.editions.pdf.jail import digest_of, libraries
from publish.editions.pdf.links import mend_links
from publish.editions.pdf.log import EngineLog
from publish.editions.pdf.longnotes import part_notes
from publish.editions.pdf.mended import (
    Document,
    Studio,
    finishing,
    font_uses,
    head_tools,
    pages_again,
    read_dictionaries,
)
from publish.editions.pdf.proofs import Draught, Heads, HeadState, LaidOut, Setup
from publish.editions.pdf.tags.gaps import mark_line_ends
from publish.editions.pdf.whereabouts import notes_to_part, overfull, what_fell_where
from publish.editions.pdf.words import body_letters, page_words, said

_COLLECTED_AFTER = 300  # pages; what they leave behind in circles is some ten megabytes
_MOST_PAGES = 170  # that wait to be laid out again: three quarters of a megabyte each
_MOST_ROUNDS = 5  # of laying a chapter out until notes are parted and holes filled


class Engine:
    """Lays out and draws the chapters of one book with one set of stylesheets."""

    def __init__(self, setup: Setup) -> None:
        self._studio = Studio(setup.folder, setup.asset_folders, setup.variant)
        self._files_read = self._studio.fetcher.read
        self._log = EngineLog()
        for text, path in setup.stylesheets:
            self._studio.add_stylesheet(text, path, self._log)
        self._setup_messages = self._log.take()
        self._rendered: dict[str, Document] = {}
        self._empties: dict[tuple[tuple[str, str], ...], Document] = {}
        once = self._files_read | set(libraries())
        self._read_once = {path: digest_of(path) for path in once}
        self._released = 0
        gc.freeze()  # what is needed to the end is not looked at again

    def warm_up(self, languages: tuple[str, ...]) -> None:
        """Read the hyphenation dictionaries of languages ahead of the first text."""
        read_dictionaries(languages)

    def families(self) -> tuple[str, ...]:
        """Return the names of the font families there are, in small letters."""
        return self._studio.families()

    def lay_out(self, key: str, xhtml: str) -> LaidOut:
        """Break a chapter into pages, keep them under `key` and tell what its page numbers need.

        `xhtml` is a whole document as XML without namespaces (SVG keeps its own).
        """
        return what_fell_where(self._break(key, xhtml), (), is_whole=False)

    def _break(self, key: str, xhtml: str) -> Document:
        """Break a chapter into pages, and keep them under `key`."""
        self._log.source = ""
        self._log.take()
        self._files_read.clear()
        # What an earlier text of the chapter needed is not asked: pages follow from the text alone.
        ends: Mapping[str, tuple[int, ...]] = {}
        fits: Fits = {}
        scales: Scales = {}
        before = self._rendered.pop(key, None)
        for _ in range(_MOST_ROUNDS):
            pages_again.before = before
            rendering = self._render(xhtml, ends, fits, scales)
            pages_again.let_go(rendering)
            if before is not None:
                before.release(rendering.boxes)
            before = rendering
            if not scales and (wide := dict(too_wide(rendering))):
                scales = wide
            elif parted := dict(notes_to_part(rendering, ends)):
                ends = {**ends, **parted}
            elif (changed := {**fits, **dict(fits_for(rendering, fits))}) != fits:
                fits = changed
            else:
                break
        rendering.messages = self._log.take()
        rendering.read = frozenset(self._files_read)
        self._rendered[key] = rendering
        return rendering

    def _reads(self, paths: Iterable[Path]) -> tuple[tuple[str, str], ...]:
        """Return files that something was made from, with digests of what was in them."""
        known = self._read_once
        return tuple((str(path), known.get(path) or digest_of(path)) for path in sorted(paths))

    def count_pages(self, key: str, xhtml: str) -> tuple[LaidOut, bool]:
        """Lay out a chapter only to know where everything falls: its page numbers are guessed.

        They may be right (see `close`), and most of its pages can be used again with others (see
        `pagesagain`). Returns too whether the pages stay: they do as long as there is room.
        """
        told = self.lay_out(key, xhtml)
        if sum(len(one.pages) for one in self._rendered.values()) > _MOST_PAGES:
            self.forget(key)
        return told, key in self._rendered

    def close(self, key: str) -> tuple[LaidOut, Draught | None]:
        """Tell all of a chapter that was laid out, draw its pages and free them.

        They are not drawn, and stay, if heads and folios cannot be drawn apart. What cannot be
        drawn at all stays too: what is wrong with a layout is better told by its proof.
        """
        rendering = self._rendered[key]
        heads = head_state(rendering)
        self._files_read.clear()
        finishing.finish(rendering, with_margins=heads is None)
        rendering.read |= self._files_read  # pictures in backgrounds and margins
        rendering.messages += self._log.take()
        mark_line_ends(rendering._html.etree_element, rendering.pages)
        for page in rendering.pages:
            mend_links(page)
        rendering.letters = tuple(map(body_letters, rendering.boxes))
        told = replace(
            what_fell_where(rendering, rendering.messages, is_whole=True),
            design_messages=self._setup_messages,
            heads=heads,
            read=self._reads(self._read_once.keys() | rendering.read),
        )
        if heads is None:
            return told, None
        try:
            return told, self.draw(key)
        except Exception:
            return told, None

    def lay_out_and_close(self, key: str, xhtml: str) -> tuple[LaidOut, Draught | None]:
        """Lay out a chapter, and `close` it."""
        self._break(key, xhtml)
        return self.close(key)

    def _render(
        self, xhtml: str, ends: Mapping[str, tuple[int, ...]], fits: Fits, scales: Scales
    ) -> Document:
        """Lay a chapter out; `ends` tells the notes to be parted at the ends of their lines."""
        root = ElementTree.fromstring(xhtml)
        source = said(root.find("body"))
        part_notes(root, ends)
        apply_scales(root, scales)
        moved = apply_fits(root, fits)
        rendering = self._studio.lay_out(root)
        restore(moved)
        rendering.source = source
        rendering.set_later = frozenset(part for _, one in moved for part in one.iter())
        return rendering

    def draw(self, key: str, first_folio: int | None = None) -> Draught:
        """Write the pages kept under `key`.

        Without a `first_folio`, heads and folios are left out (see `draw_heads`), and the pages are
        freed.
        """
        rendering = self._rendered[key]
        if first_folio is None:
            for box in rendering.boxes:
                without_heads(box)
        else:
            rendering.number_from(first_folio, head_tools)
        data, pictures = self._studio.write(key, rendering)
        made = Draught(
            data=data,
            pictures=pictures,
            messages=self._log.take(),
            words=tuple(map(page_words, rendering.boxes, rendering.letters)),
            fonts=font_uses.found,
        )
        if first_folio is None:
            self.forget(key)
        return made

    def draw_heads(self, state: HeadState, first_folio: int) -> Heads:
        """Write the heads and folios of a chapter whose pages were numbered from 1."""
        empty = self._empty(state.root)
        self._files_read.clear()
        made = head_boxes(empty, state, first_folio, head_tools)
        rendering = empty.with_pages(made)
        data, _ = self._studio.write("heads", rendering)
        words = tuple(page_words(box, "") for box in rendering.boxes)
        read = self._reads(empty.read | self._files_read)
        found = font_uses.found, tuple(overfull(rendering)), read
        return Heads(data, self._log.take(), words, *found)

    def draw_heads_of(self, chapters: Sequence[tuple[HeadState, int]]) -> list[Heads]:
        """Write the heads and folios of several chapters: see `draw_heads`."""
        return [self.draw_heads(state, first_folio) for state, first_folio in chapters]

    def _empty(self, attributes: tuple[tuple[str, str], ...]) -> Document:
        """Lay out a document without text once for all chapters whose roots are alike."""
        if attributes not in self._empties:
            root = ElementTree.Element("html", dict(attributes))
            ElementTree.SubElement(root, "body")
            self._files_read.clear()
            made = self._empties[attributes] = self._studio.lay_out(root)
            made.read = frozenset(self._files_read)
            self._log.take()
        return self._empties[attributes]

    def take_faces(self) -> dict[str, bytes]:
        """Return the font files that were drawn with for the first time, by their digests."""
        return font_uses.take_faces()

    def forget(self, key: str) -> None:
        """Free the pages kept under `key`, if there are any."""
        rendering = self._rendered.pop(key, None)
        if rendering is None:
            return
        self._released += len(rendering.pages)
        rendering.release()
        if self._released >= _COLLECTED_AFTER:
            self._released = 0
            gc.collect()

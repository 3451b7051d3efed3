"""The only door to WeasyPrint; it runs in the child processes of `press`, never in ours.

One `Engine` serves one book. `lay_out` breaks a chapter into pages and tells what fell where;
the pages stay here until `draw` writes them. Heads and folios come last, by themselves
(`draw_heads`): a chapter's first page number depends on all the chapters before it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyphen
import weasyprint
from weasyprint import draw as text_drawer
from weasyprint import pdf as pdf_writer
from weasyprint.css.counters import CounterStyle
from weasyprint.draw import text as letter_drawer
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block as block_layout
from weasyprint.layout import inline as inline_layout
from weasyprint.layout import leader as leader_layout
from weasyprint.layout import page as page_layout
from weasyprint.layout import preferred
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.pdf import fonts as font_writer
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from publish.editions.pdf import repairs
from publish.editions.pdf.cidfonts import mend_cids
from publish.editions.pdf.dictionaries import parse_patterns_when_asked
from publish.editions.pdf.finishing import Finishing
from publish.editions.pdf.fontuses import FontUses
from publish.editions.pdf.formulas import Scales, apply_scales, too_wide
from publish.editions.pdf.glyphstrings import GlyphStrings
from publish.editions.pdf.headlayer import Tools, head_boxes, head_state, without_heads
from publish.editions.pdf.holes import Fits, apply_fits, fits_for, restore
from publish.editions.pdf.jail import Jail, digest_of, libraries
from publish.editions.pdf.leaders import JoinedLeaders
from publish.editions.pdf.linebreaks import mend_early_breaks
from publish.editions.pdf.linefitting import LineFitter
from publish.editions.pdf.linegrid import LineGrid
from publish.editions.pdf.links import mend_links
from publish.editions.pdf.log import EngineLog
from publish.editions.pdf.longnotes import part_notes
from publish.editions.pdf.pagesagain import PagesAgain
from publish.editions.pdf.pageturns import PageTurns
from publish.editions.pdf.pictures import Pictures
from publish.editions.pdf.proofs import Draught, Heads, HeadState, LaidOut, Picture, Setup
from publish.editions.pdf.rendering import Rendering
from publish.editions.pdf.shaping import Shaper
from publish.editions.pdf.shortcuts import take_shortcuts
from publish.editions.pdf.stretching import draw_stretched
from publish.editions.pdf.tags.collect import collector
from publish.editions.pdf.tags.gaps import mark_line_ends
from publish.editions.pdf.tags.streams import write_line_ends
from publish.editions.pdf.typesetter import Typesetter
from publish.editions.pdf.whereabouts import notes_to_part, overfull, what_fell_where
from publish.editions.pdf.words import body_letters, page_words, said

_NOTHING = weasyprint.HTML(string="<html></html>")
_preprocess_stylesheet = weasyprint.preprocess_stylesheet
_COLLECTED_AFTER = 300  # pages; what they leave behind in circles is some ten megabytes
_MOST_PAGES = 170  # that wait to be laid out again: three quarters of a megabyte each
_MOST_FACES = 32  # whose files are held; most have half a megabyte
_MOST_ROUNDS = 5  # of laying a chapter out until notes are parted and holes filled

font_writer.Font.clean = mend_cids(font_writer.Font.clean)
# The bytes of a face, which every file that is drawn with it copies. It is known by its place in
# the memory, which is its own as long as there is the engine (its fonts' map keeps it).
font_writer.get_hb_object_data = lru_cache(_MOST_FACES)(font_writer.get_hb_object_data)
font_uses = FontUses(pdf_writer.build_fonts_dictionary, pdf_writer.pydyf.Dictionary)
pdf_writer.build_fonts_dictionary = font_uses.build_fonts_dictionary
text_drawer.draw_text = write_line_ends(text_drawer.draw_text)
parse_patterns_when_asked(pyphen)
pages_again = PagesAgain()
finishing = Finishing(weasyprint.layout)
if weasyprint.__version__ == repairs.MENDED_VERSION:
    typesetter = Typesetter(line_break, preferred, pyphen)
    take_shortcuts(weasyprint, typesetter.look)
    repairs.mend_lines(block_layout)
    repairs.mend_passes(page_layout, weasyprint.layout)
    repairs.mend_margins(page_layout)
    repairs.mend_right_to_left(inline_layout, leader_layout)
    mend_early_breaks(inline_layout, line_break)
    LineFitter(inline_layout, line_break, typesetter).install(inline_layout)
    JoinedLeaders(leader_layout, typesetter).install(inline_layout)
    PageTurns(block_layout, typesetter).install(block_layout)
    LineGrid(block_layout, page_layout).install(block_layout, page_layout)
    pages_again.install(block_layout, page_layout)
    shaper = Shaper(line_break, typesetter)
    GlyphStrings(letter_drawer, shaper).install(letter_drawer, line_break)
letter_drawer.draw_first_line = draw_stretched(letter_drawer.draw_first_line)
finishing.install(weasyprint.layout)
head_tools = Tools(
    page_type=page_layout.PageType,
    page_box=boxes.PageBox,
    set_styles=page_layout.set_page_type_computed_styles,
    resolve_percentages=page_layout.resolve_percentages,
    page_width=page_layout.page_width,
    page_height=page_layout.page_height,
    make_margin_boxes=page_layout.make_margin_boxes,
    backgrounds=layout_box_backgrounds,
)


class Engine:
    """Lays out and draws the chapters of one book with one set of stylesheets."""

    def __init__(self, setup: Setup) -> None:
        self._folder = setup.folder
        self._options: dict[str, Any] = {"pdf_variant": setup.variant} if setup.variant else {}
        self._fetcher = _Jail(
            (setup.folder, *setup.asset_folders),
            URLFetcherResponse,
            allowed_protocols={"file", "data"},
            allow_redirects=False,
        )
        font_writer.get_hb_object_data.cache_clear()
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        self._log = EngineLog()
        self._sheets = [self._sheet(*sheet) for sheet in setup.stylesheets]
        self._setup_messages = self._log.take()
        self._rendered: dict[str, _Rendering] = {}
        self._empties: dict[tuple[tuple[str, str], ...], _Rendering] = {}
        self._images = Pictures((setup.folder, *setup.asset_folders), self._fetcher.read)
        once = self._fetcher.read | set(libraries())
        self._read_once = {path: digest_of(path) for path in once}
        self._released = 0
        gc.freeze()  # what is needed to the end is not looked at again

    def _sheet(self, text: str, path: str) -> weasyprint.CSS:
        self._log.source = path
        weasyprint.preprocess_stylesheet = self._log.following(_preprocess_stylesheet)
        return weasyprint.CSS(
            string=text,
            base_url=Path(path).as_uri() if path else None,
            url_fetcher=self._fetcher,
            font_config=self._fonts,
            counter_style=self._counters,
        )

    def warm_up(self, languages: tuple[str, ...]) -> None:
        """Read the hyphenation dictionaries of languages; a large one takes most of a second."""
        for language in languages:
            known = pyphen.language_fallback(language)
            if known:
                pyphen.Pyphen(lang=known)

    def families(self) -> tuple[str, ...]:
        """Return the names of the font families there are, in small letters."""
        fonts = fontconfig.FcConfigGetFonts(self._fonts._config, fontconfig.FcSetSystem)
        name = ffi.new("FcChar8 **")
        found = set()
        for number in range(fonts.nfont):
            index = 0
            while not fontconfig.FcPatternGetString(fonts.fonts[number], b"family", index, name):
                found.add(ffi.string(name[0]).decode("utf-8", "replace").lower())
                index += 1
        return tuple(sorted(found))

    def lay_out(self, key: str, xhtml: str) -> LaidOut:
        """Break a chapter into pages, keep them under `key` and tell what its page numbers need.

        `xhtml` is a whole document as XML without namespaces (SVG keeps its own).
        """
        return what_fell_where(self._break(key, xhtml), (), is_whole=False)

    def _break(self, key: str, xhtml: str) -> _Rendering:
        """Break a chapter into pages, and keep them under `key`."""
        self._log.source = ""
        self._log.take()
        self._fetcher.read.clear()
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
        rendering.read = frozenset(self._fetcher.read)
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
        self._fetcher.read.clear()
        finishing.finish(rendering, with_margins=heads is None)
        rendering.read |= self._fetcher.read  # pictures in backgrounds and margins
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
    ) -> _Rendering:
        """Lay a chapter out; `ends` tells the notes to be parted at the ends of their lines."""
        root = ElementTree.fromstring(xhtml)
        source = said(root.find("body"))
        part_notes(root, ends)
        apply_scales(root, scales)
        moved = apply_fits(root, fits)
        rendering = self._pages_of(root)
        restore(moved)
        rendering.source = source
        rendering.set_later = frozenset(part for _, one in moved for part in one.iter())
        return rendering

    def _pages_of(self, root: Any) -> _Rendering:
        rendering: _Rendering = _Rendering.render(
            _html(root, f"{self._folder.as_uri()}/", self._fetcher),
            self._fonts,
            self._counters,
            {
                **weasyprint.DEFAULT_OPTIONS,
                **self._options,
                "stylesheets": self._sheets,
                "cache": self._images,
            },
        )
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
        data, pictures = self._write(key, rendering)
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
        self._fetcher.read.clear()
        made = head_boxes(empty, state, first_folio, head_tools)
        rendering = empty.copy([weasyprint.document.Page(box) for box in made])
        rendering._html = empty._html
        data, _ = self._write("heads", rendering)
        words = tuple(page_words(box, "") for box in rendering.boxes)
        read = self._reads(empty.read | self._fetcher.read)
        found = font_uses.found, tuple(overfull(rendering)), read
        return Heads(data, self._log.take(), words, *found)

    def _empty(self, attributes: tuple[tuple[str, str], ...]) -> _Rendering:
        """Lay out a document without text once for all chapters whose roots are alike."""
        if attributes not in self._empties:
            root = ElementTree.Element("html", dict(attributes))
            ElementTree.SubElement(root, "body")
            self._fetcher.read.clear()
            made = self._empties[attributes] = self._pages_of(root)
            made.read = frozenset(self._fetcher.read)
            self._log.take()
        return self._empties[attributes]

    def _write(self, key: str, rendering: _Rendering) -> tuple[bytes, tuple[Picture, ...]]:
        pictures: list[Picture] = []
        root = rendering._html.etree_element
        pdf_writer.add_tags = collector(key, root, pdf_writer.pydyf, pictures)
        return rendering.write_pdf(**self._options), tuple(pictures)

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


def _html(root: Any, base_url: str, fetcher: URLFetcher) -> weasyprint.HTML:
    """Return the page of an XML tree. WeasyPrint's own parser would read it as HTML 5."""
    html = copy(_NOTHING)
    html.base_url, html.url_fetcher = base_url, fetcher
    html.wrapper_element = type(html.wrapper_element).from_html_root(root, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


class _Rendering(Rendering, weasyprint.Document):  # type: ignore[misc]
    """WeasyPrint's document, with its layout context."""


class _Jail(Jail, URLFetcher):  # type: ignore[misc]
    """WeasyPrint's fetcher, kept to some folders."""

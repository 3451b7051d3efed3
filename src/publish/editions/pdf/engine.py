"""The only door to WeasyPrint; it runs in the child processes of `press`, never in ours.

One `Engine` serves one book. `lay_out` breaks a chapter into pages and tells what fell where;
the pages stay here until `draw` writes them, with the folio that only then is known. So a chapter
is laid out once, although its first page number depends on all the chapters before it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
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
from weasyprint.layout import make_margin_boxes, preferred
from weasyprint.layout import page as page_layout
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.pdf import fonts as font_writer
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from publish.editions.images import load_image
from publish.editions.pdf import repairs
from publish.editions.pdf.cidfonts import mend_cids
from publish.editions.pdf.formulas import Scales, apply_scales, too_wide
from publish.editions.pdf.holes import Fit, Fits, apply_fits, fits_for, restore
from publish.editions.pdf.linebreaks import mend_early_breaks
from publish.editions.pdf.linefitting import LineFitter, Typesetter
from publish.editions.pdf.linegrid import LineGrid
from publish.editions.pdf.links import mend_links
from publish.editions.pdf.log import EngineLog
from publish.editions.pdf.longnotes import part_notes
from publish.editions.pdf.pageturns import PageTurns
from publish.editions.pdf.pictures import Pictures
from publish.editions.pdf.proofs import (
    Draught,
    LaidOut,
    Setup,
)
from publish.editions.pdf.stretching import draw_stretched
from publish.editions.pdf.tags.collect import Gathered, Piece, collector
from publish.editions.pdf.tags.gaps import mark_line_ends
from publish.editions.pdf.tags.streams import write_line_ends
from publish.editions.pdf.whereabouts import notes_to_part, what_fell_where
from publish.editions.pdf.words import body_letters, page_words, said

_preprocess_stylesheet = weasyprint.preprocess_stylesheet
_MOST_ROUNDS = 5  # of laying a chapter out until notes are parted and holes filled

font_writer.Font.clean = mend_cids(font_writer.Font.clean)
text_drawer.draw_text = write_line_ends(text_drawer.draw_text)
letter_drawer.draw_first_line = draw_stretched(letter_drawer.draw_first_line)
if weasyprint.__version__ == repairs.MENDED_VERSION:
    repairs.mend_lines(block_layout)
    repairs.mend_passes(page_layout, weasyprint.layout)
    repairs.mend_margins(page_layout)
    repairs.mend_right_to_left(inline_layout, leader_layout)
    mend_early_breaks(inline_layout, line_break)
    typesetter = Typesetter(line_break, preferred, pyphen)
    LineFitter(inline_layout, line_break, typesetter).install(inline_layout)
    PageTurns(block_layout, typesetter).install(block_layout)
    LineGrid(block_layout, page_layout).install(block_layout, page_layout)


class Engine:
    """Lays out and draws the chapters of one book with one set of stylesheets."""

    def __init__(self, setup: Setup) -> None:
        self._folder = setup.folder
        self._options: dict[str, Any] = {"pdf_variant": setup.variant} if setup.variant else {}
        self._fetcher = _Jail((setup.folder, *setup.asset_folders))
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        self._log = EngineLog()
        self._sheets = [self._sheet(*sheet) for sheet in setup.stylesheets]
        self._setup_messages = self._log.take()
        self._rendered: dict[str, _Rendering] = {}
        self._images = Pictures((setup.folder, *setup.asset_folders))
        self._known: dict[str, tuple[dict[str, tuple[int, ...]], dict[int, Fit], dict[int, float]]]
        self._known = {}

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
        """Break a chapter into pages, keep them under `key` and tell what fell where.

        `xhtml` is a whole document as XML without namespaces (SVG keeps its own).
        """
        self._log.source = ""
        # A chapter comes again with page numbers in it: what it needed before is needed still.
        ends, fits, scales = self._known.get(key, ({}, {}, {}))
        for _ in range(_MOST_ROUNDS):
            rendering = self._render(xhtml, ends, fits, scales)
            if not scales and (wide := dict(too_wide(rendering))):
                scales = wide
            elif parted := dict(notes_to_part(rendering, ends)):
                ends = {**ends, **parted}
            elif (changed := {**fits, **dict(fits_for(rendering, fits))}) != fits:
                fits = changed
            else:
                break
        self._known[key] = ends, fits, scales
        mark_line_ends(rendering._html.etree_element, rendering.pages)
        for page in rendering.pages:
            mend_links(page)
        rendering.letters = tuple(map(body_letters, rendering.boxes))
        self._rendered[key] = rendering
        messages, self._setup_messages = (*self._setup_messages, *self._log.take()), ()
        told = what_fell_where(rendering, messages)
        # What earlier rounds left is freed; what is kept is not looked at again (see `worker`).
        gc.collect()
        gc.freeze()
        return told

    def _render(
        self, xhtml: str, ends: Mapping[str, tuple[int, ...]], fits: Fits, scales: Scales
    ) -> _Rendering:
        """Lay a chapter out; `ends` tells the notes to be parted at the ends of their lines."""
        root = ElementTree.fromstring(xhtml)
        source = said(root.find("body"))
        part_notes(root, ends)
        apply_scales(root, scales)
        moved = apply_fits(root, fits)
        rendering = _Rendering.render(
            _html(root, f"{self._folder.as_uri()}/", self._fetcher),
            font_config=self._fonts,
            counter_style=self._counters,
            stylesheets=self._sheets,
            cache=self._images,
            **self._options,
        )
        restore(moved)
        rendering.source = source
        rendering.set_later = frozenset(part for _, one in moved for part in one.iter())
        return rendering

    def draw(self, first_folios: Mapping[str, int]) -> Draught:
        """Write the chapters named, each numbered from its folio, one after the other.

        All in one file: cutting a variable font down to what is used takes a third of a second,
        and is done once for a file.
        """
        pages: list[Any] = []
        pieces: list[Piece] = []
        for name, first_folio in first_folios.items():
            one = self._rendered[name]
            one.number_from(first_folio)
            pages += one.pages
            pieces.append(Piece(name, one._html.etree_element, len(one.pages)))
        gathered = Gathered()
        pdf_writer.add_tags = collector(pieces, gathered)
        first = self._rendered[next(iter(first_folios))]
        data: bytes = first.copy(pages).write_pdf(**self._options)
        words = {
            name: tuple(map(page_words, self._rendered[name].boxes, self._rendered[name].letters))
            for name in first_folios
        }
        return Draught(
            names=tuple(first_folios),
            data=data,
            tags=gathered.tags,
            pictures=tuple(gathered.pictures),
            messages=self._log.take(),
            words=words,
        )

    def forget(self, keys: Iterable[str]) -> None:
        """Free the pages kept under these keys, before chapters are laid out anew."""
        for key in keys:
            self._rendered.pop(key, None)
        gc.unfreeze()
        gc.collect()


def _html(root: Any, base_url: str, fetcher: URLFetcher) -> weasyprint.HTML:
    """Return the page of an XML tree. WeasyPrint's own parser would read it as HTML 5."""
    html = weasyprint.HTML(string="<html></html>", base_url=base_url, url_fetcher=fetcher)
    html.wrapper_element = type(html.wrapper_element).from_html_root(root, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


class _Rendering(weasyprint.Document):  # type: ignore[misc]
    """WeasyPrint's document, which can have its margin boxes made again with other folios."""

    _context: Any
    _first_folio = 1
    letters: tuple[str, ...] = ()  # of each page, when it was laid out
    source = ""  # the words as they were written
    set_later: frozenset[Any] = frozenset()  # elements printed behind what was written after them

    @classmethod
    def render(cls, html: weasyprint.HTML, **options: Any) -> _Rendering:
        """Lay out as `HTML.render` does, but keep the layout context."""
        contexts: list[Any] = []

        class Keeper(cls):  # type: ignore[valid-type,misc]
            @classmethod
            def _build_layout_context(cls, *arguments: Any) -> Any:
                contexts.append(super()._build_layout_context(*arguments))
                return contexts[-1]

        fonts, counters = options.pop("font_config"), options.pop("counter_style")
        everything = {**weasyprint.DEFAULT_OPTIONS, **options}
        rendering: _Rendering = Keeper._render(html, fonts, counters, None, everything)
        rendering._context = contexts[0]
        return rendering

    @property
    def boxes(self) -> list[Any]:
        """Return the boxes of the pages."""
        return [page._page_box for page in self.pages]

    def number_from(self, first_folio: int) -> None:
        """Make the heads and folios of all pages again, counting from `first_folio`.

        WeasyPrint 70 gives margin boxes to a page after all pages are broken, from a state that
        it keeps for each; only the page counter in that state is changed here.
        """
        shift = first_folio - self._first_folio
        if not shift:
            return
        self._first_folio = first_folio
        for index, page in enumerate(self.pages):
            box = page._page_box
            state = self._context.page_maker[index + 1][3]
            state[1]["page"][-1] += shift
            self._context.current_page = index + 1
            text = [child for child in box.children if not isinstance(child, boxes.MarginBox)]
            margins = tuple(make_margin_boxes(self._context, box, state))
            for margin in margins:
                layout_box_backgrounds(box, margin, self._context.get_image_from_uri)
            box.children = (*text, *margins)
            self.pages[index] = weasyprint.document.Page(box)
            mend_links(self.pages[index])


class _Jail(URLFetcher):  # type: ignore[misc]
    """Reads files inside the folders given and `data:` addresses, and nothing else."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Fetch as WeasyPrint does, after a look at where the address leads.

        Raises: ValueError for a file outside the folders; WeasyPrint reports it as an error.
        """
        parts = urlsplit(url)
        if parts.scheme == "file":
            path = Path(unquote(parts.path)).resolve()
            if not any(path.is_relative_to(folder) for folder in self._folders):
                raise ValueError(f"{path} is outside the project")
            if path.suffix.lower() == ".svg":
                # What the other editions show too: without programs and addresses elsewhere.
                drawing = load_image(path.parent, path.name)
                return URLFetcherResponse(url, drawing.data, {"Content-Type": drawing.media_type})
        return super().fetch(url, headers)

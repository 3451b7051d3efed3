"""The only door to WeasyPrint, with all that we change in it, and what `Engine` needs of it.

It changes WeasyPrint for the whole process: it is loaded in the child processes of `press`, never
in ours. Each change has a module of its own, which tells its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyphen
import weasyprint
from weasyprint import draw as text_drawer
from weasyprint import pdf as pdf_writer
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Page
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
from publish.editions.pdf.glyphstrings import GlyphStrings
from publish.editions.pdf.headlayer import Tools
from publish.editions.pdf.jail import Jail
from publish.editions.pdf.leaders import JoinedLeaders
from publish.editions.pdf.linebreaks import mend_early_breaks
from publish.editions.pdf.linefitting import LineFitter
from publish.editions.pdf.linegrid import LineGrid
from publish.editions.pdf.log import EngineLog
from publish.editions.pdf.pagesagain import PagesAgain
from publish.editions.pdf.pageturns import PageTurns
from publish.editions.pdf.pictures import Pictures
from publish.editions.pdf.proofs import Picture
from publish.editions.pdf.rendering import Rendering
from publish.editions.pdf.shaping import Shaper
from publish.editions.pdf.shortcuts import take_shortcuts
from publish.editions.pdf.stretching import draw_stretched
from publish.editions.pdf.tags.collect import collector
from publish.editions.pdf.tags.streams import write_line_ends
from publish.editions.pdf.typesetter import Typesetter

_NOTHING = weasyprint.HTML(string="<html></html>")
_preprocess_stylesheet = weasyprint.preprocess_stylesheet
_MOST_FACES = 32  # whose files are held; most have half a megabyte

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


class Document(Rendering, weasyprint.Document):  # type: ignore[misc]
    """WeasyPrint's document, with its layout context."""

    def with_pages(self, boxes: Iterable[Any]) -> Document:
        """Return a document that has these pages instead of its own."""
        made: Document = self.copy(list(map(Page, boxes)))
        made._html = self._html
        return made


class Fetcher(Jail, URLFetcher):  # type: ignore[misc]
    """WeasyPrint's fetcher, kept to some folders."""

    def __init__(self, folders: Iterable[Path]) -> None:
        protocols = {"file", "data"}
        super().__init__(
            folders, URLFetcherResponse, allowed_protocols=protocols, allow_redirects=False
        )


class Studio:
    """Fonts, counters, stylesheets and pictures of one book; documents are laid out with them.

    `folder` is where the book's own pictures are, `variant` the kind of PDF that is written.
    """

    def __init__(self, folder: Path, asset_folders: Iterable[Path], variant: str) -> None:
        folders = (folder, *asset_folders)
        font_writer.get_hb_object_data.cache_clear()
        self._folder = folder
        self._options: dict[str, Any] = {"pdf_variant": variant} if variant else {}
        self._fonts = FontConfiguration()
        self._counters = CounterStyle()
        self.fetcher = Fetcher(folders)
        self._images = Pictures(folders, self.fetcher.read)
        self._sheets: list[weasyprint.CSS] = []

    def add_stylesheet(self, text: str, path: str, log: EngineLog) -> None:
        """Read one more stylesheet; `path` is its file, empty if it has none."""
        log.source = path
        weasyprint.preprocess_stylesheet = log.following(_preprocess_stylesheet)
        self._sheets.append(
            weasyprint.CSS(
                string=text,
                base_url=Path(path).as_uri() if path else None,
                url_fetcher=self.fetcher,
                font_config=self._fonts,
                counter_style=self._counters,
            )
        )

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

    def lay_out(self, root: Any) -> Document:
        """Break the tree of an XHTML document, without namespaces, into pages."""
        return Document.render(  # type: ignore[no-any-return]
            self._html(root),
            self._fonts,
            self._counters,
            {
                **weasyprint.DEFAULT_OPTIONS,
                **self._options,
                "stylesheets": self._sheets,
                "cache": self._images,
            },
        )

    def write(self, key: str, document: Document) -> tuple[bytes, tuple[Picture, ...]]:
        """Return a document as PDF, and its pictures; `key` begins the marks of its tags."""
        pictures: list[Picture] = []
        root = document._html.etree_element
        pdf_writer.add_tags = collector(key, root, pdf_writer.pydyf, pictures)
        return document.write_pdf(**self._options), tuple(pictures)

    def _html(self, root: Any) -> weasyprint.HTML:
        """Return the page of an XML tree. WeasyPrint's own parser would read it as HTML 5."""
        html = copy(_NOTHING)
        html.base_url, html.url_fetcher = f"{self._folder.as_uri()}/", self.fetcher
        wrapper = type(html.wrapper_element)
        html.wrapper_element = wrapper.from_html_root(root, content_language=None)
        html.etree_element = html.wrapper_element.etree_element
        return html


def read_dictionaries(languages: Iterable[str]) -> None:
    """Read the hyphenation dictionaries of languages; a large one takes most of a second."""
    for language in languages:
        known = pyphen.language_fallback(language)
        if known:
            pyphen.Pyphen(lang=known)

"""The only door to WeasyPrint; it runs in the child processes of `press`, never in ours.

One `Engine` serves one book. `lay_out` breaks a chapter into pages and tells what fell where;
the pages stay here until `draw` writes them, with the folio that only then is known. So a chapter
is laid out once, although its first page number depends on all the chapters before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block as block_layout
from weasyprint.layout import inline as inline_layout
from weasyprint.layout import make_margin_boxes
from weasyprint.layout import page as page_layout
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from publish.editions.pdf import repairs
from publish.editions.pdf.linebreaks import mend_early_breaks
from publish.editions.pdf.log import EngineLog
from publish.editions.pdf.pagestarts import page_starts
from publish.editions.pdf.proofs import (
    CALL,
    LINK,
    Bookmark,
    Draught,
    LaidOut,
    Message,
    NotePlace,
    Point,
    Setup,
)
from publish.editions.pdf.words import missing_letters

POINTS_PER_PIXEL = 72 / 96
_NOTE_LINKS = {"footnote-call": "", "footnote-marker": CALL}
_SLACK_PX = 0.5  # rounding of the engine, well under the thickness of a stroke

if weasyprint.__version__ == repairs.MENDED_VERSION:
    repairs.mend_lines(block_layout)
    repairs.mend_passes(page_layout)
    mend_early_breaks(inline_layout, line_break)


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
        self._images: dict[str, Any] = {}

    def _sheet(self, text: str, path: str) -> weasyprint.CSS:
        self._log.source = path
        return weasyprint.CSS(
            string=text,
            base_url=Path(path).as_uri() if path else None,
            url_fetcher=self._fetcher,
            font_config=self._fonts,
            counter_style=self._counters,
        )

    def lay_out(self, key: str, xhtml: str) -> LaidOut:
        """Break a chapter into pages, keep them under `key` and tell what fell where.

        `xhtml` is a whole document as XML without namespaces (SVG keeps its own).
        """
        self._log.source = ""
        html = _html(xhtml, f"{self._folder.as_uri()}/", self._fetcher)
        rendering = _Rendering.render(
            html,
            font_config=self._fonts,
            counter_style=self._counters,
            stylesheets=self._sheets,
            cache=self._images,
            **self._options,
        )
        for page in rendering.pages:
            _mend_links(page)
            _mark_decorations(page)
        self._rendered[key] = rendering
        messages, self._setup_messages = (*self._setup_messages, *self._log.take()), ()
        return _what_fell_where(rendering, messages)

    def draw(self, first_folios: Mapping[str, int]) -> Draught:
        """Write the chapters named, each numbered from its folio, one after the other.

        All in one file: cutting a variable font down to what is used takes a third of a second,
        and is done once for a file.
        """
        pages: list[Any] = []
        for name, first_folio in first_folios.items():
            self._rendered[name].number_from(first_folio)
            pages += self._rendered[name].pages
        first = self._rendered[next(iter(first_folios))]
        data: bytes = first.copy(pages).write_pdf(**self._options)
        return Draught(tuple(first_folios), data, self._log.take())

    def forget(self, key: str) -> None:
        """Free the pages kept under `key`."""
        self._rendered.pop(key, None)


def _html(xhtml: str, base_url: str, fetcher: URLFetcher) -> weasyprint.HTML:
    """Return the page of an XML text. WeasyPrint's own parser would read it as HTML 5."""
    html = weasyprint.HTML(string="<html></html>", base_url=base_url, url_fetcher=fetcher)
    root = ElementTree.fromstring(xhtml)
    html.wrapper_element = type(html.wrapper_element).from_html_root(root, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


class _Rendering(weasyprint.Document):  # type: ignore[misc]
    """WeasyPrint's document, which can have its margin boxes made again with other folios."""

    _context: Any
    _first_folio = 1

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
            _mend_links(self.pages[index])


def _mend_links(page: Any) -> None:
    """Keep one link for each `a`, and lead from the mark of a note to the note and back.

    WeasyPrint 70 makes a link of every element inside an `a` too, and tags those as spans. It
    makes none of notes; with the tag of an `a` their marks are tagged as the links they are.
    Links inside the book get their words behind a question mark: `merge` describes them so.
    """
    kept = [link for link in page.links if link[3].element_tag == "a"]
    page.links = []
    for kind, target, rectangle, box in kept:
        words = quote(" ".join("".join(box.element.itertext()).split()))
        described = f"{target}?{words}" if target.startswith(LINK) else target
        page.links.append((kind, described, rectangle, box))
    for box in page._page_box.descendants(placeholders=True):
        kind = (box.element_tag or "").rpartition("::")[2]
        if kind not in _NOTE_LINKS or isinstance(box, boxes.TextBox | boxes.LineBox):
            continue
        x, y, width, height = box.hit_area()
        least = box.style["font_size"]  # a mark that must not raise its line is not high at all
        middle, half = y + height / 2, max(height, least) / 2
        target = LINK + quote(_NOTE_LINKS[kind] + box.element.get("id", ""), safe="")
        described = f"{target}?{box.element.get('data-number', '')}"
        page.links.append(
            ("external", described, (x, middle - half, x + width, middle + half), box)
        )
        box.element_tag = f"a::{kind}"


def _mark_decorations(page: Any) -> None:
    """Give pictures without words a tag of no meaning: `merge` takes them out of the tags.

    WeasyPrint 70 tags every picture as a figure, and calls one without a description an error.
    """
    for box in page._page_box.descendants(placeholders=True):
        is_picture = isinstance(box, boxes.ReplacedBox) and box.element_tag == "img"
        if is_picture and not box.element.get("alt"):
            box.element_tag = "decoration"


def _what_fell_where(rendering: _Rendering, messages: tuple[Message, ...]) -> LaidOut:
    anchors: dict[str, Point] = {}
    calls: dict[str, int] = {}
    notes: dict[str, list[int]] = {}
    cut: set[str] = set()
    for index, page in enumerate(rendering.pages):
        height = page.height * POINTS_PER_PIXEL
        for name, (x, y, *_) in page.anchors.items():
            point = Point(index, x * POINTS_PER_PIXEL, height - y * POINTS_PER_PIXEL)
            anchors.setdefault(name, point)
        for name, x, y in _calls(page._page_box):
            calls[name] = index
            up = height - y * POINTS_PER_PIXEL
            anchors[CALL + name] = Point(index, x * POINTS_PER_PIXEL, up)
        for note, is_cut in _notes(page._page_box):
            notes.setdefault(note, []).append(index)
            if is_cut:
                cut.add(note)
    root = rendering._html.etree_element
    wanted = _note_ids(root)
    return LaidOut(
        page_count=len(rendering.pages),
        size_pt=(page.width * POINTS_PER_PIXEL, page.height * POINTS_PER_PIXEL),
        anchors=anchors,
        bookmarks=tuple(_bookmark(*entry) for entry in rendering.make_bookmark_tree()),
        notes=tuple(
            NotePlace(note, calls.get(note, -1), tuple(notes.get(note, ())), note in cut)
            for note in wanted
        ),
        overfull=tuple(_overfull(rendering)),
        missing=missing_letters(root.find("body"), (page._page_box for page in rendering.pages)),
        messages=messages,
        page_starts=page_starts(root.find("body"), (page._page_box for page in rendering.pages)),
    )


def _note_ids(root: Any) -> list[str]:
    found = (one for one in root.iter() if "footnote" in (one.get("class") or "").split())
    return [one.get("id") for one in found if one.get("id")]


def _calls(page_box: Any) -> Iterator[tuple[str, float, float]]:
    """Yield the notes whose marks are on a page, and where each mark is, in pixels."""
    for box in page_box.descendants(placeholders=True):
        if box.footnote is not None and box.element is not None:
            yield box.element.get("id", ""), box.position_x, box.position_y


def _notes(page_box: Any) -> Iterator[tuple[str, bool]]:
    """Yield the notes at the foot of a page, and whether each is cut off by the page's edge."""
    top = page_box.content_box_y() - _SLACK_PX
    bottom = page_box.content_box_y() + page_box.height + _SLACK_PX
    for area in page_box.children:
        if not isinstance(area, boxes.FootnoteAreaBox):
            continue
        for note in area.children:
            end = note.position_y + note.margin_height()
            yield note.element.get("id", ""), note.position_y < top or end > bottom


def _overfull(rendering: _Rendering) -> Iterator[tuple[int, str]]:
    """Yield page index and words of every line that is wider than the text block."""
    for index, page in enumerate(rendering.pages):
        box = page._page_box
        right = box.position_x + box.margin_width() - _SLACK_PX
        for line in box.descendants(placeholders=True):
            if isinstance(line, boxes.TextBox) and line.position_x + line.width > right:
                yield index, line.text


def _bookmark(label: str, target: tuple[Any, ...], children: list[Any], state: str) -> Bookmark:
    page, x, y = target
    return Bookmark(
        label=label,
        page=page,
        left_pt=x * POINTS_PER_PIXEL,
        down_pt=y * POINTS_PER_PIXEL,
        children=tuple(_bookmark(*child) for child in children),
    )


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
        return super().fetch(url, headers)

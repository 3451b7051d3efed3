"""The front of a cover made of words, in three looks, for print and for shops alike.

It is drawn in units of which the width has 1,600; the height follows from the format. Grounds run
across the whole cover, so that spine and back go on where the front ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.editions import markup
from publish.editions.covers.lettering import Face, Line, balanced, find_face, largest
from publish.editions.markup import SVG, Element
from publish.model.metadata import Metadata
from publish.model.settings import CoverSettings
from publish.model.walk import plain_text

WIDTH = 1600
PAPER, FAINT = "#f4efe4", "#d9c9a3"
# Grounds on which the paper's colour keeps a contrast of more than 7 to 1 (WCAG 2.2, AAA).
GROUNDS = ("#1f3a4d", "#5a1f2b", "#23402f", "#3b2f52", "#4a3520", "#1d3f44", "#2b2f3a")
_MARGIN = 190
_MEASURE = WIDTH - 2 * _MARGIN
_MOST_NAMES = 3
_RTL = ("ar", "fa", "he", "ur", "yi")
_TITLE_SIZES = tuple(
    (float(size), 2 if size > 170 else 3 if size > 140 else 4 if size > 110 else 7)
    for size in range(210, 70, -10)
)


@dataclass(frozen=True, slots=True)
class Ground:
    """A band of colour across the cover, from `top` to `bottom` in the front's units."""

    top: float
    bottom: float
    color: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle."""

    left: float
    top: float
    right: float
    bottom: float
    color: str


@dataclass(frozen=True, slots=True)
class Front:
    """The front of a cover. `ink` and `faint` are the colours of words on its main ground."""

    height: float
    family: str
    grounds: tuple[Ground, ...]
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    ink: str
    faint: str

    def svg(self) -> str:
        """Return the front as a drawing of its own."""
        root = markup.make(f"{{{SVG}}}svg", {None: SVG})
        for name, value in (("viewBox", f"0 0 {WIDTH} {self.height:g}"), ("width", str(WIDTH))):
            root.set(name, value)
        root.set("height", f"{self.height:g}")
        for ground in self.grounds:
            add_bar(root, Bar(0, ground.top, WIDTH, ground.bottom, ground.color))
        self.draw(root)
        return markup.fragment(root)

    def draw(self, parent: Element) -> None:
        """Add bars and words to a drawing."""
        for bar in self.bars:
            add_bar(parent, bar)
        for line in self.lines:
            add_line(parent, line, self.family)


def add_bar(parent: Element, bar: Bar) -> None:
    """Add a rectangle to a drawing."""
    rect = markup.add(parent, f"{{{SVG}}}rect")
    sides = {
        "x": bar.left,
        "y": bar.top,
        "width": bar.right - bar.left,
        "height": bar.bottom - bar.top,
    }
    for name, value in sides.items():
        rect.set(name, f"{value:g}")
    rect.set("fill", bar.color)


def add_line(parent: Element, line: Line, family: str) -> None:
    """Add a line of words to a drawing."""
    text = markup.add(parent, f"{{{SVG}}}text")
    # Half the space behind the last letter, which a line set in the middle would stand off by.
    shift = line.tracking / 2 if line.anchor == "middle" else 0
    given = {
        "x": f"{line.x + shift:g}",
        "y": f"{line.y:g}",
        "font-size": f"{line.size:g}",
        "fill": line.color,
        "text-anchor": line.anchor,
        "font-family": family,
    }
    if line.tracking:
        given["letter-spacing"] = f"{line.tracking:g}"
    for name, value in given.items():
        text.set(name, value)
    markup.add_text(text, line.text)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a cover says, and what it is set in."""

    title: str
    subtitle: str
    names: tuple[str, ...]
    publisher: str
    face: Face
    height: float
    ground: str
    is_rtl: bool


def make_front(
    metadata: Metadata, cover: CoverSettings, fonts: Sequence[Path], shape: float
) -> Front | None:
    """Return a front, `shape` times as high as it is wide.

    It is None where the book has no title, or no face of the design has the title's letters.
    The ground follows from the title unless the settings name it, so that a book keeps its colour
    and two books seldom share one.
    """
    title = plain_text(metadata.title)
    face = find_face(fonts, cover_words(metadata))
    if not title or face is None:
        return None
    chosen = hashlib.sha256(title.encode()).digest()[0] % len(GROUNDS)
    words = _Words(
        title,
        plain_text(metadata.subtitle),
        tuple(cover_names(metadata)),
        metadata.publisher,
        face,
        WIDTH * shape,
        cover.color or GROUNDS[chosen],
        metadata.direction == "rtl"
        or metadata.lang.split("-")[0] in ("ar", "fa", "he", "ur", "yi"),
    )
    return _LOOKS[cover.look](words)


def cover_names(metadata: Metadata) -> list[str]:
    """Return up to three names, or the first of more."""
    names = [person.name for person in metadata.authors or metadata.people]
    return names if len(names) <= _MOST_NAMES else [f"{names[0]} et al."]


def cover_words(metadata: Metadata) -> str:
    """Return what a made cover says, as its alternative."""
    people = ", ".join(cover_names(metadata))
    said = (plain_text(metadata.title), plain_text(metadata.subtitle), people, metadata.publisher)
    return ". ".join(one for one in said if one)


def _stacked(
    lines: Sequence[str], first: float, skip: float, size: float, x: float, color: str, anchor: str
) -> Iterator[Line]:
    for number, text in enumerate(lines):
        yield Line(text, size, x, first + number * skip, color, anchor)


def _frame(words: _Words) -> Front:
    """Names, title and publisher in the middle of a double frame."""
    middle, height = WIDTH / 2, words.height
    lines = []
    y = 0.154 * height
    for name in words.names:
        lines.append(Line(name, 88, middle, y, PAPER, tracking=4))
        y += 112
    bars = list(_frames(height))
    if words.names:
        bars.append(Bar(middle - 90, y - 12, middle + 90, y - 8, FAINT))
    size, title = largest(words.title, words.face, _MEASURE, _TITLE_SIZES)
    y += 0.116 * height
    lines += _stacked(title, y, size * 1.16, size, middle, PAPER, "middle")
    y += len(title) * size * 1.16 + 60
    subtitle = balanced(words.subtitle, words.face, 80, _MEASURE)[:5]
    lines += _stacked(subtitle, y, 106, 80, middle, FAINT, "middle")
    if words.publisher:
        text = words.publisher.upper()
        lines.append(Line(text, 50, middle, height - 230, FAINT, tracking=9))
    ground = Ground(0, height, words.ground)
    return Front(height, words.face.family, (ground,), tuple(bars), tuple(lines), PAPER, FAINT)


def _frames(height: float) -> Iterator[Bar]:
    for inset, weight in ((70, 6), (92, 2)):
        right, bottom = WIDTH - inset, height - inset
        yield Bar(inset, inset, right, inset + weight, FAINT)
        yield Bar(inset, bottom - weight, right, bottom, FAINT)
        yield Bar(inset, inset, inset + weight, bottom, FAINT)
        yield Bar(right - weight, inset, right, bottom, FAINT)


def _band(words: _Words) -> Front:
    """Paper above, the ground below; the title stands on the paper, the names in the ground."""
    height, edge = words.height, 0.6 * words.height
    x, anchor = (WIDTH - 150, "end") if words.is_rtl else (150, "start")
    size, title = largest(words.title, words.face, WIDTH - 300, _TITLE_SIZES)
    lines = list(_stacked(title, 0.17 * height, size * 1.1, size, x, words.ground, anchor))
    y = 0.17 * height + len(title) * size * 1.1 + 30
    subtitle = balanced(words.subtitle, words.face, 72, WIDTH - 300)[:5]
    lines += _stacked(subtitle, y, 96, 72, x, "#4a4640", anchor)
    lines += _stacked(words.names, edge + 210, 124, 98, x, PAPER, anchor)
    if words.publisher:
        text = words.publisher.upper()
        lines.append(Line(text, 48, x, height - 150, FAINT, anchor, tracking=9))
    start = x if anchor == "start" else x - 260
    bars = (Bar(start, edge - 8, start + 260, edge + 8, FAINT),)
    grounds = (Ground(0, edge, PAPER), Ground(edge, height, words.ground))
    return Front(height, words.face.family, grounds, bars, tuple(lines), words.ground, "#4a4640")


def _plain(words: _Words) -> Front:
    """One ground, and the title's first letter as large as the page behind the words."""
    height = words.height
    x, anchor = (WIDTH - 150, "end") if words.is_rtl else (150, "start")
    initial = next((one for one in words.title if one.isalpha()), "")
    # Mixed, not transparent: PDF/X-1a knows no transparency.
    tint = _mixed(words.ground, PAPER, 0.1)
    far = "start" if words.is_rtl else "end"
    large = min(0.95 * height, (WIDTH - 300) / max(words.face.width(initial, 1), 0.1))
    near = 150 if words.is_rtl else WIDTH - 150
    lines = [Line(initial, large, near, 0.93 * height, tint, far)] if initial else []
    lines += _stacked(words.names, 0.12 * height, 100, 76, x, FAINT, anchor)
    y = 0.12 * height + max(len(words.names), 1) * 100 + 0.06 * height
    size, title = largest(words.title, words.face, WIDTH - 300, _TITLE_SIZES)
    lines += _stacked(title, y + size, size * 1.1, size, x, PAPER, anchor)
    y += size + len(title) * size * 1.1
    subtitle = balanced(words.subtitle, words.face, 72, 0.72 * WIDTH)[:5]
    lines += _stacked(subtitle, y + 20, 96, 72, x, FAINT, anchor)
    if words.publisher:
        lines.append(Line(words.publisher.upper(), 48, x, height - 150, FAINT, anchor, 9))
    ground = Ground(0, height, words.ground)
    return Front(height, words.face.family, (ground,), (), tuple(lines), PAPER, FAINT)


def _mixed(ground: str, over: str, share: float) -> str:
    """Return a colour of which `share` is the second of two."""
    pairs = zip(bytes.fromhex(ground[1:]), bytes.fromhex(over[1:]), strict=True)
    return "#" + bytes(round(one + (other - one) * share) for one, other in pairs).hex()


_LOOKS: Mapping[str, Callable[[_Words], Front]] = {
    "frame": _frame,
    "band": _band,
    "plain": _plain,
}
COVER_LOOKS = tuple(_LOOKS)

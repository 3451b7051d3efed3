"""Reads what a page of a PDF paints: every fill, stroke, text, picture, where and in which colour.

The operators are those of ISO 32000-1, annex A. Positions are points of the page's user space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from publish.editions.pdf.objects import Dictionary, Page, parse_content_stream
from publish.editions.printing.geometry import (
    EVERYWHERE,
    IDENTITY,
    Box,
    Matrix,
    applied,
    around,
    matrix_of,
    meet,
    multiplied,
    scale,
)

_DEEPEST = 12  # forms inside forms
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_ENDS = _FILLS | _STROKES | {"n"}
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_DEVICE = {
    "g": ("fill", "gray"),
    "rg": ("fill", "rgb"),
    "k": ("fill", "cmyk"),
    "G": ("stroke", "gray"),
    "RG": ("stroke", "rgb"),
    "K": ("stroke", "cmyk"),
}
_COLORS = frozenset({*_DEVICE, "cs", "CS", "sc", "scn", "SC", "SCN"})


@dataclass(frozen=True, slots=True)
class Color:
    """A colour in its space: `gray`, `rgb`, `cmyk`, or another that is only named."""

    space: str = "gray"
    values: tuple[float, ...] = (0.0,)

    @property
    def ink_percent(self) -> float:
        """The inks laid over each other, 0 to 400; 0 where that cannot be told."""
        if self.space == "cmyk":
            return 100 * sum(self.values)
        return 100 * (1 - self.values[0]) if self.space == "gray" and self.values else 0


@dataclass(frozen=True, slots=True)
class Painted:
    """Something that a page paints.

    `kind` is `fill`, `stroke`, `text`, `picture` or `shading`. `width_pt` is the width of a line
    as it is printed. `size_pt` of a picture are the sides of the parallelogram it fills; of text,
    the height of its letters twice. `alpha` under 1 or a `blend` mode make it transparent.
    """

    kind: str
    color: Color
    box: Box
    width_pt: float = 0
    size_pt: tuple[float, float] = (0, 0)
    picture: Any = None  # the image's object, a dictionary with a stream
    alpha: float = 1
    blend: str = "Normal"
    is_masked: bool = False


@dataclass(slots=True)
class _State:
    matrix: Matrix = IDENTITY
    fill: Color = field(default_factory=Color)
    stroke: Color = field(default_factory=Color)
    width: float = 1
    clip: Box = EVERYWHERE
    fill_alpha: float = 1
    stroke_alpha: float = 1
    blend: str = "Normal"
    is_masked: bool = False
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    font_size: float = 0
    leading: float = 0


def painted(page: Page) -> Iterator[Painted]:
    """Yield what a page paints, in the order in which it is painted."""
    resources = page.obj.get("/Resources") or Dictionary()
    yield from _Reader(resources, _State(), 0).read(page)


class _Reader:
    """Goes through one content stream; forms inside are read by readers of their own."""

    def __init__(self, resources: Any, state: _State, depth: int) -> None:
        self._resources, self._state, self._depth = resources, state, depth
        self._kept: list[_State] = []
        self._points: list[tuple[float, float]] = []
        self._is_clip = False

    def read(self, stream: Any) -> Iterator[Painted]:
        for instruction in parse_content_stream(stream):
            name, operands = str(instruction.operator), list(instruction.operands)
            if name == "INLINE IMAGE":
                yield self._picture(cast(Any, instruction).iimage.obj)
            elif name in _SHOWS:
                yield self._shown(name)
            elif name in _ENDS:
                yield from self._path_ends(name)
            elif name == "Do":
                yield from self._object(str(operands[0]))
            elif name == "sh":
                yield self._event("shading", self._state.clip, Color("shading", ()))
            else:
                self._change(name, operands)

    def _event(self, kind: str, box: Box, color: Color, **more: Any) -> Painted:
        state = self._state
        alpha = state.stroke_alpha if kind == "stroke" else state.fill_alpha
        return Painted(
            kind,
            color,
            meet(box, state.clip),
            alpha=alpha,
            blend=state.blend,
            is_masked=state.is_masked,
            **more,
        )

    def _change(self, name: str, operands: list[Any]) -> None:
        state = self._state
        if name in _COLORS:
            self._color(name, operands)
        elif name == "q":
            self._kept.append(replace(state))
        elif name == "Q":
            self._state = self._kept.pop() if self._kept else state
        elif name == "cm":
            state.matrix = multiplied(matrix_of(operands), state.matrix)
        elif name == "w":
            state.width = float(operands[0])
        elif name == "gs":
            self._external(str(operands[0]))
        elif name in ("W", "W*"):
            self._is_clip = True
        elif name in _PATH:
            self._path(name, _numbers(operands))
        else:
            self._text(name, operands)

    def _color(self, name: str, operands: list[Any]) -> None:
        if name in _DEVICE:
            where, space = _DEVICE[name]
            color = Color(space, _numbers(operands))
        else:
            where = "fill" if name.islower() else "stroke"
            if name in ("cs", "CS"):
                space = self._space(operands[0])
                color = Color(space, _FIRST.get(space, ()))
            else:
                color = Color(getattr(self._state, where).space, _numbers(operands))
        setattr(self._state, where, color)

    def _external(self, name: str) -> None:
        given = _within(self._resources, "/ExtGState", name)
        state = self._state
        if given is None:
            return
        state.fill_alpha = float(given.get("/ca", state.fill_alpha))
        state.stroke_alpha = float(given.get("/CA", state.stroke_alpha))
        state.width = float(given.get("/LW", state.width))
        if (mode := given.get("/BM")) is not None:
            state.blend = str(mode[0] if not str(mode).startswith("/") else mode).lstrip("/")
        if (mask := given.get("/SMask")) is not None:
            state.is_masked = str(mask) != "/None"

    def _space(self, name: Any) -> str:
        return space_name(name, _within(self._resources, "/ColorSpace", str(name)))

    def _path(self, name: str, values: tuple[float, ...]) -> None:
        if name == "re":
            x, y, width, height = values
            corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
        else:
            corners = list(zip(values[::2], values[1::2], strict=True))
        self._points += [applied(self._state.matrix, x, y) for x, y in corners]

    def _path_ends(self, name: str) -> Iterator[Painted]:
        box = around(self._points)
        if self._points and name in _FILLS:
            yield self._event("fill", box, self._state.fill)
        if self._points and name in _STROKES:
            width = self._state.width * scale(self._state.matrix)
            wide = (box[0] - width / 2, box[1] - width / 2, box[2] + width / 2, box[3] + width / 2)
            yield self._event("stroke", wide, self._state.stroke, width_pt=width)
        if self._is_clip and self._points:
            self._state.clip = meet(self._state.clip, box)
        self._points, self._is_clip = [], False

    def _text(self, name: str, operands: list[Any]) -> None:
        state = self._state
        if name == "BT":
            state.text = state.line = IDENTITY
        elif name == "Tf":
            state.font_size = float(operands[1])
        elif name == "TL":
            state.leading = float(operands[0])
        elif name == "Tm":
            state.text = state.line = matrix_of(operands)
        elif name in ("Td", "TD", "T*"):
            x, y = _numbers(operands) if name != "T*" else (0.0, -state.leading)
            state.leading = -y if name == "TD" else state.leading
            state.text = state.line = multiplied((1, 0, 0, 1, x, y), state.line)

    def _shown(self, name: str) -> Painted:
        state = self._state
        if name in ("'", '"'):
            self._text("T*", [])
        whole = multiplied(state.text, state.matrix)
        height = state.font_size * scale(whole)
        x, y = applied(whole, 0, 0)
        box = (x, y - height / 4, x, y + height * 3 / 4)
        return self._event("text", box, state.fill, size_pt=(height, height))

    def _object(self, name: str) -> Iterator[Painted]:
        found = _within(self._resources, "/XObject", name)
        if found is None:
            return
        if str(found.get("/Subtype")) == "/Image":
            yield self._picture(found)
        elif self._depth < _DEEPEST:
            inner = replace(self._state)
            inner.matrix = multiplied(matrix_of(found.get("/Matrix", IDENTITY)), inner.matrix)
            resources = found.get("/Resources") or self._resources
            yield from _Reader(resources, inner, self._depth + 1).read(found)

    def _picture(self, found: Any) -> Painted:
        a, b, c, d, _, _ = matrix = self._state.matrix
        corners = [applied(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        space = found.get("/ColorSpace", found.get("/CS"))
        is_stencil = bool(found.get("/ImageMask", found.get("/IM", False)))
        color = self._state.fill if is_stencil else Color(self._space_of(space), ())
        sides = ((a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5)
        return self._event("picture", around(corners), color, size_pt=sides, picture=found)

    def _space_of(self, space: Any) -> str:
        if space is None:
            return "gray"
        if str(space).startswith("/"):
            return self._space(space)
        return space_name(None, space)


_FIRST = {"gray": (0.0,), "rgb": (0.0, 0.0, 0.0), "cmyk": (0.0, 0.0, 0.0, 1.0)}
_PATH = frozenset({"m", "l", "c", "v", "y", "re"})
_SPACES = {
    "/DeviceGray": "gray",
    "/G": "gray",
    "/CalGray": "cal-gray",
    "/DeviceRGB": "rgb",
    "/RGB": "rgb",
    "/CalRGB": "cal-rgb",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/Pattern": "pattern",
    "/Separation": "spot",
    "/DeviceN": "spot",
    "/Lab": "lab",
}


def space_name(name: Any, space: Any) -> str:
    """Return the name of a colour space: `icc-3` is one of a profile with three components."""
    if space is None:
        return _SPACES.get(str(name), "unknown")
    if str(space).startswith("/"):
        return _SPACES.get(str(space), "unknown")
    family = str(space[0])
    if family == "/ICCBased":
        return f"icc-{int(space[1].get('/N', 3))}"
    if family in ("/Indexed", "/I"):
        return f"indexed-{space_name(space[1], None if str(space[1])[:1] == '/' else space[1])}"
    return _SPACES.get(family, "unknown")


def _within(resources: Any, kind: str, name: str) -> Any:
    group = resources.get(kind)
    return None if group is None else group.get(name)


def _numbers(operands: Sequence[Any]) -> tuple[float, ...]:
    return tuple(float(one) for one in operands if not str(one).startswith("/"))

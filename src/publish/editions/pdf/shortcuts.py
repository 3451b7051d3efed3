"""Shorter ways to what WeasyPrint 70.0 works out again and again while it lays pages out.

Each gives what WeasyPrint's function gives, for less: the test is in
`tests/editions/pdf/test_pdf_shortcuts.py`. The functions get the modules that they change and are
called for one version only (see `repairs`). What is asked of a style is kept on it: a style is not
changed any more once boxes are laid out, but for lengths, which are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from math import inf
from operator import itemgetter
from types import ModuleType
from typing import Any

from publish.editions.pdf import bareboxes, drawings, styletwins
from publish.editions.pdf.noteareas import NoteAreas

_SIDES = ("top", "right", "bottom", "left")
_SIZES = ("width", "height", "min_width", "min_height", "max_width", "max_height")
_LENGTHS = (*(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES), *_SIZES)
_BESIDES = (*(f"border_{side}_width" for side in _SIDES), "box_sizing")
_WRAPPING = (
    "white_space",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "word_break",
    "tab_size",
)  # what lines depend on, beside the look of their letters
_sizes_of = itemgetter(*_SIZES)
_KEPT = "kept_lengths"
_KEPT_OF_TWIN = "kept_lengths_by_kind"
_KEPT_LINES = "kept_lines"
_MOST_LINES = 10_000
_WRITES_SO = "0.13."  # pydyf


def take_shortcuts(engine: ModuleType, look: Callable[[Any], str]) -> None:
    """Take all of them; `engine` is WeasyPrint, and `look` that of our `Typesetter`."""
    layout: Any = engine.layout
    boxes, line_break = engine.formatting_structure.boxes, engine.text.line_break
    keep_struts(line_break, layout.inline)
    keep_breaks(layout.inline, layout.preferred)
    keep_widths(layout.preferred, look)
    walk_at_once(boxes, layout.absolute)
    tell_flow_at_once(boxes)
    users = "absolute", "block", "column", "float", "grid", "inline", "page", "table"
    keep_lengths(layout.percent, boxes, *(getattr(layout, name) for name in users))
    share_page_styles(layout.page)
    place_lines_at_once(layout.float, boxes, layout.inline)
    drawings.take_shortcuts(engine.svg, engine.matrix)
    write_numbers_at_once(engine.pdf.pydyf)
    bareboxes.take_shortcuts(engine)
    leave_locks_out(engine.cssselect2.ElementWrapper)
    styletwins.StyleTwins(engine.css).install(engine.css)
    NoteAreas(layout, engine.css.properties).install(layout)


class _Once:
    """A property that is worked out when it is asked for first."""

    def __init__(self, name: str, work_out: Callable[[Any], Any]) -> None:
        self._name, self._work_out = name, work_out

    def __get__(self, instance: Any, owner: Any) -> Any:
        """Return it; the next time it is found on the instance itself."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work_out(instance)
        return value


def leave_locks_out(kind: type[Any]) -> None:
    """Work out cached properties without a lock, which Python has dropped with version 3.12."""
    for name, one in list(vars(kind).items()):
        if isinstance(one, cached_property):
            setattr(kind, name, _Once(name, one.func))


def keep_struts(line_break: ModuleType, *users: ModuleType) -> None:
    """Keep the height of a line on the style that it belongs to."""
    work_out: Callable[[Any], tuple[float, float]] = line_break.strut

    def strut(style: Any) -> tuple[float, float]:
        own = style.__dict__
        known = own.get("kept_strut")
        if known is None or known[0] is not style["line_height"]:
            known = own["kept_strut"] = style["line_height"], work_out(style)
        height_and_baseline: tuple[float, float] = known[1]
        return height_and_baseline

    for module in (line_break, *users):
        module.strut = strut  # type: ignore[attr-defined]


def keep_breaks(*users: ModuleType) -> None:
    """Keep the answers about letters that meet where boxes do: there are few of them."""
    for module in users:
        module.can_break_text = lru_cache(4096)(module.can_break_text)  # type: ignore[attr-defined]


def tell_flow_at_once(boxes: ModuleType) -> None:
    """Tell with two looks that a box is where it was written, as nearly all are."""
    box: Any = boxes.Box
    ask: Callable[[Any], bool] = box.is_in_normal_flow

    def is_in_normal_flow(self: Any) -> bool:
        style = self.style
        return (style["float"] == "none" and style["position"] == "static") or ask(self)

    box.is_in_normal_flow = is_in_normal_flow


def keep_widths(preferred: ModuleType, look: Callable[[Any], str]) -> None:
    """Keep how wide lines are that nobody sets: heads and cells are asked for their widths first.

    `look` is that of `Typesetter`. Of a line that is only measured, no more is told than its width
    and where the next begins.
    """
    split: Callable[..., tuple[Any, ...]] = preferred.split_first_line
    by_look: dict[str, dict[Any, tuple[Any, ...]]] = {}

    def split_first_line(
        text: str, style: Any, context: Any, *more: Any, **named: Any
    ) -> tuple[Any, ...]:
        known = style.__dict__.get(_KEPT_LINES)
        if known is None:
            name = look(style) + str([style[one] for one in _WRAPPING])
            known = style.__dict__[_KEPT_LINES] = by_look.setdefault(name, {})
        key = text, more, *named.values()
        if key not in known:
            if len(known) >= _MOST_LINES:
                known.clear()
            _, _, resume_at, width, _, _ = split(text, style, context, *more, **named)
            known[key] = None, None, resume_at, width, None, None
        line: tuple[Any, ...] = known[key]
        return line

    preferred.split_first_line = split_first_line  # type: ignore[attr-defined]


def walk_at_once(boxes: ModuleType, absolute: ModuleType) -> None:
    """Walk through a box and all in it with one generator, not one for each that is around."""
    box: type[Any] = boxes.Box
    placeholder: type[Any] = absolute.AbsolutePlaceholder

    def descendants(self: Any, placeholders: bool = False) -> Iterator[Any]:
        waiting = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, placeholder):
                if not placeholders:
                    yield one
                    continue
                one = one._box
            yield one
            if one.children:
                waiting += one.children[::-1]

    box.descendants = descendants


def keep_lengths(percent: ModuleType, boxes: ModuleType, *users: ModuleType) -> None:
    """Resolve the lengths of a style once, where none depends on the box around it.

    Styles with the same lengths share what was resolved: each document has styles of its own. Those
    with the same twin (see `styletwins`) are not even compared.
    """
    resolve: Callable[[Any, Any], None] = percent.resolve_percentages
    page_box: type[Any] = boxes.PageBox
    lengths = _Lengths(resolve)

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        known = style.__dict__.get(_KEPT)
        if known is None or _sizes_of(style) != known[0]:
            own = None if isinstance(box, page_box) else lengths.of(style, box)
            known = style.__dict__[_KEPT] = _sizes_of(style), own
        if known[1] is None:
            resolve(box, containing_block)
        else:
            box.__dict__.update(known[1])

    for module in (percent, *users):
        module.resolve_percentages = resolve_percentages  # type: ignore[attr-defined]


class _Lengths:
    """What styles make of the lengths of any box; nothing where that depends on others."""

    def __init__(self, resolve: Callable[[Any, Any], None]) -> None:
        self._resolve = resolve
        self._resolved: dict[tuple[Any, ...], dict[str, Any]] = {}

    def of(self, style: Any, box: Any) -> dict[str, Any] | None:
        """Return the lengths of a box with this style, None if they depend on others."""
        twin = styletwins.twin_of(style, *_SIZES)
        if twin is style:
            return self._worked_out(style, box)
        known: dict[type[Any], dict[str, Any] | None]
        known = twin.__dict__.setdefault(_KEPT_OF_TWIN, {})
        kind = type(box)
        if kind not in known:
            known[kind] = self._worked_out(style, box)
        return known[kind]

    def _worked_out(self, style: Any, box: Any) -> dict[str, Any] | None:
        values = [style[name] for name in _LENGTHS]
        if not all(value == "auto" or getattr(value, "unit", None) == "px" for value in values):
            return None
        if style["border_collapse"] == "collapse":
            return None
        kind: Any = type(box)
        key = kind, *values, *(style[name] for name in _BESIDES)
        if key not in self._resolved:
            probe = kind.__new__(kind)
            probe.style = style
            self._resolve(probe, (inf, inf))
            found = {name: one for name, one in probe.__dict__.items() if name != "style"}
            self._resolved[key] = found
        return self._resolved[key]


def share_page_styles(page: ModuleType) -> None:
    """Give pages to which the same rules apply the same styles, those of their margins too.

    WeasyPrint changes the style of a page, and its margins', to the same effect each time.
    """
    work_out: Callable[[Any, Any, Any], None] = page.set_page_type_computed_styles

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        key = (
            style_for.initial_page_sizes["box"],
            *(
                id(declarations)
                for sheet, _, _ in style_for._sheets
                for _, selectors, declarations in sheet.page_rules
                for _, _, selector in selectors
                if style_for._page_type_match(selector, page_type)
            ),
        )
        known = style_for.__dict__.setdefault("known_page_styles", {})
        computed = style_for.get_computed_styles()
        if key not in known:
            work_out(page_type, html, style_for)
            known[key] = {
                pseudo: style for (one, pseudo), style in computed.items() if one == page_type
            }
        for pseudo, style in known[key].items():
            computed[page_type, pseudo] = style

    page.set_page_type_computed_styles = set_page_type_computed_styles  # type: ignore[attr-defined]


def place_lines_at_once(floats: ModuleType, boxes: ModuleType, *users: ModuleType) -> None:
    """Give a line the whole width around it where no floating box is near."""
    work_out: Callable[..., tuple[float, float, float]] = floats.avoid_collisions
    line_box: type[Any] = boxes.LineBox

    def avoid_collisions(
        context: Any, box: Any, containing_block: Any, outer: bool = True
    ) -> tuple[float, float, float]:
        if outer or context.excluded_shapes or type(box) is not line_box:
            return work_out(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        right = left + containing_block.width - box.margin_right
        left += box.margin_left
        start = right if containing_block.style["direction"] == "rtl" else left
        top = box.position_y + box.margin_top - box.margin_top  # rounded as WeasyPrint does
        return start - box.margin_left, top, right - left

    for module in (floats, *users):
        module.avoid_collisions = avoid_collisions  # type: ignore[attr-defined]


def write_numbers_at_once(pydyf: ModuleType) -> None:
    """Write numbers and names into a file by their kind, without asking for each kind in turn.

    That is pydyf's, which has versions of its own.
    """
    if not pydyf.__version__.startswith(_WRITES_SO):
        return
    write: Callable[[Any], bytes] = pydyf._to_bytes

    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is float:
            return b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")
        if kind is str:
            return item.encode("ascii")  # type: ignore[no-any-return]
        return write(item)

    pydyf._to_bytes = to_bytes  # type: ignore[attr-defined]

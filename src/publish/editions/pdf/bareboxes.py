"""Passes by boxes around which nothing is drawn: no ground, no border, no outline.

Nearly all boxes of a book are such, down to every piece of a line. WeasyPrint 70.0 asks the style
of each for a dozen properties when it places what lies under boxes and when it draws. Here a style
is asked once. As in `shortcuts`, each function gives what WeasyPrint's gives, for less.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from publish.editions.pdf import styletwins

_CORNERS = tuple(
    f"border_{row}_{side}_radius" for row in ("top", "bottom") for side in ("left", "right")
)
_ZERO = (0, "px")
_KEPT = "kept_bareness"


def take_shortcuts(engine: ModuleType) -> None:
    """Take all of them; `engine` is WeasyPrint."""
    modules: Any = engine
    lay_no_grounds(modules.layout.background)
    draw_no_borders(modules.draw.border, modules.draw)


def lay_no_grounds(background: ModuleType) -> None:
    """Give bare boxes no background without working one out."""
    work_out: Callable[..., None] = background.layout_box_backgrounds

    def layout_box_backgrounds(
        page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if style is not None or box is page or not is_bare(box.style):
            work_out(page, box, get_image, layout_children, style)
            return
        box.background = None
        for corner in _CORNERS:
            setattr(box, corner, (0, 0))
        for child in box.all_children() if layout_children else ():
            layout_box_backgrounds(page, child, get_image)

    background.layout_box_backgrounds = layout_box_backgrounds  # type: ignore[attr-defined]


def draw_no_borders(border: ModuleType, *users: ModuleType) -> None:
    """Draw no border around bare boxes, and look for outlines only inside of them."""
    modules: Any = border
    border_of: Callable[[Any, Any], None] = modules.draw_border
    outline_of: Callable[[Any, Any], None] = modules.draw_outline
    kind: type[Any] = modules.boxes.Box

    def draw_border(stream: Any, box: Any) -> None:
        # In a table, the box knows how wide its borders are.
        if not is_bare(box.style) or (
            box.border_top_width
            or box.border_right_width
            or box.border_bottom_width
            or box.border_left_width
        ):
            border_of(stream, box)

    def draw_outline(stream: Any, box: Any) -> None:
        if not is_bare(box.style):
            outline_of(stream, box)
            return
        for child in box.children:
            if isinstance(child, kind):
                draw_outline(stream, child)

    for module in (border, *users):
        module.draw_border = draw_border  # type: ignore[attr-defined]
        module.draw_outline = draw_outline  # type: ignore[attr-defined]


def is_bare(style: Any) -> bool:
    """Tell whether a style has nothing drawn under or around a box, but for simple borders."""
    kept: bool | None = style.__dict__.get(_KEPT)
    if kept is None:
        twin = styletwins.twin_of(style)
        kept = twin.__dict__.get(_KEPT)
        if kept is None:
            kept = twin.__dict__[_KEPT] = _is_bare(twin)
        style.__dict__[_KEPT] = kept
    return kept


def _is_bare(style: Any) -> bool:
    return (
        style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and all(kind == "none" for kind, _ in style["background_image"])
        and getattr(style["background_color"], "alpha", 1) == 0  # a name: that of the text
        and not style["box_shadow"]
        and all(_ZERO in style[corner] for corner in _CORNERS)
        and not style["outline_width"]
        and style["column_width"] == style["column_count"] == "auto"  # else there may be rules
    )

"""Makes the heads and folios of pages again, apart from the text under them.

Which number a page bears is known last, and changes whenever a chapter before it grows. So the
text of a chapter is drawn without its heads; these follow from the stylesheets and from a few
values that are kept for each page (see `proofs.HeadState`), without the pages themselves.
The engine's boxes and functions are given, not imported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from publish.editions.pdf.proofs import HeadPage, HeadState

# What a margin box may show that follows from what is kept. The rest are elements moved there and
# what is said of other places.
_KEPT = frozenset(
    {"string", "string()", "counter()", "counters()", "quote", "url", "leader()", "linear-gradient"}
)
_EDGES = ("top", "right", "bottom", "left")
# Source: CSS Paged Media Module Level 3, 4.2.
_MARGINS = (
    "@top-left-corner", "@top-left", "@top-center", "@top-right", "@top-right-corner",
    "@bottom-left-corner", "@bottom-left", "@bottom-center", "@bottom-right",
    "@bottom-right-corner", "@left-top", "@left-middle", "@left-bottom", "@right-top",
    "@right-middle", "@right-bottom",
)  # fmt: skip


def head_state(rendering: Any) -> HeadState | None:
    """Return what the heads of laid-out pages follow from, None if that cannot be kept.

    The pages need not have their margin boxes.
    That is so where elements of the text were moved into the margins.
    """
    context = rendering._context
    if any(found for found in context.running_elements.values()):
        return None
    boxes = [page._page_box for page in rendering.pages]
    kinds = {box.page_type for box in boxes}
    margins = (context.style_for(kind, name) for kind in kinds for name in _MARGINS)
    if not all(_is_kept(style["content"]) for style in margins if style is not None):
        return None
    root = rendering._html.etree_element
    pages = (_page(box, context.page_maker[number][3]) for number, box in enumerate(boxes, 1))
    strings = (
        (name, tuple((page, tuple(texts)) for page, texts in sorted(found.items())))
        for name, found in sorted(context.string_set.items())
    )
    return HeadState(tuple(sorted(root.attrib.items())), tuple(pages), tuple(strings))


def without_heads(box: Any) -> None:
    """Take the heads and the folio off a page."""
    box.children = tuple(one for one in box.children if not _is_margin(one))


def _is_margin(box: Any) -> bool:
    return hasattr(box, "at_keyword")


def _is_kept(content: Any) -> bool:
    return isinstance(content, str) or all(kind in _KEPT for kind, _ in content)


def _page(box: Any, state: Any) -> HeadPage:
    kind = box.page_type
    quote_depth, counters, _, _ = state
    return HeadPage(
        side=kind.side,
        is_blank=kind.blank,
        name=kind.name,
        index=kind.index,
        groups=tuple((name, index) for name, index in kind.groups),
        quote_depth=quote_depth[0],
        counters=tuple((name, tuple(values)) for name, values in sorted(counters.items())),
        opened=tuple(dict.fromkeys(_opened(box))),
    )


def _opened(page: Any) -> Iterator[str]:
    """Yield the names of the strings that the first elements of a page set."""
    box = page
    while box is not None:
        if box.style["string_set"] != "none":
            yield from (name for name, _ in box.style["string_set"])
        box = box.children[0] if getattr(box, "children", ()) else None


@dataclass(frozen=True, slots=True)
class Tools:
    """What is used of the engine."""

    page_type: Callable[..., Any]
    page_box: Callable[..., Any]
    set_styles: Callable[..., None]
    resolve_percentages: Callable[..., None]
    page_width: Callable[..., None]
    page_height: Callable[..., None]
    make_margin_boxes: Callable[..., Iterable[Any]]
    backgrounds: Callable[..., None]


def head_boxes(rendering: Any, state: HeadState, first_folio: int, tools: Tools) -> Iterator[Any]:
    """Yield a page box for every page of a chapter, with nothing on it but heads and folio.

    `rendering` is of an empty document with the chapter's stylesheets.
    """
    context = rendering._context
    context.string_set = defaultdict(lambda: defaultdict(list))
    for name, found in state.strings:
        context.string_set[name] |= {page: list(texts) for page, texts in found}
    for number, page in enumerate(state.pages, start=1):
        context.current_page = number
        yield _head_box(rendering, page, first_folio, tools)


def remake_heads(context: Any, box: Any, state: Any, tools: Tools) -> tuple[Any, ...]:
    """Return the margin boxes of a page, made from a state of the engine's counters."""
    margins = tuple(tools.make_margin_boxes(context, box, state))
    for margin in margins:
        tools.backgrounds(box, margin, context.get_image_from_uri)
    return margins


def _head_box(rendering: Any, page: HeadPage, first_folio: int, tools: Tools) -> Any:
    context = rendering._context
    kind = tools.page_type(page.side, page.is_blank, page.name, page.index, page.groups)
    tools.set_styles(kind, rendering._html, context.style_for)
    box = tools.page_box(kind, context.style_for(kind))
    size = box.style["size"]
    tools.resolve_percentages(box, size)
    box.position_x = box.position_y = 0
    tools.page_width(box, context, size[0])
    tools.page_height(box, context, size[1])
    box.children = (_Opening(page.opened),)
    counters: dict[str, list[int]] = {name: list(values) for name, values in page.counters}
    counters["page"][-1] += first_folio - 1
    state: Any = ([page.quote_depth], counters, [set(counters)], [])
    box.children = remake_heads(context, box, state, tools)
    # The page's own ground and border are drawn with the text.
    box.background = box.canvas_background = None
    for side in _EDGES:
        setattr(box, f"border_{side}_width", 0)
    return box


class _Opening:
    """Stands for the first elements of a page, as far as heads depend on them."""

    children = ()

    def __init__(self, names: tuple[str, ...]) -> None:
        self.style = {"string_set": [(name, ()) for name in names] or "none"}

"""Back, spine and front as one sheet, with flaps for a jacket and edges turned over boards.

All lengths are in millimetres. The sheet is laid out with its bleed; the trim is set afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from publish.editions import markup
from publish.editions.covers.barcodes import Symbol
from publish.editions.covers.front import PAPER, WIDTH, Bar, Front, Ground, add_bar, cover_names
from publish.editions.covers.lettering import Face
from publish.editions.covers.sheet import Sheet, symbol_place
from publish.editions.markup import SVG, Element
from publish.model.metadata import Metadata
from publish.model.walk import plain_text

PT_PER_MM = 72 / 25.4
_SMALLEST_SPINE_PT = 6.5
_BACK_MARGIN_MM = 14  # from the edges of the back to its text


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the front. Texts are finished elements, pictures addresses."""

    blurb: Element | None = None
    front_flap: Element | None = None
    back_flap: Element | None = None
    mark: str = ""
    front_image: str = ""
    wrap_image: str = ""
    symbol: Symbol | None = None
    series: str = ""


def wrap_page(front: Front, sheet: Sheet, around: Around, metadata: Metadata, face: Face) -> str:
    """Return the sheet as a page for the engine."""
    root = markup.make("html")
    root.set("lang", metadata.lang)
    markup.add_text(markup.add(markup.add(root, "head"), "title"), plain_text(metadata.title))
    body = markup.add(root, "body")
    _ground(body, front, sheet)
    if around.wrap_image:
        _image(body, around.wrap_image, 0, 0, sheet.full_width_mm, sheet.full_height_mm)
    else:
        _front(body, front, sheet, around)
        _spine(body, front, sheet, around, metadata, face)
        _back(body, front, sheet, around, metadata)
        _flaps(body, front, sheet, around)
    if around.symbol:
        _barcode(body, sheet, around.symbol)
    return markup.fragment(root)


def wrap_style(sheet: Sheet, family: str) -> str:
    """Return the stylesheet of the sheet."""
    return f"""
@page {{ size: {sheet.full_width_mm:.4f}mm {sheet.full_height_mm:.4f}mm; margin: 0; }}
html, body {{ margin: 0; padding: 0; }}
body {{ font-family: "{family}"; font-size: 10.5pt; line-height: 1.4; }}
body > div, body > svg, body > img {{ position: absolute; }}
p {{ margin: 0 0 .7em; text-indent: 0; text-align: left; hyphens: manual; }}
section {{ display: block; }}
h1 {{ display: none; }}
.title {{ font-size: 15pt; line-height: 1.2; margin-bottom: .5em; }}
.small {{ font-size: 8.5pt; letter-spacing: .06em; }}
"""


def _box(
    parent: Element, x: float, y: float, width: float, height: float, more: str = ""
) -> Element:
    box = markup.add(parent, "div")
    box.set("style", _at(x, y, width, height) + more)
    return box


def _at(x: float, y: float, width: float, height: float) -> str:
    return f"left:{x:.3f}mm;top:{y:.3f}mm;width:{width:.3f}mm;height:{height:.3f}mm;"


def _drawing(
    parent: Element, x: float, y: float, width: float, height: float, view: str
) -> Element:
    drawing = markup.add(parent, f"{{{SVG}}}svg")
    drawing.set("viewBox", view)
    drawing.set("preserveAspectRatio", "none")
    drawing.set("style", _at(x, y, width, height))
    drawing.set("aria-label", "")
    return drawing


def _image(parent: Element, url: str, x: float, y: float, width: float, height: float) -> None:
    image = markup.add(parent, "img")
    image.set("src", url)
    image.set("alt", "")
    image.set("style", _at(x, y, width, height) + "object-fit:cover;")


def _ground(body: Element, front: Front, sheet: Sheet) -> None:
    """Run the front's bands of colour across the whole sheet, to the ends of its bleed."""
    unit = WIDTH / sheet.face_mm
    width, height = sheet.full_width_mm, sheet.full_height_mm
    drawing = _drawing(body, 0, 0, width, height, f"0 0 {width:.3f} {height:.3f}")
    last = len(front.grounds) - 1
    for number, ground in enumerate(front.grounds):
        top = 0 if number == 0 else sheet.outside_mm + ground.top / unit
        bottom = height if number == last else sheet.outside_mm + ground.bottom / unit
        add_bar(drawing, Bar(0, top, width, bottom, ground.color))


def _front(body: Element, front: Front, sheet: Sheet, around: Around) -> None:
    if around.front_image:
        # Over the fold of the spine nothing; over the other edges as far as the paper goes.
        out = sheet.outside_mm if not sheet.flap_mm else 0
        left = 0 if sheet.is_rtl and out else sheet.front_mm
        _image(body, around.front_image, left, 0, sheet.width_mm + out, sheet.full_height_mm)
        return
    view = f"0 0 {WIDTH} {front.height:g}"
    left = sheet.front_mm + (0 if sheet.is_rtl else sheet.hinge_mm)
    front.draw(_drawing(body, left, sheet.outside_mm, sheet.face_mm, sheet.height_mm, view))


def _spine(
    body: Element, front: Front, sheet: Sheet, around: Around, metadata: Metadata, face: Face
) -> None:
    """Set author, title and publisher down the spine as ISO 6357 has it: top to bottom."""
    room = sheet.spine_mm - 2 * sheet.spine_safe_mm
    margin = 2 * max(sheet.safe_mm, 6)
    foot = "" if around.mark else metadata.publisher
    first = _first_edge_mm(front, sheet) or sheet.height_mm - margin
    has_own_foot = first < sheet.height_mm - margin  # the publisher stands on another ground
    who, title = _surnames(metadata), plain_text(metadata.title)
    wanted = [who, title] if has_own_foot else [who, title, foot]
    size = _spine_size(face, [one for one in wanted if one], room, first - margin)
    if not sheet.has_spine_text or size * PT_PER_MM < _SMALLEST_SPINE_PT:
        return
    view = f"0 0 {sheet.spine_mm:.3f} {sheet.height_mm:.3f}"
    drawing = _drawing(
        body, sheet.spine_left_mm, sheet.outside_mm, sheet.spine_mm, sheet.height_mm, view
    )
    x, after = sheet.spine_mm / 2 - 0.33 * size, margin + face.width(who, size)
    before = first if has_own_foot else first - face.width(foot, size)
    middle = (after + before) / 2 if who else (margin + before) / 2
    for text, y, anchor in (
        (who, margin, "start"),
        (title, middle, "middle"),
        (foot, sheet.height_mm - margin, "end"),
    ):
        _down(drawing, text, (x, y), size, anchor, _ink_at(front, y, sheet), front.family)
    if around.mark and sheet.spine_mm >= 6:
        side = min(room, 12)
        left = sheet.spine_left_mm + (sheet.spine_mm - side) / 2
        top = sheet.outside_mm + sheet.height_mm - margin - side
        _image(body, around.mark, left, top, side, side)


def _surnames(metadata: Metadata) -> str:
    """Return the name of one author without its first names, or all names."""
    names = cover_names(metadata)
    return names[0].split()[-1] if len(names) == 1 and names[0].isascii() else ", ".join(names)


def _spine_size(face: Face, texts: list[str], room: float, length: float) -> float:
    """Return the size at which words have air between them and stay off the folds."""
    size = min(0.6 * room, 6.5)
    gaps = 3 * max(len(texts) - 1, 1)  # in sizes of the letters
    wanted = sum(face.width(one, size) for one in texts) + gaps * size
    return size * min(1.0, length / wanted)


def _down(
    drawing: Element,
    text: str,
    at: tuple[float, float],
    size: float,
    anchor: str,
    color: str,
    family: str,
) -> None:
    if not text:
        return
    element = markup.add(drawing, f"{{{SVG}}}text")
    element.set("transform", f"translate({at[0]:.3f} {at[1]:.3f}) rotate(90)")
    element.set("font-size", f"{size:.3f}")
    element.set("text-anchor", anchor)
    element.set("fill", color)
    element.set("font-family", family)
    markup.add_text(element, text)


def _ink_at(front: Front, y_mm: float, sheet: Sheet) -> str:
    """Return the colour of words at a height of the cover: that which its ground leaves legible."""
    y = y_mm * WIDTH / sheet.face_mm
    ground = next((one for one in front.grounds if one.top <= y <= one.bottom), front.grounds[0])
    return _ink_on(front, ground)


def _ink_on(front: Front, ground: Ground) -> str:
    return front.ink if ground.color == PAPER else PAPER


def _back(body: Element, front: Front, sheet: Sheet, around: Around, metadata: Metadata) -> None:
    margin = max(_BACK_MARGIN_MM, sheet.safe_mm + 4)
    width = sheet.width_mm - 2 * margin - sheet.hinge_mm
    left = sheet.back_mm + margin + (sheet.hinge_mm if sheet.is_rtl else 0)
    top = sheet.outside_mm + margin + 6
    edge = _first_edge_mm(front, sheet)
    height = (edge if edge else sheet.height_mm - 50) - margin - 10
    color = f"color:{_ink_at(front, margin + 6, sheet)};overflow:hidden;"
    if around.blurb is not None:
        _box(body, left, top, width, height, color).append(around.blurb)
    foot = sheet.outside_mm + sheet.height_mm - margin
    color = f"color:{_ink_at(front, sheet.height_mm - margin, sheet)};"
    lines = [one for one in (around.series, metadata.publisher) if one]
    if around.mark:
        _image(body, around.mark, left, foot - 26, 12, 12)
    box = _box(body, left, foot - 5 * len(lines), 0.45 * width, 5 * len(lines), color)
    for line in lines:
        text = markup.add(box, "p")
        text.set("class", "small")
        text.set("style", "margin:0")
        markup.add_text(text, line)


def _first_edge_mm(front: Front, sheet: Sheet) -> float:
    """Return where the first ground ends, 0 where there is one alone."""
    if len(front.grounds) < 2:
        return 0
    return front.grounds[0].bottom * sheet.face_mm / WIDTH


def _flaps(body: Element, front: Front, sheet: Sheet, around: Around) -> None:
    if not sheet.flap_mm:
        return
    right = sheet.right_mm + sheet.width_mm
    at_front, at_back = (sheet.outside_mm, right) if sheet.is_rtl else (right, sheet.outside_mm)
    margin = max(sheet.safe_mm, 8)
    color = f"color:{_ink_at(front, margin, sheet)};overflow:hidden;"
    for text, x in ((around.front_flap, at_front), (around.back_flap, at_back)):
        if text is not None:
            top, width = sheet.outside_mm + margin, sheet.flap_mm - 2 * margin
            height = (_first_edge_mm(front, sheet) or sheet.height_mm) - 2 * margin
            _box(body, x + margin, top, width, height, color).append(text)


def _barcode(body: Element, sheet: Sheet, symbol: Symbol) -> None:
    """Put the symbol at the foot of the back, on the side of the spine, within what is safe."""
    x, y = symbol_place(sheet, symbol)
    drawing = symbol.svg("Source Code Pro")
    drawing.set("style", _at(x, y, symbol.width_mm, symbol.height_mm))
    body.append(drawing)

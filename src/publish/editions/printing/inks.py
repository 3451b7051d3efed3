"""Turns the colours of a finished PDF into printing inks: black alone, or the four of the press.

WeasyPrint 70 writes every colour that no author gave in inks as RGB: text, rules, drawings. What
is neutral becomes black ink alone, so that text never waits for four plates to meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from publish.editions.pdf.objects import (
    Array,
    ContentStreamInstruction,
    Name,
    Operator,
    Pdf,
    PdfImage,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)
from publish.editions.printing.content import space_name
from publish.editions.printing.mixing import CmykMixer, gray_picture, on_white

_SET = {"rg": "fill", "RG": "stroke", "k": "fill", "K": "stroke"}
_NEUTRAL = 1 / 512  # under half a step of eight bits, channels count as equal
# Luma as in Rec. ITU-R BT.601-7, 2.5.1: what Pillow makes grey pictures with, so that a picture
# and a rule of the same colour stay alike.
_LUMA = (0.299, 0.587, 0.114)


@dataclass(slots=True)
class Converted:
    """What was converted: (kind, from, to) to how often."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """Yield the table as text, a line for each kind."""
        for (kind, before, after), count in sorted(self.counts.items()):
            yield f"{count:6,}  {kind}: {before} to {after}"


def convert(book: Pdf, inks: str, profile: bytes = b"") -> Converted:
    """Turn all colours of a book into `gray` or `cmyk`, and return what was done.

    `profile` is an ICC profile of the press; without one, colours are separated by the plain
    formula of CSS, which no press is like.
    """
    work = _Work(inks, CmykMixer(profile))
    for page in book.pages:
        resources = page.obj.get("/Resources")
        page.obj.Contents = Stream(book, work.content(page))
        work.resources(book, resources)
        if (group := page.obj.get("/Group")) is not None and "/CS" in group:
            group.CS = work.space
    return work.done


def lay_on_white(book: Pdf) -> int:
    """Lay pictures that are seen through on white paper, and return how many there were.

    PDF/X-1a knows no transparency. What lies beneath such a picture is covered by its corners.
    """
    count = 0
    for held in list(book.objects):
        if not isinstance(held, Stream) or str(held.get("/Subtype")) != "/Image":
            continue
        if "/SMask" not in held:
            continue
        picture = PdfImage(held).as_pil_image()
        mask = PdfImage(cast(Stream, held.SMask)).as_pil_image()
        made = on_white(picture, mask)
        names = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
        held.write(made.tobytes())
        held.ColorSpace, held.BitsPerComponent = names[made.mode], 8
        held.Width, held.Height = made.size
        for key in ("/SMask", "/Decode", "/DecodeParms", "/Matte"):
            if key in held:
                del held[key]
        count += 1
    return count


class _Work:
    """One conversion: what was met once is not converted again."""

    def __init__(self, inks: str, mixer: CmykMixer) -> None:
        self._is_gray = inks == "gray"
        self._mixer = mixer
        self._seen: set[tuple[int, int]] = set()
        self._mixed: dict[tuple[float, ...], tuple[float, ...]] = {}
        self.space = Name.DeviceGray if self._is_gray else Name.DeviceCMYK
        self.done = Converted()

    def content(self, stream: Any) -> bytes:
        """Return a content stream with its colours converted."""
        made = []
        spaces = {"fill": "", "stroke": ""}
        for one in parse_content_stream(stream):
            name = str(one.operator)
            if name in ("cs", "CS"):
                spaces["fill" if name == "cs" else "stroke"] = str(one.operands[0])
            if name in _SET:
                made.append(self._color(one, name))
            elif name in ("sc", "scn", "SC", "SCN"):
                where = "fill" if name.islower() else "stroke"
                made.append(self._color(one, _AS.get((spaces[where], where), name)))
            elif name in ("cs", "CS") and str(one.operands[0]) in ("/DeviceRGB", "/DeviceCMYK"):
                continue  # the colour that follows says its space itself
            else:
                made.append(one)
        return bytes(unparse_content_stream(made))

    def _color(self, one: Any, name: str) -> Any:
        if name not in _SET:
            return one
        values = tuple(float(value) for value in one.operands)
        inks = self.mixed(values)
        if inks == values:
            return one
        after = {1: "gray", 4: "cmyk"}[len(inks)]
        before = "rgb" if len(values) == 3 else "cmyk"
        kind = "text and areas" if _SET[name] == "fill" else "lines"
        self.done.counts[kind, f"{before} {_shown(values)}", f"{after} {_shown(inks)}"] += 1
        operator = {("fill", 1): "g", ("stroke", 1): "G", ("fill", 4): "k", ("stroke", 4): "K"}
        return ContentStreamInstruction(
            [round(value, 4) for value in inks], Operator(operator[_SET[name], len(inks)])
        )

    def mixed(self, values: tuple[float, ...]) -> tuple[float, ...]:
        """Return a colour as inks: one value for grey, four for the inks of the press."""
        if values not in self._mixed:
            self._mixed[values] = self._mix(values)
        return self._mixed[values]

    def _mix(self, values: tuple[float, ...]) -> tuple[float, ...]:
        if len(values) == 4:
            return (_gray_of_inks(values),) if self._is_gray else values
        if len(values) != 3:
            return values
        if self._is_gray or max(values) - min(values) < _NEUTRAL:
            return (sum(part * value for part, value in zip(_LUMA, values, strict=True)),)
        return self._mixer.color(values)

    def resources(self, book: Pdf, resources: Any) -> None:
        """Convert what a page or a form paints with: forms, pictures, shadings, patterns."""
        if resources is None:
            return
        for name, found in list((resources.get("/XObject") or {}).items()):
            if found.objgen in self._seen:
                continue
            self._seen.add(found.objgen)
            if str(found.get("/Subtype")) == "/Form":
                self._form(book, found)
            else:
                self._picture(found, name)
        for found in (resources.get("/Shading") or {}).values():
            self._shading(found)
        for found in (resources.get("/Pattern") or {}).values():
            if found.objgen in self._seen:
                continue
            self._seen.add(found.objgen)
            if "/Shading" in found:
                self._shading(found.Shading)
            else:
                self._form(book, found)
        for state in (resources.get("/ExtGState") or {}).values():
            self._mask(book, state.get("/SMask"))
        _forget_spaces(resources)

    def _mask(self, book: Pdf, mask: Any) -> None:
        form = mask.get("/G") if mask is not None and str(mask) != "/None" else None
        # A mask by luminosity counts in the colours it was drawn with: grey says the same.
        if form is not None and form.objgen not in self._seen:
            self._seen.add(form.objgen)
            gray = _Work("gray", self._mixer)
            gray._form(book, form)

    def _form(self, book: Pdf, form: Any) -> None:
        form.write(self.content(form))
        if (group := form.get("/Group")) is not None and "/CS" in group:
            group.CS = self.space
        self.resources(book, form.get("/Resources"))

    def _picture(self, found: Any, name: str) -> None:
        space = found.get("/ColorSpace")
        if space is None or found.get("/ImageMask", False):
            return
        before = space_name(space, None if str(space).startswith("/") else space)
        if before in self._kept:
            return
        picture = PdfImage(found).as_pil_image()
        made = gray_picture(picture) if self._is_gray else self._mixer.picture(picture)
        # Flate: what was read from a JPEG is not pressed a second time.
        found.write(made.tobytes())
        found.ColorSpace = self.space if made.mode == "CMYK" else Name.DeviceGray
        found.BitsPerComponent = 8
        for key in ("/Decode", "/DecodeParms"):
            if key in found:
                del found[key]
        after = "cmyk" if made.mode == "CMYK" else "gray"
        self.done.counts["pictures", before, after] += 1

    @property
    def _kept(self) -> frozenset[str]:
        gray = {"gray", "cal-gray", "icc-1", "indexed-gray", "spot"}
        return frozenset(gray if self._is_gray else {*gray, "cmyk", "icc-4", "indexed-cmyk"})

    def _shading(self, found: Any) -> None:
        if found.objgen in self._seen and found.is_indirect:
            return
        self._seen.add(found.objgen)
        if space_name(found.ColorSpace, None) not in ("rgb", "cmyk"):
            return
        before = space_name(found.ColorSpace, None)
        if before == "cmyk" and not self._is_gray:
            return
        _convert_function(found.Function, self._full)
        found.ColorSpace = self.space
        self.done.counts["shadings", before, "gray" if self._is_gray else "cmyk"] += 1

    def _full(self, values: tuple[float, ...]) -> tuple[float, ...]:
        """Return a colour of a shading, all of which are of one space."""
        inks = self.mixed(values)
        return inks if self._is_gray or len(inks) == 4 else (0.0, 0.0, 0.0, 1 - inks[0])


_AS = {
    ("/DeviceRGB", "fill"): "rg",
    ("/DeviceRGB", "stroke"): "RG",
    ("/DeviceCMYK", "fill"): "k",
    ("/DeviceCMYK", "stroke"): "K",
}


def _convert_function(
    function: Any, mixed: Callable[[tuple[float, ...]], tuple[float, ...]]
) -> None:
    """Convert the colours that a function of type 2 or 3 runs between (ISO 32000-1, 7.10)."""
    kind = int(function.FunctionType)
    if kind == 3:
        for part in function.Functions:
            _convert_function(part, mixed)
    elif kind == 2:
        for key in ("/C0", "/C1"):
            function[key] = Array([round(one, 4) for one in mixed(_floats(function[key]))])
    if "/Range" in function:
        del function["/Range"]


def _floats(values: Any) -> tuple[float, ...]:
    return tuple(float(one) for one in values)


def _gray_of_inks(values: tuple[float, ...]) -> float:
    """Return the grey that four inks make (ISO 32000-1, 10.3.5)."""
    cyan, magenta, yellow, black = values
    return 1 - min(1, _LUMA[0] * cyan + _LUMA[1] * magenta + _LUMA[2] * yellow + black)


def _forget_spaces(resources: Any) -> None:
    """Take out colour spaces that nothing paints in: WeasyPrint 70 names two Lab ones always."""
    spaces = resources.get("/ColorSpace")
    if spaces is None:
        return
    for name in [name for name in spaces.keys() if name.startswith("/lab-")]:  # noqa: SIM118
        del spaces[name]
    if not len(spaces.keys()):
        del resources["/ColorSpace"]


def _shown(values: tuple[float, ...]) -> str:
    return " ".join(f"{100 * one:.0f}" for one in values)

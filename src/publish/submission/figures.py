"""Figures as files, by a journal's rules: format, dots to the inch, width, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publish.diagnostics import Diagnostic, Severity
from publish.editions.docx.pictures import rasterized
from publish.editions.docx.profiles import FigureFiles, Outcome
from publish.editions.edition import Design
from publish.editions.images import ImageFile, as_file, facts_of, load_image, without_private_data
from publish.editions.printing.postscript import (
    INSTALL,
    PROGRAM,
    Drawing,
    as_eps,
    can_draw,
    is_all_lines,
)
from publish.editions.raster import CSS_DPI
from publish.model.nodes import Image
from publish.model.walk import every
from publish.submission.floats import Float

SUFFIXES = {"tiff": "tif", "eps": "eps", "png": "png", "jpeg": "jpg"}
# Where a journal names none. Source: SAGE, T&F and Chicago, artwork guidelines: 300 dots for
# photographs; 1,200 are asked for line drawings, 600 where they have tones.
DPI = 300
LINE_DPI = 600
WIDTH_MM = 85.0  # one column of most journals
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class FigureFile:
    """A picture of a figure, ready to be sent.

    `in_dots` says why a drawing is sent as dots though the journal takes lines; "" where it is in
    lines, or dots are what the journal wants.
    """

    name: str
    label: str
    data: bytes
    is_drawing: bool
    is_in_lines: bool = False
    in_dots: str = ""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture as it stands in the project; `stem` is the name of the file to be made."""

    url: str
    label: str
    stem: str
    source: ImageFile

    @property
    def is_drawing(self) -> bool:
        return self.source.media_type == "image/svg+xml"


def figure_files(
    floats: Sequence[Float], folder: Path, rules: FigureFiles, design: Design
) -> Iterator[FigureFile]:
    """Yield a file for every picture of figures; several of one figure are a, b, c.

    Drawings are EPS in lines where the journal takes EPS.
    Raises: publish.editions.images.ImageError if one cannot be read.
    """
    pictures = list(_pictures(floats, folder, rules.name))
    drawings = [one for one in pictures if one.is_drawing] if "eps" in rules.formats else []
    lines = _in_lines(drawings, folder, rules, design)
    for one in pictures:
        if data := lines.get(one.url):
            yield FigureFile(f"{one.stem}.eps", one.label, data, True, True)
        else:
            yield _in_dots(one, rules, design.fonts, _why_dots(one) if one in drawings else "")


def _pictures(floats: Sequence[Float], folder: Path, pattern: str) -> Iterator[_Picture]:
    for one in floats:
        images = list(every(Image, one.block.content)) if hasattr(one.block, "content") else []
        for letter, image in zip("abcdefghijklmnopqrstuvwxyz", images, strict=False):
            url = image.target.url
            stem = _name(pattern, one.label, url, letter if len(images) > 1 else "")
            yield _Picture(url, one.label, stem, without_private_data(load_image(folder, url)))


def _in_lines(
    pictures: Sequence[_Picture], folder: Path, rules: FigureFiles, design: Design
) -> dict[str, bytes]:
    """Return the drawings that can be EPS in lines, by their paths."""
    plain = {
        one.url: one.source
        for one in pictures
        if one.source.width_px and is_all_lines(one.source.data)
    }
    if not plain or not can_draw():
        return {}
    drawings = [_drawing(source, rules.width_mm) for source in plain.values()]
    made = as_eps(drawings, folder, design)
    return {url: data for url, data in zip(plain, made, strict=True) if data}


def _drawing(source: ImageFile, width_mm: float) -> Drawing:
    mm = _scale(source, width_mm) * _MM_PER_INCH / CSS_DPI
    return Drawing(source.name, source.width_px * mm, source.height_px * mm)


def _why_dots(picture: _Picture) -> str:
    if not can_draw():
        return f"Poppler's program '{PROGRAM}' is missing"
    if not is_all_lines(picture.source.data):
        return "it has shades, pictures or something transparent in it"
    return "it cannot be drawn in lines"


def _in_dots(picture: _Picture, rules: FigureFiles, fonts: Sequence[Path], why: str) -> FigureFile:
    form = (rules.formats or ("tiff",))[0]
    source, dpi = picture.source, rules.dpi or DPI
    if picture.is_drawing:
        dpi = rules.line_dpi or LINE_DPI
        scale = _scale(source, rules.width_mm)
        drawn = rasterized(source.data.decode("utf-8"), fonts, dpi=round(dpi * scale))
        source = ImageFile(picture.url, "image/png", drawn, 0, 0)
    name = f"{picture.stem}.{SUFFIXES[form]}"
    data = as_file(source, form, dpi)
    return FigureFile(name, picture.label, data, picture.is_drawing, in_dots=why)


def _scale(drawing: ImageFile, width_mm: float) -> float:
    """Return by how much a drawing is enlarged to the width that a journal prints.

    Where it says none, one narrower than a column fills a column.
    """
    natural = drawing.width_px / CSS_DPI * _MM_PER_INCH
    wanted = width_mm or max(natural, WIDTH_MM)
    return wanted / natural if natural else 1.0


def _name(pattern: str, label: str, url: str, letter: str) -> str:
    number = re.sub(r"[^\w]+", "-", label.split()[-1]).strip("-") + letter
    name = pattern or "Figure_{number}"
    return name.replace("{number}", number).replace("{file}", PurePosixPath(url).stem)


def drawn_in_dots(files: Sequence[FigureFile]) -> Iterator[str]:
    """Yield lines for the checklist on drawings that are sent as dots and not as lines."""
    drawings = [one for one in files if one.is_drawing and not one.is_in_lines]
    if drawings:
        yield ""
        names = ", ".join(one.name for one in drawings)
        yield f"Drawn in lines by the author, sent as dots: {names}."
        yield from (f"- {one.name}: {one.in_dots}" for one in drawings if one.in_dots)
        yield "If the journal wants lines (vector graphics), send it the SVG files beside them."


def said_of_dots(files: Sequence[FigureFile]) -> Iterator[Diagnostic]:
    """Yield a note for every drawing that is sent as dots though the journal takes lines."""
    for one in files:
        if one.in_dots:
            message = f"'{one.name}' is sent as dots, not as lines (EPS): {one.in_dots}"
            hint = "" if can_draw() else INSTALL
            yield Diagnostic("submission-drawing", message, None, hint, Severity.NOTE)


def judge_figures(files: Sequence[FigureFile], rules: FigureFiles) -> Iterator[Outcome]:
    """Yield the outcome of every rule on files of figures, read back from the files."""
    facts = {one.name: facts_of(one.data) for one in files}
    if rules.formats:
        wrong = [name for name, one in facts.items() if one[0] not in rules.formats]
        rule = f"figures are {' or '.join(one.upper() for one in rules.formats)} files"
        yield Outcome(rule, not wrong, f"{', '.join(wrong)} are not")
    for is_drawing, least, what in (
        (False, rules.dpi, "photographs"),
        (True, rules.line_dpi, "drawings"),
    ):
        if not least:
            continue
        width = (rules.width_mm or WIDTH_MM) / _MM_PER_INCH
        low = [
            f"{one.name} {facts[one.name][1] / width:.0f}"
            for one in files
            if one.is_drawing is is_drawing
            and not one.is_in_lines
            and facts[one.name][1] / width < least - 1
        ]
        rule = f"{what} have {least} dots to the inch at {rules.width_mm or WIDTH_MM:g} mm"
        yield Outcome(rule, not low, f"fewer: {', '.join(low)}")
    if rules.name:
        pattern = re.escape(rules.name).replace(r"\{number\}", r"[\w-]+")
        pattern = pattern.replace(r"\{file\}", ".+")
        wrong = [one.name for one in files if not re.fullmatch(rf"{pattern}\.\w+", one.name)]
        yield Outcome(f"files of figures are called {rules.name}", not wrong, ", ".join(wrong))

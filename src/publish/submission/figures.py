"""Figures as files, by a journal's rules: format, dots to the inch, width, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publish.editions.docx.pictures import rasterized
from publish.editions.docx.profiles import FigureFiles, Outcome
from publish.editions.images import ImageFile, as_file, facts_of, load_image, without_private_data
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
    """A picture of a figure, ready to be sent."""

    name: str
    label: str
    data: bytes
    is_drawing: bool


def figure_files(
    floats: Sequence[Float], folder: Path, rules: FigureFiles, fonts: Sequence[Path]
) -> Iterator[FigureFile]:
    """Yield a file for every picture of figures; several of one figure are a, b, c.

    Raises: publish.editions.images.ImageError if one cannot be read.
    """
    form = (rules.formats or ("tiff",))[0]
    for one in floats:
        pictures = list(every(Image, one.block.content)) if hasattr(one.block, "content") else []
        for letter, image in zip("abcdefghijklmnopqrstuvwxyz", pictures, strict=False):
            url = image.target.url
            source = without_private_data(load_image(folder, url))
            is_drawing = source.media_type == "image/svg+xml"
            dpi = (rules.line_dpi or LINE_DPI) if is_drawing else (rules.dpi or DPI)
            if is_drawing:
                scale = _scale(source, rules.width_mm)
                drawn = rasterized(source.data.decode("utf-8"), fonts, dpi=round(dpi * scale))
                source = ImageFile(url, "image/png", drawn, 0, 0)
            name = _name(rules.name, one.label, url, letter if len(pictures) > 1 else "")
            data = as_file(source, form, dpi)
            yield FigureFile(f"{name}.{SUFFIXES[form]}", one.label, data, is_drawing)


def _scale(drawing: ImageFile, width_mm: float) -> float:
    """Return by how much a drawing is enlarged to the width that a journal prints.

    Where it says none, one narrower than a column fills a column.
    """
    natural = drawing.width_px / 96 * _MM_PER_INCH
    wanted = width_mm or max(natural, WIDTH_MM)
    return wanted / natural if natural else 1.0


def _name(pattern: str, label: str, url: str, letter: str) -> str:
    number = re.sub(r"[^\w]+", "-", label.split()[-1]).strip("-") + letter
    name = pattern or "Figure_{number}"
    return name.replace("{number}", number).replace("{file}", PurePosixPath(url).stem)


def drawn_in_dots(files: Sequence[FigureFile]) -> Iterator[str]:
    """Yield lines for the checklist on drawings, which are sent as dots and not as lines."""
    names = [one.name for one in files if one.is_drawing]
    if names:
        yield ""
        yield f"Drawn in lines by the author, sent as dots: {', '.join(names)}."
        yield "If the journal wants lines (vector graphics), send it the SVG files beside them."


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
            if one.is_drawing is is_drawing and facts[one.name][1] / width < least - 1
        ]
        rule = f"{what} have {least} dots to the inch at {rules.width_mm or WIDTH_MM:g} mm"
        yield Outcome(rule, not low, f"fewer: {', '.join(low)}")
    if rules.name:
        pattern = re.escape(rules.name).replace(r"\{number\}", r"[\w-]+")
        pattern = pattern.replace(r"\{file\}", ".+")
        wrong = [one.name for one in files if not re.fullmatch(rf"{pattern}\.\w+", one.name)]
        yield Outcome(f"files of figures are called {rules.name}", not wrong, ", ".join(wrong))

"""What a printer asks for, read from YAML: `styles/printers/` of the project, then of the tool."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publish.editions.rulesfile import (
    Reader,
    Readers,
    RulesFolder,
    WrongValueError,
    flag,
    list_of,
    members,
    number,
    one_of,
    text,
    whole,
)
from publish.project.yaml import Mapping as YamlMapping
from publish.project.yaml import Node, Scalar

MM_PER_INCH = 25.4
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|in)")


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages a book may have; 0 where there is no limit."""

    least: int = 0
    most: int = 0
    multiple: int = 1


@dataclass(frozen=True, slots=True)
class Spine:
    """How a spine is reckoned: `base_mm` and the thickness of a page of the paper.

    Text stands on it from `text_pages` pages on, `safe_mm` from the folds.
    """

    base_mm: float = 0
    text_pages: int = 0
    safe_mm: float = 0


@dataclass(frozen=True, slots=True)
class CoverRules:
    """What a cover must be like, in millimetres. `wrap_mm` is turned over the boards of a case.

    `board_mm` is how far boards stand out beyond the pages, `hinge_mm` the joint beside the spine.
    """

    bleed_mm: float = 3
    safe_mm: float = 6
    wrap_mm: float = 0
    board_mm: float = 0
    hinge_mm: float = 0
    marks: bool = False
    ink: str = "cmyk"
    barcode: bool = True


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer's rules. What is empty or 0 is not asked for.

    `gutter` are pairs of a number of pages and the least inner margin up to it; `papers` maps
    names to the thickness of one page, half a leaf. `bleed` is `never`, `always`, or `needed`:
    where something on the pages reaches their edge. `seen` is when the rules were collected.
    """

    name: str
    printer: str
    source: str
    seen: str
    binding: str = "paperback"
    trims: tuple[tuple[float, float], ...] = ()
    bleed: str = "needed"
    bleed_mm: float = 3
    gutter_bleed: bool = True
    marks: bool = False
    standard: str = ""
    ink: str = ""  # gray, cmyk; empty: any
    ink_limit: float = 0  # percent, all inks together
    pages: Pages = Pages()
    blank_last: bool = False
    gutter: tuple[tuple[int, float], ...] = ()
    margin_mm: float = 0
    file_mb: float = 0
    ppi: float = 300
    line_art_ppi: float = 600
    hairline_pt: float = 0
    type_pt: float = 0
    papers: Mapping[str, float] = field(default_factory=dict)
    spine: Spine = Spine()
    cover: CoverRules | None = CoverRules()

    def gutter_mm(self, pages: int) -> float:
        """Return the least inner margin of a book of so many pages."""
        for most, least in self.gutter:
            if pages <= most:
                return least
        return self.gutter[-1][1] if self.gutter else 0

    def spine_mm(self, pages: int, paper: str = "") -> float:
        """Return the width of the spine; the first paper counts where none is named."""
        thickness = self.papers.get(paper) or next(iter(self.papers.values()), 0)
        return self.spine.base_mm + pages * thickness


def printer_names(project: Path | None = None) -> tuple[str, ...]:
    """Return the names of all profiles there are."""
    return _FOLDER.names(project)


def find_printer(name: str, project: Path | None = None) -> Printer:
    """Return a printer's profile by its name.

    Raises: PublishError where there is none of that name, or its file says what it may not.
    """
    return read_printer(name, *_FOLDER.find(name, project))


def read_printer(name: str, yaml: str, file: str) -> Printer:
    """Return the profile that a YAML text describes.

    Raises: PublishError with the place of what is wrong.
    """
    return Printer(name, **_FOLDER.read(yaml, file, _READERS, ("printer", "source", "seen")))


def _size(node: Node) -> tuple[float, float]:
    found = _SIZE.fullmatch(text(node).strip())
    if found is None:
        raise WrongValueError("is written as 6x9in or 148x210mm", node.place)
    unit = MM_PER_INCH if found[3] == "in" else 1
    return float(found[1]) * unit, float(found[2]) * unit


def _gutter(node: Node) -> tuple[tuple[int, float], ...]:
    if not isinstance(node, YamlMapping):
        raise WrongValueError("has 'pages: millimetres', in the order of the pages", node.place)
    return tuple((whole(key), number(value)) for key, value in node.items)


def _papers(node: Node) -> Mapping[str, float]:
    if not isinstance(node, YamlMapping):
        raise WrongValueError("has 'paper: thickness of one page in mm'", node.place)
    return {key.text: number(value) for key, value in node.items}


def _pages(node: Node) -> Pages:
    found = members(node, {"min": whole, "max": whole, "multiple": whole})
    return Pages(found.get("min", 0), found.get("max", 0), found.get("multiple", 1))


def _spine(node: Node) -> Spine:
    readers = {"base-mm": number, "text-pages": whole, "safe-mm": number}
    return Spine(**members(node, readers))


def _cover(node: Node) -> CoverRules | None:
    if isinstance(node, Scalar) and node.boolean is False:
        return None
    lengths = ("bleed-mm", "safe-mm", "wrap-mm", "board-mm", "hinge-mm")
    readers: dict[str, Reader] = dict.fromkeys(lengths, number)
    readers |= {"marks": flag, "ink": one_of("cmyk", "rgb"), "barcode": flag}
    return CoverRules(**members(node, readers))


_FOLDER = RulesFolder("printers", "printer profile", "settings-unknown-printer", "settings-printer")
_READERS: Readers = {
    "printer": text,
    "source": text,
    "seen": text,
    "binding": one_of("paperback", "hardcover", "loose"),
    "trims": list_of(_size),
    "bleed": one_of("never", "needed", "always"),
    "bleed-mm": number,
    "gutter-bleed": flag,
    "marks": flag,
    "standard": one_of("", "x-1a", "x-4"),
    "ink": one_of("", "gray", "cmyk"),
    "ink-limit": number,
    "pages": _pages,
    "blank-last": flag,
    "gutter": _gutter,
    "margin-mm": number,
    "file-mb": number,
    "ppi": number,
    "line-art-ppi": number,
    "hairline-pt": number,
    "type-pt": number,
    "papers": _papers,
    "spine": _spine,
    "cover": _cover,
}

"""What a printer asks for, read from YAML: `styles/printers/` of the project, then of the tool."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.editions.design import default_styles
from publish.project.files import read_profile
from publish.project.yaml import Mapping as YamlMapping
from publish.project.yaml import Node, Scalar, Sequence, read_yaml

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
    return tuple(sorted({path.stem for one in _folders(project) for path in one.glob("*.yaml")}))


def find_printer(name: str, project: Path | None = None) -> Printer:
    """Return a printer's profile by its name.

    Raises: PublishError where there is none of that name, or its file says what it may not.
    """
    known = printer_names(project)
    for folder in _folders(project):
        path = folder / f"{name}.yaml"
        if name in known and path.is_file():
            return read_printer(name, *read_profile(path, project))
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}"
    message = f"there is no printer profile '{name}'"
    raise PublishError([Diagnostic("settings-unknown-printer", message, hint=hint)])


def _folders(project: Path | None) -> tuple[Path, ...]:
    own = () if project is None else (project / "styles" / "printers",)
    return (*own, default_styles() / "printers")


def read_printer(name: str, text: str, file: str) -> Printer:
    """Return the profile that a YAML text describes.

    Raises: PublishError with the place of what is wrong.
    """
    values = _read(read_yaml(text, file), _READERS, "a profile", Place(file, 1, 1))
    missing = [one for one in ("printer", "source", "seen") if not values.get(one)]
    if missing:
        raise _wrong(f"the profile does not say its {' and '.join(missing)}", Place(file, 1, 1))
    return Printer(name, **values)


Reader = Callable[[Node], Any]


def _read(node: Any, readers: Mapping[str, Reader], what: str, place: Place) -> dict[str, Any]:
    if not isinstance(node, YamlMapping):
        raise _wrong(f"{what} is a list of 'key: value'", getattr(node, "place", place))
    values: dict[str, Any] = {}
    for key, value in node.items:
        reader = readers.get(key.text)
        if reader is None:
            near = get_close_matches(key.text, readers, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"keys are {', '.join(readers)}"
            raise _wrong(f"{what} has no key '{key.text}'", key.place, hint)
        values[_NAMES.get(key.text, key.text.replace("-", "_"))] = reader(value)
    return values


_NAMES = {"min": "least", "max": "most"}


def _wrong(message: str, place: Place, hint: str = "") -> PublishError:
    return PublishError([Diagnostic("settings-printer", message, place, hint)])


def _text(node: Node) -> str:
    if not isinstance(node, Scalar) or node.is_null:
        raise _wrong("a text is wanted here", node.place)
    return node.text


def _number(node: Node) -> float:
    try:
        number = float(_text(node))
    except ValueError:
        number = -1
    if not 0 <= number < 1_000_000:
        raise _wrong("a number is wanted here, 0 or more", node.place)
    return number


def _whole(node: Node) -> int:
    return int(_number(node))


def _flag(node: Node) -> bool:
    if not isinstance(node, Scalar) or node.boolean is None:
        raise _wrong("true or false is wanted here", node.place)
    return node.boolean


def _one_of(*allowed: str) -> Reader:
    def read(node: Node) -> str:
        if (text := _text(node)) not in allowed:
            raise _wrong(
                f"this is one of {', '.join(one or 'nothing' for one in allowed)}", node.place
            )
        return text

    return read


def _size(node: Node) -> tuple[float, float]:
    found = _SIZE.fullmatch(_text(node).strip())
    if found is None:
        raise _wrong("a size is written as 6x9in or 148x210mm", node.place)
    unit = MM_PER_INCH if found[3] == "in" else 1
    return float(found[1]) * unit, float(found[2]) * unit


def _list_of(reader: Reader) -> Reader:
    def read(node: Node) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            raise _wrong("a list is wanted here", node.place)
        return tuple(reader(one) for one in node.items)

    return read


def _gutter(node: Node) -> tuple[tuple[int, float], ...]:
    if not isinstance(node, YamlMapping):
        raise _wrong("write 'pages: millimetres', in the order of the pages", node.place)
    return tuple((_whole(key), _number(value)) for key, value in node.items)


def _papers(node: Node) -> Mapping[str, float]:
    if not isinstance(node, YamlMapping):
        raise _wrong("write 'paper: thickness of one page in mm'", node.place)
    return {key.text: _number(value) for key, value in node.items}


def _pages(node: Node) -> Pages:
    readers: dict[str, Reader] = {"min": _whole, "max": _whole, "multiple": _whole}
    return Pages(**_read(node, readers, "'pages'", node.place))


def _spine(node: Node) -> Spine:
    readers: dict[str, Reader] = {"base-mm": _number, "text-pages": _whole, "safe-mm": _number}
    return Spine(**_read(node, readers, "'spine'", node.place))


def _cover(node: Node) -> CoverRules | None:
    if isinstance(node, Scalar) and node.boolean is False:
        return None
    lengths = ("bleed-mm", "safe-mm", "wrap-mm", "board-mm", "hinge-mm")
    readers: dict[str, Reader] = dict.fromkeys(lengths, _number)
    readers |= {"marks": _flag, "ink": _one_of("cmyk", "rgb"), "barcode": _flag}
    return CoverRules(**_read(node, readers, "'cover'", node.place))


_READERS: Mapping[str, Reader] = {
    "printer": _text,
    "source": _text,
    "seen": _text,
    "binding": _one_of("paperback", "hardcover", "loose"),
    "trims": _list_of(_size),
    "bleed": _one_of("never", "needed", "always"),
    "bleed-mm": _number,
    "gutter-bleed": _flag,
    "marks": _flag,
    "standard": _one_of("", "x-1a", "x-4"),
    "ink": _one_of("", "gray", "cmyk"),
    "ink-limit": _number,
    "pages": _pages,
    "blank-last": _flag,
    "gutter": _gutter,
    "margin-mm": _number,
    "file-mb": _number,
    "ppi": _number,
    "line-art-ppi": _number,
    "hairline-pt": _number,
    "type-pt": _number,
    "papers": _papers,
    "spine": _spine,
    "cover": _cover,
}

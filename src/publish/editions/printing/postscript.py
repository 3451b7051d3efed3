"""Drawings as EPS in lines and letters, as journals take artwork.

The engine of the print edition draws them, and `pdftops` turns its pages into PostScript. That is a
program of Poppler's (GPL) and no part of this one: without it, drawings are sent as dots.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from publish.editions import markup
from publish.editions.edition import Design
from publish.editions.markup import SVG
from publish.editions.printing.drawing import drawn

PROGRAM = "pdftops"
INSTALL = "it comes with Poppler: the package poppler-utils (Debian, Fedora), poppler (macOS)"
_TIMEOUT_S = 60
# PostScript knows nothing transparent, and of these WeasyPrint 70 or Poppler 22 makes dots, or
# nothing at all.
_NOT_IN_LINES = frozenset(
    ("linearGradient", "radialGradient", "pattern", "mask", "filter", "image", "foreignObject",
     "switch")
)  # fmt: skip
_OPACITY = re.compile(r"opacity\s*:\s*([^;}\s]+)")
_OPAQUE = ("1", "1.0", "100%")
_DOTS = b"/ImageType"  # of the dictionary of every picture in PostScript


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG of the project by its path in it, and the width and height that it is sent in."""

    url: str
    width_mm: float
    height_mm: float


def can_draw() -> bool:
    """Tell whether Poppler's program is there."""
    return shutil.which(PROGRAM) is not None


def is_all_lines(svg: bytes) -> bool:
    """Tell whether a drawing is made of opaque lines, areas and letters only."""
    for one in markup.parse(svg).iter(f"{{{SVG}}}*"):
        if markup.local(one) in _NOT_IN_LINES:
            return False
        given = [value for name, value in one.attrib.items() if str(name).endswith("opacity")]
        styles = (one.get("style", ""), (one.text or "") if markup.local(one) == "style" else "")
        given += [value for style in styles for value in _OPACITY.findall(style)]
        if any(value.strip() not in _OPAQUE for value in given):
            return False
    return True


def as_eps(drawings: Sequence[Drawing], folder: Path, design: Design) -> tuple[bytes | None, ...]:
    """Return drawings as EPS files, None for one that Poppler would make dots of.

    Letters are set in the design's fonts, which travel in the file.
    Raises: publish.diagnostics.PublishError if Pango is missing.
    """
    if not drawings:
        return ()
    pdf = drawn(folder, design, _pages(drawings), _style(drawings)).data
    with tempfile.TemporaryDirectory(prefix="publish-eps-") as name:
        source = Path(name) / "drawings.pdf"
        source.write_bytes(pdf)
        return tuple(_page_as_eps(source, number) for number in range(1, len(drawings) + 1))


def _pages(drawings: Sequence[Drawing]) -> str:
    root = markup.make("html")
    body = markup.add(root, "body")
    for number, one in enumerate(drawings, 1):
        page = markup.add(body, "div")
        page.set("class", f"d{number}")
        image = markup.add(page, "img")
        image.set("src", quote(one.url))
        image.set("alt", "")
    return markup.fragment(root)


def _style(drawings: Sequence[Drawing]) -> str:
    """Return a stylesheet that gives each drawing a page of its own size."""
    rules = ["html, body { margin: 0; padding: 0; } div { line-height: 0; overflow: hidden; }"]
    for number, one in enumerate(drawings, 1):
        size = f"{one.width_mm:.4f}mm {one.height_mm:.4f}mm"
        sides = f"width: {one.width_mm:.4f}mm; height: {one.height_mm:.4f}mm;"
        rules.append(f"@page d{number} {{ size: {size}; margin: 0; }}")
        rules.append(f".d{number} {{ page: d{number}; }} .d{number} img {{ {sides} }}")
    return "\n".join(rules)


def _page_as_eps(source: Path, number: int) -> bytes | None:
    target = source.with_suffix(".eps")
    page = ["-f", str(number), "-l", str(number)]
    # The third level (1997) holds letters of every script.
    command = [PROGRAM, "-eps", "-level3", "-q", *page, str(source), str(target)]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return None
    data = target.read_bytes() if done.returncode == 0 and target.is_file() else b""
    return data if data and _DOTS not in data else None

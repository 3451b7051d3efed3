"""Lines of the text stand on a grid, read from where their letters are drawn."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdfium2
from pdf_books import FILLER, baselines, chapter, design, document

from publish.editions.pdf import print_book, settle

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="{}"/>'
QUOTATION = f"> {FILLER}\n>\n> {FILLER}"
PIECES = (
    "## Walls\n",
    QUOTATION,
    "![A wall.](a.svg)",
    "## Doors\n",
    "- a latch\n- a key",
    "| room | doors |\n|---|---|\n| hall | 2 |\n\n: Doors.",
    "![A door.](b.svg)",
    "    a = 1\n    b = 2",
    "$$x = y^2$$",
    QUOTATION,
)


def test_lines_of_the_text_stand_level_on_all_pages(tmp_path: Path):
    """Whatever stands between paragraphs, and wherever it is broken, text goes on on the grid."""
    for name, height in (("a.svg", 77), ("b.svg", 41)):
        (tmp_path / name).write_text(DRAWING.format(height), encoding="utf-8")
    text = "# Rooms {#rooms}\n\n" + "\n\n".join(f"{FILLER}\n\n{one}" for one in PIECES * 3)
    layout = settle(document([chapter("one", f"{text}\n\n{FILLER}")], tmp_path), design())[1]
    pages = list(pypdfium2.PdfDocument(print_book(layout).data))[1:]
    found = [baselines(page) for page in pages]
    sizes = Counter(size for page in found for size in page.values())
    own = [
        sorted(down for down, size in page.items() if size == sizes.most_common(1)[0][0])
        for page in found
    ]
    steps = Counter(round(b - a, 1) for page in own for a, b in pairwise(page))
    leading = steps.most_common(1)[0][0]
    lines = [down for page in own for down in page]
    off = [down for down in lines if 0.5 < (down - lines[-1]) % leading < leading - 0.5]

    assert len(pages) > 8
    assert len(lines) > 200
    assert not off

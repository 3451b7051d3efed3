"""Measure how evenly the lines of finished PDF files are set: gaps, hyphens, ladders.

    python benchmarks/justification.py FILE.pdf ...
    python benchmarks/justification.py --typst BOOK OUT.pdf     (sets a project's text with Typst)

Counted are the lines of the commonest size of type that fill the measure. A gap is the mean width
of a line's spaces, in ems of its type. A ladder is three or more lines in a row that end in a
hyphen. Typst is no part of the project: `pip install typst` into an environment of its own and
name that environment's Python in TYPST.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import pypandoc
import pypdfium2
from pypdfium2 import raw

from publish.editions.design import font_folders

HYPHENS = "-\u2010\u00ad\u0002\ufffe"
# As the default monograph on 6 x 9 in: the same face, size, leading, measure and lines.
TYPST_HEAD = """
#set page(width: 6in, height: 9in,
  margin: (inside: 58pt, outside: 62pt, top: 68.5pt, bottom: 93.5pt))
#set text(font: "EB Garamond", size: 10.5pt, lang: "en", number-type: "old-style")
#set par(justify: true, leading: 5.9pt, spacing: 5.9pt, first-line-indent: 13.5pt)
#show footnote.entry: set text(size: 8.75pt)
#show footnote.entry: set par(leading: 4.4pt)
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type. `left` and `right` in points, `gaps` in ems."""

    size_pt: float
    left: float
    right: float
    gaps: tuple[float, ...]
    is_hyphenated: bool
    page: int


def main() -> None:
    """Print a row of the table for each file."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--typst"]:
        set_with_typst(Path(arguments[1]), Path(arguments[2]))
        arguments = arguments[2:]
    print("| file | lines | mean gap | > .45 em | > .6 em | hyphens | ladders |")
    print("|---|---|---|---|---|---|---|")
    for name in arguments:
        print(row(name))


def row(name: str) -> str:
    """Return one row of the table."""
    lines = list(read_lines(name))
    body = Counter(round(line.size_pt, 1) for line in lines).most_common(1)[0][0]
    lines = [line for line in lines if abs(line.size_pt - body) < 0.2]
    measure = Counter(round(line.right) for line in lines)
    edges = {edge for edge, count in measure.items() if count > len(lines) / 20}
    full = [line for line in lines if round(line.right) in edges and line.gaps]
    gaps = [mean(line.gaps) for line in full]
    ladders = run = 0
    for line in lines:
        run = run + 1 if line.is_hyphenated else 0
        ladders += run == 3
    share = [sum(gap > limit for gap in gaps) / len(gaps) for limit in (0.45, 0.6)]
    hyphens = sum(line.is_hyphenated for line in full) / len(full)
    return (
        f"| {Path(name).name} | {len(full)} | {mean(gaps):.3f} em | {share[0]:.1%} | "
        f"{share[1]:.2%} | {hyphens:.1%} | {ladders} |"
    )


def read_lines(name: str) -> Iterator[Line]:
    """Yield the lines of a file in reading order."""
    with pypdfium2.PdfDocument(name) as book:
        for number, page in enumerate(book):
            text = page.get_textpage()
            yield from _lines_of(text, number)


def _lines_of(text: pypdfium2.PdfTextPage, page: int) -> Iterator[Line]:
    letters: list[tuple[str, float, float, float, float]] = []
    baseline = None
    matrix = raw.FS_MATRIX()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if chr(code) in "\r\n":
            continue
        left, _, right, _ = text.get_charbox(index, loose=True)
        down = _baseline(text, index)
        raw.FPDFText_GetMatrix(text, index, matrix)  # WeasyPrint counts in pixels
        size = raw.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        if raw.FPDFText_IsGenerated(text, index):
            continue
        if baseline is not None and (abs(down - baseline) > 4 or left < letters[-1][1] - 20):
            yield _line(letters, page)
            letters, baseline = [], None
        letters.append((chr(code), left, right, size, down))
        if chr(code) != " " and baseline is None:
            baseline = down
    if letters:
        yield _line(letters, page)


def _baseline(text: pypdfium2.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return y.value


def _line(letters: list[tuple[str, float, float, float, float]], page: int) -> Line:
    shown = [one for one in letters if one[0] not in " \u00a0"]
    size = Counter(round(one[3], 2) for one in shown or letters).most_common(1)[0][0]
    gaps = []
    for before, after in pairwise(shown):
        gap = (after[1] - before[2]) / size
        if gap > 0.1:
            gaps.append(gap)
    ends = shown or letters
    return Line(size, ends[0][1], ends[-1][2], tuple(gaps), ends[-1][0] in HYPHENS, page)


def set_with_typst(book: Path, target: Path) -> None:
    """Set the text of a project with Typst, in the type of the default design."""
    chapters = sorted((book / "manuscript").glob("[0-9]*.md"))
    pandoc = pypandoc.get_pandoc_path()
    read = [pandoc, "-f", "markdown-citations", "-t", "json", *map(str, chapters)]
    tree = json.loads(subprocess.run(read, capture_output=True, check=True).stdout)
    words = json.dumps({**tree, "meta": {}, "blocks": only_words(tree["blocks"])}).encode()
    write = [pandoc, "-f", "json", "-t", "typst", "--wrap=none"]
    made = subprocess.run(write, input=words, capture_output=True, check=True)
    source = target.with_suffix(".typ")
    source.write_text(TYPST_HEAD + made.stdout.decode(), encoding="utf-8")
    fonts = [str(folder) for folder in font_folders()]
    program = "import sys, typst; typst.compile(*sys.argv[1:3], font_paths=sys.argv[3:])"
    python = os.environ["TYPST"]
    subprocess.run([python, "-c", program, str(source), str(target), *fonts], check=True)


def only_words(tree: Any) -> Any:
    """Return pandoc's tree without pictures, tables, formulas, links and names of places."""
    if isinstance(tree, dict):
        return {key: only_words(part) for key, part in tree.items()}
    if not isinstance(tree, list):
        return tree
    kept: list[Any] = []
    for part in tree:
        kind = part.get("t") if isinstance(part, dict) else ""
        if kind in ("Link", "Span"):
            kept += only_words(part["c"][1])
        elif kind == "Header":
            level, _, content = part["c"]
            kept.append({"t": kind, "c": [level, ["", [], []], only_words(content)]})
        elif kind not in ("Figure", "Table", "Image", "Math", "RawInline", "RawBlock", "Div"):
            kept.append(only_words(part))
    return kept


if __name__ == "__main__":
    main()

"""Time citations beside pandoc: the same items, citations and style in one run.

    python benchmarks/citation_speed.py [--cases 500x1000 5000x1000] [--styles NAME ...]
        [--growth] [--no-pandoc]

A case is ITEMSxCITATIONS. Times are seconds of processor time for reading the style, for all
citations and the whole reference list; pandoc's are the process, whose reading of 500 items as
JSON takes some 0.05 s. `--growth` times ours alone from 1,000 to 20,000 citations and items.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

import reference_processors as reference  # noqa: E402 (the checkout comes first)
from publish.citations.csl.assets import style_path  # noqa: E402
from publish.citations.csl.cites import read_clusters  # noqa: E402
from publish.citations.csl.engine import format_citations, load_style  # noqa: E402

STYLES = ("chicago-notes-bibliography", "apa")
GROWTH = ((1_000, 1_000), (5_000, 5_000), (10_000, 10_000), (20_000, 20_000))
_NAMES_TEXT = """
    Doe Smith Novák García Petrov Tanaka Okafor Müller Rossi Dubois
    son man berg ström ov ez ini ard wick ley
    Anna Boris Chidi Diana Erik Fatima Georg Hana Ivan Jun Karl Lena
    state power letters river village railway archive season number silence
"""
_FAMILIES, _ENDINGS, _GIVEN, _WORDS = (line.split() for line in _NAMES_TEXT.strip().splitlines())


def items(count: int) -> list[dict[str, Any]]:
    """Return items of three kinds; a name is shared by about one item in twenty."""
    return [_item(number) for number in range(count)]


def _item(number: int) -> dict[str, Any]:
    words = [_WORDS[number // 10**place % 10] for place in range(3)]
    title = f"The {words[0]} of {words[1]}: {words[2]} {number}"
    data: dict[str, Any] = {
        "id": f"item{number}",
        "title": title,
        "author": [_person(number + 37 * place) for place in range(1 + number % 3)],
        "issued": {"date-parts": [[1900 + number * 7 % 120]]},
    }
    if number % 3 == 0:
        return data | {"type": "book", "publisher": "Press", "publisher-place": "London"}
    if number % 3 == 1:
        pages = f"{number % 400 + 1}-{number % 400 + 19}"
        return data | {
            "type": "article-journal",
            "container-title": "Journal of Letters",
            "volume": str(number % 90 + 1),
            "issue": str(number % 4 + 1),
            "page": pages,
        }
    return data | {
        "type": "chapter",
        "container-title": "A Handbook",
        "editor": [_person(number + 5)],
        "publisher": "House",
        "publisher-place": "New York",
    }


def _person(number: int) -> dict[str, str]:
    spread = number * 7919 % 10_000
    family = _FAMILIES[spread % 10] + _ENDINGS[spread // 10 % 10]
    return {"family": family, "given": f"{_GIVEN[spread % 12]} {'ABCDEFGHIJ'[spread // 100 % 10]}."}


def clusters(count: int, item_count: int, *, is_note: bool) -> list[dict[str, Any]]:
    """Return citations, one in ten of two items, every other with a page; some repeat at once."""
    found = []
    for number in range(count):
        place = (number - number % 4) * 7919 % item_count
        cites: list[dict[str, Any]] = [{"id": f"item{place}"}]
        if number % 2:
            cites[0] |= {"locator": str(number % 300 + 1), "label": "page"}
        if number % 10 == 0:
            cites.append({"id": f"item{(place + 1) % item_count}"})
        found.append({"note": number + 1 if is_note else 0, "items": cites})
    return found


def ours(name: str, item_count: int, count: int) -> float:
    """Return our seconds."""
    data = items(item_count)
    start = time.process_time()
    style = load_style(name)
    cited = read_clusters(clusters(count, item_count, is_note=style.is_note))
    every = [item["id"] for item in data]
    format_citations(style, data, cited, listed=every)
    return time.process_time() - start


def pandocs(name: str, item_count: int, count: int) -> float:
    """Return pandoc's seconds."""
    data = items(item_count)
    cited = clusters(count, item_count, is_note=load_style(name).is_note)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = reference.pandoc(style_path(name), data, cited, {"page": "page"}, lists_all=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(said.entries) == item_count, "pandoc did not list every item"
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(cases: Iterable[tuple[int, int]], styles: Iterable[str], *, with_pandoc: bool) -> None:
    """Print a row for each style and case."""
    print(f"{'style':30} {'items':>6} {'cit.':>6} {'ours s':>8} {'pandoc s':>9} {'ratio':>6}")
    cases = list(cases)
    for style in styles:
        for item_count, count in cases:
            mine = ours(style, item_count, count)
            row = f"{style:30} {item_count:6} {count:6} {mine:8.2f}"
            if with_pandoc:
                theirs = pandocs(style, item_count, count)
                row += f" {theirs:9.2f} {mine / theirs:6.2f}"
            print(row, flush=True)


def main() -> None:
    """Time the cases named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", nargs="*", default=["500x1000", "5000x1000"])
    parser.add_argument("--styles", nargs="*", default=STYLES)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--no-pandoc", action="store_true")
    chosen = parser.parse_args()
    cases = [(int(a), int(b)) for a, b in (case.split("x") for case in chosen.cases)]
    compare(cases, chosen.styles, with_pandoc=not chosen.no_pandoc)
    if chosen.growth:
        compare(GROWTH, chosen.styles, with_pandoc=False)


if __name__ == "__main__":
    main()

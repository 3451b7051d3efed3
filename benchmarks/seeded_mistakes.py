"""Seed mistakes whose places are known, and count how many findings are placed right.

    .venv/bin/python benchmarks/seeded_mistakes.py [MISTAKES]

Every code that a finding can have in a file of an author is seeded: in chapters (about MISTAKES of
those, by default all) in every construct, in settings, bibliographies, styles, pictures and
profiles, each in several ways to write a file. Prints what is missed and a table of all codes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from publish.check import codes
from seeding import bibliography, builds, markdown, settings, styles
from seeding.planting import WAYS, Judged, Planted, judge
from seeding.unplaced import unplaced


def projects(chapters: int, built: Iterable[str] = tuple(WAYS)) -> Iterator[Planted]:
    """Yield all projects with mistakes, about so many of them in chapters.

    Those that must be built have their files written in the ways of `built`.
    """
    yield from markdown.projects(chapters)
    for source in (settings, bibliography, styles):
        yield from source.projects()
    yield from builds.projects(built)


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield a line for each code: in how many constructs it was seeded, how often, how it went."""
    yield f"{'code':28} {'constructs':>10} {'seeded':>6} {'line':>6} {'column':>6}"
    ordered = sorted(judged, key=lambda one: one.seed.code)
    for code, group in groupby(ordered, key=lambda one: one.seed.code):
        yield _row(code, list(group))
    yield _row("all", ordered)


def _row(name: str, own: Sequence[Judged]) -> str:
    constructs = len({one.seed.construct for one in own})
    lines, columns = sum(one.is_line_right for one in own), sum(one.is_right for one in own)
    return f"{name:28} {constructs:10} {len(own):6} {lines:6} {columns:6}"


def main() -> None:
    """Print the misses, then the table."""
    judged = judge(projects(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
    print(*(one for one in judged if not one.is_right), sep="\n")
    print(*table(judged), sep="\n")
    seeded = frozenset(one.seed.code for one in judged)
    print("\nNot seeded:")
    print(*(f"{code}: {why}" for code, why in unplaced(codes(), seeded).items()), sep="\n")


if __name__ == "__main__":
    main()

"""Mistakes seeded in every construct are found, and placed to the line and the column."""

from __future__ import annotations

import runpy
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "seeded_mistakes.py"


def test_places_are_exact():
    """Of a sample; `benchmarks/seeded_mistakes.py` seeds all of them."""
    seeding = runpy.run_path(str(BENCHMARK), run_name="seeded_mistakes")
    planted = seeding["seeds"](450)
    count = seeding["judge"](planted)

    assert len({seed.code for seed in planted}) > 25
    assert len({seed.construct for seed in planted}) > 14
    assert count.seeded > 400
    assert count.lines >= 0.99 * count.seeded, count.misses
    assert count.columns >= 0.95 * count.seeded, count.misses

"""Mistakes seeded in every construct are found, and placed to the line and the column."""

from __future__ import annotations

import runpy
from pathlib import Path

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "seeded_mistakes.py"


def test_places_are_exact():
    """Of a sample; `benchmarks/seeded_mistakes.py` seeds all of them."""
    seeding = runpy.run_path(str(BENCHMARK), run_name="seeded_mistakes")
    judged = seeding["judge"](seeding["projects"](600))
    missed = "\n".join(str(one) for one in judged if not one.is_right)

    assert len(judged) > 1_000
    assert len({one.seed.construct for one in judged}) > 30
    assert sum(one.is_line_right for one in judged) >= 0.99 * len(judged), missed
    assert sum(one.is_right for one in judged) >= 0.95 * len(judged), missed

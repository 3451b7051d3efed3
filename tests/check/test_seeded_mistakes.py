"""Mistakes seeded in every construct are found, and placed to the line and the column."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from publish.check import codes

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "seeded_mistakes.py"


@pytest.fixture(scope="module")
def seeding():
    return runpy.run_path(str(BENCHMARK), run_name="seeded_mistakes")


@pytest.fixture(scope="module")
def judged(seeding):
    """Return a sample of what `benchmarks/seeded_mistakes.py` seeds: all but most chapters."""
    return seeding["judge"](seeding["projects"](150, built=("BOM",)))


def test_places_are_exact(judged):
    """At least 99 of 100 to the line, 95 to the column."""
    missed = "\n".join(str(one) for one in judged if not one.is_right)

    assert len(judged) > 1_000
    assert len({one.seed.construct for one in judged}) > 40
    assert sum(one.is_line_right for one in judged) >= 0.99 * len(judged), missed
    assert sum(one.is_right for one in judged) >= 0.95 * len(judged), missed


def test_each_code_is_found_where_it_was_seeded(judged):
    """No code hides behind the others: each has its line in at least 95 of 100 seeds."""
    for code in {one.seed.code for one in judged}:
        own = [one for one in judged if one.seed.code == code]
        missed = "\n".join(str(one) for one in own if not one.is_line_right)
        assert sum(one.is_line_right for one in own) >= 0.95 * len(own), missed


def test_every_code_is_seeded_or_has_a_reason(seeding, judged):
    """A new code comes with a seed, or into `seeding/unplaced.py` where no line can have it."""
    seeded = frozenset(one.seed.code for one in judged)
    assert sorted(seeded - set(codes())) == []

    reasons = seeding["unplaced"](codes(), seeded)
    assert sorted(set(codes()) - seeded - set(reasons)) == []

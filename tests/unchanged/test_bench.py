"""The table and the plot of `make bench` say what was measured, and what could not be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the benchmarks be imported."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_ratios_are_to_xelatex() -> None:
    """A row for each program and case: medians, pages made, how many times as long."""
    import bench

    ours = bench.Taken([9.0, 8.0, 30.0], [1.0, 2.0, 3.0], [100.0] * 3, 71)
    latex = bench.Taken([4.0], [4.0], [200.0], 60)
    none = bench.Taken(trouble="not installed: vivliostyle")
    rows = {
        (bench.OURS, bench.FIRST): ours,
        ("XeLaTeX ×3", bench.FIRST): latex,
        ("Vivliostyle", bench.FIRST): none,
    }
    lines = bench.table({75: rows}, 3, (1.5, 1.6)).splitlines()

    assert "A loop takes 1.50 s alone, 1.60 s beside another." in lines
    assert "| 75 | publish, PDF | first build | 9.00 | 2.00 | 100 | 71 pp | 2.25 |" in lines
    assert "| 75 | Vivliostyle | first build | not installed: vivliostyle | | | | |" in lines
    assert bench.lines_of({75: rows}) == {bench.OURS: [(71, 9.0)], "XeLaTeX ×3": [(60, 4.0)]}


def test_a_program_that_fails_is_named(tmp_path: Path) -> None:
    """What it said last stands in the row, and nothing is counted."""
    import bench

    command = [sys.executable, "-c", "print('no such label'); raise SystemExit(2)"]
    row = bench.Row("T", "first", lambda: None, lambda: [command], tmp_path, lambda: None)
    taken = bench.timed([row], 2)["T", "first"]

    assert (taken.trouble, taken.wall_s) == ("failed: no such label", [])


def test_linear_is_straight() -> None:
    """Twice the pages in twice the time lie on one straight line, ten times as far apart alike."""
    from bench_plot import plot

    drawing = etree.fromstring(plot({"<ours>": [(100, 2.0), (200, 4.0), (400, 8.0)]}))
    circles = drawing.findall("{*}circle")
    places = [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in circles]
    (x0, y0), (x1, y1), (x2, y2) = places

    assert x1 - x0 == pytest.approx(x2 - x1, abs=0.2)
    assert y0 - y1 == pytest.approx(y1 - y2, abs=0.2)
    assert "<ours>" in [text.text for text in drawing.findall("{*}text")]

"""A plot of seconds over pages as SVG. Both scales are logarithmic: linear is a slope of one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

Points = Sequence[tuple[int, float]]
WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 60, 250, 30, 50
# Okabe and Ito's colours, told apart by nearly everybody.
COLOURS = ("#0072b2", "#56b4e9", "#009e73", "#d55e00", "#cc79a7", "#e69f00", "#000000")


def plot(lines: Mapping[str, Points]) -> str:
    """Return the drawing. Lines with one point are a mark; without any point, only the axes."""
    pages = [one for points in lines.values() for one, _ in points if one > 0] or [100]
    seconds = [one for points in lines.values() for _, one in points if one > 0] or [1.0]
    across = _Scale(min(pages) * 0.9, max(pages) * 1.1, LEFT, WIDTH - RIGHT)
    up = _Scale(min(seconds) * 0.8, max(seconds) * 1.25, HEIGHT - BOTTOM, TOP)
    drawn = [*_axes(across, up), *_lines(lines, across, up)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" role="img">'
        "<title>Seconds of a build by pages of the book</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    )
    return "\n".join([head, *drawn, "</svg>", ""])


class _Scale:
    """A logarithmic scale from values to places on the drawing."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)

    def marks(self, steps: Sequence[float]) -> Iterator[float]:
        """Yield round values inside the scale."""
        for power in range(-3, 6):
            for step in steps:
                value = float(f"{step * 10.0**power:g}")
                if self.low <= value <= self.high:
                    yield value


def _axes(across: _Scale, up: _Scale) -> Iterator[str]:
    for value in across.marks((1, 1.5, 2, 3, 6)):
        x = across(value)
        yield f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{value:g}</text>'
    for value in up.marks((1, 2, 5)):
        y = up(value)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:g} s</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">pages of the PDF</text>'


def _lines(lines: Mapping[str, Points], across: _Scale, up: _Scale) -> Iterator[str]:
    last = -math.inf
    ends = sorted(lines.items(), key=lambda line: up(line[1][-1][1]))
    for number, (name, points) in enumerate(ends):
        colour = COLOURS[number % len(COLOURS)]
        places = [(across(pages), up(seconds)) for pages, seconds in sorted(points)]
        way = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for x, y in places:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
        last = max(places[-1][1], last + 15)  # names do not stand on one another
        place = f'x="{WIDTH - RIGHT + 10}" y="{last + 4:.1f}"'
        yield f'<text {place} fill="{colour}">{escape(name)}</text>'

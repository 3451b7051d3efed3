"""Draw the three figures of the sample book from the book itself.

Run it from anywhere: ``python manuscript/figures/make_figures.py``. It needs matplotlib, reads
the chapters that stand beside it, and writes the same bytes for the same text.
"""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

HERE = Path(__file__).resolve().parent
MANUSCRIPT = HERE.parent
INK, GREY, PALE = "#1a1a1a", "#6e6e6e", "#c8c8c8"
WIDTH = 4.5  # inches: the measure of a six-by-nine page

STAGES = ("informer", "district", "region", "capital")
STAGE_NAMES = ("Well", "District", "Region", "Capital")
PULLS = (0.2, 1, 2, 5, 20)


def main() -> None:
    """Draw every figure into the folder of this script."""
    plt.rcParams.update(
        {
            "font.family": "serif",
            "font.serif": ["DejaVu Serif"],
            "font.size": 8,
            "axes.edgecolor": INK,
            "axes.linewidth": 0.6,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "xtick.major.width": 0.6,
            "ytick.major.width": 0.6,
            "svg.fonttype": "path",
            "svg.hashsalt": "the-overheard-country",
        }
    )
    draw_ladder(specimen_counts())
    draw_filter()
    draw_pages(cited_pages())


def save(figure: plt.Figure, name: str) -> None:
    """Write one SVG without a date, so that drawing again changes nothing."""
    path = HERE / f"{name}.svg"
    figure.savefig(path, bbox_inches="tight", pad_inches=0.03, metadata={"Date": None})
    plt.close(figure)
    # The document type that matplotlib writes names an address on the network: readers refuse it.
    drawing = re.sub(r"<!DOCTYPE[^>]*>\s*", "", path.read_text("utf-8"))
    lines = [line.rstrip() for line in drawing.splitlines()]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def words(text: str) -> int:
    """Count words as a reader would: runs of letters, with their apostrophes and hyphens."""
    return len(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text))


def specimen_counts() -> list[tuple[int, float, float]]:
    """For each stage of the specimen: its words, the share quoted, the share of labels (0 to 1)."""
    appendix = (MANUSCRIPT / "appendix-a-specimen.md").read_text("utf-8")
    counts = []
    for stage in STAGES:
        found = re.search(rf"::: \{{#spec-{stage} [^\n]*\n(.*?)\n:::", appendix, re.DOTALL)
        if found is None:
            raise SystemExit(f"appendix-a-specimen.md has no stage named {stage!r}")
        text = re.sub(r"^> ?", "", found[1], flags=re.MULTILINE)
        total = words(text)
        quoted = sum(words(part) for part in re.findall(r'"([^"]*)"', text))
        labels = sum(words(part) for part in re.findall(r"\*([^*]+)\*", text))
        counts.append((total, quoted / total, labels / total))
    return counts


def draw_ladder(counts: list[tuple[int, float, float]]) -> None:
    """Three panels of four bars: length, quoted words, labels."""
    figure, axes = plt.subplots(1, 3, figsize=(WIDTH, 1.6), sharey=True)
    axes[0].invert_yaxis()
    panels = (
        ("Words", [c[0] for c in counts], "{:.0f}", PALE),
        ("Quoted", [100 * c[1] for c in counts], "{:.0f}%", GREY),
        ("Labels", [100 * c[2] for c in counts], "{:.0f}%", INK),
    )
    for axis, (title, values, form, shade) in zip(axes, panels, strict=True):
        axis.barh(STAGE_NAMES, values, color=shade, height=0.62)
        axis.set_title(title, fontsize=9, fontstyle="italic", loc="left")
        axis.set_xlim(0, max(values) * 1.32)
        axis.set_xticks([])
        axis.spines["bottom"].set_visible(False)
        axis.tick_params(axis="y", length=0)
        for row, value in enumerate(values):
            axis.text(value + max(values) * 0.04, row, form.format(value), va="center", fontsize=8)
    figure.tight_layout(w_pad=0.8)
    save(figure, "ladder")


def draw_filter() -> None:
    """The share in the record against the share in the people, one curve for each pull."""
    figure, axis = plt.subplots(figsize=(3.5, 3.3))
    shares = [step / 200 for step in range(201)]
    styles = {0.2: ":", 1: "-", 2: "--", 5: "-.", 20: (0, (5, 1, 1, 1, 1, 1))}
    names = {0.2: "⅕", 1: "1", 2: "2", 5: "5", 20: "20"}
    for pull in PULLS:
        seen = [pull * p / (1 + (pull - 1) * p) for p in shares]
        shade = GREY if pull == 1 else INK
        axis.plot(shares, seen, linestyle=styles[pull], color=shade, linewidth=1.1)
        # The curve crosses the other diagonal where p/(1-p) is the inverse root of the pull.
        p = 1 / (1 + pull**0.5)
        axis.annotate(
            names[pull],
            (p, 1 - p),
            ha="center",
            va="center",
            fontsize=8,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
        )
    axis.plot([0.1, 0.1], [0, 5 * 0.1 / 1.4], color=GREY, linewidth=0.5)
    axis.plot([0, 0.1], [5 * 0.1 / 1.4] * 2, color=GREY, linewidth=0.5)
    axis.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    ticks = [0, 0.25, 0.5, 0.75, 1]
    axis.set_xticks(ticks, [f"{tick:.0%}" for tick in ticks])
    axis.set_yticks(ticks, [f"{tick:.0%}" for tick in ticks])
    axis.set_xlabel("Share of the people")
    axis.set_ylabel("Share of the record")
    save(figure, "filter")


def cited_pages() -> dict[str, set[tuple[int, int]]]:
    """The pages of the summaries cited in the chapters: volume and part -> first and last pages."""
    found: dict[str, set[tuple[int, int]]] = {}
    for chapter in sorted(MANUSCRIPT.rglob("*.md")):
        text = re.sub(r"\s+", " ", chapter.read_text("utf-8"))
        for locator in re.findall(r"@svodki, ([^\]@]*)\]", text):
            collect(locator, found)
    return found


def collect(locator: str, found: dict[str, set[tuple[int, int]]]) -> None:
    """Read one locator ("vol. 8, pp. 118, 160; vol. 10, pt. 1, p. 569") into `found`."""
    volume = part = ""
    for label, value in re.findall(r"(vol\.|pt\.|pp?\.)? ?(\d+(?:--\d+)?)", locator):
        if label == "vol.":
            volume, part = value, ""
        elif label == "pt.":
            part = value
        else:
            first, _, last = value.partition("--")
            place = f"Vol. {volume}" + (f", pt. {part}" if part else "")
            found.setdefault(place, set()).add((int(first), int(last or first)))


def draw_pages(found: dict[str, set[tuple[int, int]]]) -> None:
    """One ruler for each volume or part, with a mark where a page is cited."""
    places = sorted(found, key=lambda place: [int(n) for n in re.findall(r"\d+", place)])
    end = max(last for pages in found.values() for _, last in pages)
    figure, axis = plt.subplots(figsize=(WIDTH, 0.42 * len(places) + 0.5))
    for row, place in enumerate(places):
        axis.plot([0, end], [row, row], color=PALE, linewidth=0.8, zorder=1)
        for first, last in found[place]:
            if last > first:
                axis.plot([first, last], [row, row], color=INK, linewidth=11, solid_capstyle="butt")
            else:
                axis.plot([first, first], [row - 0.26, row + 0.26], color=INK, linewidth=1.2)
    axis.set_ylim(len(places) - 0.4, -0.6)
    axis.set_xlim(-10, end + 20)
    axis.set_yticks(range(len(places)), places)
    axis.tick_params(axis="y", length=0)
    axis.spines["left"].set_visible(False)
    axis.set_xlabel("Page")
    save(figure, "pages")


if __name__ == "__main__":
    main()

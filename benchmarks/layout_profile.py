"""Tell where the seconds of a layout go: by step of the engine, by chapter, and by page.

    python benchmarks/layout_profile.py [PROJECT] [CHAPTERS]        (default: the sample, all)

Chapters are laid out and drawn in this process, one after the other, with page numbers that are
not known. A step has the processor time of all that it calls; the profiler makes all of them
slower, by a factor of two or three, so that only their shares say something.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
import tempfile
import time
from pathlib import Path

from publish.editions.design import find_design
from publish.editions.pdf.layout import start_press
from publish.editions.pdf.press import fontconfig
from publish.editions.pdf.sheets import sheets
from publish.pipeline import examine

STEPS = {
    "a chapter, laid out and drawn": "engine.py lay_out_and_close",
    "one layout of a chapter": "engine.py _render",
    "styles": "__init__.py get_all_computed_styles",
    "boxes": "build.py build_formatting_structure",
    "a page filled": "page.py make_page",
    "a page used again": "pagesagain.py _use_again",
    "notes at the foot": "noteareas.py update",
    "line ends chosen": "paragraphs.py plan_paragraph",
    "heads and backgrounds": "finishing.py finish",
    "what fell where": "whereabouts.py what_fell_where",
    "drawn and written": "document.py write_pdf",
}


def main() -> None:
    """Lay out the chapters of a project, and print a line for each, then for each step."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    examined = examine(folder)
    if examined.project is None or examined.document is None:
        sys.exit(f"no book in {folder}")
    design = find_design(examined.project)
    press = start_press(examined.project.folder, examined.project.settings, design)
    texts = {one.name: one.xhtml for one in sheets(examined.document, {})}
    chosen = sys.argv[2:] or list(texts)
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch) / "fonts.conf"
        config.write_text(fontconfig(design.fonts, Path(scratch) / "cache"), "utf-8")
        os.environ["FONTCONFIG_FILE"] = str(config)  # read once, when the engine is loaded
        from publish.editions.pdf.engine import Engine

        engine = Engine(press._setup)
        profile = cProfile.Profile(time.process_time)
        pages = 0
        for name in chosen:
            start = time.process_time()
            told, _ = profile.runcall(engine.lay_out_and_close, name, texts[name])
            pages += told.page_count
            print(f"{time.process_time() - start:7.2f} s  {told.page_count:4} pages  {name}")
        print(table(pstats.Stats(profile), pages))


def table(stats: pstats.Stats, pages: int) -> str:
    """Return the steps with their calls, seconds, share of all, and calls for a page."""
    found: dict[str, list[float]] = {name: [0, 0.0] for name in STEPS.values()}
    for (path, _, function), one in stats.stats.items():  # type: ignore[attr-defined]
        name = f"{Path(path).name} {function}"
        if name in found:
            _, calls, _, seconds, _ = one
            found[name] = [calls, seconds]
    whole = found["engine.py lay_out_and_close"][1] or 1.0
    lines = [f"{'step':32} {'calls':>8} {'s':>8} {'share':>6} {'a page':>7}"]
    for step, name in STEPS.items():
        calls, seconds = found[name]
        share = f"{seconds / whole:.0%}"
        lines.append(f"{step:32} {calls:8.0f} {seconds:8.2f} {share:>6} {calls / pages:7.2f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()

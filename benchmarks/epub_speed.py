"""Time EPUBs beside `pandoc -t epub3` on the same sources in the same run.

    python benchmarks/epub_speed.py [RUNS]      (default: 3; the sample, and 300 pages made of it)

Whole processes, in turn; printed are medians of processor time and wall time, and bytes. Ours lays
out the print edition for its page numbers; `without pages` is the same book without page list,
page references and index, from which pandoc's is made too.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pypandoc

import long_book
from publish.citations.styles import find_style
from publish.project import load_project

PANDOC = ("--citeproc", "--mathml", "--toc", "-t", "epub3")


def main() -> None:
    """Time both books."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as made:
        for project in (long_book.ROOT, long_book.make(Path(made) / "long")):
            report(project, runs, Path(made))


def report(project: Path, runs: int, made: Path) -> None:
    """Print a line for each program."""
    plain = without_pages(project, made / f"plain-{project.name}")
    ours = [sys.executable, "-m", "publish", "build", "epub", "-o", str(made / "ours"), "-C"]
    commands = {
        "publish": ([*ours, str(project)], made / "ours"),
        "publish without pages": ([*ours, str(plain)], made / "ours"),
        "pandoc": (pandoc(plain, made), made / "pandoc.epub"),
    }
    taken: dict[str, list[tuple[float, float, int]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, output) in commands.items():
            taken[name].append(timed(command, plain, output))
    print(f"{project.resolve().name}: medians of {runs} runs")
    for name, found in taken.items():
        cpu_s, wall_s, size = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"  {name:22} {cpu_s:6.2f} s cpu {wall_s:7.2f} s wall {size / 1000:8.0f} kB")


def timed(command: Sequence[str], folder: Path, output: Path) -> tuple[float, float, int]:
    """Return processor time and wall time of a process with its children, and what it wrote."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=folder / "manuscript")
    wall_s, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    epub = next(output.glob("*.epub")) if output.is_dir() else output
    size = epub.stat().st_size
    epub.unlink()
    return cpu_s, wall_s, size


def without_pages(project: Path, to: Path) -> Path:
    """Return a copy of a project without page numbers: no list, no references, no index."""
    shutil.copytree(project / "manuscript", to / "manuscript")
    shutil.copy(project / "bibliography.bib", to)
    for chapter in (to / "manuscript").rglob("*.md"):
        chapter.write_text(chapter.read_text("utf-8").replace("{.pageref}", ""), "utf-8")
    settings = to / "manuscript" / "book.yaml"
    lines = [one for one in settings.read_text("utf-8").splitlines() if "index.md" not in one]
    settings.write_text("\n".join(lines) + "\nepub:\n  page-list: false\n", "utf-8")
    return to


def pandoc(project: Path, made: Path) -> list[str]:
    """Return the command that gives pandoc the chapters of a project, in their order."""
    book = load_project(project)
    names = [str(project / chapter.path) for chapter in book.chapters]
    settings = ["--metadata-file", str(project / "manuscript" / "book.yaml")]
    sources = ["--bibliography", str(project / "bibliography.bib")]
    style = ["--csl", str(find_style(book.settings.csl, project).path)]
    output = ["-o", str(made / "pandoc.epub")]
    return [pypandoc.get_pandoc_path(), *PANDOC, *settings, *sources, *style, *output, *names]


if __name__ == "__main__":
    main()

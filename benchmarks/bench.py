"""Time whole builds of books of several lengths, beside other programs, in one run.

    make bench PAGES="75 300" RUNS=3 EDITIONS=pdf
    python benchmarks/bench.py --pages 75 150 300 600 1200 --runs 3 --output build/bench

Everything is a whole process (for the others: pandoc and what follows it), and all take turns, so
that a busy machine is busy for all. Written are `speed.md`, a table with medians of wall time,
processor time and the most memory that all processes held together, and `speed.svg`, a plot.
Ratios are to XeLaTeX where it is installed, else to our own first PDF. How fast the machine is,
and how much of a second processor it has, is told by a loop of Python, alone and twice at once.
Programs that are not installed are named as such. Books come from `long_book.py`, or from the
generator that PUBLISH_BENCH_BOOK names.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

import long_book
from bench_peers import Command, peers, prepare
from bench_plot import plot
from print_pdf import Memory

SIZES = (75, 150, 300, 600, 1200)
TIMEOUT_S = 1_800
LOOP = "for _ in range(20_000_000): pass"
FIRST, AGAIN, SAME = "first build", "one paragraph changed", "nothing changed"
_SUBREAPER = 36  # prctl(2), PR_SET_CHILD_SUBREAPER
OURS, ALL = "publish, PDF", "publish, PDF + EPUB + DOCX"


@dataclass(slots=True)
class Taken:
    """What one program took for one book, a value for each run."""

    wall_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)
    most_mb: list[float] = field(default_factory=list)
    pages: int = 0
    trouble: str = ""

    def wall(self) -> float:
        """Return the median of the wall times."""
        return statistics.median(self.wall_s) if self.wall_s else 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a program, a case, and how to do it once. `before` is not timed."""

    name: str
    case: str
    before: Callable[[], object]
    commands: Callable[[], list[Command]]
    folder: Path
    made: Callable[[], Path | None]
    missing: str = ""


def main() -> None:
    """Time all sizes, write table and plot, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", default="2", help="processes of ours that lay pages out")
    parser.add_argument("--output", type=Path, default=Path("build/bench"))
    parser.add_argument("--only-ours", action="store_true", help="leave the other programs out")
    parser.add_argument(
        "--beside", nargs="+", help="of the others, only those whose names begin so"
    )
    asked = parser.parse_args()
    beside = () if asked.only_ours else tuple(asked.beside or ("",))
    adopt_orphans()
    asked.output.mkdir(parents=True, exist_ok=True)
    loops = loop_s(1), loop_s(2)
    found: dict[int, dict[tuple[str, str], Taken]] = {}
    for pages in asked.pages:
        with tempfile.TemporaryDirectory(prefix="publish-bench-") as name:
            rows = rows_of(pages, Path(name), asked.jobs, beside)
            found[pages] = timed(rows, asked.runs)
        # After each size: a long run that is ended leaves what it has.
        (asked.output / "speed.md").write_text(table(found, asked.runs, loops), "utf-8")
        (asked.output / "speed.svg").write_text(plot(lines_of(found)), "utf-8")
    print(table(found, asked.runs, loops))


def loop_s(many: int) -> float:
    """Return the seconds that so many loops take side by side."""
    start = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", LOOP]) for _ in range(many)]
    for one in running:
        one.wait()
    return time.perf_counter() - start


def adopt_orphans() -> None:
    """Have processes whose parents end count as ours: engines that are copies of another."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def rows_of(pages: int, scratch: Path, jobs: str, beside: tuple[str, ...]) -> list[Row]:
    """Return what is to be timed for a book of so many pages.

    `beside` are the beginnings of the names of the other programs.
    """
    book = make_book(pages, scratch / "book")
    chapter = max((book / "manuscript").glob("*.md"), key=lambda path: path.stat().st_size)
    ours = [sys.executable, "-m", "publish", "build", "-q", "-j", jobs, "-C", str(book)]

    def pdf() -> Path | None:
        return next((book / "dist").glob("*.pdf"), None)

    rows = []
    for name, editions in ((OURS, ["pdf"]), (ALL, ["all"])):
        commands = [[*ours, *editions]]
        cases = (
            (FIRST, lambda: forget(book)),
            (AGAIN, lambda: add_words(chapter)),
            (SAME, lambda: None),
        )
        rows += [Row(name, case, do, lambda c=commands: c, book, pdf) for case, do in cases]
    if not beside:
        return rows
    plain = prepare(book, scratch / "plain")
    first = max(plain.glob("*.md"), key=lambda path: path.stat().st_size)

    def made() -> Path | None:
        return plain / "book.pdf" if (plain / "book.pdf").is_file() else None

    def away() -> None:  # else a program that fails is taken to have made the one before it
        (plain / "book.pdf").unlink(missing_ok=True)

    def change() -> None:
        away()
        add_words(first)

    for peer in (one for one in peers() if one.name.startswith(beside)):
        one, again = (lambda p=peer: p.first(plain)), (lambda p=peer: p.again(plain))
        rows.append(Row(peer.name, FIRST, away, one, plain, made, peer.missing))
        rows.append(Row(peer.name, AGAIN, change, again, plain, made, peer.missing))
    return rows


def make_book(pages: int, folder: Path) -> Path:
    """Write the book, and return its project."""
    generator = os.environ.get("PUBLISH_BENCH_BOOK")
    if not generator:
        return long_book.make(folder, pages)
    command = [sys.executable, generator, str(folder), "--pages", str(pages)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def forget(book: Path) -> None:
    """Remove all that builds have made and kept."""
    for name in ("dist", ".publish", ".publish-cache"):
        shutil.rmtree(book / name, ignore_errors=True)


def add_words(chapter: Path) -> None:
    """Change a paragraph in the middle of a chapter."""
    blocks = chapter.read_text("utf-8").split("\n\n")
    prose = [n for n, one in enumerate(blocks) if one[:1].isalpha() and "\n" not in one[:2]]
    at = prose[len(prose) // 2]
    blocks[at] = f"{blocks[at].rstrip()} And {len(blocks[at])} more."
    chapter.write_text("\n\n".join(blocks), "utf-8")


def timed(rows: Sequence[Row], runs: int) -> dict[tuple[str, str], Taken]:
    """Do every row in turn, so many times."""
    found = {(row.name, row.case): Taken(trouble=row.missing) for row in rows}
    for taken in found.values():
        taken.trouble = f"not installed: {taken.trouble}" if taken.trouble else ""
    for _ in range(runs):
        for row in rows:
            taken = found[row.name, row.case]
            if not taken.trouble:
                row.before()
                once(row, taken)
                print(f"  {row.name}, {row.case}: {taken.wall_s[-1:]}", file=sys.stderr, flush=True)
    return found


def once(row: Row, taken: Taken) -> None:
    """Time one row once, and count the pages of what it made."""
    before, start, most_mb = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0.0
    for command in row.commands():
        with subprocess.Popen(
            command, cwd=row.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process:
            memory = Memory(process.pid)
            memory.start()
            try:
                said = process.communicate(timeout=TIMEOUT_S)[0]
            except subprocess.TimeoutExpired:
                process.kill()
                taken.trouble = f"more than {TIMEOUT_S} s"
                return
        most_mb = max(most_mb, memory.most_mb)
        # XeLaTeX ends with 1 for what does not keep it from making the file.
        if process.returncode and command[0] != "xelatex":
            last = (said.decode("utf-8", "replace").strip().splitlines() or [""])[-1]
            taken.trouble = f"failed: {last[:100]}"
            return
    wall_s = time.perf_counter() - start
    with contextlib.suppress(ChildProcessError):  # there are no more
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    path = row.made()
    if not path:
        taken.trouble = "failed: no PDF was made"
        return
    taken.wall_s.append(wall_s)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken.cpu_s.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    taken.most_mb.append(most_mb)
    with pikepdf.open(path) as pdf:
        taken.pages = len(pdf.pages)


def table(
    found: dict[int, dict[tuple[str, str], Taken]], runs: int, loops: tuple[float, float]
) -> str:
    """Return the table in Markdown. `loops` are the seconds of one loop, and of two at once."""
    lines = [
        f"Medians of {runs} runs on {os.cpu_count()} processors; whole processes, taking turns.",
        f"A loop takes {loops[0]:.2f} s alone, {loops[1]:.2f} s beside another.",
        "",
        "| pages | program | case | wall s | CPU s | peak MB | made | ratio |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for pages, rows in found.items():
        base = rows.get(("XeLaTeX ×3", FIRST), Taken())
        measure = base if base.wall_s else rows[OURS, FIRST]
        for (name, case), taken in rows.items():
            if taken.trouble or not taken.wall_s:
                lines.append(f"| {pages} | {name} | {case} | {taken.trouble} | | | | |")
                continue
            cpu_s, most_mb = statistics.median(taken.cpu_s), statistics.median(taken.most_mb)
            ratio = taken.wall() / measure.wall() if measure.wall_s else 0
            lines.append(
                f"| {pages} | {name} | {case} | {taken.wall():.2f} | {cpu_s:.2f} | {most_mb:.0f} "
                f"| {taken.pages} pp | {ratio:.2f} |"
            )
    return "\n".join(lines) + "\n"


def lines_of(found: dict[int, dict[tuple[str, str], Taken]]) -> dict[str, list[tuple[int, float]]]:
    """Return for each line of the plot its points: pages made, seconds."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for rows in found.values():
        for (name, case), taken in rows.items():
            if taken.wall_s and (case == FIRST or (name, case) == (OURS, AGAIN)):
                label = name if case == FIRST else f"{name}, {case}"
                lines.setdefault(label, []).append((taken.pages, taken.wall()))
    return lines


if __name__ == "__main__":
    main()

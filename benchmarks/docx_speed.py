"""Time the Word edition beside plain pandoc: the sample, and a book of 100,000 words, in one run.

    python benchmarks/docx_speed.py [--words 100000] [--rounds 3]

Seconds of processor time, the least of the rounds. `text` is our way from Markdown to a book with
nothing left to resolve, `edition` from there to the finished file (pandoc's writer inside, `writer`
alone beside it); `pandoc` reads the same chapters and writes a DOCX with --citeproc, without
index, lists and page numbers. What the print pages cost, which tell the index its numbers, is not
in it: `print_pdf.py` times those.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

import long_book  # noqa: E402 (the checkout comes first)
from publish.citations.library import read_library  # noqa: E402
from publish.citations.styles import find_style  # noqa: E402
from publish.editions.design import find_design  # noqa: E402
from publish.editions.docx import DOCX  # noqa: E402
from publish.editions.docx.tree import manuscript_tree  # noqa: E402
from publish.manuscript import read_manuscript  # noqa: E402
from publish.model.document import Document  # noqa: E402
from publish.pandoc import pandoc_path, write_file  # noqa: E402
from publish.pipeline import resolve  # noqa: E402
from publish.project import load_project  # noqa: E402
from publish.structure import for_edition  # noqa: E402

WORDS_A_PAGE = 235  # of the sample, in print


def main() -> None:
    """Time both books and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print(f"{'book':10} {'words':>8} {'text':>7} {'edition':>8} {'writer':>7} {'pandoc':>7}")
    with tempfile.TemporaryDirectory() as name:
        long = long_book.make(Path(name) / "long", round(asked.words / WORDS_A_PAGE))
        for label, folder in (("sample", ROOT), ("long", long)):
            measure(label, folder, Path(name), asked.rounds)


def measure(label: str, folder: Path, scratch: Path, rounds: int) -> None:
    """Print one line of the table."""
    made: list[Document] = []

    def text() -> None:
        project = load_project(folder)
        document = resolve(read_manuscript(project), read_library(project))
        made[:] = [for_edition(document, "docx")]

    design = find_design(load_project(folder))
    least = [
        min(seconds(step) for _ in range(rounds))
        for step in (
            text,
            lambda: DOCX.render(made[0], design),
            lambda: write_file(manuscript_tree(made[0], {}), "docx", scratch / "a.docx"),
            lambda: plain_pandoc(folder, scratch / "b.docx"),
        )
    ]
    words = count(scratch / "b.docx")
    print(f"{label:10} {words:8,} {least[0]:7.2f} {least[1]:8.2f} {least[2]:7.2f} {least[3]:7.2f}")


def seconds(step: Callable[[], object]) -> float:
    """Return the processor time of a step, its processes included."""
    before = _used()
    step()
    return _used() - before


def _used() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def plain_pandoc(folder: Path, target: Path) -> None:
    """Write the chapters as pandoc alone does."""
    project = load_project(folder)
    files = [folder / chapter.path for chapter in project.chapters if chapter.text]
    style = find_style(project.settings.csl, project.folder)
    command = [pandoc_path(), *map(str, files), "-o", str(target), "--citeproc", "--quiet"]
    command += [f"--bibliography={one}" for one in project.bibliographies]
    command += [f"--csl={style.path}", f"--resource-path={folder / 'manuscript'}", "--file-scope"]
    subprocess.run(command, check=True, cwd=folder / "manuscript")


def count(path: Path) -> int:
    """Return the words of a Word file, notes included."""
    command = [pandoc_path(), str(path), "-t", "plain"]
    return len(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


if __name__ == "__main__":
    main()

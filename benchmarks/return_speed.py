"""Time the return of a long book's Word file, untouched and with many tracked edits.

    python benchmarks/return_speed.py [--words 100000] [--edits 0 200] [--seed 1] [--folder BOOK]

Seconds of processor time, for each number of edits, and how often the
book was exported for it. The edits are written into the XML, ten kinds in turn, some of
them such as cannot land: those cost most, since every change that the new export does not bear
out has to be told from its neighbours. With `--folder` another book than the sample, over and over.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks"), str(ROOT / "tests/returning")]

import edited  # noqa: E402 (the checkout comes first)

import long_book  # noqa: E402
from publish.editions.docx import ooxml  # noqa: E402
from publish.editions.docx.package import Package  # noqa: E402
from publish.editions.markup import Element  # noqa: E402
from publish.pipeline import build  # noqa: E402
from publish.returning import take_back  # noqa: E402
from publish.returning.exporting import Exporter  # noqa: E402

WORDS_A_PAGE = 235  # of the sample, in print
STYLES = ("BodyText", "FirstParagraph", "FootnoteText", "BlockText")
Change = Callable[[Package], None]
# Of a hundred edits. What is put in holds marks that Markdown reads, and that have to be escaped.
KINDS: dict[str, tuple[int, Callable[[str, str], Change]]] = {
    "word replaced": (43, lambda words, new: edited.replace(words, new)),
    "words put in": (15, lambda words, new: edited.insert(words, f" {new}")),
    "word taken out": (10, lambda words, _: edited.replace(words, "")),
    "marks put in": (5, lambda words, new: edited.insert(words, f" *{new}* @x [y](z) <b>")),
    "without a trace": (5, lambda words, new: edited.silently(words, new)),
    "italics set": (5, lambda words, _: edited.reform(words, italic=True)),
    "paragraph divided": (5, lambda words, _: edited.split(words)),
    "paragraphs joined": (5, lambda words, _: edited.join(words)),
    "paragraph taken out": (3, lambda words, _: edited.remove(words)),
    "paragraph put in": (4, lambda words, new: edited.add(words, f"The {new} stood there.")),
}


def distinct(folder: Path) -> Path:
    """Put words that stand nowhere else into a book that repeats itself, every few lines."""
    count = 0

    def numbered(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{found[0]}zw{count} " if count % 3 == 0 else found[0]

    for path in sorted((folder / "manuscript").glob("*.md")):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?<=[a-z]{2} )(?:of|that|and) (?=[a-z]{2})", numbered, text))
    return folder


def phrases(package: Package, random_: random.Random) -> Iterator[str]:
    """Yield words that stand in one run, each in another paragraph, and once in the file."""
    runs = [
        (words, run)
        for part in edited.PARTS
        if part in package.parts
        for run in ooxml.every(package.tree(part), "w:r")
        if len(words := ooxml.text_of(run)) > 60 and ooxml.is_a(ooxml.parent(run), "w:p")
    ]
    everything = Counter(words for words, _ in runs)
    random_.shuffle(runs)
    used: set[Element] = set()
    for words, run in runs:
        paragraph = ooxml.parent(run)
        if paragraph in used or everything[words] > 1:
            continue
        if ooxml.style_of(paragraph) not in STYLES:
            continue
        found = re.findall(r"(?<= )[a-z]+ [a-z]+ [a-z0-9]+ [a-z]+(?= )", words)
        if found:
            used.add(paragraph)
            yield random_.choice(found)


def edit(sent: Path, target: Path, count: int, seed: int) -> Counter[str]:
    """Write a copy of a file with edits; return how many of each kind."""
    random_ = random.Random(seed)
    package = Package.read(sent.read_bytes())
    made: Counter[str] = Counter()
    kinds = random_.choices(list(KINDS), [weight for weight, _ in KINDS.values()], k=count)
    for number, (kind, words) in enumerate(zip(kinds, phrases(package, random_), strict=False)):
        try:
            KINDS[kind][1](words, f"river zq{number}")(package)
        except (AssertionError, ValueError):
            continue
        made[kind] += 1
    target.write_bytes(package.write())
    return made


class Counted:
    """Counts how often a book is exported."""

    def __init__(self) -> None:
        self.count, self.seconds = 0, 0.0

    def __enter__(self) -> Counted:
        self.export = Exporter.export

        def counting(exporter: Exporter, *given: object) -> object:
            self.count += 1
            start = time.process_time()
            try:
                return self.export(exporter, *given)  # type: ignore[arg-type]
            finally:
                self.seconds += time.process_time() - start

        Exporter.export = counting  # type: ignore[method-assign, assignment]
        return self

    def __exit__(self, *_: object) -> None:
        Exporter.export = self.export  # type: ignore[method-assign]


def measure(folder: Path, sent: Path, count: int, seed: int, *, verbose: bool) -> None:
    """Print one line of the table."""
    with tempfile.TemporaryDirectory() as name:
        returned = Path(name) / "returned.docx"
        made = edit(sent, returned, count, seed)
        with Counted() as exports:
            start = time.process_time()
            trip = take_back(folder, returned)
            seconds = time.process_time() - start
    steps = [step for work in trip.works for step in work.steps]
    on = sum(step.is_on for step in steps)
    row = f"{made.total():6} {len(steps):8} {on:7} {len(steps) - on:9}"
    print(f"{row} {exports.count:8} {exports.seconds:8.1f} {seconds:6.1f}", flush=True)
    for step in steps if verbose else ():
        if not step.is_on:
            why = step.problem or step.generated
            print(f"  off: {why}: {step.old[:70]!r} -> {step.new[:70]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--edits", type=int, nargs="+", default=[0, 200])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        pages = round(asked.words / WORDS_A_PAGE)
        folder = asked.folder or distinct(long_book.make(Path(name) / "long", pages))
        sent = build(folder, ("docx",), Path(name) / "sent").paths[0]
        heads = ("edits", "changes", "landed", "reported", "exports", "seconds", "all")
        print(
            " ".join(f"{head:>{w}}" for head, w in zip(heads, (6, 8, 7, 9, 8, 8, 6), strict=True))
        )
        for count in asked.edits:
            measure(folder, sent, count, asked.seed, verbose=asked.verbose)


if __name__ == "__main__":
    main()

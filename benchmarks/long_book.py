"""Make a long book out of the sample: the same chapters again, their paragraphs in another order.

    python benchmarks/long_book.py FOLDER [PAGES]        (default: 300 pages)

It has all that the sample has: Roman front matter, parts, notes with citations, figures, tables,
cross references, an index. The same number of pages gives the same book.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "manuscript"
PAGES_A_ROUND = 50  # of the chapters of the sample, in print
FRONT = ("front/dedication.md", "front/epigraph.md", "front/preface.md", "front/letters.md")
BACK = ("back/bibliography.md", "back/index.md")
PARTS = ("part-one.md", "part-two.md")
_ID = re.compile(r"(\{#|@(?=(?:sec|fig|tbl|eq)-)|\]\(#)([\w-]+)")
_OWN = re.compile(r"\{#([\w-]+)")


def make(folder: Path, pages: int = 300) -> Path:
    """Write a project of about so many pages into `folder`, and return it."""
    manuscript = folder / "manuscript"
    shutil.copytree(SAMPLE / "figures", manuscript / "figures", dirs_exist_ok=True)
    shutil.copy(ROOT / "bibliography.bib", folder)
    for name in (*FRONT, *PARTS, *BACK):
        (manuscript / name).parent.mkdir(exist_ok=True)
        shutil.copy(SAMPLE / name, manuscript / name)
    chapters = [*sorted(SAMPLE.glob("0?-*.md")), *sorted(SAMPLE.glob("appendix-*.md"))]
    own = frozenset(_OWN.findall("".join(one.read_text("utf-8") for one in chapters)))
    listed: list[str] = []
    for number in range(max(1, round(pages / PAGES_A_ROUND))):
        shuffle = random.Random(number)
        for position, chapter in enumerate(chapters):
            # A name that says nothing of its role: they are all chapters here.
            listed.append(f"text-{number:02}-{position:02}.md")
            text = again(chapter.read_text("utf-8"), number, own, shuffle)
            (manuscript / listed[-1]).write_text(text, "utf-8")
    half = len(listed) // 2
    lines = "".join(f"  - {name}\n" for name in FRONT)
    for part, inside in zip(PARTS, (listed[:half], listed[half:]), strict=True):
        lines += f"  - part: {part}\n    chapters:\n"
        lines += "".join(f"      - {name}\n" for name in inside)
    lines += "".join(f"  - {name}\n" for name in BACK)
    settings = (
        f"title: A Book of {pages} Pages\nauthor: Vera Halloran\nlang: en-US\ndate: 2026\n"
        f"csl: chicago-notes-bibliography\ntoc: true\nchapters:\n{lines}"
    )
    (manuscript / "book.yaml").write_text(settings, "utf-8")
    return folder


def again(text: str, number: int, own: frozenset[str], shuffle: random.Random) -> str:
    """Return a chapter with ids of its own, the paragraphs between two headings shuffled."""

    def renamed(found: re.Match[str]) -> str:
        return f"{found[0]}-{number}" if number and found[2] in own else found[0]

    head, *sections = re.split(r"(?m)^(?=## )", _ID.sub(renamed, text))
    return "".join([head, *(_shuffled(section, shuffle) for section in sections)])


def _shuffled(section: str, shuffle: random.Random) -> str:
    heading, *blocks = section.strip().split("\n\n")
    # Only prose is moved; tables, notes, lists and fenced blocks stay where they are.
    plain = [n for n, block in enumerate(blocks) if re.match(r"[A-Z](?!.*  )", block, re.DOTALL)]
    order = shuffle.sample(plain, len(plain))
    moved = list(blocks)
    for to, source in zip(plain, order, strict=True):
        moved[to] = blocks[source]
    return "\n\n".join([heading, *moved]) + "\n\n"


def main() -> None:
    """Make the book that the arguments ask for, and print its folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", type=int, nargs="?", default=300)
    asked = parser.parse_args()
    print(make(asked.folder, asked.pages))


if __name__ == "__main__":
    main()

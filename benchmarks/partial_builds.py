"""Edit a book at random, and see that building what changed gives the bytes of a clean build.

    python benchmarks/partial_builds.py [EDITS [SEED [PROJECT]]]    (default: 40 1, the sample)

One copy of the project keeps its cache from build to build; the other is built without one.
Printed are the edits and what they cost in processor time, partial and clean. Ends with 1 where a
byte differs.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from publish.diagnostics import PublishError
from publish.pipeline import build

ROOT = Path(__file__).parents[1]
Edit = Callable[["Copy", random.Random], None]
Files = dict[str, bytes]


class Copy:
    """A project that is edited."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "manuscript" / "book.yaml"

    @property
    def chapters(self) -> list[Path]:
        """Return the files with text of the body."""
        found = sorted((self.folder / "manuscript").glob("*.md"))
        return [path for path in found if len(path.read_text("utf-8").split("\n\n")) > 2]

    def paragraphs(self, chance: random.Random) -> tuple[Path, list[str], list[int]]:
        """Return a chapter, its blocks, and which of them are plain paragraphs."""
        path = chance.choice(self.chapters)
        blocks = path.read_text("utf-8").split("\n\n")
        plain = [n for n, one in enumerate(blocks) if re.match(r"[A-Z][a-z]+ (?!.*  )", one)]
        return path, blocks, plain

    def add(self, chance: random.Random, words: str) -> None:
        """Put words behind a paragraph."""
        path, blocks, plain = self.paragraphs(chance)
        if plain:
            at = chance.choice(plain)
            blocks[at] = f"{blocks[at].rstrip()}{words}"
        path.write_text("\n\n".join(blocks), "utf-8")

    def set(self, name: str, value: str) -> None:
        """Write a setting of the first level."""
        lines = self.settings.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(f"{name}:")]
        self.settings.write_text("\n".join([*kept, f"{name}: {value}", ""]), "utf-8")


def change_a_word(copy: Copy, chance: random.Random) -> None:
    """Another word, of another length."""
    path, blocks, plain = copy.paragraphs(chance)
    if plain:
        at = chance.choice(plain)
        first, _, rest = blocks[at].partition(" ")
        blocks[at] = f"{first}{chance.choice('aeiou') * chance.randint(1, 9)} {rest}"
    path.write_text("\n\n".join(blocks), "utf-8")


def add_a_paragraph(copy: Copy, chance: random.Random) -> None:
    """Some lines more, so that pages may move."""
    copy.add(chance, "\n\n" + "Whoever adds a paragraph moves the pages. " * chance.randint(2, 30))


def add_a_citation(copy: Copy, chance: random.Random) -> None:
    """A source in the text; "ibid." and the list may change elsewhere."""
    keys = re.findall(r"@\w+\{([^,\s]+),", (copy.folder / "bibliography.bib").read_text("utf-8"))
    copy.add(chance, f" So it is written [@{chance.choice(keys)}, {chance.randint(1, 99)}].")


def add_a_note(copy: Copy, chance: random.Random) -> None:
    """A note, after which all others of the chapter count on."""
    copy.add(chance, f"^[A note {chance.randint(1, 99)} of its own.]")


def add_an_index_mark(copy: Copy, chance: random.Random) -> None:
    """A word for the index, on whichever page it falls."""
    copy.add(chance, f' [Words]{{.index entry="Entry {chance.choice("ABC")}"}} of an index.')


def delete_a_block(copy: Copy, chance: random.Random) -> None:
    """A paragraph less."""
    path, blocks, plain = copy.paragraphs(chance)
    if len(plain) > 1:
        del blocks[chance.choice(plain[1:])]
    path.write_text("\n\n".join(blocks), "utf-8")


def change_the_style(copy: Copy, chance: random.Random) -> None:
    """Rules of the author's own, for print and for the EPUB."""
    styles = copy.folder / "styles"
    styles.mkdir(exist_ok=True)
    for name in ("print.css", "epub.css"):
        (styles / name).write_text(f"p {{ text-indent: {chance.randint(0, 9)}mm }}\n", "utf-8")


def change_the_citation_style(copy: Copy, chance: random.Random) -> None:
    """From notes to names in the text, or back."""
    copy.set("csl", chance.choice(["apa", "chicago-notes-bibliography", "ieee"]))


def change_a_setting(copy: Copy, chance: random.Random) -> None:
    """What stands in front, and where notes begin anew."""
    copy.set("toc-depth", str(chance.randint(1, 3)))
    copy.set("note-numbering", chance.choice(["chapter", "book"]))


def change_a_picture(copy: Copy, chance: random.Random) -> None:
    """Other pixels under the same name."""
    pictures = sorted((copy.folder / "manuscript").rglob("*.png"))
    if pictures:
        chance.choice(pictures).write_bytes(_png(chance.randint(200, 900), chance.randint(0, 255)))


def reorder_chapters(copy: Copy, chance: random.Random) -> None:
    """Two files of the body change places, under their names."""
    if len(copy.chapters) > 1:
        one, other = chance.sample(copy.chapters, 2)
        first, second = one.read_text("utf-8"), other.read_text("utf-8")
        one.write_text(second, "utf-8")
        other.write_text(first, "utf-8")


def change_nothing(copy: Copy, chance: random.Random) -> None:
    """The same again."""


EDITS: tuple[Edit, ...] = (
    change_a_word,
    add_a_paragraph,
    add_a_citation,
    add_a_note,
    add_an_index_mark,
    delete_a_block,
    change_the_style,
    change_the_citation_style,
    change_a_setting,
    change_a_picture,
    reorder_chapters,
    change_nothing,
)


def _png(size: int, grey: int) -> bytes:
    """Return a grey square as a PNG file (W3C PNG, third edition)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes([grey]) * size) * size, 9)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def differences(
    project: Path, scratch: Path, edits: int, seed: int
) -> Iterator[tuple[str, list[str], float, float]]:
    """Yield for each edit its name, the files that differ, and CPU seconds, partial and clean.

    Finding that an edit makes the book unbuildable counts as a result, the same for both.
    """
    chance = random.Random(seed)
    kinds = [*chance.sample(EDITS, len(EDITS))]
    copy = Copy(shutil.copytree(project, scratch / "book", ignore=_made))
    _outcome(copy.folder)
    for number in range(edits):
        edit = kinds[number % len(kinds)]
        edit(copy, chance)
        clean = scratch / "clean" / "book"
        shutil.copytree(copy.folder, clean, ignore=_made)
        times = [_used()]
        partial = _outcome(copy.folder)
        times.append(_used())
        whole = _outcome(clean)
        times.append(_used())
        shutil.rmtree(scratch / "clean")
        names = sorted(n for n in {*partial, *whole} if partial.get(n) != whole.get(n))
        yield edit.__name__.replace("_", " "), names, times[1] - times[0], times[2] - times[1]


def _made(folder: str, names: list[str]) -> list[str]:
    """Leave out what builds make, and what is no part of the sample in a checkout."""
    others = {"dist", "src", "tests", "benchmarks", "scripts"}
    return [name for name in names if name.startswith(".") or name in others]


def _outcome(folder: Path) -> Files:
    """Return the files of a build and what was said, or the findings that stopped it."""
    try:
        outcome = build(folder)
    except PublishError as error:
        return {"stopped": "\n".join(map(str, error.diagnostics)).encode()}
    said = "\n".join(map(str, outcome.diagnostics)).encode()
    return {**{path.name: path.read_bytes() for path in outcome.paths}, "said": said}


def _used() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in map(resource.getrusage, kinds))


def main() -> int:
    """Do the edits, print a line for each."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    project = Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, files, partial_s, clean_s in differences(project, Path(scratch), edits, seed):
            wrong += bool(files)
            state = f"DIFFERENT: {', '.join(files)}" if files else "same bytes"
            print(f"{name:28} {partial_s:6.2f} s {clean_s:6.2f} s  {state}", flush=True)
    print(f"{edits} edits, {wrong} with other bytes")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())

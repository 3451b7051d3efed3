"""What is built from what was kept has the bytes of what is built anew, whatever was edited."""

from __future__ import annotations

import runpy
import struct
import zlib
from pathlib import Path

import pytest

from publish.pipeline import build

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "partial_builds.py"
CHAPTER = """# {name}

Words about {name} are said here first [@doe1999, 3]. They go on for a while.

Once more it is told [@roe2001], and [this]{{.index}} is marked.^[A note on {name}.]

![A square](square.png){{#fig-{name}}}

The figure @fig-{name} shows nothing. See [](#other-{name}){{.pageref}}.

## Other {name} {{#other-{name}}}

Here the chapter ends, and that is all [@doe1999, 4].
"""

pytestmark = pytest.mark.slow


def book(folder: Path) -> Path:
    """Write a book of two chapters with notes, citations, pictures, page numbers and an index."""
    manuscript = folder / "manuscript"
    manuscript.mkdir(parents=True)
    for number, name in enumerate(("air", "water"), 1):
        (manuscript / f"{number:02}-{name}.md").write_text(CHAPTER.format(name=name))
    (manuscript / "back").mkdir()
    (manuscript / "back" / "bibliography.md").write_text("# Sources\n\n::: {#refs}\n:::\n")
    (manuscript / "back" / "index.md").write_text("# Index\n\n::: {#index}\n:::\n")
    (manuscript / "book.yaml").write_text("title: Air\nauthor: A. Doe\nlang: en\ntoc: true\n")
    (manuscript / "square.png").write_bytes(png(600))
    (folder / "bibliography.bib").write_text(
        "@book{doe1999, author={Doe, Jane}, title={One}, publisher={P}, year=1999}\n"
        "@book{roe2001, author={Roe, Richard}, title={Two}, publisher={Q}, year=2001}\n"
    )
    return folder


def png(size: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * size) * size)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_partial_builds_have_the_bytes_of_clean_builds(tmp_path: Path) -> None:
    """Each kind of edit once, in some order; `benchmarks/partial_builds.py` does any number."""
    edits = runpy.run_path(str(BENCHMARK), run_name="partial_builds")
    count = len(edits["EDITS"])
    found = list(edits["differences"](book(tmp_path / "start"), tmp_path, count, seed=1))

    assert len(found) == count
    assert [(name, files) for name, files, *_ in found if files] == []


def test_the_edits_are_seen(tmp_path: Path) -> None:
    """The comparison can fail: a cache that answers another question is found out."""
    edits = runpy.run_path(str(BENCHMARK), run_name="partial_builds")
    folder = book(tmp_path / "book")
    before = edits["_outcome"](folder)
    chapter = folder / "manuscript" / "01-air.md"
    chapter.write_text(chapter.read_text().replace("a while", "an hour"))
    after = edits["_outcome"](folder)

    assert {"air.pdf", "air.epub", "air.docx"} <= before.keys()
    assert [name for name in before if name.endswith("f") and before[name] == after[name]] == []


def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    """One, or three."""
    made = []
    for jobs in (1, 3):
        folder = book(tmp_path / str(jobs) / "book")
        made.append([path.read_bytes() for path in build(folder, ("pdf",), jobs=jobs).paths])

    assert made[0] == made[1]

"""Mistakes that only the making of an edition shows: what cannot be set, drawn, or printed well."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator

from publish.diagnostics import Place
from seeding.markdown import png
from seeding.planting import WAYS, Planted, Seed, planted
from seeding.styles import BIB, BOOK, PRINT_CSS

WIDE = "words that stay in one line " * 6
OWN_CSS = ".wide { white-space: nowrap } .hide { display: none }\n"
PAGES = f"""\
# One

Žižek and год: here is ¦pdf-glyph-missing¦\U00013000 and \U00013001.

A formula: $¦math-not-set¦\\ce{{H2O}}$ and $$¦math-not-set¦\\ce{{CO2}}$$ too.

- A line with [¦pdf-text-too-wide¦{WIDE}]{{.wide}} in it.

::: {{.hide}}
¦pdf-text-hidden¦Secret words of nobody.
:::

![A picture](¦pdf-picture-coarse¦small.png){{#fig-a alt="x" width=100%}}

See @fig-a.
"""
PRINT = BOOK + "print: {pdf-standard: ¦pdf-standard-missed¦a-2a}\n"
PRESS = BOOK + "press:\n  profile: ¦print-bad-profile¦bad.icc\n  paper: ¦print-no-paper¦silk\n"
TALL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="900"><path d="M0 0L9 900"/></svg>'
)
NOTE = """\
# One

Words.[^a] More words.[^b]

[^a]: A note.
[^b]: ¦pdf-note-too-long¦The other note: ![tall](tall.svg){alt="x"}
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0L9 9"/></svg>'


def projects(kinds: Iterable[str] = tuple(WAYS)) -> Iterator[Planted]:
    """Yield projects that are built to find what is wrong with them, their files of some kinds."""
    for kind in kinds:
        yield _book({"manuscript/01-one.md": PAGES, "styles/print.css": OWN_CSS}, kind, "build pdf")
        tall = {"manuscript/tall.svg": TALL, "manuscript/01-one.md": NOTE}
        yield _book(tall, kind, "build pdf")
        yield _book({"styles/print.css": PRINT_CSS}, kind, "build pdf", "print.css")
        formulas = "# One\n\nŽižek $a$ and $¦math-not-set¦\\ce{H2O}$, `$\\ce{H2O}$`.\n"
        for edition in ("docx", "epub"):
            yield _book({"manuscript/01-one.md": formulas}, kind, f"build {edition}")
        cover = {"manuscript/book.yaml": f"{BOOK}cover-image: ¦epub-cover-drawing¦c.svg\n"}
        yield _book({**cover, "manuscript/c.svg": DRAWING}, kind, "build epub", "book.yaml")
        yield _book(
            {"manuscript/book.yaml": PRINT, "manuscript/01-one.md": "# One\n\n\U00013000\n"},
            kind,
            "build pdf",
            "book.yaml",
        )
        for text in (
            "  profile: ¦print-bad-profile¦bad.icc\n",
            "  condition: FOGRA39\n  paper: ¦print-no-paper¦silk\n",
        ):
            files = {"manuscript/book.yaml": f"{BOOK}press:\n{text}", "manuscript/bad.icc": b"no"}
            yield _book(files, kind, "print offset", "book.yaml")

        press = {"manuscript/book.yaml": f"{BOOK}press:\n  ¦print-no-standard¦condition: A\n"}
        yield _book(press, kind, "print offset", "book.yaml")
    yield _broken_font()
    for code, name in (("broken", "word/styles.xml"), ("macros", "word/vbaProject.bin")):
        yield _reference(f"docx-reference-{code}", name)


def _book(
    files: dict[str, str | bytes], kind: str, command: str, construct: str = "chapter"
) -> Planted:
    own = {"manuscript/book.yaml": BOOK, "manuscript/01-one.md": "# One\n\nWords.\n"}
    own |= {"bibliography.bib": BIB, "manuscript/small.png": png(40, 40)}
    return planted({**own, **files}, "", construct, kind, command)


def _broken_font() -> Planted:
    """Return a project with a font of which one table is no table."""
    from publish.editions.design import font_folders

    fonts = (path for folder in font_folders() for path in sorted(folder.rglob("*.ttf")))
    data = next(fonts).read_bytes()
    tables = range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16)
    entry = next(at for at in tables if data[at : at + 4] == b"GSUB")
    start, length = struct.unpack(">II", data[entry + 8 : entry + 16])
    broken = data[:start] + b"\xff" * length + data[start + length :]
    files = {
        "manuscript/book.yaml": f"{BOOK}print: {{main-font: EB Garamond}}\n",
        "manuscript/01-one.md": "# One\n\nWords.\n",
        "styles/fonts/own.ttf": broken,
    }
    seed = Seed("design-broken", "whole file", "plain", Place("styles/fonts/own.ttf"))
    return Planted(files, (seed,), "build epub")


def _reference(code: str, part: str) -> Planted:
    """Return a project with a `reference.docx` that may not give its styles."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "nothing")
    files = {
        "manuscript/book.yaml": BOOK,
        "manuscript/01-one.md": "# One\n\nWords.\n",
        "styles/reference.docx": target.getvalue(),
    }
    seed = Seed(code, "whole file", "plain", Place("styles/reference.docx"))
    return Planted(files, (seed,), "build docx")

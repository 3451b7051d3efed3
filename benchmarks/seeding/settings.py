"""Mistakes in `book.yaml` and in the settings at the head of a chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from seeding.planting import WAYS, Planted, planted

CHAPTER = "# One\n\nWords.\n"
BIB = "@book{known, author={Doe, Jane}, title={A}, publisher={B}, address={C}, year=1999}\n"
BEFORE = "subtitle: Žižek год 中文 𝔸\n"
# Mistakes that are all found in one run: each has a name of its own in the file.
SETTINGS = """\
author:
  - {name: A, ¦settings-unknown-key¦afiliation: x}
  - ¦settings-wrong-value¦{orcid: 0000-0002-1825-0097}
¦settings-unknown-key¦subtitel: x
lang: ¦settings-wrong-value¦not a language
date: ¦settings-moving-date¦today
toc: ¦settings-wrong-type¦perhaps
toc-depth: ¦settings-wrong-value¦99
number-sections: ¦settings-wrong-type¦[1]
isbn: {pdf: ¦settings-isbn¦978-0-306-40615-8, epub: ¦settings-isbn¦"978-0-306-40615-9"}
belongs-to-collection: Series
issn: ¦settings-issn¦0317-8472
subject:
  - {authority: ¦settings-subject¦Nonesuch, term: x}
  - authority: BISAC
    term: ¦settings-subject¦history
keywords: one
¦settings-duplicate-key¦keywords: two
¦settings-no-effect¦documentclass: article
cover-image: ¦settings-missing-file¦none.png
bibliography: [bibliography.bib, ¦settings-missing-file¦none.bib, ¦project-outside¦../../etc/x.bib]
print:
  ¦settings-unknown-key¦trimm: a5
  ¦settings-unknown-key¦bleed: wide
  notes: ¦settings-wrong-value¦nowhere
epub:
    page-list: ¦settings-wrong-type¦[no]
chapters:
  - part: First
    chapters:
      - 01-one.md
      - ¦settings-missing-file¦none.md
      - {¦settings-unknown-key¦flie: x, file: 02-two.md}
  - ¦settings-listed-twice¦01-one.md
  - ¦settings-wrong-type¦[a, b]
"""
FLOW = """\
{title: T, author: A, ¦settings-unknown-key¦subtitel: x, toc: ¦settings-wrong-type¦perhaps,
 lang: ¦settings-wrong-value¦"not a language", ¦settings-duplicate-key¦toc: true,
 print: {trim: a5, ¦settings-unknown-key¦trimm: a5}, csl: apa,
	issn: ¦settings-issn¦0317-8472}
"""
# Mistakes that end the reading, so that each has a file of its own.
BROKEN = (
    "title: T\nsubtitle: A word¦: and another\n",
    "title: T\n¦\tlang: en\n",
    "title: T\nauthor: ¦@jane\n",
    'title: T\nauthor: ¦"Jane\nlang: en\n',
    "title: T\nprint: ¦{trim: a5\n",
    "title: T\nauthor:\n  - A\n ¦- B\n",
    "title: T\nrights: Words¦\x07here\n",
)
WARNED = """\
title: T
author: A
csl: ¦style-unknown¦chicago-none
nocite: ["@known", "¦cite-nocite-unknown¦@none"]
print:
  trim: ¦print-unknown-trim¦3x3
  design: ¦print-unknown-design¦baroque
  main-font: ¦font-missing¦No Such Face
check-off:
  typography-twice: looked at
  ¦check-off-unknown¦no-such-code: why
"""
NEEDY = (
    "title: T\nlang: en\neditions: ¦[pdf, epub]\n",
    "title: T\nauthor: A\neditions:\n  ¦- epub\n",
    "title: T\nauthor: A\nlang: en\nisbn: {epub: ¦978-1-86197-876-9}\n",
    "title: T\nauthor: A\nlang: en\noriginal-title: ¦Слово\n",
    "title: T\nauthor: A\nlang: en\ngroup-position: ¦7\n",
)
HEAD = """\
---
title: The Head
¦settings-unknown-key¦subtitel: x
role: ¦settings-wrong-value¦nothing
unnumbered: ¦settings-wrong-type¦perhaps
author:
  - {name: A, ¦settings-unknown-key¦emial: x}
lang: ¦settings-wrong-value¦not a language
---

Words.
"""


def projects() -> Iterator[Planted]:
    """Yield projects with mistakes in their settings, each in several ways to write a file."""
    for kind in WAYS:
        yield _book(f"title: T\n{SETTINGS}", "book.yaml", kind, rest=True)
        yield _book(f"title: T\n{BEFORE}{SETTINGS}", "after other letters", kind, rest=True)
        yield _book(FLOW, "flow style", kind)
        for text in BROKEN:
            yield _book(text, "not YAML", kind, "settings-yaml")
            yield _book(BEFORE + text, "not YAML", kind, "settings-yaml")
        yield _book(WARNED, "book.yaml", kind)
        yield _book(BEFORE + WARNED, "after other letters", kind)
        for text in NEEDY:
            yield _book(text, "book.yaml", kind, "settings-edition")
            yield _book(BEFORE + text, "after other letters", kind, "settings-edition")
        yield _chapter(HEAD, "head of a chapter", kind)
        yield _chapter(HEAD.replace("The Head", "Žižek год"), "head of a chapter", kind)
        yield _chapter("¦---\ntitle: x\n\n# One\n\nWords.\n", "head", kind, "settings-not-closed")
        yield _article(kind)
        filters = "title: T\nfilters:\n  - ¦settings-filter-not-allowed¦own.lua\n"
        book = _book(filters, "book.yaml", kind)
        yield replace(book, files={**book.files, "own.lua": "return {}"})
        straight = {
            "manuscript/book.yaml": "title: T\nauthor: A\nsmart: false\n",
            "manuscript/a.md": '# A\n\nŽižek said ¦"no" to it.\n',
        }
        yield planted(straight, "typography-straight", "paragraph", kind)
    yield from _of_whole_files()


def _book(text: str, construct: str, kind: str, code: str = "", *, rest: bool = False) -> Planted:
    files = {"manuscript/book.yaml": text, "manuscript/01-one.md": CHAPTER, "bibliography.bib": BIB}
    more = {"manuscript/02-two.md": "# Two\n\nWords.\n"} if rest else {}
    return planted({**files, **more}, code, construct, kind)


def _chapter(text: str, construct: str, kind: str, code: str = "") -> Planted:
    book = {"manuscript/book.yaml": "title: T\nauthor: A\n", "manuscript/02-two.md": CHAPTER}
    return planted({**book, "manuscript/01-one.md": text}, code, construct, kind)


def _article(kind: str) -> Planted:
    """Return a manuscript of one file that holds the settings of the book."""
    head = WARNED.replace("title: T", "title: Žižek")
    text = (
        f"---\n{head}¦settings-unknown-key¦subtitel: x\n---\n\n# One\n\nWords.\n\n# Two\n\nMore.\n"
    )
    files = {"manuscript/essay.md": text, "bibliography.bib": BIB}
    return planted(files, "", "head of an article", kind)


def _of_whole_files() -> Iterator[Planted]:
    """Yield mistakes that no line has: a file that is missing, or is not what it should be."""
    yield _whole(
        {"manuscript/book.yaml": None, "manuscript/01-one.md": CHAPTER}, "settings-missing"
    )
    listed = "title: T\nauthor: A\nchapters: [01-one.md]\n"
    files = {"manuscript/book.yaml": listed, "manuscript/01-one.md": CHAPTER}
    yield _whole({**files, "manuscript/02-two.md": (CHAPTER,)}, "settings-not-listed")
    text = "¦author: A\nlang: en\n"
    files = {"manuscript/book.yaml": text, "manuscript/01-one.md": CHAPTER}
    yield planted(files, "settings-no-title", "book.yaml")
    for name in ("book.yaml", "01-one.md"):
        for kind, end in (("plain", b"\n"), ("CRLF", b"\r\n")):
            yield _not_utf8(name, kind, end)


def _whole(files: dict[str, str | tuple[str] | None], code: str) -> Planted:
    """Return a project of which one file, None or in brackets, is to be found as a whole."""
    from publish.diagnostics import Place
    from seeding.planting import Seed

    named = next(path for path, text in files.items() if not isinstance(text, str))
    there = {
        path: text if isinstance(text, str) else text[0] for path, text in files.items() if text
    }
    return Planted(there, (Seed(code, "whole file", "plain", Place(named)),))


def _not_utf8(name: str, kind: str, end: bytes) -> Planted:
    """Return a project with one file in Windows-1252, letters of UTF-8 before it on the line."""
    from publish.diagnostics import Place
    from seeding.planting import Seed

    lines = {
        "book.yaml": ("title: T", "author: Žižek, ", "Jos\xe9"),
        "01-one.md": ("# One", "Žižek, год, ", "Jos\xe9"),
    }
    first, before, last = lines[name]
    data = end.join((first.encode(), b"", before.encode() + last.encode("cp1252"), b""))
    other = {"manuscript/book.yaml": "title: T\n", "manuscript/01-one.md": CHAPTER}
    place = Place(f"manuscript/{name}", 3, len(before) + 4)
    seeds = (Seed("manuscript-not-utf8", "not UTF-8", kind, place),)
    return Planted({**other, f"manuscript/{name}": data}, seeds)

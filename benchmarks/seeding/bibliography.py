"""Mistakes in bibliography files: BibTeX and biblatex, CSL as JSON and as YAML."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Place
from seeding.planting import WAYS, Planted, Seed, planted

BOOK = "title: T\nauthor: A\nnocite: '@*'\n"
GOOD = "publisher = {B}, address = {C}, year = 1999"
# An entry each: KEY becomes a key of its own.
ENTRIES = (
    "@string{press = {P}}\n"
    "@book{KEY, ¦bib-name¦author = {Doe, Jane, Jr., PhD, MA}, title = {A}, GOOD}",
    "@book{KEY,\n  author = {Doe, Jane},\n  title = {A},\n"
    "  ¦bib-name¦editor = {Roe & Poe},\n  GOOD}",
    "@book{KEY,\n\tauthor = {Doe, Jane},\n\ttitle = {A},\n\tpublisher = {B}, address={C},\n\t"
    "¦bib-date¦date = {1999-02-30}\n}",
    "@book{KEY, author = {Doe, Jane}, title = {A}, publisher = {B}, address = {C},\n"
    "  date = {1999}, ¦bib-date¦urldate = {1998-01-01}, url = {https://a.example}}",
    '@article(KEY, author = "Doe, Jane", title = "A", journal = "J", year = 1999,\n'
    ' ¦bib-pages¦pages = "58--33")',
    "@article{KEY, author = {Doe, Jane}, title = {Žižek и год}, journal = {J}, year = 1999, "
    "¦bib-pages¦pages = {pp. 33--58}}",
    "¦bib-unknown-type¦@bok{KEY, author = {Doe, Jane}, title = {A}, GOOD}",
    "  ¦bib-unknown-type¦@bok{KEY, author = {Doe, Jane}, title = {A}, GOOD}",
    "¦bib-missing-field¦@article{KEY, author = {Doe, Jane}, title = {A}, year = 1999}",
    "¦bib-missing-field¦@incollection{KEY, author = {Doe, Jane}, title = {A}, GOOD}",
    "@book{KEY, author = {Doe, Jane}, title = {A}, GOOD,\n   ¦bib-duplicate-field¦title = {B}}",
    "@book{KEY, author = {Doe, Jane}, GOOD, ¦bib-unknown-command¦title = {A \\unheardof{B}}}",
    "@book{KEY, author = {Doe, Jane}, GOOD,\n  title = {A},\n"
    "  ¦bib-unknown-command¦note = {Žižek said\n     in two lines \\unheardof{B}}}",
    "@book{KEY, author = {Doe, Jane}, title = {A}, address = {C}, year = 1999,\n"
    "  publisher = ¦bib-undefined-string¦nopress # { and Sons}}",
    "@book{KEY, author = {Doe, Jane}, title = {A}, address = {C}, year = 1999,\n"
    "  publisher = {P} # ¦bib-undefined-string¦nopress}",
    "@inbook{KEY, author = {Doe, Jane}, title = {A}, booktitle = {B}, GOOD,\n"
    "  ¦bib-unknown-parent¦crossref = {nobody}}",
    "@book{KEY, author = {Doe, Jane}, title = {A}, GOOD,\n  ¦bib-unknown-parent¦xdata = {nobody}}",
    "@book{KEY, author = {Doe, Jane and Roe, Richard}, title = {A}, GOOD,\n"
    "  ¦bib-script-names¦author-script = {Доу, Джейн}}",
    "@book{KEY, author = {Doe, Jane}, title = {A}, GOOD}\n\n"
    "¦bib-duplicate-key¦@book{KEY, author = {Roe, Richard}, title = {B}, GOOD}",
    "@book{KEY, author = {Doe, Jane}, title = {A}, GOOD}\n"
    "  ¦bib-similar-keys¦@book{kEY, author = {Roe, Richard}, title = {B}, GOOD}",
    f"@book{{KEY, GOOD, title = {{A}},\n  ¦bib-too-deep¦note = {{{'{' * 600}deep{'}' * 600}}}}}",
    "¦cite-nameless¦@misc{KEY, year = 1999, note = {Lost}}",
    "¦cite-archive-unprinted¦@unpublished{KEY, author = {Doe, Jane}, title = {A}, year = 1936,\n"
    "  library = {Archive}, archive_location = {f. 7, op. 2, d. 13}}",
    "@book{KEY, author = {Doe, Jane}, title = {A}, publisher = {B}, address = {C},\n"
    "  ¦bib-date¦year = {199O}}",
    "@book{KEY,\n  ¦bib-name¦author = {University of Nowhere}, title = {A}, GOOD}",
)
# Mistakes of syntax, after which the reader goes on at the next entry.
BROKEN = (
    "@book{KEY, author = {Doe, Jane} ¦title = {A}, GOOD}",
    "@book{KEY,\n  author = {Doe, Jane}\n  ¦title = {A},\n  GOOD}",
    "@book{KEY,\n  author = {Doe, Jane},\n  title ¦{A},\n  GOOD}",
    "@book{KEY,\n  author = {Doe, Jane},\n  title = ¦{A,\n  GOOD\n}\n",
    '@book{KEY,\n  author = {Doe, Jane},\n  title = ¦"A, GOOD\n}\n',
    "@book¦{KEY, author = {Doe, Jane}, title = {A}, year = 1999\n",
    "@book{¦author = {Doe, Jane}, title = {A}, GOOD}",
    "@book{KEY ¦two, author = {Doe, Jane}, title = {A}, GOOD}",
    "@book{¦, author = {Doe, Jane}, title = {A}, GOOD}",
    "@book{KEY, author = {Doe, Jane}, title = ¦, GOOD}",
    "@book{KEY, author = {Doe, Jane}, ¦= {A}, GOOD}",
    "@book{KEY, author = {Žižek, год}, title = {𝔸} ¦year = 1999}",
)
BEFORE = {  # what stands before an entry
    "entry": "\n",
    "after a comment": "\nWords of nobody: Žižek, год.\n% more of them\n\n",
    "after @comment": "\n@comment{of {no} entry,\n  in two lines}\n",
    "after an entry": "\n@book{KEYx, author={Žižek, S.}, title={Год}, GOOD}\n",
}
JSON = """\
[
  {"id": "one", "type": "book", "title": "Žižek"},
  {"id": ¦bib-duplicate-key¦"one", "type": "book", "title": "B"}
]
"""
BROKEN_JSON = '[\n  {"id": "one", "title": "Žižek" ¦"type": "book"}\n]\n'
YAML = """\
references:
- id: one
  title: Žižek
- ¦bib-duplicate-key¦id: one
  title: B
- ¦bib-syntax¦title: nothing
"""


def projects() -> Iterator[Planted]:
    """Yield projects with mistakes in their bibliographies, in several ways to write a file."""
    for kind in WAYS:
        for construct, before in BEFORE.items():
            entries = [_entry(f"{before}{one}\n", number) for number, one in enumerate(ENTRIES)]
            yield _bib("".join(entries), "", construct, kind)
            broken = [_entry(f"{before}{one}\n", number) for number, one in enumerate(BROKEN)]
            yield _bib("".join(broken), "bib-syntax", construct, kind)
        yield _bib(_entry(ENTRIES[6].removeprefix("\n"), 0), "", "first line", kind)
        yield _bib("\n@book{last, author={Doe, Jane}, title=¦{A", "bib-syntax", "last line", kind)
        unused = "\n¦bib-unused¦@book{unused, author={Doe, Jane}, title={A}, GOOD}\n"
        yield _bib(_entry(unused, 0), "", "entry", kind, "title: T\nauthor: A\n")
        lacking = (
            "\n¦bib-style-field¦@article{x, author={A, B}, title={A}, journal={J}, year=1999}\n"
        )
        yield _bib(_entry(lacking, 0), "", "entry", kind, BOOK)
        for name, text in (("json", JSON), ("json", BROKEN_JSON), ("yaml", YAML)):
            book = BOOK + f"bibliography: sources.{name}\n"
            yield _files({f"sources.{name}": text}, "bib-syntax", f"CSL {name.upper()}", kind, book)
        first = _entry("@book{KEY, author = {Doe, Jane}, title = {A}, GOOD}\n", 1)
        files = {"one.bib": first, "two.bib": f"\n\n ¦bib-duplicate-key¦{first}"}
        book = BOOK + "bibliography: [one.bib, two.bib]\n"
        yield _files(files, "", "in two files", kind, book)
    for kind, end in (("plain", b"\n"), ("CRLF", b"\r\n"), ("CR", b"\r")):
        yield _not_utf8(kind, end)


def _entry(text: str, number: int) -> str:
    return text.replace("KEY", f"doe{number}").replace("kEY", f"DOE{number}").replace("GOOD", GOOD)


def _bib(text: str, code: str, construct: str, kind: str, book: str = BOOK) -> Planted:
    return _files({"bibliography.bib": text}, code, construct, kind, book)


def _files(files: dict[str, str], code: str, construct: str, kind: str, book: str) -> Planted:
    # A style of the sciences, which does not say where a source lies in its archive.
    settings = {
        "manuscript/book.yaml": f"{book}csl: nature\n",
        "manuscript/01-one.md": "# One\n\nA.\n",
    }
    return planted({**settings, **files}, code, construct, kind)


def _not_utf8(kind: str, end: bytes) -> Planted:
    lines = (
        "@book{a, author={Žižek, год}, title={".encode(),
        "𝔸 год ".encode() + b"Jos\xe9}, publisher={B},",
        b"address={C}, year=1999}",
    )
    files = {"manuscript/book.yaml": BOOK, "manuscript/01-one.md": "# One\n\nWords.\n"}
    place = Place("bibliography.bib", 2, 10)
    seed = Seed("bib-encoding", "not UTF-8", kind, place)
    return Planted({**files, "bibliography.bib": end.join(lines)}, (seed,))

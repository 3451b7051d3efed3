"""Mistakes in stylesheets, citation styles, and the profiles of journals and printers."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Place
from seeding.planting import WAYS, Planted, Seed, planted

BOOK = "title: T\nauthor: A\nlang: en\nepub: {page-list: false}\n"
CHAPTER = "# One\n\nWords [@known, p. 3] and [@bare].\n\nHidden words.\n"
BIB = (
    "@book{known, author={Doe, Jane}, title={A}, publisher={B}, address={C}, year=1999,\n"
    "  doi={10.1/a}}\n"
    "@book{bare, author={Roe, Richard}, title={A}, publisher={B}, address={C}, year=1999}\n"
)
CSL = """\
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Žižek год</title><id>http://a.example/t</id>
    <updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""
CITATION = '<citation><layout><text variable="title"/></layout></citation>'
STYLES = (
    (CITATION, '¦<citation et-al-minn="3"><layout><text variable="title"/></layout></citation>'),
    (CITATION, '<citation><layout>\n    ¦<textt variable="title"/></layout></citation>'),
    (
        CITATION,
        '<citation>\n    <layout>\n      ¦<text variable="titel"/>\n    </layout></citation>',
    ),
    (CITATION, '<citation><layout><text variable="title"/></¦layut></citation>'),
    (CITATION, '<citation><layout><text variable="title" ¦variable="x"/></layout></citation>'),
    (CITATION, '<citation>¦<layout prefix="&x;"><text variable="title"/></layout></citation>'),
    ('<style xmlns="http://purl.org/net/xbiblio/csl"', '¦<style xmlns="http://a.example/"'),
)
# The first prints nothing for a source without what it asks for; the second has no pages.
SILENT = CSL.replace(CITATION, CITATION.replace('"title"', '"DOI"'))
PRINT_CSS = """\
/* Žižek год 中文 𝔸 */
p {
  ¦pdf-engine¦colour: red;
	¦pdf-engine¦text-indent: wide;
  font-family: ¦font-missing¦"No Such Face", serif;
}
h1 { ¦pdf-engine¦grid-template-nonsense: 1; }
"""
EPUB_CSS = """\
/* Žižek: url(none.png) */
p { color: black; background: ¦style-outside¦url(https://a.example/x.png) }
¦style-outside¦@import "other.css";
"""
OUTSIDE_CSS = """\
/* Žižek */
p { background: ¦style-outside¦url(https://a.example/x.png) }
	¦style-outside¦@import url("../../x.css");
"""
JOURNAL = "# Žižek\njournal: The Žižek Quarterly\nsource: a.example\nseen: 2026-11\n"
JOURNALS = (
    "¦jurnal: x\n",
    "stage: ¦perhaps\n",
    "paper: ¦napkin\n",
    "margin-mm: ¦wide\n",
    "spacing: {¦txt: 2}\n",
    "count:\n  include: [body, ¦jokes]\n",
    "abstract: {max: ¦-3}\n",
    "line-numbers: ¦perhaps\n",
    "figure: {¦colour: x}\n",
    "file-name: ¦'{nobody}.docx'\n",
    "floats:\n\n  figures: ¦nowhere\n",
)
PRINTER = "# Žižek\nprinter: Žižek & Sons\nsource: a.example\nseen: 2026-11\n"
PRINTERS = (
    "¦bindng: x\n",
    "binding: ¦glue\n",
    "trims: [6x9in, ¦wide]\n",
    "bleed-mm: ¦much\n",
    "pages:\n  min: 24\n  ¦mst: 800\n",
    "gutter: {150: ¦x}\n",
    "papers: ¦[white]\n",
    "cover: {ink: ¦gold}\n",
    "marks: ¦perhaps\n",
    "standard: ¦x-9\n",
)


def projects() -> Iterator[Planted]:
    """Yield projects with mistakes in their own styles and profiles."""
    for kind in WAYS:
        for old, new in STYLES:
            files = {"styles/own.csl": CSL.replace(old, new)}
            yield _book(files, "style-invalid", "CSL", kind, book=f"{BOOK}csl: styles/own.csl\n")
        yield _book({"styles/epub.css": EPUB_CSS}, "", "epub.css", kind)
        yield _book({"styles/print.css": OUTSIDE_CSS}, "", "print.css", kind)
        for construct, text, ways in (
            ("profile of a journal", JOURNAL, JOURNALS),
            ("profile of a printer", PRINTER, PRINTERS),
        ):
            folder, code, command = _PROFILES[construct]
            for one in ways:
                files = {f"styles/{folder}/mine.yaml": text + one}
                yield _book(files, code, construct, kind, command)
            files = {f"styles/{folder}/mine.yaml": f"¦- a\n{text}".replace(text, "")}
            yield _book(files, code, construct, kind, command)
            files = {f"styles/{folder}/mine.yaml": f"{text}x: ¦'no end\n"}
            yield _book(files, "settings-yaml", construct, kind, command)
        silent = CHAPTER.replace("[@bare]", "[¦cite-empty¦@bare]")
        files = {"styles/own.csl": SILENT, "manuscript/01-one.md": silent}
        yield _book(files, "", "paragraph", kind, book=f"{BOOK}csl: styles/own.csl\n")
        without = CHAPTER.replace("[@known", "[¦cite-locator-unprinted¦@known")
        lists = "\n::: {¦refs-empty-list¦.refs keyword=none}\n:::\n"
        files = {"manuscript/01-one.md": without + lists}
        yield _book(files, "", "paragraph", kind, book=f"{BOOK}csl: nature\n")
    yield from _not_utf8()


_PROFILES = {
    "profile of a journal": ("profiles", "settings-profile", "submit"),
    "profile of a printer": ("printers", "settings-printer", "print mine"),
}


def _book(
    files: dict[str, str],
    code: str,
    construct: str,
    kind: str,
    command: str = "check",
    *,
    book: str = BOOK,
) -> Planted:
    own = {"manuscript/book.yaml": book, "manuscript/01-one.md": CHAPTER, "bibliography.bib": BIB}
    return planted({**own, **files}, code, construct, kind, command)


def _not_utf8() -> Iterator[Planted]:
    """Yield stylesheets and profiles in Windows-1252, letters of UTF-8 before on the line."""
    for path, code, command in (
        ("styles/print.css", "design-not-utf8", "check"),
        ("styles/profiles/mine.yaml", "manuscript-not-utf8", "submit"),
        ("styles/printers/mine.yaml", "manuscript-not-utf8", "print mine"),
    ):
        for kind, end in (("plain", b"\n"), ("CRLF", b"\r\n")):
            for bom in (b"", b"\xef\xbb\xbf"):
                lines = (b"/* one */", "/* Žižek, год ".encode() + b"Jos\xe9 */", b"")
                own = {"manuscript/book.yaml": BOOK, "manuscript/01-one.md": "# One\n\nWords.\n"}
                seed = Seed(code, "not UTF-8", kind, Place(path, 2, 18))
                yield Planted({**own, path: bom + end.join(lines)}, (seed,), command)

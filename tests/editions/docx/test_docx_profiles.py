"""Journals' rules judge any Word file; an author hidden anywhere in it is found."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest
from word_files import Make, chapter

from publish.cli import main
from publish.diagnostics import PublishError
from publish.editions.docx.lint import open_file
from publish.editions.docx.package import Package
from publish.editions.docx.profiles import Profile, find_profile, judge, profile_names
from publish.editions.docx.profiles.hidden import paths, secrets_of, traces
from publish.editions.docx.profiles.reading import Manuscript
from publish.model.document import Role
from publish.model.metadata import Metadata, Person

TEXT = """# One {#one}

Three words here.^[Two words.]

::: abstract
An abstract of five words.
:::

| a | b |
|---|---|
| c | d |

: [Table 1]{.caption-label} Caption {#tbl:a}
"""
WORKS = "# Works {#bib}\n\n::: {#refs .refs}\n::: csl-entry\nDoe, J. 1999.\n:::\n:::\n"
SECRET = "Zoë Marsh"


def profile(folder: Path, text: str) -> Profile:
    """Return a profile of an author's own."""
    path = folder / "styles" / "profiles" / "mine.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"journal: J\nsource: S\nseen: 2026-11\nstage: initial\n{text}")
    return find_profile("mine", folder)


def broken(parts: dict[str, bytes], rules: Profile) -> list[str]:
    found = judge(open_file(Package(dict(parts))), rules)
    return [one.rule for one in found if not one.is_kept]


def test_every_profile_says_where_it_is_from() -> None:
    """A rule without a source and a date is worth nothing."""
    found = [find_profile(name) for name in profile_names()]

    assert len(found) >= 14
    assert all(one.source and re.fullmatch(r"\d{4}-\d\d", one.seen) for one in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fonts: Arial\n", "did you mean 'font'?"),
        ("size-pt: big\n", "a number above 0"),
        ("notes: margin\n", "footnotes, endnotes, typed"),
        ("spacing:\n  poems: 2\n", "'spacing' has no key 'poems'"),
        ("count:\n  max: 10\n", "what to 'include'"),
        ("page-total: often\n", "'page-total' is true or false"),
        ("page-numbers: often\n", "top-right"),
        ("floats: nowhere\n", "inline, end, separate"),
        ("floats:\n  maps: end\n", "figures, tables"),
        ("figure:\n  formats: [gif]\n", "tiff, eps, png, jpeg"),
        ("callout: '{name} here'\n", "knows {label}"),
    ],
)
def test_a_profile_that_means_nothing_is_answered(tmp_path: Path, text: str, said: str) -> None:
    """With the line, and with what may stand there."""
    with pytest.raises(PublishError, match=re.escape(said)):
        profile(tmp_path, text)


def test_words_are_counted_by_class(word: Make) -> None:
    """As a person counts: headings with the body, each other kind for itself."""
    made = word(chapter("one", TEXT), chapter("bib", WORKS, Role.BIBLIOGRAPHY))
    words = Manuscript(open_file(Package(made.parts))).words

    assert words["body"] == 5  # One Three words here. Works
    assert words["notes"] == 2
    assert words["abstract"] == 5
    assert words["tables"] == 4
    assert words["captions"] == 3
    assert words["bibliography"] == 3


# A rule, and a change to a file that keeps it: what to replace in which part.
WAYS = {
    "paper: a4": ("document", rb'w:w="11906"', b'w:w="12240"', "paper is a4"),
    "margin-mm: 25": ("document", rb'w:left="1440"', b'w:left="900"', "margins are"),
    "font: Times New Roman": ("document", rb"<w:r><w:t", b"FONT", "the typeface is"),
    "spacing:\n  body: 2": ("styles", rb'w:line="480"', b'w:line="360"', "line spacing of body"),
    "spacing:\n  notes: 1": ("footnotes", rb"FootnoteText", b"BodyText", "line spacing of notes"),
    "page-numbers: true": ("footer1", rb" PAGE ", b" DATE ", "pages are numbered"),
    "line-numbers: false": (
        "document",
        rb"<w:pgNumType",
        b'<w:lnNumType w:countBy="1"/><w:pgNumType',
        "lines are not numbered",
    ),
    "notes: footnotes": ("document", rb"footnoteReference w", b"endnoteReference w", "notes are"),
    "headings: 1": ("document", rb'"Heading1"', b'"Heading3"', "headings have"),
    "count:\n  include: [notes]\n  max: 2": ("footnotes", rb"Two words", b"Two or so", "words ("),
    "abstract:\n  min: 5": ("document", rb"abstract of five", b"abstract", "words of the abs"),
    "anonymous: true": (
        "core",
        rb"</cp:coreProperties>",
        b"<cp:lastModifiedBy>Ann</cp:lastModifiedBy></cp:coreProperties>",
        "the properties name",
    ),
}
WAYS |= {
    "align: left": ("styles", rb'(<w:ind [^>]*w:firstLine="720"[^>]*/>)',
                    rb'\1<w:jc w:val="both"/>',
                    "the text is ragged"),
    "page-numbers: bottom-center": ("footer1", rb'w:val="center"', b'w:val="right"',
                                    "page numbers stand bottom"),
    "page-total: false": ("footer1", rb" PAGE ", b" PAGE </w:instrText><w:instrText> NUMPAGES ",
                          "pages do not say"),
    "running-title: false": ("footer1", rb"<w:ftr(.*)</w:ftr>", b"HEADER",
                             "there is no running title"),
    "contents: false": ("document", rb'"FirstParagraph"', b'"TOC1"', "there is no table of con"),
    "numbered-headings: false": ("document", rb">One<", b">1. One<", "headings have no numbers"),
    "floats: end": ("document", rb"(<w:sectPr>)", rb'<w:p><w:pPr><w:pStyle w:val="BodyText"/>'
                    rb"</w:pPr><w:r><w:t>More.</w:t></w:r></w:p>\1", "tables stand at the end"),
    "language: en-GB": ("core", rb">en-GB<", b">en-US<",
                        "the language is"),
    "accessible: true": ("document", rb"<w:tblHeader[^>]*/>", b"", "screen readers can"),
    "track-changes: false": ("settings", rb"(<w:zoom [^>]*>)", rb"\1<w:trackRevisions/>",
                             "Word records no"),
    "keywords:\n  max: 2": ("document", rb"An abstract of five words", b"Keywords: a, b, c",
                            "keywords"),
}  # fmt: skip
_FACES = {
    b"FONT": b'<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t',
}


@pytest.mark.parametrize("rule", WAYS)
def test_each_rule_is_kept_and_broken(word: Make, tmp_path: Path, rule: str) -> None:
    """Each key judges: one change breaks its rule, and no other of the profile."""
    name, old, new, wanted = WAYS[rule]
    rules = profile(tmp_path, rule + "\n")
    parts = dict(word(TEXT.replace("Three words", "Three more words")).parts)
    parts["docProps/core.xml"] = re.sub(
        rb"<dc:creator>.*</dc:creator>", b"", parts["docProps/core.xml"]
    )
    before = broken(parts, rules)
    folder = "docProps" if name == "core" else "word"
    part = f"{folder}/{name}.xml"
    if new == b"HEADER":
        made = b"<w:hdr" + re.search(old, parts[part], re.DOTALL)[1] + b"</w:hdr>"  # type: ignore[index]
        part, parts["word/header9.xml"] = "word/header9.xml", made.replace(b">1<", b">A title<")
        old, new = rb"A title", b"A title"
    parts[part], count = re.subn(old, _FACES.get(new, new), parts[part])

    assert count
    assert not any(one.startswith(wanted) for one in before)
    assert any(one.startswith(wanted) for one in broken(parts, rules))


# The other way round: rules that the file breaks until it is changed.
MENDED = {
    "size-pt: 12": ("styles", rb'w:(sz|szCs) w:val="20"', rb'w:\1 w:val="24"', "the type is"),
    "fields: none": ("document", rb"<w:instrText.*?</w:instrText>", b"", "the text has no field"),
    "numbered-headings: true": ("document", rb">One<", b">1. One<", "headings are numbered"),
    "align: justified": (
        "styles",
        rb'(<w:ind [^>]*w:firstLine="720"[^>]*/>)',
        rb'\1<w:jc w:val="both"/>',
        "the text is justified",
    ),
    "language: cy": ("core", rb">en-GB<", b">cy<", "the language is"),
    "floats: separate": ("document", rb"w:tbl>", b"w:sdt>", "tables are not in the file"),
    "track-changes: true": (
        "settings",
        rb"(<w:zoom [^>]*>)",
        rb"\1<w:trackRevisions/>",
        "Word records changes",
    ),
    "title-words: 3": ("document", rb'"Heading1"', b'"Title"', "the title has"),
}


@pytest.mark.parametrize("rule", MENDED)
def test_each_of_these_is_broken_and_kept(word: Make, tmp_path: Path, rule: str) -> None:
    """A file that is mended breaks its rule no more."""
    name, old, new, wanted = MENDED[rule]
    rules = profile(tmp_path, rule + "\n")
    parts = dict(word(chapter("one", TEXT)).parts)
    before = broken(parts, rules)
    part = f"{'docProps' if name == 'core' else 'word'}/{name}.xml"
    parts[part], count = re.subn(old, new, parts[part])

    assert count
    assert any(one.startswith(wanted) for one in before)
    assert not any(one.startswith(wanted) for one in broken(parts, rules))


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        (b'<w:ins w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins>', "no tracked changes"),
        (b'<w:del w:id="1" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del>', "no tracked"),
    ],
)
def test_tracked_changes_are_never_left(
    word: Make, tmp_path: Path, markup: bytes, wanted: str
) -> None:
    """Whatever the journal: a file with the traces of its making is not ready."""
    parts = dict(word("# One\n\nText.\n").parts)
    rules = profile(tmp_path, "")
    document = parts["word/document.xml"]
    assert broken(parts, rules) == []
    parts["word/document.xml"] = document.replace(b"</w:p>", markup + b"</w:p>", 1)

    assert [one[: len(wanted)] for one in broken(parts, rules)] == [wanted]


def _png(text: bytes) -> bytes:
    body = b"iTXtAuthor\x00\x01\x00\x00\x00" + zlib.compress(text)
    size = (len(body) - 4).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + size + body + zlib.crc32(body).to_bytes(4, "big")


def _zip(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def _w(body: str, tag: str = "document") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:{tag} xmlns:w="{space}">{body}</w:{tag}>'.encode()


def _p(*words: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in words) + "</w:p>"


def _svg(text: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><text>{text}</text></svg>'.encode()


PLACES = {
    "the text": ("word/document.xml", _w(_p("By Zoë Marsh"))),
    "runs cut apart": ("word/document.xml", _w(_p("By Zo", "ë Ma", "rsh"))),
    "other accents": ("word/document.xml", _w(_p("Zoe\u0308 Marsh"))),
    "no accents, capitals": ("word/document.xml", _w(_p("ZOE MARSH"))),
    "soft hyphens": ("word/document.xml", _w(_p("Zoë Ma\u00adrsh"))),
    "two spaces": ("word/document.xml", _w(_p("Zoë\u00a0 Marsh"))),
    "a deletion": ("word/document.xml", _w("<w:p><w:delText>Zoë Marsh</w:delText></w:p>")),
    "an author of a change": ("word/document.xml", _w('<w:ins w:author="Zoë Marsh"/>')),
    "a field": ("word/document.xml", _w("<w:p><w:instrText>IF Zoë Marsh</w:instrText></w:p>")),
    "a comment of XML": ("word/document.xml", _w("<!-- Zoë Marsh -->")),
    "a note": ("word/footnotes.xml", _w(_p("Zoë Marsh"), "footnotes")),
    "a comment": ("word/comments.xml", _w(_p("Zoë Marsh"), "comments")),
    "a bookmark": ("word/document.xml", _w('<w:bookmarkStart w:name="ref_zoe_marsh1999"/>')),
    "an anchor": ("word/document.xml", _w('<w:hyperlink w:anchor="zoe-marsh2"/>')),
    "a drawing": ("word/media/a.svg", _svg("Zoë <tspan>Ma</tspan>rsh")),
    "the words of a picture": ("word/document.xml", _w('<docPr descr="Zoë Marsh at work"/>')),
    "a style": ("word/styles.xml", _w('<w:name w:val="Zoë Marsh"/>', "styles")),
    "a header": ("word/header1.xml", _w(_p("Marsh, Zoë, and Zoë Marsh"), "hdr")),
    "people": ("word/people.xml", _w('<w:person w:author="Zoë Marsh"/>', "people")),
    "the properties": ("docProps/core.xml", "<a><creator>Zoë Marsh</creator></a>".encode()),
    "own properties": ("docProps/custom.xml", b"<a><v>/home/zoe_marsh/x.bib</v></a>"),
    "a relationship": ("word/_rels/a.rels", b'<a Target="file:///C:/Zo%C3%AB%20Marsh/x.png"/>'),
    "data behind the text": ("customXml/item1.xml", "<a b='Zoë Marsh'/>".encode()),
    "the name of a part": ("word/media/zoe-marsh.png", b""),
    "EXIF": ("word/media/a.jpg", b"Exif\x00\x00\x00" + "Zoë Marsh".encode("utf-16-le")),
    "XMP": ("word/media/a.jpg", b"\xff\xd8" + "<dc:creator>Zoë Marsh</dc:creator>".encode()),
    "old EXIF": ("word/media/a.jpg", b"\xff\xd8" + "Artist\x00Zoë Marsh\x00".encode("latin-1")),
    "a packed text of a PNG": ("word/media/a.png", _png("Zoë Marsh".encode())),
    "a table inside": ("word/embeddings/a.xlsx", _zip("core.xml", "<a>Zoë Marsh</a>".encode())),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_an_author_is_found_wherever_hidden(place: str) -> None:
    """In more than twenty places; and the same file without the author is clean."""
    part, data = PLACES[place]
    clean = {
        "word/document.xml": _w(_p("Zoë walked by the marshes.")),
        "word/media/b.png": _png(b"x"),
    }

    assert traces(clean, [SECRET]) == ()
    assert {one.secret for one in traces({**clean, part: data}, [SECRET])} == {SECRET}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("file:///home/marsh/a.bib", ["file:///home"]),
        (r"C:\Users\Marsh\Desktop", [r"C:\Users\Marsh"]),
        ("in /Users/zoe/thesis.docx", ["/Users/zoe"]),
        ("https://example.org/home/marsh and /homes/x", []),
    ],
)
def test_paths_tell_who_somebody_is(text: str, wanted: list[str]) -> None:
    """A path on a computer has a user's name in it; an address on the web is none."""
    found = paths({"docProps/custom.xml": f"<a>{text}</a>".encode()})

    assert [one.secret for one in found] == wanted


def test_what_gives_an_author_away() -> None:
    """Names, places, addresses and numbers, each once; initials would be found everywhere."""
    person = Person(
        "Zoë Marsh", "Zoë", "Marsh", affiliations=("Ely",), email="z@x.org", orcid="0000-1"
    )

    assert secrets_of(Metadata(people=(person, Person("Li", "", "Li")))) == (
        "Zoë Marsh", "Marsh", "z@x.org", "0000-1", "Ely",
    )  # fmt: skip


def test_the_command_answers_with_every_rule(
    word: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The checklist goes to stdout, what is broken to stderr, and the exit code says so."""
    path = tmp_path / "paper.docx"
    path.write_bytes(word("# One\n\nText.^[Note.]\n").artifact.data)
    kept = main(["check", str(path), "--profile", "plain"])
    checklist = capsys.readouterr().out
    failed = main(["check", str(path), "--profile", "ahr", "--hide", "Ann Author"])
    said = capsys.readouterr()

    assert (kept, failed) == (0, 1)
    assert "R01 margins are at least 25.4 mm: ok" in checklist
    assert "no part names the author: NO, 'Ann Author' in docProps/core.xml" in said.out
    assert "error[submission-rule]" in said.err

"""Word files broken in forty ways: our rules or Microsoft's validator find each of them.

The ways are those in which files are met broken: ECMA-376 says what is right, and reports to
pandoc, LibreOffice and Word what goes wrong.
"""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from outside import outside_program
from publish.diagnostics import Severity
from publish.editions.docx import DOCX
from publish.editions.docx.lint import lint
from publish.editions.docx.package import Package
from publish.editions.edition import Design
from publish.model.document import Document

Parts = dict[str, bytes]
Break = Callable[[Parts], None]
MAIN, STYLES, NOTES = "word/document.xml", "word/styles.xml", "word/footnotes.xml"
CORE, TYPES, RELS = "docProps/core.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
CUSTOM = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    b' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property'
    b' fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="long"><vt:lpwstr>'
    + b"x" * 300
    + b"</vt:lpwstr></property></Properties>"
)
CUSTOM_TYPE = (
    b'<Override PartName="/docProps/custom.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
)


def swap(part: str, old: bytes, new: bytes) -> Break:
    """Return what puts other bytes into a part, once."""

    def change(parts: Parts) -> None:
        assert old in parts[part], (part, old)
        parts[part] = parts[part].replace(old, new, 1)

    return change


def adding(*steps: Break | tuple[str, bytes]) -> Break:
    """Return what takes several steps; a pair is a part that is added."""

    def change(parts: Parts) -> None:
        for step in steps:
            if isinstance(step, tuple):
                parts[step[0]] = step[1]
            else:
                step(parts)

    return change


def without(part: str) -> Break:
    """Return what takes a part out of the file."""

    def change(parts: Parts) -> None:
        del parts[part]

    return change


def cut_short(parts: Parts) -> None:
    """Leave half a document."""
    parts[MAIN] = parts[MAIN][:999]


def relation_twice(parts: Parts) -> None:
    """Put the first relationship in again."""
    relations = parts[RELS]
    start = relations.index(b"<Relationship ")
    end = relations.index(b"/>", start) + 2
    parts[RELS] = relations[:end] + relations[start:end] + relations[end:]


def picture_twice(parts: Parts) -> None:
    """Put the picture in again, with the number that it has."""
    text = parts[MAIN]
    start, end = text.index(b"<w:drawing>"), text.index(b"</w:drawing>") + len(b"</w:drawing>")
    parts[MAIN] = text[:end] + text[start:end] + text[end:]


DELETED = b'<w:p><w:del w:id="900" w:author="A"><w:r><w:t>gone</w:t></w:r></w:del></w:p>'
KEPT = b"<w:p><w:r><w:delText>here</w:delText></w:r></w:p>"
CELL = b"</w:p></w:tc>"
H1 = b'<w:pStyle w:val="Heading1"/>'
JC = b'<w:jc w:val="left"/>'
# What shuts readers out, but is read by Word.
TOLD = ("docx-no-alt", "docx-heading", "docx-table-head", "docx-table-name")
# What is done to a good file, and the code of ours that finds it; "" where only Microsoft's does.
WAYS: dict[str, tuple[str, Break]] = {
    "a field without an end": ("docx-field", swap(MAIN, b'<w:fldChar w:fldCharType="end"/>', b"")),
    "a field without a begin": (
        "docx-field",
        swap(MAIN, b'<w:fldChar w:fldCharType="begin"/>', b""),
    ),
    "a field with two separators": (
        "docx-field",
        swap(
            MAIN,
            b'<w:fldChar w:fldCharType="separate"/>',
            b'<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="separate"/>',
        ),
    ),
    "a cell that ends in a table": ("docx-cell", swap(MAIN, CELL, b"</w:p><w:tbl/></w:tc>")),
    "a cell without a paragraph": (
        "docx-cell",
        swap(MAIN, b"</w:tr></w:tbl>", b"<w:tc/></w:tr></w:tbl>"),
    ),
    "a cell wider than its table": (
        "docx-cell",
        swap(MAIN, b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="9"/>'),
    ),
    "deleted text that is not": ("docx-revision", swap(MAIN, b"<w:body>", b"<w:body>" + DELETED)),
    "deleted text without deletion": ("docx-revision", swap(MAIN, b"<w:body>", b"<w:body>" + KEPT)),
    "a bookmark twice": ("docx-bookmark", swap(MAIN, b'w:name="two"', b'w:name="sec_form"')),
    "a bookmark with a colon": (
        "docx-bookmark",
        swap(MAIN, b'w:name="sec_form"', b'w:name="sec:form"'),
    ),
    "a bookmark of 41 letters": (
        "docx-bookmark",
        swap(MAIN, b'w:name="two"', b'w:name="' + b"a" * 41 + b'"'),
    ),
    "a bookmark without an end": ("docx-bookmark", swap(MAIN, b"<w:bookmarkEnd ", b"<w:tab ")),
    "a link to nothing": ("docx-pointer", swap(MAIN, b'w:anchor="', b'w:anchor="no_')),
    "a page number of nothing": ("docx-pointer", swap(MAIN, b"PAGEREF two", b"PAGEREF three")),
    "an unknown style of paragraphs": ("docx-style", swap(MAIN, H1, b'<w:pStyle w:val="No"/>')),
    "an unknown style of letters": (
        "docx-style",
        swap(MAIN, b'<w:rStyle w:val="', b'<w:rStyle w:val="No'),
    ),
    "a style built on nothing": (
        "docx-style",
        swap(STYLES, b'<w:basedOn w:val="', b'<w:basedOn w:val="No'),
    ),
    "a style twice": ("docx-style", swap(STYLES, b'w:styleId="Heading2"', b'w:styleId="Heading1"')),
    "an unknown list": ("docx-list", swap(MAIN, b'<w:numId w:val="', b'<w:numId w:val="77')),
    "a note that is not written": (
        "docx-note",
        swap(MAIN, b'<w:footnoteReference w:id="', b'<w:footnoteReference w:id="77'),
    ),
    "a note without its mark": (
        "docx-note",
        swap(NOTES, b"</w:footnotes>", b'<w:footnote w:id="777"><w:p/></w:footnote></w:footnotes>'),
    ),
    "notes without a separator": (
        "docx-note",
        swap(NOTES, b'w:type="separator"', b'w:type="continuationNotice"'),
    ),
    "settings of endnotes that are not there": (
        "docx-note",
        swap(
            "word/settings.xml",
            b"<w:compat>",
            b'<w:endnotePr><w:endnote w:id="-1"/></w:endnotePr><w:compat>',
        ),
    ),
    "two pictures with one number": ("docx-picture", picture_twice),
    "a picture without words": ("docx-no-alt", swap(MAIN, b'descr="A blue field"', b'descr=""')),
    "a head that looks like none": (
        "docx-table-head",
        swap(MAIN, b'w:firstRow="1"', b'w:firstRow="0"'),
    ),
    "a head by bold letters alone": ("docx-table-head", swap(MAIN, b"<w:tblHeader", b"<w:hidden")),
    "a table without a name": ("docx-table-name", swap(MAIN, b"<w:tblCaption ", b"<w:tblNo ")),
    "a picture without a type": (
        "docx-part",
        swap(TYPES, b'PartName="/word/media/', b'PartName="/word/medium/'),
    ),
    "a type for a folder": (
        "docx-part",
        swap(
            TYPES,
            b"</Types>",
            b'<Override PartName="/word/media/" ContentType="image/png"/></Types>',
        ),
    ),
    "a type for a part that is missing": ("docx-part", without("word/theme/theme1.xml")),
    "a relationship to nothing": ("docx-part", swap(RELS, b"media/", b"nowhere/")),
    "a relationship that is missing": ("docx-part", swap(MAIN, b'r:embed="', b'r:embed="no')),
    "a relationship twice": ("docx-part", relation_twice),
    "two titles": (
        "docx-properties",
        swap(CORE, b"<dc:title>", b"<dc:title>Other</dc:title><dc:title>"),
    ),
    "a date that is none": (
        "docx-properties",
        swap(
            CORE,
            b"</cp:coreProperties>",
            b'<dcterms:modified xsi:type="dcterms:W3CDTF">yesterday'
            b"</dcterms:modified></cp:coreProperties>",
        ),
    ),
    "a property that is too long": (
        "docx-properties",
        adding(("docProps/custom.xml", CUSTOM), swap(TYPES, b"</Types>", CUSTOM_TYPE)),
    ),
    "a level of headings skipped": (
        "docx-heading",
        swap(MAIN, b'w:val="Heading1"', b'w:val="Heading3"'),
    ),
    "a control character": ("docx-unreadable", swap(MAIN, b"Words.", b"Wo\x0brds.")),
    "half a document": ("docx-unreadable", cut_short),
    "no document": ("docx-unreadable", without(MAIN)),
    "a property in the wrong place": ("", swap(MAIN, H1, JC + H1)),
    "a value that is none": ("", swap(MAIN, b"<w:pPr>", b'<w:pPr><w:jc w:val="middle"/>')),
    "an element that is none": ("", swap(MAIN, b"<w:body>", b"<w:body><w:paragraph/>")),
    "a number that is none": ("", swap(MAIN, b'w:w="', b'w:w="wide')),
}


@pytest.fixture(scope="module")
def good_parts() -> dict[str, Parts]:
    """Keep the parts of one good file for all tests here."""
    return {}


@pytest.fixture
def parts(good_parts: dict[str, Parts], rich: Document) -> Parts:
    """Return the parts of a good file, to be broken."""
    if not good_parts:
        good_parts["rich"] = Package.read(DOCX.render(rich, Design((), ())).data).parts
    return dict(good_parts["rich"])


def packed(parts: Parts) -> bytes:
    """Return parts as a file, whatever is wrong with them."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda one: one != TYPES):
            archive.writestr(name, parts[name])
    return data.getvalue()


def broken(parts: Parts, way: str) -> bytes:
    """Return a file broken in one way."""
    WAYS[way][1](parts)
    return packed(parts)


def test_a_good_file_breaks_no_rule(parts: Parts) -> None:
    """So that what is found below is what was broken."""
    assert lint(packed(parts)) == ()


@pytest.mark.parametrize("way", [way for way, (code, _) in WAYS.items() if code])
def test_our_rules_find_it(parts: Parts, way: str) -> None:
    """The rule that is named finds it; what Word refuses or loses is an error."""
    found = lint(broken(parts, way))

    assert WAYS[way][0] in {one.code for one in found}
    is_refused = WAYS[way][0] not in TOLD
    is_refused = is_refused and way != "a property that is too long"
    assert is_refused == any(one.severity is Severity.ERROR for one in found)


def test_an_entry_for_a_folder(parts: Parts) -> None:
    """Word takes a file for damaged that has folders in its archive."""
    assert {one.code for one in lint(packed({**parts, "word/media/": b""}))} == {"docx-part"}


def test_what_is_no_archive() -> None:
    """A file of another kind is answered in words."""
    (found,) = lint(b"%PDF-1.7")

    assert (found.code, found.severity) == ("docx-unreadable", Severity.ERROR)


@pytest.mark.slow
def test_each_way_is_found_by_one_of_the_two(parts: Parts, tmp_path: Path) -> None:
    """With Microsoft's own validator beside our rules no broken file passes."""
    program = outside_program("OOXML_VALIDATOR")
    good = parts.copy()
    passed = []
    for way, (code, _) in WAYS.items():
        if code:
            continue
        target = tmp_path / "broken.docx"
        target.write_bytes(broken(good.copy(), way))
        done = subprocess.run([program, str(target)], capture_output=True, text=True, check=False)
        if not json.loads(done.stdout)["errors"]:
            passed.append(way)

    assert passed == []

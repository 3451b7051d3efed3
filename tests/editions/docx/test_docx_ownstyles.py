"""An author's `styles/reference.docx` gives its styles and its page, and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import RICH, W, WordFile, chapter

from publish.diagnostics import Severity
from publish.editions.docx import DOCX, ooxml
from publish.editions.docx.lint import lint
from publish.editions.docx.package import Package
from publish.editions.edition import Artifact, Design
from publish.model.document import Document
from publish.pandoc import data_file_bytes

OWN = """
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Standard"/><w:next w:val="Standard"/>
<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr>
<w:spacing w:before="999"/></w:pPr><w:rPr><w:color w:val="003300"/></w:rPr></w:style>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/>
<w:rPr><w:sz w:val="22"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Merksatz"><w:name w:val="Merksatz"/>
<w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="BodyText">
<w:name w:val="Another"/></w:style>
"""
PAGE = """<w:sectPr><w:pgSz w:w="8000" w:h="12000"/><w:pgMar w:top="1000" w:right="1100"
w:bottom="1200" w:left="1300" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>"""
HEAD = f'<w:%s xmlns:w="{ooxml.NAMESPACES["w"]}">'


def reference(folder: Path, **more: bytes) -> Path:
    """Write a reference document with German ids, its own page, and more parts."""
    package = Package.read(data_file_bytes("reference.docx"))
    package.parts["word/styles.xml"] = f"{HEAD % 'styles'}{OWN}</w:styles>".encode()
    body = f"{HEAD % 'document'}<w:body>{PAGE}</w:body></w:document>"
    package.parts["word/document.xml"] = body.encode()
    for part in ("footnotes", "comments"):
        package.drop(f"word/{part}.xml")
    package.parts |= {name.replace("__", "/"): data for name, data in more.items()}
    path = folder / "reference.docx"
    path.write_bytes(package.write())
    return path


def made(document: Document, path: Path) -> Artifact:
    return DOCX.render(document, Design((), (), reference_docx=path))


def test_styles_and_page_are_the_authors(book: Callable[..., Document], tmp_path: Path) -> None:
    """By their names, whatever their ids; what the file lacks is added."""
    file = WordFile(made(book(chapter("one", RICH)), reference(tmp_path)))
    sheet = file.part("word/styles.xml")
    styles = {str(one.get(f"{W}styleId")): one for one in sheet.iter(f"{W}style")}
    heading = styles["Heading1"]

    assert heading.find(f"{W}pPr/{W}spacing").get(f"{W}before") == "999"  # type: ignore[union-attr]
    assert heading.find(f"{W}basedOn").get(f"{W}val") == "Normal"  # type: ignore[union-attr]
    assert heading.find(f"{W}pPr/{W}numPr") is None
    assert styles["Normal"].find(f"{W}rPr/{W}sz").get(f"{W}val") == "22"  # type: ignore[union-attr]
    # Theirs beside ours, also where the id is taken.
    assert {"Merksatz", "BodyText", "BodyTextOwn", "Bibliography", "Table"} <= set(styles)
    assert [ooxml.get(one, "w:w") for one in ooxml.every(file.part(), "w:pgSz")] == ["8000"]
    (edges,) = ooxml.every(file.part(), "w:pgMar")
    assert [ooxml.get(edges, f"w:{side}") for side in ("top", "right", "bottom", "left")] == [
        "1000", "1100", "1200", "1300",
    ]  # fmt: skip
    assert file.artifact.diagnostics == lint(file.artifact.data) == ()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("word__vbaProject.bin", b"x", "docx-reference-macros"),
        ("word__activeX__a.bin", b"x", "docx-reference-macros"),
        (
            "word___rels__settings.xml.rels",
            b'<a Type="x/attachedTemplate" Target="http://example.org/a.dotm"/>',
            "docx-reference-macros",
        ),
        ("word__styles.xml", b"<w:styles", "docx-reference-broken"),
        ("word__styles.xml", b"<styles/>", "docx-reference-broken"),
    ],
)
def test_a_file_that_runs_or_is_broken_is_refused(
    book: Callable[..., Document], tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    """It is an error at its place, and nothing of it gets into the book."""
    artifact = made(book(chapter("one", RICH)), reference(tmp_path, **{name: data}))
    errors = [one for one in artifact.diagnostics if one.severity is Severity.ERROR]

    assert {(one.code, str(one.place.path)) for one in errors if one.place} == {
        (code, "styles/reference.docx")
    }
    assert b"berschrift" not in Package.read(artifact.data).parts["word/styles.xml"]


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_a_file_that_is_no_word_file_is_refused(
    book: Callable[..., Document], tmp_path: Path, data: bytes
) -> None:
    """No traceback: a finding."""
    path = tmp_path / "reference.docx"
    path.write_bytes(data)
    found = made(book(chapter("one", RICH)), path).diagnostics

    assert [one.code for one in found] == ["docx-reference-broken"]


def test_an_archive_without_a_document_is_refused(
    book: Callable[..., Document], tmp_path: Path
) -> None:
    """A ZIP file is not yet a Word file."""
    path = tmp_path / "reference.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    found = made(book(chapter("one", RICH)), path).diagnostics

    assert [one.code for one in found] == ["docx-reference-broken"]

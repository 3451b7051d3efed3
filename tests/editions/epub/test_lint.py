"""Our own rules on finished EPUB files: a good file passes, each fault is found by its rule."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from publish.diagnostics import Diagnostic, Severity
from publish.editions.epub import lint as package
from publish.editions.epub.lint import lint

TEXT = "EPUB/01-text.xhtml"
OPF = "EPUB/content.opf"
SVG = "http://www.w3.org/2000/svg"
NAV = "EPUB/nav.xhtml"
COVER = "EPUB/images/cover.png"
DEEP = "<li><ol><li><ol><li><ol><li><ol/></li></ol></li></ol></li></ol></li><li "
Change = Callable[[bytes], bytes]


def changed(finished: bytes, changes: Mapping[str, Change]) -> tuple[Diagnostic, ...]:
    """Return what is said about the file with some of its entries changed or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(finished)) as source, zipfile.ZipFile(target, "w") as made:
        names = source.namelist()
        for entry in [*names, *(name for name in changes if name not in names)]:
            data = source.read(entry) if entry in names else b""
            made.writestr(entry, changes.get(entry, bytes)(data))
    return lint(target.getvalue())


def with_text(old: str, new: str) -> Change:
    """Return a change of the first place where `old` stands."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data, f"{old!r} is not there"
        return data.replace(old.encode(), new.encode(), 1)

    return change


def with_pattern(old: str, new: str) -> Change:
    """Return a change of the first place that matches `old`."""

    def change(data: bytes) -> bytes:
        text, count = re.subn(old, new, data.decode(), count=1)
        assert count, f"{old!r} is not there"
        return text.encode()

    return change


def picture(width: int, height: int) -> Change:
    """Return a change into a picture of so many pixels."""
    target = io.BytesIO()
    Image.new("1", (width, height)).save(target, "PNG")
    return lambda data: target.getvalue()


@pytest.fixture(scope="module")
def usual(finished: bytes) -> tuple[Diagnostic, ...]:
    """Return what is said about the good file: its cover is small, and that is all."""
    return lint(finished)


def test_a_good_file_passes(finished: bytes) -> None:
    """With a cover as stores want it, nothing is said of the book of every construct."""
    assert changed(finished, {COVER: picture(1600, 2400)}) == ()


FAULTS = [
    (TEXT, with_text("<title>", "<title>Not "), "epub-title"),
    (TEXT, with_pattern("<title>.*?</title>", "<title/>"), "epub-title"),
    (TEXT, with_pattern("<title>.*?</title>", "<title>01-text.xhtml</title>"), "epub-title"),
    (TEXT, with_text('role="doc-backlink"', 'role="link"'), "epub-notes"),
    (TEXT, with_pattern('(doc-backlink"[^>]*>)1<', r"\1<"), "epub-notes"),  # no number
    (TEXT, with_text('href="#fn-01-text-1"', 'href="#fn-01-text-2"'), "epub-notes"),
    (TEXT, with_text('href="#fnref-01-text-1"', 'href="#fnref-01-text-2"'), "epub-notes"),
    (TEXT, with_pattern('<a [^>]*"doc-noteref".*?</a>', ""), "epub-notes"),  # one mark too few
    (TEXT, with_text("</p>", "<img src='images/cover.png'/></p>"), "epub-no-alt"),
    (TEXT, with_pattern(' alttext="[^"]*"', ""), "epub-no-alt"),
    (TEXT, with_text(' xml:lang="', ' data-lang="'), "epub-language"),
    (TEXT, with_text(' lang="en-GB" xml:lang="en-GB"', ""), "epub-language"),
    (TEXT, with_text("</p>", r" the sum \(a+b\)</p>"), "epub-raw-tex"),
    (TEXT, with_text("</p>", " $$x$$</p>"), "epub-raw-tex"),
    (TEXT, with_text("</p>", f'<svg xmlns="{SVG}" viewbox="0"/></p>'), "epub-svg-case"),
    ("EPUB/images/tall.svg", with_text("viewBox", "viewbox"), "epub-svg-case"),
    (TEXT, with_text("</p>", "</p><script>1</script>"), "epub-active-content"),
    (TEXT, with_text("</p>", "</p><iframe src='x'/>"), "epub-active-content"),
    (TEXT, with_text("<p>", '<p onclick="x()">'), "epub-active-content"),
    (TEXT, with_text("<p>", '<p style="color: red">'), "epub-active-content"),
    (TEXT, with_text("</p>", '<a href="javascript:x()">x</a></p>'), "epub-active-content"),
    (TEXT, with_text("</p>", '<a href="file:///etc/x">x</a></p>'), "epub-active-content"),
    (OPF, with_text(' properties="nav"', ' properties="nav scripted"'), "epub-active-content"),
    (OPF, with_text(' properties="nav"', ' properties="nav remote-resources"'),
     "epub-active-content"),
    ("EPUB/03-tables.xhtml", with_text(' scope="col"', ""), "epub-table-scope"),
    ("EPUB/secret.env", lambda data: b"password", "epub-stray-file"),
    ("../evil.txt", lambda data: b"out of the folder", "epub-stray-file"),
    (TEXT, with_text("</body>", f"<!--{'x' * 10_000_000}--></body>"), "epub-document-size"),
    (OPF, with_text("urn:isbn:9783161484100", "urn:isbn:9783161484101"), "epub-isbn"),
    (OPF, with_text(">visual<", ">auditory<"), "epub-access-metadata"),
    (OPF, with_text(">MathML<", ">braille<"), "epub-access-metadata"),
    (OPF, with_text('schema:accessibilityHazard"', 'schema:other"'), "epub-access-metadata"),
    (COVER, lambda data: b"<html/>", "epub-picture"),
    (COVER, picture(2500, 2500), "epub-picture-size"),
    (COVER, picture(625, 999), "epub-cover-size"),
    (NAV, with_text('type="bodymatter"', 'type="part"'), "epub-landmarks"),
    (NAV, with_text("<li ", DEEP), "epub-toc-depth"),
    (NAV, with_text('epub:type="toc"', 'epub:type="lot"'), "epub-toc-depth"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "code"), FAULTS)
def test_a_fault_is_found(
    finished: bytes, usual: tuple[Diagnostic, ...], name: str, change: Change, code: str
) -> None:
    """Each by the one rule that is for it."""
    found = changed(finished, {name: change})
    assert {one.code for one in found if one not in usual} == {code}


def test_a_name_with_a_space_is_found(finished: bytes, usual: tuple[Diagnostic, ...]) -> None:
    """Stores take small Latin letters, figures and hyphens."""
    with zipfile.ZipFile(io.BytesIO(finished)) as source:
        style = source.read("EPUB/style.css")
    rename = with_text('href="style.css"', 'href="My style.css"')
    found = changed(finished, {OPF: rename, "EPUB/My style.css": lambda data: style})
    codes = {one.code: one.message for one in found if one not in usual}
    assert set(codes) == {"epub-file-name", "epub-stray-file"}
    assert codes["epub-file-name"].startswith("'My style.css'")


PAGE = '<i role="doc-pagebreak" id="p{0}" aria-label="{0}"/>'
LINE = '<li><a href="01-text.xhtml#p{1}">{0}</a></li>'
SOURCE = '<meta refines="#print" property="source-of">pagination</meta>'


def paged(
    finished: bytes, pages: str, listed: str = "", source: str = SOURCE
) -> tuple[Diagnostic, ...]:
    """Return what is said about the file with these pages in its text and in its list.

    `listed` are labels, or `label>page` where a line leads to the mark of another page.
    """
    marks = "".join(PAGE.format(one) for one in pages.split())
    pairs = [one.partition(">") for one in (listed or pages).split()]
    lines = "".join(LINE.format(label, page or label) for label, _, page in pairs)
    feature = '<meta property="schema:accessibilityFeature">pageNavigation</meta>'
    metadata = f'<dc:source id="print">Print</dc:source>{source}{feature}</metadata>'
    nav = f'<nav epub:type="page-list"><ol>{lines}</ol></nav></body>'
    return changed(
        finished,
        {
            TEXT: with_text("</p>", f"{marks}</p>"),
            NAV: with_text("</body>", nav),
            OPF: with_text("</metadata>", metadata),
        },
    )


@pytest.mark.parametrize(
    ("pages", "listed", "source"),
    [
        ("1 2", "1", SOURCE),  # a mark that is not listed
        ("1", "1 2", SOURCE),  # a line that leads nowhere
        ("1 2", "2 1", SOURCE),  # another order
        ("1 2", "1 3>2", SOURCE),  # another number
        ("2 1", "", SOURCE),  # falling
        ("1 ii", "", SOURCE),  # Roman behind Arabic
        ("1 1", "", SOURCE),  # twice
        ("1 2", "", ""),  # of what?
    ],
)
def test_wrong_page_lists_are_found(
    finished: bytes, usual: tuple[Diagnostic, ...], pages: str, listed: str, source: str
) -> None:
    """The list and the marks agree, in number, order and folio, and rise."""
    found = paged(finished, pages, listed, source)
    assert {one.code for one in found if one not in usual} == {"epub-page-list"}


def test_a_right_page_list_passes(finished: bytes, usual: tuple[Diagnostic, ...]) -> None:
    """Roman numbers, then Arabic ones that begin anew."""
    assert paged(finished, "i ii xi 1 2 4") == usual


def test_what_is_private_or_runs_stops_the_build(finished: bytes) -> None:
    """A stray file and a script are errors, not warnings."""
    for name, change in (
        ("EPUB/.env", lambda data: b"x"),
        (TEXT, with_text("</p>", "</p><script/>")),
    ):
        found = changed(finished, {name: change})
        assert Severity.ERROR in {one.severity for one in found}


def test_every_rule_is_broken_here() -> None:
    """No code of the rules without a broken file above."""
    rules = Path(package.__file__).parent.glob("*_rules.py")
    codes = {code for one in rules for code in re.findall(r'"(epub-[\w-]+)"', one.read_text())}
    assert codes == {code for _, _, code in FAULTS} | {"epub-page-list", "epub-file-name"}

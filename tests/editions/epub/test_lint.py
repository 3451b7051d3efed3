"""Our own rules on finished EPUB files: a good file passes, each fault is found by its rule."""

from __future__ import annotations

import io
import zipfile

import pytest

from publish.diagnostics import Diagnostic, Severity
from publish.editions.epub.lint import lint

TEXT = "EPUB/01-text.xhtml"
OPF = "EPUB/content.opf"
SVG = "http://www.w3.org/2000/svg"
NAV = "EPUB/nav.xhtml"


def changed(finished: bytes, name: str, old: str, new: str) -> tuple[Diagnostic, ...]:
    """Return what is said about the file with one text in it replaced, or one file added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(finished)) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == name:
                assert old.encode() in data, f"{old!r} is not in {name}"
                data = data.replace(old.encode(), new.encode(), 1)
            made.writestr(entry, data)
        if name not in source.namelist():
            made.writestr(name, new)
    return lint(target.getvalue())


@pytest.fixture(scope="module")
def usual(finished: bytes) -> tuple[Diagnostic, ...]:
    """Return what is said about the good file: its cover is small, and that is all."""
    return lint(finished)


def test_a_good_file_passes(usual: tuple[Diagnostic, ...]) -> None:
    """The book of every construct has a small cover for the sake of a small repository."""
    assert {one.code for one in usual} <= {"epub-cover-size"}


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (TEXT, "<title>", "<title>Not ", "epub-title"),
        (TEXT, 'role="doc-backlink"', 'role="link"', "epub-notes"),
        (TEXT, 'href="#fn-01-text-1"', 'href="#fn-01-text-2"', "epub-notes"),
        (TEXT, "</p>", "<img src='images/cover.png'/></p>", "epub-no-alt"),
        (TEXT, ' xml:lang="', ' data-lang="', "epub-language"),
        (TEXT, "</p>", r" the sum \(a+b\)</p>", "epub-raw-tex"),
        (TEXT, "</p>", " $$x$$</p>", "epub-raw-tex"),
        (TEXT, "</p>", f'<svg xmlns="{SVG}" viewbox="0"/></p>', "epub-svg-case"),
        (TEXT, "</p>", "</p><script>1</script>", "epub-active-content"),
        (TEXT, "<p>", '<p onclick="x()">', "epub-active-content"),
        (TEXT, "<p>", '<p style="color: red">', "epub-active-content"),
        (TEXT, "</p>", '<a href="javascript:x()">x</a></p>', "epub-active-content"),
        (TEXT, "</p>", '<i role="doc-pagebreak" id="p7" aria-label="7"/></p>', "epub-page-list"),
        ("EPUB/03-tables.xhtml", ' scope="col"', "", "epub-table-scope"),
        ("EPUB/secret.env", "", "password", "epub-stray-file"),
        (OPF, 'href="style.css"', 'href="../Style sheet.css"', "epub-file-name"),
        (OPF, ">visual<", ">auditory<", "epub-access-metadata"),
        (OPF, ">MathML<", ">braille<", "epub-access-metadata"),
        (OPF, 'schema:accessibilityHazard"', 'schema:other"', "epub-access-metadata"),
        (NAV, 'type="bodymatter"', 'type="part"', "epub-landmarks"),
        (NAV, "<li ", "<li><ol><li><ol><li><ol><li><ol/></li></ol></li></ol></li></ol></li><li ",
         "epub-toc-depth"),
    ],
)  # fmt: skip
def test_a_fault_is_found(
    finished: bytes, usual: tuple[Diagnostic, ...], name: str, old: str, new: str, code: str
) -> None:
    """Each by the one rule that is for it."""
    if code == "epub-file-name":
        found = file_renamed(finished)
    else:
        found = changed(finished, name, old, new)
    assert {one.code for one in found if one not in usual} == {code}


def file_renamed(finished: bytes) -> tuple[Diagnostic, ...]:
    """Return what is said about a file whose stylesheet has a name with a space."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(finished)) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == OPF:
                data = data.replace(b'href="style.css"', b'href="My style.css"')
            made.writestr(entry.replace("style.css", "My style.css"), data)
    return lint(target.getvalue())


def test_what_is_private_or_runs_stops_the_build(finished: bytes) -> None:
    """A stray file and a script are errors, not warnings."""
    for name, old, new in (("EPUB/.env", "", "x"), (TEXT, "</p>", "</p><script/>")):
        found = changed(finished, name, old, new)
        assert Severity.ERROR in {one.severity for one in found}

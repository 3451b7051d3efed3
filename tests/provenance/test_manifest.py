"""What is remembered of a Word file: its words, and where each paragraph came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.pipeline import build
from publish.provenance import FOLDER, Manifest, read_manifests
from publish.submission import submit

SETTINGS = "title: Kitchens\nauthor: Ann Author\nlang: en-US\n"
STYLE = "csl: chicago-notes-bibliography\n"
BIB = "@book{doe99, author={Doe, Jane}, title={Pots}, year={1999}, publisher={Press}}\n"
FIRST = """---
role: chapter
---

# The Cook

The cook spoke *quietly*,
and "nobody" asked.[@doe99, 3]

- One
- Two[^a]

| Pot | Size |
|-----|------|
| big | ten  |

: Pots {#tbl-pots}

[^a]: See @doe99. They boil.
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a project of one chapter with a list, a table, a citation and a note."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript/book.yaml").write_text(SETTINGS + STYLE)
    (tmp_path / "manuscript/01-cook.md").write_text(FIRST)
    (tmp_path / "bibliography.bib").write_text(BIB)
    return tmp_path


def remembered(book: Path) -> Manifest:
    build(book, ("docx",))
    return next(iter(read_manifests(book)))


def test_every_paragraph_knows_its_lines(book: Path):
    """Counted in the file, front matter included."""
    made = remembered(book)
    lines = {
        one.text: (origin.path, origin.first, origin.last)
        for one, origin in zip(made.wording.paragraphs, made.origins, strict=True)
        if origin
    }

    chapter = "manuscript/01-cook.md"
    assert lines["The cook spoke quietly, and “nobody” asked."] == (chapter, 7, 8)
    assert lines["One"] == (chapter, 10, 10)
    assert lines["Two"] == (chapter, 11, 11)
    assert lines["ten"] == (chapter, 15, 15)
    assert lines["The Cook"] == (chapter, 5, 5)
    assert {origin.first for origin in (made.notes or {}).values()} == {19}


def test_the_keys_of_every_citation_are_remembered(book: Path):
    """One in a note of its own, one in a note of the author's."""
    made = remembered(book)
    called = [
        piece.ref
        for note in made.wording.notes.values()
        for one in note.paragraphs
        for piece in one.pieces
        if piece.kind == "citation"
    ]

    assert called
    assert {(made.citations or {})[ref] for ref in called} == {("doe99",)}


def test_what_is_read_is_what_was_written(book: Path):
    """A manifest comes back as it went."""
    made = remembered(book)

    assert next(iter(read_manifests(book))) == made
    assert made.marks


def test_an_equal_build_is_remembered_once(book: Path):
    """Built twice without a change, there is one manifest; after a change, two."""
    build(book, ("docx",))
    build(book, ("docx",))
    assert len(list(read_manifests(book))) == 1

    chapter = book / "manuscript/01-cook.md"
    chapter.write_text(FIRST.replace("quietly", "loudly"))
    build(book, ("docx",))
    newest = next(iter(read_manifests(book)))
    assert len(list(read_manifests(book))) == 2
    assert any("loudly" in one.text for one in newest.wording.paragraphs)


def test_files_of_a_submission_are_remembered_too(book: Path):
    """Title page, manuscript and the copy without names each come back on their own."""
    submit(book, "ahr")

    names = {one.name for one in read_manifests(book)}
    assert names == {"title-page.docx", "manuscript.docx", "anonymous.docx"}


def test_a_state_folder_that_leads_away_is_not_written_to(book: Path, tmp_path: Path):
    """The build is done all the same, and says that nothing is remembered."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (book / FOLDER.parent).symlink_to(elsewhere)
    made = build(book, ("docx",))

    assert made.paths[0].is_file()
    assert "return-not-remembered" in [one.code for one in made.diagnostics]
    assert not any(elsewhere.iterdir())


def test_a_broken_manifest_is_left_out(book: Path):
    """A file cut short says nothing, and hinders nothing."""
    remembered(book)
    for path in (book / FOLDER).iterdir():
        path.write_bytes(path.read_bytes()[:40])

    assert list(read_manifests(book)) == []

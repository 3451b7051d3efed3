"""What `publish submit` writes keeps the journal's rules, and gives no name away."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from outside import outside_program
from publish.cli import main
from publish.editions.docx import ooxml
from publish.editions.docx.package import Package
from publish.editions.docx.profiles import profile_names
from publish.editions.docx.profiles.hidden import traces

BOOK = Path(__file__).parent / "books" / "everything"
# What no tool can mend: how much an author wrote, in how many levels, how small a photograph is.
AUTHORS_OWN = ("words", "the title has", "headings have", "photographs have")
NAMES = ["Ada Marsh", "Marsh", "Example College"]
ARTICLE = """---
title: On Forms
author:
  - name: Ada Marsh
    affiliation: Example College
    email: ada@example.org
lang: en-GB
csl: chicago-notes-bibliography
acknowledgments: Thanks to Grant 1234.
---

# One

Words.^[First, with [a link](https://example.org/a).] As I have argued in my book, forms
matter.^[Second.]

# Two

More.^[Third.]
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return the folder of an article by somebody with a name, a place and a grant."""
    folder = tmp_path / "article"
    (folder / "manuscript").mkdir(parents=True)
    (folder / "manuscript" / "article.md").write_text(ARTICLE)
    return folder


def submit(folder: Path, profile: str, *more: str) -> Path:
    target = folder.parent / f"sent-{profile}"
    arguments = ["submit", "-C", str(folder), "-o", str(target), "--profile", profile, *more]
    assert main([*arguments, "-q"]) == 0
    return target


def parts(path: Path) -> dict[str, bytes]:
    return Package.read(path.read_bytes()).parts


def broken_rules(folder: Path) -> list[str]:
    lines = (folder / "checklist.txt").read_text().splitlines()
    return [one.partition(" ")[2] for one in lines if ": NO, " in one]


@pytest.mark.slow
@pytest.mark.parametrize("profile", profile_names())
def test_every_profile_makes_what_it_asks_for(profile: str, tmp_path: Path) -> None:
    """All that a profile asks of a file is so in the file, of a book with every construct."""
    folder = tmp_path / "book"
    shutil.copytree(BOOK, folder)
    broken = broken_rules(submit(folder, profile))

    assert [one for one in broken if not one.startswith(AUTHORS_OWN)] == []


@pytest.mark.slow
@pytest.mark.parametrize("profile", profile_names())
def test_every_file_is_valid(profile: str, tmp_path: Path) -> None:
    """Microsoft's own validator finds no error, whatever became of notes and fields."""
    program = outside_program("OOXML_VALIDATOR")
    folder = tmp_path / "book"
    shutil.copytree(BOOK, folder)
    for path in sorted(submit(folder, profile).glob("*.docx")):
        done = subprocess.run([program, str(path)], capture_output=True, text=True, check=False)
        assert json.loads(done.stdout)["errors"] == [], path.name


def test_an_anonymous_copy_names_nobody(article: Path) -> None:
    """The names are on the title page, with thanks and address, and nowhere in the copy."""
    folder = submit(article, "ahr", "--hide", "Grant 1234")
    secrets = [*NAMES, "ada@example.org", "Grant 1234"]

    assert traces(parts(folder / "anonymous.docx"), secrets) == ()
    found = {one.secret for one in traces(parts(folder / "title-page.docx"), secrets)}
    assert found == set(secrets)
    assert broken_rules(folder) == []


def test_first_person_citations_are_listed(article: Path) -> None:
    """The author decides what to do about a sentence that gives the author away."""
    text = (submit(article, "ahr") / "checklist.txt").read_text()

    assert "As I have argued in my book" in text


def test_endnotes_are_words_own(article: Path) -> None:
    """Every footnote is an endnote, links in notes lead where they led."""
    found = parts(submit(article, "bjhs") / "manuscript.docx")
    notes = ooxml.parse(found["word/endnotes.xml"])

    assert "word/footnotes.xml" not in found
    assert found["word/document.xml"].count(b"<w:endnoteReference ") == 3
    texts = [ooxml.text_of(one).strip() for one in ooxml.every(notes, "w:endnote")]
    assert texts[-3:] == ["First, with a link.", "Second.", "Third."]
    assert b"https://example.org/a" in found["word/_rels/endnotes.xml.rels"]


def test_typed_notes_use_no_function(article: Path) -> None:
    """Numbers through the whole text, and the notes under a heading at the end."""
    found = parts(submit(article, "modern-language-studies") / "manuscript.docx")
    document = ooxml.parse(found["word/document.xml"])
    texts = [ooxml.text_of(one).strip() for one in ooxml.every(document, "w:p")]

    assert "word/footnotes.xml" not in found
    assert [text for text in texts if text][-4:] == [
        "Notes", "1 First, with a link.", "2 Second.", "3 Third."
    ]  # fmt: skip
    assert b"https://example.org/a" in found["word/_rels/document.xml.rels"]


def test_the_same_book_gives_the_same_files(article: Path) -> None:
    """Sent twice, it is the same file."""
    first = (submit(article, "ahr") / "anonymous.docx").read_bytes()

    assert (submit(article, "ahr") / "anonymous.docx").read_bytes() == first

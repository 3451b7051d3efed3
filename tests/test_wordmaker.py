"""A Word file from a process of its own is the one that our process makes."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from publish import wordmaker
from publish.editions.design import find_design
from publish.editions.docx import DOCX
from publish.editions.edition import Pagination
from publish.model.document import Document
from publish.pipeline import examine
from publish.project import Project
from publish.provenance import remembered, sources_of
from publish.provenance.manifest import read_manifests
from publish.structure import for_edition, with_pages
from publish.wordmaker import WordMaker


@pytest.fixture
def book(tmp_path: Path) -> tuple[Project, Document]:
    manuscript = tmp_path / "manuscript"
    manuscript.mkdir()
    (manuscript / "book.yaml").write_text("title: Air\nlang: en-GB\n")
    text = "# Air {#air}\n\nSee page [](#air){.pageref}.[^1]\n\n[^1]: So.\n"
    (manuscript / "01-air.md").write_text(text)
    examined = examine(tmp_path)
    assert examined.project is not None
    assert examined.document is not None
    return examined.project, for_edition(examined.document, "docx")


def test_word_file_is_made_and_remembered_beside(book: tuple[Project, Document]) -> None:
    """The same bytes with the page numbers given, and the same record of what they say."""
    project, document = book
    design, pagination = find_design(project), Pagination({"air": "7"})
    here = DOCX.render(with_pages(document, pagination), design)

    with closing(WordMaker(project)) as maker:
        maker.give(document, pagination, design)
        made = maker.artifact()
        assert not [*read_manifests(project.folder)], "the file is not in its place yet"
        said = maker.remember()

    assert made == here
    assert said == ()
    kept = [*read_manifests(project.folder)]
    assert kept == [remembered(here.name, here.data, document, sources_of(project))]


def test_what_fails_beside_is_left_to_us(
    book: tuple[Project, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asked makes the file again, and can tell what was wrong."""
    project, document = book
    monkeypatch.setattr(wordmaker, "COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))

    with closing(WordMaker(project)) as maker:
        maker.give(document, Pagination(), find_design(project))
        assert maker.artifact() is None
        assert maker.remember() is None

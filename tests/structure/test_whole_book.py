"""What holds for every book once it is arranged and finished."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from publish.manuscript import read_manuscript
from publish.model.nodes import Link, Quoted, RawBlock, RawInline
from publish.model.pagination import Pagination
from publish.model.walk import every
from publish.project import load_project
from publish.structure import arrange, finish, for_edition, with_pages
from publish.structure.identifiers import ids

BOOKS = [
    Path(__file__).parents[1] / "books" / "everything",
    Path(__file__).parents[2],
]


@pytest.fixture(params=BOOKS, ids=["everything", "sample"], scope="module")
def finished(request):
    return finish(arrange(read_manuscript(load_project(request.param))))


@pytest.mark.parametrize("name", ["pdf", "epub", "docx"])
def test_every_link_leads_to_exactly_one_element(finished, name):
    """In each edition by itself: what one lacks, its links do not lead to."""
    made = for_edition(finished, name)
    counts = Counter(id_ for one in made.chapters for id_ in ids(one.blocks))
    counts.update(one.id for one in made.chapters if one.id not in counts)
    links = {link.target.url for one in made.chapters for link in every(Link, one.blocks)}
    entries = {entry.id for entry in (*made.contents, *made.figures, *made.tables)}

    assert [id_ for id_, count in counts.items() if count > 1] == []
    assert {url[1:] for url in links if url.startswith("#")} | entries <= set(counts)


def test_nothing_is_left_to_resolve(finished):
    """No raw markup, no quotation without its marks, no link without words but to a page."""
    blocks = tuple(one.blocks for one in finished.chapters)
    empty = [link for link in every(Link, blocks) if not link.content]

    assert [node for kind in (Quoted, RawInline, RawBlock) for node in every(kind, blocks)] == []
    assert {link.attr.classes for link in empty} <= {("pageref",)}


def test_page_numbers_can_be_told_again(finished):
    """A second layout puts its numbers in the place of the first ones."""
    names = [link.target.url[1:] for one in finished.chapters for link in every(Link, one.blocks)]
    first = with_pages(finished, Pagination(dict.fromkeys(names, "7")))
    second = with_pages(first, Pagination(dict.fromkeys(names, "8")))

    assert second == with_pages(finished, Pagination(dict.fromkeys(names, "8")))


def test_a_chapter_whose_page_numbers_stand_is_the_same_object(finished):
    """So nothing is made of it again; one with another number is another."""
    names = [link.target.url[1:] for one in finished.chapters for link in every(Link, one.blocks)]
    first = with_pages(finished, Pagination(dict.fromkeys(names, "7")))
    again = with_pages(first, Pagination(dict.fromkeys(names, "7")))
    other = with_pages(first, Pagination(dict.fromkeys(names, "8")))
    texts = [n for n, one in enumerate(first.chapters) if one.name != "index"]
    numbered = {n for n in texts if any(map(_refers, every(Link, first.chapters[n].blocks)))}

    assert numbered
    assert all(again.chapters[n].blocks is first.chapters[n].blocks for n in texts)
    assert {
        n for n in texts if other.chapters[n].blocks is not first.chapters[n].blocks
    } == numbered


def _refers(link: Link) -> bool:
    return "pageref" in link.attr.classes


def test_chapters_are_named_once(finished):
    """Editions make files of the names and lead to the ids."""
    assert len({one.name for one in finished.chapters}) == len(finished.chapters)
    assert all(one.id for one in finished.chapters)

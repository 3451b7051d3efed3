"""`crossref` and `xdata`. Right answers: biblatex manual 3.20, 2.2.3 (xdata), 2.4.1, appendix B."""

from __future__ import annotations

from typing import Any

from bib_entries import items

from publish.citations.library import read_bibtex


def picked(found: Any, *names: str) -> list[Any]:
    """Return some variables of an item."""
    return [found.get(name) for name in names]


def test_a_chapter_takes_from_its_collection() -> None:
    """Title becomes book title, editor and date come along, wherever the parent stands."""
    found = items("""
        @incollection{c, title={C}, author={A, B}, crossref={p}}
        @collection{p, title={P}, subtitle={S}, editor={Doe, Jane}, date={1999}, publisher={OUP}}
    """)["c"]

    assert picked(found, "title", "container-title", "publisher") == ["C", "P: S", "OUP"]
    assert found["editor"] == [{"family": "Doe", "given": "Jane"}]
    assert found["issued"] == {"date-parts": [[1999]]}


def test_a_chapter_of_a_volume_takes_from_both() -> None:
    """From mvcollection to incollection the main title goes all the way down."""
    found = items("""
        @mvcollection{m, title={Main}, editor={Doe, Jane}, volumes=3, date={1990/1999}}
        @collection{v, title={Volume}, volume=2, date={1995}, crossref={m}}
        @incollection{c, title={C}, author={A, B}, pages={1--5}, crossref={v}}
    """)["c"]

    names = ("title", "volume-title", "container-title", "volume", "number-of-volumes")
    assert picked(found, *names) == ["C", "Volume", "Main", "2", "3"]
    assert found["issued"] == {"date-parts": [[1995]]}


def test_a_part_of_an_authors_book_takes_the_author_too() -> None:
    """In a suppbook the author of the book is its author as well."""
    found = items("""
        @book{p, title={P}, author={Doe, Jane}, date={1999}}
        @suppbook{c, title={Introduction}, author={Roe, R.}, crossref={p}}
    """)["c"]

    assert found["author"] == [{"family": "Roe", "given": "R."}]
    assert found["container-author"] == [{"family": "Doe", "given": "Jane"}]


def test_an_article_takes_from_its_periodical() -> None:
    """The title of the periodical is the journal's."""
    found = items("""
        @periodical{p, title={Journal}, volume=5, date={1999}}
        @article{c, title={C}, crossref={p}}
    """)["c"]

    assert picked(found, "title", "container-title", "volume") == ["C", "Journal", "5"]


def test_what_is_never_inherited() -> None:
    """Short titles, what is said about an entry, and a date where there is one stay with it."""
    found = items("""
        @collection{p, title={P}, shorttitle={PP}, keywords={primary}, date={1999},
          abstract={On all of it}}
        @incollection{c, title={C}, year=2001, crossref={p}}
    """)["c"]

    assert picked(found, "title-short", "abstract", "keyword") == [None, None, "primary"]
    assert found["issued"] == {"date-parts": [[2001]]}


def test_xdata_gives_its_fields_and_is_no_source() -> None:
    """Several sets may be named, and name others themselves; the entry's own fields hold."""
    found = items("""
        @xdata{oup, publisher={OUP}, location={Oxford}, xdata={far}}
        @xdata{far, note={Far}}
        @xdata{series, series={Studies}}
        @book{b, title={B}, location={London}, xdata={oup, series}}
    """)

    assert list(found) == ["b"]
    names = ("publisher", "publisher-place", "collection-title", "note")
    assert picked(found["b"], *names) == ["OUP", "London", "Studies", "Far"]


def test_a_parent_that_is_not_there_is_reported() -> None:
    """The finding stands at the field; a circle of parents ends."""
    library = read_bibtex("@book{a, title={A},\n crossref={b}}", "b.bib")
    circle = read_bibtex("@book{a, title={A}, crossref={b}} @book{b, title={B}, crossref={a}}", "b")

    (found,) = library.diagnostics
    assert (found.code, str(found.place)) == ("bib-unknown-parent", "b.bib:2:2")
    assert [circle.items[key]["title"] for key in "ab"] == ["A", "B"]

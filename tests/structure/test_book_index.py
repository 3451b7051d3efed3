"""The index of a book: order, levels, pages, references."""

from __future__ import annotations

import pytest
from small_books import book, chapter, text

from publish.model.document import Role
from publish.model.nodes import Div, Link
from publish.model.pagination import Pagination
from publish.model.walk import every
from publish.structure import arrange, finish, with_pages
from publish.structure.collation import letter, script_of, sort_key


def index_of(marks, folios=()):
    """Return (level, words) of every line of the index, letters at level 0."""
    document = book(
        chapter(f"# Air\n\n{marks}"),
        chapter("# Water"),
        chapter("# Index\n\n::: {#index}\n:::", Role.INDEX),
    )
    made = with_pages(finish(arrange(document)), Pagination(dict(folios)))
    levels = {"index-letter": 0, "index-1": 1, "index-2": 2, "index-3": 3}
    return [
        (levels[div.attr.classes[-1]], text(div))
        for div in every(Div, next(made.of(Role.INDEX)).blocks)
        if div.attr.classes and div.attr.classes[-1] in levels
    ]


def test_entries_stand_under_their_letters():
    """Accents and case do not part what belongs together."""
    marks = '[élan]{.index} [Echo]{.index} [zeal]{.index} []{.index entry="1984"}'

    assert index_of(marks, {"idx-1": "3", "idx-2": "4", "idx-3": "5", "idx-4": "6"}) == [
        (0, "0–9"),
        (1, "1984, 6"),
        (0, "E"),
        (1, "Echo, 4"),
        (1, "élan, 3"),
        (0, "Z"),
        (1, "zeal, 5"),
    ]


def test_levels_are_divided_by_exclamation_marks():
    """A main entry without pages of its own stands alone above its parts."""
    marks = '[x]{.index entry="winds!north"} [y]{.index entry="winds!east!cold"}'

    assert index_of(marks, {"idx-1": "3", "idx-2": "4"})[1:] == [
        (1, "winds"),
        (2, "east"),
        (3, "cold, 4"),
        (2, "north, 3"),
    ]


def test_a_page_is_named_once():
    """Two marks on one page are one locator; a note on it is another."""
    marks = "[a]{.index} [a]{.index} x^[[a]{.index}] [a]{.index}"
    folios = {"idx-1": "3", "idx-2": "3", "idx-3": "3", "idx-4": "5"}

    assert index_of(marks, folios)[1:] == [(1, "a, 3, 3n, 5")]


def test_a_range_takes_in_what_it_holds():
    """From the start mark to the end mark; on one page it is that page."""
    marks = (
        '[]{.index entry="a" range="start"} [a]{.index} []{.index entry="a" range="end"} '
        '[]{.index entry="b" range="start"} []{.index entry="b" range="end"} '
    )
    folios = {"idx-1": "3", "idx-2": "4", "idx-3": "6", "idx-4": "7", "idx-5": "7"}

    assert [line for line in index_of(marks, folios) if line[0]] == [(1, "a, 3–6"), (1, "b, 7")]


def test_see_and_see_also():
    """`see` names no page; `seealso` on words of the text does."""
    marks = (
        '[GPU]{.index see="police!political"} [rumor]{.index seealso="GPU"} '
        '[]{.index entry="talk" seealso="rumor"}'
    )

    assert [line for line in index_of(marks, {"idx-2": "8"}) if line[0]] == [
        (1, "GPU. See police: political"),
        (1, "rumor, 8. See also GPU"),
        (1, "talk. See also rumor"),
    ]


def test_locators_lead_to_the_mark():
    """Each is a page reference with the mark's name."""
    document = book(
        chapter("# Air\n\n[a]{.index}"),
        chapter("# Water"),
        chapter("# Index", Role.INDEX),
    )
    made = with_pages(finish(arrange(document)), Pagination({"idx-1": "xii"}))
    (link,) = every(Link, next(made.of(Role.INDEX)).blocks)

    assert (link.attr.classes, link.target.url) == (("pageref", "locator"), "#idx-1")
    assert text(link.content) == "xii"


def test_without_a_print_layout_locators_name_the_chapter():
    """No page number is made up."""
    assert index_of("[a]{.index} and [a]{.index}")[1:] == [(1, "a, Chapter 1")]


def test_page_references_in_the_text():
    """The folio where there is one, the chapter where print has none."""
    document = book(
        chapter("# Air {#air}\n\n## East {#east}\n\nx"),
        chapter("# Water\n\n[](#east){.pageref} [](#air){.pageref}"),
    )
    made = with_pages(finish(arrange(document)), Pagination({"east": "43"}))

    assert text(made.chapters[-1].blocks[-1]) == "43 Chapter 1"


@pytest.mark.parametrize(
    ("entries", "ordered"),
    [
        (["New York", "Newark", "new"], ["new", "Newark", "New York"]),
        (["Łódź", "Lodz", "Lvov"], ["Lodz", "Łódź", "Lvov"]),
        (["Йод", "Иван", "Ёлка", "Егор"], ["Егор", "Ёлка", "Иван", "Йод"]),
        (["Smith, Zoe", "Smithson", "Smith, Ann"], ["Smith, Ann", "Smith, Zoe", "Smithson"]),
        (["“Zeal”", "zebra"], ["“Zeal”", "zebra"]),
    ],
)
def test_letter_by_letter_order(entries, ordered):
    """Spaces, accents and marks do not count; what follows a comma comes second."""
    assert sorted(entries, key=sort_key) == ordered


def test_the_script_of_the_book_comes_first():
    """In a Hebrew index Latin headings stand behind the Hebrew ones, digits before both."""
    entries = ["Doe", "בית", "1948", "ארון", "слово"]

    ordered = ["1948", "ארון", "בית", "Doe", "слово"]
    assert sorted(entries, key=lambda one: sort_key(one, script_of("he"))) == ordered
    assert sorted(entries, key=lambda one: sort_key(one, script_of("ru")))[:2] == ["1948", "слово"]
    assert script_of("en-GB") == script_of("ru-Latn") == ""


def test_letters():
    """Each script has its own letters; ideographs and signs have none."""
    assert [letter(w) for w in ("émigré", "Ёлка", "7th", "王", "—")] == ["E", "Е", "0–9", "", ""]

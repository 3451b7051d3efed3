"""References by name, in every dialect, to everything that has a name."""

from __future__ import annotations

import pytest
from small_books import book, chapter, text

from publish.diagnostics import Place
from publish.model.document import Role
from publish.model.metadata import Metadata
from publish.model.nodes import Cite, Link
from publish.model.walk import every, words
from publish.structure import (
    arrange,
    broken_links,
    cross_reference_keys,
    duplicate_ids,
    names_in,
    unknown_targets,
)

TARGETS = (
    "![Map](map.png){#fig-map}\n\n: Winds {#tbl-winds}\n\n| a |\n|---|\n| 1 |\n\n"
    "$$a$$ {#eq-law}\n\n## East {#sec-east}\n"
)


def said(two_chapters, reference, **settings):
    """Return how a reference in the second chapter reads."""
    made = arrange(two_chapters(TARGETS, reference, **settings))
    return text(made.chapters[-1].blocks[1:])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("See @fig-map.", "See Figure 1.1."),
        ("See @fig:map.", "See Figure 1.1."),
        ("@Fig-map shows", "Figure 1.1 shows"),
        ("Figure [-@fig-map]", "Figure 1.1"),
        ("[Map @fig-map]", "Map 1.1"),
        ("[see @fig-map, left]", "see Figure 1.1, left"),
        ("[@fig-map; @tbl-winds]", "Figure 1.1, Table 1.1"),
        ("Figure \\@ref(fig:map).", "Figure 1.1."),
        ("by @eq-law", "by Equation 1.1"),
        ("[](#sec-east)", "East"),
        ("[](#fig-map)", "Figure 1.1"),
        ("[the map](#fig-map)", "the map"),
        ("in @sec-east", "in East"),
    ],
)
def test_references_read_as_their_dialect_has_them(two_chapters, written, read):
    """Quarto's, pandoc-crossref's and bookdown's forms say the same number."""
    assert said(two_chapters, written) == read


def test_sections_chapters_parts_and_unnumbered_ones_can_be_named():
    """A number where there is one, with its word; else the title."""
    made = arrange(
        book(
            chapter("# Ground {#sec-ground}", Role.PART),
            chapter("# Air {#sec-air}\n\n## East {#sec-east}"),
            chapter("# Water\n\n@sec-ground, @sec-air, @sec-east, @sec-end, [-@sec-end]"),
            chapter("# The End {#sec-end}", Role.CONCLUSION),
            number_depth=2,
        )
    )

    assert text(made.chapters[-2].blocks[1]) == ("Part I, Chapter 1, Section 1.1, The End, The End")


def test_a_reference_leads_to_its_target(two_chapters):
    """The link is marked and holds the name; `fig:map` is one name with `fig-map`."""
    made = arrange(two_chapters("![Map](m.png){#fig:map}", "@fig:map"))
    link = next(every(Link, made.chapters[-1].blocks))

    assert (link.target.url, link.attr.classes) == ("#fig-map", ("crossref",))


def test_french_references_are_small_inside_a_sentence():
    """In French "figure 1" is written small, save where it opens a sentence."""
    data = Metadata(title=words("Livre"), lang="fr")
    made = arrange(
        book(chapter("# Air\n\n![Carte](c.png){#fig-c}\n\nVoir @fig-c. @fig-c dit."), metadata=data)
    )

    assert text(made.chapters[-1].blocks[-1]) == "Voir figure 1. Figure 1 dit."


def test_sources_are_left_to_the_citations(two_chapters):
    """A key that names nothing in the book is a source."""
    document = two_chapters(TARGETS, "@doe99 and @fig-map")
    made = arrange(document)

    assert [c.key for cite in every(Cite, made.chapters[-1].blocks) for c in cite.citations] == [
        "doe99"
    ]
    assert cross_reference_keys(document) == {"fig-map"}


def test_a_page_reference_stays_empty(two_chapters):
    """Its words come from the print layout."""
    made = arrange(two_chapters(TARGETS, "page [](#fig-map){.pageref}"))
    link = next(every(Link, made.chapters[-1].blocks))

    assert (link.content, link.target.url) == ((), "#fig-map")


def test_unknown_references_are_reported_with_the_nearest_name(two_chapters):
    """A reference that leads nowhere is an error; a source with such a key is none."""
    document = two_chapters(TARGETS, "@fig-mop and \\@ref(tbl:windz) and @sec-2010")
    place = Place("two.md", 4, 2)
    asked = []

    def locate(chapter, words):
        asked.append(words)
        return place

    found = list(unknown_targets(document, names_in(document), locate, {"sec-2010"}))

    assert [(d.code, d.hint) for d in found] == [
        ("crossref-unknown", "did you mean 'fig-map'?"),
        ("crossref-unknown", "did you mean 'tbl-winds'?"),
    ]
    assert (asked, found[1].place) == (["\\@ref(tbl:windz)"], place)


def test_dead_links_are_reported(two_chapters):
    """`#nowhere` and a file that is no chapter are errors; headings' own names are not."""
    document = two_chapters("[a](#nowhere) [b](gone.md) [c](#air) [d](#water) [e](water.md#water)")

    assert [d.message for d in broken_links(document, names_in(document))] == [
        "nothing in the book is named 'nowhere'",
        "'gone.md' is not a chapter of the book",
    ]


def test_the_same_name_in_two_chapters_is_reported(two_chapters):
    """The author's own names are unique in the book; those that pandoc makes may repeat."""
    document = two_chapters("## Notes\n\n[x]{#spot}", "## Notes\n\n[y]{#spot}")
    found = list(duplicate_ids(document))

    assert [(d.code, d.place.path, d.hint) for d in found] == [
        ("id-duplicate", "water.md", "the first is at air.md:1:1")
    ]


def test_the_same_name_in_two_editions_is_not(two_chapters):
    """A figure may have a version for each edition."""
    version = '::: {{.content-visible when-format="{}"}}\n[x]{{#spot}}\n:::\n\n'

    assert not list(duplicate_ids(two_chapters(version.format("pdf") + version.format("docx"))))
    assert list(duplicate_ids(two_chapters(version.format("pdf") + version.format("pdf"))))

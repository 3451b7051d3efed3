"""Identifiers, generated words, contents."""

from __future__ import annotations

from dataclasses import fields

import pytest
from small_books import book, chapter, text

from publish.model.document import Role
from publish.model.metadata import Metadata
from publish.model.nodes import Header, Link
from publish.model.walk import every, words
from publish.pandoc import read_markdown
from publish.structure import arrange, finish
from publish.structure.identifiers import automatic_id, ids
from publish.structure.words import parents, words_for

LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "zh", "ja", "ar", "he"]


def test_every_name_is_unique_and_links_follow():
    """The second "Notes" is renamed, and the link beside it leads to it."""
    made = arrange(
        book(
            chapter("# Air\n\n## Notes\n\n[a](#notes)"),
            chapter("# Water\n\n## Notes\n\n[b](#notes)"),
        )
    )
    names = [name for one in made.chapters for name in ids(one.blocks)]
    links = [link.target.url for one in made.chapters for link in every(Link, one.blocks)]

    assert len(names) == len(set(names))
    assert links == ["#notes", "#notes-2"]


def test_the_authors_name_wins_over_pandocs():
    """An explicit name stays, wherever the automatic one stands."""
    made = arrange(
        book(chapter("# Air\n\n## East"), chapter("# Water\n\n## Sun {#east}"), toc=False)
    )
    names = {text(h.content): h.attr.id for one in made.chapters for h in every(Header, one.blocks)}

    assert (names["Sun"], names["East"]) == ("east", "east-2")


def test_links_to_chapter_files_lead_to_the_chapters():
    """`water.md` and `water.md#sea` work as they do in other tools."""
    made = arrange(
        book(
            chapter("# Air\n\n[a](water.md) [b](water.md#sea)", name="air"),
            chapter("# Water\n\n## Sea", name="water"),
        )
    )

    assert [link.target.url for link in every(Link, made.chapters[-2].blocks)] == [
        "#water",
        "#sea",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Heading identifiers in HTML",
        "Maître d'hôtel",
        "*Dogs*?--in *my* house?",
        "3. Applications",
        "33",
        "[HTML], [S5], or [RTF]?",
        "Über “das” Ende",
        "Слово и дело",
    ],
)
def test_automatic_names_are_pandocs(heading):
    """The names are told from the author's own by making them again, as pandoc does."""
    header = read_markdown(f"# {heading}").blocks[0]

    assert automatic_id(header) == header.attr.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_its_own_words(lang):
    """No word of the fourteen languages is missing, and those that differ do differ."""
    own_words, english = words_for(lang), words_for("en")

    assert [name for name, _ in own_words.table] == [name for name, _ in english.table]
    own = ("Chapter", "Contents", "EditedBy", "AllRightsReserved", "TitlePage")
    assert lang == "en" or all(own_words[name] != english[name] for name in own)


def test_a_language_falls_back_to_its_parent_and_to_english():
    """`pt-BR` is Portuguese, `zh-TW` is written in traditional characters, `xx` is unknown."""
    assert list(parents("zh-TW")) == ["zh-Hant", "zh-TW", "zh-Hans", "zh"]
    assert words_for("pt-BR")["Chapter"] == "Capítulo"
    assert words_for("zh-TW")["Contents"] == "目錄"
    assert words_for("xx")["Chapter"] == "Chapter"


def test_contents_show_titles_without_notes():
    """Levels count from the part; unlisted sections and generated pages are left out."""
    made = finish(
        arrange(
            book(
                chapter("# Ground", Role.PART, name="p"),
                chapter(
                    '# The "Air"^[A note.]\n\n## East\n\n## Hidden {.unlisted}\n\n### Deep',
                    name="a",
                ),
                chapter("# [Water]{.index}", name="w"),
                chapter("# End", Role.CONCLUSION, name="e", is_numbered=False, ends_part=True),
                chapter("# Data", Role.APPENDIX, name="d"),
            )
        )
    )

    assert [(e.level, e.label.replace("\u00a0", " "), text(e.title)) for e in made.contents] == [
        (1, "Part I", "Ground"),
        (2, "Chapter 1", "The “Air”"),
        (3, "", "East"),
        (2, "Chapter 2", "Water"),
        (1, "", "End"),
        (1, "Appendix", "Data"),
    ]


def test_lists_take_the_first_sentence_of_a_caption():
    """A list of figures is no second telling of the captions."""
    picture = "![A map of St. J. Winds, ca. 1900. With routes.](a.png)"
    made = finish(arrange(book(chapter(f"# Air\n\n{picture}"), lof=True)))
    (entry,) = made.figures

    assert (entry.label.replace("\u00a0", " "), text(entry.title)) == (
        "Figure 1",
        "A map of St. J. Winds, ca. 1900",
    )
    assert entry.id in {name for one in made.chapters for name in ids(one.blocks)}


@pytest.mark.parametrize(
    ("caption", "listed"),
    [
        ("A map.^[A note.]", "A map"),
        ("A map. *Source*: ours.", "A map"),
        ("*Winds* of p. iv", "Winds of p. iv"),
    ],
)
def test_lists_leave_notes_and_sources_out(caption, listed):
    """What follows the first full stop is for the page of the figure."""
    made = finish(arrange(book(chapter(f"# Air\n\n![{caption}](a.png)"), lof=True)))

    assert [text(entry.title) for entry in made.figures] == [listed]


def test_a_page_without_a_heading_is_called_by_what_it_is():
    """Navigation needs a name for a dedication, in the language of the book."""
    data = Metadata(title=words("Das Buch"), lang="de")
    page = chapter("Für sie", Role.DEDICATION)
    made = finish(arrange(book(page, chapter("# Luft"), metadata=data)))

    assert text(next(made.of(Role.DEDICATION)).title) == "Widmung"


def test_chapters_know_their_title_and_label():
    """Plain title, label, number and id are there for running heads and navigation."""
    made = arrange(
        book(chapter("# The *Air*^[n]"), chapter("# Water"), toc=False, title_page=False)
    )
    first = made.chapters[0]

    assert (text(first.title), first.number, first.id) == ("The Air", "1", "the-air")
    assert first.label == "Chapter\u00a01"
    assert {field.name for field in fields(first)} >= {"title", "label", "number", "id"}

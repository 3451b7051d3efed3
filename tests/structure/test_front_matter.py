"""Pages that the author did not write, and where they stand."""

from __future__ import annotations

from dataclasses import replace

from small_books import book, chapter, text

from publish.model.document import Role
from publish.model.metadata import Identifier, Metadata, Person
from publish.model.nodes import Div, Span
from publish.model.walk import every, words
from publish.pandoc import read_markdown
from publish.structure import arrange

DATA = Metadata(
    title=words("The Winds"),
    subtitle=words("An Essay"),
    people=(
        Person("Ann Author", affiliations=("A University",)),
        Person("Ed Editor", role="edt"),
    ),
    lang="en",
    date="2026",
    publisher="Press",
    publisher_place="York",
    rights=words("© 2026 Ann Author"),
    license="https://creativecommons.org/licenses/by-nc/4.0/",
    identifiers=(
        Identifier("isbn", "978-0-00-000000-2", "epub"),
        Identifier("doi", "10.1000/182"),
    ),
    abstract=read_markdown("In short.").blocks,
    dedication=read_markdown("To the sea").blocks,
)


def names(document):
    return [one.name for one in document.chapters]


def lines(blocks):
    """Return (class, words) of every line on a generated page."""
    return [(s.attr.classes[0], text(s.content)) for s in every(Span, blocks) if s.attr.classes]


def test_generated_pages_stand_in_the_order_of_a_scholarly_book():
    """Half-title, title, copyright, dedication, epigraph, contents, lists, foreword, preface."""
    made = arrange(
        book(
            chapter("words", Role.EPIGRAPH, name="epigraph"),
            chapter("# Foreword", Role.FOREWORD, name="foreword"),
            chapter("# Preface", Role.PREFACE, name="preface"),
            chapter("# Air\n\n![A map](map.png)", name="air"),
            chapter("# Water", name="water"),
            metadata=DATA,
            lof=True,
            lot=True,  # there is no table, so there is no list of them
        )
    )

    assert names(made) == [
        *("half-title", "title-page", "copyright", "dedication", "epigraph"),
        *("toc", "lof", "foreword", "preface", "air", "water"),
    ]


def test_the_authors_own_page_takes_the_place_of_ours():
    """A dedication that is a file is not made a second time, and stays where it is."""
    made = arrange(
        book(
            chapter("# P", Role.PREFACE, name="preface"),
            chapter("To her", Role.DEDICATION, name="mine"),
            chapter("# Air", name="air"),
            chapter("# Water", name="water"),
            metadata=DATA,
            half_title=False,
        )
    )

    assert names(made) == ["title-page", "copyright", "toc", "preface", "mine", "air", "water"]


def test_the_title_page_says_who_made_the_book():
    """One line each, with the class that an edition needs to set it."""
    made = arrange(book(chapter("# A"), chapter("# B"), metadata=DATA))
    page = next(made.of(Role.TITLE_PAGE))

    assert lines(page.blocks) == [
        ("title", "The Winds"),
        ("subtitle", "An Essay"),
        ("author", "Ann Author"),
        ("affiliation", "A University"),
        ("contributor", "Edited by Ed Editor"),
        ("publisher", "Press"),
        ("publisher-place", "York"),
        ("date", "2026"),
    ]


def test_the_copyright_page_says_what_the_author_said():
    """Rights, licence, imprint and identifiers; nothing is made up."""
    made = arrange(book(chapter("# A"), chapter("# B"), metadata=DATA))

    assert lines(next(made.of(Role.COPYRIGHT)).blocks) == [
        ("rights", "© 2026 Ann Author"),
        ("license", "License: CC BY-NC 4.0"),
        ("imprint", "Press, York, 2026"),
        ("isbn", "ISBN 978-0-00-000000-2 (EPUB)"),
        ("doi", "https://doi.org/10.1000/182"),
    ]


def test_without_anything_to_say_there_is_no_copyright_page():
    """A title alone makes a title page and contents only."""
    made = arrange(book(chapter("# A", name="a"), chapter("# B", name="b")))

    assert names(made) == ["title-page", "toc", "a", "b"]


def test_an_essay_begins_with_its_title_block():
    """No pages of their own: title, authors and abstract stand at the head of the text."""
    data = replace(DATA, dedication=())
    made = arrange(book(chapter("# The Winds\n\nBlow.", name="essay"), metadata=data))
    (essay,) = made.chapters

    assert [text(block) for block in essay.blocks] == [
        "The Winds",
        "An Essay\nAnn Author\nA University\nEdited by Ed Editor\n2026",
        "Abstract\nIn short.",
        "Blow.",
    ]
    assert essay.blocks[1].attr.classes == ("title-block",)


def test_the_title_of_an_essay_stands_before_its_contents():
    """And before a dedication: then it has a page of its own, and the text goes on without it."""
    essay = chapter("# The Winds\n\nBlow.", name="essay")
    made = arrange(book(essay, metadata=DATA, toc=True))
    title_page, *_, body = made.chapters

    assert names(made) == ["title-page", "dedication", "toc", "essay"]
    assert text(title_page.blocks).startswith("The Winds\nAn Essay\nAnn Author")
    assert (text(body.title), text(body.blocks)) == ("The Winds", "Blow.")


def test_a_chapter_of_an_edited_volume_names_its_authors():
    """They stand under its heading, with its subtitle and abstract."""
    own = chapter("# Air\n\nText.", authors=(Person("Cora Contributor"),))
    own = replace(own, subtitle=words("A View"), abstract=read_markdown("In short.").blocks)
    made = arrange(book(own, chapter("# Water"), toc=False, title_page=False))

    assert [
        (block.attr.classes[0], text(block))
        for block in made.chapters[0].blocks
        if isinstance(block, Div)
    ] == [
        ("chapter-subtitle", "A View"),
        ("chapter-author", "Cora Contributor"),
        ("abstract", "Abstract\nIn short."),
    ]


def test_editors_are_named_as_the_language_has_it():
    """Source: list patterns of the Unicode CLDR."""
    people = (Person("A B", role="edt"), Person("C D", role="edt"), Person("E F", role="edt"))
    for lang, said in (("en-GB", "Edited by A B, C D and E F"), ("de", "A B, C D und E F")):
        data = Metadata(title=words("T"), lang=lang, people=people)
        page = next(
            arrange(book(chapter("# A"), chapter("# B"), metadata=data)).of(Role.TITLE_PAGE)
        )
        assert said in text(page.blocks)


def test_headings_of_lists_follow_the_language():
    """Contents are "Оглавление" in a Russian book."""
    data = Metadata(title=words("Книга"), lang="ru")
    made = arrange(book(chapter("# А"), chapter("# Б"), metadata=data))

    assert text(next(made.of(Role.CONTENTS)).blocks) == "Оглавление"

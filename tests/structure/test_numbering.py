"""What is counted, and how the numbers look."""

from __future__ import annotations

from small_books import book, chapter, text

from publish.model.document import Role
from publish.model.metadata import Metadata
from publish.model.nodes import Figure, Header, Span, Table
from publish.model.walk import every, words
from publish.structure import arrange
from publish.structure.numbering import roman

FIGURE = "![Map](map.png){{#fig-{}}}\n\n"


def headings(document):
    return [text(h.content) for c in document.chapters for h in every(Header, c.blocks)]


def captions(document, kind=Figure):
    return [text(f.caption.content) for c in document.chapters for f in every(kind, c.blocks)]


def test_chapters_are_counted_through_the_parts():
    """Parts get Roman numerals, chapters Arabic ones that go on from part to part."""
    made = arrange(
        book(
            chapter("# Ground", Role.PART),
            chapter("# Air"),
            chapter("# Sky", Role.PART),
            chapter("# Water"),
            chapter("# Tables", Role.APPENDIX),
            chapter("# Letters", Role.APPENDIX),
            toc=False,
        )
    )

    assert headings(made) == [
        "Part I Ground",
        "Chapter 1 Air",
        "Part II Sky",
        "Chapter 2 Water",
        "Appendix A Tables",
        "Appendix B Letters",
    ]
    assert [c.number for c in made.chapters if not c.is_generated] == [
        "I",
        "1",
        "II",
        "2",
        "A",
        "B",
    ]


def test_labels_are_marked_for_the_editions():
    """A label is `Span.heading-label`, then one space, then the author's words."""
    made = arrange(book(chapter("# Air"), chapter("# Water"), toc=False, title_page=False))
    label, space, title = made.chapters[0].blocks[0].content

    assert (label.attr.classes, text(label)) == (("heading-label",), "Chapter 1")
    assert (type(space).__name__, title.text) == ("Space", "Air")


def test_what_the_author_leaves_unnumbered_is_not_counted():
    """`{-}` keeps a chapter out of the count; an introduction is never in it."""
    made = arrange(
        book(
            chapter("# Before", Role.INTRODUCTION),
            chapter("# Interlude {-}"),
            chapter("# Air"),
            chapter("# Water"),
            toc=False,
        )
    )

    assert headings(made) == ["Before", "Interlude", "Chapter 1 Air", "Chapter 2 Water"]


def test_a_single_appendix_has_no_letter(two_chapters):
    """One appendix is called so and no more; its figures still begin with A."""
    document = two_chapters("x")
    appendix = chapter("# Data\n\n" + FIGURE.format("a"), Role.APPENDIX)
    made = arrange(book(*document.chapters, appendix))

    assert made.chapters[-1].label == "Appendix"
    assert captions(made) == ["Figure A.1 Map"]


def test_sections_are_numbered_as_deep_as_asked(two_chapters):
    """With a depth of 2, sections begin with the chapter's number."""
    made = arrange(
        two_chapters("## East\n\n### Far\n\n## West", "## Sea {-}\n\n## Lake", number_depth=2)
    )

    assert headings(made)[1:] == [
        "Chapter 1 Air",
        "1.1 East",
        "Far",
        "1.2 West",
        "Chapter 2 Water",
        "Sea",
        "2.1 Lake",
    ]


def test_an_essay_has_no_chapter_label():
    """One text is no "Chapter 1"; if its sections are numbered, they begin with 1."""
    essay = chapter("# The Book\n\n## East\n\n## West")

    assert headings(arrange(book(essay))) == ["The Book", "East", "West"]
    numbered = arrange(book(essay, number_sections=True))
    assert headings(numbered) == ["The Book", "1 East", "2 West"]


def test_figures_are_counted_by_chapter_each_kind_by_itself(two_chapters):
    """Figure 1.2 follows 1.1, and tables do not disturb it."""
    table = ": Winds {#tbl-w}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    made = arrange(
        two_chapters(FIGURE.format("a") + table + FIGURE.format("b"), FIGURE.format("c"))
    )

    assert captions(made) == ["Figure 1.1 Map", "Figure 1.2 Map", "Figure 2.1 Map"]
    assert captions(made, Table) == ["Table 1.1 Winds"]


def test_figures_outside_numbered_chapters_are_counted_plainly(two_chapters):
    """A preface and a conclusion share one count, so that no number comes twice."""
    document = two_chapters(FIGURE.format("b"))
    made = arrange(
        book(
            chapter("# Preface\n\n" + FIGURE.format("a"), Role.PREFACE),
            *document.chapters,
            chapter("# End\n\n" + FIGURE.format("c"), Role.CONCLUSION),
        )
    )

    assert captions(made) == ["Figure 1 Map", "Figure 1.1 Map", "Figure 2 Map"]


def test_figures_can_be_counted_through_the_book(two_chapters):
    """`crossref: chapters: false` gives plain numbers."""
    made = arrange(two_chapters(FIGURE.format("a"), FIGURE.format("b"), number_by_chapter=False))

    assert captions(made) == ["Figure 1 Map", "Figure 2 Map"]


def test_a_figure_for_each_edition_has_one_number(two_chapters):
    """Two versions of one figure, for two editions, are one figure."""
    version = '::: {{.content-visible when-format="{}"}}\n' + "![Map](m.png){{#fig-a}}\n:::\n\n"
    figures = version.format("pdf") + version.format("epub") + FIGURE.format("b")
    made = arrange(two_chapters(figures))

    assert captions(made) == ["Figure 1.1 Map", "Figure 1.1 Map", "Figure 1.2 Map"]


def test_parts_of_a_figure_have_letters(two_chapters):
    """A figure of two pictures has one number; each picture can be referred to."""
    parts = "![A](a.png){#fig-a}\n\n![B](b.png){#fig-b}\n\nBoth.\n"
    made = arrange(two_chapters(f"::: {{#fig-two}}\n{parts}:::\n\n@fig-two, @fig-b"))

    assert captions(made) == ["Figure 1.1 Both.", "(a) A", "(b) B"]
    assert text(made.chapters[-2].blocks[-1]) == "Figure 1.1, Figure 1.1b"


def test_equations_with_a_name_are_numbered(two_chapters):
    """`$$ … $$ {#eq-x}` gets its number in brackets, and other formulas none."""
    made = arrange(two_chapters("$$a$$ {#eq-a}\n\n$$b$$\n\nand $$c$$ {#eq-c}."))
    spans = [s for s in every(Span, made.chapters[-2].blocks) if "equation" in s.attr.classes]

    assert [(s.attr.id, text(s.content)) for s in spans] == [
        ("eq-a", "a(1.1)"),
        ("eq-c", "c(1.2)"),
    ]


def test_equations_keep_the_number_that_is_given(two_chapters):
    """A tag counts for nothing else; references say it, and no trace of it goes further."""
    markdown = r"$$a \tag{A.7}$$ {#eq-a}" + "\n\n$$b$$ {#eq-b}\n\nSee @eq-a."
    made = arrange(two_chapters(markdown))
    spans = [s for s in every(Span, made.chapters[-2].blocks) if "equation" in s.attr.classes]

    assert [(text(s.content), s.attr.pairs) for s in spans] == [("a(A.7)", ()), ("b(1.1)", ())]
    assert text(made.chapters[-2].blocks[-1]) == "See Equation A.7."


def test_labels_follow_the_language():
    """Each language has its own word, and its own place for the number."""
    expected = {
        "de": "Kapitel 1 Air",
        "fr": "Chapitre 1 Air",
        "ru": "Глава 1 Air",
        "ja": "第1章 Air",
        "zh": "第 1 章 Air",
        "uk": "Розділ 1 Air",
        "he": "פרק 1 Air",
    }
    for lang, heading in expected.items():
        data = Metadata(title=words("X"), lang=lang)
        made = arrange(book(chapter("# Air"), chapter("# Water"), metadata=data, toc=False))
        assert headings(made)[0] == heading


def test_roman_numerals():
    """Subtractive forms come where they belong."""
    assert [roman(n) for n in (1, 4, 9, 14, 40, 1999)] == ["I", "IV", "IX", "XIV", "XL", "MCMXCIX"]

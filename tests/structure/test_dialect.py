"""What other tools' Markdown says, in the one form that the editions know."""

from __future__ import annotations

import pytest
from small_books import text

from publish.model.nodes import (
    Div,
    Emph,
    Figure,
    Image,
    LineBreak,
    Math,
    MathKind,
    Note,
    Para,
    RawBlock,
    RawInline,
    SmallCaps,
    Span,
    Strong,
    Superscript,
    Table,
    Underline,
)
from publish.model.walk import every
from publish.pandoc import read_markdown
from publish.structure import arrange, names_in, unknown_targets
from publish.structure.dialect import normalise
from publish.structure.tex import inlines_of_tex
from publish.structure.words import words_for


def read(markdown, lang="en"):
    return normalise(read_markdown(markdown).blocks, words_for(lang))


def only(kind, blocks):
    (found,) = every(kind, blocks)
    return found


@pytest.mark.parametrize(
    ("written", "title", "rest"),
    [
        ("Text.", "Tip", "Text."),
        ("## Mind this\n\nText.", "Mind this", "Text."),
    ],
)
def test_a_callout_begins_with_its_title(written, title, rest):
    """The first heading in it, else the word for its kind."""
    callout = read(f"::: {{.callout-tip}}\n{written}\n:::")[0]

    assert callout.attr.classes == ("callout", "callout-tip")
    assert [text(block) for block in callout.content] == [title, rest]
    assert callout.content[0].attr.classes == ("callout-title",)


def test_a_callouts_own_title_and_language():
    """`title=` wins; without one the word is of the book's language."""
    own = read('::: {.callout-note title="By the way"}\nText.\n:::')[0]
    german = read("::: {.callout-note}\nText.\n:::", "de")[0]

    assert (text(own.content[0]), text(german.content[0])) == ("By the way", "Hinweis")


@pytest.mark.parametrize("written", ["\\newpage", "\\clearpage\n", "{{< pagebreak >}}"])
def test_page_breaks(written):
    """LaTeX's commands and Quarto's short code are one division."""
    blocks = read(f"a\n\n{written}\n\nb")

    assert [type(b) for b in blocks] == [Para, Div, Para]
    assert blocks[1].attr.classes == ("page-break",)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("\\textit{a}", [Emph]),
        ("\\textbf{a \\emph{b}}", [Strong, Emph]),
        ("\\textsc{a}", [SmallCaps]),
        ("a\\footnote{b}", [Note]),
        ("<br>", [LineBreak]),
        ("x<sup>2 <i>a</i></sup>", [Superscript, Emph]),
        ("[a]{.smallcaps}", [SmallCaps]),
        ("[a]{.underline}", [Underline]),
    ],
)
def test_common_markup_is_translated(written, kinds):
    """What means the same in every edition is kept as nodes."""
    blocks = read(f"x {written} y")

    assert all(list(every(kind, blocks)) for kind in kinds)
    assert not list(every(RawInline, blocks))


@pytest.mark.parametrize(
    ("written", "name", "formula"),
    [
        ("\\begin{equation}\nE = mc^2 (\\#eq:law)\n\\end{equation}", "eq:law", "E = mc^2"),
        ("\\begin{equation*}\nx \\label{eq:x}\n\\end{equation*}", "eq:x", "x"),
        (
            "\\begin{align}\na &= b \\nonumber \\\\\nc &= d\n\\end{align}",
            "",
            "\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}",
        ),
    ],
)
def test_equations_of_tex_are_formulas(written, name, formula):
    """LaTeX's environments for displayed lines say what `$$...$$` says, name included."""
    blocks = read(f"x\n\n{written}\n\ny")

    assert only(Math, blocks) == Math(MathKind.DISPLAY, formula)
    assert [one.attr.id for one in every(Span, blocks)] == ([name] if name else [])


def test_an_equation_of_tex_is_a_target(two_chapters):
    """Its name counts, in the dialect that it comes from."""
    document = two_chapters("\\begin{equation}\na (\\#eq:a)\n\\end{equation}", "\\@ref(eq:a)")

    assert not list(unknown_targets(document, names_in(document), lambda chapter, words: None))
    assert "1.1" in text(arrange(document).chapters[-1].blocks)


def test_a_formula_may_stand_beside_an_index_mark():
    """The mark has no words, and stays where it is."""
    (para,) = read('See $$x$$ []{.index entry="a"} here.')

    assert [one.content for one in every(Span, para) if "index" in one.attr.classes] == [()]


def test_tags_keep_what_they_say_of_themselves():
    """Name, class, language, direction and title hold in every edition that can show them."""
    blocks = read('a <i lang=\'fr\' id="x" class="b c">mot</i> <abbr title="A &amp; B">AB</abbr> z')

    french, short, *_ = every(Span, blocks)
    assert (french.attr.id, french.attr.classes, french.attr.get("lang")) == ("x", ("b", "c"), "fr")
    assert text(only(Emph, blocks)) == "mot"
    assert (short.attr.get("title"), text(short)) == ("A & B", "AB")


@pytest.mark.parametrize(
    "tag", ['<i style="color: red">', '<b onclick="x()">', "<i data-x='1'>", '<em hidden="">']
)
def test_tags_that_say_more_are_left_out(tag):
    """Whatever styles, runs or hides is no part of a book; the words stay."""
    blocks = read(f"a {tag}b</{tag[1:3].strip()}> c")

    assert not [*every(Emph, blocks), *every(Strong, blocks), *every(RawInline, blocks)]
    assert text(blocks) == "a b c"


def test_other_raw_markup_is_left_out():
    """Unknown commands, HTML and comments are not in the tree."""
    blocks = read("a \\foo{b} <blink>c</blink> <!-- d --> e\n\n```{=html}\n<hr>\n```")

    assert not [*every(RawInline, blocks), *every(RawBlock, blocks)]
    assert text(blocks).split() == ["a", "c", "e"]


def test_tex_that_is_not_known_is_said_to_be_so():
    """The caller can report it."""
    assert inlines_of_tex("\\foo{b}") is None
    assert inlines_of_tex("\\vspace{2em}") == ()


def test_tex_index_marks():
    """`sort@text`, levels and references are makeindex's."""
    span = only(Span, read("a\\index{alpha@$x$!b|see{c}} b".replace("$x$", "Alpha")))

    assert span.attr.pairs == (("entry", "Alpha!b"), ("sort", "alpha!b"), ("see", "c"))


def test_a_figure_has_the_id_and_the_picture_its_description():
    """`fig-alt` describes; `fig-scap` is for the list of figures."""
    figure = only(Figure, read('![Cap](a.png){#fig-a fig-alt="A map" fig-scap="Short"}'))
    image = only(Image, figure.content)

    assert figure.attr.id == "fig-a"
    assert (text(figure.caption.content), text(figure.caption.short)) == ("Cap", "Short")
    assert (image.attr.id, text(image.content)) == ("", "A map")


def test_a_picture_with_a_figures_name_is_a_figure():
    """Without a caption too, so that it can be referred to."""
    figure = only(Figure, read("![](a.png){#fig-a}"))

    assert (figure.attr.id, figure.caption.content) == ("fig-a", ())


def test_divisions_with_a_figures_or_a_tables_name():
    """Quarto's divisions: the last paragraph is the caption."""
    figure = read("::: {#fig-a}\n![](a.png)\n\nCap.\n:::")[0]
    table = read("::: {#tbl-a}\n| a |\n|---|\n| 1 |\n\nCap.\n:::")[0]

    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    assert [(b.attr.id, text(b.caption.content)) for b in (figure, table)] == [
        ("fig-a", "Cap."),
        ("tbl-a", "Cap."),
    ]


def test_verse_keeps_its_lines():
    """In a division each line is a line, each paragraph a stanza after an empty line."""
    verse = read("::: {.verse}\nOne\ntwo\n\nthree\n:::")[0]

    assert [[text(line) for line in block.lines] for block in verse.content] == [
        ["One", "two", "", "three"]
    ]


def test_figures_side_by_side_are_one_figure():
    """Each picture keeps its caption as a part of the whole."""
    text_ = "::: {#fig-two}\n![A](a.png){#fig-a}\n\n![B](b.png){#fig-b}\n\nBoth.\n:::"
    figure = read(text_)[0]

    assert text(figure.caption.content) == "Both."
    assert [part.attr.classes for part in figure.content] == [("subfigure",), ("subfigure",)]


@pytest.mark.parametrize(
    ("written", "formula", "name", "number"),
    [
        (r"$$a = b \tag{3.1}$$", "a = b", "", "(3.1)"),
        (r"$$a = b \tag{3.1}$$ {#eq-a}", "a = b", "eq-a", "(3.1)"),
        (r"$$a = b \tag*{A 1}$$", "a = b", "", "A 1"),
        ("\\begin{equation}\na = b \\tag{*}\\label{eq-a}\n\\end{equation}", "a = b", "eq-a", "(*)"),
    ],
)
def test_an_equation_has_the_number_that_its_author_gave(written, formula, name, number):
    """The first label of amsmath in brackets, with a star as it is written."""
    (made,) = (one for one in every(Span, read(written)) if "equation" in one.attr.classes)

    assert made.content == (Math(MathKind.DISPLAY, formula),)
    assert (made.attr.id, made.attr.get("tag")) == (name, number)


def test_several_numbers_are_left_to_be_reported():
    """A book counts equations as wholes."""
    (made,) = every(Math, read(r"$$\begin{aligned}a \tag{1}\\ b \tag{2}\end{aligned}$$"))

    assert made.text.count("tag") == 2

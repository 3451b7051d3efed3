"""Text on its way to print: markup, quotes, punctuation, case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from csl_examples import book, style_xml

from publish.citations.csl.html import to_html
from publish.citations.csl.locale import Locale
from publish.citations.csl.nodes import from_inlines, to_inlines
from publish.citations.csl.richtext import parse_rich
from publish.citations.csl.sink import settle
from publish.citations.csl.textcase import change_case
from publish.model import nodes as m

ENGLISH = Locale("en-US", ())


def html(text: str) -> str:
    return to_html(settle(parse_rich(text), ENGLISH))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("a <i>b <i>c</i></i>", 'a <i>b <span style="font-style:normal;">c</span></i>'),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("5 < 6 & 7", "5 &#60; 6 &#38; 7"),
        ("lone </i>", "lone &#60;/i&#62;"),
        ("say \"no 'yes'\" now", "say “no ‘yes’” now"),
        ("Stalin's '37", "Stalin’s ’37"),
    ],
)
def test_markup_of_fields(given: str, wanted: str) -> None:
    """Known markup formats, the rest is text; straight quotes become curly."""
    assert html(given) == wanted


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("<i>", "</i>")])
def test_openings_without_end_are_text(opening: str, closing: str) -> None:
    """Those in openings that no title has; all letters stay, and no reader of the tree is lost."""
    said = html(opening * 3_000 + "a" + closing * 3_000)

    assert "a" in said
    assert html(f"{opening}a{closing}") in ("“a”", "<i>a</i>")


@pytest.mark.parametrize(
    ("case", "given", "wanted"),
    [
        ("title", "the rise of the west: a history", "The Rise of the West: A History"),
        ("title", "two-thirds of it all for", "Two-Thirds of It All For"),
        ("title", "iPad and DNA", "iPad and DNA"),
        ("sentence", "The Rise of the NATO", "The rise of the NATO"),
        ("capitalize-first", "the Rise", "The Rise"),
        ("uppercase", 'éd. of <span class="nocase">it</span>', "ÉD. OF it"),
    ],
)
def test_cases(case: str, given: str, wanted: str) -> None:
    """Cases follow "Text-case"; what is marked nocase stays."""
    nodes = change_case(parse_rich(given), case, is_english=True)

    assert to_html(settle(nodes, ENGLISH)) == wanted


def test_title_case_is_for_english_only() -> None:
    """A title in another language stays as it is ("Non-English Items")."""
    nodes = change_case(parse_rich("die welt von gestern"), "title", is_english=False)

    assert to_html(settle(nodes, ENGLISH)) == "die welt von gestern"


@pytest.mark.parametrize(
    ("inside", "wanted"), [("true", "“Air,” 1999."), ("false", "“Air”, 1999.")]
)
def test_comma_and_quotes(cite: Callable[..., list[str]], inside: str, wanted: str) -> None:
    """`punctuation-in-quote` moves comma and period into the quotes."""
    style = style_xml(
        """<group delimiter=", "><text variable="title" quotes="true"/>
        <date variable="issued"><date-part name="year"/></date></group>""",
        layout='suffix="."',
    ).replace(
        "<citation", f'<locale><style-options punctuation-in-quote="{inside}"/></locale><citation'
    )

    assert cite(style, [book("a", title="Air")], ["a"]) == [wanted]


@pytest.mark.parametrize(
    ("title", "wanted"), [("Who?", "Who? 9"), ("Etc.", "Etc. 9"), ("Air", "Air. 9")]
)
def test_one_mark_ends_a_sentence(cite: Callable[..., list[str]], title: str, wanted: str) -> None:
    """A period is not added to what has ended."""
    style = style_xml('<text variable="title" suffix=". "/><text value="9"/>', layout="")

    assert cite(style, [book("a", title=title)], ["a"]) == [wanted]


def test_runs_as_inlines() -> None:
    """Formatting becomes the model's elements, spaces stand apart."""
    nodes = [*parse_rich("see <i>Air & Sea</i>")]

    assert to_inlines(settle(nodes, ENGLISH)) == (
        m.Str("see"),
        m.Space(),
        m.Emph((m.Str("Air"), m.Space(), m.Str("&"), m.Space(), m.Str("Sea"))),
    )


def test_inlines_go_through() -> None:
    """Emphasis is kept, and so is what the evaluator knows nothing of."""
    math = m.Math(m.MathKind.INLINE, "x^2")
    inlines = (m.Str("see"), m.Space(), m.Emph((m.Str("Air"),)), m.Space(), math)

    assert to_inlines(settle(list(from_inlines(inlines)), ENGLISH)) == inlines


def test_style_by_name_and_dependent_style() -> None:
    """A style is found by name; a dependent one gives way to its parent."""
    from publish.citations.csl.assets import style_path
    from publish.citations.csl.parse import load_style

    assert load_style("chicago-notes-bibliography").is_note
    assert isinstance(style_path("apa"), Path)
    with pytest.raises(FileNotFoundError, match="no-such-style"):
        load_style("no-such-style")

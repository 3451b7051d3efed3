"""Pages say the words of the Document, in the elements that fit them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.pages import Form, Medium, chapter_body
from publish.model.document import Chapter, Document, Entry, Matter, Role
from publish.model.metadata import Metadata
from publish.model.nodes import Attr, Inlines, Link, Note, Para, Span, Str, Target
from publish.model.settings import Settings
from publish.model.walk import words
from publish.pandoc import read_markdown

PRINT, EPUB = Form(Medium.PRINT), Form(Medium.EPUB)
NAMESPACE = ' xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def document(*chapters: Chapter, **changes: object) -> Document:
    book = Document(Metadata(lang="en"), Settings(), Path(), chapters)
    return replace(book, **changes)  # type: ignore[arg-type]


def section(markdown: str, form: Form = EPUB, **changes: object) -> Element:
    chapter = Chapter("one", read_markdown(markdown).blocks, id="one")
    chapter = replace(chapter, **changes)  # type: ignore[arg-type]
    return chapter_body(chapter, document(chapter), form)


def inside(markdown: str, form: Form = EPUB) -> str:
    """Return what stands in the section, as text without namespace declarations."""
    parts = [markup.fragment(child) for child in section(markdown, form)]
    return "".join(parts).replace(NAMESPACE, "")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a *b* **c** ~~d~~", "<p>a <em>b</em> <strong>c</strong> <s>d</s></p>"),
        ("*a*^b^~c~`d`", "<p><em>a</em><sup>b</sup><sub>c</sub><code>d</code></p>"),
        ("a\\\nb", "<p>a<br/>b</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("[a]{.smallcaps}", '<p><span class="smallcaps">a</span></p>'),
        ("[a]{#x .y lang=ru}", '<p><span id="x" class="y" lang="ru" xml:lang="ru">a</span></p>'),
        ("# *A* b {#c}", '<h1 id="c"><em>A</em> b</h1>'),
        ("3. a\n4. b", '<ol start="3" type="1"><li>a</li><li>b</li></ol>'),
        ("(c) a\n(d) b", '<ol start="3" type="a" class="parens"><li>a</li><li>b</li></ol>'),
        ("a\n:   b", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("***", "<hr/>"),
        ("```py\na  b\n```", '<pre class="py"><code>a  b</code></pre>'),
        ("::: epigraph\na\n:::",
         '<div class="epigraph" epub:type="epigraph" role="doc-epigraph"><p>a</p></div>'),
        ("| a\n|  b\n|\n| c",
         '<div class="line-block"><div class="stanza"><div class="line">a</div>'
         '<div class="line">\u00a0b</div></div><div class="stanza">'
         '<div class="line">c</div></div></div>'),
        ('![a b](x.png "t"){width=50% .k}',
         '<figure><img class="k width-50pc" src="x.png" alt="a b"/>'
         "<figcaption>a b</figcaption></figure>"),
    ],
)  # fmt: skip
def test_elements(markdown: str, expected: str) -> None:
    """Every construct has its element, and nothing stands in it but its words."""
    assert inside(markdown) == expected


def test_lists_in_print_say_their_numerals_in_css() -> None:
    """WeasyPrint does not read the attributes that say so in HTML."""
    assert inside("iv. a\n#. b\n", PRINT) == (
        '<ol style="counter-reset: list-item 3; list-style-type: lower-roman">'
        "<li>a</li><li>b</li></ol>"
    )


@pytest.mark.parametrize("form", [PRINT, EPUB], ids=["print", "epub"])
def test_raw_markup_stays_out(form: Form) -> None:
    """Nobody can write elements of his own into a page."""
    text = inside('a <b onclick="x">c</b> `<i>`{=html}\n\n<script>d</script>\n', form)
    assert "<b" not in text
    assert "<i" not in text
    assert "script" not in text


def test_text_beside_raw_markup_is_a_paragraph() -> None:
    """Without the markup such text, which pandoc takes for a part of it, stands alone."""
    assert inside("one <hr> two\n\n- three\n") == "<p>one</p><p>two</p><ul><li>three</li></ul>"
    assert inside("More. <script>x</script>") == "<p>More.</p>"


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://e.org/a b?q=[ü]", "https://e.org/a%20b?q=%5B%C3%BC%5D"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("mailto:a@e.org", "mailto:a@e.org"),
        ("doi:10.5555/1", "https://doi.org/10.5555/1"),
        ("#x", "#x"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("../secret", None),
        ("https://[", None),
    ],
)
def test_links_lead_to_the_book_or_the_web(url: str, href: str | None) -> None:
    """An address that is neither is left out; its words stay."""
    chapter = Chapter("one", (Para((Link(Attr(), (Str("word"),), Target(url)),)),))
    found = chapter_body(chapter, document(chapter), PRINT)[0][0]
    assert (found.get("href"), found.text) == (href, "word")


def test_notes_of_an_epub_lead_there_and_back() -> None:
    """The mark opens the note; the note's number is visible and leads back to the mark."""
    assert inside("a[^x] b\n\n[^x]: c\n\n    d") == (
        '<p>a<a class="noteref" epub:type="noteref" role="doc-noteref" id="fnref-one-1" '
        'href="#fn-one-1">1</a> b</p>'
        '<section class="endnotes" epub:type="endnotes" role="doc-endnotes">'
        '<aside epub:type="footnote" role="doc-footnote" id="fn-one-1">'
        '<p><a class="note-number" epub:type="backlink" role="doc-backlink" '
        'href="#fnref-one-1">1</a> c</p><p>d</p></aside></section>'
    )


def test_a_note_that_begins_with_a_list_has_its_number_too() -> None:
    """The number has a paragraph of its own where the note does not begin with one."""
    aside = section("a[^x]\n\n[^x]: - c\n")[-1][0]
    assert markup.text_of(aside[0]) == "1 "
    assert markup.local(aside[1]) == "ul"


def test_notes_in_print_stand_where_their_marks_stand() -> None:
    """WeasyPrint wants inline content; paragraphs are parted by line breaks.

    Each line says of what it is a part.
    """
    written = inside("a[^x] b\n\n[^x]: c\n\n    - d\n    - e", PRINT)

    tags = re.findall(r' data-tags="(.*?)"', written)
    assert re.sub(r' data-tags=".*?"', "", written) == (
        '<p>a<span id="fn-one-1" class="footnote" data-number="1"><span class="note-p">c</span>'
        '<br/><span class="note-item"><span>• </span>d</span><br/>'
        '<span class="note-item"><span>• </span>e</span></span> b</p>'
    ).replace('id="fn-one-1" class="footnote"', 'class="footnote" id="fn-one-1"')
    assert tags == [
        "1:P",
        "2:L;ListNumbering=Disc 3:LI 5:LBody 6:P",
        "2:L;ListNumbering=Disc 3:LI 4:Lbl",
        "2:L;ListNumbering=Disc 7:LI 9:LBody 10:P",
        "2:L;ListNumbering=Disc 7:LI 8:Lbl",
    ]


def test_marks_in_a_row_are_told_apart() -> None:
    """The second of two marks without a word between them says so."""
    marks = section("a^[x]^[y] b^[z]")[0]
    assert [one.get("class") for one in marks] == ["noteref", "noteref follows", "noteref"]


@pytest.mark.parametrize(("numbering", "number"), [("chapter", "1"), ("book", "3")])
def test_notes_count_from_one_in_a_chapter_or_through_the_book(numbering: str, number: str) -> None:
    """`note-numbering` says where notes start at 1 again."""
    note = Note((Para((Str("n"),)),))
    first, second = Chapter("a", (Para((note, note)),)), Chapter("b", (Para((note,)),))
    book = document(first, second, settings=Settings(note_numbering=numbering))
    assert chapter_body(second, book, EPUB)[0][0].text == number


TABLE = """
+---+---+---+
| a | b | c |
+==:+===+:=:+
| d | e     |
|   +---+---+
|   | f | g |
+---+---+---+

: Cap {#t}
"""


def test_tables_have_caption_scope_spans_and_alignment() -> None:
    """Heads say what they are the heads of; a cell keeps the alignment of its own column."""
    assert inside(TABLE, PRINT) == (
        '<table id="t" class="has-widths"><caption>Cap</caption><colgroup>'
        + '<col style="width: 6%"/>' * 3
        + '</colgroup><thead><tr><th scope="col" class="align-right">a</th>'
        '<th scope="col">b</th><th scope="col" class="align-center">c</th></tr></thead>'
        '<tbody><tr><td rowspan="2" class="align-right">d</td><td colspan="2">e</td></tr>'
        '<tr><td>f</td><td class="align-center">g</td></tr></tbody></table>'
    )


def test_a_table_narrower_than_its_caption_may_be_is_told() -> None:
    """In print the caption is as wide as the table; one of a few letters is set wider."""
    small = "| a | b |\n|---|---|\n| 1 | 2 |\n\n: A caption\n"
    wide = small.replace("| 1 ", "| so many letters that the table is wide enough for it ")
    assert [section(text, PRINT)[0].get("class") for text in (small, wide)] == ["narrow", None]


def test_a_head_without_words_is_no_head() -> None:
    """An empty corner cell is announced to nobody."""
    row = section("|   | a |\n|---|---|\n| b | c |\n", PRINT)[0][0][0]
    assert [markup.local(cell) for cell in row] == ["td", "th"]


@pytest.mark.parametrize("said", [".decorative", 'alt=""'])
def test_decoration_has_no_alternative(said: str) -> None:
    """A picture that carries no meaning has empty alternative text."""
    picture = section(f"a ![words](x.png){{{said}}}")[0][0]
    assert (picture.get("alt"), picture.get("role")) == ("", "presentation")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (PRINT, {"class": "preface frontmatter", "id": "one", "data-title": "My Words"}),
        (
            EPUB,
            {
                "{http://www.idpf.org/2007/ops}type": "preface",
                "role": "doc-preface",
                "lang": "fr",
                "{http://www.w3.org/XML/1998/namespace}lang": "fr",
                "id": "one",
            },
        ),
    ],
    ids=["print", "epub"],
)
def test_a_section_says_what_it_is(form: Form, expected: dict[str, str]) -> None:
    """Its role, language, id and, in print, its heading for the running head."""
    lang = "fr" if form is EPUB else ""
    made = section(
        "x", form, role=Role.PREFACE, matter=Matter.FRONT, title=words("My Words"), lang=lang
    )
    assert dict(made.attrib) == expected


def test_heading_keeps_the_id_that_links_lead_to() -> None:
    """Where the heading has the chapter's id, the section takes another one."""
    made = section("# A {#one}")
    assert (made.get("id"), made[0].get("id")) == ("one.section", "one")


def entry(level: int, text: str, title: Inlines = ()) -> Entry:
    return Entry(level, "", title or words(text), text, "one")


def test_contents_are_nested_lists_with_room_for_page_numbers() -> None:
    """A part holds its chapters; titles lose their notes, links and ids."""
    title = (Span(Attr("mark"), (Str("b"),)), Note((Para((Str("n"),)),)))
    contents = (replace(entry(1, "a"), label="1"), entry(2, "b", title), entry(1, "c"))
    toc = Chapter("toc", role=Role.CONTENTS, title=words("Contents"), id="toc")
    made = chapter_body(toc, document(toc, contents=contents), PRINT)
    assert "".join(markup.fragment(child) for child in made) == (
        '<h1 id="toc">Contents</h1><ol class="toc"><li class="level-1">'
        '<a class="toc-entry" href="#a"><span class="entry-label">1</span> '
        '<span class="entry-title">a</span><span class="folio" data-id="a"/></a>'
        '<ol class="toc"><li class="level-2"><a class="toc-entry" href="#b">'
        '<span class="entry-title"><span>b</span></span><span class="folio" data-id="b"/></a>'
        '</li></ol></li><li class="level-1"><a class="toc-entry" href="#c">'
        '<span class="entry-title">c</span><span class="folio" data-id="c"/></a></li></ol>'
    )


def test_control_characters_do_not_break_a_page() -> None:
    """What XML cannot hold is left out."""
    chapter = Chapter("one", (Para((Str("a\x00b\x0bc"),)),))
    assert markup.text_of(chapter_body(chapter, document(chapter), EPUB)) == "abc"

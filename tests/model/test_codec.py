"""The codec loses nothing: whatever pandoc can say comes back as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.model import nodes as n
from publish.model.codec import decode, encode
from publish.pandoc import run

# One sample of every construct that pandoc's manual lists for its Markdown, by its heading there.
CONSTRUCTS = {
    "headings": "# One {#one .unnumbered k=v}\n\nTwo\n---\n\n## Three {-}\n",
    "block quotations": "> a\n>\n> > b\n",
    "verbatim": "    indented\n\n```{#x .python startFrom=3}\ncode\n```\n",
    "line blocks": "| The lines\n|    indented\n| end\n",
    "lists": "- a\n- b\n\n    para\n\n(3) x\n(4) y\n\niv. z\n\n#. auto\n",
    "task list": "- [ ] open\n- [x] done\n",
    "definition lists": "Term *1*\n\n:   Def\n\n    more\n\nTerm 2\n  ~ A\n  ~ B\n",
    "example lists": "(@good) One\n\nAs (@good) shows.\n",
    "rules": "a\n\n* * *\n\nb\n",
    "simple table": "  R   L   C\n---  ---- ---\n  1  2     3\n\n: A caption {#tbl-x}\n",
    "grid table": "+---+---+\n| a | b |\n+===+===+\n| - | c |\n+---+---+\n| x     |\n+---+---+\n",
    "pipe table": "| a | b |\n|:--|--:|\n| 1 | *2* |\n\nTable: Cap\n",
    "emphasis": "*a* **b** ~~c~~ H~2~O x^2^ `code`{.hs} [s]{.smallcaps} [u]{.underline}\n",
    "math": "$a_b$ and $$\\int_0^1$$\n",
    "raw": "`\\foo`{=latex} <b>x</b>\n\n```{=html}\n<hr>\n```\n\n\\begin{x}\ny\n\\end{x}\n",
    "links": "[a](u \"t\"){.c} <http://x.y> [ref][r] [r]\n\n[r]: /url 'title'\n",
    "images": "![cap *it*](a.png){#fig-a width=50%}\n\ntext ![in](b.png) text\n",
    "divs and spans": "::: {#d .c lang=de}\n\n[s]{#i lang=fr}\n\n:::\n",
    "footnotes": "a[^1] b^[inline]\n\n[^1]: one\n\n    two\n",
    "citations": "@a [p. 3] says [see @b, chap. 2, *x*; -@c] @{d e}\n",
    "quotes and breaks": "\"a 'b' c\" -- d... e\\\nf  \ng\n",
    "metadata": "---\ntitle: T *x*\nlist: [a, 1, true]\nmap: {k: v}\nabs: |\n  p\n\n  q\n---\n",
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_every_construct_of_the_manual_round_trips(name: str) -> None:
    """Pandoc's own JSON comes back value for value, and nothing falls to `Other`."""
    text = run(["-f", "markdown", "-t", "json"], CONSTRUCTS[name])

    document = decode(text)

    assert json.loads(encode(document)) == json.loads(text)
    assert "Other(" not in repr(document)


def test_an_element_that_we_do_not_know_is_kept_as_it_came() -> None:
    """A tag of a newer pandoc goes through untouched."""
    text = (
        '{"pandoc-api-version":[1,30],"meta":{"m":{"t":"MetaNew","c":[1]}},"blocks":['
        '{"t":"Para","c":[{"t":"Blink","c":{"deep":[1,"x"]}},{"t":"Bare"}]},{"t":"Aside","c":[]}]}'
    )

    document = decode(text)

    assert json.loads(encode(document)) == json.loads(text)
    assert document.blocks[1] == n.Other("Aside", [])


@pytest.mark.parametrize("text", ["", "[1]", '{"meta":{}}'])
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(text)


# --- the law, on documents that nobody thought of ---------------------------------------------

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
ATTR = st.builds(
    n.Attr,
    TEXT,
    st.lists(TEXT, max_size=2).map(tuple),
    st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
)
LEAVES = st.one_of(
    st.builds(n.Str, TEXT),
    st.sampled_from([n.Space(), n.SoftBreak(), n.LineBreak()]),
    st.builds(n.Code, ATTR, TEXT),
    st.builds(n.Math, st.sampled_from(n.MathKind), TEXT),
    st.builds(n.RawInline, TEXT, TEXT),
)


def inlines_of(children: st.SearchStrategy[n.Inline]) -> st.SearchStrategy[n.Inline]:
    many = st.lists(children, max_size=3).map(tuple)
    wrappers = [n.Emph, n.Underline, n.Strong, n.Strikeout, n.Superscript, n.Subscript, n.SmallCaps]
    target = st.builds(n.Target, TEXT, TEXT)
    citation = st.builds(
        n.Citation, TEXT, many, many, st.sampled_from(n.CiteMode), st.integers(0, 9), st.just(0)
    )
    return st.one_of(
        *(st.builds(kind, many) for kind in wrappers),
        st.builds(n.Quoted, st.sampled_from(n.QuoteKind), many),
        st.builds(n.Span, ATTR, many),
        st.builds(n.Link, ATTR, many, target),
        st.builds(n.Image, ATTR, many, target),
        st.builds(n.Cite, st.lists(citation, max_size=2).map(tuple), many),
        st.builds(n.Note, many.map(lambda content: (n.Para(content),))),
    )


INLINES = st.lists(st.recursive(LEAVES, inlines_of, max_leaves=6), max_size=3).map(tuple)
CAPTIONS = st.builds(n.Caption, st.none() | INLINES, INLINES.map(lambda i: (n.Plain(i),)))
SIMPLE_BLOCKS = st.one_of(
    st.builds(n.Para, INLINES),
    st.builds(n.Plain, INLINES),
    st.builds(n.LineBlock, st.lists(INLINES, max_size=2).map(tuple)),
    st.builds(n.CodeBlock, ATTR, TEXT),
    st.builds(n.RawBlock, TEXT, TEXT),
    st.builds(n.Header, st.integers(1, 6), ATTR, INLINES),
    st.just(n.HorizontalRule()),
)


def blocks_of(children: st.SearchStrategy[n.Block]) -> st.SearchStrategy[n.Block]:
    many = st.lists(children, max_size=2).map(tuple)
    items = st.lists(many, max_size=2).map(tuple)
    attributes = st.builds(
        n.ListAttributes, st.integers(0, 9), st.just("UpperRoman"), st.just("TwoParens")
    )
    align = st.sampled_from(["AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"])
    cell = st.builds(n.Cell, ATTR, align, st.integers(1, 3), st.integers(1, 3), many)
    rows = st.lists(st.builds(n.Row, ATTR, st.lists(cell, max_size=2).map(tuple)), max_size=2).map(
        tuple
    )
    widths = st.none() | st.floats(0, 1)
    table = st.builds(
        n.Table,
        ATTR,
        CAPTIONS,
        st.lists(st.builds(n.ColumnSpec, align, widths), max_size=2).map(tuple),
        st.builds(n.TableHead, ATTR, rows),
        st.lists(st.builds(n.TableBody, ATTR, st.integers(0, 2), rows, rows), max_size=2).map(
            tuple
        ),
        st.builds(n.TableFoot, ATTR, rows),
    )
    return st.one_of(
        st.builds(n.BlockQuote, many),
        st.builds(n.Div, ATTR, many),
        st.builds(n.BulletList, items),
        st.builds(n.OrderedList, attributes, items),
        st.builds(n.DefinitionList, st.lists(st.tuples(INLINES, items), max_size=2).map(tuple)),
        st.builds(n.Figure, ATTR, CAPTIONS, many),
        table,
    )


BLOCKS = st.lists(st.recursive(SIMPLE_BLOCKS, blocks_of, max_leaves=6), max_size=3).map(tuple)
META = st.recursive(
    st.one_of(
        st.builds(n.MetaString, TEXT),
        st.builds(n.MetaBool, st.booleans()),
        st.builds(n.MetaInlines, INLINES),
        st.builds(n.MetaBlocks, BLOCKS),
    ),
    lambda values: st.one_of(
        st.builds(n.MetaList, st.lists(values, max_size=2).map(tuple)),
        st.builds(
            n.MetaMap, st.dictionaries(TEXT, values, max_size=2).map(lambda d: tuple(d.items()))
        ),
    ),
    max_leaves=4,
)
DOCUMENTS = st.builds(
    n.Pandoc,
    st.builds(n.MetaMap, st.dictionaries(TEXT, META, max_size=2).map(lambda d: tuple(d.items()))),
    BLOCKS,
)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_decode_undoes_encode(document: n.Pandoc) -> None:
    """For every document there is: decode(encode(document)) == document."""
    assert decode(encode(document)) == document


@settings(max_examples=10, deadline=None)
@given(st.builds(n.Pandoc, st.just(n.MetaMap()), BLOCKS))
def test_pandoc_understands_what_we_encode(document: n.Pandoc) -> None:
    """Pandoc reads our JSON and says the same thing back."""
    said = json.loads(run(["-f", "json", "-t", "json"], encode(document)))

    assert said["blocks"] == json.loads(encode(document))["blocks"]


def test_words_that_come_again_are_one_node() -> None:
    """A chapter has no more nodes than it has different words, which makes it quick to keep."""
    words = {"t": "Str", "c": "again"}, {"t": "Space"}, {"t": "Str", "c": "again"}, {"t": "Space"}
    text = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": [{"t": "Para", "c": words}]}

    (paragraph,) = decode(json.dumps(text)).blocks

    assert isinstance(paragraph, n.Para)
    assert paragraph.content == (n.Str("again"), n.Space(), n.Str("again"), n.Space())
    assert len({id(one) for one in paragraph.content}) == 2


def test_words_of_one_format_can_be_told_as_one_text() -> None:
    """Words and spaces are joined as far as nothing else stands between them, at every depth."""
    inner = n.Emph((n.Str("c"), n.SoftBreak(), n.Str("d")))
    content = (n.Str("a"), n.Space(), n.Str("b"), n.Space(), inner, n.LineBreak(), n.Str("e"))
    document = n.Pandoc(n.MetaMap(), (n.Para(content),))

    said = json.loads(encode(document, joins_words=True))["blocks"]

    assert said == [
        {
            "t": "Para",
            "c": [
                {"t": "Str", "c": "a b "},
                {"t": "Emph", "c": [{"t": "Str", "c": "c d"}]},
                {"t": "LineBreak"},
                {"t": "Str", "c": "e"},
            ],
        }
    ]

"""Positions go through pandoc and come out exact."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.manuscript.marks import mark, settle
from publish.model.nodes import Citation, Cite, Code, Figure, Header, Image, Link
from publish.model.walk import every, plain_text
from publish.pandoc import read_markdown

TEXT = """\
# On *Air* {#sec-air}

Text `@code` $@x$ and [see @doe:1999, p. 3; -@b] mail a@b.c

## The @doe99 heading

![A cap](images/air.png){#fig-air}

- see [x](#sec-air) and @fig-air[^1].

+-----+------+
| abc | @k12 |
+-----+------+

[^1]: A note @nobody and [ref].

[ref]: https://example.org/a

```
@code in block
```
"""


def read(text: str):
    marked = mark(text, "a.md")
    return settle(read_markdown(marked.text).blocks, marked.marks)


def test_marks_leave_the_text_as_it_was() -> None:
    """The tree is the one pandoc makes of the unmarked text."""
    assert read(TEXT) == read_markdown(TEXT).blocks


def test_a_citation_knows_the_place_of_its_at_sign() -> None:
    """In paragraphs, headings, lists, notes and table cells."""
    places = {one.key: (one.place.line, one.place.column) for one in every(Citation, read(TEXT))}

    assert places == {
        "doe:1999": (3, 28),
        "b": (3, 46),
        "doe99": (5, 8),
        "fig-air": (9, 25),
        "k12": (12, 9),
        "nobody": (15, 14),
    }


def test_links_pictures_and_headings_know_their_lines() -> None:
    blocks = read(TEXT)

    assert [link.place.line for link in every(Link, blocks)] == [9, 17]
    assert [image.place.line for image in every(Image, blocks)] == [7]
    assert [figure.place.line for figure in every(Figure, blocks)] == [7]
    assert [header.place.line for header in every(Header, blocks)] == [1, 5]


def test_a_text_in_vai_letters_is_left_alone() -> None:
    """Where our codes would be somebody's words, there are words and no places."""
    blocks = read("ꔀꔁ @doe\n")

    assert blocks == read_markdown("ꔀꔁ @doe\n").blocks
    assert next(every(Citation, blocks)).place is None


def test_a_semicolon_between_places_in_one_source_ends_no_source() -> None:
    """As historians write it: volumes and pages of one collection, then another source."""
    text = "[@lub, vol. 8, pp. 930, 938; vol. 10, p. 569; see @doe; *passim*] `[@a; b]` [x; y]\n"

    cites = next(every(Cite, read(text))).citations

    assert [cite.key for cite in cites] == ["lub", "doe"]
    suffix = plain_text(cites[0].suffix).replace("\u00a0", " ")
    assert suffix == ", vol. 8, pp. 930, 938; vol. 10, p. 569"
    assert plain_text(cites[1].suffix) == "; passim"
    assert next(every(Code, read(text))).text == "[@a; b]"


def test_numbered_examples_are_still_found_by_their_labels() -> None:
    text = "(@good) One.\n\nAs (@good) shows, and @doe says.\n"

    assert read(text) == read_markdown(text).blocks
    assert [cite.key for cite in every(Citation, read(text))] == ["doe"]


def test_equal_headings_keep_the_names_that_pandoc_gives_them() -> None:
    blocks = read("# Air\n\n## Notes\n\n## Notes\n\n[](#notes-1)\n")

    assert [header.attr.id for header in every(Header, blocks)] == ["air", "notes", "notes-1"]
    assert [header.place.line for header in every(Header, blocks)] == [1, 3, 5]


PIECES = st.sampled_from(
    ["@a", "@doe99", "-@b", "[@c; @d, p. 3]", "# ", "\n", "\n\n", "{#x}", "](u)", "![y](z.png)",
     "`@q`", "word", " ", "*", "[^1]", "[^1]: @n\n", "> ", "- ", "|", "é@è", "<i@j.k>", "@{l m}"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_marks_never_change_what_pandoc_reads(text: str) -> None:
    """Whatever is written, the tree with places equals the tree without."""
    assert read(text) == read_markdown(text).blocks

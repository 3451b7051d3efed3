from __future__ import annotations

from publish.model.pagination import Reading
from publish.watching.places import Spot, chapter_words, page_of, spot_of


def page(*blocks: str) -> bytes:
    """Return a chapter of an EPUB with these blocks."""
    body = "".join(blocks)
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>x</title></head><body><section>{body}</section></body></html>"
    ).encode()


HEADING = "<h1>Walls</h1>"
ONE = "<p>One house stood.</p>"
TWO = "<p>Two <em>small</em> houses fell.</p>"


def test_a_changed_word_is_found_with_the_words_before_it() -> None:
    """Block 2 is the third; its second word is the sixth of the text: Walls One house stood Two."""
    after = page(HEADING, ONE, "<p>Two <em>large</em> houses fell.</p>")

    found = spot_of("walls", page(HEADING, ONE, TWO), after)

    assert found == Spot("walls", 2, 5, ("large", "houses", "fell."))


def test_a_new_paragraph_is_the_place() -> None:
    """What stands after it has moved, and is no change."""
    found = spot_of("walls", page(HEADING, TWO), page(HEADING, ONE, TWO))

    assert found == Spot("walls", 1, 1, ("One", "house", "stood."))


def test_a_paragraph_taken_out_is_shown_by_the_next() -> None:
    """There is nothing left to show of it."""
    found = spot_of("walls", page(HEADING, ONE, TWO), page(HEADING, TWO))

    assert found is not None
    assert (found.block, found.word) == (1, 1)


def test_the_end_taken_out_is_shown_by_the_last_block() -> None:
    """A place must be one that there is."""
    found = spot_of("walls", page(HEADING, ONE, TWO), page(HEADING, ONE))

    assert found is not None
    assert found.block == 1


def test_italics_alone_are_a_change() -> None:
    """The words are the same, their look is not."""
    found = spot_of("walls", page(HEADING, TWO), page(HEADING, "<p>Two small houses fell.</p>"))

    assert found is not None
    assert found.block == 1


def test_identifiers_addresses_and_page_marks_are_no_change() -> None:
    """They change where something else did."""
    before = page(HEADING, '<p>Two <a id="a" href="x.xhtml#a">houses</a>.</p>')
    after = page(
        HEADING, '<p>Two <span id="page3"></span><a id="b" href="y.xhtml#b">houses</a>.</p>'
    )

    assert spot_of("walls", before, after) is None


def test_a_changed_note_is_shown_itself_and_found_in_print_by_its_mark() -> None:
    """The note is block 3, its mark stands in block 2, which begins with the fifth word."""

    def chapter(note: str) -> bytes:
        mark = '<a class="noteref" href="#fn-1">1</a>'
        last = f'<section class="endnotes"><aside id="fn-1"><p>{note}</p></aside></section>'
        return page(HEADING, ONE, f"<p>Two fell.{mark}</p>", last)

    found = spot_of("walls", chapter("See Doe."), chapter("See Roe."))

    assert found == Spot("walls", 3, 4, ("Roe.",))


def test_a_chapter_that_was_not_there_is_changed_at_its_beginning() -> None:
    """A new file is shown from its heading."""
    assert spot_of("walls", None, page(HEADING, ONE)) == Spot("walls", 0, 0, ("Walls",))


def test_the_printed_page_follows_from_the_words_before() -> None:
    """Pages begin with words 0, 3 and 6, so word 5 is on the second."""
    words = ("Walls", "One", "house", "stood.", "Two", "small", "houses", "fell.")
    reading = Reading(words, (("9", 0), ("10", 3), ("11", 6)))

    shown = chapter_words(page(HEADING, ONE, TWO))

    assert shown == list(words)
    assert [page_of(Spot("walls", 0, n), shown, reading) for n in (0, 2, 3, 5, 6, 7)] == [
        "9", "9", "10", "10", "11", "11",
    ]  # fmt: skip
    assert page_of(Spot("walls", 0, 5), shown, None) == ""

"""Paragraphs are broken as a whole: what is promised of every choice of line ends."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from publish.editions.pdf.totalfit import Ending, Measure, best_endings, ends_well

SPACE = 2.0
MEASURE = Measure(first=40.0, other=40.0, stretch=1.0, shrink=0.5)


def endings(*words: float, hyphens: bool = False) -> list[Ending]:
    """Return the ends of words of these widths; with hyphens, also one in the middle of each."""
    found = []
    begin = 0.0
    for number, width in enumerate(words):
        if hyphens:
            middle = begin + width / 2
            found.append(
                Ending(2 * number, middle, number, middle, number, 1.0, 50.0, is_hyphen=True)
            )
        end = begin + width
        found.append(Ending(2 * number + 1, end, number, end + SPACE, number + 1))
        begin = end + SPACE
    return found


def lines(chosen: list[int], found: list[Ending]) -> list[tuple[float, int]]:
    """Return the natural width of each line and how many spaces it has."""
    starts = [(0.0, 0), *((found[at].next_width, found[at].next_spaces) for at in chosen)]
    return [
        (found[at].width + found[at].mark - begin, found[at].spaces - spaces)
        for at, (begin, spaces) in zip(chosen, starts, strict=False)
    ]


def test_an_early_line_gives_way_for_a_later_one():
    """Greedily the first line takes three words and leaves a hole in the second; not so here."""
    # Greedily 15, 16 and 4 make 39; 29 then stands alone, since 38 does not fit beside it.
    found = endings(15, 16, 4, 29, 38, 20, 17)

    assert best_endings(found, MEASURE, inf) == [1, 3, 4, 6]


@given(st.lists(st.floats(3, 12), min_size=12, max_size=40))
def test_no_line_is_wider_than_its_spaces_can_shrink(words: list[float]):
    """Whatever the words, a line fits the measure; and the last line ends with the last word."""
    found = endings(*words)
    chosen = best_endings(found, MEASURE, inf)

    assert chosen is not None
    assert chosen[-1] == len(found) - 1
    assert all(width - spaces * MEASURE.shrink <= 40.001 for width, spaces in lines(chosen, found))


@given(st.lists(st.floats(6, 12), min_size=12, max_size=40))
def test_no_three_lines_in_a_row_end_in_hyphens(words: list[float]):
    """Words as short as these leave a way without a ladder, and that way is taken."""
    found = endings(*words, hyphens=True)
    chosen = best_endings(found, Measure(40.0, 40.0, 4.0, 0.5), inf) or []

    ends = "".join("-" if found[at].is_hyphen else " " for at in chosen)
    assert "---" not in ends


def test_a_last_line_has_more_than_a_few_letters():
    """Four lines and a stump of 3 become lines whose last is longer."""
    found = endings(*[11.0] * 12, 3.0)
    chosen = best_endings(found, Measure(40.0, 40.0, 2.0, 1.0), inf) or []

    assert chosen[-1] - chosen[-2] > 1


def test_no_word_stands_alone_on_the_last_line():
    """The last word, though long, gets company, since the lines above can give one away."""
    found = endings(*[8.0] * 12, 12.0)
    chosen = best_endings(found, Measure(40.0, 40.0, 4.0, 0.5), inf) or []

    assert ends_well(found, chosen)
    assert not ends_well(found, [3, 7, 11, 12])


@given(st.lists(st.floats(3, 12), min_size=12, max_size=40))
def test_letters_give_way_with_the_spaces(words: list[float]):
    """With letters of two hundredths more or less no line is wider than both can shrink."""
    found = endings(*words)
    chosen = best_endings(found, replace(MEASURE, letters=0.02), inf) or []

    assert all(width - spaces * MEASURE.shrink <= 40.8001 for width, spaces in lines(chosen, found))


def test_a_word_too_wide_for_any_line_leaves_no_choice():
    """Then the engine decides: it knows how to cut an address."""
    assert best_endings(endings(10, 50, 10), MEASURE, inf) is None

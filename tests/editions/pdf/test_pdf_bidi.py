"""Runs of words that are read against the text around them.

Expected runs by hand from Unicode Standard Annex 9: what rules W5, W7 and N0 to N2 give one level.
"""

from __future__ import annotations

import pytest

from publish.editions import markup
from publish.editions.pdf.bidi import mark_runs


def marked(text: str, way: str) -> str:
    """Return a paragraph with its runs marked."""
    paragraph = markup.parse(f"<p>{text}</p>")
    mark_runs(paragraph, way)
    return markup.fragment(paragraph).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("written", "made"),
    [
        # over elements, up to the last letter or number; neutral signs at its ends stay outside
        (
            "שלום: Doe, <em>The Winter</em>, 45–50, ועוד.",
            'שלום: <span dir="ltr">Doe, <em>The Winter</em>, 45–50</span>, ועוד.',
        ),
        # a bracket that was opened in the run ends it, one that was not does not
        (
            "שלום <em>Doe</em> (Faber, 1950) ועוד (see Doe) סוף",
            'שלום <span dir="ltr"><em>Doe</em> (Faber, 1950)</span> ועוד '
            '(<span dir="ltr">see Doe</span>) סוף',
        ),
        # one element alone says so itself; numbers alone are in order
        ("שלום <em>Doe</em> ועוד 1917–1936", 'שלום <em dir="ltr">Doe</em> ועוד 1917–1936'),
        # a sign of a number is part of it
        ("בערך Doe 25% ועוד", 'בערך <span dir="ltr">Doe 25%</span> ועוד'),
        # inside an element, too
        ("<a>שלום Doe</a>", '<a>שלום <span dir="ltr">Doe</span></a>'),
    ],
)
def test_runs_of_a_text_read_to_the_left(written: str, made: str) -> None:
    """Latin words of a Hebrew line are one element, read to the right."""
    assert marked(written, "rtl") == made


def test_a_text_read_to_the_right_is_left_alone_where_it_can_be() -> None:
    """Words of one box are in order by themselves; those of several are not."""
    assert marked("See שלום עולם there.", "ltr") == "See שלום עולם there."
    made = 'See <span dir="rtl">שלום <em>עולם</em></span> there.'
    assert marked("See שלום <em>עולם</em> there.", "ltr") == made
    same = "No <em>other</em> letters, 12–15."
    assert marked(same, "ltr") == same


def test_a_note_keeps_the_direction_of_its_book() -> None:
    """It hangs at English words, and is Hebrew."""
    note = '<span class="footnote">הערה</span>'
    made = marked(f"שלום Doe{note} and Roe.", "rtl")
    assert '<span dir="ltr">Doe<span class="footnote" dir="rtl">הערה</span> and Roe</span>' in made


def test_a_source_all_in_latin_letters_is_listed_as_such() -> None:
    """It is set from the left; code always is."""
    made = marked('<div class="csl-entry">Doe, <i>Winter</i>.</div><code>a</code>', "rtl")
    assert made.startswith('<div class="csl-entry" dir="ltr">Doe, <i>Winter</i>.</div>')
    assert '<code dir="ltr">' in made

"""Numbers as CSL 1.0.2 has them."""

from __future__ import annotations

import pytest

from publish.citations.csl.numbers import is_numeric, is_several, page_ranges, roman


@pytest.mark.parametrize(
    ("how", "given", "wanted"),
    [
        # Appendix V, chicago-15
        ("chicago", "71-72", "71–72"),
        ("chicago", "100-104", "100–104"),
        ("chicago", "1100-1123", "1100–1123"),
        ("chicago", "107-108", "107–8"),
        ("chicago", "505-517", "505–17"),
        ("chicago", "1002-1006", "1002–6"),
        ("chicago", "321-325", "321–25"),
        ("chicago", "415-532", "415–532"),
        ("chicago", "11564-11568", "11564–68"),
        ("chicago", "13792-13803", "13792–803"),
        ("chicago", "1496-1504", "1496–1504"),
        ("chicago-16", "1496-1504", "1496–504"),
        # "Page Ranges"
        ("expanded", "321-28", "321–328"),
        ("minimal", "321-328", "321–8"),
        ("minimal-two", "321-328", "321–28"),
        ("minimal-two", "7-8", "7–8"),
    ],
)
def test_page_ranges(how: str, given: str, wanted: str) -> None:
    """A second number is written as the style's page-range-format wants it."""
    assert page_ranges(given, how, "–") == wanted


@pytest.mark.parametrize("text", ["D2", "2b", "L2d", "2, 3", "2-4", "2 & 4", "2nd"])
def test_is_numeric(text: str) -> None:
    """Numbers may have letters and come in lists and ranges ("Choose", is-numeric)."""
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["second", "2nd edition", ""])
def test_is_not_numeric(text: str) -> None:
    """A word beside the number makes it text."""
    assert not is_numeric(text)


def test_several() -> None:
    """A label is plural before several numbers only."""
    assert [is_several(t) for t in ("1", "1-3", "2 & 4", "i-ix", "3, note 2")] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_roman() -> None:
    """Roman numerals are in lower case."""
    assert [roman(n) for n in (1, 4, 9, 42, 1999)] == ["i", "iv", "ix", "xlii", "mcmxcix"]

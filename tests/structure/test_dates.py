"""Dates as the book's language writes them (Unicode CLDR)."""

from __future__ import annotations

import pytest

from publish.structure.dates import in_words


@pytest.mark.parametrize(
    ("lang", "day", "month"),
    [
        ("en-US", "March 4, 2024", "March 2024"),
        ("en-GB", "4 March 2024", "March 2024"),
        ("de", "4. März 2024", "März 2024"),
        ("fr-CA", "4 mars 2024", "mars 2024"),
        ("ja", "2024年3月4日", "2024年3月"),
        ("de-1996", "4. März 2024", "März 2024"),
    ],
)
def test_a_date_is_written_as_the_language_does(lang: str, day: str, month: str) -> None:
    assert (in_words("2024-03-04", lang), in_words("2024-03", lang)) == (day, month)


@pytest.mark.parametrize("text", ["2024", "forthcoming", "2024-13-45", "", "spring 2024"])
def test_what_is_no_day_stays_as_it_is(text: str) -> None:
    assert in_words(text, "en-US") == text


def test_in_a_language_nobody_knows_the_date_stays_as_it_is() -> None:
    assert in_words("2024-03-04", "qqx") == "2024-03-04"

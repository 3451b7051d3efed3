"""What authors write into `edition` is a number where it means one."""

from __future__ import annotations

import pytest

from publish.citations.bib_editions import edition_number


@pytest.mark.parametrize(
    "written",
    ["2", "2.", "2nd", "Second", "second edition", "2nd ed.", "2. Aufl.", "2e éd.", "2ª", "zweite"],
)
def test_the_second_edition(written: str) -> None:
    """The style writes it its own way: "2nd ed.", "2. Aufl."."""
    assert edition_number(written) == "2"


@pytest.mark.parametrize("written", ["3., überarb. Aufl.", "rev. ed.", "Kindle", "2nd rev. ed."])
def test_what_says_more_stays(written: str) -> None:
    """A revision is no number."""
    assert edition_number(written) == written

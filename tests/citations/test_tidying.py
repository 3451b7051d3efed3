"""No mark of a style stands beside nothing in a book."""

from __future__ import annotations

import pytest

from publish.citations.csl.runs import Mark, Run
from publish.citations.tidying import tidied


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Roe, A Title, 1963. . Moscow.", "Roe, A Title, 1963. Moscow."),
        ("Title, , 1963", "Title, 1963"),
        ("Title. , 1963", "Title. 1963"),
        ("example.org, ; A note", "example.org; A note"),
        ("R. Roe (Hg.): .", "R. Roe (Hg.)."),
        ("says [, p. 7]", "says [p. 7]"),
        ("Pravda (, )", "Pravda ()"),
        ("Pravda, ]", "Pravda]"),
        (". Title", "Title"),
    ],
)
def test_remains_are_taken_out(printed, kept):
    """One mark is enough where a style had nothing to print between two."""
    assert "".join(run.text for run in tidied((Run(printed),))) == kept


@pytest.mark.parametrize(
    "printed",
    ["so it was . . . and is", "vol. 8, pp. 5, 9", "Roe . : Verlag", "... and then", "a: b; c, d."],
)
def test_what_means_something_stays(printed):
    """Ellipses, and marks with words between them, are the style's or the author's."""
    assert tidied((Run(printed),)) == (Run(printed),)


def test_marks_are_found_across_markup():
    """The first mark may be italic, as part of a title, and the second not."""
    italic = (Mark("font-style:italic"),)

    assert tidied((Run("Title.", italic), Run(" . Moscow"))) == (
        Run("Title.", italic),
        Run(" Moscow"),
    )

"""What pandoc's citeproc and citeproc-js both say is what we say.

`benchmarks/agreement/consensus.json.gz` was saved by `benchmarks/citation_agreement.py`, which
compares all of its 22 styles; here is a sample of each kind.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import citation_agreement as agreement  # noqa: E402 (it stands beside the tests, not in a package)
import reference_processors as reference  # noqa: E402

CONSENSUS = agreement.read_reference(BENCHMARKS / "agreement" / "consensus.json.gz")
SAMPLE = (
    "chicago-notes-bibliography",
    "turabian-notes-bibliography-subsequent-ibid",
    "oscola",
    "chicago-author-date",
    "modern-language-association",
    "apa",
    "din-1505-2",
    "ieee",
    "american-medical-association",
)


@pytest.mark.parametrize("style", SAMPLE)
def test_ours_is_what_both_references_say(style: str) -> None:
    """Text, formatting and order are theirs, to the letter."""
    known = CONSENSUS[style]
    answers = agreement.answers(style, {}, {}, known)
    differing = {
        place: (text, answers.ours.get(place))
        for place, text in known.items()
        if answers.ours.get(place) != text
    }

    assert differing == {}
    assert sum(place.startswith("citation") for place in known) > 50
    assert sum(place.startswith("entry") for place in known) > 50


def test_every_style_has_a_consensus() -> None:
    """The saved answers are for the styles that the benchmark compares."""
    assert sorted(CONSENSUS) == sorted(agreement.style_names())


def test_formatting_counts() -> None:
    """Texts that differ in italics only are not the same."""
    italic = reference.canonical(reference.html_letters("<i>Ibid.</i>, 5"))

    assert italic == "<i>Ibid.</i>, 5"
    assert reference.canonical(reference.html_letters("Ibid., 5")) != italic
    assert reference.bare(italic) == "Ibid., 5"


def test_space_is_folded() -> None:
    """White space of any kind is one space, and has the marks of what comes before it."""
    html = "<i>A\n b</i>&#160;<b>c</b> \n"

    assert reference.canonical(reference.html_letters(html)) == "<i>A b </i><b>c</b>"


@pytest.mark.parametrize("style", SAMPLE)
def test_disputed_texts_are_as_decided(style: str) -> None:
    """Where the references differ, ours is what `disputed.md` decides by its rules."""
    rows = json.loads((BENCHMARKS / "agreement" / "disputed.json").read_text(encoding="utf-8"))
    mine = agreement.texts(agreement.ours(style))
    decided = {row["place"]: row["text"] for row in rows if row["style"] == style}

    assert {place: mine.get(place, "") for place in decided} == decided

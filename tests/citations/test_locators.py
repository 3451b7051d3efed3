"""Locators as scholars write them. Labels: CSL 1.0.2, appendix III."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.citations.locators import parse_suffix
from publish.model.nodes import Emph, Space, Str
from publish.model.walk import plain_text, words


@pytest.mark.parametrize(
    ("text", "locators", "rest"),
    [
        (", p. 33", [("page", "33")], ""),
        ("33-35", [("page", "33-35")], ""),
        (", v. 3, p. 8", [("volume", "3"), ("page", "8")], ""),
        (", v. 3", [("verse", "3")], ""),
        (", vol. 8, v. 1, p. 3", [("volume", "8"), ("as-written", "v. 1"), ("page", "3")], ""),
        (", pp. 930, 938,1232", [("page", "930, 938, 1232")], ""),
        (", p. 33, and more", [("page", "33")], ", and more"),
        ("vol. 8, pp. 118, 160", [("volume", "8"), ("page", "118, 160")], ""),
        (
            ", vol. 10, pt. 1, p. 569; pt. 2, p. 652",
            [("volume", "10"), ("part", "1"), ("page", "569"), ("part", "2"), ("page", "652")],
            "",
        ),
        ("{vol. 8, pp. 118, 160} passim", [("volume", "8"), ("page", "118, 160")], " passim"),
        ("{}33 words", [], "33 words"),
        ("chap. 3", [("chapter", "3")], ""),
        ("no. 4", [("issue", "4")], ""),
        ("fol. 12r", [("folio", "12r")], ""),
        ("p. iv", [("page", "iv")], ""),
        ("pp. 33 ff.", [("page", "33 ff.")], ""),
        ("§ 12", [("section", "12")], ""),
        ("Bd. 3, S. 12", [("volume", "3"), ("page", "12")], ""),
        ("t. II, p. 7", [("volume", "II"), ("page", "7")], ""),
        ("т. 2, ч. 1, с. 45–46", [("volume", "2"), ("part", "1"), ("page", "45–46")], ""),
        (", I think so", [], ", I think so"),
        (", see above, in 1999", [], ", see above, in 1999"),
        ("", [], ""),
    ],
)
def test_locators(text: str, locators: list[tuple[str, str]], rest: str) -> None:
    """Every form gives its labels and numbers; what is no locator stays a suffix."""
    found = parse_suffix(words(text))

    assert [(one.label, one.value) for one in found.locators] == locators
    assert "".join(n.text if isinstance(n, Str) else " " for n in found.suffix) == rest


def test_braces_that_hold_no_locator_are_kept_as_they_stand() -> None:
    """The words are printed; `unread` lets a check tell the author."""
    found = parse_suffix(words("{f. 17, op. 3}"))

    assert [(one.label, one.value) for one in found.locators] == [("as-written", "f. 17, op. 3")]
    assert found.unread == "f. 17, op. 3"


@pytest.mark.parametrize("word", ["SAYI", "BAŞLIK", "ß", "İ", "ﬁg"])
def test_letters_whose_small_form_is_another_are_words_all_the_same(word: str) -> None:
    """The Turkish `I`, and letters that become two: nothing is lost of what was written."""
    suffix = words(f", {word}. 12")

    assert parse_suffix(suffix, "tr-TR").suffix == suffix


def test_markup_after_a_locator_is_kept() -> None:
    """A locator ends where markup begins."""
    found = parse_suffix((*words(", p. 3 "), Emph((Str("passim"),))))

    assert [(one.label, one.value) for one in found.locators] == [("page", "3")]
    assert found.suffix == (Space(), Emph((Str("passim"),)))


LABELS = {"vol.": "volume", "pt.": "part", "chap.": "chapter", "p.": "page", "no.": "issue"}
NUMBERS = st.integers(1, 9999).map(str)


@given(st.lists(st.tuples(st.sampled_from(sorted(LABELS)), NUMBERS), min_size=1, max_size=5))
def test_any_list_of_labels_and_numbers_is_read(parts: list[tuple[str, str]]) -> None:
    """What is written as label and number, parted by commas, is read back as such."""
    text = ", ".join(f"{label} {number}" for label, number in parts)

    found = parse_suffix(words(text))

    expected = [(LABELS[label], number) for label, number in parts]
    assert [(one.label, one.value) for one in found.locators] == expected


@given(st.text(alphabet="pvol.chap 0123ixv,;{}–-&§", max_size=30))
def test_no_word_is_lost(text: str) -> None:
    """Whatever is no locator is left in the suffix."""
    found = parse_suffix(words(text))

    if not found.locators and "{" not in text:
        assert plain_text(found.suffix) == plain_text(words(text))

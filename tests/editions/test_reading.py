"""Words and signs of a chapter are read by one rule."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from publish.editions.reading import OBJECT, pieces, signs, words, words_of

_Elements = st.SearchStrategy[ElementTree.Element]
_TEXTS = st.text(alphabet="ab’—–- \n\u00a0\u00ad\u200b\u1680", max_size=8)
_NAMES = st.sampled_from(["p", "em", "h2", "img", "span", "figure"])
_CLASSES = st.sampled_from(["", "footnote", "noteref"])


def _element(drawn: tuple[str, str, str, str, list[ElementTree.Element]]) -> ElementTree.Element:
    name, kind, text, tail, children = drawn
    made = ElementTree.Element(name, {"class": kind} if kind else {})
    made.text, made.tail = text, tail
    made.extend(children)
    return made


def _holding(children: _Elements) -> _Elements:
    return st.tuples(_NAMES, _CLASSES, _TEXTS, _TEXTS, st.lists(children, max_size=3)).map(_element)


_LEAVES = st.tuples(_NAMES, _CLASSES, _TEXTS, _TEXTS, st.builds(list)).map(_element)


@given(st.recursive(_LEAVES, _holding, max_leaves=8))
def test_words_are_what_signs_make(root: ElementTree.Element) -> None:
    """Read by the word, a text has the same words, which begin at the same signs."""
    found = signs(root)
    opening = [one for n, one in enumerate(found) if one.opens_word or n == 0]

    said = words(root)

    assert [one.text for one in said] == words_of(found)
    assert [one[1:] for one in said] == [one[1:5] for one in opening]


@given(st.recursive(_LEAVES, _holding, max_leaves=8))
def test_pieces_are_runs_of_signs(root: ElementTree.Element) -> None:
    """Signs that stand together come as one, whole words of one element at most."""
    found, runs = signs(root), pieces(root)
    begins = [sum(len(run.text) for run in runs[:n]) for n in range(len(runs))]

    assert "".join(one.text for one in runs) == "".join(one.text for one in found)
    assert words_of(runs) == words_of(found)
    assert [run[1:] for run in runs] == [(found[n].owner, found[n].opens_word) for n in begins]


def test_a_word_goes_on_over_emphasis_and_ends_behind_a_dash() -> None:
    """`re<em>read</em>` is one word; a line may break behind a dash; a picture is a word."""
    root = ElementTree.fromstring("<p>I re<em>read</em> it—twice<img/> so\u00adon</p>")

    assert [one.text for one in words(root)] == ["I", "reread", "it—", "twice", OBJECT, "soon"]

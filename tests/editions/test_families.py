"""Font families as stylesheets name them."""

from __future__ import annotations

import pytest

from publish.editions.families import named_families


@pytest.mark.parametrize(
    ("css", "names"),
    [
        ('p { font-family: "Junicode", serif }', ["Junicode"]),
        ("p { font-family: Junicode Two, 'IM Fell' }", ["Junicode Two", "IM Fell"]),
        (':root { --text-face: "Junicode" }', ["Junicode"]),
        ("p { font-family: var(--text-face), var(--other-faces) }", []),
        ('p { font: italic 10pt/1.2 "Junicode" }', ["Junicode"]),
        ('/* font-family: "Junicode" */', []),
        ('@font-face { font-family: "Own"; src: url(o.ttf) } p { font-family: Own }', []),
        ("p { font-family: inherit !important }", []),
    ],
)
def test_the_families_that_rules_ask_for(css: str, names: list[str]) -> None:
    """Quoted or not, in properties and custom properties; not generic ones, not its own."""
    assert [one.name for one in named_families(css)] == names


def test_each_is_found_at_its_place() -> None:
    """Line and column of the name."""
    (found,) = named_families("p {\n  /* a note */ font-family: 'Junicode';\n}\n")

    assert (found.line, found.column) == (2, 29)

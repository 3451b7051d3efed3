"""A rule about spaces at which no line should end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.check.catalogue import Draft, Scope, rule
from publish.check.prose import Prose, every_prose
from publish.diagnostics import Diagnostic, Fix, Severity
from publish.structure import locale_for

# Titles before a name, by language. Sources: The Chicago Manual of Style, 18th ed., 6.129;
# Imprimerie nationale, Lexique des règles typographiques; DIN 5008.
_TITLES = {
    "de": ("Dr.", "Prof.", "Hr.", "Fr.", "St."),
    "en": ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Mr", "Mrs", "Ms", "Dr"),
    "es": ("Sr.", "Sra.", "Dr.", "Dra."),
    "fr": ("M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Me", "Mgr"),
    "it": ("Sig.", "Sig.ra", "Dott.", "Prof."),
}
# Source: BIPM, The International System of Units, 9th ed., 5.4.3.
_UNITS = r"km²|km|cm|mm|kg|mg|ha|m²|m³|kW|MW|Hz|kHz|MHz|kB|MB|GB|°C|°F|[€£₽%]"
_MEASURE = re.compile(rf"(?<=\d)([ \n])(?:{_UNITS})(?!\w)")
_NO_BREAK_SPACE = "\u00a0"


@rule("typography-no-break", Scope.TEXT)
def no_break(draft: Draft) -> Iterator[Diagnostic]:
    r"""A line may end between a number and its unit, or a title and its name.

    Write a no-break space (U+00A0) between them, or `\ ` (a backslash and a space). Spaces before
    French marks, in `p. 12` and between initials are set so without being typed.
    """
    for prose in every_prose(draft):
        for offset in sorted({*_after_titles(prose), *_before_units(prose)}):
            space = prose.text[offset]
            yield Diagnostic(
                "typography-no-break",
                f"a line may end after {_word_before(prose.text, offset)!r}",
                prose.place(offset),
                "write a no-break space there, or a backslash and a space",
                Severity.NOTE,
                Fix(" ", _NO_BREAK_SPACE) if space == " " else None,
            )


def _after_titles(prose: Prose) -> Iterator[int]:
    bound = locale_for(prose.lang).short_words
    titles = [one for one in _TITLES.get(prose.lang.split("-")[0], ()) if one not in bound]
    if not titles:
        return
    either = "|".join(re.escape(one) for one in titles)
    for found in re.finditer(rf"(?<![\w.’'\\-])(?:{either})([ \n])(?=[^\W\d_])", prose.text):
        if prose.text[found.end()].isupper():
            yield found.start(1)


def _before_units(prose: Prose) -> Iterator[int]:
    return (found.start(1) for found in _MEASURE.finditer(prose.text))


def _word_before(text: str, offset: int) -> str:
    return text[:offset].split()[-1].lstrip("([„«“‘*_")

"""Editions as a bibliography gives them: "2", "2nd", "Second" and "2. Aufl." are the number 2.

BibTeX asks for an ordinal in words ("BibTeXing", section 3.2), biblatex for a number or words
(manual, 2.2.2); a style sets a number in its own form.
"""

from __future__ import annotations

import re

_WORDS_TEXT = """
    first second third fourth fifth sixth seventh eighth ninth tenth
    erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte
    première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième
    primera segunda tercera cuarta quinta sexta séptima octava novena décima
    prima seconda terza quarta quinta sesta settima ottava nona decima
    первое второе третье четвёртое пятое шестое седьмое восьмое девятое десятое
"""
_NUMBERS = {
    word: str(number)
    for row in _WORDS_TEXT.strip().splitlines()
    for number, word in enumerate(row.split(), start=1)
}
_EDITION = r"(?:editions?|edn|ed|edición|edizione|édition|éd|auflage|aufl|ausgabe|изд|издание)"
_ORDINAL = r"(?:st|nd|rd|th|er|re|e|ème|ère|nde|ª|a|-е|-ое|°)"
_FORM = re.compile(
    rf"(?P<number>\d+|[^\W\d_]+)(?:\.|{_ORDINAL})?\s*(?:{_EDITION}\b\.?)?", re.IGNORECASE
)


def edition_number(text: str) -> str:
    """Return the number of an edition that is nothing more, else the text as it stands."""
    found = _FORM.fullmatch(re.sub(r"<[^<>]*>", "", text).strip())
    if not found:
        return text
    number = found["number"]
    return number if number.isdigit() else _NUMBERS.get(number.lower(), text)

"""Numbers in number variables: what is numeric, plural, a range, ordinal or roman.

Source: CSL 1.0.2, "Number", "is-numeric", "Label" and appendix V.
"""

from __future__ import annotations

import re

_NUMBER = r"[^\W\d_]*\d+[^\W\d_]*"
_SEPARATOR = r"\s*[,&–-]\s*"
_NUMERIC = re.compile(rf"\s*{_NUMBER}(?:{_SEPARATOR}{_NUMBER})*\s*")
_COUNTED = r"(?:[^\W\d_]*\d+[^\W\d_]*|[ivxlcdm]+|[IVXLCDM]+)"
_SEVERAL = re.compile(
    rf"(?<![\w\\]){_COUNTED}\s*(?:[,&–]|(?<!\\)-|\band\b|\bet\b|\bund\b|\by\b)+\s*{_COUNTED}(?!\w)"
    # Where a number stands before the dash, whatever follows is a number too: "1-B", "10-".
    r"|(?<![\w\\])[^\W\d_]*\d+[^\W\d_]*\s*[–-]"
)
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DASHES = ("-", "–", "—")
_LISTED = {",": ", ", "&": " & ", ";": "; "}
_PAGE = re.compile(r"^([^\d\s]*+(?:\d++[^\W\d_]++)?+)(\d+)$")
_RANGE = re.compile(r"(\S+?)(?<!\\)[-–—](.+)")  # of a word without spaces


def is_numeric(text: str) -> bool:
    """Return whether a text is made of numbers only, which may carry letters."""
    return bool(_NUMERIC.fullmatch(text))


def is_several(text: str) -> bool:
    """Return whether a text names more than one number, as "1-3", "2 & 4" or "i, v"."""
    return bool(_SEVERAL.search(text))


def pieces(text: str, dash: str) -> list[str]:
    """Return a numeric text as numbers and the separators between them, at odd places."""
    parts = re.split("([,&–-])", text)
    return [
        _LISTED.get(part, dash) if place % 2 else part.strip() for place, part in enumerate(parts)
    ]


def roman(number: int) -> str:
    """Return a lower-case roman numeral; 4000 and above stay as they are."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def page_ranges(text: str, how: str, delimiter: str) -> str:
    """Return page numbers with ranges set as `how` ("", "chicago", "minimal", ...) wants.

    `delimiter` stands in ranges of numbers; a hyphen between other words stays.
    """
    parts = re.split("([,;&])", text)
    if len(parts) > 1:
        parts = [part.strip() for part in parts]
    return "".join(
        _LISTED[part] if place % 2 else _range(part, how, delimiter)
        for place, part in enumerate(parts)
    ).replace("\\-", "-")


def _range(text: str, how: str, delimiter: str) -> str:
    ends = _ends(text.split())
    if not ends:
        return text.strip() if text.strip() else text
    first, last = ends
    one, two = _PAGE.match(first), _PAGE.match(last)
    if not one or not two:
        is_counted = _are_roman(first, last) or (is_numeric(first) and is_numeric(last))
        return f"{first}{delimiter if is_counted else '-'}{last}"
    if one[1] != two[1]:
        if how or not (is_numeric(first) and is_numeric(last)):
            return f"{first}-{last}"
        return f"{first}{delimiter}{last}"
    start, end = one[2], _expanded(one[2], two[2])
    if not how:
        return f"{first}{delimiter}{last}"
    if int(end) < int(start):
        return f"{first}{delimiter}{last}"
    return f"{first}{delimiter}{_shortened(one[1], start, end, how)}"


def _ends(words: list[str]) -> tuple[str, str] | None:
    """Return the two ends of a range: "1-2", "1- 2", "1 -2" or "1 - 2"; an escaped dash is none."""
    match words:
        case [word] if found := _RANGE.fullmatch(word):
            return found[1], found[2]
        case [first, last] if first[-1] in _DASHES and first[-2:-1] not in ("", "\\"):
            return first[:-1], last
        case [first, last] if last[0] in _DASHES and len(last) > 1:
            return first, last[1:]
        case [first, dash, last] if dash in _DASHES:
            return first, last
    return None


def is_roman_range(text: str) -> bool:
    """Return whether a text is a range of two roman numerals."""
    ends = re.split("[–-]", text)
    return len(ends) == 2 and _are_roman(*ends)


def _are_roman(*texts: str) -> bool:
    return all(re.fullmatch(r"[ivxlcdm]+|[IVXLCDM]+", text) for text in texts)


def _expanded(start: str, end: str) -> str:
    """Return the full second number: 321, 28 gives 328."""
    return start[: len(start) - len(end)] + end if len(end) < len(start) else end


def _shortened(prefix: str, start: str, end: str, how: str) -> str:
    if how == "expanded" or len(start) != len(end):
        return prefix + end if how == "expanded" else end
    same = 0
    while same < len(end) - 1 and start[same] == end[same]:
        same += 1
    if how == "minimal":
        return end[same:]
    if how == "minimal-two":
        return end[min(same, max(len(end) - 2, 0)) :]
    return _chicago(start, end, same, how)


def _chicago(start: str, end: str, same: int, how: str) -> str:
    """Return the second number by the Chicago Manual of Style."""
    number = int(start)
    if number < 100 or number % 100 == 0:
        return end
    if number % 100 < 10:
        return end[same:]
    if how != "chicago-16" and len(start) == 4 and len(end) - same >= 3:
        return end
    return end[min(same, len(end) - 2) :]

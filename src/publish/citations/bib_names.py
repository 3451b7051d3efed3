"""Lists of names as BibTeX and biblatex write them, in CSL's parts.

Source: "BibTeXing" (Patashnik 1988), section 4; biblatex 3.20 manual, 2.2.1 (name lists, with the
extended format `family=..., given=..., prefix=...`) and 2.3.3 (bodies).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publish.citations.tex import plain_text, without_braces

Name = dict[str, Any]
_AND = re.compile(r"(?<!\s)\s++and(?=\s)|[{}]", re.IGNORECASE)
_PART = re.compile(
    r'\s*+"?+\{?+\s*+(family|given|prefix|suffix|useprefix|id)(?:-i)?\s*+=', re.IGNORECASE
)
_OTHERS = ("others", "et al.", "et al")
_SEPARATORS = re.compile(r"[\s~]")
_MOST_COMMAS = 2
OTHERS: Name = {"literal": "others"}  # how pandoc and its kin write "and others"


def read_names(value: str, *, use_prefix: bool = False) -> list[Name]:
    """Return the names of a list joined by `and`, in CSL's parts.

    With `use_prefix` (biblatex's option `useprefix`) a particle belongs to the family name.
    """
    return [_name(one, use_prefix) for one in split_list(value)]


def split_list(value: str) -> list[str]:
    """Return the members of a list joined by `and`; an `and` in braces joins nothing."""
    value += " "  # so that an "and" at the end joins nothing either
    if "{" not in value:
        members = re.split(r"(?<!\s)\s++and(?=\s)", value, flags=re.IGNORECASE)
        return [member.strip() for member in members if member.strip()]
    members, depth, start = [], 0, 0
    for found in _AND.finditer(value):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif depth <= 0:
            members.append(value[start : found.start()])
            start = found.end()
    members.append(value[start:])
    return [member.strip() for member in members if member.strip()]


def doubtful_name(value: str) -> tuple[str, str]:
    """Return the first of a list that can hardly be one name, and why; "" if there is none."""
    if value.count(",") > _MOST_COMMAS or ";" in value:
        for one in split_list(value):
            if _PART.match(one):
                continue
            if sum(1 for _ in _split(one.rstrip(", "), ",")) > _MOST_COMMAS + 1:
                return one, "has too many commas for one name"
            if sum(1 for _ in _split(one, ";")) > 1:
                return one, "has a semicolon"
    return "", ""


def _name(text: str, use_prefix: bool) -> Name:
    if text in _OTHERS:
        return dict(OTHERS)
    body = without_braces(text)
    if _PART.match(text):
        return _extended(text, use_prefix)
    if body is not None and not body.startswith("\\"):
        return {"literal": plain_text(body)}
    parts = [part.strip() for part in _split(text.rstrip(", "), ",")]
    if len(parts) == 1:
        given, prefix, family = _in_speech_order(_words(text))
        suffix = ""
    else:
        prefix, family = _leading(_words(parts[0]))
        suffix = parts[1] if len(parts) > _MOST_COMMAS else ""
        given = ", ".join(parts[_MOST_COMMAS if suffix else 1 :]) or ""
        given = " ".join(_words(given))
    return _parts(family, given, prefix, suffix, use_prefix)


def _parts(family: str, given: str, prefix: str, suffix: str, use_prefix: bool) -> Name:
    kind = "non-dropping-particle" if use_prefix else "dropping-particle"
    name = {"family": family, "given": given, kind: prefix, "suffix": suffix}
    parts: Name = {part: plain_text(text) for part, text in name.items() if text}
    if parts.get("family", "")[:1].islower() and without_braces(family) is not None:
        parts["parse-names"] = False  # "{von Neumann}, John": braces keep the particle there
    return parts


def _extended(text: str, use_prefix: bool) -> Name:
    """Return a name written `family=..., given=...`."""
    found: dict[str, str] = {}
    for part in _split(text, ","):
        name, _, value = _bare(part).partition("=")
        found[name.strip().lower()] = _bare(value)
    wish = found.get("useprefix", "").lower()
    return _parts(
        found.get("family", ""),
        found.get("given", ""),
        found.get("prefix", ""),
        found.get("suffix", ""),
        use_prefix if wish not in ("true", "false") else wish == "true",
    )


def _bare(text: str) -> str:
    """Return a part of an extended name without the quotes or braces around it."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    body = without_braces(text)
    return text if body is None else body.strip()


def _split(text: str, separator: str) -> Iterator[str]:
    """Yield what stands between separators that are not in braces or quotes."""
    if "{" not in text and '"' not in text:
        yield from text.split(separator)
        return
    depth = start = 0
    in_quotes = False
    for place, letter in enumerate(text):
        if letter == '"' and not depth and text[place - 1 : place] != "\\":
            in_quotes = not in_quotes
        elif letter in "{}":
            depth += 1 if letter == "{" else -1
        elif letter == separator and not depth and not in_quotes:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _words(text: str) -> list[str]:
    """Return the words of a name; braces keep words together."""
    if "{" not in text:
        return text.replace("~", " ").split()
    words: list[str] = []
    depth = 0
    for letter in f" {text}":
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if not depth and _SEPARATORS.match(letter):
            words.append("")
        else:
            words[-1] += letter
    return [word for word in words if word]


def _in_speech_order(words: list[str]) -> tuple[str, str, str]:
    """Return given name, particle and family name of "Given von Family"."""
    lower = [place for place, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower:
        return " ".join(words[:-1]), "", " ".join(words[-1:])
    first, last = lower[0], lower[-1] + 1
    return " ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])


def _leading(words: list[str]) -> tuple[str, str]:
    """Return particle and family name of "von Family"."""
    end = 0
    for place, word in enumerate(words[:-1], 1):
        if _is_lower(word):
            end = place
    return " ".join(words[:end]), " ".join(words[end:])


def _is_lower(word: str) -> bool:
    """Return whether a word begins with a small letter; in braces it has no case."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    text = plain_text(word) if "\\" in word or "{" in word else word
    return next((letter.islower() for letter in text if letter.isalpha()), False)

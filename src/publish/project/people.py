"""Names as authors write them in settings, to persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics import Diagnostic
from publish.model.metadata import Person
from publish.project.groups import Values
from publish.project.kinds import Report, nearest
from publish.project.markup import Texts

# Source: MARC code list for relators, Library of Congress.
_RELATORS = {
    "author": "aut",
    "editor": "edt",
    "translator": "trl",
    "illustrator": "ill",
    "contributor": "ctb",
    "compiler": "com",
    "photographer": "pht",
    "annotator": "ann",
    "commentator": "cmm",
    "designer": "bkd",
    "publisher": "pbl",
    "transcriber": "trc",
    "foreword": "aui",
    "introduction": "aui",
    "afterword": "aft",
    "narrator": "nrt",
    "cartographer": "ctg",
    "thesis advisor": "ths",
}
_FIELDS = {
    "author": "aut",
    "editor": "edt",
    "translator": "trl",
    "illustrator": "ill",
    "contributor": "ctb",
    "creator": "aut",
}
_PARTICLES = re.compile(
    r"af|al|auf|d'|da|das|de|degli|dei|del|della|den|der|des|di|do|dos|du|el|in|la|las|le|les|lo|"
    r"los|op|'t|te|ten|ter|tot|van|vom|von|zu|zum|zur"
)
_SUFFIX = re.compile(r"(?:,|(?<![,\s])(?=\s))\s++(?:Jr|Sr|II|III|IV|MD|PhD|Ph\.D|Esq)\.?$")
# Scripts that write names without a space put the family name first: nothing to turn round.
_UNDIVIDED = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))


def people(values: Values, texts: Texts, report: Report) -> tuple[Person, ...]:
    """Return all persons of a book or chapter: authors first, then in the order of the fields."""
    shared = {key: text for one in values.get("affiliations", ()) for key, text in _named(one)}
    return tuple(
        _person(one, default, shared, texts, report)
        for name, default in _FIELDS.items()
        for one in values.get(name, ())
    )


def _person(
    one: str | Values, default: str, shared: dict[str, str], texts: Texts, report: Report
) -> Person:
    if isinstance(one, str):
        given, family = split_name(one)
        return Person(one, given, family, default)
    name, given, family = _name_parts(one)
    if not name:
        report(Diagnostic("settings-wrong-value", "a person without a name", one.place))
    return Person(
        name=name,
        given=given,
        family=family,
        role=_role(one, default, report),
        affiliations=tuple(
            text for place in one.get("affiliation", ()) for text in _affiliation(place, shared)
        ),
        email=one.get("email", ""),
        orcid=re.sub(r"^https?://orcid\.org/", "", one.get("orcid", "")),
        url=one.get("url", ""),
        note=texts.inlines(one.get("note")),
        corresponding=one.get("corresponding", False),
    )


def _name_parts(one: Values) -> tuple[str, str, str]:
    """Return the name to print, given names, family name."""
    parts: Values = one
    name = one.get("name", "")
    if isinstance(name, Values):
        parts, name = name, name.get("literal", "")
    given, family = parts.get("given", ""), parts.get("family", "")
    if parts.get("dropping-particle"):
        given = f"{given} {parts.get('dropping-particle')}".strip()
    if parts.get("non-dropping-particle"):
        family = f"{parts.get('non-dropping-particle')} {family}"
    name = name or one.get("literal", "")
    if not name:
        name = " ".join(part for part in (given, family, parts.get("suffix", "")) if part)
    elif one.get("file-as"):
        family, _, given = (part.strip() for part in one.get("file-as").partition(","))
    elif not family and parts is one and not one.get("literal"):
        given, family = split_name(name)
    return name, given, family


def split_name(name: str) -> tuple[str, str]:
    """Return given names and family name; particles (`van`, `de la`) go with the family.

    A name of one word, or in a script that puts the family name first, is not divided.
    """
    words = _SUFFIX.sub("", name).split()
    if len(words) < 2 or _is_undivided(name):
        return "", ""
    start = len(words) - 1
    while start > 1 and _PARTICLES.fullmatch(words[start - 1]):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def _is_undivided(name: str) -> bool:
    return any(first <= letter <= last for letter in name for first, last in _UNDIVIDED)


def _role(one: Values, default: str, report: Report) -> str:
    role = one.get("role", "").lower()
    if not role:
        return default
    if role in _RELATORS:
        return _RELATORS[role]
    if re.fullmatch(r"[a-z]{3}", role):
        return str(role)
    expected = "expected a role such as editor, translator or a MARC relator code"
    hint = nearest(role, tuple(_RELATORS))
    message = f"{expected}, found '{one.get('role')}'"
    report(Diagnostic("settings-wrong-value", message, one.places["role"], hint))
    return default


def _affiliation(one: str | Values, shared: dict[str, str]) -> Iterator[str]:
    """Yield an affiliation in words; a reference (`1`, `a, b`, `ref: a`) is looked up."""
    if isinstance(one, Values):
        reference = one.get("ref", "")
        yield shared.get(reference, reference) if reference else _in_words(one)
    elif one in shared:
        yield shared[one]
    else:
        references = re.split(r"[,\s]+", one)
        found = [shared[key] for key in references if key in shared]
        yield from found if len(found) == len(references) else [one]


def _named(one: str | Values) -> Iterator[tuple[str, str]]:
    if isinstance(one, Values):
        yield from ((one.get(key), _in_words(one)) for key in ("id", "index") if one.get(key))


def _in_words(one: Values) -> str:
    parts = ("group", "department", "name", "address", "city", "region", "state", "country")
    return ", ".join(one.get(part) for part in parts if one.get(part))

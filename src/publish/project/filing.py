"""Settings by which shops and libraries find a book: its numbers, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics import Diagnostic, Place, Severity
from publish.model.metadata import Identifier, Subject, is_isbn, is_issn
from publish.project.fields import EDITIONS
from publish.project.groups import Values
from publish.project.kinds import Report, nearest

_SCHEMES = (
    ("isbn", re.compile(r"(?:urn:)?isbn(?:-1[03])?[: ]\s*(.+)", re.IGNORECASE)),
    ("doi", re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)(.+)", re.IGNORECASE)),
    ("doi", re.compile(r"(10\.\d{4,9}/.+)")),
    ("uuid", re.compile(r"(?:urn:)?uuid:(.+)", re.IGNORECASE)),
    ("issn", re.compile(r"(?:urn:)?issn[: ]\s*(.+)", re.IGNORECASE)),
)
# Source: EPUB 3.3, D.3.2. Written small here, spelled there as the values are.
_AUTHORITIES = {
    name.lower(): name
    for name in (
        *("AAT", "BIC", "BISAC", "CLC", "DDC", "CLIL", "EuroVoc", "MEDTOP", "LCSH", "NDC"),
        *("Thema", "UDC", "WGS"),
    )
}
_BISAC = re.compile(r"[A-Z]{3}\d{6}")
# Source: Thema 1.6, categories A to Y and qualifiers 1 to 6.
_THEMA = re.compile(r"[A-Y][A-Z0-9]*|[1-6][A-Z0-9-]*")
_SHAPES = {"BISAC": (_BISAC, "HIS032000"), "Thema": (_THEMA, "NHD")}


def identifiers(values: Values, report: Report) -> tuple[Identifier, ...]:
    """Return the numbers that name the book; an ISBN that is none is reported."""
    found = list(_placed(values))
    for one, place in found:
        if one.scheme == "isbn" and not is_isbn(_digits(one.value)):
            _say_wrong(one.value, "ISBN", "settings-isbn", place, report)
    by_edition = {one.edition: _digits(one.value) for one, _ in found if one.scheme == "isbn"}
    if "pdf" in by_edition and by_edition["pdf"] == by_edition.get("epub"):
        message = "the print edition and the EPUB have the same ISBN"
        hint = "each needs a number of its own"
        place = values.places["isbn"]
        report(Diagnostic("settings-isbn", message, place, hint, Severity.WARNING))
    return tuple(dict.fromkeys(one for one, _ in found))


def check_issn(values: Values, report: Report) -> None:
    """Report an ISSN that is none."""
    number = values.get("issn", "")
    if number and not is_issn(_digits(_number("issn", number))):
        _say_wrong(number, "ISSN", "settings-issn", values.places["issn"], report)


def subjects(values: Values, report: Report) -> Iterator[Subject]:
    """Yield what the book is about; a code without a scheme is told by its form."""
    for one in values.get("subject", ()):
        if isinstance(one, str):
            is_code = _BISAC.fullmatch(one)
            yield Subject(one, "BISAC", one) if is_code else Subject(one)
            continue
        term, given = one.get("term", ""), one.get("authority", "")
        authority = _AUTHORITIES.get(given.lower(), given)
        if not authority and _BISAC.fullmatch(term):
            authority = "BISAC"
        _check_subject(one, authority, term, report)
        text = one.get("text") or term
        if text:
            yield Subject(text, authority if term else "", term if authority else "")


def _check_subject(one: Values, authority: str, term: str, report: Report) -> None:
    place = next(iter(one.places.values()), None)
    is_known = authority in _AUTHORITIES.values() or re.match(r"https?://", authority)
    if authority and not is_known:
        message = f"there is no scheme of subjects called '{authority}'"
        hint = nearest(authority, tuple(_AUTHORITIES.values())) or "a link may name another"
        place = one.places["authority"]
        report(Diagnostic("settings-subject", message, place, hint, Severity.WARNING))
    elif bool(term) != bool(authority):
        missing, there = ("term", authority) if authority else ("authority", term)
        message = f"the subject '{there}' has no '{missing}'"
        report(Diagnostic("settings-subject", message, place, "", Severity.WARNING))
    shape, example = _SHAPES.get(authority, (None, ""))
    if shape and term and not shape.fullmatch(term):
        message = f"'{term}' is no code of {authority}"
        hint = f"codes look like {example}"
        place = one.places["term"]
        report(Diagnostic("settings-subject", message, place, hint, Severity.WARNING))


def _placed(values: Values) -> Iterator[tuple[Identifier, Place]]:
    isbn = values.get("isbn", "")
    if isinstance(isbn, Values):
        for edition in EDITIONS:
            if isbn.get(edition):
                number = _number("isbn", isbn.get(edition))
                yield Identifier("isbn", number, edition), isbn.places[edition]
    elif isbn:
        yield Identifier("isbn", _number("isbn", isbn)), values.places["isbn"]
    if values.get("doi"):
        yield Identifier("doi", _number("doi", values.get("doi"))), values.places["doi"]
    for one in values.get("identifier", ()):
        is_group = isinstance(one, Values) and one.places
        place = next(iter(one.places.values())) if is_group else values.places["identifier"]
        yield _identifier(one), place


def _identifier(one: str | Values) -> Identifier:
    text = one if isinstance(one, str) else one.get("text", "")
    scheme = "" if isinstance(one, str) else one.get("scheme", "").lower()
    scheme = re.sub(r"^isbn-1[03]$", "isbn", scheme)
    if not scheme:
        scheme = next((name for name, form in _SCHEMES if form.fullmatch(text)), "")
    return Identifier(scheme, _number(scheme, text))


def _number(scheme: str, text: str) -> str:
    """Return a number without the words that name its scheme."""
    for name, form in _SCHEMES:
        found = form.fullmatch(text) if name == scheme else None
        if found:
            return found[1].strip()
    return text


def _digits(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def _say_wrong(number: str, what: str, code: str, place: Place, report: Report) -> None:
    message = f"'{number}' is no {what}: its check digit does not fit"
    hint = "look for a digit that is wrong or changed places; without a number, leave it out"
    report(Diagnostic(code, message, place, hint))

"""Settings to what is known about the book: title, people, numbers, rights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publish.diagnostics import Diagnostic, Severity
from publish.model.metadata import Identifier, Metadata, Series
from publish.model.nodes import Inlines, LineBreak
from publish.model.walk import words
from publish.project.fields import BOOK, EDITIONS
from publish.project.groups import Group, Values
from publish.project.kinds import Markup, Report
from publish.project.markup import Texts
from publish.project.people import people

_CREATIVE_COMMONS = re.compile(
    r"(?:CC[ -]?)(BY(?:-(?:NC|ND|SA|NC-SA|NC-ND))?)(?:[ -](\d\.\d))?", re.IGNORECASE
)
_SCHEMES = (
    ("isbn", re.compile(r"(?:urn:)?isbn(?:-1[03])?[: ]\s*(.+)", re.IGNORECASE)),
    ("doi", re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)(.+)", re.IGNORECASE)),
    ("doi", re.compile(r"(10\.\d{4,9}/.+)")),
    ("uuid", re.compile(r"(?:urn:)?uuid:(.+)", re.IGNORECASE)),
    ("issn", re.compile(r"(?:urn:)?issn[: ]\s*(.+)", re.IGNORECASE)),
)


def simple_values(values: Values, group: Group, target: str) -> dict[str, Any]:
    """Return the settings that go unchanged to the fields of one type (`metadata`, `print`)."""
    found: dict[str, Any] = {}
    for one in group.fields:
        owner, _, attribute = one.to.partition(".")
        if owner == target and one.name in values.values:
            found[attribute] = values.values[one.name]
    return found


def book_metadata(values: Values, texts: Texts, report: Report) -> Metadata:
    """Return what the settings say about the book."""
    simple = simple_values(values, BOOK, "metadata")
    _check_date(values, report)
    license_link, license_words = _license(values, texts)
    cover = values.get("cover-image")
    return Metadata(
        **simple,
        **({"lang": values.get("lang").replace("_", "-")} if values.get("lang") else {}),
        title=texts.inlines(values.get("title")),
        subtitle=texts.inlines(values.get("subtitle")),
        people=people(values, texts, report),
        series=_series(values),
        identifiers=tuple(dict.fromkeys(_identifiers(values))),
        rights=_lines(
            _copyright(values, texts), texts.inlines(values.get("rights")), license_words
        ),
        license=license_link,
        abstract=texts.blocks(values.get("abstract")),
        subjects=tuple(_subjects(values)),
        dedication=texts.blocks(values.get("dedication")),
        acknowledgments=texts.blocks(values.get("acknowledgments")),
        cover_image=cover.text if cover else "",
    )


def _check_date(values: Values, report: Report) -> None:
    date = values.get("date", "")
    if date in ("today", "now", "last-modified"):
        message = f"'{date}' would make another book of the same sources every day"
        hint = "write the date of publication"
        place = values.places["date"]
        report(Diagnostic("settings-moving-date", message, place, hint, Severity.WARNING))


def _series(values: Values) -> Series | None:
    title = values.get("belongs-to-collection", "")
    position = values.get("group-position", "")
    return Series(title, position, values.get("issn", "")) if title else None


def _identifiers(values: Values) -> Iterator[Identifier]:
    isbn = values.get("isbn", "")
    if isinstance(isbn, Values):
        for edition in EDITIONS:
            if isbn.get(edition):
                yield Identifier("isbn", _number("isbn", isbn.get(edition)), edition)
    elif isbn:
        yield Identifier("isbn", _number("isbn", isbn))
    if values.get("doi"):
        yield Identifier("doi", _number("doi", values.get("doi")))
    for one in values.get("identifier", ()):
        yield _identifier(one)


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


def _subjects(values: Values) -> Iterator[str]:
    for one in values.get("subject", ()):
        yield one if isinstance(one, str) else one.get("text") or one.get("term", "")


def _copyright(values: Values, texts: Texts) -> Inlines:
    given = values.get("copyright")
    if isinstance(given, Markup):
        return texts.inlines(given)
    if given is None:
        return ()
    if given.get("statement"):
        return texts.inlines(given.get("statement"))
    years = ", ".join(given.get("year", ()))
    return words(" ".join(part for part in ("©", years, given.get("holder", "")) if part))


def _license(values: Values, texts: Texts) -> tuple[str, Inlines]:
    """Return the link to the licence, and the words where there is no link for them."""
    given = values.get("license", "")
    if isinstance(given, Values):
        link, in_words = _license_text(given.get("type", ""))
        return given.get("url", link), texts.inlines(given.get("text")) or in_words
    return _license_text(given)


def _license_text(text: str) -> tuple[str, Inlines]:
    if re.match(r"https?://", text):
        return text, ()
    found = _CREATIVE_COMMONS.fullmatch(text)
    if found:
        kind, version = found[1].lower(), found[2] or "4.0"
        return f"https://creativecommons.org/licenses/{kind}/{version}/", ()
    if text.upper() in ("CC0", "CC0 1.0", "CC-0"):
        return "https://creativecommons.org/publicdomain/zero/1.0/", ()
    return "", words(text) if text else ()


def _lines(*lines: Inlines) -> Inlines:
    result: Inlines = ()
    for line in lines:
        if line:
            result = (*result, LineBreak(), *line) if result else line
    return result

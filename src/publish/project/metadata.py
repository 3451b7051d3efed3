"""Settings to what is known about the book: title, people, numbers, rights."""

from __future__ import annotations

import re
from typing import Any

from publish.diagnostics import Diagnostic, Severity
from publish.model.metadata import Metadata, Series
from publish.model.nodes import Inlines, LineBreak
from publish.model.walk import words
from publish.project.fields import BOOK
from publish.project.filing import check_issn, identifiers, subjects
from publish.project.groups import Group, Values
from publish.project.kinds import Markup, Report
from publish.project.markup import Texts
from publish.project.people import people

_CREATIVE_COMMONS = re.compile(
    r"(?:CC[ -]?)(BY(?:-(?:NC|ND|SA|NC-SA|NC-ND))?)(?:[ -](\d\.\d))?", re.IGNORECASE
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
        series=_series(values, report),
        identifiers=identifiers(values, report),
        rights=_lines(
            _copyright(values, texts), texts.inlines(values.get("rights")), license_words
        ),
        license=license_link,
        abstract=texts.blocks(values.get("abstract")),
        subjects=tuple(subjects(values, report)),
        dedication=texts.blocks(values.get("dedication")),
        acknowledgments=texts.blocks(values.get("acknowledgments")),
        funding=texts.blocks(values.get("funding")),
        cover_image=cover.text if cover else "",
    )


def _check_date(values: Values, report: Report) -> None:
    date = values.get("date", "")
    if date in ("today", "now", "last-modified"):
        message = f"'{date}' would make another book of the same sources every day"
        hint = "write the date of publication"
        place = values.places["date"]
        report(Diagnostic("settings-moving-date", message, place, hint, Severity.WARNING))


def _series(values: Values, report: Report) -> Series | None:
    title = values.get("belongs-to-collection", "")
    position = values.get("group-position", "")
    check_issn(values, report)
    return Series(title, position, values.get("issn", "")) if title else None


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

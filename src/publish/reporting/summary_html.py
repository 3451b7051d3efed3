"""The first part of a report: how much was found, of what kind, and where to find each of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from publish.diagnostics import Severity
from publish.reporting.areas import area_of
from publish.reporting.figures_html import counted
from publish.reporting.findings_html import SEVERITIES
from publish.reporting.gather import Report
from publish.reporting.html import Child, Html, element, inline_code
from publish.reporting.passages import Numbered

_PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.NOTE: "notes"}
# A longer list of findings is folded at first: the text below it says the same.
_MOST_OPEN = 60


def section(name: str, title: str, *children: Child) -> Html:
    """Return a part of the report under its heading."""
    heading = element("h2", title, id=f"{name}-title")
    return element("section", heading, *children, id=name, aria_labelledby=f"{name}-title")


def summary(report: Report) -> Html:
    """Return the counts of findings, the form that picks some, and the list of all."""
    counts = Counter(one.finding.severity for one in report.findings)
    return section(
        "summary",
        "Summary",
        element("p", _verdict(counts), class_="verdict"),
        element("ul", *(_count(severity, counts) for severity in SEVERITIES), class_="counts"),
        _by_area(report.findings),
        _filter(report),
        _list_of_findings(report),
    )


def _verdict(counts: Mapping[Severity, int]) -> str:
    if counts[Severity.ERROR]:
        many = counts[Severity.ERROR]
        return f"{counted(many, 'error stops', 'errors stop')} the build."
    if any(counts.values()):
        return "The book can be built. What follows is worth a look before it goes out."
    return "Nothing to say: the book is ready to build."


def _count(severity: Severity, counts: Mapping[Severity, int]) -> Html:
    many = counts[severity]
    name = SEVERITIES[severity].lower() if many == 1 else _PLURALS[severity]
    return element(
        "li", element("b", f"{many:,}"), " ", name, class_=str(severity) if many else "none"
    )


def _by_area(findings: Sequence[Numbered]) -> Html | None:
    areas = Counter(area_of(one.finding.code) for one in findings)
    if not areas:
        return None
    rows = (
        element("div", element("dt", area), element("dd", f"{many:,}"))
        for area, many in sorted(areas.items(), key=lambda row: (-row[1], row[0]))
    )
    return element("dl", *rows, class_="areas", aria_label="Findings by area")


def _filter(report: Report) -> Html | None:
    """Return the form that picks findings; the script shows it, which it needs to work."""
    if len(report.findings) < 2:
        return None
    present = {one.finding.severity for one in report.findings}
    boxes = [
        element(
            "label",
            element("input", type="checkbox", name="severity", value=str(one), checked=True),
            " ",
            _PLURALS[one],
        )
        for one in SEVERITIES
        if one in present
    ]
    codes = sorted({one.finding.code for one in report.findings})
    paths = [one for one in report.sources if one]
    return element(
        "form",
        element("fieldset", element("legend", "Show"), *boxes),
        _choice("code", "Kind", "all kinds", codes),
        _choice("file", "File", "all files", paths),
        element("button", "Show all", type="reset"),
        element("p", role="status", class_="status"),
        id="filter",
        aria_label="Choose findings",
        hidden=True,
    )


def _choice(name: str, label: str, everything: str, values: Sequence[str]) -> Html:
    options = (element("option", value, value=value) for value in values)
    first = element("option", everything, value="")
    return element("label", f"{label} ", element("select", first, *options, name=name))


def _list_of_findings(report: Report) -> Html | None:
    if not report.findings:
        return None
    items = (
        element(
            "li",
            element(
                "a",
                element("span", f"{one.number}", class_=f"number {one.finding.severity}"),
                element("span", inline_code(one.finding.message), class_="message", dir="auto"),
                element("span", class_="dots", aria_hidden="true"),
                element("span", _place(one), class_="place"),
                href=f"#f{one.number}",
            ),
            data_mark=one.number,
        )
        for one in report.findings
    )
    return element(
        "details",
        element("summary", f"List of {counted(len(report.findings), 'finding')}"),
        element("ol", *items, class_="list"),
        open=len(report.findings) <= _MOST_OPEN,
        class_="contents",
    )


def _place(one: Numbered) -> str:
    return str(one.finding.place) if one.finding.place else "whole book"

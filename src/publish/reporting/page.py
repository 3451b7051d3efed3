"""The whole report as one HTML page: no other file, no network, and it works without its script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from publish.reporting.figures_html import (
    apparatus,
    chapters_table,
    counted,
    editions,
    files_table,
    fonts_table,
    page_link,
    pictures_table,
    words_table,
)
from publish.reporting.findings_html import Explain, finding_note, source_section
from publish.reporting.gather import Report
from publish.reporting.html import Html, element, together
from publish.reporting.pages_html import spreads
from publish.reporting.passages import Numbered
from publish.reporting.summary_html import section, summary


def report_html(report: Report, explain: Explain, fonts_css: str = "") -> str:
    """Return the report as an HTML document. `explain` says what a code means.

    `fonts_css` are `@font-face` rules with the fonts inside; without them a serif face of the
    reader's computer is shown.
    """
    style = Html(fonts_css + _asset("report.css"))
    script = Html(_asset("report.js"))
    head = together(
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"Report: {report.title}"),
        element("style", style),
    )
    body = together(
        element("a", "Skip to the findings", href="#findings", class_="skip"),
        _masthead(report),
        _navigation(report),
        element(
            "main",
            summary(report),
            _findings(report, explain),
            _figures(report),
            _pages(report),
            id="main",
        ),
        element(
            "footer",
            element("p", "Made by ", element("code", "publish check --report"), "."),
        ),
        element("script", script),
    )
    page = element("html", element("head", head), element("body", body), lang="en")
    return f"<!DOCTYPE html>\n{page}\n"


def _asset(name: str) -> str:
    return files("publish.reporting").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return a policy that runs this page's script and no other, and loads nothing.

    Source: W3C, Content Security Policy Level 3, 2.3.1.
    """
    return (
        "default-src 'none'; img-src data:; font-src data:; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _masthead(report: Report) -> Html:
    lang = report.lang or None
    return element(
        "header",
        element("p", "Report on the manuscript", class_="kicker"),
        element("h1", report.title, lang=lang, dir="auto"),
        element("p", report.subtitle, class_="subtitle", lang=lang, dir="auto")
        if report.subtitle
        else None,
        element("p", ", ".join(report.authors), class_="authors", dir="auto")
        if report.authors
        else None,
        class_="masthead",
    )


def _navigation(report: Report) -> Html:
    parts = [("summary", "Summary"), ("findings", "Findings"), ("figures", "In figures")]
    parts.append(("pages", "Pages"))
    links = (element("li", element("a", text, href=f"#{name}")) for name, text in parts)
    return element("nav", element("ul", *links), aria_label="Parts of the report")


def _findings(report: Report, explain: Explain) -> Html:
    def aside(one: Numbered) -> Html | None:
        page = report.printed_on.get(one.number)
        return page_link(report, page) if page else None

    def note(one: Numbered) -> Html:
        return finding_note(one, explain, aside)

    by_file: dict[str, list[Numbered]] = {}
    for one in report.findings:
        by_file.setdefault(one.finding.place.path if one.finding.place else "", []).append(one)
    sections = (
        source_section(_file_heading(path, found), path, report.sources.get(path, ""), found, note)
        for path, found in by_file.items()
    )
    if not by_file:
        return section("findings", "Findings", element("p", "There are none.", class_="absent"))
    intro = "Each file with what was found in it, in the text where it stands."
    return section("findings", "Findings", element("p", intro, class_="lead"), *sections)


def _file_heading(path: str, findings: Sequence[Numbered]) -> Html:
    name = element("span", path, class_="path") if path else "The book as a whole"
    count = element("span", counted(len(findings), "finding"), class_="count")
    return element("h3", name, " ", count)


def _figures(report: Report) -> Html:
    figures = report.figures
    book = (
        (
            words_table(figures, is_resolved=report.is_resolved),
            apparatus(report),
            chapters_table(figures) if len(figures.chapters) > 1 else None,
        )
        if figures
        else (
            element(
                "p", "The manuscript could not be read, so nothing is counted.", class_="absent"
            ),
        )
    )
    return section(
        "figures",
        "The book in figures",
        *book,
        editions(report),
        fonts_table(report),
        pictures_table(report),
        files_table(report),
    )


def _pages(report: Report) -> Html:
    if not report.pages:
        text = "There is no print edition yet, so no pages can be shown. "
        build = element("code", "publish build pdf")
        absent = element("p", text, build, " makes one; then write this report again.")
        return section("pages", "Pages", together(absent))
    lead = f"{counted(len(report.pages), 'page')} of {report.pdf.name if report.pdf else ''}."
    if report.printed_on:
        lead += " Numbers under a page are of the findings that stand on it."
    return section(
        "pages", "Pages", element("p", lead, class_="lead"), _newer(report), spreads(report)
    )


def _newer(report: Report) -> Html | None:
    """Return a warning that the pages are older than what was written."""
    if not report.newer:
        return None
    first = report.newer[0]
    others = len(report.newer) - 1
    also = f" and {counted(others, 'other file')}" if others else ""
    return element(
        "p",
        "These pages are older than ",
        element("code", first),
        f"{also}. ",
        element("code", "publish build pdf"),
        " makes them new.",
        class_="newer",
    )

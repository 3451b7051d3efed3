"""The pages of the PDF as open spreads, with the findings that stand on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from publish.diagnostics import Severity
from publish.reporting.findings_html import SEVERITIES
from publish.reporting.gather import Report
from publish.reporting.html import Html, element
from publish.reporting.passages import Numbered
from publish.reporting.thumbnails import PagePicture

# Above so many findings on a page, the rest is counted.
_MOST_LINKS = 8


def spreads(report: Report) -> Html:
    """Return the pages in pairs as an open book shows them: the first stands alone."""
    marked = _by_page(report)
    name = quote(report.folder_link + report.pdf.name) if report.pdf else ""
    pairs = (
        element(
            "li", *(_page(page, marked.get(page.number, ()), name) for page in pair), class_=kind
        )
        for kind, pair in _pairs(report.pages)
    )
    return element("ol", *pairs, class_="spreads rtl" if report.is_rtl else "spreads")


def _pairs(pages: Sequence[PagePicture]) -> Iterator[tuple[str, Sequence[PagePicture]]]:
    yield "spread first", pages[:1]
    for at in range(1, len(pages), 2):
        yield "spread", pages[at : at + 2]


def _by_page(report: Report) -> dict[int, list[Numbered]]:
    by_number: Mapping[int, Numbered] = {one.number: one for one in report.findings}
    found: dict[int, list[Numbered]] = {}
    for number, page in report.printed_on.items():
        found.setdefault(page, []).append(by_number[number])
    return found


def _page(page: PagePicture, findings: Sequence[Numbered], file: str) -> Html:
    label = page.label or str(page.number)
    picture = element(
        "img",
        src=page.uri,
        alt=f"Page {label}, small",
        width=page.width_px,
        height=page.height_px,
        loading="lazy",
        decoding="async",
    )
    return element(
        "figure",
        element("a", picture, href=f"{file}#page={page.number}", title=f"Page {label} of the PDF"),
        element("figcaption", element("span", label, class_="folio"), _marks(findings)),
        id=f"page-{page.number}",
        class_=f"page {_worst(findings)}" if findings else "page",
    )


def _worst(findings: Sequence[Numbered]) -> Severity:
    order = list(SEVERITIES)
    return min((one.finding.severity for one in findings), key=order.index)


def _marks(findings: Sequence[Numbered]) -> Html | None:
    if not findings:
        return None
    links = [
        element(
            "a",
            str(one.number),
            href=f"#f{one.number}",
            class_=str(one.finding.severity),
            data_mark=one.number,
            aria_label=f"{SEVERITIES[one.finding.severity]} {one.number}",
            title=one.finding.message,
        )
        for one in findings[:_MOST_LINKS]
    ]
    more = len(findings) - _MOST_LINKS
    rest = element("span", f"+{more}") if more > 0 else None
    return element("span", *links, rest, class_="marks")

"""The figures of a book and of its editions as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from publish.reporting.counting import Figures, Kind
from publish.reporting.finished_files import Font
from publish.reporting.gather import BookPicture, Report
from publish.reporting.html import Child, Html, element

_ROUNDING = 0.995  # a picture of 299.6 pixels an inch is one of 300
_MM_PER_INCH = 25.4
_KINDS = {
    ".pdf": "print PDF",
    ".epub": "EPUB",
    ".docx": "Word file",
    ".xml": "record for shops",
    ".jpg": "picture",
    ".png": "picture",
    ".html": "web page",
    ".txt": "text",
}


def number(value: int) -> str:
    """Return a number with its thousands apart: 12,345."""
    return f"{value:,}"


def size(count: int) -> str:
    """Return a size in bytes as people say it: 1.8 MB (a million bytes)."""
    for unit, bytes_each in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= bytes_each:
            value = count / bytes_each
            return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"
    return f"{count} bytes"


def counted(count: int, one: str, many: str = "") -> str:
    """Return `1 page`, `2 pages`."""
    return f"{number(count)} {one if count == 1 else many or f'{one}s'}"


def table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Child]],
    foot: Sequence[Child] = (),
    class_: str = "table",
) -> Html:
    """Return a table. The first cell of each row is its head; columns after it are numbers."""
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element("thead", element("tr", *(element("th", one, scope="col") for one in heads))),
            element("tbody", *map(_row, rows)),
            element("tfoot", _row(foot)) if foot else None,
        ),
        class_=class_,
        tabindex=0,
        role="region",
        aria_label=caption,
    )


def _row(cells: Sequence[Child]) -> Html:
    first, *others = cells
    return element(
        "tr", element("th", first, scope="row"), *(element("td", cell) for cell in others)
    )


def words_table(figures: Figures, *, is_resolved: bool) -> Html:
    """Return the words of a book by what they are, each kind with a bar for its share."""
    told = [(kind, figures.words[kind]) for kind in Kind if figures.words[kind]]
    most = max((count for _, count in told), default=1)
    rows = [(kind.value, number(count), _bar(count, most)) for kind, count in told]
    caption = "Words by what they are" if is_resolved else "Words as written, citations left out"
    total = ("All words", number(sum(figures.words.values())), "")
    return table(caption, ("Kind", "Words", "Share"), rows, total, class_="table bars")


def _bar(count: int, most: int) -> Html:
    width = max(3, round(1000 * count / most))
    bar = element("rect", class_="bar", width=width, height=8)
    return element("svg", bar, viewBox="0 0 1000 8", preserveAspectRatio="none", aria_hidden="true")


def chapters_table(figures: Figures) -> Html:
    """Return the chapters with their words, notes, figures and tables."""
    rows = [
        (
            one.title,
            number(one.words),
            number(one.notes) if one.notes else "\u2013",
            number(one.note_words) if one.note_words else "\u2013",
            number(one.figures) if one.figures else "\u2013",
            number(one.tables) if one.tables else "\u2013",
        )
        for one in figures.chapters
    ]
    heads = ("Chapter", "Words", "Notes", "Words in notes", "Figures", "Tables")
    return table("Chapter by chapter", heads, rows)


def apparatus(report: Report) -> Html | None:
    """Return notes, citations, sources, figures and tables as a list of numbers."""
    figures = report.figures
    if figures is None:
        return None
    told = [("Notes", figures.notes)]
    if report.is_resolved:
        told += [("Citations", figures.citations), ("Sources cited", figures.cited)]
    told += [
        ("Entries in the bibliography", figures.sources),
        ("Figures", figures.figures),
        ("Tables", figures.tables),
    ]
    return _list((name, number(value)) for name, value in told)


def _list(rows: Iterator[tuple[str, Child]]) -> Html:
    pairs = (
        element("div", element("dt", name), element("dd", value)) for name, value in rows if value
    )
    return element("dl", *pairs, class_="facts")


def editions(report: Report) -> Html:
    """Return what is known of the finished editions, and how to get those that are not there."""
    parts = [one for one in (_pdf(report), _epub(report), _docx(report)) if one]
    if not parts:
        return element(
            "p",
            "There are no finished editions yet. ",
            element("code", "publish build"),
            " makes them; this report then tells their pages, fonts and pictures.",
            class_="absent",
        )
    return element("div", *parts, class_="editions")


def _pdf(report: Report) -> Html | None:
    if report.pdf is None or report.pdf_facts is None:
        return None
    facts = report.pdf_facts
    across, up = facts.size_mm
    rows: list[tuple[str, Child]] = [
        ("Pages", _pages(report)),
        (
            "Page size",
            f"{across:.0f} \u00d7 {up:.0f} mm ({_inches(across)} \u00d7 {_inches(up)} in)",
        ),
        ("Keeps", ", ".join(facts.standards)),
        ("Fonts", _embedded(facts.fonts)),
        ("Pictures of pixels", number(len(facts.pictures))),
    ]
    return _edition("Print PDF", iter(rows))


def _embedded(fonts: Sequence[Font]) -> str:
    missing = sum(not one.is_embedded for one in fonts)
    state = f"{number(missing)} missing" if missing else "embedded"
    return f"{number(len(fonts))}, {state}" if fonts else ""


def _pages(report: Report) -> str:
    """Return how many pages there are, as a catalogue says it where there are two counts."""
    total = number(len(report.pages))
    roman = [page.label for page in report.pages if page.label and not page.label.isdigit()]
    return f"{total} ({roman[-1]} + {len(report.pages) - len(roman)})" if roman else total


def _inches(millimetres: float) -> str:
    return f"{millimetres / _MM_PER_INCH:.2f}".rstrip("0").rstrip(".")


def _epub(report: Report) -> Html | None:
    facts = report.epub_facts
    if facts is None:
        return None
    rows: list[tuple[str, Child]] = [
        ("Documents", number(facts.documents)),
        ("Printed pages in its list", number(facts.pages)),
        ("Pictures", number(facts.pictures)),
        ("Fonts", _embedded(facts.fonts) if facts.fonts else "the reader\u2019s own"),
        ("Conforms to", facts.conforms_to),
    ]
    return _edition("EPUB", iter(rows))


def _docx(report: Report) -> Html | None:
    facts = report.docx_facts
    if facts is None:
        return None
    rows: list[tuple[str, Child]] = [
        ("Footnotes", number(facts.footnotes)),
        ("Endnotes", number(facts.endnotes) if facts.endnotes else ""),
        ("Pictures", number(facts.pictures)),
    ]
    return _edition("Word file", iter(rows))


def _edition(name: str, rows: Iterator[tuple[str, Child]]) -> Html:
    return element("section", element("h3", name), _list(rows), class_="edition")


def fonts_table(report: Report) -> Html | None:
    """Return the fonts of the PDF and of the EPUB, and whether they are in the file."""
    rows = [
        (one.name, edition, "embedded" if one.is_embedded else _bad("missing"), size(one.size))
        for edition, fonts in _fonts(report)
        for one in fonts
    ]
    if not rows:
        return None
    return table("Fonts", ("Font", "In", "State", "Size in the file"), rows)


def _fonts(report: Report) -> Iterator[tuple[str, tuple[Font, ...]]]:
    if report.pdf_facts:
        yield "PDF", report.pdf_facts.fonts
    if report.epub_facts:
        yield "EPUB", report.epub_facts.fonts


def pictures_table(report: Report) -> Html | None:
    """Return the pictures of the manuscript: pixels, printed size, pixels an inch."""
    if not report.pictures:
        return None
    heads = ("Picture", "Pixels", "Printed", "Pixels an inch", "Page")
    rows = [_picture(one, report) for one in report.pictures]
    return table("Pictures", heads, rows)


def _picture(one: BookPicture, report: Report) -> Sequence[Child]:
    if one.is_drawing:
        return (_name(one.url), "drawing", "\u2013", "sharp at any size", "\u2013")
    pixels = f"{number(one.pixels[0])} \u00d7 {number(one.pixels[1])}"
    if one.printed is None:
        widest = one.pixels[0] / one.needed_ppi * _MM_PER_INCH
        return (_name(one.url), pixels, f"fine up to {widest:.0f} mm wide", "\u2013", "\u2013")
    across, up = one.printed.size_mm
    ppi = f"{one.printed.ppi:.0f}"
    return (
        _name(one.url),
        pixels,
        f"{across:.0f} \u00d7 {up:.0f} mm",
        _bad(f"{ppi} (coarse)") if one.printed.ppi < one.needed_ppi * _ROUNDING else ppi,
        page_link(report, one.printed.page),
    )


def _name(path: str) -> Html:
    return element("code", path)


def _bad(text: str) -> Html:
    return element("strong", text, class_="warning")


def page_link(report: Report, page: int) -> Html | None:
    """Return a link to the small picture of a page, called what is printed on it."""
    if not 0 < page <= len(report.pages):
        return None
    return element("a", f"page {report.pages[page - 1].label}", href=f"#page-{page}")


def files_table(report: Report) -> Html | None:
    """Return the files in dist/ with their sizes and dates."""
    if not report.files:
        return None
    rows = [
        (
            element("a", one.name, href=quote(report.folder_link + one.name)),
            _KINDS.get(PurePosixPath(one.name).suffix.lower(), "file"),
            size(one.size),
            element(
                "time",
                f"{one.changed:%Y-%m-%d %H:%M} UTC",
                datetime=f"{one.changed:%Y-%m-%dT%H:%M:%SZ}",
            ),
        )
        for one in report.files
    ]
    return table("Finished files", ("File", "Kind", "Size", "Made"), rows)


__all__ = [
    *("apparatus", "chapters_table", "counted", "editions", "files_table", "fonts_table"),
    *("number", "page_link", "pictures_table", "size", "table", "words_table"),
]

"""Gathers what a report tells: the findings with their files, the book's figures, what is in dist/.

All reading of files for a report is done here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from publish.diagnostics import Diagnostic
from publish.editions.docx.languages import is_right_to_left
from publish.editions.images import ImageError, ImageFile, load_image
from publish.editions.pdf.preflight.pictures import LINES_PPI, TONES_PPI, is_line_art
from publish.editions.sourcedate import source_date
from publish.model.document import Document
from publish.model.nodes import Image
from publish.model.walk import every, plain_text
from publish.pipeline import Examined
from publish.project import Project
from publish.reporting.counting import Figures, figures_of
from publish.reporting.finished_files import (
    DocxFacts,
    EpubFacts,
    FoundFile,
    PdfFacts,
    PrintedPicture,
    docx_facts,
    epub_facts,
    found_files,
    pdf_facts,
    read_file,
)
from publish.reporting.passages import Numbered
from publish.reporting.thumbnails import PagePicture, page_pictures
from publish.reporting.whereprinted import PrintedPages

Facts = TypeVar("Facts")
_SETTINGS = "manuscript/book.yaml"
_MOST_LETTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class BookPicture:
    """A picture of the manuscript. Pixels are 0 for a drawing; `printed` is None where unknown.

    `needed_ppi` are the pixels an inch that printers ask for.
    """

    url: str
    pixels: tuple[int, int]
    size: int  # bytes
    is_drawing: bool
    needed_ppi: int
    printed: PrintedPicture | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report tells. `sources` are the texts of files by path, in the book's order.

    `printed_on` names the page (from 1) of each finding, by its number, as far as it is known.
    `newer` are the files that were changed after the PDF was made.
    """

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    findings: tuple[Numbered, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    figures: Figures | None = None
    is_resolved: bool = False
    pictures: tuple[BookPicture, ...] = ()
    files: tuple[FoundFile, ...] = ()
    pdf: FoundFile | None = None
    pdf_facts: PdfFacts | None = None
    epub_facts: EpubFacts | None = None
    docx_facts: DocxFacts | None = None
    pages: tuple[PagePicture, ...] = ()
    printed_on: Mapping[int, int] = field(default_factory=dict)
    newer: tuple[str, ...] = ()
    folder_link: str = ""  # from the report to dist/, "" if they are the same folder
    is_rtl: bool = False


def gather(examined: Examined, folder: Path, dist: Path, target: Path) -> Report:
    """Return what is to be told of a project in `folder`, whose editions are in `dist`.

    `target` is where the report will be; what stands there now is none of the book's files.
    """
    findings = examined.diagnostics
    sources = _sources(examined.project, folder, findings)
    order = {path: at for at, path in enumerate(sources)}
    ranked = sorted(findings, key=lambda one: order.get(one.place.path if one.place else "", -1))
    numbered = tuple(Numbered(number, found) for number, found in enumerate(ranked, 1))
    report = Report(
        title="Untitled",
        findings=numbered,
        sources=sources,
        files=tuple(found_files(dist, without=target)),
        is_resolved=examined.is_resolved,
        folder_link=_link(target.parent, dist),
    )
    if examined.project:
        report = _with_project(report, examined.project)
    if examined.document:
        count = len(examined.library.items) if examined.library else 0
        figures = figures_of(examined.document, count)
        report = replace(report, figures=figures, pictures=tuple(_pictures(examined.document)))
    return _with_editions(report, examined.project, folder)


def _link(start: Path, folder: Path) -> str:
    """Return how to get from one folder to another in a link, "" if they are the same."""
    way = Path(os.path.relpath(folder.resolve(), start.resolve())).as_posix()
    return "" if way == "." else f"{way}/"


def _with_project(report: Report, project: Project) -> Report:
    metadata = project.metadata
    return replace(
        report,
        title=plain_text(metadata.title) or report.title,
        subtitle=plain_text(metadata.subtitle),
        authors=tuple(one.name for one in metadata.authors),
        lang=metadata.lang,
        is_rtl=is_right_to_left(metadata.lang, metadata.direction),
    )


def _sources(
    project: Project | None, folder: Path, findings: Sequence[Diagnostic]
) -> dict[str, str]:
    """Return the texts of the files that findings are about, in the book's order."""
    named = {one.place.path for one in findings if one.place}
    order = ["", _SETTINGS]
    if project:
        order += [chapter.path for chapter in project.chapters]
        order += [_relative(path, project.folder) for path in project.bibliographies]
    paths = dict.fromkeys([*(one for one in order if one in named), *sorted(named)])
    return {path: _text(folder, path) for path in paths}


def _relative(path: Path, folder: Path) -> str:
    inside = path.resolve(), folder.resolve()
    return inside[0].relative_to(inside[1]).as_posix() if path.is_relative_to(folder) else str(path)


def _text(folder: Path, path: str) -> str:
    """Return what a file of the project says; "" for files elsewhere and such that are no text."""
    try:
        file = (folder / path).resolve()
        if not path or not file.is_relative_to(folder.resolve()) or not file.is_file():
            return ""
        data = file.read_bytes()
    except (OSError, ValueError):
        return ""
    if b"\0" in data or len(data) > _MOST_LETTERS:
        return ""
    text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_editions(report: Report, project: Project | None, folder: Path) -> Report:
    name = (project.settings.output_name if project else "") or "book"
    found = {one.name: one for one in report.files}
    pdf = found.get(f"{name}.pdf")
    report = replace(
        report,
        pdf=pdf,
        epub_facts=_facts(found.get(f"{name}.epub"), epub_facts),
        docx_facts=_facts(found.get(f"{name}.docx"), docx_facts),
    )
    data = read_file(pdf) if pdf else None
    if pdf is None or data is None:
        return report
    try:
        pages = tuple(page_pictures(data))
    except ValueError:
        return replace(report, pdf=None)
    facts = pdf_facts(data)
    return replace(
        report,
        pages=pages,
        pdf_facts=facts,
        printed_on=_printed_on(report, pages),
        pictures=_as_printed(report.pictures, facts.pictures if facts else ()),
        newer=tuple(_newer(project, folder, pdf)),
    )


def _facts(file: FoundFile | None, reader: Callable[[bytes], Facts | None]) -> Facts | None:
    data = read_file(file) if file else None
    return reader(data) if data is not None else None


def _printed_on(report: Report, pages: Sequence[PagePicture]) -> dict[int, int]:
    printed = PrintedPages(page.text for page in pages)
    found: dict[int, int] = {}
    for one in report.findings:
        place = one.finding.place
        if place and place.path.endswith((".md", ".markdown", ".qmd", ".txt")):
            page = printed.page(place, report.sources.get(place.path, ""))
            if page is not None:
                found[one.number] = page
    return found


def _newer(project: Project | None, folder: Path, pdf: FoundFile) -> Iterator[str]:
    """Yield the book's files that were changed after its PDF was made."""
    if project is None:
        return
    latest = source_date()
    paths = [folder / _SETTINGS, *(folder / one.path for one in project.chapters)]
    for path in dict.fromkeys([*paths, *project.bibliographies]):
        if not path.is_file():
            continue
        changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        if min(changed, latest or changed) > pdf.changed:
            yield _relative(path, folder)


def _pictures(document: Document) -> Iterator[BookPicture]:
    """Yield the pictures of the print edition in reading order, each file once."""
    blocks = tuple(one.blocks for one in document.chapters if "pdf" in one.editions)
    for url in dict.fromkeys(one.target.url for one in every(Image, blocks)):
        try:
            image = load_image(document.folder, url)
        except ImageError:
            continue  # is a finding
        yield _picture(image, document.folder)


def _picture(image: ImageFile, folder: Path) -> BookPicture:
    is_drawing = image.media_type == "image/svg+xml"
    pixels = (0, 0) if is_drawing else (image.width_px, image.height_px)
    needed = LINES_PPI if is_line_art(folder / image.name) else TONES_PPI
    return BookPicture(image.name, pixels, len(image.data), is_drawing, needed)


def _as_printed(
    pictures: Sequence[BookPicture], printed: Sequence[PrintedPicture]
) -> tuple[BookPicture, ...]:
    """Find each picture on the pages by its pixels: the largest print of it counts."""
    left = sorted(printed, key=lambda one: (one.ppi, one.page))
    known = [one.pixels for one in pictures]
    found = []
    for picture in pictures:
        same = [one for one in left if one.pixels == picture.pixels]
        # Of several files with as many pixels, each is taken to be one print, in reading order.
        if known.count(picture.pixels) > 1 and same:
            same = [min(same, key=lambda one: one.page)]
            left.remove(same[0])
        found.append(replace(picture, printed=same[0]) if same else picture)
    return tuple(found)

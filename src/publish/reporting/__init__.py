"""Shows a book and what is wrong with it as a page for people: findings, figures, small pages."""

from __future__ import annotations

from pathlib import Path

from publish.check import explain
from publish.diagnostics import Diagnostic, PublishError
from publish.pipeline import Examined, dist_of
from publish.reporting.gather import gather
from publish.reporting.page import report_html
from publish.reporting.typeface import font_rules
from publish.writing import write_whole

DEFAULT_NAME = "report.html"


def write_report(examined: Examined, folder: Path, file: Path | None = None) -> Path:
    """Write the report on a project as one HTML file, and return where it is.

    Without `file` it goes to `dist/report.html` in the project. Raises: PublishError if `dist`
    leads out of the project or the file cannot be written; what stood there then stays.
    """
    dist = dist_of(folder)
    target = file or dist / DEFAULT_NAME
    report = gather(examined, folder, dist, target)
    fonts = font_rules(report_html(report, explain))
    page = report_html(report, explain, fonts)
    try:
        return write_whole(target.parent, {target.name: page.encode("utf-8")})[0]
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        message = f"the report '{target}' cannot be written: {why}"
        hint = "name another file: publish check --report FILE.html"
        raise PublishError([Diagnostic("output-not-written", message, hint=hint)]) from error

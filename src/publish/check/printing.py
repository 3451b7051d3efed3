"""Rules of printers on finished PDF files: the judgement of `publish check FILE.pdf --for X`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from publish.check.catalogue import describe
from publish.diagnostics import Diagnostic, Place, Severity

if TYPE_CHECKING:
    from publish.editions.outcomes import Outcome
    from publish.editions.printing.printer import Printer

describe(
    print_rule="""
    A PDF file does not keep a rule of the printer that it is for.

    The rules are those of the profile that `--for` names, as they were when it was collected.
    Check the printer's current page: it is right where the two differ.
    """,
    print_no_standard="""
    The printer asks for PDF/X, and the settings do not say what the press is.

    PDF/X-4 needs the ICC profile of the press: `press: {profile: styles/coated.icc}`; ask the
    printer for the file. PDF/X-1a is content with the name of a registered condition:
    `press: {condition: FOGRA39}`. Without either, the pages are made all the same, but the file
    does not say that it keeps the standard.
    """,
    print_bad_profile="""
    The ICC profile of the settings is not one of a printing press.

    `press: {profile: ...}` names a file for CMYK or grey of the class that describes output
    devices. Profiles of screens and cameras are of another class.
    """,
    print_gutter_widened="""
    The inner margin was made wider, because a thick book does not open flat.

    The printer asks for it by the number of pages. The lines of the book are a little shorter than
    in the print edition. To have the same in both, set `print: {margins: {inner: ...}}`.
    """,
    print_no_cover="""
    A printer wants a cover, and none could be made.

    Covers are set in the fonts of the design. Where none of them has all letters of title and
    names, name one that has, or bring the whole cover as a picture: `cover: {wrap-image: ...}`.
    """,
    print_no_barcode="""
    The cover has no barcode.

    It is made from the ISBN of the print edition: `isbn: {pdf: 978-...}`. Some printers lay their
    own barcode over the place; then nothing is missing. A cover of less than about 7 cm has no
    room for one that scanners can read.
    """,
    print_no_paper="""
    The settings name a paper that the printer's profile does not have.

    The width of the spine follows from the paper. The finding names those there are.
    """,
    settings_unknown_printer="""
    There is no printer profile of this name.

    Profiles are YAML files in `styles/printers/` of the project, or those that ship with the tool.
    """,
    settings_printer="""
    A printer profile of the project has a key or a value that means nothing.

    Look into `styles/printers/`; the hint names what may stand there.
    """,
)


def judge_print(path: Path, printer: Printer) -> tuple[tuple[Outcome, ...], tuple[Diagnostic, ...]]:
    """Return what became of each rule of a printer, and a finding for each that is broken."""
    # Not at the top: whoever checks a manuscript needs none of these.
    from publish.editions.printing.judge import judge_interior
    from publish.editions.printing.judgecover import judge_cover, measured_sheet
    from publish.editions.printing.reading import FileError, Finished, reading_others

    place = Place(path.as_posix())
    try:
        data = path.read_bytes()
        with reading_others():
            file = Finished(data)
            sheet = measured_sheet(file, printer)
            if sheet is None:
                outcomes = judge_interior(file, printer)
            else:
                outcomes = judge_cover(file, printer, sheet, None)
    except (OSError, FileError) as error:
        return (), (Diagnostic("file-unreadable", f"the file cannot be read: {error}", place),)
    return outcomes, tuple(broken(outcomes, printer, place))


def broken(outcomes: Iterable[Outcome], printer: Printer, place: Place) -> Iterable[Diagnostic]:
    """Yield a finding for each rule that is not kept."""
    hint = f"{printer.printer}: check the printer's current page"
    for one in outcomes:
        if not one.is_kept:
            message = f"{one.rule}: {one.why}" if one.why else one.rule
            yield Diagnostic("print-rule", message, place, hint, Severity.WARNING)

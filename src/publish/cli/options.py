"""The options of each command."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

EDITIONS = ("pdf", "epub", "docx")
JOBS = min(2, os.cpu_count() or 1)
MOST_JOBS = 64
_READ_THE_BOOK = ("build", "check", "submit", "print", "draft", "return", "watch")


def add_own(parser: argparse.ArgumentParser, command: str) -> None:
    """Add the options that a command has for itself."""
    if add := _OWN.get(command):
        add(parser)
    if command in _READ_THE_BOOK:
        parser.add_argument(
            "--allow-filters",
            action="store_true",
            help="let the Lua filters run that book.yaml names; they can do all that you can",
        )


def _edition(word: str) -> str:
    # Not `choices`: argparse of Python 3.11 finds the empty list wrong that no argument gives.
    if word not in (*EDITIONS, "all"):
        known = ", ".join((*EDITIONS, "all"))
        raise argparse.ArgumentTypeError(f"no edition '{word}'; there are {known}")
    return word


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to put it")
    parser.add_argument("--title", default="", help="the title of the book")
    parser.add_argument("--author", default="", help="the name of the author")


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "editions",
        nargs="*",
        metavar="EDITION",
        type=_edition,
        help="pdf, epub, docx or all; default: what book.yaml names",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        type=Path,
        default=None,
        help="where to put the files; default: dist/ in the project",
    )
    parser.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=_jobs,
        default=JOBS,
        help=f"lay pages out in so many processes, each some 150 MB large; default: {JOBS}",
    )


def _jobs(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {MOST_JOBS}, not {word!r}")
    return int(word)


def _port(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= 65535:
        raise argparse.ArgumentTypeError(f"no port '{word}'; ports are 1 to 65535")
    return int(word)


def _add_watch(parser: argparse.ArgumentParser) -> None:
    _add_build(parser)
    parser.add_argument(
        "--port",
        type=_port,
        default=0,
        help="where the page is served, on this machine only; default: 4180, or the next free one",
    )
    parser.add_argument(
        "--open",
        "--browser",
        dest="opens_browser",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="open the page in the browser; default: where there are windows",
    )
    parser.add_argument(
        "--editor",
        default="",
        metavar="EDITOR",
        help="what opens files at a line: a command ('code', 'kate -n', 'my {file} +{line}') or an "
        "address ('vscode://file/{file}:{line}:{column}'); default: $VISUAL, $EDITOR, or one found",
    )


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        type=Path,
        help="a finished .docx or .epub file, whoever made it; default: the book itself",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="mend in the manuscript what can be mended safely, and name the files changed",
    )
    parser.add_argument(
        "--links",
        action="store_true",
        help="ask the servers of web addresses in the book whether these still lead somewhere",
    )
    parser.add_argument(
        "--report",
        nargs="?",
        metavar="FILE",
        type=_web_page,
        const=Path(),
        default=None,
        help="write the findings, the book's figures and its pages as one HTML page; "
        "default: dist/report.html in the project",
    )
    _add_profile(parser, default="")
    _add_printer(parser, is_needed=False)


def _web_page(word: str) -> Path:
    # `check --report returned.docx` must not write over that file.
    path = Path(word)
    if path.suffix.lower() not in (".html", ".htm"):
        raise argparse.ArgumentTypeError(f"'{word}' is no name of a report: it must end in .html")
    return path


def _add_submit(parser: argparse.ArgumentParser) -> None:
    _add_profile(parser, default="plain")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        type=Path,
        default=None,
        help="where to put the files; default: dist/submission-PROFILE/ in the project",
    )


def _add_print(parser: argparse.ArgumentParser) -> None:
    _add_printer(parser, is_needed=True)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        type=Path,
        default=None,
        help="where to put the files; default: dist/print-NAME/ in the project",
    )


def _add_draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--label", default="", help="which draft it is, for the foot of a page")
    parser.add_argument(
        "--watermark", default="DRAFT", metavar="WORD", help="across each page; default: DRAFT"
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=None, metavar="FOLDER", help="default: dist/"
    )


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "code",
        nargs="?",
        default="",
        metavar="CODE",
        help="a code such as cite-unknown-key; without it, a list of all",
    )


def _add_profile(parser: argparse.ArgumentParser, default: str) -> None:
    shown = f"; default: {default}" if default else ""
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default=default,
        help=f"a journal's rules for Word files, such as ahr or pmla{shown}",
    )
    parser.add_argument(
        "--hide",
        metavar="WORDS",
        action="append",
        default=[],
        help="what an anonymous file may not hold, such as a name or a grant; may be given again",
    )


def _add_printer(parser: argparse.ArgumentParser, *, is_needed: bool) -> None:
    parser.add_argument(
        "--for",
        dest="printer",
        metavar="NAME",
        required=is_needed,
        default="",
        help="a printer's rules for PDF files, such as kdp-paperback, ingramspark or offset",
    )


def _add_impose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a PDF file of single pages")
    parser.add_argument(
        "--as",
        dest="form",
        choices=("booklet", "sections", "signatures", "two-up"),
        default="booklet",
        help="booklet: sheets in each other, stapled; sections: the same in parts, for thread or "
        "glue; signatures: one sheet for each part, folded again and again; two-up: a proof",
    )
    parser.add_argument(
        "--pages",
        type=int,
        choices=(4, 8, 16, 32),
        default=16,
        help="pages of a section or signature; default: 16",
    )
    parser.add_argument(
        "--creep",
        type=float,
        default=0,
        metavar="MM",
        help="how far each inner sheet moves its pages to the spine: the paper's thickness in mm",
    )
    parser.add_argument("--rtl", action="store_true", help="the book is read from right to left")
    parser.add_argument(
        "-o", "--output", type=Path, default=None, metavar="FILE", help="default: FILE-FORM.pdf"
    )


def _add_cite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", nargs="*", metavar="KEY", help="keys; without any, all entries")
    parser.add_argument(
        "--style", default="", help="the citation style, by name or file; default: the project's"
    )
    parser.add_argument(
        "--bibliography",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a .bib, .json or .yaml file; may be given again; default: the project's",
    )
    parser.add_argument("--lang", default="", help="the language of the text, such as de or en-GB")


def _add_return(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the Word file that came back")
    parser.add_argument(
        "--apply",
        action="store_true",
        help="make the changes in the manuscript instead of printing them",
    )
    parser.add_argument(
        "--accept",
        metavar="NAME",
        action="append",
        default=[],
        help="accept the tracked changes of this person only; may be given again; default: all",
    )


_OWN: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
    "new": _add_new,
    "build": _add_build,
    "watch": _add_watch,
    "check": _add_check,
    "submit": _add_submit,
    "print": _add_print,
    "draft": _add_draft,
    "impose": _add_impose,
    "cite": _add_cite,
    "return": _add_return,
    "explain": _add_explain,
}

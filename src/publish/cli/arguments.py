"""The command line as argparse sees it: commands, options, help with examples."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from publish import __version__
from publish.cli.findings import FORMATS
from publish.cli.options import add_own


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, and how it is called."""

    name: str
    about: str
    examples: tuple[str, ...]
    also: tuple[str, ...] = ()


COMMANDS = (
    Command(
        "new",
        "lay out a new project that builds at once",
        ("publish new my-book", 'publish new my-book --title "My Book" --author "Jane Doe"'),
        ("init",),
    ),
    Command(
        "build",
        "check the book, then write its editions",
        (
            "publish build",
            "publish build pdf epub",
            "publish build -C my-book -o /tmp/proofs --strict",
        ),
        ("render",),
    ),
    Command(
        "watch",
        "build on every save, and show the book in a browser at the place of the last change",
        (
            "publish watch",
            "publish watch --port 8000 --no-browser",
            "publish watch pdf --editor code",
        ),
        ("preview",),
    ),
    Command(
        "check",
        "say all that is wrong with the book, or with finished files, and build nothing",
        (
            "publish check",
            "publish check --strict --format github",
            "publish check --fix",
            "publish check --report",
            "publish check --links",
            "publish check --profile ahr",
            "publish check returned.docx dist/my-book.epub",
            "publish check returned.docx --profile ahr",
            "publish check interior.pdf --for kdp-paperback",
        ),
        ("lint",),
    ),
    Command(
        "cite",
        "print references by a citation style",
        (
            "publish cite doe1999 roe2001",
            "publish cite --style apa --bibliography sources.bib doe1999",
            "publish cite --style apa --bibliography sources.bib --format json",
        ),
    ),
    Command(
        "submit",
        "write the Word files that a journal wants, with a checklist of its rules",
        ("publish submit --profile ahr", 'publish submit --profile pmla --hide "Grant 1234"'),
    ),
    Command(
        "print",
        "write the files that a printer wants, with a checklist of its rules",
        ("publish print --for ingramspark", "publish print --for offset -o job"),
    ),
    Command(
        "impose",
        "put the pages of a PDF on sheets that are folded",
        (
            "publish impose interior.pdf --as booklet",
            "publish impose interior.pdf --as signatures --pages 16 -o sheets.pdf",
        ),
    ),
    Command(
        "return",
        "read a Word file that came back: its changes as a patch of the manuscript",
        (
            "publish return edited.docx > edits.patch",
            "publish return edited.docx --format criticmarkup",
            'publish return edited.docx --apply --accept "Eve Editor"',
        ),
    ),
    Command(
        "draft",
        "write a copy to read and to write on: watermark, line numbers, wide margins",
        ("publish draft", 'publish draft --label "second draft" --watermark CONFIDENTIAL'),
    ),
    Command("doctor", "tell which needed programs and fonts are there", ("publish doctor",)),
    Command(
        "explain",
        "say what a finding means and what to do",
        ("publish explain cite-unknown-key", "publish explain"),
    ),
    Command(
        "schema",
        "print the JSON Schema of book.yaml, for editors",
        ("publish schema > book.schema.json",),
    ),
    Command("clean", "remove what builds have made", ("publish clean", "publish clean -C my-book")),
)
# What these print has forms of its own.
_OWN_FORMATS = {"cite": ("text", "html", "json"), "return": ("diff", "criticmarkup")}
_WRITTEN = {
    FORMATS: "findings are written",
    _OWN_FORMATS["cite"]: "references are written",
    _OWN_FORMATS["return"]: "the patch is written",
}
_EPILOG = """examples:
  publish new my-book --title "My Book" --author "Jane Doe"
  publish build -C my-book
  publish build pdf --strict
  publish explain cite-unknown-key

exit codes:
  0 done   1 the book has errors   2 wrong usage or settings
  3 warnings under --strict        4 a needed program is missing
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    main = argparse.ArgumentParser(
        prog="publish",
        description="One scholarly manuscript in, every edition it needs out: PDF, EPUB, DOCX.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    main.add_argument("--version", action="version", version=f"publish {__version__}")
    _add_common(main, is_main=True)
    commands = main.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        own = commands.add_parser(
            command.name,
            aliases=command.also,
            help=command.about,
            description=f"{command.about[0].upper()}{command.about[1:]}.",
            epilog="examples:\n" + "\n".join(f"  {example}" for example in command.examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        own.set_defaults(command=command.name)
        _add_common(own, is_main=False, formats=_OWN_FORMATS.get(command.name, FORMATS))
        add_own(own, command.name)
    return main


def _add_common(
    parser: argparse.ArgumentParser, *, is_main: bool, formats: tuple[str, ...] = FORMATS
) -> None:
    """Add the options that may stand before the command and after it.

    After it they have no default: an absent one must not undo what stood before.
    """

    def default(value: object) -> object:
        return value if is_main else argparse.SUPPRESS

    parser.add_argument(
        "-C",
        "--project",
        metavar="FOLDER",
        type=Path,
        default=default(Path()),
        help="the project; default: this folder",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        default=default(False),
        help="exit with 3 if there are warnings",
    )
    parser.add_argument(
        "--format",
        choices=formats,
        default=default("text"),
        help=f"how {_WRITTEN[formats]}; default: {formats[0]}",
    )
    parser.add_argument(
        "-q", "--quiet", action="store_true", default=default(False), help="show errors only"
    )
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        default=default(False),
        help="show more, and Python's own words where publish itself fails",
    )

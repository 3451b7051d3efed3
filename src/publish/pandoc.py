"""The only door to pandoc: Markdown in, trees out, and the data files that pandoc keeps.

pandoc runs as a child process of ours, not through `pypandoc.convert_text`, because that turns
every warning into a log line of its own and cannot be told to stay inside a sandbox. pypandoc is
what brings the program and knows where it is.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pypandoc

from publish.digits import MOST_DIGITS, too_long_number
from publish.model.codec import decode, encode
from publish.model.nodes import Blocks, Math, MetaMap, Pandoc
from publish.model.walk import depth, every
from publish.pandocreaders import PandocReaders

TIMEOUT_S = 120
# For reading one file: a chapter of a hundred pages takes a tenth of it.
MEMORY_MB = 1500
# pandoc's own Markdown; only the metadata block at the head of a file is read by `project`, which
# knows YAML 1.2 and positions.
MARKDOWN = "markdown-yaml_metadata_block-pandoc_title_block"
# Quotations in lists in quotations. Layout needs some twenty calls of functions for each.
_DEEPEST = 50
_DEEPEST_FORMULA = 40  # things in one another
_DEEPEST_SCRIPT = 8  # of an index, its index, ...
_LONGEST_FORMULA = 20_000  # letters
_GROUP = re.compile(
    r"(?P<script>[\^_]\s*+(?:\\[A-Za-z]++\s*+)?+)?+(?<!\\)\{|(?<!\\)\}"
    r"|\\(?:left|right|begin|end)(?![A-Za-z])"
)
_ENDS = ("}", r"\right", r"\end")
_RUN_OF_COMMANDS = re.compile(r"(?:\\[A-Za-z]++\s*+){100}")  # each may take the next for its own
_SHOWN = 30  # letters of a formula in a hint
_UNCLOSED = "look for long runs of brackets, asterisks or quotation marks that nothing closes"
_MACRO_LOOP = "Loop encountered in expanding macro"
# What pandoc says where a disk is full, or a file larger than the system allows.
_NO_MEMORY = (b"Heap exhausted", b"out of memory")
_NO_ROOM = (b"No space left on device", b"Disk quota exceeded", b"File too large")


class PandocError(Exception):
    """pandoc refused its input. The message is pandoc's own; the caller gives it a place."""


class PandocLimitError(Exception):
    """A text asks for more than it may: some runs of marks cost pandoc twice as much with each one.

    `limit` says what in words ("within 120 s"), `hint` what to look for in the text.
    """

    def __init__(self, limit: str, hint: str = _UNCLOSED) -> None:
        self.limit, self.hint = limit, hint
        super().__init__(f"pandoc did not end {limit}")


def _too_deep() -> PandocLimitError:
    hint = "look for quotations, lists or blocks in one another, and take most of the levels away"
    return PandocLimitError(f"with more than {_DEEPEST} things in one another", hint)


def _macro_loop() -> PandocLimitError:
    hint = "look for a \\newcommand or \\def whose own name, or that of one that calls it, is in it"
    return PandocLimitError("because a macro of TeX calls itself", hint)


def _endless_formula(formula: str) -> PandocLimitError:
    shown = " ".join(formula[:_SHOWN].split())
    hint = (
        f"look for '{shown} ...', its macros written out: a formula may have {_DEEPEST_FORMULA} "
        f"braces in one another, {_DEEPEST_SCRIPT} indices of indices, {_LONGEST_FORMULA:,} letters"
    )
    return PandocLimitError("with a formula that is endless, or nested without end", hint)


def pandoc_path() -> str:
    """Return the pandoc program that pypandoc found.

    Raises: OSError if there is none.
    """
    return str(pypandoc.get_pandoc_path())


def pandoc_version() -> str:
    """Return pandoc's version, as in `3.9`."""
    return str(pypandoc.get_pandoc_version())


def start_readers() -> PandocReaders:
    """Return what reads many texts in less time: for `read_markdown`, inside a `with` block."""
    return PandocReaders(pandoc_path(), lambda: data_file("abbreviations"))


def read_markdown(
    text: str, *, extensions: str = "", readers: PandocReaders | None = None
) -> Pandoc:
    """Return the tree of one Markdown text. `extensions` are pandoc's (`-smart`)."""
    if too_long_number(text) is not None:
        raise PandocLimitError(f"with a number of more than {MOST_DIGITS:,} digits")
    return _read(MARKDOWN + extensions, text, readers)


def read_html(text: str) -> Pandoc:
    """Return the tree of a piece of HTML."""
    return _read("html", text)


def _read(form: str, text: str, readers: PandocReaders | None = None) -> Pandoc:
    limit = ["+RTS", f"-M{MEMORY_MB}m", "-RTS"]
    options = [*limit, "--sandbox", "-f", form, "-t", "json"]
    try:
        tree = decode((readers and readers.read(text, form)) or run(options, text))
    except RecursionError as error:
        raise _too_deep() from error
    except PandocError as error:
        if _MACRO_LOOP in str(error):
            raise _macro_loop() from error
        raise
    if depth(tree.blocks) > _DEEPEST:
        raise _too_deep()
    for math in every(Math, tree.blocks):
        if _is_endless(math.text):
            raise _endless_formula(math.text)
    return tree


def _is_endless(formula: str) -> bool:
    """Tell whether a formula, with its macros written out, asks for more than a page ever shows.

    pandoc 3.9 takes twice as long for each further index of an index.
    """
    if len(formula) > _LONGEST_FORMULA or _RUN_OF_COMMANDS.search(formula):
        return True
    groups: list[bool] = []  # those that are open: are they raised or lowered?
    for found in _GROUP.finditer(formula):
        if found[0] not in _ENDS:
            groups.append(bool(found["script"]))
        elif groups:
            groups.pop()
        if len(groups) > _DEEPEST_FORMULA or sum(groups) > _DEEPEST_SCRIPT:
            return True
    return False


def filtered(document: Pandoc, filters: Sequence[Path], folder: Path) -> tuple[Pandoc, str]:
    """Return a document after Lua filters, run in `folder`, and what they said meanwhile.

    Filters are programs and can do all that their caller can. What they print is no part of the
    document. Raises: PandocError if one fails.
    """
    with tempfile.TemporaryDirectory(prefix="publish-filter-") as name:
        target = Path(name) / "filtered.json"
        options = [f"--lua-filter={path}" for path in filters]
        arguments = ["-f", "json", "-t", "json", "-o", str(target), *options]
        said = _run(arguments, encode(document).encode("utf-8"), folder, speaks=True)
        try:
            changed = decode(target.read_text("utf-8"))
        except RecursionError as error:
            raise _too_deep() from error
        return changed, said.decode("utf-8", "replace")


def write(document: Pandoc, form: str, options: Sequence[str] = ()) -> str:
    """Return a document in one of pandoc's text formats."""
    return run(["--sandbox", "-f", "json", "-t", form, *options], encode(document))


def write_blocks(blocks: Blocks, form: str, options: Sequence[str] = ()) -> str:
    """Return blocks without metadata in one of pandoc's text formats."""
    return write(Pandoc(MetaMap(), blocks), form, options)


def write_file(
    document: Pandoc,
    form: str,
    target: Path,
    *,
    options: Sequence[str] = (),
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Write a document to `target` in a binary format (docx); images are read from `folder`.

    Such formats have no lines. So words are told by the run, which costs pandoc half as much.
    """
    arguments = ["-f", "json", "-t", form, "-o", str(target), *options]
    told = encode(document, joins_words=True)
    run(arguments, told, folder=folder, environment=environment)


@cache
def data_file(name: str) -> str:
    """Return one of pandoc's own data files (`translations/de.yaml`), or "" if it has none."""
    try:
        return run(["--print-default-data-file", name], "")
    except PandocError:
        return ""


@cache
def data_file_bytes(name: str) -> bytes:
    """Return one of pandoc's own data files that is not text (`reference.docx`).

    Raises: PandocError if it has none of that name.
    """
    return _run(["--print-default-data-file", name], b"")


def run(
    arguments: Sequence[str],
    text: str,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run pandoc on `text` and return what it prints.

    Raises: PandocError with pandoc's message if it fails; PandocLimitError where
    it takes too much time or memory.
    """
    return _run(arguments, text.encode("utf-8"), folder, environment).decode("utf-8")


def _run(
    arguments: Sequence[str],
    data: bytes,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    *,
    speaks: bool = False,
) -> bytes:
    """Return what pandoc prints; if it `speaks`, with its messages."""
    try:
        done = subprocess.run(
            [pandoc_path(), *arguments],
            input=data,
            capture_output=True,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            timeout=TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PandocLimitError(f"within {TIMEOUT_S} s") from error
    if done.returncode and any(words in done.stderr for words in _NO_MEMORY):
        raise PandocLimitError(f"with {MEMORY_MB} MB of memory")
    if done.returncode == -signal.SIGXFSZ or any(words in done.stderr for words in _NO_ROOM):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), tempfile.gettempdir())
    if done.returncode < 0:
        raise PandocLimitError("before the system ended it: of too much time or memory")
    if done.returncode:
        raise PandocError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout + done.stderr if speaks else done.stdout

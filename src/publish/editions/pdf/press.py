"""Runs the engine in child processes that see only the design's fonts.

A chapter's pages stay in the process that laid it out until they are drawn, so each request for
a chapter goes to the same process.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO, cast
from xml.sax.saxutils import escape

from publish.diagnostics import Diagnostic, PublishError
from publish.editions.own_design import DesignError
from publish.editions.pdf.pango import install_hint
from publish.editions.pdf.proofs import Draught, LaidOut, Setup
from publish.editions.pdf.worker import receive, send

PROCESSES = 2
COMMAND = (sys.executable, "-m", "publish.editions.pdf.worker")
_MARKUP = re.compile(r"<svg.*?</svg>|<[^>]*>", re.DOTALL)  # what costs little to lay out
# The same pages for everybody: Pango measures the boxes for missing letters with words of the
# user's language, and picks faces by it; names of files may have letters that a locale has not.
_LOCALE = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
_TONGUES = ("LANGUAGE", "PANGO_LANGUAGE")
TIMEOUT_S = 300  # for one chapter; WeasyPrint has loops that do not end


class Press:
    """A set of engines for one book. They end with the `Press`, or with our process."""

    def __init__(self, setup: Setup, fonts: Sequence[Path], processes: int = PROCESSES) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="publish-")
        config = Path(self._folder.name) / "fonts.conf"
        config.write_text(fontconfig(fonts, config.parent / "cache"), encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if name not in _TONGUES}
        environment |= {**_LOCALE, "FONTCONFIG_FILE": str(config)}
        # fontTools writes the time into every font that it cuts down, unless it is told one.
        environment.setdefault("SOURCE_DATE_EPOCH", "0")
        self._children = [_Child(setup, environment) for _ in range(processes)]
        self._homes: dict[str, _Child] = {}
        self._texts: dict[str, str] = {}
        self._load = dict.fromkeys(self._children, 0)
        weakref.finalize(self, _stop, self._children, self._folder)

    def warm_up(self, languages: Iterable[str]) -> None:
        """Let the engines read what they will need for these languages, without waiting."""
        for child in self._children:
            child.tell("warm_up", tuple(languages))

    def families(self) -> frozenset[str]:
        """Return the font families that the engines can set, in small letters."""
        return frozenset(self._children[0].ask("families"))

    def lay_out(self, chapters: Mapping[str, str]) -> dict[str, LaidOut]:
        """Break chapters into pages: name -> XHTML in, name -> what fell where out."""
        known = [name for name in chapters if name in self._homes]
        words = {name: len(_MARKUP.sub("", xhtml)) for name, xhtml in chapters.items()}
        for name in sorted(chapters, key=lambda name: (-words[name], name)):
            if name not in self._homes:
                home = min(self._children, key=lambda child: self._load[child])
                self._homes[name] = home
                self._load[home] += words[name]
        self._texts.update(chapters)
        answers: dict[str, LaidOut] = {}

        def serve(child: _Child) -> None:
            if old := [name for name in known if self._homes[name] is child]:
                child.ask("forget", old)
            for name, xhtml in chapters.items():
                if self._homes[name] is child:
                    answers[name] = child.ask("lay_out", name, xhtml)

        self._at_once(serve)
        return answers

    def holds(self, name: str, xhtml: str) -> bool:
        """Tell whether a chapter's pages are those of this text, not of a later one."""
        return self._texts.get(name) == xhtml

    def draw(self, first_folios: Mapping[str, int]) -> list[Draught]:
        """Write chapters as PDF, given the number of each one's first page: a file per process."""
        drawn: list[Draught] = []

        def serve(child: _Child) -> None:
            own = {name: one for name, one in first_folios.items() if self._homes[name] is child}
            if own:
                drawn.append(child.ask("draw", own))

        self._at_once(serve)
        return sorted(drawn, key=lambda draught: draught.names)

    def _at_once(self, serve: Callable[[_Child], None]) -> None:
        """Call `serve` for all processes side by side; the first error goes to the caller."""
        with ThreadPoolExecutor(len(self._children)) as threads:
            for waiting in [threads.submit(serve, child) for child in self._children]:
                waiting.result()


def fontconfig(folders: Iterable[Path], cache: Path) -> str:
    """Return a fontconfig file that knows only the fonts in `folders`."""
    lines = "".join(f"  <dir>{escape(str(folder))}</dir>\n" for folder in folders)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"{lines}  <cachedir>{escape(str(cache))}</cachedir>\n</fontconfig>\n"
    )


class _Child:
    """One engine process."""

    def __init__(self, setup: Setup, environment: Mapping[str, str]) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115, closed in `stop`
        self.process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=dict(environment),
        )
        self._owed = 0  # answers to what was told without waiting for them
        send(self._stdin, setup)

    @property
    def _stdin(self) -> BinaryIO:
        return cast(BinaryIO, self.process.stdin)

    def ask(self, method: str, *arguments: Any) -> Any:
        """Return what a method of the engine returns.

        Raises: PublishError if Pango is missing; OSError if the system refused the engine a file;
        DesignError if the engine failed.
        """
        match self._answer(method, arguments):
            case ("done", value):
                return value
            case ("missing", reason):
                message = f"the print PDF needs the library Pango: {reason.splitlines()[0]}"
                raise PublishError([Diagnostic("pdf-pango-missing", message, hint=install_hint())])
            case ("refused", (number, why, path)):
                raise OSError(number, why, path or tempfile.gettempdir())
            case (_, reason):
                raise DesignError(f"the layout engine failed: {reason}")

    def tell(self, method: str, *arguments: Any) -> None:
        """Have a method of the engine called; what it returns is not waited for."""
        with contextlib.suppress(BrokenPipeError):  # the next `ask` says why
            send(self._stdin, (method, arguments))
            self._owed += 1

    def _answer(self, method: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
        watch = threading.Timer(TIMEOUT_S, self.process.kill)
        watch.start()
        try:
            send(self._stdin, (method, arguments))
            answers = cast(BinaryIO, self.process.stdout)
            while self._owed:
                receive(answers)
                self._owed -= 1
            return cast(tuple[str, Any], receive(answers))
        except (EOFError, BrokenPipeError):
            self._errors.seek(0)
            said = self._errors.read().decode("utf-8", "replace")
            return "failed", f"its process ended, or took more than {TIMEOUT_S} s\n{said}"
        finally:
            watch.cancel()

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self._errors):
            with contextlib.suppress(OSError):  # a pipe that the process left half read
                cast(BinaryIO, stream).close()


def _stop(children: Sequence[_Child], folder: tempfile.TemporaryDirectory[str]) -> None:
    for child in children:
        child.stop()
    folder.cleanup()

"""Pandoc processes that read one text after the other.

A process of pandoc's needs more time to become warm than to read a chapter: one that has read a few
reads the next in half the time. Each text is still read by itself, and may read nothing else. What
a process cannot do here is done again by one of its own (see `pandoc`), which says what is wrong.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Callable
from queue import Empty, LifoQueue
from types import TracebackType
from typing import BinaryIO, cast

# The options are those of the command line, which a program of Lua does not have by itself: its
# words with a point that end no sentence, and 72 columns, by which the widths of tables go.
# Requests and answers go behind their length in bytes. The last argument of `pandoc.read` is what
# it may see of the system: nothing. See "Lua filters" in pandoc's manual, `pandoc.read`.
_PROGRAM = """
local function receive()
  local size = tonumber(io.read('l') or '')
  return size and (size == 0 and '' or io.read(size))
end
local abbreviations = {}
for word in receive():gmatch('[^\\n]+') do
  abbreviations[word] = true
end
local options = pandoc.ReaderOptions {abbreviations = abbreviations, columns = 72}
local form = receive()
while form do
  local tree = pandoc.write(pandoc.read(receive(), form, options, {}), 'json')
  io.write(#tree, '\\n', tree)
  io.flush()
  form = receive()
end
"""
# What the command line does to a text before it is read.
_CHANGED = frozenset("\t\r\ufeff")


# In a program of Lua, pandoc 3.9 is told that its memory is full and goes on. So what is read here
# is short and has little time: no text of this length fills the memory before it is over.
_MOST_LETTERS = 100_000
_TIMEOUT_S = 4.0


class Readers:
    """Processes of `pandoc`, as many as there are threads that read at the same time."""

    def __init__(
        self, pandoc: str, abbreviations: Callable[[], str], timeout_s: float = _TIMEOUT_S
    ) -> None:
        self._command = (pandoc, "lua", "-e", _PROGRAM)
        self._timeout_s, self._abbreviations = timeout_s, abbreviations
        self._idle: LifoQueue[subprocess.Popen[bytes]] = LifoQueue()

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        while not self._idle.empty():
            _end(self._idle.get())

    def read(self, text: str, form: str) -> str | None:
        """Return a text in one of pandoc's formats as JSON; None if it cannot be read here."""
        if len(text) > _MOST_LETTERS or not _CHANGED.isdisjoint(text):
            return None
        with contextlib.suppress(OSError):
            process = self._process()
            tree = self._ask(process, form, text)
            if tree is not None:
                self._idle.put(process)
                return tree
            _end(process)
        return None

    def _process(self) -> subprocess.Popen[bytes]:
        try:
            return self._idle.get_nowait()
        except Empty:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            with contextlib.suppress(BrokenPipeError):  # the first question tells
                _tell(process, self._abbreviations())
            return process

    def _ask(self, process: subprocess.Popen[bytes], form: str, text: str) -> str | None:
        watch = threading.Timer(self._timeout_s, process.kill)
        watch.start()
        try:
            _tell(process, form)
            _tell(process, text)
            answers = cast(BinaryIO, process.stdout)
            size = answers.readline()
            tree = answers.read(int(size)) if size else b""
            return tree.decode("utf-8") if size and len(tree) == int(size) else None
        except BrokenPipeError:
            return None
        finally:
            watch.cancel()


def _tell(process: subprocess.Popen[bytes], text: str) -> None:
    stream, data = cast(BinaryIO, process.stdin), text.encode("utf-8")
    stream.write(b"%d\n%s" % (len(data), data))
    stream.flush()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            cast(BinaryIO, stream).close()

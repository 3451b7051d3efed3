"""Pandoc processes that read one text after the other.

A process of pandoc's needs more time to become warm than to read a chapter: one that has read a few
reads the next in half the time. Each text is still read by itself, and may read nothing else. What
a process cannot do here is done again by one of its own (see `pandoc`), which says what is wrong.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, LifoQueue
from types import TracebackType
from typing import BinaryIO, cast

from publish.processes import end

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


@dataclass(frozen=True, slots=True)
class _Process:
    """A process of pandoc's. `folder` is for what it leaves: a folder for a history of commands."""

    running: subprocess.Popen[bytes]
    folder: tempfile.TemporaryDirectory[str]

    def tell(self, text: str) -> None:
        stream, data = cast(BinaryIO, self.running.stdin), text.encode("utf-8")
        stream.write(b"%d\n%s" % (len(data), data))
        stream.flush()

    def end(self) -> None:
        end(self.running)
        self.folder.cleanup()


class PandocReaders:
    """Processes of `pandoc`, as many as there are threads that read at the same time."""

    def __init__(
        self, pandoc: str, abbreviations: Callable[[], str], timeout_s: float = _TIMEOUT_S
    ) -> None:
        self._command = (pandoc, "lua", "-e", _PROGRAM)
        self._timeout_s, self._abbreviations = timeout_s, abbreviations
        self._idle: LifoQueue[_Process] = LifoQueue()

    def __enter__(self) -> PandocReaders:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        while not self._idle.empty():
            self._idle.get().end()

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
            process.end()
        return None

    def _process(self) -> _Process:
        with contextlib.suppress(Empty):
            return self._idle.get_nowait()
        with contextlib.ExitStack() as on_failure:
            folder = tempfile.TemporaryDirectory(prefix="publish-")
            on_failure.callback(folder.cleanup)
            running = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "TMPDIR": folder.name},
            )
            on_failure.pop_all()
        process = _Process(running, folder)
        with contextlib.suppress(BrokenPipeError):  # the first question tells
            process.tell(self._abbreviations())
        return process

    def _ask(self, process: _Process, form: str, text: str) -> str | None:
        watch = threading.Timer(self._timeout_s, process.running.kill)
        watch.start()
        try:
            process.tell(form)
            process.tell(text)
            answers = cast(BinaryIO, process.running.stdout)
            size = answers.readline()
            tree = answers.read(int(size)) if size else b""
            return tree.decode("utf-8") if size and len(tree) == int(size) else None
        except BrokenPipeError:
            return None
        finally:
            watch.cancel()

"""The child process that lays pages out: `python -m publish.editions.pdf.worker`.

It reads pickled requests from standard input and writes pickled answers to standard output, each
behind its length in eight bytes, until the input ends. A process of our own rather than
`multiprocessing`, because that would import the caller's main script again, and because fontconfig
reads its settings from the environment once, when it is first asked for a font. Where it is given
the files of others (see `enginestart`), it becomes several processes before that.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO

from publish.editions.pdf.lateimports import imported_when_called
from publish.editions.pdf.loading import loaded_by_name

_LENGTH_BYTES = 8


def send(stream: BinaryIO, value: Any) -> None:
    """Write one value."""
    data = pickle.dumps(value)
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read one value.

    Raises: EOFError at the end of the stream.
    """
    head = stream.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        raise EOFError
    return pickle.loads(stream.read(int.from_bytes(head, "big")))


def main(copies: Sequence[str]) -> None:
    """Serve one book: first its fonts and setup, then requests, each a method and its arguments.

    For each of `copies` another process does the same: see `_copied`.
    """
    questions: BinaryIO = sys.stdin.buffer
    answers: BinaryIO = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # WeasyPrint prints a banner where Pango is missing; keep it off the answers
    # A layout makes millions of boxes that live until it is drawn: looking for garbage among them
    # again and again costs a tenth of the time. The engine does so once for each chapter.
    gc.disable()
    engine = _load()
    answers = _copied(answers, copies)
    with contextlib.suppress(EOFError):
        # Only now is fontconfig asked for anything.
        os.environ["FONTCONFIG_FILE"], setup = receive(questions)
        answer = _open(engine, setup)
        while True:
            method, arguments = receive(questions)
            send(answers, answer(method, arguments))


def _copied(answers: BinaryIO, copies: Sequence[str]) -> BinaryIO:
    """Copy this process, which has the engine and has not opened anything yet.

    `copies` are the numbers of three open files for each: questions, answers, errors. A copy takes
    them for its own, says its number, and returns where it answers.
    """
    files = [tuple(map(int, one.split(","))) for one in copies]
    for questions, own, errors in files:
        if _is_copy():
            os.dup2(questions, 0)
            os.dup2(errors, 1)
            os.dup2(errors, 2)
            answers.close()
            answers = os.fdopen(os.dup(own), "wb")
            _close(files)
            send(answers, os.getpid())
            return answers
    _close(files)
    return answers


def _is_copy() -> bool:
    """Copy this process, and tell whether it is the copy.

    Where the system refuses one, its files close, and whoever asks it is told that it is not there.
    """
    try:
        return os.fork() == 0
    except OSError:
        return False


def _close(files: Iterable[Iterable[int]]) -> None:
    for number in (number for one in files for number in one):
        os.close(number)


def _load() -> Callable[[Any], Any] | str:
    """Return what makes an engine, or why there is none."""
    try:
        with imported_when_called(), loaded_by_name():
            from publish.editions.pdf.engine import Engine
    except OSError as error:  # a library of Pango's is missing
        return str(error)
    return Engine


def _open(
    make_engine: Callable[[Any], Any] | str, setup: Any
) -> Callable[[str, Any], tuple[str, Any]]:
    if isinstance(make_engine, str):
        return lambda method, arguments: ("missing", make_engine)
    engine = make_engine(setup)

    def answer(method: str, arguments: Any) -> tuple[str, Any]:
        try:
            return "done", getattr(engine, method)(*arguments)
        except OSError as error:  # a full disk, a file that may not be read
            return "refused", (error.errno, error.strerror, error.filename)
        except Exception:  # crosses to the parent, which raises it there
            return "failed", traceback.format_exc()

    return answer


if __name__ == "__main__":
    main(sys.argv[1:])

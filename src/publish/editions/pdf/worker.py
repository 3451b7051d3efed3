"""The child process that lays pages out: `python -m publish.editions.pdf.worker`.

It reads pickled requests from standard input and writes pickled answers to standard output, each
behind its length in eight bytes, until the input ends. A process of our own rather than
`multiprocessing`, because that would import the caller's main script again, and because fontconfig
reads its settings from the environment once, before anything is loaded.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from publish.editions.pdf.lateimports import imported_when_called

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


def main() -> None:
    """Serve one book: first its setup, then requests of the form `(method, arguments)`."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # WeasyPrint prints a banner where Pango is missing; keep it off the answers
    # A layout makes millions of boxes that live until it is drawn: looking for garbage among them
    # again and again costs a tenth of the time. The engine does so once for each chapter.
    gc.disable()
    answer = _open(receive(questions))
    while True:
        try:
            method, arguments = receive(questions)
        except EOFError:
            return
        send(answers, answer(method, arguments))


def _open(setup: Any) -> Callable[[str, Any], tuple[str, Any]]:
    try:
        with imported_when_called():
            from publish.editions.pdf.engine import Engine
    except OSError as error:  # a library of Pango's is missing
        reason = str(error)
        return lambda method, arguments: ("missing", reason)
    engine = Engine(setup)

    def answer(method: str, arguments: Any) -> tuple[str, Any]:
        try:
            return "done", getattr(engine, method)(*arguments)
        except OSError as error:  # a full disk, a file that may not be read
            return "refused", (error.errno, error.strerror, error.filename)
        except Exception:  # crosses to the parent, which raises it there
            return "failed", traceback.format_exc()

    return answer


if __name__ == "__main__":
    main()

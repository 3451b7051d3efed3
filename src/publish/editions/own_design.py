"""What a project brings of its own to the design, and what follows where that breaks a program.

Stylesheets and fonts of a project are read by programs that others wrote (WeasyPrint, fontTools,
FreeType). Where one of these fails on a book that has such files, they are the likely reason, and
the author can do something; on a book without them it is a defect of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError

_KINDS = (".css", ".ttf", ".otf", ".woff", ".woff2", ".ttc")


class DesignError(RuntimeError):
    """A program that reads stylesheets and fonts gave up. The message is its own."""


def own_files(folder: Path) -> list[str]:
    """Return the stylesheets and fonts of a project, relative to its folder."""
    found = (folder / "styles").rglob("*")
    return sorted(
        path.relative_to(folder).as_posix() for path in found if path.suffix.lower() in _KINDS
    )


@contextmanager
def blaming_own_files(folder: Path) -> Iterator[None]:
    """Let a failure be a finding about the project's own stylesheets and fonts, if it has any."""
    try:
        yield
    except DesignError as failure:
        files = own_files(folder)
        if not files:
            raise
        last = str(failure).strip().splitlines()[-1]
        message = f"the design cannot be used: {last[:200]}"
        hint = f"take {', '.join(files[:3])} away one by one, to see which of them it is"
        place = Place(files[0])
        raise PublishError([Diagnostic("design-broken", message, place, hint)]) from failure


def unreadable_sheets(folder: Path) -> Iterator[Diagnostic]:
    """Yield a finding for every stylesheet of a project that is no text in UTF-8."""
    for name in own_files(folder):
        if not name.endswith(".css"):
            continue
        data = (folder / name).read_bytes()
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = data[: error.start]
            text = before.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
            message = "the stylesheet is not in UTF-8"
            hint = "save it in UTF-8 in your editor"
            yield Diagnostic("design-not-utf8", message, Place(name, line, column), hint)

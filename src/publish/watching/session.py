"""One session of watching: the files, the builds and the server, from start to Ctrl-C."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from publish.diagnostics import Diagnostic, PublishError
from publish.watching.board import Board
from publish.watching.display import Display
from publish.watching.editor import Editor, address_of, find_editor, open_at
from publish.watching.files import saves
from publish.watching.server import HOST, Desk, Server
from publish.watching.shelf import Shelf
from publish.watching.workshop import Order, Workshop

PORT = 4180  # where nothing is said; the next free one if it is taken
_PORTS_TRIED = 20
_LAST_STEP_S = 10  # a step of a build is waited for at the end, not longer


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a session is wanted. `editor` is a command or an address; see `find_editor`."""

    order: Order = field(default_factory=Order)
    port: int = 0
    opens_browser: bool = True
    editor: str = ""


def watch(
    folder: Path,
    wishes: Wishes,
    tell: Callable[[str], None],
    opened: Callable[[str], None],
    ended: threading.Event | None = None,
) -> None:
    """Build a project on every save and show it, until Ctrl-C, or until `ended` is set.

    `tell` is called with lines about what is done, `opened` once with the address of the page.

    Raises: PublishError if there is no project, or the port is taken.
    """
    if not (folder / "manuscript").is_dir():
        message = f"no folder 'manuscript' in {folder}"
        hint = "go to your project, name it with --project, or begin one with 'publish new'"
        raise PublishError([Diagnostic("settings-no-project", message, hint=hint)])
    ended = ended or threading.Event()
    board, shelf = Board(), Shelf()
    workshop = Workshop(folder, wishes.order, Display(board, shelf, tell))
    server = _server(wishes.port, desk_of(folder.resolve(), board, shelf, wishes.editor))
    builds = threading.Thread(target=workshop.run, name="builds", daemon=True)
    answers = threading.Thread(target=server.serve_forever, name="answers", daemon=True)
    tell(f"watching {folder.resolve().name}; Ctrl-C ends it; the book is at")
    opened(server.address)
    try:
        builds.start()
        answers.start()
        workshop.wake()
        if wishes.opens_browser:
            webbrowser.open(server.address)
        for saved in saves(folder, ended, wishes.order.output):
            tell(f"saved: {', '.join(sorted(saved)[:3])}{', ...' if len(saved) > 3 else ''}")
            workshop.wake(saved)
    finally:
        board.change(doing="the session has ended", is_busy=False, is_over=True)
        workshop.end()
        server.shutdown()
        server.server_close()
        builds.join(_LAST_STEP_S)


def desk_of(folder: Path, board: Board, shelf: Shelf, wish: str) -> Desk:
    """Return what the server answers from; places are opened inside `folder` only."""
    editor = find_editor(wish)

    def inside(path: str) -> Path | None:
        file = (folder / path).resolve()
        return file if file.is_relative_to(folder) and file.is_file() else None

    def link(path: str, line: int, column: int) -> str:
        file = inside(path)
        return address_of(editor, file, max(line, 1), max(column, 1)) if file else ""

    def open_place(path: str, line: int, column: int) -> bool:
        file = inside(path)
        if file is None or not editor.command:
            return False
        try:
            open_at(editor, file, line, column)
        except OSError:
            return False
        return True

    return Desk(board, shelf, folder.name, _name(editor), link, open_place)


def _name(editor: Editor) -> str:
    return "" if editor.address else editor.name


def _server(port: int, desk: Desk) -> Server:
    for number in [port] if port else range(PORT, PORT + _PORTS_TRIED):
        try:
            return Server(number, desk)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
    message = f"nothing can be served on {HOST}, port {number}: {why}"
    raise PublishError([Diagnostic("watch-port-taken", message, hint="name another with --port")])

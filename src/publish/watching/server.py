"""Answers the browser, on this machine only.

Whoever wants an answer must know the session's token, which is in the address that `publish watch`
prints: other users of the machine do not. The name by which the server is called must be that of
this machine, so that no site can make a browser take its own name for us (DNS rebinding); what
acts must come from our own page. Chapters may be a stranger's: nothing in them may run, and nothing
may be fetched for them from elsewhere.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publish.watching.board import Board, Book
from publish.watching.shelf import Shelf
from publish.watching.telling import book_as_json, state_as_json

HOST = "127.0.0.1"
MOST_WIDE_PX = 3000
_PAGE = Path(__file__).parent / "page"
_OWN = {
    "": ("index.html", "text/html; charset=utf-8"),
    "watch.css": ("watch.css", "text/css; charset=utf-8"),
    "watch.js": ("watch.js", "text/javascript; charset=utf-8"),
    "panes.js": ("panes.js", "text/javascript; charset=utf-8"),
}
_OWN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# `allow-same-origin` lets our page scroll a chapter; without `allow-scripts` nothing in it runs.
_BOOK_POLICY = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; media-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_NO_POLICY = "default-src 'none'; frame-ancestors 'none'"
_PULSE_S = 10  # a line now and then tells that a browser is still there
_MOST_SENT = 10_000  # bytes of a request


@dataclass(frozen=True, slots=True)
class Desk:
    """What the server answers from. `open_place` opens a file of the project at line and column."""

    board: Board
    shelf: Shelf
    project: str
    editor: str
    link: Callable[[str, int, int], str]
    open_place: Callable[[str, int, int], bool]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))


class Server(ThreadingHTTPServer):
    """Serves one session on the loopback address."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, desk: Desk) -> None:
        self.desk = desk
        self.open: set[socket.socket] = set()
        super().__init__((HOST, port), Answers)

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.server_port}/{self.desk.token}/"

    def server_close(self) -> None:
        """Free the port, and end the connections that browsers keep open for the next request."""
        super().server_close()
        for connection in tuple(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that went away in the middle of an answer."""


class Answers(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "publish"
    sys_version = ""
    timeout = 120  # seconds in which a browser that holds a connection says something

    def setup(self) -> None:
        """Begin with a connection."""
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        """Be done with a connection."""
        self.server.open.discard(self.connection)
        super().finish()

    def do_GET(self) -> None:
        """Answer with the page, what is new, a document of the book, or a picture of a page."""
        path = self._allowed()
        if path is None:
            return
        first, _, rest = path.partition("/")
        if path in _OWN:
            name, media_type = _OWN[path]
            self._send((_PAGE / name).read_bytes(), media_type, _OWN_POLICY)
        elif path == "events":
            self._tell()
        elif first == "book" and (found := self.server.desk.shelf.file(unquote(rest))):
            self._send(found[1], found[0], _BOOK_POLICY)
        elif first == "page" and (picture := self._picture(rest)):
            self._send(picture, "image/png", _OWN_POLICY, keeps=True)
        else:
            self._refuse(404, "no such thing")

    def do_POST(self) -> None:
        """Open the editor at a place."""
        path = self._allowed()
        if path is None:
            return
        if self.headers.get("Origin") not in self._origins() or path != "open":
            self._refuse(403, "only the page itself may ask for this")
            return
        try:
            length = int(self.headers.get("Content-Length", 0))
            wish = json.loads(self.rfile.read(min(max(length, 0), _MOST_SENT)))
            place = (str(wish["path"]), int(wish["line"]), int(wish["column"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            self._refuse(400, "not a place")
            return
        if self.server.desk.open_place(*place):
            self._send(b"", "text/plain", _OWN_POLICY)
        else:
            self._refuse(404, "no such file in the project")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, or of a kind that is not answered, as all else is refused."""
        self._refuse(code, message or "not a request that is answered here")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the library's name
        """Say nothing: a line for each picture helps nobody."""

    def _allowed(self) -> str | None:
        """Return the path behind the token, or refuse."""
        names = {origin.partition("//")[2] for origin in self._origins()}
        if self.headers.get("Host", "").lower() not in names:
            self._refuse(403, "this server answers to this machine's own address only")
            return None
        token, slash, path = urlsplit(self.path).path.lstrip("/").partition("/")
        if not secrets.compare_digest(token.encode(), self.server.desk.token.encode()) or not slash:
            self._refuse(403, "the address that 'publish watch' printed has a token in it")
            return None
        return path

    def _origins(self) -> tuple[str, str]:
        port = self.server.server_port
        return f"http://{HOST}:{port}", f"http://localhost:{port}"

    def _picture(self, rest: str) -> bytes | None:
        mark, _, width = rest.removesuffix(".png").partition("-")
        if not width.isascii() or not width.isdigit() or not 1 <= int(width) <= MOST_WIDE_PX:
            return None
        return self.server.desk.shelf.page(mark, int(width))

    def _tell(self) -> None:
        """Send every new state until the browser goes or the session ends."""
        self._head(200, "text/event-stream", _OWN_POLICY)
        desk, number, told = self.server.desk, 0, None
        while True:
            now, state = desk.board.after(number, _PULSE_S)
            if now == number:
                self._write(b": still here\n\n")
                continue
            said = state_as_json(state, desk.link)
            if told is not state.book:
                said["book"] = self._book(state.book)
            self._write(f"data: {json.dumps(said)}\n\n".encode())
            number, told = now, state.book
            if state.is_over:
                return

    def _book(self, book: Book) -> Mapping[str, object]:
        desk = self.server.desk
        return {"project": desk.project, "editor": desk.editor, **book_as_json(book)}

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def _send(self, data: bytes, media_type: str, policy: str, *, keeps: bool = False) -> None:
        self._head(200, media_type, policy, length=len(data), keeps=keeps)
        self.wfile.write(data)

    def _refuse(self, number: int, why: str) -> None:
        self.close_connection = True
        data = f"{why}\n".encode()
        self._head(number, "text/plain; charset=utf-8", _NO_POLICY, length=len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(
        self, number: int, media_type: str, policy: str, *, length: int = -1, keeps: bool = False
    ) -> None:
        self.send_response(number)
        self.send_header("Content-Type", media_type)
        if length >= 0:
            self.send_header("Content-Length", str(length))
        else:
            self.close_connection = True
            self.send_header("Connection", "close")
        self.send_header("Content-Security-Policy", policy)
        # A page's picture never changes, since its name says what is on it.
        self.send_header("Cache-Control", "private, max-age=86400" if keeps else "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.diagnostics import Diagnostic, Place
from publish.watching.board import Board
from publish.watching.server import Desk, Server
from publish.watching.session import desk_of
from publish.watching.shelf import Shelf

CHAPTER = b'<html xmlns="http://www.w3.org/1999/xhtml"><body><script>1</script></body></html>'


class Asked:
    """A server, and what it answers."""

    def __init__(self, folder: Path) -> None:
        self.opened: list[tuple[str, int, int]] = []
        shelf = Shelf()
        shelf.put({"01-kitchen.xhtml": CHAPTER, "mimetype": b"x"})
        self.board = Board()
        made = desk_of(folder, self.board, shelf, "x://{file}:{line}")

        def opens(path: str, line: int, column: int) -> bool:
            self.opened.append((path, line, column))
            return True

        self.desk = Desk(self.board, shelf, "book", "code", made.link, opens, "token")
        self.server = Server(0, self.desk)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def ask(
        self, path: str, method: str = "GET", body: str = "", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return status, headers and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    @property
    def origin(self) -> str:
        """The origin of the page itself."""
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def asked(small_book: Path) -> Iterator[Asked]:
    made = Asked(small_book)
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_it_listens_on_this_machine_only(asked: Asked) -> None:
    """127.0.0.1 is reached from nowhere else."""
    assert asked.server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "", "0.0.0.0"])
def test_another_name_for_this_machine_is_refused(asked: Asked, host: str) -> None:
    """A site that has its own name lead here (DNS rebinding) gets nothing."""
    assert asked.ask("/token/", Host=host)[0] == 403
    assert asked.ask("/token/", Host=f"localhost:{asked.server.server_port}")[0] == 200


@pytest.mark.parametrize(
    "path", ["/", "/token", "/tokens/", "//token/", "/other/events", "/%C3%A9/"]
)
def test_nothing_is_told_without_the_token(asked: Asked, path: str) -> None:
    """Another user of the machine knows the port and not the token."""
    assert asked.ask(path)[0] == (200 if path == "//token/" else 403)


@pytest.mark.parametrize(
    "path",
    [
        "book/../watch.js",
        "book/%2e%2e/%2e%2e/pyproject.toml",
        "book/..%2f..%2fbook.yaml",
        "book//etc/passwd",
        "../book/01-kitchen.xhtml",
        "server.py",
        "%2e%2e/server.py",
        "book/",
        "book",
        "page/",
        "watch.css/",
        "book/mimetype",
        "book/02-corridor.xhtml",
        "page/0-100.png",
        "page/..-100.png",
        "page/blank-99999999.png",
        "open",
    ],
)
def test_no_path_leads_to_a_file(asked: Asked, path: str) -> None:
    """What is given out is in memory; names are looked up, not opened."""
    assert asked.ask(f"/token/{path}")[0] in (403, 404)


def test_a_chapter_can_run_nothing_and_fetch_nothing_from_elsewhere(asked: Asked) -> None:
    """Source: Content Security Policy Level 3, 6.3.2 (sandbox) and 6.1."""
    status, headers, body = asked.ask("/token/book/01-kitchen.xhtml")
    policy = headers["Content-Security-Policy"]

    assert (status, body) == (200, CHAPTER)
    assert "sandbox allow-same-origin;" in policy
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy  # so `default-src` holds for it
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "application/xhtml+xml"


def test_the_page_frames_chapters_without_scripts(asked: Asked) -> None:
    """The frame says so too, and nobody may frame the page itself."""
    _, headers, body = asked.ask("/token/")

    assert b'sandbox="allow-same-origin"' in body
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "'unsafe" not in headers["Content-Security-Policy"]


def test_only_the_page_itself_opens_the_editor(asked: Asked) -> None:
    """Any site may send a request here; its origin tells."""
    wish = json.dumps({"path": "manuscript/01-kitchen.md", "line": 3, "column": 1})
    path = "/token/open"

    assert asked.ask(path, "POST", wish)[0] == 403
    assert asked.ask(path, "POST", wish, Origin="http://evil.example")[0] == 403
    assert asked.ask(path, "POST", wish, Origin="null")[0] == 403
    assert asked.opened == []
    assert asked.ask(path, "POST", wish, Origin=asked.origin)[0] == 200
    assert asked.opened == [("manuscript/01-kitchen.md", 3, 1)]


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"path": 1, "line": "x", "column": 0}', "\0", "[" * 9_000]
)
def test_a_request_that_is_no_place_opens_nothing(asked: Asked, body: str) -> None:
    """And the server goes on."""
    assert asked.ask("/token/open", "POST", body, Origin=asked.origin)[0] == 400
    assert asked.opened == []


@pytest.mark.parametrize(
    ("path", "method"),
    [
        *(("/token/", one) for one in ("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "NONE")),
        *(("/token/book/01-kitchen.xhtml", "GET"), ("/token/watch.js", "GET")),
        *(
            ("/token/none", "GET"),
            ("/", "GET"),
            ("/token/open", "POST"),
            ("/" + "a" * 70_000, "GET"),
        ),
    ],
)
def test_every_answer_keeps_to_itself(asked: Asked, path: str, method: str) -> None:
    """No other site may read it, frame it, be told of it, or have it taken for something else.

    Source: OWASP, HTTP Headers Cheat Sheet; Fetch, 3.2 (CORS) and 3.7 (who may have an answer).
    """
    _, headers, body = asked.ask(path, method, Origin="http://evil.example")

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors" in headers["Content-Security-Policy"]
    assert not [name for name in headers if name.lower().startswith("access-control-")]
    assert headers["Server"].strip() == "publish"
    assert method != "HEAD" or body == b""


def test_a_length_below_nothing_is_no_wait(asked: Asked) -> None:
    """The server reads no more than it was sent."""
    answer = asked.ask("/token/open", "POST", **{"Origin": asked.origin, "Content-Length": "-1"})

    assert answer[0] == 400


def test_what_is_new_is_told_and_the_book_only_where_it_changed(asked: Asked) -> None:
    """A step of a build is a short line; the end of the session ends the telling."""
    place = Place("manuscript/01-kitchen.md", 3, 1)
    asked.board.change(findings=(Diagnostic("cite-unknown-key", "no entry", place),))
    told: list[dict[str, object]] = []

    def listen() -> None:
        body = asked.ask("/token/events")[2].decode()
        told.extend(json.loads(line[6:]) for line in body.splitlines() if line.startswith("data: "))

    listener = threading.Thread(target=listen)
    listener.start()
    for step in range(5):
        asked.board.change(doing=f"step {step}")
        listener.join(0.1)
    asked.board.change(is_over=True)
    listener.join(20)

    assert "book" in told[0]
    assert all("book" not in one for one in told[1:])
    assert told[-1]["doing"] == "step 4"
    assert told[-1]["findings"] == [
        {
            "code": "cite-unknown-key",
            "severity": "error",
            "message": "no entry",
            "hint": "",
            "place": "manuscript/01-kitchen.md:3:1",
            "path": "manuscript/01-kitchen.md",
            "line": 3,
            "column": 1,
            "link": asked.desk.link("manuscript/01-kitchen.md", 3, 1),
        }
    ]

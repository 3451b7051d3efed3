"""Web addresses are asked for on request, from servers on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from publish.check.links import check_links, is_public
from publish.diagnostics import Diagnostic
from publish.pipeline import examine


class Site(BaseHTTPRequestHandler):
    """A site with pages of all kinds."""

    def do_HEAD(self) -> None:
        """Answer; one page only answers GET."""
        self.answer("405" if self.path == "/get-only" else "")

    def do_GET(self) -> None:
        """Answer."""
        self.answer("")

    def answer(self, code: str) -> None:
        """Send what the page is for."""
        moved = {"/moved": (301, "/here"), "/for-now": (302, "/here"), "/inside": (301, "/away")}
        status, place = moved.get(self.path, (200, ""))
        if self.path in ("/gone", "/locked"):
            status = 404 if self.path == "/gone" else 401
        self.send_response(int(code or status))
        if place:
            host = "http://127.0.0.9" if place == "/away" else ""
            self.send_header("Location", host + place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """Serve the site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def asked(folder: Path, text: str, bib: str = "", *, is_near: bool = True) -> list[Diagnostic]:
    """Return what is found of the links in a chapter, with servers of this machine or without."""
    (folder / "manuscript").mkdir()
    (folder / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\nlang: en\n")
    (folder / "manuscript" / "a.md").write_text(f"# A\n\n{text}\n", encoding="utf-8")
    (folder / "bibliography.bib").write_text(bib, encoding="utf-8")
    book = examine(folder)
    assert book.document
    assert book.library
    may_ask = (lambda host: host == "127.0.0.1") if is_near else None
    return list(check_links(book.document, book.library, may_ask))


def test_each_kind_of_answer(tmp_path: Path, site: str) -> None:
    """Dead, moved, silent; what is there, or elsewhere for now, is not named."""
    pages = ("here", "for-now", "get-only", "gone", "moved", "locked", "inside")
    found = asked(tmp_path, "\n".join(f"[x]({site}/{page})" for page in pages))

    assert [(one.code, one.place and one.place.line) for one in found] == [
        ("link-dead", 6),
        ("link-moved", 7),
        ("link-silent", 8),
        ("link-silent", 9),
    ]
    assert found[1].hint.endswith("/here")
    assert "network of its own" in found[3].message


def test_a_source_in_the_bibliography(tmp_path: Path, site: str) -> None:
    """It is named at its entry."""
    bib = f"\n@online{{web, title={{T}}, url={{{site}/gone}}, date={{2020}}}}\n"
    (found,) = asked(tmp_path, "Words [@web].", bib)

    assert found.place
    assert (found.code, found.place.path, found.place.line) == ("link-dead", "bibliography.bib", 2)


def test_a_stranger_cannot_ask_this_machine(tmp_path: Path, site: str) -> None:
    """Hosts of this machine and its network are not asked, whoever names them."""
    (found,) = asked(tmp_path, f"[x]({site}/gone)", is_near=False)

    assert found.code == "link-silent"
    assert not is_public("127.0.0.1")
    assert not is_public("192.168.1.1")
    assert is_public("9.9.9.9")

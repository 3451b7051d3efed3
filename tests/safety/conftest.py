"""A project that somebody else sent, a secret beside it, and a server that counts who calls."""

from __future__ import annotations

import io
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from publish.diagnostics import Diagnostic, PublishError
from publish.pipeline import build

SECRET = "TOP-SECRET-WORDS"


@dataclass
class Server:
    """What was asked for on the network."""

    address: str
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def listening() -> Iterator[Server]:
    """Listen on this machine for the length of the tests."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Server(f"http://127.0.0.1:{server.server_port}", asked)
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(listening: Server) -> Server:
    listening.asked.clear()
    return listening


@dataclass
class Attempt:
    """What came of building a hostile project: findings, and the bytes of its files if any."""

    findings: tuple[Diagnostic, ...]
    files: dict[str, bytes]

    @property
    def told(self) -> set[tuple[str, str, int]]:
        """Return code, file and line of what was found."""
        return {(x.code, x.place.path, x.place.line) for x in self.findings if x.place}

    @property
    def texts(self) -> dict[str, str]:
        """Return every part of every file as text, unpacked."""
        return {
            f"{name}:{part}": data.decode("utf-8", "replace")
            for name, file in self.files.items()
            for part, data in _parts(name, file)
        }


def _parts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if name.endswith((".epub", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((part, archive.read(part)) for part in archive.namelist())
    elif name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for number, thing in enumerate(pdf.objects):
                yield str(number), repr(thing).encode()
                if isinstance(thing, pikepdf.Stream):
                    try:
                        yield f"{number} stream", thing.read_bytes()
                    except (pikepdf.PdfError, zlib.error):
                        continue
    else:
        yield "", data


@pytest.fixture
def attempt(tmp_path: Path) -> Callable[..., Attempt]:
    """Return a function that builds all editions of a project with the files given."""

    def run(files: dict[str, str | bytes | Path], settings: str = "") -> Attempt:
        (tmp_path / "secret.txt").write_text(SECRET)
        Image.new("RGB", (3, 2), "red").save(tmp_path / "secret.png")
        (tmp_path / "secret.md").write_text(f"# {SECRET}\n")
        project = tmp_path / "project"
        given = {"manuscript/book.yaml": f"title: T\nauthor: A\n{settings}", **files}
        for name, content in given.items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Path):
                path.symlink_to(content)
            else:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            outcome = build(project, ("pdf", "epub", "docx"))
        except PublishError as error:
            assert not (project / "dist").exists()
            return Attempt(error.diagnostics, {})
        return Attempt(outcome.diagnostics, {x.name: x.read_bytes() for x in outcome.paths})

    return run

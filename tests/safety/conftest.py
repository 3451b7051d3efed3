"""A project that somebody else sent, a secret beside it, and a server that counts who calls."""

from __future__ import annotations

import io
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from publish.diagnostics import Diagnostic, PublishError
from publish.pipeline import build

SECRET = "TOP-SECRET-WORDS"


CHAPTER = "manuscript/01-a.md"


def chapter(*lines: str) -> str:
    """Return a chapter with something on line 3, 7, 11, ..., each with words after it."""
    blocks = [f"{line}\n\nWords after {number}.\n" for number, line in enumerate(lines)]
    return "# One\n\n" + "\n".join(blocks)


def line_of(number: int) -> int:
    """Return the line of the chapter on which a thing stands: the third for the first."""
    return 3 + 4 * number


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

    @cached_property
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


Run = Callable[..., Attempt]


def attempted(folder: Path, files: Mapping[str, str | bytes | Path], settings: str) -> Attempt:
    """Build all editions of a project in `folder`, with a secret beside it; a path is a link."""
    (folder / "secret.txt").write_text(SECRET)
    Image.new("RGB", (3, 2), "red").save(folder / "secret.png")
    (folder / "secret.md").write_text(f"# {SECRET}\n")
    project = folder / "project"
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


@pytest.fixture
def attempt(tmp_path: Path) -> Callable[..., Attempt]:
    """Return a function that builds all editions of a project with the files given."""
    return lambda files, settings="": attempted(tmp_path, files, settings)

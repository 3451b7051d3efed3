"""A build may be killed at any moment: what was there stays whole, and the next build heals."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publish.writing import write_whole

from .conftest import Book, Kills, Shape
from .kills import NEW


def parts(shape: Shape) -> tuple[Shape, Shape]:
    """Return what an author wrote, and the finished editions; leftovers of writing in neither."""
    others = ("dist/", ".publish-cache/")
    sources = {
        name: digest
        for name, digest in shape.items()
        if not name.startswith(others) and not name.endswith(".part")
    }
    editions = {n: d for n, d in shape.items() if n.startswith("dist/") and "/." not in n}
    return sources, editions


def test_killed_before_each_step_of_writing(tmp_path: Path, kills: Kills) -> None:
    """Four files, killed before every step: each file is the old one or the new one, whole."""
    folder = tmp_path / "dist"
    old = dict.fromkeys(NEW, b"old " * 50000)
    write_whole(folder, old)
    digests = [
        {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        for files in (old, NEW)
    ]
    deaths = kills("write", folder)

    steps = {step.split()[0] for step, _ in deaths}
    assert {"os.mkdir", "tempfile.mkstemp", "open", "fcntl.flock", "os.chmod", "os.rename"} <= steps
    assert len(deaths) > 30
    for step, there in deaths:
        for name in NEW:
            assert there[name] in (digests[0][name], digests[1][name]), step
        assert {name for name in there if not name.startswith(".")} == set(NEW), step
    write_whole(folder, NEW)
    assert {path.name for path in folder.iterdir()} == set(NEW)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("points", "editions"), [(8, ("epub", "docx")), (3, ("pdf",))], ids=["epub-docx", "pdf"]
)
def test_killed_at_any_step_of_a_build(
    book: Book, kills: Kills, points: int, editions: tuple[str, ...]
) -> None:
    """Sources stay as they are; every edition is that of the build before, or the new one."""
    before = kills("build", book.folder, 0, *editions)[0][1]
    book.write("Other words.")
    deaths = kills("build", book.folder, points, *editions)
    after = kills("build", book.folder, 0, *editions)[0][1]

    assert len(deaths) >= points - 1
    sources = parts(after)[0]
    old, new = parts(before)[1], parts(after)[1]
    assert old.keys() == new.keys()
    assert old != new
    for step, there in deaths:
        written, editions_there = parts(there)
        assert written == sources, step
        assert editions_there.keys() == old.keys(), step
        for name, digest in editions_there.items():
            assert digest in (old[name], new[name]), (step, name)
    assert not [name for name in after if "/." in name], "leftovers of killed builds"


def session(leader: int) -> list[tuple[str, str]]:
    """Return name and state of every process that a session has left; source: proc(5), stat."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue
        state, _, _, number = rest.split()[:4]
        if int(number) == leader:
            found.append((name, state))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ended_by_a_signal(book: Book, tmp_path: Path, number: signal.Signals) -> None:
    """One sentence, the exit code that shells expect, and no helper, folder or file left behind."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    build = subprocess.Popen(
        [sys.executable, "-m", "publish", "build", "pdf", "-C", str(book.folder)],
        env={**os.environ, "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not list(temporary.glob("publish-*")):  # until the layout has begun
        assert build.poll() is None
        time.sleep(0.01)
    build.send_signal(number)
    said = build.communicate(timeout=60)[1]

    assert build.returncode == 128 + number
    assert said.splitlines()[-1].endswith("; the files of the last build are as they were")
    assert "Traceback" not in said
    # Python looks for shared libraries with the compiler, whose own files may be left.
    assert list(temporary.glob("publish-*")) == []
    assert not (book.folder / "dist").exists()
    # The helpers end by themselves when nobody speaks to them any more.
    deadline = time.monotonic() + 20
    while alive := [name for name, state in session(build.pid) if state != "Z"]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)

"""A small book that has been built once, and what lies in its folder."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

Shape = dict[str, str]
Kills = Callable[..., list[tuple[str, Shape]]]
_BOOK = "title: The Kept\nauthor: A\nepub:\n  page-list: false\n"


@dataclass
class Book:
    """A project in a folder of its own."""

    folder: Path

    def write(self, words: str) -> None:
        """Write the manuscript: two chapters, a note, a source."""
        text = f"# One\n\n{words}[^1] [@doe, p. 3]\n\n[^1]: A note.\n"
        (self.folder / "manuscript").mkdir(parents=True, exist_ok=True)
        (self.folder / "manuscript" / "book.yaml").write_text(_BOOK)
        (self.folder / "manuscript" / "01-one.md").write_text(text)
        (self.folder / "manuscript" / "02-two.md").write_text(f"# Two\n\n{words}\n")
        entry = "@book{doe, author={Doe, Jane}, title={A}, publisher={B}, address={C}, year=1999}"
        (self.folder / "bibliography.bib").write_text(entry)

    @property
    def shape(self) -> Shape:
        """Return every file with the digest of its bytes."""
        return {
            path.relative_to(self.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = Book(tmp_path / "book")
    made.write("The first words.")
    return made


@pytest.fixture
def kills(tmp_path: Path) -> Kills:
    """Return a function that runs `kills.py` and returns its lines: step, and what lay there."""

    def run(*arguments: object, script: str = "kills.py") -> list[tuple[str, Shape]]:
        places = {name: str(tmp_path / name.lower()) for name in ("TMPDIR", "XDG_STATE_HOME")}
        Path(places["TMPDIR"]).mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, Path(__file__).with_name(script), *map(str, arguments)],
            env={**os.environ, **places},
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [tuple(json.loads(line)) for line in done.stdout.splitlines()]

    return run

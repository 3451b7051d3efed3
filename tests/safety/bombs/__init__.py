"""Files that are small and ask for endless work: each a project, or a file to be looked at.

Every bomb is run as a stranger's book is: by the command line, in a process of its own. What
processor time and memory it takes, with all programs that it calls, is measured by the system.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Content = str | bytes | Callable[[], bytes]

CHAPTER = "manuscript/01-a.md"
BOOK = "manuscript/book.yaml"
# Their own small cover spares the books that are built one that is drawn.
PLAIN = "title: T\nauthor: A\ncover-image: cover.png\ncover-image-alt: x\n"
COVER = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
WORDS = "# One\n\nWords of the chapter.\n"


@dataclass(frozen=True)
class Bomb:
    """What is sent, what is done with it, and how that ends."""

    files: Mapping[str, Content]
    command: tuple[str, ...] = ("check",)
    told: str = ""  # a code that must be among the findings
    ends: tuple[int, ...] = (0, 1, 2)
    seconds: float = 60  # of processor time, all programs together
    megabytes: float = 2000
    guard_s: int = 60  # of processor time, for each program alone: ended by the system then
    settings: str = PLAIN


@dataclass
class Burst:
    """What came of a bomb."""

    code: int
    said: str
    seconds: float
    megabytes: float
    left: list[str] = field(default_factory=list)


class Launcher:
    """Runs bombs, each in a process of its own: see `launcher`, which is one without our memory.

    What the system says of a child begins with what its parent had in use, and a run of tests has
    much.
    """

    def __init__(self) -> None:
        script = Path(__file__).with_name("launcher.py")
        command = [sys.executable, "-I", str(script)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def burst(self, bomb: Bomb, folder: Path) -> Burst:
        """Lay a bomb out in a folder, run it, and return what it took."""
        plain = {BOOK: bomb.settings, CHAPTER: WORDS, "manuscript/cover.png": COVER}
        for name, content in {**plain, **bomb.files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content() if callable(content) else content
            path.write_bytes(
                data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
            )
        said = folder.with_name("said")
        said.touch()
        one_layout = ("--jobs", "1") if bomb.command[0] == "build" else ()
        wish = [str(folder), str(said), bomb.guard_s, [*bomb.command, *one_layout]]
        code, seconds, megabytes = self._ask(wish)
        left = sorted(path.name for path in (folder / "dist").glob("*"))
        text = said.read_bytes().decode("utf-8", "replace")
        return Burst(code, text, seconds, megabytes, left)

    def _ask(self, wish: Sequence[object]) -> Any:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(wish).encode() + b"\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

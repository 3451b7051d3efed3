"""Files that are small and ask for endless work: each a project, or a file to be looked at.

Every bomb is run as a stranger's book is: by the command line, in a process of its own. What
processor time and memory it takes, with all programs that it calls, is measured by the system
(getrusage(2), RUSAGE_CHILDREN: the time of all, the memory of the largest).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Content = str | bytes | Callable[[], bytes]

CHAPTER = "manuscript/01-a.md"
BOOK = "manuscript/book.yaml"
WORDS = "# One\n\nWords of the chapter.\n"
GUARD_BYTES = 12 << 30  # of addresses: pandoc's program reserves many that it never touches
GUARD_S = 60


@dataclass(frozen=True)
class Bomb:
    """What is sent, what is done with it, and how that ends."""

    files: Mapping[str, Content]
    command: tuple[str, ...] = ("check",)
    told: str = ""  # a code that must be among the findings
    ends: tuple[int, ...] = (0, 1, 2)
    seconds: float = 60  # of processor time, all programs together
    megabytes: float = 2000
    settings: str = "title: T\nauthor: A\n"


@dataclass
class Burst:
    """What came of a bomb."""

    code: int
    said: str
    seconds: float
    megabytes: float
    left: list[str] = field(default_factory=list)


# Runs the command and tells what it took. A process of its own: what the system says of a child
# begins with what its parent had in use (Linux, getrusage(2)), and a run of tests has much.
_LAUNCHER = f"""
import json, resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_AS, ({GUARD_BYTES}, {GUARD_BYTES}))
resource.setrlimit(resource.RLIMIT_CPU, ({GUARD_S}, {GUARD_S}))
with open(sys.argv[1], "wb") as said:
    code = subprocess.run(sys.argv[2:], stdout=said, stderr=said).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024]))
"""


def burst(bomb: Bomb, folder: Path) -> Burst:
    """Lay a bomb out in a folder, run it, and return what it took."""
    for name, content in {BOOK: bomb.settings, CHAPTER: WORDS, **bomb.files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content() if callable(content) else content
        path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    command = [sys.executable, "-m", "publish", *bomb.command]
    with tempfile.NamedTemporaryFile() as said:
        launched = [sys.executable, "-I", "-c", _LAUNCHER, said.name, *command]
        told = subprocess.run(launched, cwd=folder, stdout=subprocess.PIPE, check=True).stdout
        text = said.read().decode("utf-8", "replace")
    code, seconds, megabytes = json.loads(told)
    left = sorted(path.name for path in (folder / "dist").glob("*"))
    return Burst(code, text, seconds, megabytes, left)

"""Ways in which a file on a disk goes wrong, by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path


def damage(path: Path, others: Sequence[Path], chance: random.Random) -> str:
    """Do one thing to a file, `others` being those of its folder; return what it was."""
    data = path.read_bytes()
    place = chance.randrange(max(len(data), 1))
    other = chance.choice(others)
    damaged = {
        "letters": data[:place] + chance.randbytes(8) + data[place + 8 :],
        "cut": data[:place],
        "start cut": data[place + 1 :],
        "longer": data + chance.randbytes(100),
        "empty": b"",
        "zeros": bytes(len(data)),
        "noise": chance.randbytes(len(data)),
        "another": other.read_bytes() if other.is_file() else b"",
    }
    kind = chance.choice([*damaged, "gone", "folder", "loop"])
    path.unlink()
    if kind in damaged:
        path.write_bytes(damaged[kind])
    elif kind == "folder":
        (path / "inside").mkdir(parents=True)
    elif kind == "loop":
        path.symlink_to(path.name)
    return kind

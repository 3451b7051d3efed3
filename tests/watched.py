"""A session of `publish watch` that runs in this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from publish.watching import Order, Wishes, watch


@dataclass
class Session:
    """A session that runs in this process. `said` are the lines that it told."""

    folder: Path
    said: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """The address of the page."""
        return self.line("http://")

    def line(self, words: str, seconds: float = 120) -> str:
        """Return the first line with some words, as soon as it is told."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if found := [line for line in list(self.said) if words in line]:
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"'{words}' was not told in: {self.said}")


@contextmanager
def watching(folder: Path, **wishes: object) -> Iterator[Session]:
    """Watch a project until the end of the block."""
    session = Session(folder)
    wish = Wishes(Order(("pdf", "epub")), opens_browser=False, **wishes)  # type: ignore[arg-type]
    arguments = (folder, wish, session.said.append, session.said.append, session.ended)
    thread = threading.Thread(target=watch, args=arguments)
    thread.start()
    try:
        yield session
    finally:
        session.ended.set()
        thread.join(60)
        assert not thread.is_alive()

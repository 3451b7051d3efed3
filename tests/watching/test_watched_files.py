from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.watching.files import is_source, saves


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("manuscript/01-kitchen.md", True),
        ("manuscript/figures/map.png", True),
        ("bibliography.bib", True),
        ("styles/print.css", True),
        ("dist/book.pdf", False),
        (".publish-cache/laid-out-1", False),
        (".publish/book.json", False),
        (".git/index", False),
        ("manuscript/.01-kitchen.md.swp", False),
        ("manuscript/01-kitchen.md~", False),
        ("manuscript/#01-kitchen.md#", False),
        ("manuscript/4913", False),
    ],
)
def test_what_authors_write_matters(name: str, matters: bool) -> None:
    """What builds, editors and version control leave beside it does not."""
    assert is_source(name) is matters


def follow(found: Iterator[frozenset[str]], into: list[frozenset[str]]) -> None:
    for saved in found:
        into.append(saved)


def test_a_save_is_told_whatever_way_the_editor_writes(small_book: Path) -> None:
    """In place, or aside and renamed; what goes to the output folder is not told."""
    ended = threading.Event()
    output = small_book / "proofs"
    output.mkdir()
    told: list[frozenset[str]] = []
    thread = threading.Thread(target=follow, args=(saves(small_book, ended, output), told))
    thread.start()
    time.sleep(1)  # until the system watches the folder
    chapter = small_book / "manuscript" / "01-kitchen.md"

    def wait(count: int) -> None:
        until = time.monotonic() + 20
        while len(told) < count and time.monotonic() < until:
            time.sleep(0.05)

    chapter.write_text("# One\n", "utf-8")
    wait(1)
    (output / "book.pdf").write_text("x", "utf-8")
    aside = chapter.with_name(".aside.tmp")
    aside.write_text("# Two\n", "utf-8")
    aside.replace(chapter)
    wait(2)
    ended.set()
    thread.join(20)

    assert told == [frozenset({"manuscript/01-kitchen.md"})] * 2

"""A large bibliography is read once, and anew whenever that could matter."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publish.caching import FOLDER
from publish.citations.library import read_bibliographies
from publish.citations.types import Library

LARGE = 4_000  # entries of this test's kind, more than the least size worth keeping


def written(folder: Path, title: str = "T", count: int = LARGE) -> Path:
    """Write a bibliography in which one entry lacks its comma."""
    entries = [f"@book{{k{n}, title={{{title} {n} \\'e}}, date={{1999}}}}" for n in range(count)]
    path = folder / "b.bib"
    path.write_text("\n".join([*entries, "@book{x, title={X} year=1999}"]), encoding="utf-8")
    return path


def read(path: Path, **options: bool) -> Library:
    return read_bibliographies([(path, "b.bib")], project=path.parent, **options)


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reading fail, so that only what was kept can be given."""
    monkeypatch.setattr("publish.citations.library._read", lambda *given: pytest.fail("read anew"))


def test_what_is_kept_is_what_was_read(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Items, places and findings are the same, and nothing is read again."""
    path = written(tmp_path)
    first = read(path)
    request.getfixturevalue("no_reading")

    assert read(path) == first
    assert [d.code for d in first.diagnostics] == ["bib-syntax"]
    assert str(first.places["k1"]) == "b.bib:2:1"


def test_a_change_is_seen(tmp_path: Path) -> None:
    """Other bytes, or another way of reading, are read anew; each is kept."""
    path = written(tmp_path)
    read(path)
    written(tmp_path, "New Title")

    assert read(path).items["k1"]["title"] == "New Title 1 é"
    assert read(path, lowers_titles=True).items["k1"]["title"] == "New title 1 é"
    assert len(list((tmp_path / FOLDER).iterdir())) == 3


@pytest.mark.parametrize("junk", ["", "{", "[]", '{"mark": 1}', "null", '{"items": 3'])
def test_a_broken_file_is_passed_over(tmp_path: Path, junk: str) -> None:
    """Whatever stands in the kept file, the book has its sources."""
    path = written(tmp_path)
    first = read(path)
    (kept,) = (tmp_path / FOLDER).iterdir()
    kept.write_text(junk, encoding="utf-8")

    assert read(path) == first


def test_small_files_leave_no_trace(tmp_path: Path) -> None:
    """Where reading is quick nothing is kept, and without a project neither."""
    read(written(tmp_path, count=3))
    read_bibliographies([(written(tmp_path), "b.bib")])

    assert [path.name for path in tmp_path.iterdir()] == ["b.bib"]


def test_two_builds_at_once(tmp_path: Path) -> None:
    """Neither meets half a file, and nothing is left aside."""
    path = written(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        libraries = list(pool.map(lambda _: read(path), range(4)))

    assert all(library == libraries[0] for library in libraries)
    assert len(list((tmp_path / FOLDER).iterdir())) == 1

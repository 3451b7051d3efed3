"""Kept results that a disk has damaged: none is taken for whole, the next build makes them anew."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from damaging import damage
from publish.caching import Cache, key_of
from publish.pipeline import build

from .conftest import Book


@given(some.binary(max_size=200), some.binary(max_size=200), some.randoms(use_true_random=False))
def test_what_is_found_is_what_was_kept(data: bytes, other: bytes, chance: random.Random) -> None:
    """Or nothing is found; what is kept in its place then is found whole."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        cache.keep("pages", key_of("a"), data)
        cache.keep("words", key_of("a"), other)
        path, beside = sorted(cache.folder.iterdir())
        damage(path, [beside], chance)

        assert cache.find("pages", key_of("a")) in (data, None)
        assert cache.find("words", key_of("a")) == other
        cache.keep("pages", key_of("a"), data)
        assert cache.find("pages", key_of("a")) == data
        assert sorted(cache.folder.iterdir()) == [path, beside]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_build_after_damage(book: Book, seed: int) -> None:
    """The same bytes, without a word; what is kept is whole again."""
    first = build(book.folder, ["docx"])
    before = {path.name: path.read_bytes() for path in first.paths}
    folder = book.folder / ".publish-cache"
    files = sorted(folder.iterdir())
    chance = random.Random(seed)
    done = [damage(path, files, chance) for path in chance.sample(files, k=1 + seed % 3)]
    shutil.rmtree(book.folder / "dist")
    again = build(book.folder, ["docx"])

    assert {path.name: path.read_bytes() for path in again.paths} == before, done
    assert again.diagnostics == first.diagnostics
    assert sorted(folder.iterdir()) == files

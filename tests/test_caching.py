"""Kept results: found again whole or not at all, and never executed."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from publish.caching import Cache, files_mark, key_of, pack, unpack


@dataclass(frozen=True, slots=True)
class Known:
    """A value that may be kept."""

    words: tuple[str, ...]


class Attack:
    """Runs a command when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Return a call for the reader."""
        return os.system, ("touch attacked",)


def test_found_as_it_was_kept(tmp_path: Path) -> None:
    """What was kept is found under its own step and key only."""
    cache = Cache(tmp_path)
    cache.keep("pages", key_of("a"), b"data")

    assert cache.find("pages", key_of("a")) == b"data"
    assert cache.find("pages", key_of("b")) is None
    assert cache.find("words", key_of("a")) is None


def test_parts_of_keys_do_not_run_together() -> None:
    """`ab` and `c` are not `a` and `bc`."""
    assert key_of("ab", "c") != key_of("a", "bc")


@pytest.mark.parametrize("at", [0, 31, 32, 35])
def test_a_damaged_entry_is_not_found(tmp_path: Path, at: int) -> None:
    """One changed byte is enough, wherever it is."""
    cache = Cache(tmp_path)
    cache.keep("pages", key_of("a"), b"data")
    (path,) = cache.folder.iterdir()
    whole = bytearray(path.read_bytes())
    whole[at] ^= 1
    path.write_bytes(whole)

    assert cache.find("pages", key_of("a")) is None


def test_an_entry_from_somebody_else(tmp_path: Path) -> None:
    """A whole entry of another user's is not believed, nor one under another's name."""
    cache = Cache(tmp_path / "here")
    (tmp_path / "here").mkdir()
    cache.keep("pages", key_of("a"), b"data")
    (path,) = cache.folder.iterdir()
    other = path.with_name(path.name.replace("pages", "build"))
    other.write_bytes(path.read_bytes())
    assert cache.find("build", key_of("a")) is None

    script = (
        "import sys, pathlib; from publish.caching import Cache, key_of\n"
        "cache = Cache(pathlib.Path(sys.argv[1]))\n"
        "print(cache.find('pages', key_of('a'))); cache.keep('pages', key_of('a'), b'forged')\n"
    )
    for home, found in (("else", b"None"), ("else", b"b'forged'"), ("full", b"None")):
        (tmp_path / home).mkdir(exist_ok=True)
        if home == "full":
            (tmp_path / home / "publish").write_text("in the place of a folder")
        done = subprocess.run(
            [sys.executable, "-c", script, tmp_path / "here"],
            env={**os.environ, "XDG_STATE_HOME": str(tmp_path / home)},
            capture_output=True,
            check=True,
        )
        assert done.stdout.strip() == found
    assert cache.find("pages", key_of("a")) is None
    assert (tmp_path / "else" / "publish" / "cache.key").stat().st_mode & 0o777 == 0o600


def test_a_file_without_end(tmp_path: Path) -> None:
    """A file that says it is a terabyte is not read."""
    cache = Cache(tmp_path)
    cache.keep("pages", key_of("a"), b"data")
    (path,) = cache.folder.iterdir()
    os.truncate(path, 1 << 40)

    assert cache.find("pages", key_of("a")) is None


def test_the_size_limit(tmp_path: Path) -> None:
    """The entries asked for last stay."""
    cache = Cache(tmp_path, most_bytes=2500)
    for number in range(4):
        cache.keep("pages", key_of(str(number)), bytes(1000))
        (path,) = [
            one for one in cache.folder.iterdir() if one.name.endswith(key_of(str(number))[:40])
        ]
        os.utime(path, (number, number))
    cache.find("pages", key_of("0"))
    cache.trim()

    kept = [n for n in range(4) if cache.find("pages", key_of(str(n))) is not None]
    assert kept == [0, 3]


def test_a_folder_that_leads_elsewhere(tmp_path: Path) -> None:
    """Nothing is written or read through a link."""
    (tmp_path / "else").mkdir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / ".publish-cache").symlink_to(tmp_path / "else")
    Cache(tmp_path / "book").keep("pages", key_of("a"), b"data")

    assert not list((tmp_path / "else").iterdir())


def test_packed_values() -> None:
    """A value comes back equal; a type that is not expected does not."""
    value = {"one": (Known(("a", "b")), 1.5)}

    assert unpack(pack(value), [Known]) == value
    with pytest.raises(ValueError, match="not a kept result"):
        unpack(pack(value), [])


@dataclass(frozen=True, slots=True)
class Marked:
    """A value of which not every field is an argument."""

    name: str
    mark: str = field(default="", init=False)


@dataclass(frozen=True)
class Counted:
    """A value that does something when it is made."""

    count: int
    names: tuple[str, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        """Count on."""
        object.__setattr__(self, "count", self.count + 1)


def test_values_that_are_more_than_their_arguments_come_back_as_they_were() -> None:
    """What was set afterwards is kept, and what is done at the making is not done twice."""
    marked = Marked("a")
    object.__setattr__(marked, "mark", "m")

    assert unpack(pack((marked, marked)), [Marked]) == (marked, marked)
    assert unpack(pack(Counted(1, names=("b",))), [Counted]).count == 2


def test_nothing_is_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's cache can name functions; they are not called."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="not a kept result"):
        unpack(pickle.dumps(Attack()), [Known])

    assert not (tmp_path / "attacked").exists()


def test_a_mark_of_files_tells_what_is_in_them(tmp_path: Path) -> None:
    """Not where they lie, nor when they were written: a cache may go to another machine."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "more").mkdir(parents=True)
        (folder / "more" / "face.ttf").write_bytes(b"a face")
    os.utime(other / "more" / "face.ttf", (1, 1))
    before = files_mark([one])
    assert files_mark([other]) == before

    (one / "more" / "face.ttf").write_bytes(b"a fact")
    assert files_mark([one]) != before
    (other / "more" / "face.ttf").rename(other / "more" / "fact.ttf")
    assert files_mark([other]) != before

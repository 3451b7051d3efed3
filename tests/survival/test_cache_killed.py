"""A build that ends while it keeps results leaves nothing wrong behind; a full disk ends none."""

from __future__ import annotations

import pytest

from .conftest import Book, Kills, Shape


def names(shape: Shape) -> set[str]:
    """Return the files that lie there; leftovers of writing among them."""
    return {name for name in shape if not name.startswith(("manuscript/", "bibliography"))}


def test_ended_at_each_step_of_keeping(book: Book, kills: Kills) -> None:
    """Two results, and the secret that seals them: what is given back is right, what is left goes.

    A result that could not be kept is not there.
    """
    (_, whole), *deaths = kills("keep", book.folder, script="cache_kills.py")

    assert len(names(whole)) == 3
    steps = {what.rpartition(" ")[0] for what, _ in deaths}
    done = ("os.mkdir", "open", "tempfile.mkstemp", "fcntl.flock", "os.chmod", "os.rename")
    assert steps >= {f"{fate} {one}" for fate in ("killed before", "refused") for one in done}
    assert len(deaths) > 40
    for what, there in deaths:
        if what.startswith("killed"):
            assert names(there) == names(whole), what
        else:
            assert names(there) <= names(whole), what


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["pdf", "epub", "docx"])
def test_ended_while_a_build_keeps_results(book: Book, kills: Kills, edition: str) -> None:
    """The next build writes the bytes of a first one, and so does one that can keep nothing."""
    kept = (".publish-cache/", ".publish/", "publish/")
    # At the first of the steps, in the middle, at the last: by hand, all can be tried (0).
    (_, whole), *deaths = kills("build", book.folder, 3, edition, script="cache_kills.py")
    editions = {name: whole[name] for name in whole if not name.startswith(kept)}

    assert f"dist/the-kept.{edition}" in editions
    assert len(deaths) == 6
    for what, there in deaths:
        assert {name: there[name] for name in there if not name.startswith(kept)} == editions, what
        assert names(there) <= names(whole), what
        if what.startswith("killed"):
            assert names(there) == names(whole), what

"""Whatever a stranger sends ends soon, in bounded memory, with a message and without a defect.

Each bomb runs as a process of its own; its limits are those of `Bomb`, measured by the system.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .bombs import Bomb, Launcher
from .bombs.bibliographies import BIBLIOGRAPHIES
from .bombs.markdown import MARKDOWN
from .bombs.pictures import PICTURES
from .bombs.settings import SETTINGS
from .bombs.stylesheets import STYLESHEETS
from .bombs.xml import XML

pytestmark = pytest.mark.slow
BIB = "bibliography.bib"
# Long, as what a book takes is counted from what the launcher has in use.
ABSTRACT = "words and " * 400
ENTRY = "@book{{k{0}, author={{Doe, J}}, title={{T {0}}}, year=1999, abstract={{{1}}}}}\n"
LARGE = "".join(ENTRY.format(number, ABSTRACT) for number in range(2_000))
BOMBS = {**XML, **PICTURES, **BIBLIOGRAPHIES, **SETTINGS, **STYLESHEETS, **MARKDOWN}


@pytest.fixture(scope="module")
def launcher() -> Iterator[Launcher]:
    """What runs bombs."""
    made = Launcher()
    yield made
    made.close()


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end(name: str, tmp_path: Path, launcher: Launcher) -> None:
    """Exit code 0, 1 or 2, a message if refused, no defect; time and memory as promised."""
    bomb: Bomb = BOMBS[name]
    made = launcher.burst(bomb, tmp_path / "book")

    assert made.code in bomb.ends, made.said
    assert "publish-defect" not in made.said and "Traceback" not in made.said, made.said
    assert made.code == 0 or "error[" in made.said
    assert bomb.told in made.said
    assert made.seconds < bomb.seconds
    assert made.megabytes < bomb.megabytes


def test_a_limit_can_be_missed(tmp_path: Path, launcher: Launcher) -> None:
    """The measure is real: a book without a bomb takes more than nothing, a large one much more."""
    made = launcher.burst(Bomb({}), tmp_path / "book")
    many = launcher.burst(Bomb({BIB: LARGE}), tmp_path / "large")

    assert (made.code, many.code) == (0, 0)
    assert 0.01 < made.seconds < many.seconds
    assert 20 < made.megabytes < many.megabytes < 500

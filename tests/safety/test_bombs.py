"""Whatever a stranger sends ends soon, in bounded memory, with a message and without a defect.

Each bomb runs as a process of its own; its limits are those of `Bomb`, measured by the system.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .bombs import Bomb, burst
from .bombs.bibliographies import BIBLIOGRAPHIES
from .bombs.markdown import MARKDOWN
from .bombs.pictures import PICTURES
from .bombs.settings import SETTINGS
from .bombs.stylesheets import STYLESHEETS
from .bombs.xml import XML

pytestmark = pytest.mark.slow
BOMBS = {**XML, **PICTURES, **BIBLIOGRAPHIES, **SETTINGS, **STYLESHEETS, **MARKDOWN}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end(name: str, tmp_path: Path) -> None:
    """Exit code 0, 1 or 2, a message if refused, no defect; time and memory as promised."""
    bomb: Bomb = BOMBS[name]
    made = burst(bomb, tmp_path / "book")

    assert made.code in bomb.ends, made.said
    assert "publish-defect" not in made.said and "Traceback" not in made.said, made.said
    assert made.code == 0 or "error[" in made.said
    assert bomb.told in made.said
    assert made.seconds < bomb.seconds
    assert made.megabytes < bomb.megabytes


def test_a_limit_can_be_missed(tmp_path: Path) -> None:
    """The measure is real: a book without a bomb takes more than nothing."""
    made = burst(Bomb({}), tmp_path / "book")

    assert made.code == 0
    assert 0.1 < made.seconds < 20
    assert 20 < made.megabytes < 500

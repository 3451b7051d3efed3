"""Drawings turned into pixels are kept by all that they are made of."""

from __future__ import annotations

from pathlib import Path

import pytest
import resvg_py

from publish.editions.raster import raster

_SHAPE = '<rect width="4" height="4"/>'
_SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{_SHAPE}</svg>'


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the drawings that resvg is given, as they come."""
    given: list[str] = []
    draw = resvg_py.svg_to_bytes

    def svg_to_bytes(**wanted: object) -> bytes:
        given.append(str(wanted["svg_string"]))
        return bytes(draw(**wanted))  # type: ignore[arg-type]

    monkeypatch.setattr(resvg_py, "svg_to_bytes", svg_to_bytes)
    return given


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "a.ttf").write_bytes(b"no font")
    return folder


def test_a_drawing_is_drawn_once(drawn: list[str], fonts: Path, tmp_path: Path) -> None:
    """The same drawing with the same fonts in the same size is found again, and is the same."""
    first, second = (raster(_SVG, [fonts], dpi=300, kept_in=tmp_path) for _ in range(2))

    assert first == second == raster(_SVG, [fonts], dpi=300)
    assert len(drawn) == 2  # the last is asked for without a project


def test_what_a_drawing_is_made_of_tells_it_from_others(
    drawn: list[str], fonts: Path, tmp_path: Path
) -> None:
    """Another size, text or font is another picture."""
    raster(_SVG, [fonts], kept_in=tmp_path)
    raster(_SVG, [fonts], size=(3, 3), kept_in=tmp_path)
    raster(_SVG.replace("4", "5"), [fonts], kept_in=tmp_path)
    (fonts / "a.ttf").write_bytes(b"another")
    raster(_SVG, [fonts], kept_in=tmp_path)

    assert len(drawn) == 4


def test_a_drawing_with_the_fonts_of_the_machine_is_not_kept(
    drawn: list[str], tmp_path: Path
) -> None:
    """Nobody knows what these are."""
    for _ in range(2):
        raster(_SVG, kept_in=tmp_path)

    assert len(drawn) == 2

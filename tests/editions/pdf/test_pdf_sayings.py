"""What WeasyPrint says becomes a finding at the place that the author wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import Diagnostic, PublishError
from publish.pipeline import build

# What an author may write, and where the finding stands.
CASES = {
    "an unknown property": ("p {\n  colour: red;\n}\n", "styles/print.css:2:3"),
    "a value that is none": ("p {\n  margin: wide;\n}\n", "styles/print.css:2:3"),
    "a selector that is none": ("p {}\np:::x { color: red }\n", "styles/print.css:2:1"),
    "a picture that is not there": (
        "\nh1 { background: url(nowhere.png) }\n",
        "styles/print.css:2:18",
    ),
    "a font file that is not there": (
        '@font-face { font-family: "Own"; src: url(own.ttf) }\n',
        "styles/print.css:1:39",
    ),
    "a stylesheet that is not there": ('@import "more.css";\n', "styles/print.css:1:1"),
    "a family that nobody has": (
        '\n\nh1 { font-family: "Junicode Nowhere" }\n',
        "styles/print.css:3:19",
    ),
}


def findings(tmp_path: Path, css: str) -> list[Diagnostic]:
    """Return what a build of a short book says, with an author's stylesheet."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "styles").mkdir(exist_ok=True)
    (tmp_path / "styles" / "print.css").write_text(css)
    (tmp_path / "manuscript" / "01-walls.md").write_text("# Walls\n\nA wall.\n")
    (tmp_path / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\nlang: en\n")
    try:
        return list(build(tmp_path, ("pdf",)).diagnostics)
    except PublishError as error:
        return list(error.diagnostics)


@pytest.mark.parametrize("case", CASES)
def test_the_place_in_the_stylesheet(tmp_path: Path, case: str) -> None:
    """One finding, at the line and column of what is wrong."""
    css, place = CASES[case]
    said = findings(tmp_path, css)

    assert place in [str(one.place) for one in said if one.place]
    assert {one.code for one in said if str(one.place) == place} <= {
        "pdf-engine",
        "font-missing",
        "style-outside",
    }


def test_a_stylesheet_that_is_imported_is_named(tmp_path: Path) -> None:
    """WeasyPrint says line and column alone."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "more.css").write_text("p {\n\n  colour: red }\n")
    said = findings(tmp_path, '@import "more.css";\n')

    assert "styles/more.css:3:3" in [str(one.place) for one in said if one.place]


def test_a_calm_stylesheet_says_nothing(tmp_path: Path) -> None:
    """Families that the design brings, values that print knows."""
    css = 'h1 { font-family: "EB Garamond", serif; color: #300; margin-top: 20pt }\n'

    assert [one.code for one in findings(tmp_path, css)] == []

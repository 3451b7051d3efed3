"""A line drawn from words that were set before has the letters that Pango sets in it, in place."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from publish.editions.design import find_design
from publish.editions.pdf import layout
from publish.editions.pdf.press import fontconfig
from publish.pipeline import examine

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
_SPACINGS = (0.25, 1.0, 3.7, -0.2, -0.001, 2.0)
_LATIN = (
    "AV To We fi ffl “Te, (1789) 17–18, p. 9¾ × 4",
    " begins and ends with a space ",
    "not\xa0parted p.\xa09",
    "\xa0at the ends, not parted\xa0",
    "Čapek, Żółć, façade, Æsir, cliché-",
    "naïve 1790 con‐",
)
_OTHERS = (
    "Two  spaces in a row",
    "The word λόγος here",
    "אב ab",
    "1789 1790",
    " ",
    "so\xadft hyphen",
)
_PROGRAM = """
import json, pickle, sys
from publish.editions.pdf import engine as engines
from publish.editions.pdf import mended

setup, texts, spacings = pickle.load(sys.stdin.buffer)
engine = engines.Engine(setup)
engine.lay_out("one", "<html><body><p>a <em>b</em></p></body></html>")
page = engine._rendered["one"].boxes[0]
styles = [box.style for box in page.descendants() if hasattr(box, "text")]
found = []
for style in styles:
    for text in texts:
        for spacing in spacings:
            layout = mended.line_break.Layout(style, spacing)
            layout.set_text(text, justify=True)
            as_set = mended.shaper.read(layout, {})
            runs = mended.shaper.runs(text, style, spacing)
            found.append([text, spacing, *(
                one and [[run.glyphs, run.letters] for run in one] for one in (as_set, runs)
            )])
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def set_lines(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, float, object, object]]:
    """Return lines and what is added to their spaces, with their runs by Pango and by us."""
    examined = examine(ROOT)
    assert examined.project is not None
    design = find_design(examined.project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "Press", lambda setup, *rest: setup)
        setup = layout.start_press(examined.project.folder, examined.project.settings, design)
    folder = tmp_path_factory.mktemp("fonts")
    config = folder / "fonts.conf"
    config.write_text(fontconfig(design.fonts, folder / "cache"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        input=pickle.dumps((setup, (*_LATIN, *_OTHERS), (0.0, *_SPACINGS))),
        capture_output=True,
        check=False,
    )
    assert not done.returncode, done.stderr.decode()
    return [tuple(one) for one in json.loads(done.stdout)]


def test_lines_made_of_words_are_as_pango_sets_them(
    set_lines: list[tuple[str, float, object, object]],
) -> None:
    """Kerning, ligatures, figures, signs and spaces at the ends, wide and narrow spaces."""
    latin = [one for one in set_lines if one[0] in _LATIN]

    assert len(latin) >= 2 * len(_LATIN) * (len(_SPACINGS) + 1)
    for text, spacing, as_set, runs in latin:
        assert runs is not None, (text, spacing)
        assert runs == as_set, (text, spacing)


def test_other_lines_are_left_to_pango(
    set_lines: list[tuple[str, float, object, object]],
) -> None:
    """Where a word may depend on what is around it, the line is set whole; so is a plain one."""
    for text, spacing, as_set, runs in set_lines:
        if text in _OTHERS:
            assert runs == (None if spacing and " " in text else as_set), text

"""What the engine is spared while it lays pages out changes nothing on them.

The same chapters are laid out and drawn by the engine with all shortcuts and by one without any:
every box must stand where it stood, to the last digit, and what is written for it be the same
bytes. So they hold for one version of WeasyPrint.
"""

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
from publish.editions.pdf.sheets import sheets
from publish.pipeline import examine

ROOT = Path(__file__).parents[3]
_PROGRAM = """
import hashlib, json, pickle, sys
from publish.editions.pdf import bareboxes, drawings, finishing, glyphstrings, knownplans
from publish.editions.pdf import linefitting, noteareas, pagesagain
from publish.editions.pdf import shortcuts, styletwins, typesetter

if sys.argv[1] == "plain":
    for name in ("keep_struts", "keep_breaks", "keep_lengths", "tell_flow_at_once",
                 "share_page_styles", "walk_at_once", "keep_widths", "leave_locks_out",
                 "place_lines_at_once", "write_numbers_at_once"):
        setattr(shortcuts, name, lambda *modules: None)
    bareboxes.take_shortcuts = lambda *modules: None
    drawings.take_shortcuts = lambda *modules: None
    styletwins.StyleTwins.install = lambda self, css: None
    finishing.Finishing.install = lambda self, layout: None
    finishing.Finishing.finish = lambda self, rendering, **_: None
    noteareas.NoteAreas.install = lambda self, module: None
    pagesagain.PagesAgain.install = lambda self, block, page: None
    typesetter.Typesetter.line = lambda self, text, style: None
    linefitting.LineFitter.create_layout = (
        lambda self, *one, **more: self._line_break.create_layout(*one, **more)
    )
    glyphstrings.GlyphStrings.install = lambda self, drawer, line_break: None
    knownplans.KnownPlans.plan = (
        lambda self, line, first, other, unbroken=None: knownplans.plan_paragraph(
            line, first, other, self._typesetter, unbroken
        )
    )

from publish.editions.pdf import engine as engines
from publish.editions.pdf import mended

setup, chapters = pickle.load(sys.stdin.buffer)
engine = engines.Engine(setup)
found = {}
for name, xhtml in chapters.items():
    ends = xhtml.count("</p>")
    parts = xhtml.split("</p>", (ends + 1) // 2)
    versions = xhtml, "</p>".join(parts[:-1]) + " And 77 more.</p>" + parts[-1], xhtml, xhtml
    for number, version in enumerate(versions if ends else versions[:1]):
        told = engine.lay_out(name, version)
        mended.finishing.finish(engine._rendered[name], with_margins=True)
        found[f"{name} {number}"] = [repr(told)] + [
            [
                [type(box).__name__, box.element_tag, getattr(box, "text", ""), box.position_x,
                 box.position_y, box.width, box.height, getattr(box, "scale_x", 1),
                 getattr(box, "justification_spacing", 0)]
                for box in page.descendants(placeholders=True)
            ]
            for page in engine._rendered[name].boxes
        ]
    drawn = engine.lay_out_and_close(name, xhtml)[1]
    found[f"{name} drawn"] = [hashlib.sha256(drawn.data).hexdigest(), repr(drawn.fonts)]
print(json.dumps(found))
"""


def boxes(how: str, given: bytes, config: Path) -> dict[str, list[object]]:
    """Return every box of every page of some chapters."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, how],
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        input=given,
        capture_output=True,
        check=False,
    )
    assert not done.returncode, done.stderr.decode()
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("book", "chapters"),
    [
        (ROOT, ("04-counting", "appendix-a-specimen")),
        (ROOT / "tests" / "books" / "everything", ()),
    ],
)
def test_pages_are_the_same_without_shortcuts(
    book: Path, chapters: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes, figures, tables, verse and formulas stand where the engine alone puts them.

    Each chapter is laid out four times, with a few more words in the middle the second time.
    """
    examined = examine(book)
    assert examined.project is not None
    assert examined.document is not None
    design = find_design(examined.project)
    monkeypatch.setattr(layout, "Press", lambda setup, *rest: setup)
    setup = layout.start_press(examined.project.folder, examined.project.settings, design)
    texts = {one.name: one.xhtml for one in sheets(examined.document, {})}
    given = pickle.dumps((setup, {name: texts[name] for name in chapters or texts}))
    config = tmp_path / "fonts.conf"
    config.write_text(fontconfig(design.fonts, tmp_path / "cache"), encoding="utf-8")

    assert boxes("short", given, config) == boxes("plain", given, config)

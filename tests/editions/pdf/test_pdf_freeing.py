"""What a chapter took is free when its pages are drawn, without a look for garbage."""

from __future__ import annotations

import json
import subprocess
import sys

_PROGRAM = """
import gc, json, sys
from pathlib import Path
from publish.editions.pdf.engine import Engine
from publish.editions.pdf.proofs import Setup

NOTE = '<span class="n">A note</span>'
TEXT = "<html><body>" + f"<p id='p'>A <em>few</em> words.{NOTE}</p>" * 60 + "</body></html>"
SHEET = "p { margin: 3px } .n { float: footnote } @page { @top-left { content: counter(page) } }"
gc.disable()
engine = Engine(Setup(Path.cwd(), (), ((SHEET, ""),)))
engine.lay_out_and_close("warm", TEXT)
gc.collect()
engine.lay_out_and_close("text", TEXT)
gc.set_debug(gc.DEBUG_SAVEALL)
gc.collect()
kinds = [type(one).__name__ for one in gc.garbage]
print(json.dumps([kinds.count(name) for name in sys.argv[1:]]))
"""


def test_no_boxes_nor_their_text_are_left_behind() -> None:
    """Of sixty paragraphs nothing is left in circles but a few styles."""
    kinds = "LineBox", "TextBox", "InlineBox", "Element", "ComputedStyle"
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *kinds], capture_output=True, check=False, text=True
    )

    assert not done.returncode, done.stderr
    left = dict(zip(kinds, json.loads(done.stdout), strict=True))
    assert left.pop("ComputedStyle") < 10
    assert set(left.values()) == {0}

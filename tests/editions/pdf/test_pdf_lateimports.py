"""An engine is ready without the modules for rare fonts, and has them once they are called."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

_PROGRAM = """
import json, sys
from publish.editions.pdf.lateimports import imported_when_called

with imported_when_called():
    from weasyprint.pdf import fonts
before = [name for name in sys.modules if name.startswith(("fontTools.subset", "fontTools.varLib"))]
font = fonts.TTFont(sys.argv[1])
fixed = fonts.instantiateVariableFont(font, {"wght": 400}, static=True)
options = fonts.subset.Options(retain_gids=True, glyph_names=False)
subsetter = fonts.subset.Subsetter(options)
subsetter.populate(unicodes=[0x5D0])
subsetter.subset(fixed)
print(json.dumps([before, "fvar" in fixed, sorted(fixed.getBestCmap())]))
"""


@pytest.mark.slow
def test_fonts_are_cut_down_with_what_is_imported_late() -> None:
    """A variable font is fixed and cut down by fontTools, which was not there before."""
    package = find_spec("fontpkg_frank_ruhl_libre")
    assert package is not None
    assert package.origin is not None
    faces = sorted(Path(package.origin).parent.rglob("*.ttf"))
    face = next(path for path in faces if "Italic" not in path.name)
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(face)], capture_output=True, check=False, text=True
    )

    assert not done.returncode, done.stderr
    assert json.loads(done.stdout) == [[], False, [0x5D0]]


def test_an_engine_starts_without_them() -> None:
    """What the process of an engine imports needs them nowhere."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom publish.editions.pdf import worker\n"
        "from publish.editions.pdf.proofs import Setup\n"
        "worker._open(worker._load(), Setup(Path('.'), (), ()))\n"
        "print('fontTools.varLib' in sys.modules or 'fontTools.subset' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, text=True
    )

    assert done.stdout.split() == ["False"], done.stderr

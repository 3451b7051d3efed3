"""A sample of all installed styles formats items of all kinds."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "benchmarks"))

import csl_styles  # noqa: E402 (it stands beside the tests, not in a package)


@pytest.mark.parametrize("path", csl_styles.style_paths()[::150], ids=lambda path: path.stem)
def test_style_formats_all_items(path: Path) -> None:
    """No style raises on any item, and each prints citations."""
    items = json.loads((Path(__file__).parent / "items.json").read_text(encoding="utf-8"))

    assert csl_styles.problem(path, items) == ""

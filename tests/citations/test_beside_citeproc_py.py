"""The engine of citeproc-py beside ours, over the same files, items and clusters."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import citation_agreement as agreement
from citeproc_py import citeproc_py


def test_both_say_the_same_where_the_style_is_simple() -> None:
    """A number in brackets leaves little to get wrong: IEEE, clusters of one plain cite."""
    plain = [{"note": 0, "items": [{"id": item["id"]}]} for item in agreement.items()[:12]]
    style = agreement.independent_path("ieee")

    theirs = citeproc_py(style, agreement.items(), plain)

    assert theirs.citations == tuple(f"[{number}]" for number in range(1, 13))
    assert agreement.format_ours("ieee", plain).citations == theirs.citations

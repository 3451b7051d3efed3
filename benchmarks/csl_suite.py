"""Run the cases of a folder in the JSON form of the CSL test suite.

    python benchmarks/csl_suite.py FOLDER [--diff] [--only WORD]

Prints a table by category, the names of the cases that fail, and last "N of M pass".
The text must be equal to the letter.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from publish.citations.csl.cites import Cluster, read_cite
from publish.citations.csl.html import bibliography_html, to_html
from publish.citations.csl.parse import load_style
from publish.citations.csl.processor import Document

Case = Mapping[str, Any]
# What the suite prints for a citation of which nothing is left.
_EMPTY = "[CSL STYLE ERROR: reference with no printed form.]"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case gave. `error` is the exception, if there was one."""

    name: str
    category: str
    expected: str
    given: str
    error: str = ""

    @property
    def passes(self) -> bool:
        """Whether the text is the one wanted."""
        return not self.error and self.given == self.expected


def cases(folder: Path) -> Iterator[tuple[str, Case]]:
    """Yield (category, case) from the JSON files of a folder."""
    for path in sorted(folder.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            yield path.stem, case


def run(category: str, case: Case) -> Outcome:
    """Run one case; an exception counts as a failure."""
    try:
        given = render_case(case)
    except Exception as error:  # a crash in one case must not end the others
        return Outcome(
            case["name"], category, case["result"], "", f"{type(error).__name__}: {error}"
        )
    return Outcome(case["name"], category, case["result"].strip(), given.strip())


def render_case(case: Case) -> str:
    """Return what we make of a case."""
    if case["mode"].startswith("bibliography"):
        return _bibliography(case)
    if case.get("citations"):
        return _incremental(case)
    return "\n".join(_citations(_document(case, _clusters(case))))


def _ids(case: Case) -> list[str]:
    if case.get("bibentries"):
        return [str(key) for key in case["bibentries"][-1]]
    # Of two items of one id the last counts, and is cited once.
    return list(dict.fromkeys(str(item.get("id", "")) for item in case["input"]))


def _clusters(case: Case) -> list[Cluster]:
    if case.get("citation-items"):
        return [
            Cluster(tuple(read_cite(cite) for cite in cites)) for cites in case["citation-items"]
        ]
    if case.get("citations"):
        return _final_order(case["citations"])
    return [Cluster(tuple(read_cite({"id": key}) for key in _ids(case)))]


def _document(case: Case, clusters: list[Cluster]) -> Document:
    names = (case.get("abbreviations") or {}).get("default", {})
    return Document(
        load_style(case["csl"]),
        case["input"],
        clusters,
        registered=None if case.get("citations") else _ids(case),
        abbreviations=names,
    )


def _citations(document: Document) -> list[str]:
    look = document.style.citation.format
    empty = f"{look.prefix}{_EMPTY}{look.suffix}"
    return [to_html(cluster.runs) or empty for cluster in document.render_clusters()]


def _final_order(citations: list[Any]) -> list[Cluster]:
    """Return the clusters in reading order after the last insertion."""
    return _order_after(citations, len(citations))


def _order_after(citations: list[Any], count: int) -> list[Cluster]:
    known = {entry[0]["citationID"]: entry[0] for entry in citations[:count]}
    last, before, after = citations[count - 1]
    rows = [*before, [last["citationID"], last.get("properties", {}).get("noteIndex", 0)], *after]
    return [
        Cluster(tuple(read_cite(cite) for cite in known[key]["citationItems"]), int(note))
        for key, note in rows
    ]


def _incremental(case: Case) -> str:
    """Return numbered lines, those that the last insertion changed marked with ">>"."""
    citations = case["citations"]
    now = _citations(_document(case, _final_order(citations)))
    last, before, after = citations[-1]
    kept = [key for key, _ in [*before, *after]]
    old: dict[str, str] = {}
    if len(citations) > 1:
        then = _order_after(citations, len(citations) - 1)
        previous, first, rest = citations[-2]
        keys = [*(k for k, _ in first), previous["citationID"], *(k for k, _ in rest)]
        old = dict(zip(keys, _citations(_document(case, then)), strict=True))
    names = [*(k for k, _ in before), last["citationID"], *(k for k, _ in after)]
    lines = []
    for place, (name, text) in enumerate(zip(names, now, strict=True)):
        is_changed = name not in kept or old.get(name) != text
        lines.append(f"{'>>' if is_changed else '..'}[{place}] {text}")
    return "\n".join(lines)


def _bibliography(case: Case) -> str:
    document = _document(case, _clusters(case) if _has_cites(case) else [])
    bibliography = document.render_bibliography(_section(case, document))
    return bibliography_html(to_html(entry.runs) for entry in bibliography.entries)


def _has_cites(case: Case) -> bool:
    return bool(case.get("citation-items") or case.get("citations"))


def _section(case: Case, document: Document) -> list[str] | None:
    """Return the ids that the filters of a "bibsection" leave."""
    section = case.get("bibsection")
    if not section:
        return None
    items = {str(item["id"]): item for item in case["input"]}
    return [key for key in document.listed if _is_in(section, items[key])]


def _is_in(section: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    def matches(rule: Mapping[str, str]) -> bool:
        value = item.get(rule["field"], "")
        if isinstance(value, list):
            return rule["value"] in value
        return str(value) == str(rule["value"])

    include = [matches(rule) for rule in section.get("include", ())]
    select = [matches(rule) for rule in section.get("select", ())]
    exclude = [matches(rule) for rule in section.get("exclude", ())]
    quash = [matches(rule) for rule in section.get("quash", ())]
    if quash and all(quash):
        return False
    return (not include or any(include)) and all(select) and not any(exclude)


def main() -> int:
    """Run the folder named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--diff", action="store_true", help="show wanted and given text")
    parser.add_argument("--only", default="", help="only cases whose name contains this")
    chosen = parser.parse_args()
    outcomes = [run(c, case) for c, case in cases(chosen.folder) if chosen.only in case["name"]]
    categories = sorted({outcome.category for outcome in outcomes})
    for category in categories:
        mine = [outcome for outcome in outcomes if outcome.category == category]
        print(f"{category:16} {sum(o.passes for o in mine):4} of {len(mine):4}")
    failed = [outcome for outcome in outcomes if not outcome.passes]
    for outcome in failed:
        print("fails:", outcome.name, outcome.error)
        if chosen.diff and not outcome.error:
            lines = difflib.ndiff(outcome.expected.splitlines(), outcome.given.splitlines())
            print("\n".join(f"    {line}" for line in lines if line[0] in "-+?"))
    print(f"{len(outcomes) - len(failed)} of {len(outcomes)} pass")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Names and titles in a second script, and translations of titles, beside the romanized form.

CSL has no fields for them; the book prints them as the Chicago Manual of Style asks (18th ed.,
11.82-90): *Qingdai hongshui* 清代洪水 [Floods under the Qing], by Hua Linfu 華林甫.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publish.citations.bib_names import read_names
from publish.citations.bib_types import NAMES
from publish.citations.csl.people import is_cjk
from publish.citations.tex import rich_text

SCRIPT, TRANSLATION = "-script", "-translation"
# Each title of an entry, with the variable of CSL that it becomes.
_TITLES = {
    "title": "title",
    "booktitle": "container-title",
    "maintitle": "container-title",
    "journaltitle": "container-title",
    "journal": "container-title",
    "series": "collection-title",
}
_ROLES = {**NAMES, "editor": "editor"}
_USER_FIELD = "usere"  # where biblatex-chicago keeps the translation of a title


def titles_beside(values: Mapping[str, str]) -> dict[str, str]:
    """Return what stands beside titles, named `VARIABLE-script` and `VARIABLE-translation`."""
    found: dict[str, str] = {}
    for name, variable in _TITLES.items():
        for kind in (SCRIPT, TRANSLATION):
            if text := rich_text(values.get(name + kind, "")):
                found.setdefault(variable + kind, text)
    if text := rich_text(values.get(_USER_FIELD, "")):
        found.setdefault("title" + TRANSLATION, text)
    return found


def with_scripts(item: dict[str, Any], values: Mapping[str, str]) -> None:
    """Give each name of an item its form in the other script (`author-script`)."""
    for name, role in _ROLES.items():
        others = read_names(values.get(name + SCRIPT, ""))
        people = item.get(role, ())
        if others and len(others) == len(people):
            pairs = zip(people, others, strict=True)
            item[role] = [{**person, "script": _shown(other)} for person, other in pairs]


def unpaired_names(values: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield each list of names in the other script that has more or fewer than its own list."""
    for name in _ROLES:
        if name + SCRIPT in values:
            count = len(read_names(values[name + SCRIPT]))
            wanted = len(read_names(values.get(name, "")))
            if count != wanted:
                yield name, count, wanted


def _shown(name: Mapping[str, Any]) -> str:
    family, given = str(name.get("family", "")), str(name.get("given", ""))
    if name.get("literal") or not given:
        return str(name.get("literal") or family)
    return f"{family}{given}" if is_cjk(family[:1]) else f"{given} {family}"

"""Sources that have neither a name nor a title: what else they have takes the title's place.

Citation styles take names and titles for granted and print "(, 1999)" without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publish.citations.csl.variables import NAMES
from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Severity

Item = Mapping[str, Any]
# What can stand for a title, the most telling first; a style then prints it there only.
_TITLES = ("title-short", "container-title", "reviewed-title", "note", "archive_location",
           "archive_collection", "archive", "event-title", "collection-title", "genre",
           "publisher")  # fmt: skip


def is_nameless(item: Item) -> bool:
    """Tell whether a source has neither a title nor any name."""
    return not item.get("title") and not any(item.get(name) for name in NAMES)


def with_title(item: Item, key: str) -> Item:
    """Return a source with a title: its own, else another of its words, else its key."""
    if item.get("title"):
        return item
    for name in _TITLES:
        if item.get(name):
            rest = {other: value for other, value in item.items() if other != name}
            is_shelf = name == "archive_location"
            return {**rest, "title": _as_written(item[name]) if is_shelf else item[name]}
    return {**item, "title": _as_written(_address(item) or key)}


def _as_written(text: str) -> str:
    """Return text whose capitals no style changes."""
    return f'<span class="nocase">{text}</span>'


def _address(item: Item) -> str:
    """Return an address as a reader says it: "example.org/page"."""
    if doi := item.get("DOI"):
        return f"doi:{doi}"
    address = re.sub(r"^[a-z]+://(?:www\.)?", "", str(item.get("URL", "")))
    return address.partition("?")[0].rstrip("/#")


def nameless_sources(keys: Iterable[str], library: Library) -> Iterator[Diagnostic]:
    """Yield a finding for each source that has neither a name nor a title."""
    for key in dict.fromkeys(keys):
        item = library.items.get(key)
        if item is not None and is_nameless(item):
            shown = re.sub("<[^<>]*>", "", with_title(item, key)["title"])
            yield Diagnostic(
                "cite-nameless",
                f"the source {key!r} has neither a name nor a title; {shown!r} is printed",
                library.places.get(key),
                "add author, editor or title to the entry",
                Severity.WARNING,
            )

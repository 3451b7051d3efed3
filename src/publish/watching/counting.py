"""How many words a book has, by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.reading import name_of
from publish.model.document import Chapter, Role
from publish.model.wordcount import word_count

# In the order in which they are shown; the first is the text itself, headings and quotations too.
KINDS = ("text", "notes", "captions", "tables", "references")
_HOLDERS = {"aside": "notes", "figcaption": "captions", "caption": "captions", "table": "tables"}
_NOT_WRITTEN = frozenset(
    {Role.COVER, Role.HALF_TITLE, Role.TITLE_PAGE, Role.COPYRIGHT, Role.CONTENTS, Role.INDEX}
    | {Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES}
)
_UNSEEN = frozenset({"math", "svg"})
_APPARATUS = frozenset({"noteref", "backlinks", "backlink"})


def count_words(chapter: Chapter, xhtml: bytes) -> Mapping[str, int]:
    """Return the words of a chapter by kind. Pages made from the settings have none."""
    if chapter.role in _NOT_WRITTEN:
        return {}
    counts: Counter[str] = Counter()
    body = next((one for one in markup.parse(xhtml).iter() if name_of(one) == "body"), None)
    if body is not None:
        _count(body, "references" if chapter.role is Role.BIBLIOGRAPHY else "text", counts)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sum of counts, every kind named."""
    found: Counter[str] = Counter()
    for one in counts:
        found.update(one)
    return {kind: found[kind] for kind in KINDS}


def _count(element: Element, kind: str, counts: Counter[str]) -> None:
    """Add the words below an element. Words that run over the edges of spans are one word."""
    texts: dict[str, list[str]] = {}
    _gather(element, kind, texts)
    for name, parts in texts.items():
        counts[name] += word_count("".join(parts))


def _gather(element: Element, kind: str, texts: dict[str, list[str]]) -> None:
    name = name_of(element)
    if not name or name in _UNSEEN or _APPARATUS & set((element.get("class") or "").split()):
        return
    if "references" in (element.get("class") or "").split():
        kind = "references"
    kind = _HOLDERS.get(name, kind)
    parts = texts.setdefault(kind, [])
    is_block = name not in _IN_LINE
    parts.append(" " if is_block else "")
    parts.append(element.text or "")
    for child in element:
        _gather(child, kind, texts)
        parts.append(child.tail or "")
    parts.append(" " if is_block else "")


_IN_LINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "u", "img"}
)

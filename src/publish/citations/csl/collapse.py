"""Group and collapse the cites of a cluster.

Source: CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publish.citations.csl.cites import Cite
from publish.citations.csl.context import Position
from publish.citations.csl.evaluate import render_layout
from publish.citations.csl.tree import Box, Node, find, plain

if TYPE_CHECKING:
    from publish.citations.csl.processor import Document

Joined = list[tuple[str, "Part"]]


@dataclass(frozen=True, slots=True)
class Part:
    """A rendered cite; `names` is the text of its first names."""

    cite: Cite
    position: Position
    nodes: list[Node]
    names: str
    is_after_suffix: bool = False
    is_after_empty: bool = False  # of the cite before only the author's words are printed

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the style's own text is printed."""
        has_words = bool(self.cite.prefix or self.cite.suffix)
        return not has_words and find(self.nodes, "locator") is None


def joined_cites(document: Document, parts: Sequence[Part]) -> Joined:
    """Return the cites with the delimiter that stands before each."""
    options = document.style.citation_options
    delimiter = document.style.citation.delimiter
    parts = [
        replace(
            part,
            is_after_suffix=place > 0 and bool(parts[place - 1].cite.suffix),
            is_after_empty=place > 0 and not parts[place - 1].nodes,
        )
        for place, part in enumerate(parts)
    ]
    if options.collapse == "citation-number":
        return _number_ranges(parts, delimiter, options.after_collapse_delimiter)
    if options.collapse.startswith("year") or options.cite_group_delimiter is not None:
        return _groups(document, parts)
    return [(delimiter, part) for part in parts]


def _number(part: Part) -> int:
    """Return the citation number of a cite that is nothing but it, 0 for others."""
    box = find(part.nodes, "citation-number")
    if box is None or not isinstance(box.value, int) or part.cite.prefix or part.cite.suffix:
        return 0
    # A locator that the style does not print is no hindrance.
    shown = "".join(filter(str.isalnum, plain(part.nodes)))
    return box.value if shown == str(box.value) else 0


def _number_ranges(parts: Sequence[Part], delimiter: str, after: str | None) -> Joined:
    joined: Joined = []
    place = 0
    was_range = False
    while place < len(parts):
        end = place
        while end + 1 < len(parts) and _follows(parts[end], parts[end + 1]):
            end += 1
        before = after if was_range and after is not None else delimiter
        was_range = end - place >= 2
        joined.append((before, parts[place]))
        if was_range:
            joined.append(("–", parts[end]))
        else:
            joined.extend((delimiter, part) for part in parts[place + 1 : end + 1])
        place = end + 1
    return joined


def _follows(part: Part, after: Part) -> bool:
    return bool(_number(part)) and _number(after) == _number(part) + 1


def _groups(document: Document, parts: Sequence[Part]) -> Joined:
    options = document.style.citation_options
    delimiter = document.style.citation.delimiter
    between = (
        delimiter
        if options.after_collapse_delimiter is None
        else (options.after_collapse_delimiter)
    )
    joined: Joined = []
    was_collapsed = options.collapse == "year"
    for group in _grouped(parts, is_moving=_is_grouping(document)):
        first, *rest = _collapsed(document, group)
        joined.append((between if was_collapsed else delimiter, first[1]))
        joined.extend(rest)
        was_collapsed = options.collapse == "year" or bool(rest)
    return joined


def _is_grouping(document: Document) -> bool:
    """Return whether cites are moved together: after sorting, in running text."""
    return bool(document.style.citation.sort) and not document.style.is_note


def _grouped(parts: Sequence[Part], *, is_moving: bool) -> list[list[Part]]:
    groups: list[list[Part]] = []
    for part in parts:
        same = [group for group in groups if _may_group(part) and group[0].names == part.names]
        if same and (is_moving or same[-1] is groups[-1]):
            same[-1].append(part)
        else:
            groups.append([part])
    return groups


def _may_group(part: Part) -> bool:
    """Return whether a cite has names, or else a year, to be grouped by."""
    return bool(part.names) or _year(part) != ""


def _collapsed(document: Document, group: list[Part]) -> Joined:
    options = document.style.citation_options
    inner = document.style.citation.delimiter if document.style.is_note else ", "
    if options.cite_group_delimiter is not None:
        inner = options.cite_group_delimiter
    if not options.collapse.startswith("year"):
        return [(inner, part) for part in group]
    shortened = [group[0], *(_without_names(document, part) for part in group[1:])]
    joined: Joined = [("", shortened[0])]
    years = [_year(part) for part in group]
    place = 1
    while place < len(group):
        end = place
        while options.collapse != "year" and end < len(group) and _same_year(group, years, end):
            end += 1
        if end > place:
            joined.extend(_suffixes(document, group[place - 1 : end]))
            place = end
            continue
        before = _before(group, inner, options.after_collapse_delimiter)
        is_whole = shortened[place] is group[place]  # it prints its names again
        outer = document.style.citation.delimiter
        joined.append((outer if is_whole else before, shortened[place]))
        place += 1
    return joined


def _before(group: list[Part], inner: str, after: str | None) -> str:
    """Return the delimiter within a group; beside a locator a year must not read as a page."""
    has_locators = any(part.cite.locators for part in group)
    return after if has_locators and after is not None else inner


def _without_names(document: Document, part: Part) -> Part:
    if part.cite.prefix:
        return part
    context = document.context(
        part.cite.id, "citation", cite=part.cite, position=part.position, omit_names=True
    )
    nodes = render_layout(context, document.style.citation)
    return replace(part, nodes=nodes) if nodes else part


def _year(part: Part) -> str:
    box = find(part.nodes, "year") or find(part.nodes, "date")
    return plain([box]) if box else ""


def _same_year(group: list[Part], years: list[str], place: int) -> bool:
    """Return whether of a cite only its year suffix needs to be printed."""
    part, before = group[place], group[place - 1]
    return (
        years[place] == years[place - 1] != ""
        and part.is_bare
        and before.is_bare
        and find(part.nodes, "year-suffix") is not None
        and find(before.nodes, "year-suffix") is not None
    )


def _suffixes(document: Document, run: list[Part]) -> Joined:
    """Return the cites after the first of a run as year suffixes, ranges of three joined."""
    options = document.style.citation_options
    delimiter = options.year_suffix_delimiter
    if delimiter is None:
        delimiter = (
            document.style.citation.delimiter
            if options.cite_group_delimiter is None
            else options.cite_group_delimiter
        )
    ranks = [_rank(part) for part in run]
    joined: Joined = []
    place = 1
    while place < len(run):
        end = place - 1
        while end + 1 < len(run) and ranks[end + 1] == ranks[end] + 1:
            end += 1
        if options.collapse == "year-suffix-ranged" and end - place >= 1:
            joined.append(("–", _only_suffix(run[end])))
            place = end + 1
            continue
        joined.append((delimiter, _only_suffix(run[place])))
        place += 1
    return joined


def _rank(part: Part) -> int:
    rank = 0
    for letter in str(_suffix_box(part).value):
        rank = rank * 26 + ord(letter) - ord("a") + 1
    return rank


def _suffix_box(part: Part) -> Box:
    box = find(part.nodes, "year-suffix")
    assert box is not None
    return box


def _only_suffix(part: Part) -> Part:
    whole = find(part.nodes, "set-suffix") or _suffix_box(part)
    return replace(part, nodes=_only(part.nodes, whole))


def _only(nodes: list[Node], wanted: Box) -> list[Node]:
    """Return a box with the marks that it stands under, and nothing else."""
    for node in nodes:
        if node is wanted:
            return [node]
        if isinstance(node, Box) and (inner := _only(node.children, wanted)):
            return [Box(inner, node.marks)] if node.marks else inner
    return []

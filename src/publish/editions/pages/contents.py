"""The contents and the lists of figures and tables, as nested lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.pages.form import Page
from publish.editions.pages.inlines import write_inlines
from publish.model.document import Document, Entry, Role
from publish.model.nodes import Code, Inlines, Link, Note, Span
from publish.model.walk import rewrite

LISTS: dict[Role, Callable[[Document], tuple[Entry, ...]]] = {
    Role.CONTENTS: lambda document: document.contents,
    Role.LIST_OF_FIGURES: lambda document: document.figures,
    Role.LIST_OF_TABLES: lambda document: document.tables,
}


@dataclass(slots=True)
class Branch:
    """An entry with those that stand under it."""

    entry: Entry
    branches: list[Branch] = field(default_factory=list)


def nest(entries: Iterable[Entry]) -> list[Branch]:
    """Return entries as a tree. A level that is skipped (1, then 3) goes under the last higher."""
    roots: list[Branch] = []
    open_branches: list[Branch] = []
    for entry in entries:
        while open_branches and open_branches[-1].entry.level >= entry.level:
            open_branches.pop()
        branch = Branch(entry)
        (open_branches[-1].branches if open_branches else roots).append(branch)
        open_branches.append(branch)
    return roots


def write_list(page: Page, parent: Element, entries: Iterable[Entry]) -> None:
    """Append the entries that this edition has, as `ol.toc`; nothing if there are none."""
    edition = page.form.medium.value
    branches = nest(entry for entry in entries if edition in entry.editions)
    _write_branches(page, parent, branches)


def entry_title(title: Inlines) -> Inlines:
    """Return a heading as it stands in a list: no notes, no links of its own, no second ids."""
    return rewrite(title, _as_entry)


def _as_entry(node: Any) -> Any:
    match node:
        case Note():
            return ()
        case Link(_, content, _):
            return content
        case Span(attr, _) | Code(attr, _) if attr.id:
            return replace(node, attr=replace(attr, id=""))
    return None


def _write_branches(page: Page, parent: Element, branches: Sequence[Branch]) -> None:
    if not branches:
        return
    element = page.add(parent, "ol", "toc")
    for branch in branches:
        item = page.add(element, "li", f"level-{branch.entry.level}")
        _write_entry(page, item, branch.entry)
        _write_branches(page, item, branch.branches)


def _write_entry(page: Page, item: Element, entry: Entry) -> None:
    link = page.add(item, "a", "toc-entry")
    markup.put(link, "href", page.form.href(entry.id))
    if entry.label:
        markup.add_text(page.add(link, "span", "entry-label"), entry.label)
        markup.add_text(link, " ")
    write_inlines(page, page.add(link, "span", "entry-title"), entry_title(entry.title))
    if not page.form.is_epub:
        folio = page.add(link, "span", "folio")
        markup.put(folio, "data-id", entry.id)
    if entry.authors:
        # The navigation document of an EPUB has nothing in an item but a link and a list.
        holder = link if page.form.is_epub else item
        markup.add_text(holder, " ")
        markup.add_text(page.add(holder, "span", "entry-authors"), ", ".join(entry.authors))

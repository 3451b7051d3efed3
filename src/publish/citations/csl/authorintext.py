"""The author as a part of the sentence: "Doe" in "Doe (1999) says"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.citations.csl import elements as e
from publish.citations.csl.cites import Cite
from publish.citations.csl.context import SUBSEQUENT
from publish.citations.csl.evaluate import render, render_layout
from publish.citations.csl.locale import Locale
from publish.citations.csl.tree import Box, Leaf, Node, find

if TYPE_CHECKING:
    from publish.citations.csl.processor import Document

_SHORT_NAME = e.NameOptions(
    and_="text", et_al_min=4, et_al_use_first=1, form="short", precedes_et_al="never"
)
_TITLE = e.TextVariable("title", "short", e.Format(marks=("font-style:italic",)))


def author_nodes(document: Document, cite: Cite) -> list[Node]:
    """Return the names as the style's short citation prints them, "and" for "&" if so wanted.

    Where it prints none, as in numeric styles, family names, or the title, stand in.
    """
    context = document.context(cite.id, "citation", position=SUBSEQUENT)
    nodes = render_layout(context, document.style.citation)
    names = find(nodes, "names")
    if names is not None and not document.and_in_words:
        return [names]
    if names is not None:
        return [Box(_in_words(names.children, context.locale), (), "names")]
    return render(document.context(cite.id, "citation"), _names(document, cite))


def _in_words(children: list[Node], locale: Locale) -> list[Node]:
    """Write "and" for the sign: "&" is for parentheses (APA 7, 8.17: "Grazer and Fishman")."""
    signs = {f"{locale.text('and', 'symbol')} ", "& "}
    word = Leaf(f"{locale.text('and')} ")
    changed: list[Node] = []
    for one in children:
        if isinstance(one, Box) and one.tag != "name":
            inner = _in_words(one.children, locale)
            changed.append(Box(inner, one.marks, one.tag, one.value))
        else:
            changed.append(word if isinstance(one, Leaf) and one.text in signs else one)
    return changed


def _names(document: Document, cite: Cite) -> e.Names:
    known = document.items[cite.id].names
    variables = ("author", "editor", "translator", *known)
    first = next((name for name in variables if name in known), "author")
    return e.Names((first,), _SHORT_NAME, e.EtAl(), None, False, (_TITLE,), "", e.PLAIN)

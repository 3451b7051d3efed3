"""Runs of text: neighbours of one format joined, languages in the right place, links plain."""

from __future__ import annotations

from publish.editions import markup
from publish.editions.docx import ooxml
from publish.editions.docx.languages import language_slot
from publish.editions.markup import Element


def settle_runs(top: Element) -> None:
    """Mend the runs of a part."""
    for run in ooxml.every(top, "w:r"):
        _settle_language(run)
        _order(run)
    for link in ooxml.every(top, "w:hyperlink"):
        if ooxml.get(link, "w:anchor"):
            _plain(link)
    for holder in ooxml.every(top, "w:p", "w:hyperlink"):
        _join(holder)


def _settle_language(run: Element) -> None:
    """Name the language where Word looks for it: Hebrew in `bidi`, Chinese in `eastAsia`."""
    properties = ooxml.child(run, "w:rPr")
    language = None if properties is None else ooxml.child(properties, "w:lang")
    if language is None:
        return
    tag = ooxml.get(language, "w:val")
    ooxml.drop(language, "w:val")
    ooxml.put(language, language_slot(tag), tag)


def _order(run: Element) -> None:
    """Put run properties in their sequence, each once.

    pandoc 3.9 writes a mark for every level of nesting. Italics within italics are upright, as in
    print; anything else is no more for being said twice.
    """
    properties = ooxml.child(run, "w:rPr")
    if properties is None:
        return
    once = {one.tag: one for one in properties}
    for tag in ("w:i", "w:iCs"):
        if len(list(ooxml.children(properties, tag))) % 2 == 0:
            once.pop(ooxml.name(tag), None)
    properties[:] = sorted(once.values(), key=ooxml.run_property_rank)


def _plain(link: Element) -> None:
    """Set a link inside the book like the words around it: an editor reads, and does not click."""
    for properties in ooxml.every(link, "w:rPr"):
        for style in ooxml.children(properties, "w:rStyle"):
            if ooxml.get(style, "w:val") == "Hyperlink":
                properties.remove(style)
        if len(properties) == 0:
            ooxml.remove(properties)


def _join(holder: Element) -> None:
    """Join neighbouring runs of one format: pandoc makes a run of every space."""
    before: tuple[Element, str] | None = None  # a run, and its format
    for item in list(holder):
        if not _is_text(item):
            before = None
            continue
        form = _format(item)
        if before is not None and before[1] == form:
            first, second = _text(before[0]), _text(item)
            first.text = (first.text or "") + (second.text or "")
            ooxml.put(first, "xml:space", "preserve")
            holder.remove(item)
        else:
            before = item, form


def _is_text(item: Element) -> bool:
    """Tell whether an element is a run with nothing but one text in it."""
    if not ooxml.is_a(item, "w:r"):
        return False
    content = [one for one in item if not ooxml.is_a(one, "w:rPr")]
    return len(content) == 1 and ooxml.is_a(content[0], "w:t")


def _text(run: Element) -> Element:
    found = ooxml.child(run, "w:t")
    if found is None:
        raise ValueError("a run without text")
    return found


def _format(run: Element) -> str:
    properties = ooxml.child(run, "w:rPr")
    return "" if properties is None else markup.fragment(properties)

"""Rules on the pages of an EPUB: titles, notes, alternatives, languages, leftovers of TeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from publish.diagnostics import Diagnostic, Severity
from publish.editions import markup
from publish.editions.epub.lint.finished import Finished, finding, named, words
from publish.editions.markup import SVG, XHTML, XML, Element
from publish.editions.reading import name_of

_TEX = re.compile(r"\\[(\[]|\\(?:begin|end|frac|sum|text\w*)\b|\$\$")
_VERBATIM = frozenset({"code", "pre", "annotation", "title"})
# SVG 2, names with capitals: an HTML parser that writes them small breaks the drawing.
_CAPITALS = frozenset(
    {
        "viewbox", "preserveaspectratio", "lineargradient", "radialgradient", "clippath",
        "clippathunits", "gradientunits", "gradienttransform", "patternunits", "textpath",
        "textlength", "markerwidth", "markerheight", "refx", "refy", "spreadmethod",
    }
)  # fmt: skip
_RUNS = frozenset({"script", "iframe", "object", "embed", "form", "base", "foreignObject"})


def titles(book: Finished) -> Iterator[Diagnostic]:
    """A document is called what its heading says."""
    for name, page in book.pages.items():
        title = next((words(one.text or "") for one in page.iter(f"{{{XHTML}}}title")), "")
        heading = next(page.iter(f"{{{XHTML}}}h1"), None)
        said = words(_without_notes(heading)) if heading is not None else ""
        if not title or title == name:
            yield finding("epub-title", f"{name} has no title of its own")
        elif said and said != title:
            yield finding("epub-title", f"{name} is called {title!r}, but its heading is {said!r}")


def notes(book: Finished) -> Iterator[Diagnostic]:
    """Every note is called once, bears its number and leads back to its mark."""
    for name, page in book.pages.items():
        marks = [one for one in named(page, "a") if one.get("role") == "doc-noteref"]
        asides = {one.get("id"): one for one in page.iter() if one.get("role") == "doc-footnote"}
        called = [unquote((mark.get("href") or "").removeprefix("#")) for mark in marks]
        if sorted(called) != sorted(str(one) for one in asides):
            yield finding("epub-notes", f"{name} has {len(asides)} notes and {len(marks)} marks")
            continue
        for mark, target in zip(marks, called, strict=True):
            backs = [one for one in asides[target].iter() if one.get("role") == "doc-backlink"]
            numbers = [markup.text_of(one) for one in backs]
            places = [unquote(one.get("href") or "") for one in backs]
            if numbers != [markup.text_of(mark)] or places != [f"#{mark.get('id')}"]:
                yield finding("epub-notes", f"note {target} in {name} does not lead back")


def alternatives(book: Finished) -> Iterator[Diagnostic]:
    """Pictures and formulas have words for those who do not see them, or are decoration."""
    for name, page in book.pages.items():
        for image in page.iter(f"{{{XHTML}}}img"):
            if not image.get("alt") and image.get("role") != "presentation":
                source = image.get("src")
                yield finding("epub-no-alt", f"the picture {source} in {name} has no alternative")
        for formula in named(page, "math"):
            if not formula.get("alttext"):
                yield finding("epub-no-alt", f"a formula in {name} has no alternative")


def languages(book: Finished) -> Iterator[Diagnostic]:
    """Whatever is in a language says so by both names, which readers look for either of."""
    for name, page in book.pages.items():
        for element in (one for one in page.iter() if isinstance(one.tag, str)):
            if element.get("lang") != element.get(f"{{{XML}}}lang"):
                tag = name_of(element)
                yield finding("epub-language", f"a <{tag}> in {name} names one language only once")
        if not page.get("lang"):
            yield finding("epub-language", f"{name} does not say its language")


def tables(book: Finished) -> Iterator[Diagnostic]:
    """Every head of a table says whether it stands over a column or before a row."""
    for name, page in book.pages.items():
        if any(not head.get("scope") for head in page.iter(f"{{{XHTML}}}th")):
            yield finding("epub-table-scope", f"a table in {name} has heads without scope")


def raw_tex(book: Finished) -> Iterator[Diagnostic]:
    """No TeX is left for readers to see."""
    hint = "write formulas as $...$; in a sentence about TeX, mark code as `...`"
    for name, page in book.pages.items():
        for text in _running_text(page):
            if found := _TEX.search(text):
                some = words(text[max(0, found.start() - 20) : found.end() + 20])
                yield finding("epub-raw-tex", f"{name} shows TeX: {some!r}", hint)


def drawings(book: Finished) -> Iterator[Diagnostic]:
    """Drawings keep the capitals in their names."""
    found = [(name, page) for name, page in book.pages.items()]
    for item in book.items:
        if item.get("media-type") == "image/svg+xml":
            name = item.get("href") or ""
            found.append((name, markup.parse(book.entry(name))))
    for name, root in found:
        small = {
            part
            for one in root.iter(f"{{{SVG}}}*")
            for part in (name_of(one), *map(str, one.attrib))
            if part in _CAPITALS
        }
        if small:
            yield finding(
                "epub-svg-case", f"{name} has small letters in {', '.join(sorted(small))}"
            )


def what_runs(book: Finished) -> Iterator[Diagnostic]:
    """Nothing in the book runs, or is fetched."""
    for name, page in book.pages.items():
        for one in (one for one in page.iter() if isinstance(one.tag, str)):
            bad = [str(key) for key in one.attrib if str(key).lower().startswith("on")]
            links = [str(value).lower() for key, value in one.attrib.items() if "href" in str(key)]
            bad += [link for link in links if link.startswith(("javascript:", "data:", "file:"))]
            bad += [name_of(one)] if name_of(one) in _RUNS else []
            bad += ["style"] if "style" in one.attrib else []
            for what in bad:
                message = f"{name} holds {what!r}, which has no place in a book"
                yield finding("epub-active-content", message, severity=Severity.ERROR)


def _running_text(page: Element) -> Iterator[str]:
    for one in page.iter():
        if name_of(one) and name_of(one) not in _VERBATIM:
            yield one.text or ""
        if one.getparent() is not None and name_of(one.getparent()) not in _VERBATIM:
            yield one.tail or ""


def _without_notes(heading: Element) -> str:
    said = heading.text or ""
    for child in heading:
        if child.get("role") != "doc-noteref":
            said += _without_notes(child)
        said += child.tail or ""
    return said


RULES = (titles, notes, alternatives, languages, tables, raw_tex, drawings, what_runs)

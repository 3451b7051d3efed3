"""Rules on what a screen reader says of a Word file: pictures, tables, languages, links, lists.

Source: WCAG 2.2, 1.1.1, 1.3.1, 2.4.4, 3.1.2; Microsoft's accessibility checker; BCP 47.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from publish.diagnostics import Diagnostic, Severity
from publish.editions.docx import ooxml
from publish.editions.docx.languages import language_slot
from publish.editions.docx.lint.access_rules import is_layout
from publish.editions.docx.lint.finished import Finished, finding, shown
from publish.editions.markup import Element

# Language, script, region, variants. Source: RFC 5646, 2.1, without extensions.
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[\w]{4,8})*(-x-\w+)?")
_SLOTS = ("w:val", "w:eastAsia", "w:bidi")
_FILE = re.compile(r"[\w .-]+\.(png|jpe?g|gif|svg|tiff?|eps|webp)", re.IGNORECASE)
_URL = re.compile(r"(https?://|www\.)\S+")
_TYPED_ITEM = re.compile(r"([-–•*·]|\d{1,2}[.)]|[a-z]\))[ \t]+\S")
_PLAIN = frozenset(("", "Normal", "BodyText", "FirstParagraph", "TextBody", "ListParagraph"))


def descriptions(file: Finished) -> Iterator[Diagnostic]:
    """A description says more than the caption, and is no name of a file."""
    for _, drawing in file.every("wp:docPr"):
        words = " ".join(ooxml.get(drawing, "descr").split())
        name = ooxml.get(drawing, "name") or "a picture"
        if words and _FILE.fullmatch(words):
            yield finding("docx-alt", f"{name} is described by the name of a file: {words!r}")
        elif words and words == _caption_after(drawing):
            message = f"{name} is described by its caption again: {words[:60]!r}"
            yield finding("docx-alt", message, severity=Severity.NOTE)


def _caption_after(drawing: Element) -> str:
    """Return the caption of a figure without its label: it is read out as well."""
    paragraph = next(drawing.iterancestors(ooxml.name("w:p")), None)
    following = None if paragraph is None else paragraph.getnext()
    while following is not None and not ooxml.is_a(following, "w:p", "w:tbl"):
        following = following.getnext()
    if following is None or "Caption" not in ooxml.style_of(following):
        return ""
    text = " ".join(ooxml.text_of(following).split())
    return re.sub(r"^[^\W\d]+\.? [\w.]*\d[.:]?\s+", "", text)


def title_once(file: Finished) -> Iterator[Diagnostic]:
    """A file has one title."""
    titles = [one for _, one in file.every("w:p") if ooxml.style_of(one) == "Title"]
    if len(titles) > 1:
        message = f"{len(titles)} paragraphs are titles; the second is {shown(titles[1])!r}"
        yield finding("docx-heading", message)


def merged_cells(file: Finished) -> Iterator[Diagnostic]:
    """Merged cells make a screen reader lose count of the columns."""
    for part, table in file.every("w:tbl"):
        if ooxml.every(table, "w:gridSpan", "w:vMerge") and not is_layout(table):
            words = shown(next(iter(ooxml.every(table, "w:tr")), table))
            message = f"{part}: the table that begins {words!r} has merged cells"
            yield finding("docx-table-merged", message, severity=Severity.NOTE)


def languages(file: Finished) -> Iterator[Diagnostic]:
    """Every language is a tag that is well formed, in the slot where Word looks for it."""
    sheet = file.tree("word/styles.xml")
    holders = [one for _, one in file.every("w:lang")]
    holders += ooxml.every(sheet, "w:lang") if sheet is not None else []
    said = dict.fromkeys(
        (slot, tag) for one in holders for slot in _SLOTS if (tag := ooxml.get(one, slot))
    )
    for slot, tag in said:
        if not _TAG.fullmatch(tag):
            yield finding("docx-language", f"{tag!r} is no tag of a language")
        elif slot == "w:val" and language_slot(tag) != slot:
            message = f"words in {tag!r} have their language where Word looks for Latin letters"
            yield finding("docx-language", message)


def links(file: Finished) -> Iterator[Diagnostic]:
    """A link in running text says where it leads, in words."""
    for paragraph in ooxml.every(file.document, "w:p"):
        if ooxml.style_of(paragraph) not in _PLAIN:
            continue
        for link in ooxml.every(paragraph, "w:hyperlink"):
            text = ooxml.text_of(link).strip()
            if _URL.fullmatch(text):
                message = f"the link {text[:60]!r} is read out letter by letter"
                yield finding("docx-link-text", message, severity=Severity.NOTE)


def typed_lists(file: Finished) -> Iterator[Diagnostic]:
    """Lists are Word's own, not typed with marks and numbers."""
    paragraphs = [one for one in file.document[0] if ooxml.is_a(one, "w:p")]
    for one, two in pairwise(paragraphs):
        if _is_typed_item(one) and _is_typed_item(two):
            yield finding("docx-typed-list", f"a list is typed: {shown(one)!r}")
            return


def _is_typed_item(paragraph: Element) -> bool:
    has_number = bool(ooxml.every(paragraph, "w:numPr"))
    is_plain = ooxml.style_of(paragraph) in _PLAIN
    return is_plain and not has_number and bool(_TYPED_ITEM.match(ooxml.text_of(paragraph)))


RULES = (descriptions, title_once, merged_cells, languages, links, typed_lists)

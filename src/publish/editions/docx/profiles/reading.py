"""A finished Word file as a journal sees it: paragraphs by what they are, and how they look.

Styles are known by their names and not by their ids, which Word translates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from publish.editions.docx import ooxml
from publish.editions.docx.lint import Finished
from publish.editions.markup import Element

LINE = 240
_KINDS = (
    ("contents", re.compile(r"toc.*|table of figures|index.*")),
    ("front", re.compile(r"title|subtitle|author|affiliation|date|imprint|half title|"
                         r"title page text|copyright text|dedication|abstract title")),
    ("callouts", re.compile(r"float callout")),
    ("keywords", re.compile(r"key ?words")),
    ("headings", re.compile(r"heading \d|part title")),
    ("notes", re.compile(r"(footnote|endnote) .*text.*")),
    ("captions", re.compile(r".*caption.*")),
    ("abstract", re.compile(r"abstract")),
    ("bibliography", re.compile(r"bibliography|references")),
    ("quotes", re.compile(r"block text.*|quote|intense quote|verse|epigraph|attribution")),
)  # fmt: skip
_NOTE_PARTS = ("word/footnotes.xml", "word/endnotes.xml")
_JUSTIFIED = frozenset(("both", "distribute"))
_KEYWORDS = re.compile(r"(?:key ?words?|schlüsselwörter|mots[- ]clés)\s*[:—–.-]?\s*", re.IGNORECASE)
# Words of these kinds are the text itself.
_BODY = ("body", "headings", "quotes")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: what it is, its words, the lines it is spaced by, its faces and sizes."""

    kind: str
    text: str
    style: str
    lines: float
    faces: frozenset[str]
    sizes: frozenset[float]
    is_justified: bool


class Manuscript:
    """The paragraphs of one file."""

    def __init__(self, file: Finished) -> None:
        self.file = file
        sheet = file.tree("word/styles.xml")
        styles = ooxml.every(sheet, "w:style") if sheet is not None else []
        self._styles = {ooxml.get(one, "w:styleId"): one for one in styles}
        defaults = ooxml.every(sheet, "w:docDefaults") if sheet is not None else []
        self._defaults = defaults[0] if defaults else None
        self._default = next(
            (
                ooxml.get(one, "w:styleId")
                for one in styles
                if ooxml.get(one, "w:type") == "paragraph" and ooxml.get(one, "w:default") == "1"
            ),
            "",
        )

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return all paragraphs of text and notes that have words."""
        return tuple(one for one in self._all() if one.text)

    def of(self, *kinds: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of some kinds."""
        return tuple(one for one in self.paragraphs if one.kind in kinds)

    @cached_property
    def words(self) -> Counter[str]:
        """Return how many words each class has, as journals count: `body`, `notes`, ..."""
        found: Counter[str] = Counter()
        for one in self.paragraphs:
            found["body" if one.kind in _BODY else one.kind] += len(one.text.split())
        return found

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """Return the keywords: by their style, or by the word before them."""
        for one in self.paragraphs:
            found = _KEYWORDS.match(one.text)
            if one.kind == "keywords" or (found and found.end() < len(one.text)):
                text = one.text[found.end() :] if found else one.text.partition(":")[2]
                words = map(str.strip, re.split("[,;•|]", text.strip(" .")))
                return tuple(word for word in words if word)
        return ()

    @cached_property
    def language(self) -> str:
        """Return the language of the text, as its properties or its default style say it."""
        core = self.file.tree("docProps/core.xml")
        said = [] if core is None else ooxml.every(core, "dc:language")
        tags = [one.text or "" for one in said]
        holders = [] if self._defaults is None else ooxml.every(self._defaults, "w:lang")
        tags += [ooxml.get(one, "w:val") for one in holders]
        return next((tag for tag in tags if tag), "")

    def kind_of(self, paragraph: Element) -> str:
        """Return what a paragraph of the text is, by its style."""
        return self._kind(ooxml.style_of(paragraph) or self._default)

    def property_of(self, paragraph: Element, tag: str, attribute: str) -> str:
        """Return a property of a paragraph: its own, its style's, the default."""
        holders = [paragraph, *self._chain(ooxml.style_of(paragraph) or self._default)]
        if self._defaults is not None:
            holders += ooxml.every(self._defaults, "w:pPrDefault")
        for holder in holders:
            properties = ooxml.child(holder, "w:pPr")
            found = None if properties is None else ooxml.child(properties, tag)
            if found is not None:
                return ooxml.get(found, attribute)
        return ""

    def _all(self) -> Iterator[Paragraph]:
        for paragraph in ooxml.every(self.file.document, "w:p"):
            is_cell = next(paragraph.iterancestors(ooxml.name("w:tc")), None) is not None
            yield self._read(paragraph, "tables" if is_cell else "")
        for part in _NOTE_PARTS:
            for paragraph in ooxml.every(self.file.texts[part], "w:p") if self._has(part) else ():
                yield self._read(paragraph, "notes")

    def _has(self, part: str) -> bool:
        return part in self.file.texts

    def _read(self, paragraph: Element, kind: str) -> Paragraph:
        style = ooxml.style_of(paragraph) or self._default
        kind = kind or self._kind(style)
        text = " ".join(ooxml.text_of(paragraph).split())
        runs = [one for one in ooxml.every(paragraph, "w:r") if ooxml.every(one, "w:t")]
        return Paragraph(
            kind,
            text,
            style,
            self._lines(paragraph, style),
            frozenset(self._run(one, style, "w:rFonts", "w:ascii") for one in runs),
            frozenset(float(self._run(one, style, "w:sz", "w:val") or 20) / 2 for one in runs),
            self.property_of(paragraph, "w:jc", "w:val") in _JUSTIFIED,
        )

    def _kind(self, style: str) -> str:
        for name in self.names(style):
            for kind, pattern in _KINDS:
                if pattern.fullmatch(name):
                    return kind
        return "body"

    def _chain(self, style: str) -> Iterator[Element]:
        """Yield a style and those it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            based = ooxml.child(self._styles[style], "w:basedOn")
            style = "" if based is None else ooxml.get(based, "w:val")

    def names(self, style: str) -> Iterator[str]:
        """Yield the names of a style and of those it is based on, in small letters."""
        for one in self._chain(style):
            name = ooxml.child(one, "w:name")
            yield "" if name is None else ooxml.get(name, "w:val").lower()

    def _lines(self, paragraph: Element, style: str) -> float:
        """Return the spacing in lines; 0 where it is a fixed height."""
        holders = [paragraph, *self._chain(style)]
        if self._defaults is not None:
            holders += ooxml.every(self._defaults, "w:pPrDefault")
        for holder in holders:
            properties = ooxml.child(holder, "w:pPr")
            spacing = None if properties is None else ooxml.child(properties, "w:spacing")
            if spacing is not None and ooxml.get(spacing, "w:line"):
                is_lines = ooxml.get(spacing, "w:lineRule", "auto") == "auto"
                return float(ooxml.get(spacing, "w:line")) / LINE if is_lines else 0
        return 1

    def _run(self, run: Element, style: str, tag: str, attribute: str) -> str:
        """Return a property of a run: its own, its style's, its paragraph's, the default."""
        own = ooxml.child(run, "w:rPr")
        named = None if own is None else ooxml.child(own, "w:rStyle")
        holders = [run]
        if named is not None:
            holders += self._chain(ooxml.get(named, "w:val"))
        holders += self._chain(style)
        if self._defaults is not None:
            holders += ooxml.every(self._defaults, "w:rPrDefault")
        for holder in holders:
            properties = ooxml.child(holder, "w:rPr")
            found = None if properties is None else ooxml.child(properties, tag)
            if found is not None and ooxml.get(found, attribute):
                return ooxml.get(found, attribute)
        return ""

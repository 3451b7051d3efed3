"""The two forms of a page, print and EPUB, and the page being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from publish.editions import markup
from publish.editions.markup import OPS, XHTML, XML, Element
from publish.model.document import Chapter, Document
from publish.model.nodes import Attr, Math, MathKind, Note


class Medium(StrEnum):
    """Where a page is read. Values: the names of the editions."""

    PRINT = "pdf"
    EPUB = "epub"


def plain_formula(math: Math) -> Element:
    """Return a formula as its TeX source, for want of anything better."""
    element = markup.make("span")
    element.set("class", "math display" if math.kind is MathKind.DISPLAY else "math inline")
    markup.add_text(element, math.text)
    return element


@dataclass(frozen=True, slots=True)
class Form:
    """What differs between print and EPUB.

    `href` makes the address of an id in the book ("" where there is no such id), `image` that of a
    picture (relative to the project folder), `formula` a fresh element for a formula, `identify`
    the id that stands in the page for one in the Document. `notes` is where notes stand in print:
    at the `foot` of the page, at the end of the `chapter` or of the `book`.
    """

    medium: Medium
    href: Callable[[str], str] = field(default=lambda identifier: f"#{identifier}")
    image: Callable[[str], str] = field(default=lambda url: url)
    formula: Callable[[Math], Element] = plain_formula
    identify: Callable[[str], str] = field(default=lambda identifier: identifier)
    notes: str = "foot"

    @property
    def is_epub(self) -> bool:
        """Whether pages are XHTML in its namespace, with `epub:type` and `xml:lang`."""
        return self.medium is Medium.EPUB

    @property
    def has_endnotes(self) -> bool:
        """Whether a note stands elsewhere than its mark."""
        return self.is_epub or self.notes != "foot"

    def tag(self, name: str) -> str:
        """Return the name of an element in this form's namespace, in Clark's notation."""
        return f"{{{XHTML}}}{name}" if self.is_epub else name


@dataclass(slots=True)
class Page:
    """A chapter while it is being written. `number` is that of the last note."""

    chapter: Chapter
    document: Document
    form: Form
    number: int = 0
    notes: list[tuple[int, Note]] = field(default_factory=list)

    def make(self, name: str) -> Element:
        """Return a new element that stands alone."""
        return markup.make(
            self.form.tag(name), {None: XHTML, "epub": OPS} if self.form.is_epub else None
        )

    def add(self, parent: Element, name: str, classes: str = "") -> Element:
        """Append a new element and return it."""
        element = markup.add(parent, self.form.tag(name))
        if classes:
            element.set("class", classes)
        return element

    def say_what(self, element: Element, semantic: str, role: str) -> None:
        """Set `epub:type` and `role` in an EPUB, a class of that name in print."""
        if not self.form.is_epub:
            add_class(element, semantic)
            return
        if semantic:
            element.set(f"{{{OPS}}}type", semantic)
        if role:
            element.set("role", role)

    def say_language(self, element: Element, lang: str) -> None:
        """Set the language of an element, in an EPUB by both names, as readers look for either."""
        if not lang:
            return
        markup.put(element, "lang", lang)
        if self.form.is_epub:
            markup.put(element, f"{{{XML}}}lang", lang)

    def say_id(self, element: Element, identifier: str) -> None:
        """Give an element the id that stands for `identifier` in this form, if there is one."""
        if identifier:
            markup.put(element, "id", self.form.identify(identifier))

    def dress(self, element: Element, attr: Attr) -> None:
        """Give an element the id, classes, language and direction that the author wrote."""
        self.say_id(element, attr.id)
        for name in attr.classes:
            add_class(element, name)
        self.say_language(element, attr.get("lang"))
        if attr.get("dir") in ("ltr", "rtl", "auto"):
            element.set("dir", attr.get("dir"))

    def size(self, element: Element, attr: Attr) -> None:
        """Set width and height as the author gave them (`50%`, `8cm`, `300`)."""
        for name in ("width", "height"):
            length = css_length(attr.get(name))
            if not length:
                continue
            if self.form.is_epub:
                add_class(element, length_class(name, length))
            else:
                old = element.get("style")
                element.set("style", f"{old}; {name}: {length}" if old else f"{name}: {length}")


def add_class(element: Element, name: str) -> None:
    """Add one class to those that an element has."""
    old = (element.get("class") or "").split()
    if name and name not in old:
        markup.put(element, "class", " ".join([*old, name]))


def css_length(text: str) -> str:
    """Return a length of pandoc's as one of CSS, or "" if it is none: `3inch` -> `3in`."""
    text = text.strip().lower()
    unit = text.lstrip("0123456789.")
    number = text[: len(text) - len(unit)]
    unit = {"": "px", "inch": "in"}.get(unit, unit)
    if unit not in ("px", "in", "cm", "mm", "pt", "em", "%") or number.count(".") > 1:
        return ""
    if not number.strip("."):
        return ""
    return f"{float(number):g}{unit}"


def length_class(name: str, length: str) -> str:
    """Return the class that stands for a length in an EPUB: `width: 2.5in` -> `width-2_5in`."""
    return f"{name}-{length.replace('.', '_').replace('%', 'pc')}"


def length_rule(name: str) -> str:
    """Return the CSS rule for a class of `length_class`, or "" if it is another class."""
    side, _, length = name.partition("-")
    length = css_length(length.replace("_", ".").replace("pc", "%"))
    if side not in ("width", "height") or length_class(side, length) != name:
        return ""
    return f".{name.replace('%', '')} {{ {side}: {length}; }}"

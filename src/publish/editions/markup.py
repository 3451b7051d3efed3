"""The only door to lxml for the editions: XML trees made, read safely and written.

Trees are built element by element, never pasted from strings, so that whatever a manuscript says
stays text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from lxml import etree

Element: TypeAlias = etree._Element

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"

# What may not stand in a document, not even as a reference. Written as all but what may, it would
# take ten times as long to compile, in every process.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class MarkupError(Exception):
    """A text is not the XML that it should be, or holds what we refuse to read."""


def allowed(text: str) -> str:
    """Return a text without the characters that XML forbids (XML 1.0, production [2])."""
    return _FORBIDDEN.sub("", text)


def make(tag: str, namespaces: Mapping[str | None, str] | None = None) -> Element:
    """Return a new element; `tag` in Clark's notation (`{namespace}name`)."""
    # The stubs know no default namespace (None), which lxml does.
    return etree.Element(tag, nsmap=cast("Mapping[str, str] | None", namespaces))


def add(parent: Element, tag: str) -> Element:
    """Append a new element and return it."""
    return etree.SubElement(parent, tag)


def add_text(parent: Element, text: str) -> None:
    """Append text after what `parent` already holds. Characters XML forbids are left out."""
    text = allowed(text)
    if not text:
        return
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def put(element: Element, name: str, value: str) -> None:
    """Set an attribute. Characters XML forbids are left out."""
    element.set(name, allowed(value))


def parse(data: bytes | str) -> Element:
    """Return the root of an XML text: no DTD read, no entities of its own, nothing fetched.

    A document type that only has a name, as drawing programs write it, is let pass.
    Raises: MarkupError if the text is not well-formed or declares anything of its own.
    """
    if isinstance(data, str):
        data = data.encode("utf-8")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise MarkupError(str(error)) from error
    information = cast(Any, root.getroottree().docinfo)  # lxml-stubs 0.5 know no `internalDTD`
    declared = information.internalDTD
    has_own = declared is not None and [*declared.iterentities(), *declared.iterelements()]
    if has_own or next(root.iter(etree.Entity), None) is not None:
        raise MarkupError("it declares or uses entities of its own")
    return root


def document(root: Element, doctype: str = "") -> bytes:
    """Return a whole XML document as UTF-8, nothing indented: spaces count in running text."""
    declaration = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    head = f"{doctype}\n".encode() if doctype else b""
    return declaration + head + etree.tostring(root, encoding="utf-8") + b"\n"


def fragment(root: Element) -> str:
    """Return one element as XML text, without declaration and without what follows it."""
    return etree.tostring(root, encoding="unicode", with_tail=False)


def local(element: Element) -> str:
    """Return an element's name without namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Element) -> str:
    """Return all words of an element, in order."""
    return "".join(str(part) for part in element.itertext())


def drop(element: Element) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.tail = None
    parent.remove(element)

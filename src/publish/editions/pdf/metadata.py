"""What a PDF file says about the book it holds, and which standards it says it keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from publish.editions.pdf.objects import Dictionary, Name, Pdf, Stream, String

PRODUCER = "WeasyPrint, pikepdf"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
for _prefix, _space in _SPACES.items():
    ElementTree.register_namespace(_prefix, _space)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about the book. `date` is `YYYY-MM-DD` or shorter, or empty.

    `standard` is the one that the file keeps besides PDF/UA-1: `a-2a`, `a-3a`, ..., or `ua-1` for
    nothing more. It is empty where the file keeps none: then it must not say so.
    """

    title: str
    authors: tuple[str, ...]
    lang: str
    is_rtl: bool = False
    subject: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    rights: str = ""
    date: str = ""
    modified: str = ""  # as XMP has it: 2026-11-22T10:00:00+00:00
    creator: str = "publish"
    identifiers: tuple[str, ...] = ()  # as `urn:isbn:...`
    standard: str = "ua-1"

    @property
    def is_archival(self) -> bool:
        """Whether the file is PDF/A."""
        return self.standard.startswith("a-")


def describe(book: Pdf, imprint: Imprint) -> None:
    """Write title, people, language and standards into the file, in both places for them."""
    book.Root.Lang = String(imprint.lang)
    preferences = Dictionary(DisplayDocTitle=True)
    if imprint.is_rtl:
        preferences.Direction = Name.R2L
    book.Root.ViewerPreferences = preferences
    book.Root.PageMode = Name.UseOutlines
    fields = {
        "/Title": imprint.title,
        "/Author": "; ".join(imprint.authors),
        "/Subject": imprint.subject,
        "/Keywords": ", ".join(imprint.keywords),
        "/Creator": imprint.creator,
        "/Producer": PRODUCER,
    }
    for name, value in fields.items():
        if value:
            book.docinfo[name] = value
    # Not compressed, so that programs that know nothing of PDF can find it.
    stream = Stream(book, packet(imprint), Type=Name.Metadata, Subtype=Name.XML)
    book.Root.Metadata = book.make_indirect(stream)


def packet(imprint: Imprint) -> bytes:
    """Return the XMP packet. Source: ISO 16684-1; ISO 19005-2, 6.6; ISO 14289-1, 5."""
    root = Element(_name("x:xmpmeta"))
    rdf = SubElement(root, _name("rdf:RDF"))
    about = SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    for name, kind, values in _properties(imprint):
        _add(about, name, kind, [value for value in values if value])
    if imprint.is_archival:
        _extend(rdf)
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    text = ElementTree.tostring(root, encoding="unicode")
    return f'{head}{text}\n<?xpacket end="w"?>'.encode()


def _properties(imprint: Imprint) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield name, kind of value and values of each property."""
    yield "dc:title", "Alt", [imprint.title]
    yield "dc:creator", "Seq", imprint.authors
    yield "dc:language", "Bag", [imprint.lang]
    yield "dc:description", "Alt", [imprint.subject]
    yield "dc:subject", "Bag", imprint.keywords
    yield "dc:publisher", "Bag", [imprint.publisher]
    yield "dc:rights", "Alt", [imprint.rights]
    yield "dc:date", "Seq", [imprint.date]
    yield "dc:identifier", "", imprint.identifiers[:1]
    yield "dc:format", "", ["application/pdf"]
    yield "pdf:Keywords", "", [", ".join(imprint.keywords)]
    yield "pdf:Producer", "", [PRODUCER]
    yield "xmp:CreatorTool", "", [imprint.creator]
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        yield name, "", [imprint.modified]
    yield "pdfuaid:part", "", ["1" if imprint.standard else ""]
    if imprint.is_archival:
        level = imprint.standard.removeprefix("a-")
        yield "pdfaid:part", "", [level[0]]
        yield "pdfaid:conformance", "", [level[1].upper()]


def _add(about: Element, name: str, kind: str, values: Sequence[str]) -> None:
    if not values:
        return
    element = SubElement(about, _name(name))
    if not kind:
        element.text = values[0]
        return
    holder = SubElement(element, _name(f"rdf:{kind}"))
    for value in values:
        item = SubElement(holder, _name("rdf:li"))
        item.text = value
        if kind == "Alt":
            item.set(_LANGUAGE, "x-default")


def _extend(rdf: Element) -> None:
    """Describe the property of PDF/UA, which PDF/A does not know.

    Source: ISO 19005-2, 6.6.2.3.3.
    """
    about = SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    schema = _only_item(SubElement(about, _name("pdfaExtension:schemas")), "Bag")
    for name, value in (
        ("schema", "PDF/UA identification schema"),
        ("namespaceURI", _SPACES["pdfuaid"]),
        ("prefix", "pdfuaid"),
    ):
        SubElement(schema, _name(f"pdfaSchema:{name}")).text = value
    known = _only_item(SubElement(schema, _name("pdfaSchema:property")), "Seq")
    for name, value in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "which part of ISO 14289 the file keeps"),
    ):
        SubElement(known, _name(f"pdfaProperty:{name}")).text = value


def _only_item(element: Element, kind: str) -> Element:
    holder = SubElement(element, _name(f"rdf:{kind}"))
    return SubElement(holder, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"

"""Makes a PDF file one for the press: PDF/X-4 or PDF/X-1a:2001, or a plain one without links.

Sources: ISO 15930-7:2010 (PDF/X-4), ISO 15930-1:2001 (PDF/X-1a), ISO 32000-1, 14.11.5.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from publish.editions.pdf.objects import (
    Array,
    Dictionary,
    Name,
    Pdf,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

STANDARDS = ("x-1a", "x-4")
_VERSION = {"x-1a": "1.3", "x-4": "1.6", "": "1.6"}
# What is for reading programs, not for a press; X-1a and X-4 forbid links and actions on a page.
_ROOT = (
    "/StructTreeRoot",
    "/MarkInfo",
    "/Outlines",
    "/Names",
    "/Dests",
    "/OpenAction",
    "/AA",
    "/AcroForm",
    "/PageMode",
    "/AF",
    "/Collection",
    "/Extensions",
)
_PAGE = ("/Annots", "/StructParents", "/Tabs", "/AA", "/Group", "/Thumb")
_OPAQUE = {"/ca": "1", "/CA": "1", "/BM": "/Normal", "/SMask": "/None"}


class ProfileError(Exception):
    """An ICC profile is not one of a press."""


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """The printing condition that a file is made for.

    `condition` is a name of the ICC's registry, such as `FOGRA39` or `CGATS TR 001`; `profile`
    the bytes of an ICC profile, which PDF/X-4 needs and PDF/X-1a may leave out.
    """

    condition: str = ""
    profile: bytes = b""

    @property
    def components(self) -> int:
        """How many inks the profile is for: 1 or 4.

        Raises: ProfileError if the bytes are no profile of a printing press.
        """
        kind, space = self.profile[12:16], self.profile[16:20]
        if len(self.profile) < 132 or self.profile[36:40] != b"acsp":
            raise ProfileError("it is not an ICC profile")
        if kind != b"prtr":
            raise ProfileError("it is an ICC profile, but not one of a press (class 'prtr')")
        if space not in (b"CMYK", b"GRAY"):
            name = space.decode("ascii", "replace").strip()
            raise ProfileError(f"it is a profile for {name}, and presses print CMYK or GRAY")
        return 4 if space == b"CMYK" else 1


@dataclass(frozen=True, slots=True)
class Notice:
    """What a file for the press says of itself. Dates are `YYYY-MM-DDThh:mm:ss+00:00`."""

    title: str
    author: str
    creator: str
    date: str


def without_interaction(book: Pdf) -> None:
    """Take out all that is for reading on a screen: links, tags, bookmarks, actions."""
    for key in _ROOT:
        if key in book.Root:
            del book.Root[key]
    for page in book.pages:
        for key in _PAGE:
            if key in page.obj:
                del page.obj[key]
        _plain_groups(page.obj.get("/Resources"), set())


def _plain_groups(resources: Any, seen: set[tuple[int, int]]) -> bool:
    """Take transparency out where it shows nothing, and tell whether any is left.

    WeasyPrint 70 sets every opacity, also that of 1, and draws SVG as a group of its own.
    """
    if resources is None:
        return False
    is_left = False
    states = resources.get("/ExtGState") or Dictionary()
    for state in states.values():
        for key, value in _OPAQUE.items():
            if key in state and (str(state[key]) == value or _is_one(state[key], value)):
                del state[key]
        is_left = is_left or any(key in state for key in _OPAQUE)
    for found in (resources.get("/XObject") or Dictionary()).values():
        if "/SMask" in found:
            is_left = True
        if str(found.get("/Subtype")) != "/Form" or found.objgen in seen:
            continue
        seen.add(found.objgen)
        shows = _plain_groups(found.get("/Resources"), seen)
        if not shows and "/Group" in found:
            del found["/Group"]
        is_left = is_left or shows
    return is_left


def _is_one(value: Any, wanted: str) -> bool:
    return wanted == "1" and not str(value).startswith("/") and float(value) == 1


def has_transparency(resources: Any) -> bool:
    """Tell whether something under `resources` is seen through."""
    if resources is None:
        return False
    states = (resources.get("/ExtGState") or Dictionary()).values()
    if any(key in state for state in states for key in _OPAQUE):
        return True
    objects = (resources.get("/XObject") or Dictionary()).values()
    return any(
        "/SMask" in one or "/Group" in one or has_transparency(one.get("/Resources"))
        for one in objects
    )


def drop_empty_states(book: Pdf) -> None:
    """Take out graphics states that say nothing, and the operators that set them."""
    for page in book.pages:
        resources = page.obj.get("/Resources")
        empty = _empty_states(resources)
        if empty:
            page.obj.Contents = Stream(book, _without(page, empty))
        for form in _forms(resources, set()):
            own = _empty_states(form.get("/Resources"))
            if own:
                form.write(_without(form, own))


def _forms(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    for found in ((resources or Dictionary()).get("/XObject") or Dictionary()).values():
        if str(found.get("/Subtype")) == "/Form" and found.objgen not in seen:
            seen.add(found.objgen)
            yield found
            yield from _forms(found.get("/Resources"), seen)


def _empty_states(resources: Any) -> frozenset[str]:
    states = (resources or Dictionary()).get("/ExtGState")
    if states is None:
        return frozenset()
    names = [name for name, state in states.items() if not set(state.keys()) - {"/Type"}]
    return frozenset(names)


def _without(stream: Any, names: frozenset[str]) -> bytes:
    kept = [
        one
        for one in parse_content_stream(stream)
        if not (str(one.operator) == "gs" and str(one.operands[0]) in names)
    ]
    return bytes(unparse_content_stream(kept))


def mark_standard(book: Pdf, standard: str, intent: OutputIntent, notice: Notice) -> str:
    """Write what a standard wants said, and return the PDF version that it is bound to.

    `standard` is `x-1a`, `x-4` or nothing.
    """
    date = "D:" + notice.date[:19].translate({ord(one): None for one in "-:T"}) + "Z"
    book.docinfo = book.make_indirect(
        Dictionary(
            Title=String(notice.title),
            Author=String(notice.author),
            Creator=String(notice.creator),
            Producer=String("WeasyPrint, pikepdf"),
            CreationDate=String(date),
            ModDate=String(date),
            Trapped=Name("/False"),
        )
    )
    if standard == "x-1a":
        book.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1:2001")
        book.docinfo["/GTS_PDFXConformance"] = String("PDF/X-1a:2001")
        if "/Metadata" in book.Root:
            del book.Root["/Metadata"]
    else:
        book.Root.Metadata = Stream(book, _xmp(standard, notice))
        book.Root.Metadata.Type, book.Root.Metadata.Subtype = Name.Metadata, Name.XML
    if standard == "x-4":
        book.docinfo["/GTS_PDFXVersion"] = String("PDF/X-4")
    if standard:
        book.Root.OutputIntents = Array([_intent(book, intent)])
    elif "/OutputIntents" in book.Root:
        del book.Root["/OutputIntents"]
    return _VERSION[standard]


def _intent(book: Pdf, intent: OutputIntent) -> Any:
    name = intent.condition or "Custom"
    made = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(name),
        Info=String(name),
        RegistryName=String("http://www.color.org"),
    )
    if intent.profile:
        stream = Stream(book, intent.profile)
        stream.N = intent.components
        made.DestOutputProfile = book.make_indirect(stream)
    return book.make_indirect(made)


def _xmp(standard: str, notice: Notice) -> bytes:
    """Return the metadata packet (ISO 16684-1), as PDF/X-4 wants it (ISO 15930-7, 6.9)."""
    seed = hashlib.sha256(repr(notice).encode()).digest()[:16]
    document = uuid.UUID(bytes=seed, version=4)
    version = (
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" if standard == "x-4" else ""
    )
    lines = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(notice.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(notice.author)}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>WeasyPrint, pikepdf</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
{version}
<xmp:CreatorTool>{escape(notice.creator)}</xmp:CreatorTool>
<xmp:CreateDate>{notice.date}</xmp:CreateDate>
<xmp:ModifyDate>{notice.date}</xmp:ModifyDate>
<xmp:MetadataDate>{notice.date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{document}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
    return lines.encode("utf-8")

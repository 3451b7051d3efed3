"""The file as a whole says what book it is, and its links lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Diagnostic
from publish.editions.pdf.objects import Dictionary, Object, Pdf


def check_whole(pdf: Pdf) -> Iterator[Diagnostic]:
    """Yield an error for what PDF/UA-1 wants a file to say of itself, and for every dead link.

    Source: ISO 14289-1, 7.1 (title, language); ISO 32000-1, 12.3.2 (destinations).
    """
    root = pdf.Root
    preferences = root.get("/ViewerPreferences", Dictionary())
    metadata = root.get("/Metadata")
    packet = metadata.read_bytes() if metadata is not None else b""
    wanted = {
        "its title": b"<dc:title" in packet and "/Title" in pdf.docinfo,
        "its language": bool(str(root.get("/Lang", ""))),
        "that readers show its title": bool(preferences.get("/DisplayDocTitle", False)),
        "that it is tagged": bool(root.get("/MarkInfo", Dictionary()).get("/Marked", False)),
    }
    for what, is_said in wanted.items():
        if not is_said:
            yield Diagnostic("pdf-says-too-little", f"the PDF does not say {what}")
    yield from _check_links(pdf)


def _check_links(pdf: Pdf) -> Iterator[Diagnostic]:
    pages = {page.obj.objgen for page in pdf.pages}
    for number, page in enumerate(pdf.pages, 1):
        for link in page.obj.get("/Annots", ()):
            if str(link.get("/Subtype")) == "/Link" and not _leads_on(link, pages):
                words = str(link.get("/Contents", "")) or "without words"
                yield Diagnostic("pdf-link-dead", f"a link on page {number} is dead: {words}")


def _leads_on(link: Object, pages: set[tuple[int, int]]) -> bool:
    action = link.get("/A")
    if action is not None:
        return bool(str(action.get("/URI", "")))
    place = link.get("/Dest")
    return place is not None and len(place) > 0 and place[0].objgen in pages

"""Every font of the file is in it, and says which characters its glyphs are."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Diagnostic
from publish.editions.pdf.objects import Dictionary, Object, Pdf

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def check_fonts(pdf: Pdf) -> Iterator[Diagnostic]:
    """Yield an error for every font that a printer would replace, or a reader could not read."""
    for font in _fonts(pdf):
        name = str(font.get("/BaseFont", "/a font without a name"))[1:].rpartition("+")[2]
        if not _is_embedded(font):
            yield Diagnostic("pdf-font-not-embedded", f"the font {name} is not in the PDF")
        if "/ToUnicode" not in font:
            message = f"the font {name} does not say which characters its letters are"
            yield Diagnostic("pdf-font-unreadable", message)


def _fonts(pdf: Pdf) -> Iterator[Object]:
    """Yield the fonts of all pages, and of drawings within them, each once."""
    seen: set[tuple[int, int]] = set()
    waiting = [page.obj.get("/Resources") for page in pdf.pages]
    while waiting:
        resources = waiting.pop()
        if resources is None or (resources.is_indirect and resources.objgen in seen):
            continue
        seen.add(resources.objgen)
        for font in resources.get("/Font", Dictionary()).values():
            if font.objgen not in seen:
                seen.add(font.objgen)
                yield font
        for kind in ("/XObject", "/Pattern"):
            held = resources.get(kind, Dictionary()).values()
            waiting += [one.get("/Resources") for one in held]


def _is_embedded(font: Object) -> bool:
    if font.get("/Subtype") == "/Type3":  # its letters are drawings in the file
        return True
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor", Dictionary())
    return any(program in descriptor for program in _PROGRAMS)

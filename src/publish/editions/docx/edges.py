"""What stands above and below the text of every page: its number, a running title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publish.editions.docx import ooxml
from publish.editions.docx.labels import field_runs
from publish.editions.docx.look import Look
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import Package
from publish.editions.docx.reference import DOCUMENT
from publish.editions.markup import Element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_KINDS = {"header": "w:hdr", "footer": "w:ftr"}
# "3 of 12", by language; a stroke where the word is not here.
_OF = {
    "cs": " z ", "de": " von ", "en": " of ", "es": " de ", "fr": " sur ", "it": " di ",
    "nl": " van ", "pl": " z ", "pt": " de ", "ru": " из ",
}  # fmt: skip

Edges = Mapping[bool, tuple[tuple[str, str], ...]]  # kind and relationship, by "has a folio"


def add_edges(package: Package, look: Look, title: str, lang: str) -> Edges:
    """Add headers and footers for pages that show something there and for those that do not."""
    numbers = _numbers(look, lang)
    at_top = look.page_number.startswith("top")
    header: list[Element] = []
    if look.running_title and title:
        header += [_run(ooxml.with_text("w:t", title))]
    if at_top:
        # The style of headers has a tab stop in the middle and one at the right.
        tabs = (2 if _side(look) == "right" else 1) if header else 0
        header += [*(_run(element("w:tab")) for _ in range(tabs)), *numbers]
    filled = {"header": header, "footer": [] if at_top else numbers}
    justified = {
        "header": "left" if look.running_title else _side(look),
        "footer": _side(look),
    }
    edges: dict[bool, tuple[tuple[str, str], ...]] = {True: (), False: ()}
    for kind, runs in filled.items():
        if kind == "header" and not runs:
            continue
        for number, has_folio in enumerate((True, False), 1):
            content = runs if has_folio else ()
            made = _add(package, kind, number, content, justified[kind])
            edges[has_folio] += ((kind, made),)
    return edges


def _numbers(look: Look, lang: str) -> list[Element]:
    """Return the number of the page, and of how many, as fields."""
    if not look.page_number:
        return []
    runs = field_runs("PAGE", [_run(ooxml.with_text("w:t", "1"))])
    if look.of_total:
        between = _OF.get(lang.split("-")[0].lower(), " / ")
        runs.append(_run(ooxml.with_text("w:t", between)))
        runs += field_runs("NUMPAGES", [_run(ooxml.with_text("w:t", "1"))])
    return runs


def _side(look: Look) -> str:
    return "right" if look.page_number.endswith("right") else "center"


def _run(content: Element) -> Element:
    return element("w:r", None, content)


def _add(package: Package, kind: str, number: int, runs: Sequence[Element], side: str) -> str:
    """Add a header or footer with one paragraph and return its relationship id."""
    paragraph = element("w:p", None, *runs)
    ooxml.set_style(paragraph, kind.capitalize())
    if runs:
        ooxml.set_property(paragraph, element("w:jc", {"w:val": side}))
    file = f"{kind}{number}.xml"
    part = ooxml.root(_KINDS[kind], ("r",), paragraph)
    package.set(f"word/{file}", part, _TYPE.format(kind))
    return package.relate(DOCUMENT, kind, file)

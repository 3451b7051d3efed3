"""The links of a page as they must be: one for each `a`, and from marks to notes and back.

Pages and boxes of the engine are looked at, not imported.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from publish.editions.pdf.longnotes import is_part
from publish.editions.pdf.proofs import CALL, LINK

_NOTE_LINKS = {"footnote-call": "", "footnote-marker": CALL}
_NOT_AREAS = ("TextBox", "LineBox")  # a mark is a box around these


def mend_links(page: Any) -> None:
    """Keep one link for each `a`, and lead from the mark of a note to the note and back.

    WeasyPrint 70 makes a link of every element inside an `a` too, and tags those as spans. It
    makes none of notes; with the tag of an `a` their marks are tagged as the links they are.
    Links inside the book get their words behind a question mark: `merge` describes them so.
    """
    kept = [link for link in page.links if link[3].element_tag == "a"]
    page.links = []
    for kind, target, rectangle, box in kept:
        words = quote(" ".join("".join(box.element.itertext()).split()))
        described = f"{target}?{words}" if target.startswith(LINK) else target
        page.links.append((kind, described, rectangle, box))
    for box in page._page_box.descendants(placeholders=True):
        kind = (box.element_tag or "").rpartition("::")[2]
        if kind not in _NOTE_LINKS or type(box).__name__ in _NOT_AREAS:
            continue
        if is_part(box.element.get("id", "")):
            continue
        x, y, width, height = box.hit_area()
        least = box.style["font_size"]  # a mark that must not raise its line is not high at all
        middle, half = y + height / 2, max(height, least) / 2
        target = LINK + quote(_NOTE_LINKS[kind] + box.element.get("id", ""), safe="")
        described = f"{target}?{box.element.get('data-number', '')}"
        page.links.append(
            ("external", described, (x, middle - half, x + width, middle + half), box)
        )
        box.element_tag = f"a::{kind}"

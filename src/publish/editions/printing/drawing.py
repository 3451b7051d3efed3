"""Single sheets drawn by the engine of the print edition: covers, and what is laid over drafts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.editions.design import default_styles
from publish.editions.edition import Design
from publish.editions.pdf.overlay import with_faces
from publish.editions.pdf.press import Press, Text
from publish.editions.pdf.proofs import Draught, Setup


def drawn(folder: Path, design: Design, page: str, style: str) -> Draught:
    """Return the pages of an XHTML document, laid out by a stylesheet with the design's fonts.

    Raises: PublishError if Pango is missing.
    """
    setup = Setup(
        folder=folder.resolve(),
        asset_folders=(default_styles(), *design.fonts),
        stylesheets=((style, ""),),
    )
    press = Press(setup, design.fonts, processes=1)
    press.lay_out([("sheet", Text(page))])
    first = {"sheet": 1}
    draught, heads = press.draw(first)["sheet"], press.draw_heads(first)["sheet"]
    return replace(draught, data=with_faces(draught, heads, press.kept.face), fonts=())

"""The print PDF: pages laid out by WeasyPrint chapter by chapter, merged and proved.

Names are imported when they are asked for: the processes that run the engine import this package
too, and need none of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.late import late_names

if TYPE_CHECKING:
    from publish.editions.pdf.edition import PDF, print_book, render, settle
    from publish.editions.pdf.layout import Layout, lay_out, start_press
    from publish.editions.pdf.pango import install_command
    from publish.editions.pdf.press import Press

_HOMES = {
    "PDF": "edition",
    "print_book": "edition",
    "render": "edition",
    "settle": "edition",
    "Layout": "layout",
    "Press": "press",
    "lay_out": "layout",
    "start_press": "layout",
    "install_command": "pango",
}


__getattr__ = late_names(__name__, _HOMES)

__all__ = [
    "PDF",
    "Layout",
    "Press",
    "install_command",
    "lay_out",
    "print_book",
    "render",
    "settle",
    "start_press",
]

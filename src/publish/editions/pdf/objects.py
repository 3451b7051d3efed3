"""The only door to pikepdf: the objects of a PDF file, for the modules that put a book together."""

from __future__ import annotations

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Page,
    Pdf,
    Stream,
    String,
)

__all__ = [
    "Array",
    "Dictionary",
    "Name",
    "Object",
    "ObjectStreamMode",
    "OutlineItem",
    "Page",
    "Pdf",
    "Stream",
    "String",
]

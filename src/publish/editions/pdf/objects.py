"""The only door to pikepdf: the objects of a PDF file, for the modules that put a book together."""

from __future__ import annotations

from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Operator,
    OutlineItem,
    Page,
    Pdf,
    PdfError,
    PdfImage,
    Rectangle,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

__all__ = [
    "Array",
    "ContentStreamInstruction",
    "Dictionary",
    "Name",
    "Object",
    "ObjectStreamMode",
    "Operator",
    "OutlineItem",
    "Page",
    "Pdf",
    "PdfError",
    "PdfImage",
    "Rectangle",
    "Stream",
    "String",
    "parse_content_stream",
    "unparse_content_stream",
]

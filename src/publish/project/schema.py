"""The JSON Schema of `book.yaml`, made of the same table that reads it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from publish.project.fields import BOOK

FILE = "book.schema.json"
_CHAPTERS = {"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/file"}]}}
_FILE = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "description": "The name of the file."},
        "href": {"type": "string", "description": "The same as `file`."},
        "text": {"type": "string", "description": "A name for the author's own use."},
    },
    "additionalProperties": False,
}
_PART = {
    "type": "object",
    "properties": {
        "part": {"type": ["string", "number"], "description": "The part's title, or its file."},
        "chapters": {**_CHAPTERS, "description": "The files of the part, in reading order."},
    },
    "required": ["part"],
    "additionalProperties": False,
}


def book_schema() -> dict[str, Any]:
    """Return the schema of the settings, JSON Schema draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The settings of a book (manuscript/book.yaml)",
        "$ref": "#/$defs/settings",
        "$defs": {"settings": BOOK.schema(), "file": _FILE, "part": _PART},
    }


def schema_text() -> str:
    """Return the schema as it is written to a file."""
    return json.dumps(book_schema(), ensure_ascii=False, indent=2) + "\n"


def shipped_schema() -> str:
    """Return the schema that lies in the package, for editors that read it from there."""
    return files("publish.project").joinpath(FILE).read_text(encoding="utf-8")

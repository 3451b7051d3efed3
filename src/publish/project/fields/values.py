"""Kinds of value that several settings share."""

from __future__ import annotations

from publish.project.groups import Field, Group
from publish.project.kinds import Either, ListOf, Placed, Text, WithoutEffect

EDITIONS = ("pdf", "epub", "docx")
# All files keep PDF/UA-1; PDF/A-2 and 3 in their three levels, of which `a` asks for most.
PDF_STANDARDS = ("ua-1", "a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u")
LANGUAGE = Text("a language tag such as en-GB", r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
LENGTH = Text(
    "a length such as 20mm or 0.75in", r"(\d+(\.\d+)?|\.\d+) ?(mm|cm|in|pt|pc|px|em|rem|Q)"
)
FONT_SIZE = Text("a size such as 11pt", r"(\d+(\.\d+)?|\.\d+) ?(pt|mm|px|Q|pc|in|cm)")
LINE_HEIGHT = Text(
    "a number such as 1.3, or a length such as 13.5pt", r"(\d+(\.\d+)?|\.\d+)( ?(pt|mm|px|in|cm))?"
)
PAGE_SIZE = Text("a page size such as 6x9 or a5", r"[\w.]+( ?[x×] ?[\w.]+)?")
TEXTS = ListOf(Text())
FILES = ListOf(Placed())
# As pandoc's defaults files and Quarto have them: a name, or a group with the name in it.
_FILTER = Group(
    (
        Field("path", Placed("the name of a Lua file"), "The file."),
        Field("type", Text("lua", "lua"), "What it is written in; only Lua is run."),
        Field("at", WithoutEffect("a filter is run on every chapter as it was read")),
    ),
    "a filter",
)
FILTERS = ListOf(Either(Placed("the name of a Lua file"), _FILTER))
FONT = Text("the name of a font family", r"[^\"\\;{}]+")

"""Word fields inside pandoc's tree: page references and lists that Word can bring up to date.

A field is begin, instruction, separator, the text shown until it is updated, end: each in a run of
its own, since Word and pandoc both lose text where they share one. None is marked dirty, so Word
asks nothing when it opens the file.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from publish.model.nodes import Inlines, RawInline

OPENXML = "openxml"


def field(instruction: str, shown: Inlines) -> Inlines:
    """Return a whole field around the inlines that are shown."""
    return (*field_start(instruction), *shown, field_end())


def field_start(instruction: str) -> Inlines:
    """Return begin, instruction and separator."""
    text = f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>'
    return (_run(_mark("begin")), _run(text), _run(_mark("separate")))


def field_end() -> RawInline:
    """Return the end of a field."""
    return _run(_mark("end"))


def tab() -> RawInline:
    """Return a tab."""
    return _run("<w:tab/>")


def page_of(bookmark: str, shown: Inlines) -> Inlines:
    """Return the number of the page where a bookmark stands, as a link to it."""
    return field(f"PAGEREF {bookmark} \\h", shown)


def _mark(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def _run(content: str) -> RawInline:
    return RawInline(OPENXML, f"<w:r>{content}</w:r>")

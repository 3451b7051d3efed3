"""Styles and items in a few lines, for tests of the evaluator."""

from __future__ import annotations

from typing import Any

AUTHOR_DATE = """<group delimiter=" "><names variable="author"><name form="short" and="symbol"
  initialize-with=". "/></names><date variable="issued"><date-part name="year"/></date></group>"""


def style_xml(
    citation: str,
    *,
    options: str = "",
    layout: str = 'prefix="(" suffix=")" delimiter="; "',
    bibliography: str = "",
    bibliography_options: str = "",
    kind: str = "in-text",
    attributes: str = 'default-locale="en-US"',
) -> str:
    """Return a style around the content of its layouts."""
    entries = ""
    if bibliography:
        entries = (
            f"<bibliography {bibliography_options}><layout>{bibliography}</layout></bibliography>"
        )
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{kind}" {attributes}>'
        f"<citation {options}><layout {layout}>{citation}</layout></citation>{entries}</style>"
    )


def book(key: str, family: str = "Doe", year: int = 1999, **more: Any) -> dict[str, Any]:
    """Return a book by one author."""
    person = {"family": family, "given": more.pop("given", "John")}
    issued = {"date-parts": [[year]]}
    return {"id": key, "type": "book", "author": [person], "issued": issued, **more}

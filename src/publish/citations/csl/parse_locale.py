"""Read one `cs:locale`, of a style or of a locale file."""

from __future__ import annotations

from xml.etree.ElementTree import Element as Xml

from publish.citations.csl import elements as e
from publish.citations.csl.assets import CSL
from publish.citations.csl.parse_parts import read_date, with_apostrophes

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_locale(node: Xml) -> e.LocaleData:
    """Return the terms, dates and options of a `cs:locale`."""
    options: dict[str, str] = {}
    for child in node.iterfind(f"{CSL}style-options"):
        options |= child.attrib
    dates = (read_date(child) for child in node.iterfind(f"{CSL}date"))
    return e.LocaleData(
        lang=node.get(_LANG, ""),
        terms=dict(_term(child) for child in node.iterfind(f"{CSL}terms/{CSL}term")),
        dates={date.form: date for date in dates},
        options=options,
    )


def _term(node: Xml) -> tuple[tuple[str, str, str], e.Term]:
    single, multiple = node.find(f"{CSL}single"), node.find(f"{CSL}multiple")
    text = _words(node)
    term = e.Term(
        single=text if single is None else _words(single),
        multiple=text if multiple is None else _words(multiple),
        gender=node.get("gender", ""),
        match=node.get("match", ""),
    )
    name = term_name(node.get("name", ""))
    return (name, node.get("form", "long"), node.get("gender-form", "")), term


def _words(node: Xml) -> str:
    """Return a term's words; an element broken over two lines has none."""
    text = node.text or ""
    return with_apostrophes(text) if text.strip(" \t\r\n") else ""


def term_name(name: str) -> str:
    """Return the one spelling of a term's name that is used inside."""
    return "sub-verbo" if name == "sub verbo" else name

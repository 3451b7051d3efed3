"""Read the small parts of a style: formats, names, dates, labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element as Xml

from publish.citations.csl import elements as e

# Outermost first: the order in which the marks of one element nest.
_MARKS = ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style")
_DATE_PARTS = {
    "year": frozenset(["year"]),
    "year-month": frozenset(["year", "month"]),
}


def name_of(node: Xml) -> str:
    """Return the element's name without its namespace, "" for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def is_true(value: str | None) -> bool:
    """Return whether an attribute is set to "true"."""
    return value == "true"


def whole(value: str | None, default: int) -> int:
    """Return an attribute's whole number, or the default where there is none."""
    return int(value) if value and value.strip().isdigit() else default


def read_format(node: Xml | None) -> e.Format:
    """Return the formatting and affixes on an element."""
    if node is None:
        return e.PLAIN
    get = node.get
    look = e.Format(
        marks=tuple(f"{name}:{get(name)}" for name in _MARKS if get(name)),
        prefix=with_apostrophes(get("prefix", "")),
        suffix=with_apostrophes(get("suffix", "")),
        quotes=is_true(get("quotes")),
        strip_periods=is_true(get("strip-periods")),
        text_case=get("text-case", ""),
        display=get("display", ""),
    )
    return e.PLAIN if look == e.PLAIN else look


def with_apostrophes(text: str) -> str:
    """Return a style's words with "l'adresse" set as it is in print."""
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def read_label(node: Xml) -> e.Label:
    """Return a `cs:label`."""
    return e.Label(
        variable=node.get("variable", ""),
        form=node.get("form", "long"),
        plural=node.get("plural", "contextual"),
        format=read_format(node),
    )


def read_date(node: Xml) -> e.Date:
    """Return a `cs:date` of a style or of a locale."""
    parts = tuple(
        e.DatePart(
            name=child.get("name", ""),
            form=child.get("form", ""),
            range_delimiter=child.get("range-delimiter", ""),
            format=read_format(child),
        )
        for child in node
        if name_of(child) == "date-part"
    )
    return e.Date(
        variable=node.get("variable", ""),
        form=node.get("form", ""),
        shown=_DATE_PARTS.get(node.get("date-parts", ""), e.ALL_PARTS),
        parts=parts,
        delimiter=node.get("delimiter", ""),
        format=read_format(node),
    )


def read_name(node: Xml | None, inherited: Mapping[str, str]) -> e.NameOptions:
    """Return the options of a `cs:name`, which may be absent, after inheritance."""
    own = {} if node is None else node.attrib

    def get(name: str, default: str = "", above: str = "") -> str:
        return own.get(name, inherited.get(above or name, default))

    given = family = e.PLAIN
    for child in () if node is None else node:
        if child.get("name") == "given":
            given = read_format(child)
        elif child.get("name") == "family":
            family = read_format(child)
    initials = own.get("initialize-with", inherited.get("initialize-with"))
    return e.NameOptions(
        and_=get("and"),
        delimiter=get("delimiter", ", ", "name-delimiter"),
        precedes_et_al=get("delimiter-precedes-et-al", "contextual"),
        precedes_last=get("delimiter-precedes-last", "contextual"),
        et_al_min=whole(get("et-al-min"), 0),
        et_al_use_first=whole(get("et-al-use-first"), -1),
        et_al_subsequent_min=whole(get("et-al-subsequent-min"), 0),
        et_al_subsequent_use_first=whole(get("et-al-subsequent-use-first"), 0),
        et_al_use_last=is_true(get("et-al-use-last")),
        form=get("form", "long", "name-form"),
        initialize=get("initialize", "true") != "false",
        initialize_with=initials,
        sort_order=get("name-as-sort-order"),
        sort_separator=get("sort-separator", ", "),
        format=read_format(node),
        given=given,
        family=family,
    )

"""Finds out which fields of a source a style prints, by having it print one that has them all."""

from __future__ import annotations

from collections.abc import Iterable

from publish.citations.listing import list_references
from publish.citations.styles import Style
from publish.citations.types import Library

# Words that no style adds by itself, and that stand in no other field.
_PROBES = {
    "publisher": "Qupublisher",
    "publisher-place": "Quplace",
    "container-title": "Qucontainer",
    "volume": "47",
    "page": "8123-8199",
    "URL": "https://quurl.example/x",
}
_YEAR = 1867


def printed_fields(style: Style, kind: str, fields: Iterable[str], lang: str) -> frozenset[str]:
    """Return which of these CSL variables a style prints of a source of one CSL type.

    Raises: ValueError if the style cannot be used.
    """
    item = {
        "id": "probe",
        "type": kind,
        "title": "Qutitle",
        "author": [{"family": "Quauthor", "given": "A."}],
        "issued": {"date-parts": [[_YEAR]]},
        **_PROBES,
    }
    library = Library({"probe": item}, {}, ())
    said = " ".join(one.text for one in list_references(style, library, ["probe"], lang))
    probes = {**_PROBES, "issued": str(_YEAR), "page": "8123"}
    return frozenset(one for one in fields if probes[one].casefold() in said.casefold())

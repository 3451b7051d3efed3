"""One entry of a bibliography file in, its CSL item out."""

from __future__ import annotations

from typing import Any

from publish.citations.library import read_bibtex

# Said of what is read all the same.
_DOUBTS = ("bib-missing-field", "bib-date", "bib-name")


def item(fields: str, kind: str = "book", *, lowers_titles: bool = False) -> Any:
    """Return the CSL item of one entry in which nothing is found wrong but what it leaves out."""
    library = read_bibtex(f"@{kind}{{key, {fields}}}", "b.bib", lowers_titles=lowers_titles)
    assert [str(d) for d in library.diagnostics if d.code not in _DOUBTS] == []
    return library.items["key"]


def items(text: str) -> Any:
    """Return the CSL items of a file in which nothing is found wrong."""
    library = read_bibtex(text, "b.bib")
    assert library.diagnostics == ()
    return library.items

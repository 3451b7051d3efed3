"""Which style of the Word file each piece of a book has."""

from __future__ import annotations

from publish.model.document import Role

# The style of paragraphs in a chapter of its own kind, where no class says more.
ROLE_STYLES: dict[Role, str] = {
    Role.TITLE_PAGE: "Title Page Text",
    Role.HALF_TITLE: "Half Title",
    Role.COPYRIGHT: "Copyright Text",
    Role.DEDICATION: "Dedication",
    Role.EPIGRAPH: "Epigraph",
}
# The style of a Div, by its class.
CLASS_STYLES: dict[str, str] = {
    "abstract": "Abstract",
    "affiliation": "Affiliation",
    "attribution": "Attribution",
    "author": "Author",
    "chapter-author": "Author",
    "chapter-subtitle": "Subtitle",
    "csl-entry": "Bibliography",
    "date": "Date",
    "dedication": "Dedication",
    "epigraph": "Epigraph",
    "half-title": "Half Title",
    "refs": "Bibliography",
    "subtitle": "Subtitle",
    "title": "Title",
    "verse": "Verse",
}

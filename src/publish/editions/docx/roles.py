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
    "abstract-title": "Abstract Title",
    "attribution": "Attribution",
    "callout-title": "Callout Title",
    "chapter-author": "Author",
    "csl-entry": "Bibliography",
    "dedication": "Dedication",
    "epigraph": "Epigraph",
    "figure-caption": "Image Caption",
    "float-callout": "Float Callout",
    "index-letter": "index heading",
    "index-1": "index 1",
    "index-2": "index 2",
    "index-3": "index 3",
    "refs": "Bibliography",
    "title-block": "Author",
    "verse": "Verse",
}
# The style of a paragraph that is one Span, by the Span's class: the lines of title pages.
LINE_STYLES: dict[str, str] = {
    "affiliation": "Affiliation",
    "attribution": "Attribution",
    "author": "Author",
    "contributor": "Author",
    "date": "Date",
    "keywords": "Keywords",
    "publisher": "Imprint",
    "subtitle": "Subtitle",
    "title": "Title",
}
# The character style of a number that cross references repeat, by its Span's class.
LABEL_STYLES: dict[str, str] = {
    "caption-label": "Caption Label",
    "equation-number": "Equation Number",
    "heading-number": "Section Number",
}

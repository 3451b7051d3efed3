"""Make the label of an item for label styles: "Doe65", "RoNo78".

CSL leaves the form to the processor: letters of up to four family names and two digits of
the year, four letters of a single name, two of each of two, and so on.
"""

from __future__ import annotations

from publish.citations.csl.item import Item

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1), 4: (1, 1, 1, 1)}


def citation_label(item: Item) -> str:
    """Return the label that the data give, or one from names and year."""
    if given := item.text("citation-label"):
        return given
    people = (
        next(iter(item.names.values()), ())
        if "author" not in item.names
        else (item.names["author"])
    )
    names = [(person.family or person.literal or person.given) for person in people[:4]]
    if not names and (title := item.text("title", "short")):
        names = [title]
    counts = _LETTERS.get(len(names), ())
    letters = "".join(name[:count] for name, count in zip(names, counts, strict=True))
    date = item.dates.get("issued")
    year = f"{abs(date.start.year) % 100:02d}" if date is not None and date.start.year else ""
    return letters + year

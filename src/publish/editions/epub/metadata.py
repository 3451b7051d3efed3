"""What the package document says about the book.

Sources: EPUB 3.3, 5.5 and D.3 (Dublin Core, refinements); MARC relators; ONIX code list 5.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from publish.editions.epub.package import Statement
from publish.model.document import Document
from publish.model.metadata import Identifier, Metadata, Person, Series
from publish.model.walk import plain_text

# EPUB 3.3, 5.5.3.2.4: dates in the profile of ISO 8601 that the W3C made.
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_AUTHORS = frozenset({"aut", "cre", "edt"})


def identifier_of(metadata: Metadata) -> str:
    """Return the identifier of the EPUB: its ISBN, its DOI, or one made from title and names.

    The last stays the same when the text is corrected, so that readers keep their notes.
    """
    for scheme in ("isbn", "doi"):
        found = [one for one in _own(metadata) if one.scheme == scheme]
        if found:
            return _identifier(found[0])
    names = "|".join(person.name for person in metadata.people)
    title = "|".join((plain_text(metadata.title), plain_text(metadata.subtitle)))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{title}|{names}|{metadata.lang}')}"


def statements_of(document: Document, *, has_page_list: bool = False) -> Iterator[Statement]:
    """Yield all that is said about the book, less its accessibility."""
    metadata = document.metadata
    yield from _identifiers(metadata)
    yield from _titles(metadata)
    yield Statement("dc:language", metadata.lang)
    yield from _people(metadata.people)
    if metadata.publisher:
        yield Statement("dc:publisher", metadata.publisher)
    if _DATE.fullmatch(metadata.date):
        yield Statement("dc:date", metadata.date)
    if metadata.rights:
        yield Statement("dc:rights", plain_text(metadata.rights))
    if metadata.license:
        yield _meta("dcterms:license", metadata.license)
    description = metadata.description or plain_text(metadata.abstract)
    if description:
        yield Statement("dc:description", " ".join(description.split()))
    if metadata.original_title:
        # schema.org's own word for it; Dublin Core has none.
        title, lang = metadata.original_title, metadata.original_lang
        name = {"property": "schema:translationOfWork"}
        yield Statement("meta", title, name, lang=lang)
    yield from _subjects(metadata)
    if metadata.series:
        yield from _series(metadata.series)
    if has_page_list:
        yield Statement("dc:source", print_edition_of(metadata), {"id": "pagination"})
        yield _refine("pagination", "source-of", "pagination")
    if metadata.cover_image:
        # EPUB 2 said it so, and some stores still look for it.
        yield Statement("meta", attributes={"name": "cover", "content": "cover-image"})


def print_edition_of(metadata: Metadata) -> str:
    """Return what the printed edition is called: by its own ISBN, else in words."""
    for one in metadata.identifiers:
        if one.scheme == "isbn" and one.edition == "pdf":
            return _identifier(one)
    return f"{plain_text(metadata.title) or 'Untitled'} (print edition)"


def _own(metadata: Metadata) -> list[Identifier]:
    return [one for one in metadata.identifiers if one.edition in ("", "epub")]


def _identifier(one: Identifier) -> str:
    if one.scheme == "isbn":
        return "urn:isbn:" + re.sub(r"[^0-9Xx]", "", one.value).upper()
    prefixes = {"doi": "https://doi.org/", "issn": "urn:issn:", "uuid": "urn:uuid:"}
    prefix = prefixes.get(one.scheme, "")
    return one.value if one.value.startswith(prefix) else prefix + one.value


def _identifiers(metadata: Metadata) -> Iterator[Statement]:
    """Yield the identifiers besides the EPUB's own, and what kind each is."""
    own = identifier_of(metadata)
    count = 0
    for one in _own(metadata):
        value = _identifier(one)
        place = "publication-id"
        if value != own:
            count += 1
            place = f"identifier-{count}"
            yield Statement("dc:identifier", value, {"id": place})
        code = _onix_code(one, value)
        if code:
            yield _refine(place, "identifier-type", code, "onix:codelist5")


def _onix_code(one: Identifier, value: str) -> str:
    if one.scheme == "isbn":
        return "15" if len(value) == len("urn:isbn:") + 13 else "02"
    return "06" if one.scheme == "doi" else ""


def _titles(metadata: Metadata) -> Iterator[Statement]:
    title = plain_text(metadata.title) or "Untitled"
    subtitle = plain_text(metadata.subtitle)
    yield Statement("dc:title", title, {"id": "title"})
    yield _refine("title", "title-type", "main")
    if subtitle:
        yield _refine("title", "display-seq", "1")
        yield Statement("dc:title", subtitle, {"id": "subtitle"})
        yield _refine("subtitle", "title-type", "subtitle")
        yield _refine("subtitle", "display-seq", "2")


def _people(people: tuple[Person, ...]) -> Iterator[Statement]:
    """Yield authors and editors as creators, the others as contributors, in the title's order."""
    for number, person in enumerate(people, 1):
        name = "creator" if person.role in _AUTHORS else "contributor"
        place = f"{name}-{number}"
        yield Statement(f"dc:{name}", person.name, {"id": place})
        yield _refine(place, "role", person.role, "marc:relators")
        yield _refine(place, "file-as", person.sort_name)
        yield _refine(place, "display-seq", str(number))


def _subjects(metadata: Metadata) -> Iterator[Statement]:
    """Yield subjects, coded ones with scheme and code (EPUB 3.3, D.3.2), then keywords."""
    for number, one in enumerate(metadata.subjects, 1):
        place = f"subject-{number}"
        yield Statement("dc:subject", one.text, {"id": place} if one.term else {})
        if one.term:
            yield _refine(place, "authority", one.authority)
            yield _refine(place, "term", one.term)
    said = {one.text for one in metadata.subjects}
    for keyword in dict.fromkeys(metadata.keywords):
        if keyword not in said:
            yield Statement("dc:subject", keyword)


def _series(series: Series) -> Iterator[Statement]:
    yield _meta("belongs-to-collection", series.title, id="series")
    yield _refine("series", "collection-type", "series")
    if series.position:
        yield _refine("series", "group-position", series.position)
    if series.issn:
        yield _refine("series", "dcterms:identifier", f"urn:issn:{series.issn}")


def _meta(name: str, value: str, **attributes: str) -> Statement:
    return Statement("meta", value, {"property": name, **attributes})


def _refine(place: str, name: str, value: str, scheme: str = "") -> Statement:
    attributes = {"refines": f"#{place}", "property": name}
    return Statement("meta", value, attributes | ({"scheme": scheme} if scheme else {}))

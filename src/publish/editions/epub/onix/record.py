"""One product in an ONIX for Books 3.0 message, in reference names.

Source: EDItEUR, ONIX for Books 3.0 specification; the order of elements is the schema's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from publish.editions import markup
from publish.editions.epub.lint.finished import Finished
from publish.editions.epub.metadata import identifier_of, print_edition_of
from publish.editions.epub.onix.access import EXEMPTIONS, access_codes
from publish.editions.epub.onix.codes import (
    KEYWORDS,
    OTHER_ROLE,
    OWN_SCHEME,
    ROLES,
    language_code,
    subject_scheme,
)
from publish.editions.epub.onix.selling import Child, audience, sales_rights, supply
from publish.editions.markup import Element
from publish.model.document import Document
from publish.model.metadata import Metadata, Person
from publish.model.walk import plain_text

_NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
_DATES = {4: "05", 6: "01", 8: "00"}  # figures of a date -> list 55
_BYTES_PER_KBYTE = 1024


def onix_record(document: Document, book: Finished, modified: datetime, size_bytes: int) -> bytes:
    """Return the record for a finished EPUB file."""
    root = markup.make(f"{{{_NAMESPACE}}}ONIXMessage", {None: _NAMESPACE})
    root.set("release", "3.0")
    metadata = document.metadata
    _write(root, [
        ("Header", [
            ("Sender", [("SenderName", _publisher(metadata))]),
            ("SentDateTime", modified.strftime("%Y%m%d")),
        ]),
        ("Product", [
            ("RecordReference", identifier_of(metadata)),
            ("NotificationType", "03"),  # confirmed, for a book that is out
            *_identifiers(metadata),
            ("DescriptiveDetail", list(_description(document, book, size_bytes))),
            *_collateral(metadata),
            ("PublishingDetail", [
                *_publishing(metadata),
                *sales_rights(document.settings.epub),
            ]),
            *_related(metadata),
            *supply(document.settings.epub, _publisher(metadata)),
        ]),
    ])  # fmt: skip
    return markup.document(root)


def _write(parent: Element, children: list[Child]) -> None:
    for name, content in children:
        element = markup.add(parent, f"{{{_NAMESPACE}}}{name}")
        if isinstance(content, str):
            markup.add_text(element, content)
        else:
            _write(element, content)


def _identifiers(metadata: Metadata) -> Iterator[Child]:
    """Yield the numbers of the EPUB (list 5): ISBN, DOI, or the file's own URN."""
    found = [one for one in metadata.identifiers if one.edition in ("", "epub")]
    numbers: dict[str, str] = {}
    for one in found:
        if one.scheme == "isbn":
            numbers.setdefault("15", isbn_13(one.value))
        elif one.scheme == "doi":
            numbers.setdefault("06", one.value)
    for kind, value in (numbers or {"22": identifier_of(metadata)}).items():
        yield "ProductIdentifier", [("ProductIDType", kind), ("IDValue", value)]


def isbn_13(number: str) -> str:
    """Return an ISBN of thirteen digits, for one of ten its equal (ISO 2108)."""
    digits = re.sub(r"[^0-9Xx]", "", number)
    if len(digits) != 10:
        return digits
    body = f"978{digits[:9]}"
    return body + str(-sum(int(one) * (1, 3)[at % 2] for at, one in enumerate(body)) % 10)


def _description(document: Document, book: Finished, size_bytes: int) -> Iterator[Child]:
    metadata = document.metadata
    yield "ProductComposition", "00"  # one item
    yield "ProductForm", "ED"  # to be downloaded
    yield "ProductFormDetail", "E101"  # EPUB
    yield "ProductFormDetail", "E200"  # reflowable
    yield from _features(document, book)
    yield "PrimaryContentType", "10"  # text
    if "visual" in book.values("schema:accessMode"):
        yield "ProductContentType", "07"  # pictures
    yield "EpubTechnicalProtection", "00"
    yield from _license(metadata)
    yield from _series(metadata)
    yield from _titles(metadata)
    for number, person in enumerate(metadata.people, 1):
        yield "Contributor", list(_contributor(number, person, metadata))
    if not metadata.people:
        yield "NoContributor", ""
    if metadata.edition:
        kind = "EditionNumber" if metadata.edition.isdigit() else "EditionStatement"
        yield kind, metadata.edition
    yield "Language", [("LanguageRole", "01"), ("LanguageCode", language_code(metadata.lang))]
    if metadata.original_lang:
        code = language_code(metadata.original_lang)
        yield "Language", [("LanguageRole", "02"), ("LanguageCode", code)]
    yield from _extents(document, size_bytes)
    yield from _subjects(metadata)
    yield from audience(document.settings.epub)


def _features(document: Document, book: Finished) -> Iterator[Child]:
    version = [("ProductFormFeatureType", "15"), ("ProductFormFeatureValue", "101F")]  # EPUB 3.3
    yield "ProductFormFeature", list(version)
    exemption = EXEMPTIONS.get(document.settings.epub.exemption)
    for code, words in (*access_codes(book), *([(exemption, "")] if exemption else ())):
        feature: list[Child] = [
            ("ProductFormFeatureType", "09"),
            ("ProductFormFeatureValue", code),
        ]
        yield (
            "ProductFormFeature",
            feature + ([("ProductFormFeatureDescription", words)] if words else []),
        )


def _license(metadata: Metadata) -> Iterator[Child]:
    if metadata.license:
        link: list[Child] = [
            ("EpubLicenseExpressionType", "01"),  # for people to read
            ("EpubLicenseExpressionLink", metadata.license),
        ]
        name = license_name(metadata.license)
        yield "EpubLicense", [("EpubLicenseName", name), ("EpubLicenseExpression", link)]


def license_name(link: str) -> str:
    """Return what a licence is called: `CC BY 4.0`; another one by its link."""
    found = re.search(r"creativecommons\.org/licenses/([a-z-]+)/([\d.]+)", link)
    if found:
        return f"CC {found[1].upper()} {found[2]}"
    return "CC0 1.0" if "creativecommons.org/publicdomain/zero" in link else link


def _series(metadata: Metadata) -> Iterator[Child]:
    series = metadata.series
    if series is None:
        return
    number: list[Child] = [("PartNumber", series.position)] if series.position else []
    issn = re.sub(r"[^0-9Xx]", "", series.issn)
    named: list[Child] = [("CollectionIDType", "02"), ("IDValue", issn)]
    yield (
        "Collection",
        [
            ("CollectionType", "10"),  # the publisher's own series
            *([("CollectionIdentifier", named)] if issn else []),
            _title("01", "02", [*number, ("TitleText", series.title)]),
        ],
    )


def _titles(metadata: Metadata) -> Iterator[Child]:
    subtitle = plain_text(metadata.subtitle)
    yield _title("01", "01", [
        ("TitleText", plain_text(metadata.title) or "Untitled"),
        *([("Subtitle", subtitle)] if subtitle else []),
    ])  # fmt: skip
    if metadata.original_title:
        yield _title("03", "01", [("TitleText", metadata.original_title)])


def _title(kind: str, level: str, parts: list[Child]) -> Child:
    element: Child = ("TitleElement", [("TitleElementLevel", level), *parts])
    return "TitleDetail", [("TitleType", kind), element]


def _contributor(number: int, person: Person, metadata: Metadata) -> Iterator[Child]:
    yield "SequenceNumber", str(number)
    yield "ContributorRole", ROLES.get(person.role, OTHER_ROLE)
    if person.role == "trl" and metadata.original_lang:
        yield "FromLanguage", language_code(metadata.original_lang)
    if person.orcid:
        number_of = re.sub(r"[^0-9Xx]", "", person.orcid.rpartition("/")[2])
        yield "NameIdentifier", [("NameIDType", "21"), ("IDValue", number_of)]
    yield "PersonName", person.name
    yield "PersonNameInverted", person.sort_name
    if person.family and person.given:
        yield "NamesBeforeKey", person.given
    yield "KeyNames", person.family or person.name
    for affiliation in person.affiliations:
        yield "ProfessionalAffiliation", [("Affiliation", affiliation)]
    if person.note:
        yield "BiographicalNote", plain_text(person.note)


def _extents(document: Document, size_bytes: int) -> Iterator[Child]:
    count = document.pagination.page_count
    if count:
        yield "Extent", [("ExtentType", "08"), ("ExtentValue", str(count)), ("ExtentUnit", "03")]
    size = str(max(1, round(size_bytes / _BYTES_PER_KBYTE)))
    yield "Extent", [("ExtentType", "22"), ("ExtentValue", size), ("ExtentUnit", "18")]


def _subjects(metadata: Metadata) -> Iterator[Child]:
    seen: set[str] = set()
    for one in metadata.subjects:
        scheme = subject_scheme(one.authority, one.term) if one.term else ""
        if not scheme:
            continue
        # The first of each scheme is what the book is about in the first place.
        main: list[Child] = [("MainSubject", "")] if scheme not in seen else []
        seen.add(scheme)
        named: list[Child] = [("SubjectSchemeName", one.authority)] if scheme == OWN_SCHEME else []
        words: list[Child] = [("SubjectHeadingText", one.text)] if one.text != one.term else []
        code: Child = ("SubjectCode", one.term)
        yield "Subject", [*main, ("SubjectSchemeIdentifier", scheme), *named, code, *words]
    loose = [one.text for one in metadata.subjects if not one.term]
    words_of = "; ".join(dict.fromkeys((*loose, *metadata.keywords)))
    if words_of:
        scheme_of: Child = ("SubjectSchemeIdentifier", KEYWORDS)
        yield "Subject", [scheme_of, ("SubjectHeadingText", words_of)]


def _collateral(metadata: Metadata) -> Iterator[Child]:
    text = " ".join((metadata.description or plain_text(metadata.abstract)).split())
    if text:
        content: list[Child] = [("TextType", "03"), ("ContentAudience", "00"), ("Text", text)]
        yield "CollateralDetail", [("TextContent", content)]


def _publisher(metadata: Metadata) -> str:
    """Return who brings the book out; without a publisher it is the author."""
    return metadata.publisher or next((one.name for one in metadata.people), "Unknown")


def _publishing(metadata: Metadata) -> Iterator[Child]:
    name = _publisher(metadata)
    yield "Imprint", [("ImprintName", name)]
    yield "Publisher", [("PublishingRole", "01"), ("PublisherName", name)]
    if metadata.publisher_place:
        yield "CityOfPublication", metadata.publisher_place
    yield "PublishingStatus", "04"  # active
    date = metadata.date.replace("-", "")
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", metadata.date):
        role: Child = ("PublishingDateRole", "01")
        yield "PublishingDate", [role, ("DateFormat", _DATES[len(date)]), ("Date", date)]


def _related(metadata: Metadata) -> Iterator[Child]:
    """Yield the print edition from which the file was made, if it has a number."""
    printed = print_edition_of(metadata)
    if printed.startswith("urn:isbn:"):
        number = isbn_13(printed.removeprefix("urn:isbn:"))
        identifier: list[Child] = [("ProductIDType", "15"), ("IDValue", number)]
        product: list[Child] = [
            ("ProductRelationCode", "13"),
            ("ProductIdentifier", identifier),
        ]
        yield "RelatedMaterial", [("RelatedProduct", product)]

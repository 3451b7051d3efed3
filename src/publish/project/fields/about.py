"""The settings that say what the book is: title, people, dates, numbers, rights."""

from __future__ import annotations

from publish.project.fields.people import AFFILIATIONS, PEOPLE
from publish.project.fields.values import EDITIONS, LANGUAGE, TEXTS
from publish.project.groups import Field, Group
from publish.project.kinds import Choice, Either, Formatted, ListOf, Placed, Text

COPYRIGHT = Group(
    (
        Field("statement", Formatted(), "The whole line: `© 2026 Jane Doe`."),
        Field("holder", Text(), "Who holds the copyright."),
        Field("year", TEXTS, "The year or years."),
    ),
    "a copyright",
)
LICENSE = Group(
    (
        Field("text", Formatted(), "The licence in words."),
        Field("url", Text(), "The link to the licence."),
        Field("link", Text(), same_as="url"),
        Field("type", Text(), "The licence by name: `CC BY`."),
    ),
    "a licence",
)
IDENTIFIER = Group(
    (
        Field("scheme", Text(), "`isbn`, `doi`, `issn`, `uuid`..."),
        Field("text", Text(), "The number itself."),
    ),
    "an identifier",
)
BY_EDITION = Group(
    tuple(Field(name, Text(), f"The number of the {name} edition.") for name in EDITIONS),
    "one for each edition",
)
SUBJECT = Group(
    (
        Field("text", Text(), "The subject in words."),
        Field("authority", Text(), "`BISAC`, `THEMA`, `LCSH`..."),
        Field("term", Text(), "The code in that scheme."),
    ),
    "a subject",
)

ABOUT_THE_BOOK = (
    Field("title", Formatted(), "The title."),
    Field("subtitle", Formatted(), "The subtitle."),
    Field("author", PEOPLE, "Who wrote the book: a name, or a list of names or of persons."),
    Field("authors", PEOPLE, same_as="author"),
    Field("editor", PEOPLE, "Who edited the book."),
    Field("translator", PEOPLE, "Who translated the book."),
    Field("illustrator", PEOPLE, "Who illustrated the book."),
    Field("contributor", PEOPLE, "Other persons, each with a `role`."),
    Field("creator", PEOPLE, "pandoc's name for persons with a `role`."),
    Field("affiliations", AFFILIATIONS, "Institutions that authors refer to."),
    Field("institute", AFFILIATIONS, same_as="affiliations"),
    Field("date", Text(), "Date of publication: `2026`, `2026-05-01` or words.", "metadata.date"),
    Field("lang", LANGUAGE, "Language of the book: `en-GB`."),
    Field("dir", Choice(("ltr", "rtl")), "Direction of the script.", "metadata.direction"),
    Field("abstract", Formatted(is_block=True), "The abstract, in Markdown."),
    Field("description", Text(), "The blurb, for shops and catalogues.", "metadata.description"),
    Field("keywords", ListOf(Text(), separators=",;"), "Keywords.", "metadata.keywords"),
    Field("subject", ListOf(Either(Text(), SUBJECT)), "Subjects, in words or as codes."),
    Field(
        "original-language",
        LANGUAGE,
        "Language of the original of a translated book.",
        "metadata.original_lang",
    ),
    Field(
        "original-title",
        Text(),
        "Title of the original of a translated book.",
        "metadata.original_title",
    ),
    Field("rights", Formatted(), "What readers may do with the book."),
    Field("copyright", Either(Formatted(), COPYRIGHT), "The copyright line, or its parts."),
    Field("license", Either(Text(), LICENSE), "The licence: a link, `CC BY 4.0`, or words."),
    Field("publisher", Text(), "The publisher.", "metadata.publisher"),
    Field("publisher-place", Text(), "Where the publisher is.", "metadata.publisher_place"),
    Field("edition", Text(), "Which edition this is: `2` or `second`.", "metadata.edition"),
    Field("doi", Text(), "DOI of the book."),
    Field("isbn", Either(Text(), BY_EDITION), "ISBN, or one for each edition."),
    Field("issn", Text(), "ISSN of the series."),
    Field("identifier", ListOf(Either(Text(), IDENTIFIER)), "Other numbers that name the book."),
    Field("belongs-to-collection", Text(), "The series."),
    Field("group-position", Text(), "The number of the book in the series."),
    Field("cover-image", Placed(), "The picture on the cover."),
    Field("epub-cover-image", Placed(), same_as="cover-image"),
    Field("cover-image-alt", Text(), "What the cover shows, in words.", "metadata.cover_image_alt"),
    Field("dedication", Formatted(is_block=True), "The dedication, in Markdown."),
    Field("acknowledgments", Formatted(is_block=True), "Thanks, in Markdown."),
    Field("funding", Formatted(is_block=True), "Grants that paid for the work, in Markdown."),
    Field("acknowledgements", Formatted(is_block=True), same_as="acknowledgments"),
    Field("thanks", Formatted(is_block=True), same_as="acknowledgments"),
    Field("page-progression-direction", Choice(("ltr", "rtl")), same_as="dir"),
)

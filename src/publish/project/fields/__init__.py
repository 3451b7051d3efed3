"""Every setting there is: the one table behind reading, messages and the JSON Schema.

Names are pandoc's and Quarto's where these have one, so that a book can move in unchanged.
"""

from __future__ import annotations

from publish.project.fields.about import ABOUT_THE_BOOK
from publish.project.fields.ebook import EPUB
from publish.project.fields.elsewhere import ELSEWHERE
from publish.project.fields.people import PEOPLE
from publish.project.fields.printing import COVER, PRESS
from publish.project.fields.shape import (
    ARRANGING,
    CITING,
    CROSSREF,
    DOCX,
    NESTED,
    PRINT,
    PRINTING,
    WHAT_IS_IN_IT,
)
from publish.project.fields.values import EDITIONS, LANGUAGE, LENGTH
from publish.project.groups import Field, Group
from publish.project.kinds import Choice, Flag, Formatted, ListOf, Text, WithoutEffect

BOOK = Group(
    (*ABOUT_THE_BOOK, *WHAT_IS_IN_IT, *CITING, *ARRANGING, *PRINTING, *NESTED, *ELSEWHERE),
    "a group of settings",
)

_CHAPTER_FIELDS = (
    Field("title", Formatted(), "The chapter's title, where the text has no heading."),
    Field("subtitle", Formatted(), "The chapter's subtitle."),
    Field("author", PEOPLE, "Who wrote the chapter."),
    Field("authors", PEOPLE, same_as="author"),
    Field("abstract", Formatted(is_block=True), "The chapter's abstract."),
    Field("keywords", ListOf(Text(), separators=",;"), "The chapter's keywords."),
    Field("date", Text(), "When the chapter was written."),
    Field("lang", LANGUAGE, "The chapter's language."),
    Field("role", Text(), "What the chapter is: `preface`, `appendix`, `index`..."),
    Field("unlisted", Flag(), "Leave the chapter out of the contents."),
    Field("unnumbered", Flag(), "Give the chapter no number."),
    Field("number-sections", Flag(), "false: give the chapter no number."),
    Field("numbersections", Flag(), same_as="number-sections"),
    Field("editions", ListOf(Choice(EDITIONS)), "The editions that have the chapter."),
    Field("when-format", ListOf(Choice(EDITIONS)), same_as="editions"),
    Field("unless-format", ListOf(Choice(EDITIONS)), "The editions that lack the chapter."),
)
_IN_BOOK_ONLY = tuple(
    Field(one.name, WithoutEffect("this belongs into manuscript/book.yaml"))
    for one in BOOK.fields
    if one.name not in {mine.name for mine in _CHAPTER_FIELDS}
)
CHAPTER = Group((*_CHAPTER_FIELDS, *_IN_BOOK_ONLY), "the settings of a chapter")

__all__ = [
    "BOOK",
    "CHAPTER",
    "COVER",
    "CROSSREF",
    "DOCX",
    "EDITIONS",
    "EPUB",
    "LENGTH",
    "PRESS",
    "PRINT",
]

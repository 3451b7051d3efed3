"""What stands at the head of a chapter or an essay: title, authors, abstract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.model.document import Chapter, Document, Matter, Role
from publish.model.metadata import Metadata, Person
from publish.model.nodes import Attr, Block, Blocks, Div, Header, Inlines, Para, Span
from publish.model.walk import words
from publish.structure.dates import in_series, in_words
from publish.structure.titles import clean_title, heading
from publish.structure.words import Words

_CONTRIBUTORS = {"edt": "EditedBy", "trl": "TranslatedBy", "ill": "IllustratedBy"}


def essay(
    chapter: Chapter, document: Document, book_words: Words, *, has_front: bool
) -> Iterator[Chapter]:
    """Yield an essay under its title; the title stands first, before contents and thanks too."""
    if not document.settings.title_page:
        yield with_byline(chapter, book_words)
        return
    opening = _opening(chapter, document, book_words)
    titled = _with_heading(chapter, document.metadata.title)
    if has_front:
        yield from _with_title_first(titled, opening)
    else:
        yield _after_heading(titled, opening)


def with_byline(chapter: Chapter, book_words: Words) -> Chapter:
    """Put the subtitle, authors and abstract of a chapter under its heading."""
    added: list[Block] = []
    if chapter.subtitle:
        added.append(div("chapter-subtitle", (line("subtitle", chapter.subtitle),)))
    if chapter.authors:
        lines = tuple(line for person in chapter.authors for line in person_lines(person))
        added.append(div("chapter-author", lines))
    if chapter.abstract:
        added.append(_abstract(chapter.abstract, book_words))
    return _after_heading(chapter, tuple(added)) if added else chapter


def _abstract(content: Blocks, book_words: Words) -> Div:
    title = Div(Attr("", ("abstract-title",)), (Para(words(book_words["Abstract"])),))
    return div("abstract", (title, *content))


def _with_heading(chapter: Chapter, title: Inlines) -> Chapter:
    """Begin an essay with the title of the book where it has no heading of its own."""
    if heading(chapter.blocks) or not title:
        return chapter
    header = Header(1, Attr("", ("unnumbered",)), title, chapter.place)
    return replace(chapter, blocks=(header, *chapter.blocks))


def _opening(chapter: Chapter, document: Document, book_words: Words) -> Blocks:
    """Return what stands under the title of an essay: subtitle, authors, date and abstract."""
    metadata = document.metadata
    lines: list[Block] = []
    subtitle = chapter.subtitle or metadata.subtitle
    if subtitle:
        lines.append(line("subtitle", subtitle))
    authors = chapter.authors or metadata.authors
    lines += [line for person in authors for line in person_lines(person)]
    lines += contributor_lines(metadata, book_words)
    if metadata.date:
        lines.append(line("date", words(in_words(metadata.date, metadata.lang))))
    blocks: list[Block] = [div("title-block", tuple(lines))] if lines else []
    abstract = chapter.abstract or metadata.abstract
    if abstract:
        blocks.append(_abstract(abstract, book_words))
    if abstract and metadata.keywords:
        text = f"{book_words['Keywords']}: {', '.join(metadata.keywords)}"
        blocks.append(line("keywords", words(text)))
    return tuple(blocks)


def _with_title_first(chapter: Chapter, opening: Blocks) -> Iterator[Chapter]:
    """Yield an essay in two pieces: its title, and its text, with room for pages between."""
    header = heading(chapter.blocks)
    if header is None:
        yield chapter
        return
    title = clean_title(header.content)
    page = Chapter(
        name="title-page",
        blocks=(header, *opening),
        role=Role.TITLE_PAGE,
        matter=Matter.FRONT,
        id=header.attr.id or "title-page",
        title=title,
        is_numbered=False,
        in_contents=False,
        is_generated=True,
    )
    yield page
    yield replace(chapter, blocks=chapter.blocks[1:], title=title)


def _after_heading(chapter: Chapter, added: Blocks) -> Chapter:
    at = 1 if heading(chapter.blocks) else 0
    return replace(chapter, blocks=chapter.blocks[:at] + added + chapter.blocks[at:])


def person_lines(person: Person) -> Iterator[Block]:
    """Yield a name, and a line for each affiliation."""
    yield line("author", words(person.name))
    for affiliation in person.affiliations:
        yield line("affiliation", words(affiliation))


def contributor_lines(metadata: Metadata, book_words: Words) -> Iterator[Block]:
    """Yield a line for the editors, one for the translators, one for the illustrators."""
    for role, word in _CONTRIBUTORS.items():
        names = [person.name for person in metadata.people if person.role == role]
        if names:
            yield line(
                "contributor", words(book_words[word].format(in_series(names, metadata.lang)))
            )


def div(name: str, content: Blocks) -> Div:
    """Return a division with a class, by which an edition knows its form."""
    return Div(Attr("", (name,)), content)


def line(name: str, content: Inlines) -> Para:
    """Return a line of its own with a class."""
    return Para((Span(Attr("", (name,)), content),))

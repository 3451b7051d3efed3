"""The pages that an author need not write: half-title, title, copyright, contents, lists.

Each is a chapter of blocks with classes, so that an edition only gives it a form. The author's own
files keep their order; generated pages go where The Chicago Manual of Style, 18th edition, 1.4,
has them. An essay gets no pages: its title, authors and abstract stand in a block at the head of
its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import (
    Attr,
    Block,
    Blocks,
    Figure,
    Header,
    Table,
)
from publish.model.walk import every, plain_text, words
from publish.structure.copyright_page import copyright_blocks
from publish.structure.dates import in_words
from publish.structure.numbering import body
from publish.structure.openings import (
    contributor_lines,
    div,
    essay,
    line,
    person_lines,
    with_byline,
)
from publish.structure.titles import heading
from publish.structure.words import Words

# The order of front matter. A role that is not here stands where a preface does.
_ORDER = (
    Role.COVER,
    Role.HALF_TITLE,
    Role.TITLE_PAGE,
    Role.COPYRIGHT,
    Role.DEDICATION,
    Role.EPIGRAPH,
    Role.ABSTRACT,
    Role.CONTENTS,
    Role.LIST_OF_FIGURES,
    Role.LIST_OF_TABLES,
    Role.FOREWORD,
    Role.PREFACE,
    Role.ACKNOWLEDGMENTS,
    Role.INTRODUCTION,
)


# What a link may lead to though no file of the author's has it.
GENERATED_IDS = frozenset(
    {"half-title", "title-page", "copyright", "dedication", "acknowledgments"}
    | {"contents", "list-of-figures", "list-of-tables", "index-of-terms"}
)


def with_front_matter(document: Document, book_words: Words) -> tuple[Chapter, ...]:
    """Return the chapters with all generated pages and blocks put in."""
    is_essay = is_single_essay(document)
    pages = list(_pages(document, book_words, is_essay))
    chapters: list[Chapter] = []
    for one in document.chapters:
        if is_essay and one.matter is Matter.BODY and one.role is not Role.PART:
            chapters += essay(one, document, book_words, has_front=bool(pages))
        else:
            chapters.append(with_byline(one, book_words))
    for page in pages:
        if not any(one.role is page.role for one in chapters):
            chapters.insert(_position(chapters, page.role), page)
    return tuple(_with_list_heading(one, document, book_words) for one in chapters)


def is_single_essay(document: Document) -> bool:
    """Tell whether the body is one text that bears the book's title, or no title of its own."""
    texts = body(document)
    if len(texts) != 1:
        return False
    header = heading(texts[0].blocks)
    title = plain_text(document.metadata.title).casefold()
    return not header or not title or plain_text(header.content).casefold() == title


def _position(chapters: list[Chapter], role: Role) -> int:
    """Return where a generated page goes: before the first front matter that comes later."""
    rank = _rank(role)
    for position, chapter in enumerate(chapters):
        if chapter.matter is not Matter.FRONT or _rank(chapter.role) > rank:
            return position
    return len(chapters)


def _rank(role: Role) -> int:
    return _ORDER.index(role) if role in _ORDER else _ORDER.index(Role.PREFACE)


# --- pages -----------------------------------------------------------------------------------


def _pages(document: Document, book_words: Words, is_essay: bool) -> Iterator[Chapter]:
    settings, metadata = document.settings, document.metadata
    copyright_page = copyright_blocks(metadata, book_words)
    has_front = any(one.matter is Matter.FRONT for one in document.chapters) or bool(
        metadata.dedication or metadata.acknowledgments
    )
    if _chosen(settings.half_title, has_front and not is_essay) and metadata.title:
        yield _page("half-title", Role.HALF_TITLE, _half_title(document), book_words["HalfTitle"])
    if settings.title_page and metadata.title and not is_essay:
        blocks = (div("title-page", tuple(_title_lines(document, book_words))),)
        yield _page("title-page", Role.TITLE_PAGE, blocks, book_words["TitlePage"])
    if _chosen(settings.copyright_page, not is_essay) and copyright_page:
        blocks = (div("copyright-page", copyright_page),)
        yield _page("copyright", Role.COPYRIGHT, blocks, book_words["Copyright"])
    if metadata.dedication:
        blocks = (div("dedication", metadata.dedication),)
        yield _page("dedication", Role.DEDICATION, blocks, book_words["Dedication"])
    yield from _lists(document)
    if metadata.acknowledgments:
        title = words(book_words["Acknowledgments"])
        header = Header(1, Attr("acknowledgments", ("unnumbered",)), title)
        thanks = (header, *metadata.acknowledgments)
        page = _page("acknowledgments", Role.ACKNOWLEDGMENTS, thanks)
        yield replace(page, in_contents=True)


def _lists(document: Document) -> Iterator[Chapter]:
    settings = document.settings
    if _chosen(settings.toc, len(body(document)) > 1):
        yield _page("toc", Role.CONTENTS, ())
    if settings.lof and _has_captions(document, Figure):
        yield replace(_page("lof", Role.LIST_OF_FIGURES, ()), in_contents=True)
    if settings.lot and _has_captions(document, Table):
        yield replace(_page("lot", Role.LIST_OF_TABLES, ()), in_contents=True)


def _has_captions(document: Document, kind: type[Figure] | type[Table]) -> bool:
    """Tell whether a list of figures or tables would have anything to say."""
    blocks = tuple(chapter.blocks for chapter in document.chapters)
    return any(item.caption.content or item.attr.id for item in every(kind, blocks))


def _chosen(setting: bool | None, default: bool) -> bool:
    return default if setting is None else setting


def _page(name: str, role: Role, blocks: Blocks, title: str = "") -> Chapter:
    return Chapter(
        name=name,
        blocks=blocks,
        role=role,
        matter=Matter.FRONT,
        id=name,
        title=words(title),
        is_numbered=False,
        in_contents=False,
        is_generated=True,
    )


_LIST_TITLES = {
    Role.CONTENTS: ("Contents", "contents"),
    Role.LIST_OF_FIGURES: ("ListOfFigures", "list-of-figures"),
    Role.LIST_OF_TABLES: ("ListOfTables", "list-of-tables"),
    Role.INDEX: ("Index", "index-of-terms"),
}


def _with_list_heading(chapter: Chapter, document: Document, book_words: Words) -> Chapter:
    """Give contents and lists their heading, in a file of the author's too."""
    if chapter.role not in _LIST_TITLES or heading(chapter.blocks):
        return chapter
    word, id_ = _LIST_TITLES[chapter.role]
    is_contents = chapter.role is Role.CONTENTS
    own = chapter.title or (document.settings.toc_title if is_contents else ())
    header = Header(1, Attr(id_, ("unnumbered",)), own or words(book_words[word]))
    return replace(chapter, blocks=(header, *chapter.blocks))


def _half_title(document: Document) -> Blocks:
    return (div("half-title-page", (line("title", document.metadata.title),)),)


def _title_lines(document: Document, book_words: Words) -> Iterator[Block]:
    metadata = document.metadata
    yield line("title", metadata.title)
    if metadata.subtitle:
        yield line("subtitle", metadata.subtitle)
    for person in metadata.authors:
        yield from person_lines(person)
    yield from contributor_lines(metadata, book_words)
    if metadata.edition:
        yield line("edition", words(metadata.edition))
    if metadata.series:
        position = f", {metadata.series.position}" if metadata.series.position else ""
        yield line("series", words(metadata.series.title + position))
    imprint = (
        ("publisher", metadata.publisher),
        ("publisher-place", metadata.publisher_place),
        ("date", in_words(metadata.date, metadata.lang)),
    )
    for name, text in imprint:
        if text:
            yield line(name, words(text))

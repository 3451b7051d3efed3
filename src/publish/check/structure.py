"""Rules about headings, identifiers and what points to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from publish.check.catalogue import Draft, Scope, rule
from publish.diagnostics import Diagnostic, Place, Severity
from publish.manuscript.places import Finder
from publish.model.document import Chapter, Matter, Role
from publish.model.nodes import Cite, Figure, Header, Image, Link, Table
from publish.model.walk import every, plain_text
from publish.structure import (
    bookdown_keys,
    broken_links,
    duplicate_ids,
    raw_markup,
    target_of,
    unknown_formats,
    unknown_targets,
    unknown_uses,
)

_FLOAT_NAME = re.compile(r"(?:fig|tbl|tab)[-:]")
_WITH_WORDS = frozenset(Role) - {
    Role.BIBLIOGRAPHY, Role.INDEX, Role.CONTENTS, Role.TITLE_PAGE, Role.HALF_TITLE
}  # fmt: skip


@rule("crossref-unknown")
def crossref_unknown(draft: Draft) -> Iterator[Diagnostic]:
    """A cross reference leads to nothing.

    `@fig-x`, `@tbl-x`, `@sec-x` and `@eq-x` need a figure, table, heading or equation with that
    identifier: `{#fig-x}`. The hint names the nearest one there is.
    """
    return unknown_targets(draft.document, draft.names, _locator(draft), draft.library.items)


@rule("link-broken-anchor")
def link_broken_anchor(draft: Draft) -> Iterator[Diagnostic]:
    """A link inside the book leads to nothing.

    `[words](#id)` needs an element with that identifier. Headings have one made from their words;
    give those you link to one of their own, `# Heading {#id}`, so that a new wording breaks
    nothing.
    """
    return broken_links(draft.document, draft.names)


@rule("glossary-unknown")
def glossary_unknown(draft: Draft) -> Iterator[Diagnostic]:
    """Words are marked as a term of the glossary that it does not explain.

    `[words]{.glossary}` leads to the term of the same words in a glossary: a definition list in a
    chapter `glossary.md`, or in `::: {.glossary}`. Where the words are inflected, name the term:
    `[summaries]{.glossary term="summary"}`.
    """
    locate = _locator(draft)
    for chapter, span in unknown_uses(draft.document):
        place = span.place or locate(chapter, plain_text(span.content)) or chapter.place
        said = span.attr.get("term") or plain_text(span.content)
        hint = 'explain it there, or name the term: [words]{.glossary term="..."}'
        yield Diagnostic("glossary-unknown", f"no glossary explains {said!r}", place, hint)


@rule("id-duplicate")
def id_duplicate(draft: Draft) -> Iterator[Diagnostic]:
    """Two elements have the same identifier.

    A link to it could mean either of them, and an EPUB with both is not valid. Identifiers are
    shared by all chapters of the book.
    """
    return duplicate_ids(draft.document)


@rule("chapter-no-heading", Scope.FILE)
def chapter_no_heading(draft: Draft) -> Iterator[Diagnostic]:
    """A chapter has no heading.

    The contents, the running heads and the navigation of the EPUB take the chapter's name from
    its level-1 heading, or from `title:` at the head of its file. Dedications and epigraphs need
    none.
    """
    for chapter in draft.document.chapters:
        needs_one = chapter.matter is Matter.BODY and chapter.role not in (Role.EPIGRAPH,)
        has_one = any(isinstance(block, Header) and block.level == 1 for block in chapter.blocks)
        if needs_one and not has_one:
            yield Diagnostic(
                "chapter-no-heading",
                "this chapter has no heading",
                chapter.place,
                "begin the file with '# Heading'",
                Severity.WARNING,
            )


@rule("heading-skipped", Scope.FILE)
def heading_skipped(draft: Draft) -> Iterator[Diagnostic]:
    """A heading is more than one level below the one before it.

    Screen readers and the contents go by the levels: after `## Section` comes `### Subsection`,
    not `#### ...`.
    """
    for chapter in draft.document.chapters:
        level = 0
        for header in every(Header, chapter.blocks):
            if level and header.level > level + 1:
                yield Diagnostic(
                    "heading-skipped",
                    f"{plain_text(header.content)!r} is a heading of level {header.level} "
                    f"after one of level {level}",
                    header.place,
                    f"write it with {'#' * (level + 1)}",
                    Severity.WARNING,
                )
            level = header.level


@rule("section-empty")
def section_empty(draft: Draft) -> Iterator[Diagnostic]:
    """A heading has nothing under it.

    Another heading of its level or above follows at once, or the chapter ends. A bibliography or an
    index that is put there by its role needs no words.
    """
    for chapter in draft.document.chapters:
        if chapter.role not in _WITH_WORDS:
            continue
        for first, second in pairwise((*chapter.blocks, None)):
            if not isinstance(first, Header):
                continue
            ends = second is None or (isinstance(second, Header) and second.level <= first.level)
            # At the very end it is the heading of the reference list, as pandoc has it.
            is_last = second is None and chapter is draft.document.chapters[-1]
            if ends and first.level > 1 and not is_last:
                message = f"there is nothing under {plain_text(first.content)!r}"
                place, hint = first.place, "write it, or take the heading away"
                yield Diagnostic("section-empty", message, place, hint, Severity.WARNING)


@rule("figure-unreferenced")
def figure_unreferenced(draft: Draft) -> Iterator[Diagnostic]:
    """The text never refers to a figure or table that has a name for it.

    A reader does not learn when to look at it. Write `@fig-name` or `@tbl-name` where it belongs.
    """
    blocks = tuple(chapter.blocks for chapter in draft.document.chapters)
    named: list[Figure | Table | Image] = [*every(Figure, blocks), *every(Table, blocks)]
    named += [one for one in every(Image, blocks) if _FLOAT_NAME.match(one.attr.id)]
    named = [one for one in named if one.attr.id]
    wanted = {link.target.url.removeprefix("#") for link in every(Link, blocks)}
    keys = [one.key for cite in every(Cite, blocks) for one in cite.citations]
    names = {one.attr.id for one in named}
    wanted |= {target_of(key, names) for key in keys}
    left = [one for one in named if one.attr.id not in wanted]
    wanted = {target_of(key, names) for key in bookdown_keys(blocks)} if left else set()
    for one in left:
        if one.attr.id not in wanted:
            message = f"nothing in the text refers to {one.attr.id!r}"
            hint = f"write @{one.attr.id} where the reader should look at it"
            yield Diagnostic("figure-unreferenced", message, one.place, hint, Severity.NOTE)


@rule("markup-raw", Scope.FILE)
def markup_raw(draft: Draft) -> Iterator[Diagnostic]:
    r"""A piece of TeX or HTML means nothing in the other editions, and is left out.

    A book with three editions is written in Markdown: `*italic*` and not `\textit{...}` or
    `<i>...</i>`. The few commands that have a plain meaning (`\newpage`, `\emph`, `\index`) are
    understood, and so are displayed formulas (`\begin{equation}`, `\begin{align}`).
    """
    return raw_markup(draft.document, _locator(draft))


@rule("edition-unknown", Scope.FILE)
def edition_unknown(draft: Draft) -> Iterator[Diagnostic]:
    """A passage is meant for an edition that there is not.

    `when-format` and `unless-format` take `pdf`, `epub` and `docx`, several with spaces between.
    """
    return unknown_formats(draft.document, _locator(draft))


def _locator(draft: Draft) -> Callable[[Chapter, str], Place | None]:
    """Return what tells where words of a chapter stand in its file, in reading order."""
    finders = {one.name: Finder(draft.folder, one) for one in draft.document.chapters}
    return lambda chapter, words: finders[chapter.name].place(words)

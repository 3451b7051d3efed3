"""What stands over the pages: the chapter to the left and its section to the right.

A book without sections has its own title to the left and the chapter's to the right; a chapter
with authors has their names to the left. Where a book is read from right to left, sides change.
Source for the page with several new sections: The Chicago Manual of Style on running heads, which
takes the last of them on a right-hand page.
"""

from __future__ import annotations

from publish.editions.design import measure_pt, text_size_pt
from publish.editions.markup import Element, put
from publish.model.document import Chapter, Document, Matter
from publish.model.nodes import Header
from publish.model.settings import PrintSettings
from publish.model.walk import every, plain_text

# The size of running heads in that of the text, and in ems of theirs: the mean width of a small
# capital with its space, and the room beside the head on both sides for folios.
_HEAD_SCALE = 0.86
_LETTER_EM = 0.555
_FOLIOS_EM = 6
_STOPS = (": ", " – ", " — ", ". ", "? ", "! ")
_LEAST = 8  # letters that still say something
_SECTIONS = ("h1", "h2")  # the chapter's own heading is in force until its first section


def running_heads(chapter: Chapter, document: Document, *, is_essay: bool) -> tuple[str, str]:
    """Return what stands over the first and the second of two facing pages.

    The second is empty where that is the section in force, see `head_sections`.
    """
    room = head_length(document.settings.print)
    book = plain_text(document.metadata.title)
    own = short_title(chapter) or plain_text(chapter.title)
    people = chapter.authors or (document.metadata.authors if is_essay else ())
    own = book if is_essay else own
    names = " and ".join(one.name for one in people) if len(people) < 3 else ""
    own = shortened(own or book, room)
    if is_essay or names or not has_sections(document):
        return shortened(names or book, room), own
    return own, "" if _sections_of(chapter) else own


def head_sections(section: Element, document: Document, *, is_rtl: bool) -> None:
    """Give the headings of a chapter what they put over the pages that follow.

    They have their `data-title` already, perhaps a `data-short`.
    """
    room = head_length(document.settings.print)
    for heading in section.iter(*_SECTIONS):
        above = {one.tag for one in heading.iterancestors()}
        if above & {"blockquote", "figure", "table", "li"}:
            continue
        words = heading.get("data-short") or heading.get("data-title") or ""
        put(heading, "data-left" if is_rtl else "data-right", shortened(words, room))


def has_sections(document: Document) -> bool:
    """Tell whether any chapter of the text has sections, so that all heads are of that kind."""
    chapters = document.for_edition("pdf")
    return any(_sections_of(one) for one in chapters if one.matter is Matter.BODY)


def short_title(chapter: Chapter) -> str:
    """Return the title for running heads as the author gave it: `# Long title {short="Title"}`."""
    heading = next((one for one in every(Header, chapter.blocks) if one.level == 1), None)
    return heading.attr.get("short") if heading is not None else ""


def head_length(settings: PrintSettings) -> int:
    """Return how many letters fit over the text block, beside the page number."""
    em_pt = _HEAD_SCALE * text_size_pt(settings)
    return int((measure_pt(settings) / em_pt - _FOLIOS_EM) / _LETTER_EM)


def shortened(title: str, room: int) -> str:
    """Return a title short enough to stand over a page, in so many letters.

    A long one ends at its first colon or question mark, else after the last whole word.
    """
    if len(title) <= room:
        return title
    for mark in _STOPS:
        short = title.split(mark)[0]
        if _LEAST <= len(short) <= room:
            return short + (mark.strip() if mark in ("? ", "! ") else "")
    return title[: room - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—") + " …"


def _sections_of(chapter: Chapter) -> bool:
    return any(one.level == 2 for one in every(Header, chapter.blocks))

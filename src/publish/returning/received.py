"""A Word file that came back: opened with care, its words and comments read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.editions.archive import ArchiveError
from publish.editions.docx import ooxml
from publish.editions.docx.package import Package
from publish.editions.docx.wording import Kind, Note, Paragraph, Wording, read_wording
from publish.editions.markup import Element, MarkupError, local

_COMMENTS = "word/comments.xml"
_THREADS = "word/commentsExtended.xml"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, or an answer to one. `parent` is the id of what it answers."""

    id: str
    author: str
    date: str
    text: str
    parent: str = ""
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """What a file that came back says."""

    path: Path
    wording: Wording
    comments: tuple[Comment, ...]


def receive(path: Path) -> Received:
    """Read a file that came back.

    Raises: PublishError if it is no Word file, is damaged, or would fill the memory.
    """
    try:
        package = Package.read(path.read_bytes())
        return Received(path, _apart(read_wording(package)), tuple(_comments(package)))
    except OSError as error:
        why = (error.strerror or str(error)).lower()
    except ArchiveError as error:
        why = str(error)
    except MarkupError as error:
        why = f"one of its parts is damaged: {error}"
    except KeyError as error:
        why = f"it has no part {error}"
    hint = "save it as .docx in the program that wrote it"
    message = f"the file cannot be read: {why}"
    raise PublishError([Diagnostic("return-file", message, Place(path.as_posix()), hint)])


def _apart(wording: Wording) -> Wording:
    """Return words whose notes have names that no note of ours has: programs number them anew."""

    def renamed(one: Paragraph) -> Paragraph:
        pieces = tuple(
            replace(piece, ref=f"r{piece.ref}") if piece.kind is Kind.NOTE else piece
            for piece in one.pieces
        )
        return replace(one, pieces=pieces)

    return Wording(
        tuple(renamed(one) for one in wording.paragraphs),
        {
            f"r{name}": Note(f"r{name}", tuple(renamed(one) for one in note.paragraphs))
            for name, note in wording.notes.items()
        },
    )


def _comments(package: Package) -> Iterator[Comment]:
    """Yield the comments in order.

    Threads stand in a part of their own, which knows a comment by its last paragraph.
    Source: [MS-DOCX] 2.5.1.1 commentsEx, 2.5.1.2 commentEx.
    """
    if _COMMENTS not in package.parts:
        return
    threads: dict[str, tuple[str, bool]] = {}
    if _THREADS in package.parts:
        for one in package.tree(_THREADS):
            if local(one) == "commentEx":
                own, parent = one.get(f"{_W15}paraId", ""), one.get(f"{_W15}paraIdParent", "")
                threads[own] = parent, one.get(f"{_W15}done", "0") in ("1", "true")
    found = list(ooxml.children(package.tree(_COMMENTS), "w:comment"))
    owners = {mark: ooxml.get(one, "w:id") for one in found for mark in _paragraph_ids(one) if mark}
    for one in found:
        marks = [mark for mark in _paragraph_ids(one) if mark in threads]
        parent, is_resolved = threads[marks[-1]] if marks else ("", False)
        yield Comment(
            ooxml.get(one, "w:id"),
            ooxml.get(one, "w:author"),
            ooxml.get(one, "w:date"),
            "\n".join(ooxml.text_of(each) for each in ooxml.every(one, "w:p")).strip(),
            owners.get(parent, "") if parent else "",
            is_resolved,
        )


def _paragraph_ids(comment: Element) -> list[str]:
    return [one.get(f"{_W14}paraId", "") for one in ooxml.every(comment, "w:p")]

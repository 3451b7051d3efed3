"""Where something stands that pandoc gives no place: looked for in the author's own files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from publish.diagnostics import Place
from publish.model.document import Chapter

_SETTINGS = ("manuscript/book.yaml", "manuscript/book.yml")


@dataclass(slots=True)
class Finder:
    """Finds the words of one chapter in its file, one after the other in reading order."""

    folder: Path
    chapter: Chapter
    offset: int = -1  # where the last words were found

    def place(self, words: str) -> Place | None:
        """Return where `words` stand next in the file; the chapter's place if they do not."""
        start = self.chapter.place
        if start is None:
            return None
        text = source_text(self.folder, start.path)
        if self.offset < 0:
            self.offset = _offset_of_line(text, start.line)
        found = text.find(words, self.offset)
        if found < 0:
            found = text.find(words)
        if found < 0:
            return start
        self.offset = found + 1
        return place_at(start.path, text, found)


def place_of_setting(folder: Path, name: str, chapters: tuple[Chapter, ...]) -> Place | None:
    """Return where the value of a setting of the book is written, or None if it is a default."""
    heads = (one.place.path for one in chapters if one.place)
    for path in dict.fromkeys((*_SETTINGS, *heads)):
        text = source_text(folder, path)
        found = re.search(rf"^[ ]*{re.escape(name)}:[ ]*(?=\S)", text, re.MULTILINE)
        if found:
            return place_at(path, text, found.end())
    return None


def source_text(folder: Path, path: str) -> str:
    """Return what a file says, with plain line ends; "" if it cannot be read."""
    try:
        text = (folder / path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _offset_of_line(text: str, line: int) -> int:
    position = 0
    for _ in range(line - 1):
        position = text.find("\n", position) + 1
    return position


def place_at(path: str, text: str, offset: int) -> Place:
    """Return the place of the character at `offset` of a file's text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)

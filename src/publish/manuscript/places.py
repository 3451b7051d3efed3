"""Where something stands that pandoc gives no place: looked for in the author's own files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from publish.diagnostics import Place
from publish.manuscript.asides import without_code
from publish.model.document import Chapter


@dataclass(slots=True)
class Finder:
    """Finds the words of one chapter in its file, one after the other in reading order.

    What is code or a comment is passed over, unless `within_code`.
    """

    folder: Path
    chapter: Chapter
    offset: int = -1  # where the last words were found
    within_code: bool = False

    def place(self, words: str) -> Place | None:
        """Return where `words` stand next in the file; the chapter's place if they do not."""
        start = self.chapter.place
        if start is None:
            return None
        source = source_text(self.folder, start.path)
        text = source if self.within_code else without_code(source)
        if self.offset < 0:
            self.offset = _offset_of_line(text, start.line)
        found = _find(words, text, self.offset)
        if found < 0:
            found = _find(words, text, 0)
        if found < 0:
            found = _find(words, source, self.offset)
        if found < 0:
            return start
        self.offset = found + 1
        return place_at(start.path, text, found)


def _find(words: str, text: str, start: int) -> int:
    r"""Return where words begin next, or -1; `\foo` is not found in `\footnote`."""
    found = text.find(words, start)
    if words.startswith("\\") and words[-1:].isalpha():
        while found >= 0 and text[found + len(words) : found + len(words) + 1].isalpha():
            found = text.find(words, found + 1)
    return found


def place_of_text(folder: Path, chapter: Chapter, text: str) -> Place | None:
    """Return where a text stands letter for letter in the file of a chapter, None if not there."""
    if chapter.place is None:
        return None
    source = source_text(folder, chapter.place.path)
    found = without_code(source).find(text)
    return place_at(chapter.place.path, source, found) if found >= 0 else None


def place_of_words(folder: Path, chapter: Chapter, words: str) -> Place | None:
    """Return where words of an edition stand in a chapter, whatever markup is between them.

    An edition sets other quotation marks and may add words of its own, so that the first words
    count, and only some of them where all are not found; else the chapter's place.
    """
    if chapter.place is None:
        return None
    text = without_code(source_text(folder, chapter.place.path))
    said = re.findall(r"\w+", words)
    for count in dict.fromkeys(min(len(said), most) for most in (8, 4, 2, 1)):
        pattern = r"[\W_]+".join(re.escape(one) for one in said[:count])
        found = count and re.search(rf"\b{pattern}", text[_offset_of(text, chapter.place) :])
        if found:
            start = _offset_of(text, chapter.place) + found.start()
            return place_at(chapter.place.path, text, start)
    return chapter.place


def place_behind(folder: Path, place: Place | None, words: re.Pattern[str]) -> Place | None:
    """Return where something stands first behind a place of its file, else that place."""
    if place is None:
        return None
    text = without_code(source_text(folder, place.path))
    found = words.search(text, _offset_of(text, place))
    return place_at(place.path, text, found.start()) if found else place


def place_in_setting(folder: Path, setting: Place | None, *words: str) -> Place | None:
    """Return where the first of some words stands in a setting that begins at a place.

    The place of the setting itself if none does.
    """
    if setting is None:
        return None
    text = source_text(folder, setting.path)
    for one in words:
        whole = re.compile(rf"(?<![\w-]){re.escape(one)}(?![\w-])")
        found = whole.search(text, _offset_of(text, setting))
        if found:
            return place_at(setting.path, text, found.start())
    return setting


def source_text(folder: Path, path: str) -> str:
    """Return what a file says, with plain line ends; "" if it cannot be read."""
    try:
        text = (folder / path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place_at(path: str, text: str, offset: int) -> Place:
    """Return the place of the character at `offset` of a file's text."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def _offset_of(text: str, place: Place) -> int:
    return _offset_of_line(text, place.line) + max(0, place.column - 1)


def _offset_of_line(text: str, line: int) -> int:
    position = 0
    for _ in range(line - 1):
        position = text.find("\n", position) + 1
    return position

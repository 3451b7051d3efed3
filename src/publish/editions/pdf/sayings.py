"""Turns what WeasyPrint says into findings: where the author wrote it, and what to do.

WeasyPrint 70 names line and column of most that is wrong with a stylesheet, but not of which one
where it notices late; of pictures, fonts and references it names what they are called. Here the
stylesheets and the manuscript are searched for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.design import default_styles
from publish.editions.families import NamedFamily, named_families
from publish.editions.pdf.proofs import Message
from publish.model.document import Document
from publish.model.nodes import Image
from publish.model.walk import every

_LONGEST = 2000  # letters of a message: it may repeat a whole value, and patterns look for words
_AT = re.compile(r",?(?: the whole rule was ignored)? at (\d+):(\d+)\b")
_IGNORED = re.compile(r"^(?:Ignored|Deprecated) `(.+?):\s?(.*?)` at \d+:\d+", re.DOTALL)
_IMAGE = re.compile(
    r"^Failed to (?:load|render SVG) image(?: at)? '?(?P<url>[^'\s]+)'?(?P<why>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Saying:
    """A kind of message: what of it stands in the stylesheet or manuscript, and what to do."""

    pattern: re.Pattern[str]
    needle: str  # a pattern for what the author wrote; `{0}` is the first group of the message
    hint: str


def _saying(pattern: str, needle: str, hint: str) -> _Saying:
    return _Saying(re.compile(pattern), needle, hint)


_SPELLING = "look for a misspelt name, or a value that print knows no use for"
_PAGE_ONLY = "use it in a margin box of @page"
_SAYINGS = (
    _saying(r"^Invalid or unsupported selector, '(.+?)\s*'", r"{0}",
            "the whole rule is left out; look for a misspelt name"),
    _saying(r"^Font-face '(.+)' cannot be loaded", r"@font-face(?=[^}}]*{0})",
            "look whether its file is there and a font; name it from the stylesheet's folder"),
    _saying(r"^Failed to load stylesheet at (\S+?) ?:", r"@import[^;]*{file}",
            "look whether the file is there; name it from the stylesheet's folder"),
    _saying(r"^Unsupported stylesheet type", r"@import", "import files that end in .css"),
    _saying(r"^Content discarded: target points to undefined anchor", r"target-(?:counter|text)",
            "chapters are laid out one by one; write [](#id){.pageref} in the manuscript"),
    _saying(r'^"string\((\S+).*\)" is only allowed', r"string\(\s*{0}", _PAGE_ONLY),
    _saying(r'^"element\((\S+).*\)" is only allowed', r"element\(\s*{0}", _PAGE_ONLY),
    _saying(r"^Only strings are allowed for content attr", r"content\s*:[^;}}]*attr\(",
            "write attr(name) without a type"),
    _saying(r"^Unsupported color space (\S+),", r"color\(\s*{0}|{0}\(", "name an sRGB colour"),
    _saying(r"^Subgrids are unsupported", r"subgrid", "give the inner grid its own columns"),
    _saying(r"^Inline grids are not supported", r"inline-grid", "use display: grid"),
    _saying(r"^Baseline alignment is not supported", r"baseline", "align to start, center or end"),
    _saying(r"^(\S+) unit resolved before first page", r"\d{0}\b", "use pt, mm, em or %"),
    _saying(r"^Expected a media type, got '(.*)'", r"{0}", "name a medium: @media print"),
    _saying(r"^Anchor defined twice: '(.+)'", r"\#{0}\b", "give every id once in a chapter"),
    _saying(r"^Malformed URL: (\S+)", r"{0}", "look for a bracket or a port that is no number"),
    _saying(r'"(.+)" (?:font|with HarfBuzz|with fontTools|variable font)', r"{0}",
            "the font file is damaged, or of a kind that cannot be cut; try another"),
)  # fmt: skip


class Listener:
    """Knows the stylesheets and the manuscript of a book."""

    def __init__(self, document: Document, stylesheets: tuple[Path, ...]) -> None:
        self._document = document
        own = [path for path in stylesheets if not path.is_relative_to(default_styles())]
        self._sheets = {path: _read(path) for path in (*reversed(own), *stylesheets)}

    def own_stylesheets(self) -> Iterator[tuple[str, tuple[NamedFamily, ...]]]:
        """Yield the author's stylesheets as findings name them, with the families they ask for."""
        for path, text in self._sheets.items():
            if not path.is_relative_to(default_styles()):
                yield self._shown(path), tuple(named_families(text))

    def finding(self, message: Message, place: Place | None) -> Diagnostic:
        """Return a message as a finding; `place` is the chapter that it came with."""
        message = replace(message, text=message.text[:_LONGEST])
        severity = Severity.ERROR if message.is_error else Severity.WARNING
        found = Diagnostic("pdf-engine", _words(message.text), place, _SPELLING, severity)
        if picture := _IMAGE.match(message.text):
            return self._about_picture(picture, found)
        saying = next((one for one in _SAYINGS if one.pattern.search(message.text)), None)
        at = _AT.search(message.text)
        if at is not None:
            where = self._stylesheet(message, int(at[1]), int(at[2]))
            return replace(found, place=where or place)
        if saying is None:
            where = Place(self._shown(Path(message.source))) if message.source else place
            return replace(found, place=where, hint="")
        where = self._search(message, saying) or place
        return replace(found, place=where, hint=saying.hint)

    def _stylesheet(self, message: Message, line: int, column: int) -> Place | None:
        """Return a place in the stylesheet that was read then, or that has the words there."""
        if message.source:
            return Place(self._shown(Path(message.source)), line, column)
        said = _IGNORED.match(message.text)
        for path, text in self._sheets.items():
            lines = text.splitlines()
            if line > len(lines):
                continue
            before = " ".join(lines[max(0, line - 3) : line - 1]) + lines[line - 1][: column - 1]
            if not said or re.search(rf"{re.escape(said[1])}\s*:[^;{{}}]*$", before):
                return Place(self._shown(path), line, column)
        return None

    def _search(self, message: Message, saying: _Saying) -> Place | None:
        said = saying.pattern.search(message.text)
        words = said[1] if said is not None and said.groups() else ""
        file = re.escape(unquote(urlsplit(words).path).rpartition("/")[2])
        needle = re.compile(saying.needle.format(re.escape(words), file=file), re.DOTALL)
        texts = self._sheets
        if message.source:
            texts = {Path(message.source): _read(Path(message.source))}
        for path, text in (*texts.items(), *self._chapters()):
            if found := needle.search(text):
                start = text.rfind("\n", 0, found.start()) + 1
                line = text.count("\n", 0, found.start()) + 1
                return Place(self._shown(path), line, found.start() - start + 1)
        return None

    def _about_picture(self, said: re.Match[str], found: Diagnostic) -> Diagnostic:
        """Find a picture where the manuscript shows it, or where a stylesheet names it."""
        path = Path(unquote(urlsplit(said["url"]).path))
        hint = "look whether it opens in another program, and save it anew"
        message = f"cannot read the picture {path.name!r}"
        is_elsewhere = not said["url"].startswith("file:") and "://" in said["url"]
        if is_elsewhere or "outside the project" in said["why"]:
            hint = "copy it into the project: nothing is fetched from elsewhere"
            message = f"the picture {path.name!r} is outside the project"
        named = replace(found, message=message, hint=hint)
        if is_elsewhere:
            urls = [one for one in self._images() if one.target.url == said["url"]]
            return replace(named, place=urls[0].place if urls else found.place)
        for image in self._images():
            if (self._document.folder / unquote(image.target.url)).resolve() == path.resolve():
                return replace(named, place=image.place or found.place)
        saying = _saying("", rf"url\([^)]*{re.escape(path.name)}", "")
        where = self._search(Message(True, ""), saying) or found.place
        reason = "is not there" if not path.exists() else "cannot be read"
        message = f"the picture {path.name!r} that the stylesheet names {reason}"
        return replace(named, message=message, place=where)

    def _images(self) -> Iterator[Image]:
        yield from every(Image, tuple(one.blocks for one in self._document.chapters))

    def _chapters(self) -> Iterator[tuple[Path, str]]:
        for name in dict.fromkeys(one.place.path for one in self._document.chapters if one.place):
            path = self._document.folder / name
            if path.is_file():
                yield path, _read(path)

    def _shown(self, path: Path) -> str:
        folder, whole = self._document.folder.resolve(), path.resolve()
        inside = whole.is_relative_to(folder)
        return (whole.relative_to(folder) if inside else whole).as_posix()


def _words(said: str) -> str:
    """Return a message without its place, which stands before it."""
    text = _AT.sub("", said).strip().rstrip(".")
    return text[:1].lower() + text[1:]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""

"""Word files as an editor sends them back: tracked changes written into the XML."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element, with_text
from publish.editions.docx.package import Package
from publish.editions.markup import Element
from publish.pipeline import build
from publish.returning import Trip, findings, take_back

WHO = {"w:id": "9001", "w:author": "Eve Editor", "w:date": "2026-03-04T10:00:00Z"}
PARTS = ("word/document.xml", "word/footnotes.xml")


@dataclass
class Sent:
    """A book in `folder`, and the file that was made of it and can be edited."""

    folder: Path
    file: Path

    @property
    def chapter(self) -> Path:
        """Return the file of the only chapter."""
        return self.folder / "manuscript/01-cook.md"

    def rewrite(self, text: str) -> None:
        """Let the chapter say something else, and send it again."""
        self.chapter.write_text(text)
        shutil.copy(build(self.folder, ("docx",)).paths[0], self.file)

    def edit(self, *changes: Callable[[Package], None]) -> None:
        """Change the file."""
        package = Package.read(self.file.read_bytes())
        for change in changes:
            change(package)
        self.file.write_bytes(package.write())

    def back(self, *authors: str) -> Trip:
        """Read the file that came back."""
        return take_back(self.folder, self.file, authors)

    def lines(self, trip: Trip) -> list[str]:
        """Return the lines of the chapter that change, as a diff has them."""
        old = trip.base.sources[0].text
        return lines(old, trip.texts.get("manuscript/01-cook.md", old))

    def codes(self, trip: Trip) -> list[str]:
        """Return the codes of what is said of a file that came back."""
        return [one.code for one in findings(trip)]


def lines(old: str, new: str) -> list[str]:
    """Return the lines that differ, as a diff has them."""
    before, after = old.split("\n"), new.split("\n")
    gone = [f"-{line}" for line in before if line not in after]
    return [*gone, *(f"+{line}" for line in after if line not in before)]


def _runs(package: Package, words: str) -> tuple[Element, str]:
    for part in (one for one in PARTS if one in package.parts):
        for text in ooxml.every(package.tree(part), "w:t"):
            if words in (text.text or ""):
                return ooxml.parent(text), text.text or ""
    raise AssertionError(f"no run says {words!r}")


def _piece(run: Element, tag: str, text: str) -> Element:
    made = deepcopy(run)
    for one in list(made):
        if not ooxml.is_a(one, "w:rPr"):
            made.remove(one)
    made.append(with_text(tag, text))
    return made


def _put(run: Element, made: Iterator[Element]) -> None:
    above = ooxml.parent(run)
    at = above.index(run)
    above[at : at + 1] = list(made)


def replace(old: str, new: str, author: str = "Eve Editor") -> Callable[[Package], None]:
    """Track that `old`, which stands in one run, became `new`; either may be empty at its end."""
    who = {**WHO, "w:author": author}

    def change(package: Package) -> None:
        run, text = _runs(package, old)
        before, _, after = text.partition(old)

        def made() -> Iterator[Element]:
            if before:
                yield _piece(run, "w:t", before)
            yield element("w:del", who, _piece(run, "w:delText", old))
            if new:
                yield element("w:ins", who, _piece(run, "w:t", new))
            if after:
                yield _piece(run, "w:t", after)

        _put(run, made())

    return change


def insert(behind: str, new: str) -> Callable[[Package], None]:
    """Track that `new` was put in behind words."""

    def change(package: Package) -> None:
        run, text = _runs(package, behind)
        before, found, after = text.partition(behind)
        pieces = [_piece(run, "w:t", before + found)]
        pieces.append(element("w:ins", WHO, _piece(run, "w:t", new)))
        if after:
            pieces.append(_piece(run, "w:t", after))
        _put(run, iter(pieces))

    return change


def silently(old: str, new: str) -> Callable[[Package], None]:
    """Change words without a trace."""

    def change(package: Package) -> None:
        run, text = _runs(package, old)
        _put(run, iter([_piece(run, "w:t", text.replace(old, new, 1))]))

    return change


def _end(paragraph: Element, tag: str) -> None:
    properties = ooxml.paragraph_properties(paragraph)
    mark = ooxml.child(properties, "w:rPr")
    if mark is None:
        mark = element("w:rPr")
        ooxml.set_property(paragraph, mark)
    mark.insert(0, element(tag, WHO))


def _paragraph(package: Package, words: str) -> Element:
    run = _runs(package, words)[0]
    return next(run.iterancestors(ooxml.name("w:p")))


def remove(words: str) -> Callable[[Package], None]:
    """Track that the paragraph with these words was taken out."""

    def change(package: Package) -> None:
        paragraph = _paragraph(package, words)
        for run in list(ooxml.children(paragraph, "w:r")):
            for text in ooxml.children(run, "w:t"):
                text.tag = ooxml.name("w:delText")
            at = paragraph.index(run)
            gone = element("w:del", WHO)
            paragraph.insert(at, gone)
            gone.append(run)
        _end(paragraph, "w:del")

    return change


def join(words: str) -> Callable[[Package], None]:
    """Track that the paragraph with these words was joined to the next, a space between them."""

    def change(package: Package) -> None:
        paragraph = _paragraph(package, words)
        paragraph.append(element("w:ins", WHO, element("w:r", None, with_text("w:t", " "))))
        _end(paragraph, "w:del")

    return change


def split(before: str) -> Callable[[Package], None]:
    """Track that a paragraph was divided before these words; the space there goes."""

    def change(package: Package) -> None:
        run, text = _runs(package, before)
        paragraph = _paragraph(package, before)
        head, _, tail = text.partition(before)
        second = deepcopy(paragraph)
        at = list(paragraph).index(run)
        rest = [_piece(run, "w:t", before + tail), *list(paragraph)[at + 1 :]]
        for one in list(paragraph)[at:]:
            paragraph.remove(one)
        paragraph.append(_piece(run, "w:t", head.rstrip()))
        paragraph.append(element("w:del", WHO, _piece(run, "w:delText", " ")))
        for one in list(second):
            if not ooxml.is_a(one, "w:pPr"):
                second.remove(one)
        second.extend(rest)
        _end(paragraph, "w:ins")
        paragraph.addnext(second)

    return change


def add(behind: str, words: str) -> Callable[[Package], None]:
    """Track that a new paragraph was put in behind another."""

    def change(package: Package) -> None:
        paragraph = _paragraph(package, behind)
        made = element("w:p", None)
        made.append(element("w:ins", WHO, element("w:r", None, with_text("w:t", words))))
        _end(made, "w:ins")
        paragraph.addnext(made)

    return change


def reform(words: str, *, italic: bool) -> Callable[[Package], None]:
    """Track that words were set in italics, or upright."""

    def change(package: Package) -> None:
        run, text = _runs(package, words)
        before, _, after = text.partition(words)

        def made() -> Iterator[Element]:
            if before:
                yield _piece(run, "w:t", before)
            piece = _piece(run, "w:t", words)
            properties = ooxml.child(piece, "w:rPr")
            if properties is None:
                properties = element("w:rPr")
                piece.insert(0, properties)
            old = deepcopy(properties)
            for one in list(ooxml.children(properties, "w:i")):
                properties.remove(one)
            if italic:
                properties.insert(0, element("w:i"))
            properties.append(element("w:rPrChange", WHO, old))
            yield piece
            if after:
                yield _piece(run, "w:t", after)

        _put(run, made())

    return change


def note(behind: str, words: str) -> Callable[[Package], None]:
    """Track that a footnote was added behind words."""

    def change(package: Package) -> None:
        run, text = _runs(package, behind)
        before, found, after = text.partition(behind)
        call = element("w:r", None, element("w:footnoteReference", {"w:id": "7001"}))
        pieces = [_piece(run, "w:t", before + found), element("w:ins", WHO, call)]
        if after:
            pieces.append(_piece(run, "w:t", after))
        _put(run, iter(pieces))
        words_run = element("w:r", None, with_text("w:t", words))
        paragraph = element("w:p", None, element("w:ins", WHO, words_run))
        made = element("w:footnote", {"w:id": "7001"}, paragraph)
        package.tree("word/footnotes.xml").append(made)

    return change


def drop_note(behind: str) -> Callable[[Package], None]:
    """Track that the first footnote mark after words was taken out."""

    def change(package: Package) -> None:
        run = _runs(package, behind)[0]
        call = next(
            one
            for one in run.itersiblings(ooxml.name("w:r"))
            if ooxml.every(one, "w:footnoteReference")
        )
        above = ooxml.parent(call)
        at = above.index(call)
        gone = element("w:del", WHO)
        above.insert(at, gone)
        gone.append(call)

    return change


_COMMENTS = """<w:comments xmlns:w="{w}" xmlns:w14="{w14}">
<w:comment w:id="1" w:author="Eve Editor" w:date="2026-03-04T10:00:00Z"><w:p w14:paraId="00000001">
<w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment>
<w:comment w:id="2" w:author="Ann Author" w:date="2026-03-05T10:00:00Z"><w:p w14:paraId="00000002">
<w:r><w:t>It is.</w:t></w:r></w:p></w:comment></w:comments>"""
_THREADS = """<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000001" w15:done="1"/>
<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="1"/></w15:commentsEx>"""
_WORD = "http://schemas.microsoft.com/office/word"


def comment(words: str) -> Callable[[Package], None]:
    """Add a comment on words, with an answer, resolved."""

    def change(package: Package) -> None:
        run = _runs(package, words)[0]
        for name in ("1", "2"):
            run.addprevious(element("w:commentRangeStart", {"w:id": name}))
            run.addnext(element("w:commentRangeEnd", {"w:id": name}))
        names = {"w": ooxml.NAMESPACES["w"], "w14": f"{_WORD}/2010/wordml"}
        names["w15"] = f"{_WORD}/2012/wordml"
        package.parts["word/comments.xml"] = _COMMENTS.format(**names).encode()
        package.parts["word/commentsExtended.xml"] = _THREADS.format(**names).encode()

    return change


def move(words: str, behind: str) -> Callable[[Package], None]:
    """Track that a paragraph was moved behind another, as Word writes it."""

    def change(package: Package) -> None:
        paragraph, target = _paragraph(package, words), _paragraph(package, behind)
        copy = deepcopy(paragraph)
        for one, tag in ((paragraph, "w:moveFrom"), (copy, "w:moveTo")):
            for run in list(ooxml.children(one, "w:r")):
                at = one.index(run)
                around = element(tag, WHO)
                one.insert(at, around)
                around.append(run)
            _end(one, tag)
        target.addnext(copy)

    return change

"""Inside a paragraph: runs, fields, links and tracked changes to pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from publish.editions.docx import ooxml
from publish.editions.docx.wording.pieces import Change, Kind, Piece, joined
from publish.editions.markup import Element, local

MARK = re.compile(r"_pub_(\d{4,})_([0-9a-f]{6})")
# LibreOffice 7.4 names the copies it makes of bookmarks `cite_0001_Copy_1`.
_CITE = re.compile(r"(cite_\d{4,})a?(?:_Copy_\d+)?")
_NUMBERS = (["PAGEREF"], ["REF"], ["NOTEREF"], ["SEQ"])
_LABELS = {"ChapterLabel", "CaptionLabel", "SectionNumber"}
# The character style of the calls of notes: ours, and those that LibreOffice 7.4 makes of it.
_CALLS = {"FootnoteReference", "FootnoteCharacters", "FootnoteAnchor"}
_ITALIC_STYLES = {"Emphasis": "i", "Strong": "b"}
_HOLDERS = {"ins", "del", "moveFrom", "moveTo", "hyperlink", "sdt", "sdtContent", "smartTag"}
_HOLDERS |= {"customXml", "bdo", "dir"}
_PICTURES = {"drawing", "pict", "object", "AlternateContent"}
_LETTERS = {"noBreakHyphen": "‑", "softHyphen": "\u00ad", "cr": "\n", "tab": "\t"}
_TEXT, _LINK = Kind.TEXT, Kind.LINK  # in Python 3.11 a member takes long to name
_OFF = {"0", "false", "off", "none"}
_TOGGLES = {"i": "i", "b": "b", "smallCaps": "c", "strike": "x", "u": "u"}
_RAISED = {"superscript": "^", "subscript": "_"}


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds a run: tracked changes, and a link into the book."""

    inserted: Change | None = None
    deleted: Change | None = None
    is_link: bool = False


@dataclass(slots=True)
class _Field:
    """A field that is open: whether its result is shown now, what it is told, if it shows words."""

    is_shown: bool = False
    instruction: str = ""
    has_words: bool = False


@dataclass(slots=True)
class Flow:
    """Reads the paragraphs of one text flow in order."""

    _fields: list[_Field] = field(default_factory=list)
    _cites: dict[str, str] = field(default_factory=dict)  # bookmark id -> name, while it is open
    _pieces: list[Piece] = field(default_factory=list)
    _marks: list[str] = field(default_factory=list)
    _comments: list[str] = field(default_factory=list)
    _open_comments: dict[str, None] = field(default_factory=dict)

    def read(
        self, paragraph: Element
    ) -> tuple[tuple[Piece, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the pieces of a paragraph, the marks in it, and the comments that touch it."""
        self._pieces, self._marks = [], []
        self._comments = list(self._open_comments)
        self._inside(paragraph, _Around())
        comments = tuple(dict.fromkeys(self._comments))
        return joined(self._pieces), tuple(self._marks), comments

    def bookmark(self, one: Element) -> None:
        """Note the start or end of a bookmark."""
        identifier, name = ooxml.get(one, "w:id"), ooxml.get(one, "w:name")
        if ooxml.is_a(one, "w:bookmarkEnd"):
            self._cites.pop(identifier, None)
        elif MARK.match(name):
            self._marks.append(name)
        elif found := _CITE.fullmatch(name):
            self._cites[identifier] = found[1]

    def comment(self, one: Element) -> None:
        """Note the start or end of the words that a comment is about."""
        identifier = ooxml.get(one, "w:id")
        if ooxml.is_a(one, "w:commentRangeEnd"):
            self._open_comments.pop(identifier, None)
            return
        if ooxml.is_a(one, "w:commentRangeStart"):
            self._open_comments[identifier] = None
        self._comments.append(identifier)

    def _inside(self, holder: Element, around: _Around) -> None:
        for one in holder:
            name = local(one)
            if name == "r":
                self._run(one, around)
            elif name in ("oMath", "oMathPara"):
                self._add(Kind.FORMULA, ooxml.text_of(one), "", _before(one, around))
            elif name in ("bookmarkStart", "bookmarkEnd"):
                self.bookmark(one)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self.comment(one)
            elif name == "fldSimple":
                self._fields.append(_Field(is_shown=True))
                self._inside(one, around)
                self._fields.pop()
            elif name in _HOLDERS:
                self._inside(one, _around(one, name, around))

    def _run(self, run: Element, around: _Around) -> None:
        properties = ooxml.child(run, "w:rPr")
        form, style = _form(properties), _style(properties)
        kind = _LINK if around.is_link else _TEXT
        if style in _LABELS or style in _CALLS:
            kind = Kind.LABEL if style in _LABELS else Kind.TYPED
        before = len(self._pieces)
        for one in run:
            self._in_run(one, kind, form, around)
        old = None if properties is None else ooxml.child(properties, "w:rPrChange")
        if old is not None:
            changed, old_form = _change(old), _form(ooxml.child(old, "w:rPr"))
            if old_form != form:
                self._pieces[before:] = [
                    replace(one, reformed=changed, old_form=old_form)
                    for one in self._pieces[before:]
                ]

    def _in_run(self, one: Element, kind: Kind, form: str, around: _Around) -> None:
        name = local(one)
        if name in ("t", "delText"):
            self._add(kind, one.text or "", form, around)
        elif name in _LETTERS:
            self._add(kind, _LETTERS[name], form, around)
        elif name == "br":
            is_line = ooxml.get(one, "w:type", "textWrapping") == "textWrapping"
            self._add(Kind.BREAK if is_line else Kind.TEXT, "\n" if is_line else "", "", around)
        elif name == "sym":
            self._add(kind, _symbol(ooxml.get(one, "w:char")), form, around)
        elif name in ("fldChar", "instrText"):
            self._field(one, around)
        elif name in ("footnoteReference", "endnoteReference"):
            ref = name[0] + ooxml.get(one, "w:id")
            self._pieces.append(Piece("", Kind.NOTE, "", ref, around.inserted, around.deleted))
        elif name in ("oMath", "oMathPara"):
            self._add(Kind.FORMULA, ooxml.text_of(one), "", around)
        elif name in _PICTURES:
            self._add(Kind.PICTURE, "", "", around)
        elif name == "commentReference":
            self._comments.append(ooxml.get(one, "w:id"))

    def _field(self, one: Element, around: _Around) -> None:
        what = ooxml.get(one, "w:fldCharType")
        if not what and self._fields:
            self._fields[-1].instruction += one.text or ""
        elif what == "begin":
            self._fields.append(_Field())
        elif what == "separate" and self._fields:
            self._fields[-1].is_shown = True
        elif what == "end" and self._fields:
            done = self._fields.pop()
            # A number that was never filled in stands there all the same.
            if not done.has_words and done.instruction.split()[:1] in _NUMBERS:
                self._pieces.append(Piece("", Kind.FIELD, "", "", around.inserted, around.deleted))

    def _add(self, kind: Kind, text: str, form: str, around: _Around) -> None:
        ref = ""
        if self._fields:
            if not all(one.is_shown for one in self._fields):
                return  # an instruction
            kind = Kind.FIELD
            for one in self._fields:
                one.has_words = one.has_words or bool(text.strip())
        elif self._cites and kind in (_TEXT, _LINK):
            kind, ref = Kind.CITATION, next(reversed(self._cites.values()))
        self._pieces.append(Piece(text, kind, form, ref, around.inserted, around.deleted))


def _around(one: Element, name: str, around: _Around) -> _Around:
    """Return what surrounds the runs in an element that holds runs."""
    if name in ("ins", "moveTo"):
        return replace(around, inserted=_change(one))
    if name in ("del", "moveFrom"):
        return replace(around, deleted=_change(one))
    is_link = name == "hyperlink" and bool(ooxml.get(one, "w:anchor"))
    return replace(around, is_link=is_link or around.is_link)


def _before(formula: Element, around: _Around) -> _Around:
    """Return what surrounds a formula: LibreOffice 7.4 writes its change before it, empty."""
    change = formula.getprevious()
    if change is None or local(change) not in ("ins", "del"):
        return around
    is_empty = all(local(one) == "rPr" for run in change for one in run)
    return _around(change, local(change), around) if is_empty else around


def _change(one: Element) -> Change:
    return Change(ooxml.get(one, "w:author"), ooxml.get(one, "w:date"))


def _style(properties: Element | None) -> str:
    found = None if properties is None else ooxml.child(properties, "w:rStyle")
    return "" if found is None else ooxml.get(found, "w:val")


def _form(properties: Element | None) -> str:
    """Return the letters of a format, in one order."""
    if properties is None:
        return ""
    letters = {_ITALIC_STYLES.get(_style(properties), "")}
    for one in properties:
        name = local(one)
        value = ooxml.get(one, "w:val", "true")
        if name in _TOGGLES and value not in _OFF:
            letters.add(_TOGGLES[name])
        elif name in _TOGGLES:
            letters.discard(_TOGGLES[name])
        elif name == "vertAlign":
            letters.add(_RAISED.get(value, ""))
    return "".join(sorted(letters))


def _symbol(code: str) -> str:
    """Return the letter of a `w:sym`; those of symbol fonts stand in the private use area."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xF000 else ""

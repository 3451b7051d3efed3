"""A change of words as a change of the source: only these words, and the markup stays whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from publish.provenance import Source
from publish.provenance.exported import Part
from publish.provenance.markdown import Sort, SourceToken
from publish.returning.hunks import Hunk, New, Old
from publish.returning.writing_markdown import Habits, at_line_start, form_of, markdown_of

_FORMS = {"*": "i", "_": "i", "**": "b", "__": "b", "***": "bi", "___": "bi", "~~": "x"}
_FORMS |= {"^": "^", "~": "_"}
_PLAIN = {"i": "*", "b": "**", "x": "~~", "^": "^", "_": "~"}
_TEXT = (Sort.WORD, Sort.MARK, Sort.SPACE)
_ATOMS = (Sort.NOTE, Sort.CITE, Sort.MATH, Sort.PICTURE)


@dataclass(frozen=True, slots=True)
class Edit:
    """In a file, what stands from `start` to `end` becomes `new`."""

    file: int
    start: int
    end: int
    new: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with changes made, each once; of two at one place the first stands first."""
    # From the end of the text; sorting keeps the order of equals, so they are turned round before.
    later_first = reversed(list(dict.fromkeys(edits)))
    for one in sorted(later_first, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: one.start] + one.new + text[one.end :]
    return text


@dataclass(frozen=True, slots=True)
class Setting:
    """What a change is placed into: the file, how it is written, and what calls the notes."""

    number: int
    source: Source
    stream: str
    habits: Habits
    notes: dict[str, str]


class UnplacedError(Exception):
    """A change that cannot be said in the source; the message tells why."""


def place(setting: Setting, old: Sequence[Old], new: Sequence[New], hunk: Hunk) -> list[Edit]:
    """Return the changes of the source for one stretch without ends of paragraphs.

    Raises: UnplacedError where the place cannot be told.
    """
    if hunk.is_format:
        return [_reformat(setting, old, new, hunk)]
    mine = old[hunk.first : hunk.last]
    found = [one.source for one in mine if one.source]
    tokens = [one.token for one in new[hunk.start : hunk.end]]
    if not found:
        return [_insert(setting, old, new, hunk)]
    start, end = min(one.start for one in found), max(one.end for one in found)
    start, end, kept = _remains(setting, old, hunk, start, end)
    if not tokens:
        start, end = _around_nothing(setting, start, end, kept)
        return [Edit(setting.number, start, end, "".join(text for _, text in kept))]
    form = form_of(next((one for one in tokens if one.part is Part.WORD), tokens[0]))
    before, after = "", "".join(text for _, text in kept)
    context = context_at(setting, start)
    for index, (sort, text) in enumerate(kept):
        if context == form or sort not in (Sort.OPEN, Sort.CLOSE):
            break
        inner = _FORMS.get(text, "")
        context = "".join(sorted(set(context) ^ set(inner))) if inner else context
        if context == form:
            before = "".join(part for _, part in kept[: index + 1])
            after = "".join(part for _, part in kept[index + 1 :])
    context = context if before or not kept else context_at(setting, start)
    text = markdown_of(tokens, setting.habits, context, setting.notes)
    return [
        Edit(setting.number, start, end, before + _at(setting, start, text, bool(before)) + after)
    ]


def _at(setting: Setting, at: int, text: str, is_inside: bool) -> str:
    head = setting.source.text[:at].rpartition("\n")[2]
    return text if is_inside or head.strip(" >\t") else at_line_start(text)


def inside(setting: Setting, start: int, end: int) -> list[SourceToken]:
    """Return the tokens of the text flow that lie between two offsets."""
    return [
        one
        for one in setting.source.tokens
        if one.start >= start and one.end <= end and one.stream == setting.stream
    ]


def _remains(
    setting: Setting, old: Sequence[Old], hunk: Hunk, start: int, end: int
) -> tuple[int, int, list[tuple[Sort, str]]]:
    """Return what stays of the markup between two offsets, and the offsets, made a little wider.

    Pairs go together; half a pair stays, and so does a note that stands there but not here.
    """
    text = setting.source.text
    tokens = inside(setting, start, end)
    following = next((one for one in setting.source.tokens if one.start == end), None)
    # The mark of a quotation at the head of a line goes with the line's end.
    if tokens and tokens[-1].sort is Sort.SPACE and following and following.key == "prefix":
        is_end = "\n" in text[tokens[-1].start : end]
        end = following.end if is_end and ">" in text[end : following.end] else end
    starts = {one.start for one in tokens}
    gone = {one.source.start for one in old[hunk.first : hunk.last] if one.source}
    used = {one.source.start for one in old if one.source} - gone
    kept: list[tuple[Sort, str]] = []
    for index, one in enumerate(tokens):
        raw = text[one.start : one.end]
        if one.sort in (Sort.OPEN, Sort.CLOSE):
            is_whole = one.mate in starts
            if not is_whole:
                kept.append((one.sort, raw))
        elif one.sort in _ATOMS and one.start in used and one.start not in gone:
            kept.append((one.sort, raw))
        elif one.sort is Sort.HIDDEN and not (one.key == "prefix" and _follows_line(tokens, index)):
            kept.append((one.sort, raw if one.key != "note" else ""))
    return start, end, kept


def _follows_line(tokens: Sequence[SourceToken], index: int) -> bool:
    return index > 0 and tokens[index - 1].sort is Sort.SPACE


def _around_nothing(
    setting: Setting, start: int, end: int, kept: list[tuple[Sort, str]]
) -> tuple[int, int]:
    """Take in the markup around words that are gone, where nothing else is in it."""
    if kept:
        return start, end
    while True:
        opening = next((one for one in setting.source.tokens if one.end == start), None)
        closing = next((one for one in setting.source.tokens if one.start == end), None)
        if not opening or not closing or opening.sort is not Sort.OPEN:
            return start, end
        if opening.mate != closing.start or closing.sort is not Sort.CLOSE:
            return start, end
        start, end = opening.start, closing.end


def context_at(setting: Setting, at: int) -> str:
    """Return the format of what is written at an offset."""
    letters: set[str] = set()
    for one in setting.source.tokens:
        if one.sort is Sort.OPEN and one.end <= at <= one.mate:
            closing = setting.source.text[one.mate :]
            if one.start < one.mate:
                letters ^= set(_FORMS.get(one.key, ""))
            if closing.startswith("]{.smallcaps"):
                letters.add("c")
            elif closing.startswith("]{.underline"):
                letters.add("u")
    return "".join(sorted(letters))


# --- where nothing was taken out --------------------------------------------------------------


def _insert(setting: Setting, old: Sequence[Old], new: Sequence[New], hunk: Hunk) -> Edit:
    tokens = [one.token for one in new[hunk.start : hunk.end]]
    if any(one.token.part is not Part.SPACE for one in old[hunk.first : hunk.last]):
        raise UnplacedError("the words that were there are made from other data")
    low, high = _gap(old, hunk)
    form = form_of(next((one for one in tokens if one.part is Part.WORD), tokens[0]))
    places = _places(setting, low, high)
    if tokens[-1].part is Part.SPACE and tokens[0].part is not Part.SPACE:
        places.reverse()
    at = next((one for one in places if context_at(setting, one) == form), places[0])
    is_after_word = any(one.end == at and one.sort is Sort.WORD for one in setting.source.tokens)
    if is_after_word and tokens[0].part is Part.WORD and tokens[-1].part is Part.SPACE:
        tokens = [tokens[-1], *tokens[:-1]]
    text = markdown_of(tokens, setting.habits, context_at(setting, at), setting.notes)
    return Edit(setting.number, at, at, _at(setting, at, text, False))


def _gap(old: Sequence[Old], hunk: Hunk) -> tuple[int, int]:
    """Return the offsets between which an insertion belongs."""
    trace = old[min(hunk.first, len(old) - 1)].trace if old else -1
    near = [one for one in old if one.source and one.trace == trace]
    before = [one.source.end for one in old[: hunk.first] if one.source and one in near]
    after = [one.source.start for one in old[hunk.last :] if one.source and one in near]
    if not before and hunk.first and not after:
        before = [one.source.end for one in old[: hunk.first] if one.source]
    if not before and not after:
        raise UnplacedError("nothing around it was found in the source")
    high = min(after) if after else max(before)
    # What the book shows before the place may stand behind it in the source: a citation's words.
    low = max([end for end in before if end <= high] or before or [high])
    return low, max(low, high)


def _places(setting: Setting, low: int, high: int) -> list[int]:
    """Return the offsets between two words where other words can be put in."""
    places = [low]
    for one in inside(setting, low, high):
        if one.sort in (Sort.OPEN, Sort.CLOSE) or one.key.startswith("[]"):
            places.append(one.end)
        elif one.sort is Sort.SPACE:
            places += [one.start, one.end] if one.end == high else [one.start]
    return sorted({one for one in places if low <= one <= high})


# --- formats ----------------------------------------------------------------------------------


def _reformat(setting: Setting, old: Sequence[Old], new: Sequence[New], hunk: Hunk) -> Edit:
    """Set or take off the marks of a format around words that stay as they are."""
    found = [one for one in old[hunk.first : hunk.last] if one.source and one.token.text.strip()]
    if not found:
        raise UnplacedError("the words are made from other data")
    start = min(one.source.start for one in found if one.source)
    end = max(one.source.end for one in found if one.source)
    now = next(one for one in new[hunk.start : hunk.end] if one.token.part is Part.WORD)
    was, wanted = set(form_of(found[0].token)), set(form_of(now.token))
    changed = was ^ wanted
    if len(changed) != 1:
        raise UnplacedError("more than one format was changed at once")
    letter = changed.pop()
    text = setting.source.text
    opening = next((one for one in setting.source.tokens if one.end == start), None)
    if letter in was and opening and opening.sort is Sort.OPEN and opening.mate == end:
        closing = next(one for one in setting.source.tokens if one.start == end)
        said = _FORMS.get(opening.key, "")
        if letter in said:
            rest = "".join(_PLAIN[one] for one in said if one != letter)
            return Edit(setting.number, opening.start, closing.end, rest + text[start:end] + rest)
    marks = _PLAIN.get(letter)
    if marks is None:
        if letter == "c" and letter in wanted:
            return Edit(setting.number, start, end, f"[{text[start:end]}]{{.smallcaps}}")
        raise UnplacedError("Markdown has no plain mark for this format")
    inner = inside(setting, start, end)
    if any(one.sort in (Sort.OPEN, Sort.CLOSE) and not start <= one.mate < end for one in inner):
        raise UnplacedError("the words stand partly inside other markup")
    return Edit(setting.number, start, end, f"{marks}{text[start:end]}{marks}")

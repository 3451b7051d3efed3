"""Whole paragraphs as changes of the source: split, joined, taken out, put in, moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.provenance import Source, Trace
from publish.provenance.markdown import Sort
from publish.returning.hunks import Hunk, New, Old
from publish.returning.placing import Edit, Setting, UnplacedError, context_at, inside
from publish.returning.writing_markdown import at_line_start, markdown_of

_PREFIX = re.compile(r"[ \t]*(?:>[ ]?|[ \t])*")
_MARKER = re.compile(r"([ \t>]*)([-*+]|(?:\d+|#|[a-zA-Z])[.)])([ \t]+)")
_WHITE = " \t\n>"


def line_start(text: str, at: int) -> int:
    """Return the offset where the line of `at` begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return the offset where the line of `at` ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def split(setting: Setting, old: Sequence[Old], new: Sequence[New], hunk: Hunk) -> list[Edit]:
    """Return the change that makes several paragraphs of one.

    Raises: UnplacedError where the place cannot be told, or stands inside other markup.
    """
    text = setting.source.text
    start, end = _cut(setting, old, hunk)
    if context_at(setting, start) or context_at(setting, end):
        raise UnplacedError("a paragraph was divided inside other markup")
    while start > 0 and text[start - 1] in " \t\n":
        start -= 1
    while end < len(text) and text[end] in _WHITE:
        end += 1
    lead = _lead(text, start)
    first, *others = (
        markdown_of([one.token for one in part], setting.habits, "", setting.notes)
        for part in _parts(new[hunk.start : hunk.end])
    )
    rest = "".join(lead + at_line_start(one.lstrip()) for one in others)
    if not others[-1].strip():
        following = text[end : end + 40]
        escape = at_line_start(following)
        rest += escape[: len(escape) - len(following)]
    return [Edit(setting.number, start, end, first.rstrip() + rest)]


def _cut(setting: Setting, old: Sequence[Old], hunk: Hunk) -> tuple[int, int]:
    """Return where a paragraph is divided: from the last word before to the first after."""
    found = [one.source for one in old[hunk.first : hunk.last] if one.source]
    if found:
        start, end = min(one.start for one in found), max(one.end for one in found)
        if any(one.sort in (Sort.OPEN, Sort.CLOSE) for one in inside(setting, start, end)):
            raise UnplacedError("a paragraph was divided inside other markup")
        return start, end
    before = [one.source.end for one in old[: hunk.first] if one.source]
    if not before:
        raise UnplacedError("a paragraph was divided before its first word")
    at = max(before)
    for one in inside(setting, at, len(setting.source.text)):
        if one.start != at or one.sort is not Sort.CLOSE:
            break
        at = one.end
    return at, at


def _parts(tokens: Sequence[New]) -> list[list[New]]:
    parts: list[list[New]] = [[]]
    for one in tokens:
        if one.key == "¶":
            parts.append([])
        else:
            parts[-1].append(one)
    return parts


def _lead(text: str, at: int) -> str:
    """Return what begins a new paragraph after the one that `at` is in: the next item of a list."""
    start = _block_start(text, at)
    head = text[start : line_end(text, start)]
    item = _MARKER.match(head)
    if item:
        number = re.match(r"(\d+)(.*)", item[2])
        marker = f"{int(number[1]) + 1}{number[2]}" if number else item[2]
        return f"\n{item[1]}{marker}{item[3]}"
    prefix = _PREFIX.match(head)
    lead = prefix.group() if prefix else ""
    empty = f"\n{lead.rstrip()}" if ">" in lead else "\n"
    return f"{empty}\n{lead}"


def _block_start(text: str, at: int) -> int:
    """Return where the paragraph or the list item begins that `at` is in.

    A line such as "p. 12" in a paragraph begins no item: lists begin after an empty line.
    """
    start, item = line_start(text, at), -1
    while True:
        if item < 0 and _MARKER.match(text[start : line_end(text, start)]):
            item = start
        above = text[line_start(text, start - 1) : start - 1] if start else ""
        if not above.strip(" \t>") or above.startswith(":::"):
            break
        start = line_start(text, start - 1)
    is_list = _MARKER.match(text[start : line_end(text, start)])
    return item if is_list else start


def join(setting: Setting, old: Sequence[Old], new: Sequence[New], hunk: Hunk) -> list[Edit]:
    """Return the changes that make one paragraph of two; what stood between them comes after.

    Raises: UnplacedError where more than two were joined at once, or nothing is known of one.
    """
    ends = [at for at in range(hunk.first, hunk.last) if old[at].key == "¶"]
    if len(ends) != 1:
        raise UnplacedError("several paragraphs were joined at once")
    cut = ends[0]
    text = setting.source.text
    left = [one.source for one in old[:cut] if one.source and one.trace == old[cut - 1].trace]
    right = [one.source for one in old[cut + 1 :] if one.source and one.trace == old[cut].trace]
    if not left or not right:
        raise UnplacedError("one of the joined paragraphs was not found in the source")
    gone = [one.source for one in old[hunk.first : cut] if one.source]
    gone_after = [one.source for one in old[cut + 1 : hunk.last] if one.source]
    first_end, second_start = max(one.end for one in left), min(one.start for one in right)
    first_end = _with_markup(setting, first_end, forward=True)
    second_start = _with_markup(setting, second_start, forward=False)
    start = min([one.start for one in gone] or [first_end])
    end = max([one.end for one in gone_after] or [second_start])
    if context_at(setting, start) or context_at(setting, end):
        raise UnplacedError("paragraphs were joined inside other markup")
    between = text[first_end : line_start(text, second_start)]
    if line_start(text, second_start) <= first_end:
        between = ""
    tokens = [one.token for one in new[hunk.start : hunk.end]]
    middle = markdown_of(tokens, setting.habits, "", setting.notes)
    edits = [Edit(setting.number, start, end, middle)]
    if between.strip(" \t\n>"):
        if any(line.startswith((":::", "#", "|", "+", "```")) for line in between.split("\n")):
            raise UnplacedError("something else stands between the joined paragraphs")
        after = line_end(text, max(one.end for one in right))
        edits.append(Edit(setting.number, after, after, "\n\n" + between.strip("\n")))
    last = max(one.end for one in right)
    attributes = re.compile(r"[ \t]*\{[^}\n]*\}").match(text, last)
    if text[line_start(text, second_start) :].startswith("#") and attributes:
        edits.append(Edit(setting.number, last, attributes.end(), ""))
    return edits


def _with_markup(setting: Setting, at: int, *, forward: bool) -> int:
    """Return an offset moved past the ends of spans and links that open or close there."""
    wanted = Sort.CLOSE if forward else Sort.OPEN
    while True:
        near = next(
            (one for one in setting.source.tokens if (one.start if forward else one.end) == at),
            None,
        )
        if near is None or not (near.sort is wanted or near.key.startswith("[]{")):
            return at
        at = near.end if forward else near.start


def take_out(source: Source, number: int, trace: Trace, others: Sequence[Trace]) -> list[Edit]:
    """Return the change that removes a paragraph: its lines, or, if they hold others, its words."""
    text = source.text
    start, end = line_start(text, trace.start), line_end(text, trace.end)
    is_shared = any(
        one.file == trace.file and one.start < end and one.end > start
        for one in others
        if one is not trace and one.start >= 0
    )
    if is_shared:
        return [Edit(number, trace.start, trace.end, "")]
    while start > 0 and not text[line_start(text, start - 1) : start - 1].strip(" \t>"):
        before = line_start(text, start - 1)
        if before == start:
            break
        start = before
    # The empty lines before go, those after stay.
    return [Edit(number, max(start - 1, 0), end, "")]


def definition(source: Source, number: int, label: str) -> list[Edit]:
    """Return the change that removes the text of a note which nothing calls any more."""
    own = [one for one in source.tokens if one.stream == label]
    if not own or source.text.count(f"[^{label}]") != 2:
        return []
    start = line_start(source.text, own[0].start)
    end = line_end(source.text, max(one.end for one in own if one.sort is not Sort.SPACE) - 1)
    while start > 1 and source.text[start - 2] == "\n":
        start -= 1
    return [Edit(number, max(start - 1, 0), end, "")]


def put_in(
    setting: Setting, behind: Trace | None, before: Trace | None, said: str, lead: str
) -> list[Edit]:
    """Return the change that puts a new paragraph between two.

    Raises: UnplacedError where neither is known.
    """
    text = setting.source.text
    is_cell = behind is not None and "cell" in behind.paragraph.place
    if behind is not None and behind.file == setting.number and not is_cell:
        at = line_end(text, max(behind.end - 1, 0))
        body = (
            f"\n{lead}{said}"
            if lead.strip(" >") and not lead.startswith("#")
            else f"\n\n{lead}{said}"
        )
        return [Edit(setting.number, at, at, body)]
    if before is not None and before.file == setting.number:
        at = line_start(text, before.start)
        return [Edit(setting.number, at, at, f"{lead}{said}\n\n")]
    raise UnplacedError("what it stands beside was not found in the source")


def lead_of(setting: Setting, style: str, traces: Sequence[Trace], like: Trace | None) -> str:
    """Return what begins the line of a new paragraph by its style in the file that came back."""
    if style.startswith("Heading"):
        for one in traces:
            if one.paragraph.style == style and one.file == setting.number and one.start >= 0:
                head = setting.source.text[line_start(setting.source.text, one.start) : one.start]
                if head.startswith("#"):
                    return head[: len(head) - len(head.lstrip("#"))] + " "
        raise UnplacedError("no heading of this level was found in the source")
    if like is None or like.file != setting.number:
        return ""
    text = setting.source.text
    head = text[line_start(text, like.start) : like.start]
    item = _MARKER.match(head)
    if item and like.paragraph.style == style:
        return _lead(text, like.start).lstrip("\n")
    if like.paragraph.style == style and head.startswith(">"):
        return "> "
    return ""


def renamed(setting: Setting, notes: dict[str, str]) -> Setting:
    """Return a setting in which notes are called by these names too."""
    return replace(setting, notes={**setting.notes, **notes})

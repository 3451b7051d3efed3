"""What is said of a file that came back: what did not land, comments, what nobody tracked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.docx.wording import Change
from publish.provenance import Trace
from publish.returning.proof import WITHDRAWN
from publish.returning.received import Comment
from publish.returning.trip import Trip
from publish.returning.work import Step, Work

_LONGEST = 160
_ELSEWHERE = {
    "number": (
        "a number, a label or a reference was changed",
        "they are made from the order of the book: change what is referred to, or the settings",
    ),
    "equation": (
        "an equation was taken out",
        "take it out by hand where it stands, and what refers to it",
    ),
    "settings": (
        "words were changed that do not stand in the text",
        "they come from book.yaml, from the head of the file, from attributes or from the tool",
    ),
    "list": (
        "contents, an index, a list or the bibliography was changed",
        "these are made anew: change headings, index marks, captions or the .bib entry",
    ),
    "citation": (
        "words of a citation were copied to another place",
        "write the citation there with its key",
    ),
}


def findings(trip: Trip) -> tuple[Diagnostic, ...]:
    """Return all that is to be said, in the order of the file."""
    return (
        *_about_manifest(trip),
        *(found for work in trip.works for step in work.steps for found in _step(trip, work, step)),
        *_styles(trip),
        *_comments(trip),
    )


def _about_manifest(trip: Trip) -> Iterator[Diagnostic]:
    if trip.manifest is None:
        message = "nothing is remembered of this file, so it is compared with the book as it is"
        hint = "edits that nobody tracked cannot always be told from your own changes"
        place = Place(trip.received.path.as_posix())
        yield Diagnostic("return-not-known", message, place, hint, Severity.NOTE)


def _step(trip: Trip, work: Work, step: Step) -> Iterator[Diagnostic]:
    place = place_of(trip, work, step)
    said = f"{_quoted(step)}{_by(step.changes)}"
    if step.generated:
        yield _generated(trip, step, said, place)
    elif step.problem == WITHDRAWN:
        hint = "make the change by hand"
        message = f"withdrawn, since the book would not come out as accepted: {said}"
        yield Diagnostic("return-withdrawn", message, place, hint, Severity.WARNING)
    elif step.problem:
        message = f"not placed ({step.problem}): {said}"
        hint = "make the change by hand"
        yield Diagnostic("return-not-placed", message, place, hint, Severity.WARNING)
    elif not step.changes:
        message = f"changed without a trace: {said}"
        hint = "nobody tracked this; look whether it was meant"
        yield Diagnostic("return-untracked", message, place, hint, Severity.NOTE)


def _generated(trip: Trip, step: Step, said: str, place: Place | None) -> Diagnostic:
    keys = trip.base.citations.get(step.generated, ()) or trip.base.citations.get(
        f"{step.generated}a", ()
    )
    if step.generated in _ELSEWHERE:
        what, hint = _ELSEWHERE[step.generated]
    else:
        what = f"the words of the citation of {', '.join(f'@{key}' for key in keys)} were changed"
        entries = ", ".join(_entry(trip, key) for key in keys)
        hint = f"change the entry ({entries}), the citation in the text, or the style"
    return Diagnostic("return-generated", f"{what}: {said}", place, hint, Severity.WARNING)


def _entry(trip: Trip, key: str) -> str:
    place = trip.places.get(key)
    return f"{key} at {place}" if place else key


def place_of(trip: Trip, work: Work, step: Step | None = None) -> Place | None:
    """Return where a change belongs in the manuscript."""
    if step and step.edits:
        edit = step.edits[0]
        return _at(trip, edit.file, edit.start)
    if step and step.hunks:
        near = [one for one in work.old[: step.hunks[0].first + 1] if one.source]
        trace = work.trace
        if near and trace and trace.file >= 0 and near[-1].source:
            return _at(trip, trace.file, near[-1].source.start)
    return place_of_trace(trip, work.trace, work.strand.name)


def place_of_trace(trip: Trip, trace: Trace | None, note: str = "") -> Place | None:
    """Return the line of a paragraph; of a generated note that of the citation."""
    if trace and trace.file >= 0 and trace.start >= 0:
        return _at(trip, trace.file, trace.start)
    if note in trip.base.traces.calls:
        number, token = trip.base.traces.calls[note]
        return _at(trip, number, token.start)
    return None


def _at(trip: Trip, number: int, offset: int) -> Place:
    source = trip.base.sources[number]
    line = source.text.count("\n", 0, offset) + 1
    return Place(source.path, line, offset - source.text.rfind("\n", 0, offset))


def _quoted(step: Step) -> str:
    old, new = _short(step.old), _short(step.new)
    if any(hunk.is_format for hunk in step.hunks):
        return f"format of '{old}'"
    if not old:
        return f"put in '{new}'"
    return f"'{old}' became '{new}'" if new else f"taken out '{old}'"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _by(changes: Sequence[Change]) -> str:
    names = [f"{one.author or 'somebody'}{_day(one.date)}" for one in changes]
    return f" ({'; '.join(dict.fromkeys(names))})" if names else ""


def _day(date: str) -> str:
    # LibreOffice writes the year 0 where it knows no date.
    return f", {date[:10]}" if date[:1] in ("1", "2") else ""


# --- styles and comments ----------------------------------------------------------------------


def _styles(trip: Trip) -> Iterator[Diagnostic]:
    """Tell of paragraphs that became headings, quotations or text."""
    strand = trip.comparison.body
    for group in strand.groups:
        for number in group.news:
            for at in strand.sides[number].numbers:
                one = strand.paragraphs[at]
                if one.restyled and _plain(one.style) != _plain(one.old_style):
                    trace = strand.traces[group.olds[0]] if group.olds else None
                    was, now = one.old_style or "Normal", one.style or "Normal"
                    message = (
                        f"not placed: '{_short(' '.join(one.text.split()))}' was {was} and became "
                        f"{now}{_by([one.restyled])}"
                    )
                    hint = "change its markup by hand"
                    place = place_of_trace(trip, trace)
                    yield Diagnostic("return-not-placed", message, place, hint, Severity.WARNING)


def _plain(style: str) -> str:
    return "" if style in ("Normal", "FirstParagraph", "BodyText", "Compact") else style


def _comments(trip: Trip) -> Iterator[Diagnostic]:
    """List comments where they stand, answers behind what they answer."""
    where = comment_places(trip)
    for one in trip.received.comments:
        top = _top(one, trip.received.comments)
        state = " (resolved)" if top.is_resolved or one.is_resolved else ""
        answer = f" answers {_parent(one, trip.received.comments)}" if one.parent else ""
        message = f"{one.author or 'somebody'}{_day(one.date)}{answer}{state}: {one.text}"
        place = where.get(one.id) or where.get(top.id)
        yield Diagnostic("return-comment", message, place, severity=Severity.NOTE)


def _parent(one: Comment, others: Sequence[Comment]) -> str:
    return next((other.author for other in others if other.id == one.parent), "a comment")


def _top(one: Comment, others: Sequence[Comment]) -> Comment:
    seen = {one.id}
    while one.parent:
        parent = next((other for other in others if other.id == one.parent), None)
        if parent is None or parent.id in seen:
            return one
        seen.add(parent.id)
        one = parent
    return one


def comment_places(trip: Trip) -> dict[str, Place]:
    """Return the places of comments in the manuscript, by their ids."""
    where: dict[str, Place] = {}
    for strand in (trip.comparison.body, *trip.comparison.notes.values()):
        of_side = {n: g for g in strand.groups for n in g.news}
        for number, side in enumerate(strand.sides):
            group = of_side.get(number)
            olds = group.olds if group else []
            trace = strand.traces[olds[0]] if olds else None
            if group and not olds and 0 <= group.behind < len(strand.traces):
                trace = strand.traces[group.behind]
            place = place_of_trace(trip, trace, strand.name)
            for at in side.numbers:
                for name in strand.paragraphs[at].comments:
                    if place:
                        where.setdefault(name, place)
    return where

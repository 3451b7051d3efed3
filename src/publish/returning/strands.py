"""The book and the file that came back side by side: the text, and every note, in groups.

A group is a paragraph of the book with the one it became; or several, where paragraphs were split
or joined; or one alone, where it was taken out or put in; or a whole row that was put into a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from publish.editions.docx.wording import Change, Kind, Note, Paragraph, Wording
from publish.provenance import Trace, Traces
from publish.provenance.trace import GENERATED
from publish.returning.matching import Known, known, match, with_kinds_of
from publish.returning.sides import Accepts, Side, after, before


@dataclass(slots=True)
class Group:
    """Paragraphs of the book (`olds`, by number) and what became of them (`news`).

    `behind` is the number of the paragraph of the book after which new ones stand, -1 at the
    start. `changes` tells who tracked something here, `problem` why nothing can be done with it.
    """

    olds: list[int] = field(default_factory=list)
    news: list[int] = field(default_factory=list)
    behind: int = -1
    changes: list[Change] = field(default_factory=list)
    problem: str = ""


@dataclass(slots=True)
class Strand:
    """One text flow: the body, or the note `name`. `traces` is the book, `sides` the file."""

    name: str
    traces: list[Trace]
    sides: list[Side]
    paragraphs: list[Paragraph]
    groups: list[Group] = field(default_factory=list)
    pairs: dict[int, int] = field(default_factory=dict)  # number in the file as sent -> in the book


@dataclass(frozen=True, slots=True)
class Comparison:
    """All strands, and which note of the file is which of the book."""

    body: Strand
    notes: dict[str, Strand]
    same: dict[str, str]  # id of a note in the file -> id in the book


def compare(returned: Wording, traces: Traces, accepts: Accepts) -> Comparison:
    """Lay a file that came back beside the book."""
    # A program that knows no formulas loses all; where one is left, one that is gone was taken out.
    pieces = (piece for one in returned.paragraphs for piece in one.pieces)
    kept = frozenset(piece.kind for piece in pieces if piece.kind is Kind.FORMULA)
    body = _strand("", list(returned.paragraphs), traces.body, accepts, kept)
    same = _same_notes(returned, traces)
    notes: dict[str, Strand] = {}
    for here, there in same.items():
        if here in returned.notes and there in traces.notes and there not in notes:
            paragraphs = list(returned.notes[here].paragraphs)
            notes[there] = _strand(there, paragraphs, traces.notes[there], accepts)
    return Comparison(body, notes, same)


def _strand(
    name: str,
    paragraphs: list[Paragraph],
    traces: list[Trace],
    accepts: Accepts,
    kept: frozenset[Kind] = frozenset(),
) -> Strand:
    sent = before(paragraphs)
    pairs = match([known(one.paragraph) for one in sent], [known(one.paragraph) for one in traces])
    if name and len(sent) == len(traces) == 1:
        pairs = {0: 0}
    for number, side in enumerate(sent):
        if number in pairs:
            rows = [paragraphs[at].pieces for at in side.numbers]
            kinds = with_kinds_of(rows, traces[pairs[number]].paragraph.pieces, kept)
            for at, pieces in zip(side.numbers, kinds, strict=True):
                paragraphs[at] = replace(paragraphs[at], pieces=pieces)
    sides = after(paragraphs, accepts)
    made = Strand(name, traces, sides, paragraphs, pairs=pairs)
    _group(made, before(paragraphs))
    return made


def _group(strand: Strand, sent: Sequence[Side]) -> None:
    """Join what belongs together: a paragraph of the book and each that has words of it."""
    old_of = {at: strand.pairs.get(n) for n, one in enumerate(sent) for at in one.numbers}
    new_of = {at: n for n, one in enumerate(strand.sides) for at in one.numbers}
    groups: dict[int, Group] = {n: Group([n]) for n in range(len(strand.traces))}
    of_new: dict[int, Group] = {}
    for at, one in enumerate(strand.paragraphs):
        old, new = old_of.get(at), new_of[at]
        if not _is_kept(one, strand.sides[new]):
            continue
        mine = groups[old] if old is not None else None
        other = of_new.get(new)
        if mine and other and mine is not other:
            other.olds += mine.olds
            other.news += [n for n in mine.news if n not in other.news]
            for n in mine.olds:
                groups[n] = other
            for n in mine.news:
                of_new[n] = other
        elif mine and not other:
            mine.news.append(new)
            of_new[new] = mine
    _link_rewritten(strand, (old_of, new_of), groups, of_new)
    _add_new(strand, of_new, groups)
    _tell_changes(strand, (old_of, new_of), groups, of_new)
    unique = {id(one): one for one in [*groups.values(), *of_new.values()]}
    for each in unique.values():
        each.olds.sort()
        each.news.sort()
    strand.groups = list(unique.values())


def _tell_changes(
    strand: Strand,
    numbers: tuple[dict[int, int | None], dict[int, int]],
    groups: dict[int, Group],
    of_new: dict[int, Group],
) -> None:
    """Tell every group who changed something in it."""
    old_of, new_of = numbers
    for at, one in enumerate(strand.paragraphs):
        old, new = old_of.get(at), new_of[at]
        found = of_new.get(new)
        if found and found.olds and not _is_kept(one, strand.sides[new]):
            found = None
        group = found or (groups[old] if old is not None else None)
        if group:
            group.changes += [c for c in changes_in(one) if c not in group.changes]


def _link_rewritten(
    strand: Strand,
    numbers: tuple[dict[int, int | None], dict[int, int]],
    groups: dict[int, Group],
    of_new: dict[int, Group],
) -> None:
    """Keep paragraphs together of which every word was changed, but not the end."""
    old_of, new_of = numbers
    for at, one in enumerate(strand.paragraphs):
        old, new = old_of.get(at), new_of[at]
        if old is None or new in of_new or groups[old].news or strand.sides[new].is_empty:
            continue
        if one.end_inserted is None and one.end_deleted is None:
            groups[old].news.append(new)
            of_new[new] = groups[old]


def _add_new(strand: Strand, of_new: dict[int, Group], groups: dict[int, Group]) -> None:
    """Make groups of paragraphs that have no words of the book, after what they stand behind."""
    behind = -1
    is_whole = _pictures(strand.sides) <= _pictures(strand.traces)
    for number, side in enumerate(strand.sides):
        if number in of_new:
            olds = of_new[number].olds
            behind = max(olds) if olds else behind
        elif side.is_empty or (
            side.paragraph.style.startswith(GENERATED)
            and not any(changes_in(strand.paragraphs[at]) for at in side.numbers)
        ):
            continue
        elif not (is_whole and _is_picture(side)):
            made = Group([], _new_row(strand, number, of_new) or [number], behind)
            of_new.update(dict.fromkeys(made.news, made))


def row_of(one: Paragraph) -> str:
    """Return what names the row of a table that a paragraph is in, "" outside of tables."""
    return one.place.rpartition("cell")[0]


def _new_row(strand: Strand, number: int, of_new: Mapping[int, Group]) -> list[int]:
    """Return the numbers of all paragraphs of a row that was put in with one of them."""
    row = row_of(strand.sides[number].paragraph)
    mine = [n for n, one in enumerate(strand.sides) if row and row_of(one.paragraph) == row]
    numbers = {at for n in mine for at in strand.sides[n].numbers}
    is_new = all(strand.paragraphs[at].end_inserted for at in numbers)
    return mine if is_new and of_new.keys().isdisjoint(mine) else []


def _pictures(row: Sequence[Side] | Sequence[Trace]) -> int:
    return sum(p.kind is Kind.PICTURE for one in row for p in one.paragraph.pieces)


def _is_picture(side: Side) -> bool:
    """Tell whether a paragraph is a picture and nobody tracked it: some journals want them last."""
    pieces = side.paragraph.pieces
    return all(
        not p.text.strip() and p.kind in (Kind.PICTURE, Kind.TEXT) for p in pieces
    ) and not any(p.inserted for p in pieces)


def _is_kept(one: Paragraph, side: Side) -> bool:
    """Tell whether a paragraph has words that were sent and are still there."""
    kept = {id(piece) for piece in side.paragraph.pieces}
    return any(
        piece.inserted is None
        and id(piece) in kept
        and (piece.text.strip() or piece.kind in (Kind.NOTE, Kind.PICTURE, Kind.FORMULA))
        for piece in one.pieces
    )


def changes_in(one: Paragraph) -> list[Change]:
    """Return who tracked what in a paragraph."""
    found = [
        change
        for piece in one.pieces
        for change in (piece.inserted, piece.deleted, piece.reformed)
        if change
    ]
    ends = (one.end_inserted, one.end_deleted, one.restyled)
    return list(dict.fromkeys([*found, *(end for end in ends if end)]))


def _same_notes(returned: Wording, traces: Traces) -> dict[str, str]:
    """Return which note of the file is which of the book: same words in order, then alike."""
    here = [p.ref for one in returned.paragraphs for p in one.pieces if p.kind is Kind.NOTE]
    there = [
        piece.ref
        for one in traces.body
        for piece in one.paragraph.pieces
        if piece.kind is Kind.NOTE
    ]
    mine = [
        known(_whole(before(returned.notes[ref].paragraphs)))
        for ref in here
        if ref in returned.notes
    ]
    theirs = [
        known(Paragraph(tuple(p for one in traces.notes[ref] for p in one.paragraph.pieces)))
        for ref in there
    ]
    here = [ref for ref in here if ref in returned.notes]
    pairs = match(mine, theirs)
    # Where citations are fields, only what these show tells one note from another.
    free = [
        [n for n in range(len(row)) if n not in used]
        for row, used in ((mine, pairs.keys()), (theirs, set(pairs.values())))
    ]
    shown = (
        [Known(row[n].shown) for n in rest] for row, rest in zip((mine, theirs), free, strict=True)
    )
    pairs.update({free[0][a]: free[1][b] for a, b in match(*shown).items()})
    same = {here[a]: there[b] for a, b in sorted(pairs.items())}
    same.update(_by_place(here, there, same))
    copies = {one.text: ref for one, ref in zip(theirs, there, strict=True)}
    copies |= {_accepted(returned.notes[ref]): same[ref] for ref in here if ref in same}
    for ref, one in zip(here, mine, strict=True):
        # Words that were moved take their notes along, as copies of what is accepted.
        if ref not in same and one.text in copies:
            same[ref] = copies[one.text]
    return same


def _accepted(note: Note) -> str:
    pieces = (piece for one in note.paragraphs for piece in one.pieces if piece.deleted is None)
    return known(Paragraph(tuple(pieces))).text


def _whole(sides: Sequence[Side]) -> Paragraph:
    return Paragraph(tuple(piece for one in sides for piece in one.paragraph.pieces))


def _by_place(here: list[str], there: list[str], same: dict[str, str]) -> list[tuple[str, str]]:
    """Return pairs of notes that have nothing in common but their place between the same two."""
    found = []
    taken = set(same.values())
    for at, ref in enumerate(here):
        if ref in same:
            continue
        left = same.get(here[at - 1], "") if at else ""
        right = same.get(here[at + 1], "") if at + 1 < len(here) else ""
        first = there.index(left) + 1 if left else 0
        last = there.index(right) if right else len(there)
        if last - first == 1 and there[first] not in taken:
            found.append((ref, there[first]))
    return found

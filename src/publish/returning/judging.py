"""Changes of what the tool makes: words of citations, numbers, lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from publish.editions.docx.wording import Kind
from publish.provenance.exported import Part, tokens_of_pieces
from publish.provenance.markdown import Sort
from publish.returning.hunks import END, Hunk, Old, hunks, key_of, who
from publish.returning.sides import before
from publish.returning.strands import Group, Strand
from publish.returning.work import Step, Work, said, words_of


def generated(work: Work, one: Hunk) -> str:
    """Return what was changed that the tool makes: a citation's id, or a word for it.

    "" if nothing was. Taking a citation or a reference out is no change of its words.
    """
    mine = work.old[one.first : one.last]
    made = [old.token.piece for old in mine if _is_made(old)]
    is_sourced = any(old.source for old in mine if old.token.part is Part.WORD)
    new_kinds = {new.token.piece.kind for new in work.new[one.start : one.end]}
    has_words = any(new.token.part is Part.WORD for new in work.new[one.start : one.end])
    unsourced = any(old.source is None for old in mine if _is_made(old))
    if any(piece.kind is Kind.LABEL for piece in made):
        return "number"
    is_changed = Kind.CITATION in new_kinds or (not is_sourced and (has_words or unsourced))
    if made and is_changed:
        return made[0].ref or "number"
    if Kind.CITATION in new_kinds:
        return "citation"
    if any(old.token.part is Part.WORD for old in mine) and not is_sourced:
        return "settings"
    return ""


def _is_made(old: Old) -> bool:
    piece = old.token.piece
    if piece.kind is Kind.LINK:
        return old.source is None or old.source.sort is Sort.CITE
    return piece.kind in (Kind.CITATION, Kind.LABEL, Kind.FIELD)


def stale(work: Work, same: Mapping[str, str]) -> list[Step]:
    """Return what an editor changed in words that the author has changed since."""
    strand = work.strand
    sides = before(strand.paragraphs)
    sent = [n for n, old in sorted(strand.pairs.items()) if old in work.group.olds]
    was: list[Old] = []
    for number in sent:
        was += [Old(END, None, number, "¶")] if was else []
        pieces = sides[number].paragraph.pieces
        was += [Old(one, None, number, key_of(one, same)) for one in tokens_of_pieces(pieces)]
    return [
        Step(
            (),
            said(was[one.first : one.last]),
            said(work.new[one.start : one.end]),
            tuple(who(work.new, one, work.group)),
            problem=work.group.problem,
        )
        for one in hunks(was, work.new)
    ]


def steps_aside(work: Work) -> Iterator[Step]:
    """Yield a step for what changed in a group beside its words, and is told in any case."""
    yield from _field_steps(work.strand, work.group)
    yield from _cut_steps(work)


def _field_steps(strand: Strand, group: Group) -> Iterator[Step]:
    """Yield a step for every field in which something was tracked: what it shows is made anew."""
    numbers = {at for n in group.news for at in strand.sides[n].numbers}
    for at in sorted(numbers):
        for kind, row in groupby(strand.paragraphs[at].pieces, key=lambda one: one.kind):
            pieces = list(row)
            changed = [one.inserted or one.deleted for one in pieces]
            if kind is Kind.FIELD and any(changed) and not all(changed):
                old = words_of(one.text for one in pieces if one.inserted is None)
                new = words_of(one.text for one in pieces if one.deleted is None)
                changes = tuple(dict.fromkeys(filter(None, changed)))
                yield Step((), old, new, changes, generated="number")


def _cut_steps(work: Work) -> Iterator[Step]:
    """Yield a step for every paragraph whose end was taken out though it cannot run on.

    An equation with a number, or a table, follows: LibreOffice lets what stands around it be
    joined, and keeps the cells.
    """
    sides = work.strand.sides
    for number in work.group.news:
        one = sides[number]
        if one.cut is None or one.is_empty:
            continue
        following = (x for x in sides[number + 1 :] if not x.is_empty)
        behind = next((x for x in following if x.paragraph.place == one.paragraph.place), None)
        if behind is None:
            continue  # the end of a cell, in a row that was taken out
        old = " ".join(words_of(p.text for p in one.paragraph.pieces).split()[-8:])
        new = " ".join(words_of(p.text for p in behind.paragraph.pieces).split()[:8])
        problem = "its end was taken out, but a table or an equation stands before what follows"
        yield Step((), f"{old} ¶ {new}", f"{old} {new}", (one.cut,), problem=problem)


def is_number_gone(work: Work, one: Hunk) -> bool:
    """Tell whether only what fields show was taken out: programs lose them, and journals too."""
    gone = work.old[one.first : one.last]
    return (
        one.start == one.end
        and any(old.token.piece.kind is Kind.FIELD for old in gone)
        and all(old.token.piece.kind is Kind.FIELD or not old.token.text.strip() for old in gone)
    )


def is_formula_gone(work: Work, one: Hunk) -> bool:
    """Tell whether fewer formulas are there than were."""
    gone = sum(old.token.part is Part.MATH for old in work.old[one.first : one.last])
    return gone > sum(new.token.part is Part.MATH for new in work.new[one.start : one.end])

"""What the author changed after a file was sent out is no change of the editor's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

from publish.editions.docx.wording import Kind, Paragraph
from publish.editions.docx.wording.inline import MARK
from publish.editions.docx.wording.pieces import content_hash
from publish.provenance import Manifest
from publish.returning.matching import known
from publish.returning.sides import Side, before
from publish.returning.strands import Comparison, Group, Strand

STALE = "the manuscript does not have these words as they were sent"


def settle_changes_since(comparison: Comparison, manifest: Manifest | None) -> None:
    """Leave out groups in which only the author changed something; mark those where both did.

    A paragraph is as it was sent where its words are those of the manifest, or where the hash in
    its mark is that of its words.
    """
    body: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    if manifest:
        body.update(known(one).text for one in manifest.wording.paragraphs)
        every = manifest.wording.notes.values()
        notes.update(known(one).text for note in every for one in note.paragraphs)
    _settle(comparison.body, body, has_manifest=manifest is not None)
    for strand in comparison.notes.values():
        _settle(strand, notes, has_manifest=manifest is not None)


def _settle(strand: Strand, sent: Mapping[str, int], *, has_manifest: bool) -> None:
    sides = before(strand.paragraphs)
    here = Counter(known(one.paragraph).text for one in sides)
    kept = []
    for group in strand.groups:
        if group.olds and group.news:
            is_stale = _is_stale(strand, group, sides, sent)
            group.problem = STALE if is_stale else ""
            is_ours = is_stale and not group.changes
        elif group.olds:
            # Nobody tracked that it was taken out: then it must be known to have been there, and
            # as often as it was sent it must not be there still.
            words = {known(strand.traces[n].paragraph).text for n in group.olds}
            is_gone = has_manifest and any(sent.get(one, 0) > here[one] for one in words)
            is_ours = not group.changes and not is_gone
        else:
            numbers = {at for n in group.news for at in strand.sides[n].numbers}
            pieces = [piece for at in numbers for piece in strand.paragraphs[at].pieces]
            was_there = any(one.inserted is None and one.text.strip() for one in pieces)
            was = [one for one in sides if was_there and numbers.intersection(one.numbers)]
            is_known = any(known(one.paragraph).text in sent for one in was if not one.is_empty)
            group.problem = STALE if is_known else ""
            is_ours = is_known and not group.changes
        if not is_ours:
            kept.append(group)
    strand.groups = kept


def _is_stale(strand: Strand, group: Group, sides: list[Side], sent: Collection[str]) -> bool:
    for number, old in strand.pairs.items():
        if old not in group.olds:
            continue
        mine, theirs = sides[number].paragraph, strand.traces[old].paragraph
        text = known(mine).text
        if text == known(theirs).text or _shown(mine) == _shown(theirs):
            continue
        if text in sent or _has_its_hash(mine):
            return True
    return False


def _has_its_hash(one: Paragraph) -> bool:
    found = (MARK.fullmatch(mark) for mark in one.marks)
    return any(mark is not None and mark[2] == content_hash(one.text) for mark in found)


def _shown(one: Paragraph) -> str:
    """Return all that is to be read, fields too, but no numbers: those of pages differ."""
    words = "".join(piece.text for piece in one.pieces if piece.kind is not Kind.FORMULA)
    return re.sub(r"[\divxlc]+", "0", " ".join(words.split()))

"""What must be equal between the book and what was accepted: words and formats, not what is made.

Of citations, numbers and formulas only that they are there; of notes what they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publish.editions.docx.wording import Kind, Note
from publish.provenance import Trace, Traces
from publish.provenance.exported import Part, Token, tokens_of_pieces
from publish.provenance.markdown import Sort, SourceToken
from publish.returning.hunks import END
from publish.returning.work import Work
from publish.returning.writing_markdown import form_of


def _atom(token: Token, source: SourceToken | None, notes: Mapping[str, str]) -> str:
    """Return what is compared of one token: of what the tool makes only that it is there."""
    if token is END or token.key == "¶":
        return "¶"
    kind = token.piece.kind
    if kind is Kind.LINK and (source is None or source.sort is Sort.CITE):
        return "⌈made"
    if token.part is Part.NOTE:
        return f"⌈note {notes.get(token.piece.ref, '')}"
    if token.part is Part.WORD:
        return f"{token.text}⌈{form_of(token)}"
    if token.is_text:
        return " " if token.part is Part.SPACE else token.key
    return "" if token.part is Part.PICTURE else f"⌈{token.part}"


def _key(atoms: Iterable[str]) -> str:
    """Return atoms as one text; neighbours made by the tool are one, spaces count once."""
    row: list[str] = []
    for atom in atoms:
        is_repeated = atom in ("⌈made", " ") and row and row[-1] == atom
        if atom and not is_repeated:
            row.append(atom)
    return "|".join(row).strip("| ")


def trace_key(trace: Trace, notes: Mapping[str, str]) -> str:
    """Return what a paragraph of the book says; `notes` has what its notes say, by their ids."""
    found = trace.found or [None] * len(trace.tokens)
    pairs = zip(trace.tokens, found, strict=True)
    return _key(_atom(token, source, notes) for token, source in pairs)


def note_keys(traces: Traces) -> dict[str, str]:
    """Return what every note of the book says, by its id."""
    return {
        name: "¶".join(trace_key(one, {}) for one in found) for name, found in traces.notes.items()
    }


def work_keys(work: Work, notes: Mapping[str, str]) -> list[str]:
    """Return what a group's paragraphs must say once the steps that are on are taken."""
    on = [step for step in work.steps if step.is_on]
    if not work.group.olds or not work.group.news:
        if not on:
            return [trace_key(work.strand.traces[n], notes) for n in work.group.olds]
        return _cut(_atom(one.token, None, notes) for one in work.new)
    spans = sorted((h for step in on for h in step.hunks), key=lambda h: h.first)
    atoms: list[str] = []
    at = 0
    for hunk in [*spans, None]:
        upto = hunk.first if hunk else len(work.old)
        atoms += [_atom(one.token, one.source, notes) for one in work.old[at:upto]]
        if hunk:
            atoms += [_atom(one.token, None, notes) for one in work.new[hunk.start : hunk.end]]
            at = hunk.last
    return _cut(atoms)


def _cut(atoms: Iterable[str]) -> list[str]:
    rows: list[list[str]] = [[]]
    for atom in atoms:
        if atom == "¶":
            rows.append([])
        else:
            rows[-1].append(atom)
    return [_key(row) for row in rows]


def added_keys(note: Note) -> list[str]:
    """Return what a note says that an editor added, paragraph by paragraph."""
    return [
        _key(
            _atom(token, None, {})
            for token in tokens_of_pieces([x for x in one.pieces if x.deleted is None])
        )
        for one in note.paragraphs
    ]

"""Paragraphs that stand elsewhere now: their source goes with them, citations and all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from publish.provenance import Source, Trace
from publish.provenance.markdown import Sort
from publish.returning import blocks
from publish.returning.placing import Edit, edited
from publish.returning.strands import Strand
from publish.returning.work import Step, Work, words_of

_ALIKE = 0.7
_FEW = 3  # words that a paragraph may have in common with others by chance
HOMELESS = "it was moved to a place where it cannot be put"


def moves(body: Strand) -> dict[int, int]:
    """Return, by the number of a paragraph that was put in, the one taken out that it was."""
    gone = {
        number: _text(body.traces[number])
        for group in body.groups
        if not group.news
        for number in group.olds
        if body.traces[number].file >= 0
    }
    put_in = {
        number: words_of(piece.text for piece in body.sides[number].paragraph.pieces)
        for group in body.groups
        if not group.olds
        for number in group.news
    }
    scores = []
    for new, said in put_in.items():
        for old, words in gone.items():
            matcher = SequenceMatcher(None, words.split(), said.split(), False)
            if matcher.quick_ratio() >= _ALIKE and len(words.split()) > _FEW:
                scores.append((matcher.ratio(), -abs(new - old), new, old))
    found: dict[int, int] = {}
    for score, _, new, old in sorted(scores, reverse=True):
        if score >= _ALIKE and new not in found and old not in found.values():
            found[new] = old
    return found


def destinations(works: Sequence[Work]) -> list[tuple[Step, list[Step]]]:
    """Return every step that takes a paragraph out whose words stand in others, and these."""
    places = [(frozenset(s.new.split()), s) for work in works for s in work.steps if s.new]
    found = []
    for work in works:
        if work.group.news or not work.steps:
            continue
        words = frozenset(work.steps[0].old.split())
        if len(words) > _FEW:
            goals = [one for said, one in places if len(words & said) >= _ALIKE * len(words)]
            found += [(work.steps[0], goals)] if goals else []
    return found


def _text(trace: Trace) -> str:
    return words_of(piece.text for piece in trace.paragraph.pieces)


def carried(sources: Sequence[Source], trace: Trace, target: int, edits: Sequence[Edit]) -> str:
    """Return the source of a paragraph, changed by edits, to stand in the file `target`.

    In another file the notes that it calls are defined behind it, under labels free there.
    """
    source = sources[trace.file]
    start, end = _reach(source.text, trace)
    said = edited(source.text[:end], edits)[start:].strip()
    if target == trace.file:
        return said
    free = _free_names(sources[target].text)
    for label in dict.fromkeys(re.findall(r"\[\^([^\[\]\s]+)\](?!:)", said)):
        own = [one for one in source.tokens if one.stream == label]
        if own:
            last = max(one.end for one in own if one.sort is not Sort.SPACE)
            definition = source.text[own[0].start : last]
            name = free(label)
            said = said.replace(f"[^{label}]", f"[^{name}]")
            said += "\n\n" + definition.strip().replace(f"[^{label}]", f"[^{name}]", 1)
    return said


def _free_names(text: str) -> Callable[[str], str]:
    taken = set(re.findall(r"\[\^([^\[\]\s]+)\]", text))

    def free(label: str) -> str:
        name = label
        while name in taken:
            name += "-moved"
        taken.add(name)
        return name

    return free


def _reach(text: str, trace: Trace) -> tuple[int, int]:
    """Return where the source of a paragraph begins and ends, the markup at its edges included."""
    start = blocks.line_start(text, trace.start)
    line = text[start : trace.start]
    if line.strip(" >-*+\t") or ">" in line:
        start = trace.start - (len(line) - len(line.rstrip("[*_")))
    after = text[trace.end : blocks.line_end(text, trace.end)]
    return start, trace.end + (len(after) if after.startswith(("*", "_", "]", "{", " {")) else 0)


def definitions(sources: Sequence[Source], trace: Trace) -> Iterator[Edit]:
    """Yield the changes that remove the notes which a paragraph calls, and nothing else calls."""
    for one in trace.found:
        if one and one.sort is Sort.NOTE and one.key.startswith("[^"):
            yield from blocks.definition(sources[trace.file], trace.file, one.key[2:-1])

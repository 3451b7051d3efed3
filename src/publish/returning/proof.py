"""Every change is proved: the book, exported again, must say what was accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from publish.provenance import Source
from publish.provenance.exported import Part, Token
from publish.provenance.trace import GENERATED
from publish.returning.exporting import Export, Exporter, exports
from publish.returning.keys import added_keys, note_keys, trace_key, work_keys
from publish.returning.moving import HOMELESS, destinations
from publish.returning.placing import Edit, edited
from publish.returning.steps import Planner
from publish.returning.strands import Comparison
from publish.returning.tables import laid
from publish.returning.work import Step, Work

WITHDRAWN = "built again, the book would not say what was accepted"
_NEAR = 2  # paragraphs from one that differs in which the change at fault is looked for first
_ROUNDS = 10  # exports at most; what is not proved by then is withdrawn


def patched(sources: Sequence[Source], steps: Iterable[Step]) -> dict[str, str]:
    """Return the texts of the files that steps change, by their paths."""
    edits: dict[int, list[Edit]] = defaultdict(list)
    for step in steps:
        for edit in step.edits:
            edits[edit.file].append(edit)
    texts = {}
    for number, found in edits.items():
        text = sources[number].text
        texts[sources[number].path] = edited(text, laid(text, found))
    return texts


def settle_overlaps(works: Sequence[Work]) -> None:
    """Give up, of two changes that touch the same place of the source, the later one.

    Those that take out the same lines agree: the cells of a row that goes.
    """
    taken: dict[int, list[Edit]] = defaultdict(list)
    for step in (step for work in works for step in work.steps if step.is_possible):
        for edit in step.edits:
            rows = [one for one in taken[edit.file] if one != edit or edit.new]
            is_point = edit.start == edit.end
            clash = any(
                (edit.start < one.end and one.start < edit.end)
                or (is_point and one.start < edit.start < one.end)
                for one in rows
            )
            if clash:
                step.problem = "another change stands at the same place"
                break
        else:
            for edit in step.edits:
                taken[edit.file].append(edit)


@dataclass(frozen=True, slots=True)
class _Line:
    key: str
    works: tuple[Work, ...]


class Prover:
    """Proves the steps of works, and turns those off that cannot be proved."""

    def __init__(self, exporter: Exporter, planner: Planner, works: Sequence[Work]) -> None:
        self.exporter, self.base, self.works = exporter, planner.base, works
        self.comparison: Comparison = planner.comparison
        self.planner = planner
        self.export: Export = planner.base
        self.moved = destinations(works)
        self.of_note = defaultdict(list)
        for work in works:
            if work.strand.name:
                self.of_note[work.strand.name].append(work)

    def prove(self) -> dict[str, str]:
        """Return the new texts of the files that change, every step in them proved."""
        waiting: dict[int, list[Step]] = {}
        for work in self.works:
            for step in work.steps:
                step.is_on = step.is_possible
        self._keep_homeless()
        for _ in range(_ROUNDS):
            failed = self._failures()
            for work in failed:
                self._step_back(work, waiting)
            self._keep_homeless()
            if not self._step_on(waiting) and not failed:
                return patched(self.base.sources, self._on())
        return self._last()

    def _last(self) -> dict[str, str]:
        """Give up all that is in doubt, in whole files where it cannot be told apart."""
        failed = self._failures()
        while failed:
            for work in failed:
                for step in work.steps:
                    self._withdraw(step)
            again = self._failures()
            if again and {id(one) for one in again} == {id(one) for one in failed}:
                for step in self._on():
                    self._withdraw(step)
            self._keep_homeless()
            failed = again
        return patched(self.base.sources, self._on())

    def _keep_homeless(self) -> None:
        """Keep what was moved where it was, if it cannot be put where it went."""
        for origin, places in self.moved:
            if origin.is_possible and not any(one.is_possible for one in places):
                origin.problem, origin.is_on = HOMELESS, False

    def _on(self) -> list[Step]:
        return [step for work in self.works for step in work.steps if step.is_on]

    @staticmethod
    def _withdraw(step: Step) -> None:
        if step.is_possible:
            step.problem = WITHDRAWN
        step.is_on = False

    def _step_back(self, work: Work, waiting: dict[int, list[Step]]) -> None:
        """Take back the steps of a work: the only one for good, of several one after the other."""
        on = [step for step in work.steps if step.is_on]
        if id(work) not in waiting and len(on) > 1:
            waiting[id(work)] = on
            for step in on:
                step.is_on = False
        elif on:
            self._withdraw(on[-1])

    @staticmethod
    def _step_on(waiting: dict[int, list[Step]]) -> bool:
        """Try the next step of every work whose steps are tried one by one."""
        is_any = False
        for rest in waiting.values():
            if rest:
                step = rest.pop(0)
                step.is_on = step.is_possible
                is_any = True
        return is_any

    def _failures(self) -> list[Work]:
        """Export the book with the steps that are on; return the works it does not bear out."""
        on = self._on()
        if not on:
            return []
        found = exports(self.exporter, patched(self.base.sources, on))
        if found is None:
            return self._halves([work for work in self.works if any(s.is_on for s in work.steps)])
        self.export = found
        return self._differing(found)

    def _halves(self, works: list[Work]) -> list[Work]:
        """Return the works with which the book cannot be built."""
        if len(works) == 1:
            return works
        failed: list[Work] = []
        for half in (works[: len(works) // 2], works[len(works) // 2 :]):
            steps = [step for work in half for step in work.steps if step.is_on]
            if exports(self.exporter, patched(self.base.sources, steps)) is None:
                failed += self._halves(half)
        return failed or works

    def _differing(self, found: Export) -> list[Work]:
        wanted = [line for line in self._lines() if line.key]
        notes = note_keys(found.traces)
        made = [
            key
            for one in found.traces.body
            if not one.paragraph.style.startswith(GENERATED) and (key := trace_key(one, notes))
        ]
        failed: dict[int, Work] = {}
        far: dict[int, Work] = {}
        keys = [line.key for line in wanted]
        for tag, a, b, _, _ in SequenceMatcher(None, keys, made, False).get_opcodes():
            if tag == "equal":
                continue
            near = [w for line in wanted[a:b] for w in line.works if _is_on(w)]
            reach = 1
            while not near and reach < len(wanted):
                around = wanted[max(a - reach, 0) : b + reach]
                near = [w for line in around for w in line.works if _is_on(w)]
                reach *= 2
            goal = failed if reach <= _NEAR else far
            goal.update((id(one), one) for one in near)
        # Where no paragraph that was changed is at fault, one that came or went is: something
        # else referred to it. Changes of words are the last to be doubted.
        if far and not failed:
            return [one for one in self.works if _is_whole(one)] or list(far.values())
        return list(failed.values())

    def _lines(self) -> Iterator[_Line]:
        """Yield what the book must say, paragraph by paragraph, and what each rests on."""
        notes = self._expected_notes()
        body = self.comparison.body
        of_old: dict[int, Work] = {}
        behind: dict[int, list[Work]] = defaultdict(list)
        for work in self.works:
            if work.strand is body:
                for number in work.group.olds:
                    of_old[number] = work
                if not work.group.olds:
                    behind[work.group.behind].append(work)
        yield from self._new_lines(behind[-1], notes)
        for number, trace in enumerate(body.traces):
            own = of_old.get(number)
            if own is None:
                if not trace.paragraph.style.startswith(GENERATED):
                    yield _Line(trace_key(trace, notes), self._called(trace.tokens))
            elif number == own.group.olds[0]:
                called = self._called(one.token for one in own.old)
                for key in work_keys(own, notes):
                    yield _Line(key, (own, *called))
            yield from self._new_lines(behind[number], notes)

    def _new_lines(self, works: Sequence[Work], notes: dict[str, str]) -> Iterator[_Line]:
        for work in works:
            if _is_on(work):
                for key in work_keys(work, notes):
                    yield _Line(key, (work,))

    def _called(self, tokens: Iterable[Token]) -> tuple[Work, ...]:
        refs = [one.piece.ref for one in tokens if one.part is Part.NOTE]
        return tuple(work for ref in refs for work in self.of_note.get(ref, ()))

    def _expected_notes(self) -> dict[str, str]:
        """Return what every note must say, by the ids of the book and of the file."""
        notes = note_keys(self.base.traces)
        for name, works in self.of_note.items():
            own = {n: work for work in works for n in work.group.olds}
            rows: list[str] = []
            for number, trace in enumerate(works[0].strand.traces):
                work = own.get(number)
                if work is None:
                    rows.append(trace_key(trace, {}))
                elif number == work.group.olds[0]:
                    rows += work_keys(work, {})
            notes[name] = "¶".join(rows)
        here = {a: notes[b] for a, b in self.comparison.same.items() if b in notes}
        new = {
            name: "¶".join(added_keys(note))
            for name, note in self.planner.returned.items()
            if name not in here
        }
        return {**notes, **here, **new}


def _is_whole(work: Work) -> bool:
    """Tell whether whole paragraphs come, go, are divided or joined by a step that is on."""
    ends = any(one.key == "¶" for row in (work.old, work.new) for one in row)
    return _is_on(work) and (ends or not work.group.olds or not work.group.news)


def _is_on(work: Work) -> bool:
    return any(step.is_on for step in work.steps)

"""What would change the source: for every group of paragraphs the steps that can be proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publish.editions.docx.wording import Kind, Note
from publish.provenance import Trace
from publish.provenance.exported import Part, tokens_of_pieces
from publish.provenance.trace import GENERATED
from publish.returning import blocks, moving, rows
from publish.returning.exporting import Export
from publish.returning.hunks import Hunk, New, hunks, new_tokens, old_tokens, who
from publish.returning.judging import (
    generated,
    is_formula_gone,
    is_number_gone,
    stale,
    steps_aside,
)
from publish.returning.placing import Edit, Setting, UnplacedError, place
from publish.returning.strands import Comparison, Group, Strand
from publish.returning.tables import by_line
from publish.returning.work import Step, Work, said, words_of
from publish.returning.writing_markdown import Habits, at_line_start, markdown_of


class Planner:
    """Makes the steps of a comparison."""

    def __init__(
        self, base: Export, comparison: Comparison, notes: Mapping[str, Note], *, smart: bool
    ) -> None:
        self.base, self.comparison, self.returned = base, comparison, notes
        self.habits = [Habits.of(one.text, smart=smart) for one in base.sources]
        self.calls = self._calls()
        self.taken = _deleted(comparison.body)
        self.moves = moving.moves(comparison.body)

    def works(self) -> list[Work]:
        """Return all groups in which something changed."""
        found = []
        for strand in (self.comparison.body, *self.comparison.notes.values()):
            for group in strand.groups:
                work = self._work(strand, group)
                if work.steps:
                    found.append(work)
        return found

    def _calls(self) -> dict[str, str]:
        """Return what calls each note in the source, by the ids of the book and of the file."""
        called = {}
        for name, (number, token) in self.base.traces.calls.items():
            called[name] = self.base.sources[number].text[token.start : token.end]
        here = {a: called[b] for a, b in self.comparison.same.items() if b in called}
        return {**called, **here}

    def _work(self, strand: Strand, group: Group) -> Work:
        old = old_tokens(strand, group)
        new = new_tokens(strand, group, self.comparison.same)
        work = Work(strand, group, old, new)
        styles = [strand.traces[n].paragraph.style for n in group.olds]
        styles += [strand.sides[n].paragraph.style for n in group.news if not group.olds]
        if any(style.startswith(GENERATED) for style in styles):
            if group.changes:
                was, now = (words_of(x.token.text for x in row) for row in (old, new))
                work.steps = [Step((), was, now, tuple(group.changes), generated="list")]
        elif not group.olds:
            work.steps = [self._put_in(work)]
        elif not group.news:
            work.steps = list(self._gone(work))
        else:
            found = hunks(old, new)
            if len(group.olds) == len(group.news) == 1:
                work.steps = [self._step(work, (one,)) for one in found]
            elif found:
                work.steps = [self._step(work, tuple(found))]
        if group.problem and group.olds and group.news:
            work.steps = stale(work, self.comparison.same)
        for step in work.steps:
            step.problem = step.problem or group.problem
        work.steps += steps_aside(work)
        return work

    def setting(self, strand: Strand, number: int) -> Setting:
        """Return what a change in a file is placed into."""
        stream = ""
        if strand.name in self.base.traces.calls:
            token = self.base.traces.calls[strand.name][1]
            stream = token.key[2:-1] if token.key.startswith("[^") else token.key.removeprefix("⌈")
        return Setting(number, self.base.sources[number], stream, self.habits[number], self.calls)

    # --- one stretch ---------------------------------------------------------------------------

    def _step(self, work: Work, found: tuple[Hunk, ...]) -> Step:
        first, last = found[0], found[-1]
        # Of a paragraph that was divided or joined, the words around tell which it is.
        rows = work.old[first.first : last.last], work.new[first.start : last.end]
        near = 7 if any(one.key == "¶" for row in rows for one in row) else 0
        step = Step(
            found,
            said(work.old[max(first.first - near, 0) : last.last + near]),
            said(work.new[max(first.start - near, 0) : last.end + near]),
            tuple(dict.fromkeys(c for one in found for c in who(work.new, one, work.group))),
        )
        step.generated = next(filter(None, (generated(work, one) for one in found)), "")
        if step.generated:
            return step
        if not step.changes and all(is_number_gone(work, one) for one in found):
            step.problem = "a number that the tool makes is gone, and nobody tracked it"
            return step
        if not step.changes and any(is_formula_gone(work, one) for one in found):
            step.old = step.old or "a formula"
            step.problem = "a formula is gone, and nobody tracked it"
            return step
        trace = next((t for n in work.group.olds if (t := work.strand.traces[n]).file >= 0), None)
        if trace is None:
            refs = [x.token.piece.ref for x in work.old if x.token.piece.kind is Kind.CITATION]
            step.generated = refs[0] if refs else "settings"
            return step
        setting = self.setting(work.strand, trace.file)
        if "cell" in trace.paragraph.place:
            habits = replace(setting.habits, is_table=True)
            setting = replace(setting, habits=habits)
        try:
            edits = [edit for one in found for edit in self._edits(setting, work, one)]
            step.edits = tuple(dict.fromkeys(edits))
        except UnplacedError as why:
            step.problem = str(why)
        return step

    def _edits(self, setting: Setting, work: Work, one: Hunk) -> Iterator[Edit]:
        gone = sum(x.key == "¶" for x in work.old[one.first : one.last])
        made = sum(x.key == "¶" for x in work.new[one.start : one.end])
        setting, texts = self._with_new_notes(setting, work.new[one.start : one.end])
        files = {t.file for n in work.group.olds if (t := work.strand.traces[n]).file >= 0}
        if len(files) > 1:
            paths = " and ".join(self.base.sources[one].path for one in sorted(files))
            raise UnplacedError(f"the paragraphs stand in different files, {paths}")
        if gone and made:
            raise UnplacedError("paragraphs were divided and joined at one place")
        change = blocks.split if made else blocks.join if gone else place
        is_cell = change is place and setting.habits.is_table
        parts = by_line(setting.source.text, work.old, one) if is_cell else [one]
        edits = [edit for part in parts for edit in change(setting, work.old, work.new, part)]
        yield from edits
        yield from self._without_definitions(setting, work, one)
        if texts:
            end = blocks.line_end(setting.source.text, max(edits[0].end - 1, 0))
            trace = work.trace
            end = max(end, blocks.line_end(setting.source.text, trace.end - 1) if trace else 0)
            yield Edit(setting.number, end, end, "".join(f"\n\n{text}" for text in texts))

    def _without_definitions(self, setting: Setting, work: Work, one: Hunk) -> Iterator[Edit]:
        kept = {new.key for new in work.new}
        for old in work.old[one.first : one.last]:
            is_note = old.token.part is Part.NOTE and old.key not in kept
            if is_note and old.source and old.source.key.startswith("[^"):
                label = old.source.key[2:-1]
                yield from blocks.definition(setting.source, setting.number, label)

    def _with_new_notes(self, setting: Setting, tokens: Sequence[New]) -> tuple[Setting, list[str]]:
        """Return a setting that knows the notes an editor added, and their definitions."""
        names, texts = {}, []
        for one in tokens:
            ref = one.token.piece.ref
            if one.token.part is not Part.NOTE or ref in setting.notes:
                continue
            note = self.returned.get(ref)
            if note is None:
                raise UnplacedError("the note that is called here is missing in the file")
            label = f"added-{ref[2:]}"
            while f"[^{label}]" in setting.source.text:
                label += "x"
            strand = Strand(ref, [], [], list(note.paragraphs))
            said = " ".join(self._said(setting, strand).split())
            names[ref] = f"[^{label}]"
            texts.append(f"[^{label}]: {said}")
        return blocks.renamed(setting, names), texts

    def _said(self, setting: Setting, strand: Strand) -> str:
        parts = [
            markdown_of(
                tokens_of_pieces([x for x in one.pieces if x.deleted is None]),
                setting.habits,
                "",
                {},
            )
            for one in strand.paragraphs
        ]
        return at_line_start(" ".join(parts).strip())

    # --- whole paragraphs ----------------------------------------------------------------------

    def _gone(self, work: Work) -> Iterator[Step]:
        """Yield what to do about paragraphs that are there no more, where they said something."""
        said = [one for n in work.group.olds if _says(one := work.strand.traces[n])]
        if any(one.file >= 0 for one in said):
            yield self._take_out(work)
        elif said and work.group.changes:
            # An equation, or the number of one whose row was taken out.
            is_equation = any(one.token.part is Part.MATH for one in work.old)
            gone = words_of(one.token.text for one in work.old)
            kind = "equation" if is_equation else "number"
            yield Step((), gone, "", tuple(work.group.changes), generated=kind)

    def _take_out(self, work: Work) -> Step:
        step = Step((), words_of(one.token.text for one in work.old), "", tuple(work.group.changes))
        if work.strand.name:
            step.problem = "a paragraph of a note was taken out"
            return step
        try:
            step.edits = tuple(self._without(work))
        except UnplacedError as why:
            step.problem = str(why)
        return step

    def _without(self, work: Work) -> Iterator[Edit]:
        kept = [one for n, one in enumerate(work.strand.traces) if n not in self.taken]
        for trace in (work.strand.traces[n] for n in work.group.olds):
            if trace.file < 0:
                continue
            place = self.base.sources[trace.file], trace.file, trace, kept
            yield from rows.take_out(*place) or blocks.take_out(*place)
            goal = next((new for new, old in self.moves.items() if old in work.group.olds), None)
            if goal is None or self._file_of(goal) != trace.file:
                yield from moving.definitions(self.base.sources, trace)

    def _file_of(self, number: int) -> int:
        """Return the file that a paragraph which was put in goes to, -1 if that is not known."""
        body = self.comparison.body
        group = next(one for one in body.groups if number in one.news)
        return next((one.file for one in self._neighbours(body, group) if one), -1)

    def _put_in(self, work: Work) -> Step:
        step = Step((), "", said(work.new), tuple(work.group.changes))
        side = work.strand.sides[work.group.news[0]]
        step.changes = tuple(
            dict.fromkeys(one.token.piece.inserted for one in work.new if one.token.piece.inserted)
        )
        if work.strand.name:
            step.problem = "a paragraph of a note was added"
            return step
        if "cell" in side.paragraph.place:
            return self._put_row_in(work, step)
        behind, following = self._neighbours(work.strand, work.group)
        number = next((one.file for one in (behind, following) if one), -1)
        if number < 0:
            step.problem = "what it stands beside was not found in the source"
            return step
        setting = self.setting(work.strand, number)
        try:
            moved = self._moved(work, number)
            setting, texts = (setting, []) if moved else self._with_new_notes(setting, work.new)
            tokens = [one.token for one in work.new]
            text = moved or at_line_start(
                markdown_of(tokens, setting.habits, "", setting.notes).strip()
            )
            style = side.paragraph.style
            lead = blocks.lead_of(setting, style, work.strand.traces, behind)
            text += "".join(f"\n\n{one}" for one in texts)
            step.edits = tuple(blocks.put_in(setting, behind, following, text, lead))
        except UnplacedError as why:
            step.problem = str(why)
        return step

    def _put_row_in(self, work: Work, step: Step) -> Step:
        try:
            step.edits = (rows.put_in(work, self.setting),)
        except UnplacedError as why:
            step.problem = str(why)
        return step

    @staticmethod
    def _neighbours(strand: Strand, group: Group) -> tuple[Trace | None, Trace | None]:
        traces, at = strand.traces, group.behind
        near = traces[at] if 0 <= at < len(traces) and traces[at].file >= 0 else None
        following = next((one for one in traces[at + 1 :] if one.file >= 0), None)
        return near, following

    def _moved(self, work: Work, number: int) -> str:
        """Return the source of a paragraph that was taken out elsewhere, as it is to stand here."""
        origin = self.moves.get(work.group.news[0])
        if origin is None:
            return ""
        trace = work.strand.traces[origin]
        both = Group([origin], work.group.news)
        old = old_tokens(work.strand, both)
        setting = self.setting(work.strand, trace.file)
        edits = [e for one in hunks(old, work.new) for e in place(setting, old, work.new, one)]
        return moving.carried(self.base.sources, trace, number, edits)


def _says(trace: Trace) -> bool:
    return any(one.text.strip() for one in trace.tokens)


def _deleted(body: Strand) -> set[int]:
    return {n for one in body.groups if not one.news for n in one.olds}

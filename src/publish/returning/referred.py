"""What cannot be taken out of a manuscript, since something else refers to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from publish.provenance import Source
from publish.returning.placing import Edit
from publish.returning.rows import HEAD_GONE
from publish.returning.work import Step, Work

# An identifier in attributes; a heading without one, whose words are its identifier.
_GIVEN = re.compile(r"\{[^{}#\n]*+#([^\s{}]++)[^{}\n]*+\}")
_HEADING = re.compile(r"^#{1,6}[ \t]++([^{\n]++)$", re.M)
# `](#id)`, and `@id` as cross references have it.
_REFERENCE = re.compile(r"\]\(#([^()\s]+)\)|@([\w][\w:.-]*\w)")
_RULE = re.compile(r"\n[ \t>]*+[|+](?=[|+:= \t]*+-)[|+:= \t-]++(?:\n|\Z)")
_Spans = Mapping[int, Sequence[tuple[int, int]]]


def settle_references(works: Sequence[Work], sources: Sequence[Source]) -> None:
    """Give up the changes that take out what is referred to, and tell where that is.

    Done before anything is exported: the paragraph that refers to it would differ, and nothing
    there tells which of many changes was to blame. What stands elsewhere now is not gone.
    """
    steps = [step for work in works for step in work.steps if step.is_possible and step.edits]
    for step in steps:
        if any(_is_ruled(edit, sources) for edit in step.edits):
            step.problem = HEAD_GONE
    steps = [step for step in steps if step.is_possible]
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for edit in (edit for step in steps for edit in step.edits):
        spans[edit.file].append((edit.start, edit.end))
    found = {
        step_at: names for step_at, step in enumerate(steps) if (names := _gone(step, sources))
    }
    if not found:
        return
    kept = {name for step in steps for edit in step.edits for name in _names(edit.new)}
    references = dict(_references(sources, spans))
    for at, names in found.items():
        where = next(
            (references[one] for one in names if one in references and one not in kept), ""
        )
        if where:
            steps[at].problem = f"{where} refers to it"


def _is_ruled(edit: Edit, sources: Sequence[Source]) -> bool:
    """Tell whether lines are taken out above the rule of a table, which has no meaning alone."""
    return not edit.new and bool(_RULE.match(sources[edit.file].text, edit.end))


def _gone(step: Step, sources: Sequence[Source]) -> list[str]:
    return [name for edit in step.edits for name in _names(_removed(edit, sources))]


def _removed(edit: Edit, sources: Sequence[Source]) -> str:
    return sources[edit.file].text[edit.start : edit.end]


def _names(text: str) -> list[str]:
    """Return the identifiers of a stretch of Markdown."""
    slugs = (re.sub(r"[^\w\s.-]", "", one).lower() for one in _HEADING.findall(text))
    return [*_GIVEN.findall(text), *("-".join(one.split()) for one in slugs)]


def _references(sources: Sequence[Source], spans: _Spans) -> Iterator[tuple[str, str]]:
    """Yield what is referred to outside of spans, and the file and line."""
    for number, source in enumerate(sources):
        for found in _REFERENCE.finditer(source.text):
            if not any(a <= found.start() < b for a, b in spans.get(number, ())):
                line = source.text.count("\n", 0, found.start()) + 1
                yield found[1] or found[2], f"{source.path}:{line}"

"""One change, and the paragraphs that it is in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from publish.editions.docx.wording import Change
from publish.provenance import Trace
from publish.returning.hunks import Hunk, New, Old
from publish.returning.placing import Edit
from publish.returning.strands import Group, Strand


@dataclass(slots=True)
class Step:
    """One change: the stretches it is made of, and the changes of the source that say it.

    `problem` tells why there are none. `generated` is the id of the citation that was changed, or
    a word for what else the tool makes.
    """

    hunks: tuple[Hunk, ...]
    old: str
    new: str
    changes: tuple[Change, ...] = ()
    edits: tuple[Edit, ...] = ()
    problem: str = ""
    generated: str = ""
    is_on: bool = False

    @property
    def is_possible(self) -> bool:
        """Tell whether the source can be changed so."""
        return not self.problem and not self.generated


@dataclass(slots=True)
class Work:
    """A group with its tokens and steps."""

    strand: Strand
    group: Group
    old: list[Old]
    new: list[New]
    steps: list[Step] = field(default_factory=list)

    @property
    def trace(self) -> Trace | None:
        """Return the paragraph of the book that tells the place."""
        numbers = self.group.olds or ([self.group.behind] if self.group.behind >= 0 else [])
        return self.strand.traces[numbers[0]] if numbers else None


def said(row: Sequence[Old] | Sequence[New]) -> str:
    """Return tokens as words for a report, the ends of paragraphs marked."""
    return words_of(" ¶ " if one.key == "¶" else one.token.text for one in row)


def words_of(texts: Iterable[str]) -> str:
    """Return texts as one, with single spaces."""
    return " ".join("".join(texts).split())

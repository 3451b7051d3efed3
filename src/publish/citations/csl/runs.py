"""What a citation or an entry is made of in the end: runs of text under marks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One formatting that spans one or more runs; two marks are never equal.

    `name` is "font-style:italic", "vertical-align:sup", "display:block", "link" and so on;
    `value` is the address of a link ("link"), the id of a cite's item ("cite"), the language of
    words ("lang") or what stands for the run itself ("inline").
    """

    name: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Run:
    """Text with the marks it stands under, outermost first."""

    text: str
    marks: tuple[Mark, ...] = ()


Runs = tuple[Run, ...]


def text_of(runs: Runs) -> str:
    """Return the text alone."""
    return "".join(run.text for run in runs)

"""What a style leaves where it had nothing to print, taken out of the runs of a book.

Other processors and the CSL test suite print these remains, so only books are tidied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from publish.citations.csl.runs import Run, Runs

# In each pattern `drop` is what goes. An ellipsis of spaced dots, and " : " after a stop, stay.
_REMAINS = (
    # "1963. . Moscow", "Moscow, , 1963"
    re.compile(r"(?<![.,;:] )(?P<mark>[.,;:])(?P<drop> +(?P=mark))(?=\s|$)(?! +(?P=mark))"),
    # "Title. , 1963"
    re.compile(r"(?<![.,;:] )\.(?P<drop> +,)(?=\s|$)"),
    # "Moscow, ; 1963", "Roe (ed.): ."
    re.compile(r"(?P<drop>[,:] +)[.;](?=\s|$)(?! +\.)"),
    # "[, p. 7]"
    re.compile(r"[\[(](?P<drop>[,;:] +)"),
    # "Pravda, ]"
    re.compile(r"(?P<drop>[,;:] +)[\])]"),
    # ". Title"
    re.compile(r"\A(?P<drop>[.,;:] +)(?!\.)"),
)


def tidied(runs: Runs) -> Runs:
    """Return runs without marks that stand beside nothing, whatever the marks' own markup."""
    text = "".join(run.text for run in runs)
    spans = sorted(
        found.span("drop") for found in chain(*(pattern.finditer(text) for pattern in _REMAINS))
    )
    return tuple(_cut(runs, spans)) if spans else runs


def _cut(runs: Runs, spans: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Yield runs without the letters of the spans, which count through all runs."""
    start = 0
    for run in runs:
        kept = "".join(
            letter
            for place, letter in enumerate(run.text, start)
            if not any(first <= place < last for first, last in spans)
        )
        start += len(run.text)
        if kept or not run.text:
            yield replace(run, text=kept)

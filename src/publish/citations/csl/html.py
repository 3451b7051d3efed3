"""Runs as HTML, in the form of the CSL test suite."""

from __future__ import annotations

from collections.abc import Iterable

from publish.citations.csl.runs import Mark, Runs

_TAGS = {
    "font-style:italic": ("<i>", "</i>"),
    "font-weight:bold": ("<b>", "</b>"),
    "vertical-align:sup": ("<sup>", "</sup>"),
    "vertical-align:sub": ("<sub>", "</sub>"),
}
# White space around the blocks of an entry, as the suite writes it.
_AROUND_BLOCKS = {
    "left-margin": ("\n    ", ""),
    "right-inline": ("", "\n  "),
    "indent": ("", "\n  "),
    "block": ("\n\n    ", "\n"),
}
_ESCAPES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})


def to_html(runs: Runs, *, with_links: bool = False) -> str:
    """Return runs as HTML."""
    shown: list[str] = []
    open_marks: list[Mark] = []
    for run in runs:
        marks = [mark for mark in run.marks if _is_shown(mark, with_links)]
        same = 0
        while same < min(len(marks), len(open_marks)) and marks[same] is open_marks[same]:
            same += 1
        shown.extend(_tags(mark)[1] for mark in reversed(open_marks[same:]))
        shown.extend(_tags(mark)[0] for mark in marks[same:])
        open_marks = marks
        shown.append(run.text.translate(_ESCAPES))
    shown.extend(_tags(mark)[1] for mark in reversed(open_marks))
    return "".join(shown)


def _is_shown(mark: Mark, with_links: bool) -> bool:
    return mark.name not in ("cite", "inline", "lang", "link") or (
        with_links and mark.name == "link"
    )


def _tags(mark: Mark) -> tuple[str, str]:
    if mark.name == "link":
        address = str(mark.value).translate(_ESCAPES).replace('"', "&#34;")
        return f'<a href="{address}">', "</a>"
    kind, _, value = mark.name.partition(":")
    if kind == "display":
        before, after = _AROUND_BLOCKS.get(value, ("", ""))
        return f'{before}<div class="csl-{value}">', f"</div>{after}"
    return _TAGS.get(mark.name) or (f'<span style="{mark.name};">', "</span>")


def bibliography_html(entries: Iterable[str]) -> str:
    """Return a reference list around the HTML of its entries."""
    rows = "".join(f'  <div class="csl-entry">{entry}</div>\n' for entry in entries)
    return f'<div class="csl-bib-body">\n{rows}</div>'

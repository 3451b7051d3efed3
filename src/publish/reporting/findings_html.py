"""Findings as HTML: each as a numbered note, in the text of its file where it stands.

`finding_note` and `source_section` are whole by themselves, for any page that shows findings;
their looks are in `report.css`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from publish.diagnostics import Diagnostic, Severity
from publish.reporting.html import Html, element, inline_code, prose, together
from publish.reporting.passages import Line, Numbered, Passage, Piece, is_placed, passages

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.NOTE: "Note",
}
_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_SPACES = {" ": "\u00b7", "\u00a0": "\u2423", "\u202f": "\u2423", "\t": "\u2192"}
_PROSE = (".md", ".markdown", ".qmd", ".txt")
Explain = Callable[[str], str | None]
# What else is to be said of a finding: the page where it is printed.
Aside = Callable[[Numbered], Html | None]


def finding_note(one: Numbered, explain: Explain, aside: Aside = lambda one: None) -> Html:
    """Return a finding as a numbered note: what is wrong, what to do, what its code means."""
    found = one.finding
    return element(
        "div",
        element(
            "p",
            element("span", f"{one.number}", class_="number"),
            " ",
            element("strong", SEVERITIES[found.severity], class_="severity"),
            " ",
            element("span", inline_code(found.message), class_="message"),
        ),
        element("p", inline_code(found.hint), class_="hint") if found.hint else None,
        _fix(found),
        _explanation(found.code, explain),
        element("p", _where(found), _joined(aside(one)), class_="where"),
        id=f"f{one.number}",
        class_=f"finding {found.severity}",
        role="note",
        tabindex=-1,
        aria_label=f"{SEVERITIES[found.severity]} {one.number}",
        data_severity=str(found.severity),
        data_code=found.code,
        data_file=found.place.path if found.place else "",
    )


def _joined(more: Html | None) -> Html | None:
    return together(" \u00b7 ", more) if more else None


def _where(found: Diagnostic) -> str:
    if not found.place:
        return "the book as a whole"
    if not found.place.line:
        return found.place.path
    column = f", column {found.place.column}" if found.place.column else ""
    return f"line {found.place.line}{column}"


def _fix(found: Diagnostic) -> Html | None:
    if not found.fix:
        return None
    return element(
        "p",
        element("del", _with_spaces(found.fix.old)),
        " becomes ",
        element("ins", _with_spaces(found.fix.new)),
        " with ",
        element("code", "publish check --fix"),
        class_="fix",
    )


def _with_spaces(text: str) -> str:
    """Return a text in which spaces can be seen, if it holds little else."""
    if len(text.strip()) > 3:
        return text
    return "".join(_SPACES.get(letter, letter) for letter in text)


def _explanation(code: str, explain: Explain) -> Html:
    text = explain(code)
    name = element("code", code)
    if not text:
        return element("p", name, class_="code")
    return element("details", element("summary", name), prose(text))


def source_section(
    heading: Html,
    path: str,
    text: str,
    findings: Sequence[Numbered],
    note: Callable[[Numbered], Html],
) -> Html:
    """Return a file as a section: its findings in its text where they stand.

    Those that name no line of the text come first. `note` makes the note of a finding.
    """
    loose = [one for one in findings if not is_placed(one, text)]
    placed = [one for one in findings if is_placed(one, text)]
    return element(
        "section",
        heading,
        element("div", *map(note, loose), class_="loose") if loose else None,
        *(_passage(one, note) for one in passages(text, placed)),
        class_="source" if path.endswith(_PROSE) else "source data",
        data_file=path,
    )


def _passage(passage: Passage, note: Callable[[Numbered], Html]) -> Html:
    return element(
        "div", *(_line(one, note) for one in passage.lines), class_="passage", translate="no"
    )


def _line(line: Line, note: Callable[[Numbered], Html]) -> Html:
    text = element("div", *map(_piece, line.pieces), class_="text", dir="auto")
    number = element("span", str(line.number), class_="line-number")
    notes = [note(one) for one in line.findings]
    return element("div", *notes, number, text, class_="line named" if notes else "line")


def _piece(piece: Piece) -> Html:
    if piece.is_gap:
        return element("span", "\u2026", class_="gap", title="words left out")
    if not piece.marks:
        return together(piece.text)
    worst = min((one.finding.severity for one in piece.marks), key=lambda one: _RANK[one])
    numbers = (
        element(
            "a",
            str(one.number),
            href=f"#f{one.number}",
            data_mark=one.number,
            aria_label=f"finding {one.number}",
        )
        for one in piece.marks
    )
    text = "".join(_SPACES.get(letter, letter) for letter in piece.text)
    shown = piece.text if piece.text.strip() else text
    return together(
        element("mark", shown, class_=str(worst), dir="auto"),
        element("sup", *numbers, class_="refs"),
    )

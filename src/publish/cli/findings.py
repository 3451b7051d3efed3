"""Findings as lines: for people, for programs (JSON), for GitHub's annotations."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from publish.diagnostics import Diagnostic, Severity

FORMATS = ("text", "json", "github", "sarif")
_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
# A stranger's words are quoted in findings: none may move the cursor, colour the terminal, ring its
# bell or turn the direction of a line. Source: ECMA-48; Unicode UAX #9, explicit formatting.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Source: GitHub, "Workflow commands for GitHub Actions".
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_text(found: Diagnostic, *, with_colour: bool = False) -> str:
    """Return a finding as editors and people read it, the hint on a line of its own."""
    plain = _CONTROL.sub("\ufffd", str(found))
    if not with_colour:
        return plain
    level = f"{found.severity}[{found.code}]"
    return plain.replace(level, f"\x1b[{_COLOURS[found.severity]};1m{level}\x1b[0m", 1)


def as_json(findings: Iterable[Diagnostic]) -> str:
    """Return findings as a JSON list of objects; places without a line have line 0."""
    return _json([_object(found) for found in findings])


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _object(found: Diagnostic) -> dict[str, str | int]:
    place = found.place
    return {
        "path": place.path if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "severity": str(found.severity),
        "code": found.code,
        "message": found.message,
        "hint": found.hint,
    }


def as_sarif(findings: Iterable[Diagnostic], version: str, folder: str = "") -> str:
    """Return findings as a SARIF log, which code hosts and editors show at their lines.

    Source: SARIF 2.1.0 (OASIS), 3.13-3.30. Columns count letters, as `columnKind` says.
    """
    found = tuple(findings)
    rules = [_rule(code) for code in dict.fromkeys(one.code for one in found)]
    driver = {"name": "publish", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, folder) for one in found],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return _json(log)


def _rule(code: str) -> dict[str, object]:
    """Return what a code means, as code hosts show it beside the finding."""
    # Not at the top: what checks a book takes long to load, and most answers do without.
    from publish.check import explain

    what, _, more = (explain(code) or "").partition("\n\n")
    texts = {"shortDescription": what, "fullDescription": more, "help": more}
    return {"id": code, **{name: {"text": text} for name, text in texts.items() if text}}


def _result(found: Diagnostic, folder: str) -> dict[str, object]:
    text = f"{found.message} ({found.hint})" if found.hint else found.message
    result: dict[str, object] = {
        "ruleId": found.code,
        "level": str(found.severity),
        "message": {"text": text},
    }
    if found.place:
        path = quote(_from_repository(found.place.path, folder))
        where: dict[str, object] = {"artifactLocation": {"uri": path}}
        if found.place.line:
            where["region"] = {
                "startLine": found.place.line,
                "startColumn": max(found.place.column, 1),
            }
        result["locations"] = [{"physicalLocation": where}]
    return result


def _from_repository(path: str, folder: str) -> str:
    return path if folder in ("", ".") else f"{folder}/{path}"


def as_github(found: Diagnostic, folder: str = "") -> str:
    """Return a finding as a workflow command; `folder` leads from the repository to the project."""
    properties = []
    if found.place:
        path = _from_repository(found.place.path, folder)
        properties.append(f"file={_property(path)}")
        if found.place.line:
            properties.append(f"line={found.place.line}")
        if found.place.column:
            properties.append(f"col={found.place.column}")
    properties.append(f"title={_property(found.code)}")
    message = f"{found.message} ({found.hint})" if found.hint else found.message
    line = f"::{_GITHUB_LEVELS[found.severity]} {','.join(properties)}::{_data(message)}"
    return _CONTROL.sub("\ufffd", line)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(findings: Sequence[Diagnostic]) -> str:
    """Return how many of each there are: `2 errors, 1 warning`; "" if there are none."""
    counts = Counter(found.severity for found in findings)
    return ", ".join(
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in Severity
        if counts[severity]
    )

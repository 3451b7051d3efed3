"""The SARIF log has the form that the standard gives, whatever is found."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from publish.cli import main


def _object(required: str, **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "required": required.split(),
        "additionalProperties": False,
        "properties": properties,
    }


def _list(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


# The part of SARIF 2.1.0 (OASIS, 2020) that is written, read from the sections named here.
TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}  # 3.30.5, 3.30.6: lines and columns count from 1
REFERENCE = {"type": "string", "pattern": r"^[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]+$"}  # RFC 3986
MESSAGE = _object("text", text=TEXT)  # 3.11, 3.12
REGION = _object("startLine", startLine=COUNT, startColumn=COUNT)  # 3.30
PLACE = _object(  # 3.29, 3.4
    "artifactLocation", artifactLocation=_object("uri", uri=REFERENCE), region=REGION
)
RULE = _object("id", id=TEXT, shortDescription=MESSAGE, fullDescription=MESSAGE, help=MESSAGE)
RESULT = _object(
    "message ruleId level",  # 3.27
    ruleId=TEXT,
    level={"enum": ["none", "note", "warning", "error"]},  # 3.27.10
    message=MESSAGE,
    locations=_list(_object("physicalLocation", physicalLocation=PLACE)),  # 3.28
)
DRIVER = _object("name", name=TEXT, version=TEXT, rules=_list(RULE))  # 3.19
RUN = _object(  # 3.14
    "tool results",
    tool=_object("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},  # 3.14.17
    results=_list(RESULT),
)
LOG = _object(  # 3.13
    "version runs", version={"const": "2.1.0"}, runs=_list(RUN), **{"$schema": {"type": "string"}}
)
CHAPTER = "# Über uns\n\nIn 1-2 [@nobody] and @fig-none.\n\nA \u202eturned “word.\n"


def test_the_log_is_sarif(tmp_path: Path, capsys, monkeypatch) -> None:
    """With errors, warnings and notes, names that an address cannot hold, and each rule once."""
    project = tmp_path / "mein Buch"
    (project / "manuscript").mkdir(parents=True)
    (project / "manuscript/book.yaml").write_text("title: T\neditions: [pdf]\n", encoding="utf-8")
    (project / "manuscript/Über uns #1.md").write_text(CHAPTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert main(["-C", "mein Buch", "check", "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().err)
    Draft202012Validator.check_schema(LOG)
    assert [error.message for error in Draft202012Validator(LOG).iter_errors(log)] == []

    (run,) = log["runs"]
    assert {one["level"] for one in run["results"]} == {"error", "warning", "note"}
    named = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert sorted(named) == sorted({one["ruleId"] for one in run["results"]})
    places = {str(one["locations"]) for one in run["results"] if "locations" in one}
    assert any("mein%20Buch/manuscript/%C3%9Cber%20uns%20%231.md" in one for one in places)

"""Of a text that was looked at before, the rules on texts say what they said; of no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publish.caching import FOLDER
from publish.check import Draft, check_draft
from publish.check.catalogue import Scope, rules
from publish.citations.library import read_library
from publish.manuscript import read_manuscript
from publish.pipeline import check
from publish.project import load_project

SETTINGS = "title: T\nauthor: A\nlang: en\n"
TEXT = """# A

He said "no and left - twice.. On p.12 , 50% of 1922-1934 was ==lost== by Dr. Who,
in [4], [5] and {{ site }}.

::: {.note}

[^one]: A note that nothing calls.

[^one]: And once more.
"""
EDITS = {
    "nothing": ("a.md", TEXT),
    "another text": ("a.md", TEXT.replace("==lost==", "lost").replace("50%", "50 %")),
    "another language": ("book.yaml", SETTINGS.replace("en", "fr")),
    "straight marks": ("book.yaml", f"{SETTINGS}smart: false\n"),
    "a language of its own": ("a.md", f"---\nlang: de\n---\n\n{TEXT}"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "book" / "manuscript"
    folder.mkdir(parents=True)
    (folder / "book.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    return folder.parent


@pytest.mark.parametrize("edit", EDITS)
def test_a_text_looked_at_before_has_the_findings_of_one_that_was_not(
    project: Path, edit: str
) -> None:
    """Another language or `smart: false` has other findings of the same words."""
    first = check(project)
    name, text = EDITS[edit]
    (project / "manuscript" / name).write_text(text, encoding="utf-8")

    again = check(project)

    assert (again == first) is (edit == "nothing")
    shutil.rmtree(project / FOLDER)
    assert check(project) == again


def test_rules_on_texts_need_no_more_than_they_are_shown(project: Path) -> None:
    """They find in the whole book what they find in what a text is known by."""
    book = load_project(project)
    draft = Draft(read_manuscript(book), read_library(book), project)

    expected = {found for rule in rules(Scope.TEXT) for found in rule(draft)}

    assert len({one.code for one in expected}) > 9
    assert expected <= set(check_draft(draft))

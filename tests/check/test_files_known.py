"""Of a file that is as it was, the rules on files say what they said; of no other."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from publish.caching import FOLDER
from publish.check import Draft, check_draft
from publish.check.catalogue import Scope, rules
from publish.citations.library import read_library
from publish.manuscript import read_manuscript
from publish.pipeline import check
from publish.project import load_project

SETTINGS = "title: T\nauthor: A\nlang: en\ncsl: chicago-notes-bibliography\n"
FIRST = """# First

A call[^none], a [link][nowhere], [a program](javascript:run),
{{< video x >}}, [words]{onclick="x"} and \\foo{x}.

#### Deep

Pages [@doe, {zz. 12}]. Twice [@doe, 7]. Again [@doe, 7]. See @tab-one. See @tab-one.

![](shape.svg)

::: {when-format="odd"}
Hidden.
:::
"""
SECOND = "# Second\n\nWords.[^a] More.[^b]\n\n[^a]: The same.\n\n[^b]: The same.\n"
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
BIB = "@book{doe, author={Doe, Jane}, title={Pots}, publisher={P}, address={York}, year=1999}\n"
EDITS = {
    "nothing": ("manuscript/a.md", FIRST),
    "a word": ("manuscript/a.md", FIRST.replace("Deep", "Deeper")),
    "a line more": ("manuscript/a.md", f"\n\n{FIRST}"),
    "the other file": ("manuscript/b.md", SECOND.replace("b]: The same", "b]: Another")),
    "a target in the other file": ("manuscript/b.md", f"{SECOND}\n## There {{#tab-one}}\n\nEnd.\n"),
    "no notes": ("manuscript/book.yaml", SETTINGS.replace("chicago-notes-bibliography", "apa")),
    "a picture": ("manuscript/shape.svg", SHAPE.format("<script/>")),
    "no picture": ("manuscript/shape.svg", "no drawing"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "book" / "manuscript"
    folder.mkdir(parents=True)
    (folder / "book.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "a.md").write_text(FIRST, encoding="utf-8")
    (folder / "b.md").write_text(SECOND, encoding="utf-8")
    (folder / "shape.svg").write_text(SHAPE.format(""), encoding="utf-8")
    (folder.parent / "bibliography.bib").write_text(BIB, encoding="utf-8")
    return folder.parent


@pytest.mark.parametrize("edit", EDITS)
def test_a_file_looked_at_before_has_the_findings_of_one_that_was_not(
    project: Path, edit: str
) -> None:
    """Whatever was changed, and whichever file of the project it is in."""
    first = check(project)
    name, text = EDITS[edit]
    (project / name).write_text(text, encoding="utf-8")

    again = check(project)

    assert (again == first) is (edit == "nothing")
    shutil.rmtree(project / FOLDER)
    assert check(project) == again


def test_rules_on_files_need_no_more_than_they_are_shown(project: Path) -> None:
    """They find in the whole book what they find file by file."""
    book = load_project(project)
    draft = Draft(read_manuscript(book), read_library(book), project)

    expected = {found for rule in rules(Scope.FILE) for found in rule(draft)}

    codes = {one.code for one in expected}
    assert codes == {
        *("cite-locator-unparsed", "edition-unknown", "heading-skipped", "image-no-alt"),
        *("link-refused", "link-undefined", "markup-attribute", "markup-raw", "markup-shortcode"),
        *("note-repeats", "note-undefined"),
    }
    assert expected <= set(check_draft(draft))


def test_a_changed_chapter_is_not_taken_for_the_one_that_was_read(project: Path) -> None:
    """A copy with other blocks is looked at anew."""
    book = load_project(project)
    document = read_manuscript(book)
    draft = Draft(document, read_library(book), project)
    check_draft(draft)

    empty = tuple(replace(one, blocks=()) for one in document.chapters)
    changed = replace(draft, document=replace(document, chapters=empty))

    assert all(one.mark for one in document.chapters)
    assert "note-repeats" not in {one.code for one in check_draft(changed)}

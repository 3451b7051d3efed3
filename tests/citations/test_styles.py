"""Styles by name and by file, through the door to citeproc-py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cited_books import document

from publish.check import Draft, check_draft
from publish.citations.styles import StyleError, find_style
from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Severity

NOWHERE = Path("/nowhere")
OWN = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info>
    <title>Mine</title>
    <id>http://example.org/mine</id>
    <updated>2020-01-01T00:00:00+00:00</updated>
  </info>
  <citation>
    <layout prefix="(" suffix=")">
      <text variable="title"/>
    </layout>
  </citation>
</style>
"""


def findings(folder: Path, style: str) -> list[Diagnostic]:
    """Return what is said of a style file of the project."""
    (folder / "mine.csl").write_text(style, encoding="utf-8")
    book = replace(document("A.", csl="mine.csl"), folder=folder)
    found = check_draft(Draft(book, Library(), folder))
    return [one for one in found if one.code.startswith("style-")]


def test_a_dependent_style_is_that_of_its_parent() -> None:
    """`nature-digest` only points at `nature`."""
    assert find_style("nature-digest", NOWHERE).path.stem == "nature"


def test_a_dependent_style_keeps_its_language() -> None:
    """The language of the journal wins over that of the style that it takes over."""
    assert find_style("anales-de-pediatria", NOWHERE).lang == "es-ES"


def test_a_style_may_be_given_by_its_address() -> None:
    """The address of a style in the Zotero repository ends in its name."""
    assert find_style("http://www.zotero.org/styles/apa", NOWHERE).path.stem == "apa"


def test_a_style_file_of_the_project_is_found(tmp_path: Path) -> None:
    """`csl: mine.csl` is a file of the project, also in `styles/`."""
    (tmp_path / "styles").mkdir()
    own = tmp_path / "styles" / "mine.csl"
    own.write_text(OWN, encoding="utf-8")

    assert find_style("mine.csl", tmp_path).path == own
    assert find_style("styles/mine.csl", tmp_path).path == own


def test_a_valid_style_of_the_author_is_no_finding(tmp_path: Path) -> None:
    """Nothing is said of a style that keeps to the schema."""
    assert findings(tmp_path, OWN) == []


def test_a_misspelt_attribute_is_a_warning_with_its_line(tmp_path: Path) -> None:
    """The style can be used; what the schema does not allow is told with its line."""
    (found,) = findings(tmp_path, OWN.replace("suffix=", "sufix="))

    assert (found.code, found.severity) == ("style-invalid", Severity.WARNING)
    assert str(found.place) == "mine.csl:9"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("</layout>", ""), 12),
        (('<text variable="title"/>', '<text macro="none"/>'), 0),
        (("<style ", "<stile "), 0),
    ],
)
def test_a_style_that_cannot_be_used_is_an_error(
    tmp_path: Path, change: tuple[str, str], line: int
) -> None:
    """Broken XML with its line; a macro that is not there; another kind of file."""
    text = OWN.replace(*change)
    if change[0] == "<style ":
        text = text.replace("</style>", "</stile>")
    found = findings(tmp_path, text)

    assert [(one.code, one.severity) for one in found] == [("style-invalid", Severity.ERROR)]
    assert not line or str(found[0].place).startswith(f"mine.csl:{line}:")


def test_an_unknown_name_comes_with_the_nearest() -> None:
    """A slip in the name is answered with names that exist."""
    with pytest.raises(StyleError) as raised:
        find_style("chicago-notes-bibliografy", NOWHERE)

    assert "'chicago-notes-bibliography'" in raised.value.diagnostic.hint

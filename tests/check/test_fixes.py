"""`publish check --fix` mends what is safe, in place, and touches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.check.fixes import apply_fixes
from publish.cli import main
from publish.diagnostics import Diagnostic, Fix, Place, Severity
from publish.pipeline import check


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose chapter is still to be written."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript/book.yaml").write_text("title: T\nauthor: A\n", encoding="utf-8")
    return tmp_path


WRONG = "# Ä\n\nНа 1922-1934.. Was , so - so.\tIn the '90s and\f`1-2`, 3-4.\n\n> - a.. b\n"
RIGHT = "# Ä\n\nНа 1922–1934. Was, so – so.\tIn the ’90s and\f`1-2`, 3–4.\n\n> - a. b\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_file_is_mended_and_nothing_else(project, newline, mark, capsys):
    """With byte-order mark and Windows line ends, which stay; the file is named."""
    chapter = project / "manuscript/a.md"
    wrong = (mark + WRONG).replace("\n", newline)
    right = (mark + RIGHT).replace("\n", newline)
    chapter.write_bytes(wrong.encode("utf-8"))

    assert main(["-C", str(project), "check", "--fix"]) == 0
    assert chapter.read_bytes().decode("utf-8") == right
    assert "a.md" in capsys.readouterr().out
    assert [path.name for path in chapter.parent.iterdir() if ".part" in path.name] == []


def test_a_second_time_there_is_nothing_to_mend(project, capsys):
    """What was mended is right."""
    (project / "manuscript/a.md").write_text("# A\n\n1-2\n", encoding="utf-8")
    main(["-C", str(project), "check", "--fix"])
    capsys.readouterr()

    assert main(["-C", str(project), "check", "--fix", "--strict"]) == 0
    assert capsys.readouterr().out == ""


def test_a_change_that_makes_things_worse_is_taken_back(project):
    """The proof is a second look: other findings came, so the old text is back."""
    chapter = project / "manuscript/a.md"
    chapter.write_text("# A\n\nb\n", encoding="utf-8")
    bad = Diagnostic("x", "x", Place("manuscript/a.md", 3, 1), "", Severity.WARNING,
                     Fix("b", "@fig-none"))  # fmt: skip

    assert apply_fixes(project, [bad], lambda: check(project)) == ()
    assert chapter.read_text(encoding="utf-8") == "# A\n\nb\n"

"""Python files in a project are files like others: nothing of them is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.cli import main

# The program itself, what it is made with, and the standard library.
NAMES = ("publish", "weasyprint", "lxml", "pickle", "json", "sitecustomize")


@pytest.mark.slow
def test_python_of_the_project_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by the processes that lay out pages, nor by the one that makes the Word file."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\n")
    (tmp_path / "manuscript" / "01-a.md").write_text("# One\n\nWords.\n")
    for name in NAMES:
        ran = tmp_path / f"{name}.ran"
        (tmp_path / f"{name}.py").write_text(f"open({str(ran)!r}, 'w').close()\n")
    monkeypatch.chdir(tmp_path)

    assert main(["build", "all", "--jobs", "2", "-q"]) == 0
    assert list(tmp_path.glob("*.ran")) == []

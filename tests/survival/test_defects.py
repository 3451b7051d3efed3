"""A defect of the tool says so, keeps its details in a file, and leaves `dist/` as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.cli import main

from .conftest import Book

STEPS = (
    "publish.pipeline.load_project",
    "publish.pipeline.read_manuscript",
    "publish.pipeline.read_library",
    "publish.check.draft.check_draft",
    "publish.pipeline.resolve_citations",
    "publish.pipeline.find_edition",
    "publish.pipeline.write_whole",
    "publish.provenance.keep",
)


@pytest.mark.parametrize("step", STEPS)
def test_wherever_it_is(
    step: str,
    book: Book,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Each step of a build fails once, with an error that nobody has thought of."""
    assert main(["build", "docx", "epub", "-C", str(book.folder)]) == 0
    before = {name: mark for name, mark in book.shape.items() if name.startswith("dist/")}
    book.write("Words that no edition has yet.")
    sources = {name: mark for name, mark in book.shape.items() if not name.startswith("dist/")}
    aside = tmp_path / "details"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    capsys.readouterr()

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nobody has thought of this")

    monkeypatch.setattr(step, fail)
    # In this process alone, as another would not have the step replaced.
    assert main(["build", "docx", "epub", "--jobs", "1", "-C", str(book.folder)]) == 1

    said = capsys.readouterr().err
    details = next(aside.glob("publish-defect-*.txt"))
    assert "error[publish-defect]: publish itself failed, and not your book" in said
    assert "Traceback" not in said
    assert str(details) in said
    assert "ZeroDivisionError: nobody has thought of this" in details.read_text()
    if step != "publish.provenance.keep":  # the files are written by then, and whole
        after = book.shape
        assert {name: after[name] for name in before} == before
    assert {name: book.shape[name] for name in sources} == sources

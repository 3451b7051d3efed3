"""`publish check FILE`: finished files are judged by their kind."""

from __future__ import annotations

from pathlib import Path

from publish.check import check_files
from publish.cli import main
from publish.pandoc import read_markdown, write_file


def test_a_word_file_that_we_did_not_make(tmp_path: Path, capsys) -> None:
    """Pandoc's own has no title and no page; what it lacks is said with the file's name."""
    target = tmp_path / "other.docx"
    write_file(read_markdown("# A\n\nWords.\n\n![](a.png)\n"), "docx", target, folder=tmp_path)
    found = check_files([target])

    assert "docx-properties" in {one.code for one in found}
    assert {one.place.path for one in found if one.place} == {target.as_posix()}
    assert main(["check", "--strict", str(target)]) in (1, 3)
    assert "other.docx" in capsys.readouterr().err


def test_files_that_are_not_what_they_seem(tmp_path: Path) -> None:
    """Missing, damaged, of a kind without rules: each is answered, none stops the others."""
    (tmp_path / "a.epub").write_bytes(b"no zip")
    (tmp_path / "b.docx").write_bytes(b"no zip")
    paths = [tmp_path / name for name in ("a.epub", "b.docx", "c.txt", "d.docx")]

    assert [one.code for one in check_files(paths)] == [
        "file-unreadable",
        "docx-unreadable",
        "file-unknown-kind",
        "file-unreadable",
    ]

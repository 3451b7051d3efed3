"""Filters are programs: they run when the settings name them and the command line allows it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from publish.cli import main
from publish.diagnostics import Diagnostic, PublishError
from publish.pipeline import build, check

FILTER = """\
local trace = io.open("ran.txt", "a")
trace:write(PANDOC_STATE.input_files[1] or "chapter", "\\n")
trace:close()
function Str(word)
  if word.text == "REPLACE" then return pandoc.Str("replaced by program") end
end
function Meta(meta) assert(pandoc.utils.stringify(meta.title) == "The Book") end
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "manuscript").mkdir(parents=True)
    (folder / "filters").mkdir()
    settings(folder, "filters: [filters/own.lua]")
    (folder / "filters" / "own.lua").write_text(FILTER)
    (folder / "manuscript" / "01-a.md").write_text("# One\n\nWords REPLACE here.[^1]\n\n[^1]: A.\n")
    (folder / "manuscript" / "02-b.md").write_text("# Two\n\nMore words.\n")
    return folder


def settings(folder: Path, more: str) -> None:
    (folder / "manuscript" / "book.yaml").write_text(f"title: The Book\nauthor: A\n{more}\n")


def told(found: tuple[Diagnostic, ...]) -> set[tuple[str, str, int, int]]:
    return {(x.code, x.place.path, x.place.line, x.place.column) for x in found if x.place}


@pytest.mark.slow
def test_allowed_and_named(project: Path) -> None:
    """A filter changes every chapter once, and all three editions say what it made of it."""
    outcome = build(project, ("pdf", "epub", "docx"), allow_filters=True)

    assert len((project / "ran.txt").read_text().splitlines()) == 2
    words = "replaced by program"
    for path in outcome.paths:
        if path.suffix in (".epub", ".docx"):
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                text = "".join(
                    archive.read(name).decode() for name in archive.namelist() if "ml" in name[-5:]
                )
            assert words in text and "REPLACE" not in text
        elif path.suffix == ".pdf":
            assert words in printed(path)


def printed(path: Path) -> str:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)


COMMANDS = (
    ("build",),
    ("build", "docx"),
    ("check",),
    ("check", "--fix"),
    ("submit", "--profile", "plain"),
    ("print", "--for", "offset"),
    ("draft",),
    ("cite",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_named_and_not_allowed(
    project: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """No command that reads the book runs it; each that would need it says so and makes nothing."""
    code = main([*command, "-C", str(project)])

    said = capsys.readouterr().err
    if command != ("cite",):
        assert code == 2
        assert "book.yaml:3:11: error[settings-filter-not-allowed]" in said
        assert "--allow-filters" in said
    assert not (project / "ran.txt").exists()
    assert not (project / "dist").exists()


def test_a_returned_file(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A Word file is not compared with a book that lacks what its filters do."""
    settings(project, "")
    (made,) = build(project, ("docx",), tmp_path).paths
    settings(project, "filters: [filters/own.lua]")

    assert main(["return", str(made), "-C", str(project)]) == 2
    assert "settings-filter-not-allowed" in capsys.readouterr().err
    assert not (project / "ran.txt").exists()


def test_allowed_and_not_named(project: Path) -> None:
    """The permission alone runs nothing, though the file is there."""
    settings(project, "")
    check(project, allow_filters=True)

    assert not (project / "ran.txt").exists()


def test_what_else_is_wrong_is_told_too(project: Path) -> None:
    """Who gets a book from a stranger sees all findings before deciding about the filter."""
    (project / "manuscript" / "02-b.md").write_text("# Two\n\nWords [@nobody].\n")

    found = told(check(project))
    assert ("cite-unknown-key", "manuscript/02-b.md", 3, 8) in found
    assert ("settings-filter-not-allowed", "manuscript/book.yaml", 3, 11) in found


def test_places_survive(project: Path) -> None:
    """What stands in a chapter is found where it was written, filter or not.

    Here one changes every heading, takes a paragraph away, puts one in, and puts one into a div.
    """
    (project / "filters" / "own.lua").write_text(
        "function Header(h) h.content:insert(pandoc.Str('!')) return h end\n"
        "function Para(p) if pandoc.utils.stringify(p) == 'Away.' then return {} end end\n"
        "function Pandoc(d)\n"
        "  d.blocks:insert(2, pandoc.Para{pandoc.Link('made', '#made-up')})\n"
        "  d.blocks:insert(pandoc.Div(d.blocks:remove()))\n  return d\n"
        "end\n"
    )
    (project / "manuscript" / "01-a.md").write_text(
        "# One\n\nAway.\n\n- [x](#no-x) and [@no-a; @no-b, p. 3]\n\n"
        "![p](no.png){alt=p}\n\n#### Four {#four}\n\nWords[^1].\n\n[^1]: See [y](#no-y), @no-c.\n"
    )
    before, after = told(check(project)), told(check(project, allow_filters=True))

    before -= {one for one in before if one[0] == "settings-filter-not-allowed"}
    assert len(before) >= 7
    assert before <= after
    assert {one[0] for one in after - before} == {"link-broken-anchor"}  # the one put in


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../out.lua", "project-outside"),
        ("link.lua", "project-outside"),
        ("/usr/share/own.lua", "project-outside"),
        ("nowhere.lua", "settings-missing-file"),
        ("own.py", "settings-wrong-value"),
        ("some-filter", "settings-wrong-value"),
        ("{path: own.lua, type: json}", "settings-wrong-value"),
    ],
)
def test_only_lua_files_of_the_project(project: Path, tmp_path: Path, name: str, code: str) -> None:
    """No program on the search path, no file elsewhere, allowed or not."""
    (tmp_path / "out.lua").write_text("io.open('ran.txt', 'w'):close()")
    (project / "link.lua").symlink_to(tmp_path / "out.lua")
    settings(project, f"filters:\n  - {name}")

    with pytest.raises(PublishError) as error:
        build(project, ("docx",), allow_filters=True)
    assert code in {one.code for one in error.value.diagnostics}
    assert not (project / "ran.txt").exists()


def test_names_that_pandoc_and_quarto_use(project: Path) -> None:
    """`citeproc` and the like are done here; a group with a path is a file; both are let pass."""
    settings(project, "filters:\n  - citeproc\n  - path: own.lua\n    type: lua\n  - quarto")
    found = check(project, allow_filters=True)

    assert [x.code for x in found] == ["settings-no-effect", "settings-no-effect"]
    assert (project / "ran.txt").exists()


def test_a_filter_that_fails(project: Path) -> None:
    """Its line is named, and nothing is built."""
    (project / "filters" / "own.lua").write_text("\n\nfunction Str(s)\n  return s.no.such\nend\n")
    with pytest.raises(PublishError) as error:
        build(project, ("docx",), allow_filters=True)

    assert {("filter-failed", "filters/own.lua", 4, 0)} <= told(error.value.diagnostics)
    assert "manuscript/01-a.md" in error.value.diagnostics[0].message


def test_what_a_filter_prints(project: Path) -> None:
    """It is told as a note and is no part of the book."""
    (project / "filters" / "own.lua").write_text("print('counting words') io.stderr:write('done')")
    found = [x for x in check(project, allow_filters=True) if x.code == "filter-said"]

    assert [(x.message, x.place and x.place.path, str(x.severity)) for x in found] == [
        ("counting words done", f"manuscript/{name}.md", "note") for name in ("01-a", "02-b")
    ]


def test_a_filtered_book_is_built_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody knows what a filter reads, so "nothing changed" is never said of such a book."""
    arguments = ["build", "docx", "--allow-filters", "-C", str(project)]
    assert [main(arguments), main(arguments)] == [0, 0]

    assert "nothing changed" not in capsys.readouterr().err
    assert len((project / "ran.txt").read_text().splitlines()) == 4

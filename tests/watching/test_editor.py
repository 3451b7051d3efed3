from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from publish.watching.board import Board
from publish.watching.editor import Editor, address_of, find_editor
from publish.watching.server import Desk
from publish.watching.session import desk_of
from publish.watching.shelf import Shelf


@pytest.mark.parametrize(
    ("wish", "around", "command"),
    [
        ("code", {}, ("code", "--goto", "{file}:{line}:{column}")),
        ("kate -n", {}, ("kate", "-n", "--line", "{line}", "--column", "{column}", "{file}")),
        ("mine -p {line} {file}", {}, ("mine", "-p", "{line}", "{file}")),
        ("unheard-of", {}, ("unheard-of", "{file}")),
        ("", {"VISUAL": "subl -w"}, ("subl", "-w", "{file}:{line}:{column}")),
        (
            "",
            {"EDITOR": "/usr/bin/gvim"},
            ("/usr/bin/gvim", "--remote-silent", "+{line}", "{file}"),
        ),
        ("", {"EDITOR": "vim", "PATH": ""}, ()),  # it needs a terminal, which the page has not
    ],
)
def test_editors_are_told_a_line_in_their_own_way(
    wish: str, around: dict[str, str], command: tuple[str, ...]
) -> None:
    """What is wished for goes first, then VISUAL, then EDITOR."""
    assert find_editor(wish, around).command == command


def test_an_address_opens_a_place() -> None:
    """As the manual of Visual Studio Code has it: vscode://file/{full path}:line:column."""
    editor = find_editor("vscode://file/{file}:{line}:{column}", {})

    assert (
        address_of(editor, Path("/books/a b/one.md"), 3, 4)
        == "vscode://file/books/a%20b/one.md:3:4"
    )
    assert address_of(Editor(("code",)), Path("/a"), 1, 1) == ""


def desk(folder: Path, wish: str) -> Desk:
    return desk_of(folder, Board(), Shelf(), wish)


def test_the_editor_is_started_at_the_line(small_book: Path, tmp_path: Path) -> None:
    """The program gets the whole path, even one with a name that looks like a place to fill in."""
    odd = small_book / "manuscript" / "{line}.md"
    odd.write_text("# Odd\n", "utf-8")
    told = tmp_path / "told"
    writes = f"open({str(told)!r}, 'w').write(' '.join(sys.argv[1:]))"
    wish = f'{sys.executable} -c "import sys; {writes}" {{file}} {{line}} {{column}}'

    assert desk(small_book, wish).open_place("manuscript/{line}.md", 7, 2)

    until = time.monotonic() + 20
    while not (told.exists() and told.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    assert told.read_text() == f"{odd} 7 2"


@pytest.mark.parametrize("path", ["../outside.md", "/etc/passwd", "manuscript", "no.md", ""])
def test_only_files_of_the_project_are_opened(small_book: Path, path: str) -> None:
    """A finding could name anything."""
    (small_book.parent / "outside.md").write_text("secret", "utf-8")

    assert not desk(small_book, "true").open_place(path, 1, 1)
    assert desk(small_book, "x://{file}").link(path, 1, 1) == ""


def test_a_link_does_not_lead_out(small_book: Path) -> None:
    """Neither does one in the project that leads elsewhere."""
    (small_book.parent / "outside.md").write_text("secret", "utf-8")
    (small_book / "manuscript" / "in.md").symlink_to(small_book.parent / "outside.md")

    assert not desk(small_book, "true").open_place("manuscript/in.md", 1, 1)


def test_an_editor_that_is_not_there_is_no_harm(small_book: Path) -> None:
    """The page is told that nothing was opened."""
    assert not desk(small_book, "no-such-program").open_place("manuscript/01-kitchen.md", 1, 1)

"""Opens the author's editor at a line of the manuscript."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

# How editors that have a window of their own are told a place. Those of a terminal are not here: a
# program without a terminal cannot open one.
_PLACES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("code", "code-insiders", "codium", "cursor", "windsurf", "positron"),
        ("--goto", "{file}:{line}:{column}"),
    ),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor"), ("{file}:{line}:{column}",)),
    "kate": ("--line", "{line}", "--column", "{column}", "{file}"),
    "kwrite": ("--line", "{line}", "--column", "{column}", "{file}"),
    "gedit": ("{file}", "+{line}:{column}"),
    "xed": ("{file}", "+{line}"),
    "pluma": ("{file}", "+{line}"),
    "gnome-text-editor": ("{file}",),
    "mousepad": ("--line", "{line}", "--column", "{column}", "{file}"),
    "geany": ("--line", "{line}", "--column", "{column}", "{file}"),
    "gvim": ("--remote-silent", "+{line}", "{file}"),
    "mvim": ("--remote-silent", "+{line}", "{file}"),
    "neovide": ("{file}", "--", "+{line}"),
    "emacsclient": ("--no-wait", "+{line}:{column}", "{file}"),
    "mate": ("--line", "{line}:{column}", "{file}"),
    "bbedit": ("+{line}", "{file}"),
    "rstudio": ("{file}",),
    "notepad++": ("-n{line}", "-c{column}", "{file}"),
}
_LOOKED_FOR = ("code", "codium", "cursor", "zed", "subl", "kate", "gedit", "gvim", "emacsclient")
_VARIABLES = ("VISUAL", "EDITOR")


@dataclass(frozen=True, slots=True)
class Editor:
    """A way to a line: a command whose words may hold {file}, {line} and {column}, or an address.

    With neither, the page offers the place to be copied.
    """

    command: tuple[str, ...] = ()
    address: str = ""

    @property
    def name(self) -> str:
        """What to call it on a button."""
        if self.address:
            return self.address.partition(":")[0]
        return Path(self.command[0]).stem if self.command else ""


def find_editor(wish: str = "", environment: Mapping[str, str] | None = None) -> Editor:
    """Return the editor that is wished for, else that of the environment, else one that is there.

    A wish is a command (`code`, `kate --new`, `myeditor {file} +{line}`) or an address
    (`vscode://file/{file}:{line}:{column}`).
    """
    around = os.environ if environment is None else environment
    if "://" in wish:
        return Editor(address=wish)
    if wish:
        return Editor(_with_place(shlex.split(wish)))
    for variable in _VARIABLES:
        words = shlex.split(around.get(variable, ""))
        if words and Path(words[0]).stem.lower() in _PLACES:
            return Editor(_with_place(words))
    found = (name for name in _LOOKED_FOR if shutil.which(name, path=around.get("PATH")))
    first = next(found, "")
    return Editor(_with_place([first])) if first else Editor()


def _with_place(words: Sequence[str]) -> tuple[str, ...]:
    if any("{file}" in word for word in words):
        return tuple(words)
    place = _PLACES.get(Path(words[0]).stem.lower(), ("{file}",))
    return (*words, *place)


def address_of(editor: Editor, file: Path, line: int, column: int) -> str:
    """Return the address that opens a place; empty for an editor that is a command."""
    words = {"file": quote(file.as_posix().lstrip("/")), "line": line, "column": column}
    return _filled(editor.address, words) if editor.address else ""


def open_at(editor: Editor, file: Path, line: int, column: int) -> None:
    """Start the editor's command at a place and do not wait for it.

    Raises: OSError if it cannot be started.
    """
    words = {"file": str(file), "line": max(line, 1), "column": max(column, 1)}
    started = subprocess.Popen(
        [_filled(word, words) for word in editor.command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=started.wait, daemon=True).start()  # so that it leaves nothing behind


def _filled(text: str, words: Mapping[str, object]) -> str:
    return re.sub(r"\{(file|line|column)\}", lambda found: str(words[found[1]]), text)

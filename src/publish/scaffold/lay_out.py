"""Writes the files of a new project, and never over anything that is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError

# Named without its dot in the package, where it would hide files of our own from git.
_RENAMED = {"gitignore": ".gitignore"}


@dataclass(frozen=True, slots=True)
class Author:
    """What is known of the new book. What is empty gets a word to write over."""

    title: str = ""
    name: str = ""


def lay_out_project(folder: Path, author: Author) -> tuple[Path, ...]:
    """Write a new project into `folder` and return the files, in the order of their names.

    Raises: PublishError if a file of the project is there already, or a manuscript.
    """
    texts = {path: _filled(text, author) for path, text in _template()}
    if (folder / ".gitignore").is_file():
        del texts[".gitignore"]  # a folder that git knows already has its own rules
    _stop_on_collisions(folder, tuple(texts))
    written = []
    for path, text in sorted(texts.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        written.append(target)
    return tuple(written)


def _stop_on_collisions(folder: Path, paths: tuple[str, ...]) -> None:
    found = []
    if folder.exists() and not folder.is_dir():
        message, hint = f"'{folder}' is a file", "name a folder"
        raise PublishError([Diagnostic("settings-not-empty", message, hint=hint)])
    if (folder / "manuscript").exists():
        others = (path for path in paths if not path.startswith("manuscript/"))
        paths = ("manuscript", *others)
    for path in paths:
        if (folder / path).exists():
            message = f"'{path}' is in {folder} already"
            hint = "choose an empty folder; nothing was written"
            found.append(Diagnostic("settings-not-empty", message, Place(path), hint))
    if found:
        raise PublishError(found)


def _filled(text: str, author: Author) -> str:
    # A JSON string is a YAML string too, whatever quotation marks and colons the title holds.
    values = {
        "@TITLE@": json.dumps(author.title or "A Book in the Making", ensure_ascii=False),
        "@AUTHOR@": json.dumps(author.name or "Your Name", ensure_ascii=False),
        "@YEAR@": str(date.today().year),
    }
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def _template() -> Iterator[tuple[str, str]]:
    yield from _texts(files("publish.scaffold").joinpath("template"), "")


def _texts(folder: Traversable, start: str) -> Iterator[tuple[str, str]]:
    for one in folder.iterdir():
        name = start + _RENAMED.get(one.name, one.name)
        if one.is_dir():
            yield from _texts(one, f"{name}/")
        else:
            yield name, one.read_text(encoding="utf-8")

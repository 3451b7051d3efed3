"""Citation styles as a book names them: by a name of the CSL repository, or a file."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from publish.caching import Cache, key_of
from publish.citations import citeproc
from publish.citations.citeproc import CSL
from publish.diagnostics import Diagnostic, Place, Severity
from publish.unchanged import surroundings_mark


@dataclass(frozen=True, slots=True)
class Style:
    """What a book must know of its style before anything is formatted.

    `path` is an independent style; `lang` the style's own language, empty where it takes the
    book's.
    """

    path: Path
    title: str
    is_note_style: bool
    has_bibliography: bool
    lang: str = ""


class StyleError(Exception):
    """The style cannot be used. `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.message)


def find_style(name: str, folder: Path, *, is_project: bool = True) -> Style:
    """Return the style that `csl` in the settings names: a file of the project, or a known name.

    A dependent style gives way to its parent, and keeps its own language. What is known of a style
    is kept in `folder` if that `is_project`.
    Raises: StyleError if there is no such style, or if its file is no CSL style.
    """
    path = _path(name, folder)
    found = _found(path, folder, is_project)
    lang = found.lang
    if found.parent:
        path = _path(found.parent, folder)
        found = _found(path, folder, is_project)
        lang = lang or found.lang
    if found.fault:
        raise _invalid(path, folder, found.fault)
    return Style(path, found.title or name, found.is_note_style, found.has_bibliography, lang)


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands in a style's file. `fault` tells why it cannot be used, "" if it can."""

    title: str
    is_note_style: bool
    has_bibliography: bool
    lang: str
    parent: str  # the style that a dependent one stands for
    fault: str


def _found(path: Path, folder: Path, is_project: bool) -> _Found:
    """Return what stands in a file. It is asked many times in a build."""
    if not is_project:
        return _read(path, folder)
    key = key_of(surroundings_mark(), path.read_bytes())
    return Cache(folder).once("style", key, (_Found,), partial(_read, path, folder))


def _read(path: Path, folder: Path) -> _Found:
    root = _root(path, folder)
    parent = citeproc.parent_name(root)
    return _Found(
        title=root.findtext(f"{CSL}info/{CSL}title") or "",
        is_note_style=root.get("class") == "note",
        has_bibliography=root.find(f"{CSL}bibliography") is not None,
        lang=root.get("default-locale", ""),
        parent=parent,
        fault="" if parent else _fault(root),
    )


def _fault(root: Element) -> str:
    from publish.citations.csl.parse import read_style  # not for a style that was read before

    try:
        read_style(root)
    except ValueError as error:
        return str(error)
    return ""


def doubt_of_style(name: str, folder: Path) -> Diagnostic | None:
    """Return what CSL's schema has against a style that can be used all the same.

    Raises: StyleError if there is no such style, or if its file is no CSL style.
    """
    path = _path(name, folder)
    _root(path, folder)
    if not path.is_relative_to(folder):
        return None  # the styles that come with citeproc-py are valid
    fault = citeproc.schema_fault(path)
    if fault is None:
        return None
    line, message = fault
    return Diagnostic(
        "style-invalid",
        f"the citation style is not valid CSL: {message[:1].lower()}{message[1:]}",
        _place_of_element(path, folder, line, message),
        "what is not understood is passed over; compare the element with the CSL specification",
        Severity.WARNING,
    )


def _path(name: str, folder: Path) -> Path:
    for candidate in (folder / name, folder / "styles" / name, folder / "styles" / f"{name}.csl"):
        if candidate.is_file():
            return candidate
    stem = re.sub(r"\.csl$", "", name.rstrip("/").rsplit("/", 1)[-1])
    if name.endswith(".csl") and not name.startswith(("http://", "https://")) and "/" in name:
        raise _unknown(f"no file {name!r} in the project", "give a path relative to the project")
    try:
        return citeproc.style_file(stem)
    except FileNotFoundError as error:
        near = difflib.get_close_matches(stem.lower(), citeproc.style_names(), n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise _unknown(f"no citation style named {name!r}", hint) from error


def _root(path: Path, folder: Path) -> Element:
    try:
        root = citeproc.load_style_xml(path)
    except citeproc.XmlError as error:
        raise _invalid(path, folder, str(error), error.line, error.column) from error
    if root.tag != f"{CSL}style":
        line = getattr(root, "sourceline", 1)  # lxml's
        fault = "its root element should be cs:style"
        raise StyleError(_refusal(_place_of_element(path, folder, line, ""), fault))
    return root


def _unknown(message: str, hint: str) -> StyleError:
    return StyleError(Diagnostic("style-unknown", message, None, hint))


def _invalid(path: Path, folder: Path, why: str, line: int = 0, column: int = 0) -> StyleError:
    return StyleError(_refusal(_place(path, folder, line, column), why))


def _refusal(place: Place, why: str) -> Diagnostic:
    return Diagnostic("style-invalid", f"the citation style cannot be used: {why}", place)


def _place_of_element(path: Path, folder: Path, line: int, message: str) -> Place:
    """Return the place of the element that a message is about: libxml2 tells no columns.

    The line is that of what holds an element which is not expected.
    """
    named = re.search(r"[Ee]lement ([\w-]+)", message)
    lines = path.read_text("utf-8-sig", "replace").splitlines()
    start = re.compile(rf"<(?:[\w-]+:)?{re.escape(named[1])}\b" if named else r"<[^!?]")
    for number, text in enumerate(lines[line - 1 :], line):
        if found := start.search(text):
            return _place(path, folder, number, found.start() + 1)
    return _place(path, folder, line)


def _place(path: Path, folder: Path, line: int = 0, column: int = 0) -> Place:
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    return Place(shown.as_posix(), line, column)

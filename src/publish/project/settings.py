"""Settings to the choices that shape the editions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from publish.diagnostics import Diagnostic, Severity
from publish.model.settings import (
    CoverSettings,
    DocxSettings,
    EpubSettings,
    PressSettings,
    PrintSettings,
    Settings,
)
from publish.project.fields import BOOK, COVER, CROSSREF, DOCX, EPUB, LENGTH, PRESS, PRINT
from publish.project.groups import Values
from publish.project.kinds import Report
from publish.project.markup import Texts
from publish.project.metadata import simple_values
from publish.project.yaml import Mapping, Scalar

_KEY = re.compile(r"-?@(?:\{([^{}]+)\}|([\w*](?:[:.#$%&+?<>~/-]*\w)*))")
_LINE_SKIP = 1.2  # LaTeX's distance of lines, in sizes of the text, that linestretch multiplies
_SIDES = {
    "inner": ("inner",),
    "outer": ("outer",),
    "top": ("top",),
    "bottom": ("bottom",),
    "left": ("inner",),
    "right": ("outer",),
    "margin": ("inner", "outer", "top", "bottom"),
    "hmargin": ("inner", "outer"),
    "vmargin": ("top", "bottom"),
    "lmargin": ("inner",),
    "rmargin": ("outer",),
    "tmargin": ("top",),
    "bmargin": ("bottom",),
}


def book_settings(values: Values, texts: Texts, csl: str, report: Report) -> Settings:
    """Return the author's choices; `csl` is the style's name, or its file in the project."""
    simple = simple_values(values, BOOK, "settings")
    simple |= simple_values(values.get("crossref", Values()), CROSSREF, "settings")
    for name, target in (("figPrefix", "figure_prefix"), ("tblPrefix", "table_prefix")):
        if values.get(name):
            simple.setdefault(target, values.get(name)[0])
    if csl:
        simple["csl"] = csl
    if values.get("editions"):
        simple["editions"] = tuple(dict.fromkeys(values.get("editions")))
    division = values.get("top-level-division", "")
    return Settings(
        **simple,
        reference_section_title=texts.inlines(values.get("reference-section-title")),
        toc_title=texts.inlines(values.get("toc-title")),
        nocite=tuple(dict.fromkeys(_nocite(values))),
        check_off=tuple(_check_off(values, report)),
        top_level_division="" if division == "default" else division,
        print=_print_settings(values, report),
        epub=EpubSettings(**simple_values(values.get("epub", Values()), EPUB, "epub")),
        docx=DocxSettings(**simple_values(values.get("docx", Values()), DOCX, "docx")),
        press=_press_settings(values),
        cover=_cover_settings(values, texts),
    )


def _press_settings(values: Values) -> PressSettings:
    own: Values = values.get("press", Values())
    profile = own.get("profile")
    return PressSettings(
        **simple_values(own, PRESS, "press"), profile=profile.text if profile else ""
    )


def _cover_settings(values: Values, texts: Texts) -> CoverSettings:
    own: Values = values.get("cover", Values())
    files = {name: own.get(name) for name in ("mark", "wrap-image")}
    return CoverSettings(
        **simple_values(own, COVER, "cover"),
        **{name.replace("-", "_"): one.text for name, one in files.items() if one},
        blurb=texts.blocks(own.get("blurb")),
        front_flap=texts.blocks(own.get("front-flap")),
        back_flap=texts.blocks(own.get("back-flap")),
    )


def _nocite(values: Values) -> Iterator[str]:
    """Yield keys: `@a, @b`, a list of `@a`, or bare keys."""
    for text in values.get("nocite", ()):
        if "@" in text:
            yield from (braced or bare for braced, bare in _KEY.findall(text))
        else:
            yield from re.split(r"[,;\s]+", text)


def _check_off(values: Values, report: Report) -> Iterator[tuple[str, str]]:
    """Yield the codes of findings that are not wanted, each with the reason."""
    node = values.get("check-off")
    if node is None:
        return
    if not isinstance(node, Mapping):
        message = "expected codes of findings, each with the reason"
        hint = "write 'typography-range-hyphen: scores, not ranges'"
        report(Diagnostic("settings-wrong-type", message, node.place, hint))
        return
    for code, value in node.items:
        yield code.text, value.text.strip() if isinstance(value, Scalar) else ""


def _print_settings(values: Values, report: Report) -> PrintSettings:
    own: Values = values.get("print", Values())
    choices: dict[str, Any] = {
        **simple_values(values, BOOK, "print"),
        **simple_values(own, PRINT, "print"),
    }
    if "trim" in choices:
        choices["trim"] = _page_size(choices["trim"])
    if "line_height" in choices:
        stretch = 1 if "line-height" in own.values else _LINE_SKIP
        choices["line_height"] = _line_height(choices["line_height"], stretch)
    margins = dict(_geometry(values, report))
    margins.update(own.get("margins", Values()).values)
    if "font_size" in choices:
        choices["font_size"] = choices["font_size"].replace(" ", "")
    lengths = tuple((side, length.replace(" ", "")) for side, length in margins.items())
    return PrintSettings(**choices, margins=lengths)


def _page_size(name: str) -> str:
    """Return a page size without LaTeX's ending and in one spelling: `a5paper`, `6 × 9`."""
    return name.lower().replace("×", "x").replace(" ", "").removesuffix("paper")


def _line_height(text: str, stretch: float) -> str:
    """Return the distance of lines as a CSS length; a number counts in sizes of the text."""
    if not re.fullmatch(r"[\d.]+", text):
        return text.replace(" ", "")
    return f"calc({float(text) * stretch:g} * var(--text-size))"


def _geometry(values: Values, report: Report) -> Iterator[tuple[str, str]]:
    """Yield the margins in the words of LaTeX's package geometry: `inner=20mm`, `margin=1in`."""
    for item in values.get("geometry", ()):
        name, _, length = (part.strip() for part in item.partition("="))
        if name in _SIDES and re.fullmatch(LENGTH.pattern, length):
            yield from ((side, length) for side in _SIDES[name])
            continue
        message = f"'{item}' has no effect here"
        hint = "margins are written as inner=20mm, outer, top, bottom or margin"
        place = values.places["geometry"]
        report(Diagnostic("settings-no-effect", message, place, hint, Severity.NOTE))

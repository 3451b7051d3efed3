"""Rules on figures and tables: where they stand, call-outs for them, pictures sharp enough."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from publish.editions.docx import ooxml
from publish.editions.docx.profiles.profile import Profile
from publish.editions.docx.profiles.reading import Manuscript
from publish.editions.images import ImageError, size_of
from publish.editions.markup import Element
from publish.editions.outcomes import Outcome

_EMU_PER_INCH = 914_400
# Running text; what comes after the last of it is the end.
_TEXT = ("body", "headings", "quotes", "bibliography")
_KINDS = {"figures": ("w:drawing", "w:pict"), "tables": ("w:tbl",)}
# Tables that hold an equation and its number.
_LAYOUT = frozenset(("EquationTable", "FigureTable"))


def _places(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    for name, wanted in (("figures", profile.figures), ("tables", profile.tables)):
        if not wanted:
            continue
        found = list(_floats(manuscript, name))
        early = [one for one in found if not one[1]]
        rule = {
            "inline": f"{name} stand in the text",
            "end": f"{name} stand at the end",
            "separate": f"{name} are not in the file",
        }[wanted]
        wrong = {"inline": len(found) - len(early), "end": len(early), "separate": len(found)}
        # A text whose last words are a caption has its figure "at the end" and in the text.
        is_kept = not wrong[wanted] or (wanted == "inline" and bool(early))
        yield Outcome(rule, is_kept, f"{wrong[wanted]} of {len(found)} do not")


def _floats(manuscript: Manuscript, name: str) -> Iterator[tuple[Element, bool]]:
    """Yield every figure or table of the body, and whether no running text comes after it."""
    body = manuscript.file.document[0]
    blocks = list(body)
    last = max(
        (
            at
            for at, one in enumerate(blocks)
            if ooxml.is_a(one, "w:p") and _is_text(manuscript, one)
        ),
        default=-1,
    )
    for at, block in enumerate(blocks):
        for one in ooxml.every(block, *_KINDS[name]):
            if not _is_layout(one) and not _is_in_a_sentence(manuscript, one):
                yield one, at > last


def _is_text(manuscript: Manuscript, paragraph: Element) -> bool:
    if not ooxml.is_a(paragraph, "w:p"):
        return False
    kind = manuscript.kind_of(paragraph)
    is_picture = bool(ooxml.every(paragraph, "w:drawing", "w:pict"))
    return kind in _TEXT and bool(ooxml.text_of(paragraph).strip()) and not is_picture


def _is_in_a_sentence(manuscript: Manuscript, one: Element) -> bool:
    """Tell whether a picture stands among words, as a letter does."""
    paragraph = next(one.iterancestors(ooxml.name("w:p")), None)
    if paragraph is None or ooxml.is_a(one, "w:tbl"):
        return False
    has_words = bool(ooxml.text_of(paragraph).strip())
    return has_words and manuscript.kind_of(paragraph) in _TEXT


def _is_layout(one: Element) -> bool:
    styles = ooxml.every(one, "w:tblStyle")
    return bool(styles) and ooxml.get(styles[0], "w:val") in _LAYOUT


def _callouts(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    """Yield whether the text says where each float belongs that stands elsewhere."""
    if not profile.callout or {profile.figures, profile.tables} <= {"", "inline"}:
        return
    pattern = re.escape(profile.callout).replace(re.escape("{label}"), "(.+?)")
    found = [re.fullmatch(pattern, one.text) for one in manuscript.of("callouts", "body")]
    called = {one[1] for one in found if one}
    labels = {
        label[0]
        for one in manuscript.of("captions")
        if (label := re.match(r"[^\W\d]+\.? [\w.]*\d", one.text))
    }
    missing = sorted(labels - called)
    example = profile.callout.replace("{label}", missing[0] if missing else "Figure 1")
    rule = "call-outs say where figures and tables belong"
    yield Outcome(rule, not missing, f"{len(missing)} are missing, such as {example!r}")


def _sharpness(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    least = profile.figure.dpi
    if not least:
        return
    low = [one for one in _densities(manuscript) if one < least - 1]
    why = f"{len(low)} have fewer, the least {min(low, default=0):.0f}"
    yield Outcome(f"pictures in the file have at least {least} dots to the inch", not low, why)


def _densities(manuscript: Manuscript) -> Iterator[float]:
    """Yield the dots to the inch of every raster picture in the text, as large as it stands."""
    file = manuscript.file
    relations = file.tree("word/_rels/document.xml.rels")
    every = ooxml.every(relations, "rel:Relationship") if relations is not None else []
    targets = {ooxml.get(one, "Id"): ooxml.get(one, "Target") for one in every}
    for drawing in ooxml.every(file.document, "wp:inline", "wp:anchor"):
        extents = ooxml.every(drawing, "wp:extent")
        for blip in ooxml.every(drawing, "a:blip"):
            name = posixpath.normpath(
                posixpath.join("word", targets.get(ooxml.get(blip, "r:embed"), ""))
            )
            if name not in file.parts or not extents:
                continue
            try:
                width = size_of(file.parts[name], name)[0]
            except ImageError:
                continue  # a drawing in Windows' own formats has no dots
            wide = int(ooxml.get(extents[0], "cx", "0")) / _EMU_PER_INCH
            if wide and not name.endswith(".svg"):
                yield width / wide


RULES: tuple[Callable[[Manuscript, Profile], Iterator[Outcome]], ...] = (
    _places,
    _callouts,
    _sharpness,
)

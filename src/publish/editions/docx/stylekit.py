"""What styles are made of: the type, and the pieces of XML that many of them share."""

from __future__ import annotations

from dataclasses import dataclass

LINE = 240  # Word's unit of line spacing: 240 to a line
HEADING_LEVELS = 9
CONTENTS_LEVELS = 6
INDEX_LEVELS = 3


BOTH = '<w:jc w:val="both"/>'
CENTRE = '<w:jc w:val="center"/>'
MONOSPACE = (
    '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
    '<w:noProof/><w:sz w:val="20"/><w:szCs w:val="20"/>'
)


@dataclass(frozen=True, slots=True)
class Style:
    """One style. `paragraph` and `run` are the children of `w:pPr` and `w:rPr`, as XML."""

    id: str
    name: str
    based_on: str = "Normal"
    follow: str = ""
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    is_shown: bool = True  # in Word's gallery of styles


def spacing(lines: float, *, before: int = 0, after: int = 0) -> str:
    """Return `w:spacing`: lines as a multiple, space before and after in twips."""
    return (
        f'<w:spacing w:before="{before}" w:after="{after}" '
        f'w:line="{round(lines * LINE)}" w:lineRule="auto"/>'
    )


def indent(*, left: int = 0, right: int = 0, first: int = 0, hanging: int = 0) -> str:
    """Return `w:ind`, in twips."""
    edge = f'w:hanging="{hanging}"' if hanging else f'w:firstLine="{first}"'
    return f'<w:ind w:left="{left}" w:right="{right}" {edge}/>'


def outline(level: int) -> str:
    """Return the level that a heading has in Word's outline."""
    return f'<w:outlineLvl w:val="{level - 1}"/>'


def half_points(size_pt: float) -> int:
    """Return a size as Word counts it."""
    return round(2 * size_pt)


def size(size_pt: float) -> str:
    """Return the size of the letters."""
    size = half_points(size_pt)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'

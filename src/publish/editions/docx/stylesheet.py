"""The style sheet of the Word file: what an editor sees in Word's style pane.

The names are Word's built-in ones where Word has one, so that a journal's template takes over;
pandoc's and ours for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from publish.editions.docx.look import Look

LINE = 240  # Word's unit of line spacing: 240 to a line
HEADING_LEVELS = 9
CONTENTS_LEVELS = 6
INDEX_LEVELS = 3


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


def style_sheet(look: Look) -> tuple[Style, ...]:
    """Return all styles of a look, in the order of the file."""
    return (
        *_text(look),
        *_headings(look),
        *_title_page(look),
        *_set_off(look),
        *_floats(look),
        *_lists_of(look),
        *_apparatus(look),
        *_CHARACTERS,
    )


def _text(look: Look) -> tuple[Style, ...]:
    body = _spacing(look.body_lines)
    return (
        Style("Normal", "Normal", based_on="", paragraph="<w:widowControl/>"),
        Style("BodyText", "Body Text", paragraph=body + _indent(first=look.indent)),
        Style("FirstParagraph", "First Paragraph", "BodyText", "BodyText", _indent(first=0)),
        Style("ListParagraph", "List Paragraph", "BodyText", paragraph=_indent(first=0)),
        Style("Compact", "Compact", "BodyText", paragraph=_indent(first=0)),
        Style(
            "SectionBreak",
            "Section Break",
            "BodyText",
            "FirstParagraph",
            "<w:keepNext/>" + _indent(first=0) + _CENTRE,
        ),
        Style(
            "DefinitionTerm",
            "Definition Term",
            follow="Definition",
            paragraph="<w:keepNext/>" + _spacing(1, before=120),
            run="<w:b/><w:bCs/>",
        ),
        Style("Definition", "Definition", paragraph=_spacing(1, after=120) + _indent(left=720)),
        Style(
            "SourceCode",
            "Source Code",
            paragraph='<w:wordWrap w:val="0"/>' + _spacing(1, before=120, after=240),
            run=_MONOSPACE,
        ),
        Style(
            "Equation",
            "Equation",
            follow="FirstParagraph",
            paragraph=_spacing(1, before=120, after=120) + _CENTRE,
        ),
    )


def _headings(look: Look) -> tuple[Style, ...]:
    size = _size(look.size_pt + 2)
    bold, italic = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
    runs = {1: bold + size, 2: bold, 3: bold + italic, 4: italic}
    made = []
    for level in range(1, HEADING_LEVELS + 1):
        space = (
            _spacing(1, after=2 * LINE) if level == 1 else _spacing(1, before=LINE, after=LINE // 2)
        )
        made.append(
            Style(
                f"Heading{level}",
                f"heading {level}",
                follow="FirstParagraph",
                paragraph="<w:keepNext/><w:keepLines/>"
                + space
                + (_CENTRE if level == 1 else "")
                + _outline(level),
                run=runs.get(level, italic),
            )
        )
    part = _spacing(1, before=8 * LINE, after=2 * LINE) + _CENTRE
    made.append(
        Style(
            "PartTitle", "Part Title", "Heading1", "FirstParagraph", part, _size(look.size_pt + 6)
        )
    )
    made.append(
        Style(
            "ChapterLabel",
            "Chapter Label",
            "DefaultParagraphFont",
            kind="character",
            run='<w:b w:val="0"/><w:bCs w:val="0"/>',
        )
    )
    return tuple(made)


def _title_page(look: Look) -> tuple[Style, ...]:
    after = _spacing(1, after=LINE)
    return (
        Style(
            "Title",
            "Title",
            follow="Subtitle",
            paragraph="<w:keepNext/>"
            + _spacing(1, before=look.title_drop_lines * LINE, after=LINE)
            + _CENTRE,
            run="<w:b/><w:bCs/>" + _size(look.size_pt + 8),
        ),
        Style(
            "Subtitle",
            "Subtitle",
            follow="Author",
            paragraph="<w:keepNext/>" + after + _CENTRE,
            run=_size(look.size_pt + 2),
        ),
        Style("Author", "Author", paragraph=after + _CENTRE),
        Style("Affiliation", "Affiliation", paragraph=after + _CENTRE),
        Style("Date", "Date", paragraph=after + _CENTRE),
        Style("TitlePageText", "Title Page Text", paragraph=after + _CENTRE),
        Style("Imprint", "Imprint", "TitlePageText", paragraph=_spacing(1, before=6 * LINE)),
        Style(
            "HalfTitle",
            "Half Title",
            paragraph=_spacing(1, before=look.title_drop_lines * LINE) + _CENTRE,
            run=_size(look.size_pt + 4),
        ),
        Style("CopyrightText", "Copyright Text", paragraph=after),
        Style(
            "Dedication",
            "Dedication",
            paragraph=_spacing(1, before=8 * LINE) + _CENTRE,
            run="<w:i/><w:iCs/>",
        ),
        Style(
            "AbstractTitle",
            "Abstract Title",
            follow="Abstract",
            paragraph="<w:keepNext/>" + after + _CENTRE,
            run="<w:b/><w:bCs/>",
        ),
        Style("Abstract", "Abstract", paragraph=after + _indent(left=720, right=720)),
    )


def _set_off(look: Look) -> tuple[Style, ...]:
    quote = _spacing(look.quote_lines, after=LINE)
    callout = (
        '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="595959"/></w:pBdr>'
        + _spacing(1, after=LINE // 2)
        + _indent(left=360)
    )
    return (
        Style(
            "BlockText",
            "Block Text",
            follow="FirstParagraph",
            paragraph=quote + _indent(left=look.indent),
        ),
        Style("BlockText2", "Block Text 2", "BlockText", paragraph=_indent(left=2 * look.indent)),
        Style(
            "Verse",
            "Verse",
            follow="FirstParagraph",
            paragraph="<w:keepLines/>" + quote + _indent(left=look.indent + 360, hanging=360),
        ),
        Style(
            "Epigraph",
            "Epigraph",
            follow="FirstParagraph",
            paragraph=quote + _indent(left=3 * look.indent),
        ),
        Style(
            "Attribution",
            "Attribution",
            follow="FirstParagraph",
            paragraph=quote + _indent(left=3 * look.indent) + '<w:jc w:val="right"/>',
        ),
        Style("Callout", "Callout", paragraph=callout),
        Style(
            "CalloutTitle", "Callout Title", "Callout", "Callout", "<w:keepNext/>", "<w:b/><w:bCs/>"
        ),
    )


def _floats(look: Look) -> tuple[Style, ...]:
    caption = _spacing(1, after=2 * LINE)
    return (
        Style("Caption", "caption", follow="FirstParagraph", paragraph=caption),
        Style(
            "TableCaption",
            "Table Caption",
            "Caption",
            paragraph="<w:keepNext/>" + _spacing(1, before=LINE, after=LINE // 2),
        ),
        Style("ImageCaption", "Image Caption", "Caption", "FirstParagraph", "<w:keepLines/>"),
        Style("Figure", "Figure", paragraph=_spacing(1, before=LINE, after=LINE // 2) + _CENTRE),
        Style("CaptionedFigure", "Captioned Figure", "Figure", "ImageCaption", "<w:keepNext/>"),
        Style(
            "TableText",
            "Table Text",
            paragraph=_spacing(1, before=40, after=40),
            run=_size(look.size_pt - 1),
        ),
        Style(
            "TableNote",
            "Table Note",
            paragraph=_spacing(1, before=60, after=LINE),
            run=_size(look.note_size_pt),
        ),
    )


def _lists_of(look: Look) -> tuple[Style, ...]:
    def row(level: int, hanging: int) -> str:
        left = 360 * (level - 1) + hanging
        stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{look.text_width}"/></w:tabs>'
        return stop + _spacing(1, after=80) + _indent(left=left, hanging=hanging)

    contents = (
        Style(
            f"TOC{level}",
            f"toc {level}",
            follow="Normal",
            paragraph=row(level, 360),
            is_shown=False,
        )
        for level in range(1, CONTENTS_LEVELS + 1)
    )
    index = (
        Style(
            f"Index{level}",
            f"index {level}",
            follow="Normal",
            is_shown=False,
            paragraph=_spacing(1) + _indent(left=360 * (level - 1) + 360, hanging=360),
        )
        for level in range(1, INDEX_LEVELS + 1)
    )
    heading = "<w:keepNext/><w:keepLines/>" + _spacing(1, after=2 * LINE) + _CENTRE
    return (
        Style(
            "TOCHeading",
            "TOC Heading",
            follow="BodyText",
            paragraph=heading,
            run="<w:b/><w:bCs/>" + _size(look.size_pt + 2),
        ),
        *contents,
        Style(
            "TableofFigures",
            "table of figures",
            follow="Normal",
            paragraph=row(1, 360),
            is_shown=False,
        ),
        *index,
        Style(
            "IndexHeading",
            "index heading",
            follow="Index1",
            is_shown=False,
            paragraph="<w:keepNext/>" + _spacing(1, before=LINE),
            run="<w:b/><w:bCs/>",
        ),
    )


def _apparatus(look: Look) -> tuple[Style, ...]:
    stops = (
        f'<w:tabs><w:tab w:val="center" w:pos="{look.text_width // 2}"/>'
        f'<w:tab w:val="right" w:pos="{look.text_width}"/></w:tabs>'
    )
    note = _spacing(look.note_lines, after=60)
    return (
        Style(
            "Bibliography",
            "Bibliography",
            paragraph=_spacing(look.bibliography_lines, after=LINE)
            + _indent(left=look.indent, hanging=look.indent),
        ),
        Style("FootnoteText", "footnote text", paragraph=note, run=_size(look.note_size_pt)),
        Style(
            "FootnoteBlockText",
            "Footnote Block Text",
            "FootnoteText",
            paragraph=_indent(left=look.indent),
        ),
        Style("Header", "header", paragraph=stops),
        Style("Footer", "footer", paragraph=stops + _CENTRE),
    )


def _spacing(lines: float, *, before: int = 0, after: int = 0) -> str:
    return (
        f'<w:spacing w:before="{before}" w:after="{after}" '
        f'w:line="{round(lines * LINE)}" w:lineRule="auto"/>'
    )


def _indent(*, left: int = 0, right: int = 0, first: int = 0, hanging: int = 0) -> str:
    edge = f'w:hanging="{hanging}"' if hanging else f'w:firstLine="{first}"'
    return f'<w:ind w:left="{left}" w:right="{right}" {edge}/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level - 1}"/>'


def half_points(size_pt: float) -> int:
    """Return a size as Word counts it."""
    return round(2 * size_pt)


def _size(size_pt: float) -> str:
    size = half_points(size_pt)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


_CENTRE = '<w:jc w:val="center"/>'
_MONOSPACE = (
    '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
    '<w:noProof/><w:sz w:val="20"/><w:szCs w:val="20"/>'
)
_CHARACTERS = (
    Style("DefaultParagraphFont", "Default Paragraph Font", "", kind="character", is_shown=False),
    Style(
        "VerbatimChar", "Verbatim Char", "DefaultParagraphFont", kind="character", run=_MONOSPACE
    ),
    Style("SectionNumber", "Section Number", "DefaultParagraphFont", kind="character"),
    Style(
        "CaptionLabel",
        "Caption Label",
        "DefaultParagraphFont",
        kind="character",
        run="<w:b/><w:bCs/>",
    ),
    Style(
        "FootnoteReference",
        "footnote reference",
        "DefaultParagraphFont",
        kind="character",
        run='<w:vertAlign w:val="superscript"/>',
    ),
    # 7.5:1 on white: WCAG 2.2 asks for 4.5.
    Style(
        "Hyperlink",
        "Hyperlink",
        "DefaultParagraphFont",
        kind="character",
        run='<w:color w:val="1F4E79"/><w:u w:val="single"/>',
    ),
    Style(
        "FollowedHyperlink",
        "FollowedHyperlink",
        "DefaultParagraphFont",
        kind="character",
        run='<w:color w:val="5B3A75"/><w:u w:val="single"/>',
        is_shown=False,
    ),
    Style("PageNumber", "page number", "DefaultParagraphFont", kind="character", is_shown=False),
)

"""Styles of what accompanies a text: captions, lists, notes, references, links."""

from __future__ import annotations

from publish.editions.docx.look import Look
from publish.editions.docx.stylekit import (
    CENTRE,
    CONTENTS_LEVELS,
    INDEX_LEVELS,
    LINE,
    MONOSPACE,
    Style,
    indent,
    size,
    spacing,
)


def apparatus_styles(look: Look) -> tuple[Style, ...]:
    """Return the styles of floats, contents, index, notes, references and characters."""
    return (*_floats(look), *_lists_of(look), *_index(), *_apparatus(look), *_CHARACTERS)


def _floats(look: Look) -> tuple[Style, ...]:
    caption = spacing(1, after=2 * LINE)
    return (
        Style("Caption", "caption", follow="FirstParagraph", paragraph=caption),
        Style(
            "TableCaption",
            "Table Caption",
            "Caption",
            paragraph="<w:keepNext/>" + spacing(1, before=LINE, after=LINE // 2),
        ),
        Style("ImageCaption", "Image Caption", "Caption", "FirstParagraph", "<w:keepLines/>"),
        Style("Figure", "Figure", paragraph=spacing(1, before=LINE, after=LINE // 2) + CENTRE),
        Style(
            "FloatCallout",
            "Float Callout",
            follow="BodyText",
            paragraph=spacing(1, before=LINE, after=LINE) + CENTRE,
        ),
        Style("CaptionedFigure", "Captioned Figure", "Figure", "ImageCaption", "<w:keepNext/>"),
        Style(
            "TableText",
            "Table Text",
            paragraph=spacing(1, before=40, after=40),
            run=size(look.size_pt - 1),
        ),
        Style(
            "TableNote",
            "Table Note",
            paragraph=spacing(1, before=60, after=LINE),
            run=size(look.note_size_pt),
        ),
    )


def _lists_of(look: Look) -> tuple[Style, ...]:
    def row(level: int, hanging: int) -> str:
        left = 360 * (level - 1) + hanging
        stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{look.text_width}"/></w:tabs>'
        return stop + spacing(1, after=80) + indent(left=left, hanging=hanging)

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
    heading = "<w:keepNext/><w:keepLines/>" + spacing(1, after=2 * LINE) + CENTRE
    return (
        Style(
            "TOCHeading",
            "TOC Heading",
            follow="BodyText",
            paragraph=heading,
            run="<w:b/><w:bCs/>" + size(look.size_pt + 2),
        ),
        *contents,
        Style(
            "TableofFigures",
            "table of figures",
            follow="Normal",
            paragraph=row(1, 360),
            is_shown=False,
        ),
    )


def _index() -> tuple[Style, ...]:
    levels = (
        Style(
            f"Index{level}",
            f"index {level}",
            follow="Normal",
            is_shown=False,
            paragraph=spacing(1) + indent(left=360 * (level - 1) + 360, hanging=360),
        )
        for level in range(1, INDEX_LEVELS + 1)
    )
    heading = Style(
        "IndexHeading",
        "index heading",
        follow="Index1",
        is_shown=False,
        paragraph="<w:keepNext/>" + spacing(1, before=LINE),
        run="<w:b/><w:bCs/>",
    )
    return (*levels, heading)


def _apparatus(look: Look) -> tuple[Style, ...]:
    stops = (
        f'<w:tabs><w:tab w:val="center" w:pos="{look.text_width // 2}"/>'
        f'<w:tab w:val="right" w:pos="{look.text_width}"/></w:tabs>'
    )
    note = spacing(look.note_lines, after=60)
    return (
        Style(
            "Bibliography",
            "Bibliography",
            paragraph=spacing(look.bibliography_lines, after=LINE)
            + indent(left=look.indent, hanging=look.indent),
        ),
        Style("FootnoteText", "footnote text", paragraph=note, run=size(look.note_size_pt)),
        Style(
            "FootnoteBlockText",
            "Footnote Block Text",
            "FootnoteText",
            paragraph=indent(left=look.indent),
        ),
        Style("Header", "header", paragraph=stops),
        Style("Footer", "footer", paragraph=stops + CENTRE),
    )


_CHARACTERS = (
    Style("DefaultParagraphFont", "Default Paragraph Font", "", kind="character", is_shown=False),
    Style("VerbatimChar", "Verbatim Char", "DefaultParagraphFont", kind="character", run=MONOSPACE),
    Style("SectionNumber", "Section Number", "DefaultParagraphFont", kind="character"),
    Style("EquationNumber", "Equation Number", "DefaultParagraphFont", kind="character"),
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

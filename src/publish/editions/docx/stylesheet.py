"""The style sheet of the Word file: what an editor sees in Word's style pane.

The names are Word's built-in ones where Word has one, so that a journal's template takes over;
pandoc's and ours for the rest.
"""

from __future__ import annotations

from publish.editions.docx.apparatus import apparatus_styles
from publish.editions.docx.look import Look
from publish.editions.docx.stylekit import (
    BOTH,
    CENTRE,
    HEADING_LEVELS,
    LINE,
    MONOSPACE,
    Style,
    indent,
    outline,
    size,
    spacing,
)


def style_sheet(look: Look) -> tuple[Style, ...]:
    """Return all styles of a look, in the order of the file."""
    return (
        *_text(look),
        *_headings(look),
        *_title_page(look),
        *_set_off(look),
        *apparatus_styles(look),
    )


def _text(look: Look) -> tuple[Style, ...]:
    body = spacing(look.body_lines)
    edge = BOTH if look.is_justified else ""
    return (
        Style("Normal", "Normal", based_on="", paragraph="<w:widowControl/>"),
        Style("BodyText", "Body Text", paragraph=body + indent(first=look.indent) + edge),
        Style("FirstParagraph", "First Paragraph", "BodyText", "BodyText", indent(first=0)),
        Style("ListParagraph", "List Paragraph", "BodyText", paragraph=indent(first=0)),
        Style("Compact", "Compact", "BodyText", paragraph=indent(first=0)),
        Style(
            "SectionBreak",
            "Section Break",
            "BodyText",
            "FirstParagraph",
            "<w:keepNext/>" + indent(first=0) + CENTRE,
        ),
        Style(
            "DefinitionTerm",
            "Definition Term",
            follow="Definition",
            paragraph="<w:keepNext/>" + spacing(1, before=120),
            run="<w:b/><w:bCs/>",
        ),
        Style("Definition", "Definition", paragraph=spacing(1, after=120) + indent(left=720)),
        Style(
            "SourceCode",
            "Source Code",
            paragraph='<w:wordWrap w:val="0"/>' + spacing(1, before=120, after=240),
            run=MONOSPACE,
        ),
        Style(
            "Equation",
            "Equation",
            follow="FirstParagraph",
            paragraph=spacing(1, before=120, after=120) + CENTRE,
        ),
    )


def _headings(look: Look) -> tuple[Style, ...]:
    large = size(look.size_pt + 2)
    bold, italic = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
    runs = {1: bold + large, 2: bold, 3: bold + italic, 4: italic}
    made = []
    for level in range(1, HEADING_LEVELS + 1):
        space = (
            spacing(1, after=2 * LINE) if level == 1 else spacing(1, before=LINE, after=LINE // 2)
        )
        made.append(
            Style(
                f"Heading{level}",
                f"heading {level}",
                follow="FirstParagraph",
                paragraph="<w:keepNext/><w:keepLines/>"
                + space
                + (CENTRE if level == 1 else "")
                + outline(level),
                run=runs.get(level, italic),
            )
        )
    part = spacing(1, before=8 * LINE, after=2 * LINE) + CENTRE
    made.append(
        Style("PartTitle", "Part Title", "Heading1", "FirstParagraph", part, size(look.size_pt + 6))
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
    after = spacing(1, after=LINE)
    return (
        Style(
            "Title",
            "Title",
            follow="Subtitle",
            paragraph="<w:keepNext/>"
            + spacing(1, before=look.title_drop_lines * LINE, after=LINE)
            + CENTRE,
            run="<w:b/><w:bCs/>" + size(look.size_pt + 8),
        ),
        Style(
            "Subtitle",
            "Subtitle",
            follow="Author",
            paragraph="<w:keepNext/>" + after + CENTRE,
            run=size(look.size_pt + 2),
        ),
        Style("Author", "Author", paragraph=after + CENTRE),
        Style("Affiliation", "Affiliation", paragraph=after + CENTRE),
        Style("Date", "Date", paragraph=after + CENTRE),
        Style("TitlePageText", "Title Page Text", paragraph=after + CENTRE),
        Style("Imprint", "Imprint", "TitlePageText", paragraph=spacing(1, before=6 * LINE)),
        Style(
            "HalfTitle",
            "Half Title",
            paragraph=spacing(1, before=look.title_drop_lines * LINE) + CENTRE,
            run=size(look.size_pt + 4),
        ),
        Style("CopyrightText", "Copyright Text", paragraph=after),
        Style(
            "Dedication",
            "Dedication",
            paragraph=spacing(1, before=8 * LINE) + CENTRE,
            run="<w:i/><w:iCs/>",
        ),
        *_abstract(after),
    )


def _abstract(after: str) -> tuple[Style, ...]:
    return (
        Style(
            "AbstractTitle",
            "Abstract Title",
            follow="Abstract",
            paragraph="<w:keepNext/>" + after + CENTRE,
            run="<w:b/><w:bCs/>",
        ),
        Style("Abstract", "Abstract", paragraph=after + indent(left=720, right=720)),
        Style("Keywords", "Keywords", "Abstract"),
    )


def _set_off(look: Look) -> tuple[Style, ...]:
    quote = spacing(look.quote_lines, after=LINE)
    callout = (
        '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="595959"/></w:pBdr>'
        + spacing(1, after=LINE // 2)
        + indent(left=360)
    )
    return (
        Style(
            "BlockText",
            "Block Text",
            follow="FirstParagraph",
            paragraph=quote + indent(left=look.indent),
        ),
        Style("BlockText2", "Block Text 2", "BlockText", paragraph=indent(left=2 * look.indent)),
        Style(
            "Verse",
            "Verse",
            follow="FirstParagraph",
            paragraph="<w:keepLines/>" + quote + indent(left=look.indent + 360, hanging=360),
        ),
        Style(
            "Epigraph",
            "Epigraph",
            follow="FirstParagraph",
            paragraph=quote + indent(left=3 * look.indent),
        ),
        Style(
            "Attribution",
            "Attribution",
            follow="FirstParagraph",
            paragraph=quote + indent(left=3 * look.indent) + '<w:jc w:val="right"/>',
        ),
        Style("Callout", "Callout", paragraph=callout),
        Style(
            "CalloutTitle", "Callout Title", "Callout", "Callout", "<w:keepNext/>", "<w:b/><w:bCs/>"
        ),
    )

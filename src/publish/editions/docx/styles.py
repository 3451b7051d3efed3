"""The styles part of the Word file: the style sheet, written as Word has it."""

from __future__ import annotations

from publish.editions.docx import ooxml
from publish.editions.docx.languages import language_slot
from publish.editions.docx.look import Look
from publish.editions.docx.stylekit import (
    CONTENTS_LEVELS,
    HEADING_LEVELS,
    INDEX_LEVELS,
    LINE,
    Style,
    half_points,
)
from publish.editions.docx.stylesheet import style_sheet
from publish.editions.markup import Element


def styles_part(look: Look, lang: str) -> Element:
    """Return `word/styles.xml`. Everything printed is black; links are a dark blue."""
    items = "".join(_style_xml(style) for style in style_sheet(look)) + _TABLES
    head = f'<w:styles xmlns:w="{ooxml.NAMESPACES["w"]}">'
    return ooxml.parse(f"{head}{_defaults(look, lang)}{items}</w:styles>")


def style_names() -> frozenset[str]:
    """Return the names of all paragraph and character styles."""
    return frozenset(style.name for style in style_sheet(Look()))


def _defaults(look: Look, lang: str) -> str:
    size = half_points(look.size_pt)
    languages = {"w:val": "en-US", "w:eastAsia": "zh-CN", "w:bidi": "he-IL"}
    languages[language_slot(lang)] = lang
    slots = " ".join(f'{slot}="{tag}"' for slot, tag in languages.items())
    return f"""<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{look.font}" w:eastAsia="{look.font}" w:hAnsi="{look.font}" w:cs="{look.font}"/>
<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>
<w:lang {slots}/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="auto"/></w:pPr>
</w:pPrDefault></w:docDefaults>"""


def _style_xml(style: Style) -> str:
    default = ' w:default="1"' if style.id in _DEFAULTS else ""
    custom = "" if style.id in _BUILT_IN else ' w:customStyle="1"'
    parts = [f'<w:name w:val="{style.name}"/>']
    if style.based_on:
        parts.append(f'<w:basedOn w:val="{style.based_on}"/>')
    if style.follow:
        parts.append(f'<w:next w:val="{style.follow}"/>')
    parts.append("<w:qFormat/>" if style.is_shown else "<w:semiHidden/><w:unhideWhenUsed/>")
    if style.paragraph:
        parts.append(f"<w:pPr>{style.paragraph}</w:pPr>")
    if style.run:
        parts.append(f"<w:rPr>{style.run}</w:rPr>")
    head = f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{style.id}">'
    return head + "".join(parts) + "</w:style>"


_RULE = 'w:val="single" w:sz="8" w:space="0" w:color="000000"'
# Three rules and no lines between, as printed scholarly tables have it.
_TABLES = f"""<w:style w:type="table" w:default="1" w:styleId="TableNormal">
<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:jc w:val="center"/>
<w:tblBorders><w:top {_RULE}/><w:bottom {_RULE}/></w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="EquationTable">
<w:name w:val="Equation Table"/><w:basedOn w:val="TableNormal"/></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="FigureTable">
<w:name w:val="Figure Table"/><w:basedOn w:val="TableNormal"/></w:style>"""
# Word's own names; it takes any other style marked otherwise for a damaged built-in one.
_BUILT_IN = frozenset(
    """Normal BodyText ListParagraph Title Subtitle Date BlockText Caption TOCHeading
    TableofFigures IndexHeading Bibliography FootnoteText FootnoteReference Header Footer
    Hyperlink FollowedHyperlink PageNumber DefaultParagraphFont""".split()  # noqa: SIM905
    + [f"Heading{level}" for level in range(1, HEADING_LEVELS + 1)]
    + [f"TOC{level}" for level in range(1, CONTENTS_LEVELS + 1)]
    + [f"Index{level}" for level in range(1, INDEX_LEVELS + 1)]
)
_DEFAULTS = frozenset({"Normal", "DefaultParagraphFont"})

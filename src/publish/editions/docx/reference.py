"""The reference document that pandoc takes styles, page and settings from, made from a look.

pandoc's own reference document is the base for the parts that nobody sees (theme, fonts,
numbering, the separators of notes); all that shows is ours.
"""

from __future__ import annotations

from publish.editions.docx import ooxml
from publish.editions.docx.look import Look
from publish.editions.docx.ooxml import element
from publish.editions.docx.ownstyles import STYLES, THEME, OwnStyles, with_own_styles
from publish.editions.docx.package import Package
from publish.editions.docx.styles import styles_part
from publish.editions.markup import Element
from publish.pandoc import data_file_bytes

DOCUMENT = "word/document.xml"
SETTINGS = "word/settings.xml"
# Word 2013 and later; without it Word opens the file in Compatibility Mode. Source: [MS-DOCX]
# 2.2.3, compatibilityMode.
WORD_VERSION = "15"
_COMPATIBILITY = (
    "compatibilityMode",
    "overrideTableStyleFontSizeAndJustification",
    "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
    "differentiateMultirowTableHeaders",
)
_WORD_URI = "http://schemas.microsoft.com/office/word"


def reference_document(look: Look, lang: str, own: OwnStyles | None = None) -> bytes:
    """Return a `reference.docx` with the styles and the page of a look, and an author's styles."""
    package = Package.read(data_file_bytes("reference.docx"))
    sheet = styles_part(look, lang)
    if own is not None:
        sheet = with_own_styles(sheet, own)
        if own.theme is not None:
            package.parts[THEME] = own.theme
    package.set(STYLES, sheet)
    package.set(SETTINGS, settings_part(lang))
    body = ooxml.child(package.tree(DOCUMENT), "w:body")
    assert body is not None
    for item in list(body):
        body.remove(item)
    # pandoc takes the width of the text from here, to scale pictures and tables.
    body.append(element("w:sectPr", None, *page_setup(look)))
    return package.write()


def page_setup(look: Look) -> tuple[Element, Element]:
    """Return the paper and the margins of a section."""
    width, height = (str(side) for side in look.paper)
    top, right, bottom, left = look.edges
    return (
        element("w:pgSz", {"w:w": width, "w:h": height}),
        element(
            "w:pgMar",
            {
                "w:top": str(top),
                "w:right": str(right),
                "w:bottom": str(bottom),
                "w:left": str(left),
                "w:header": str(top // 2),
                "w:footer": str(bottom // 2),
                "w:gutter": "0",
            },
        ),
    )


def note_numbers(restarts: bool) -> Element:
    """Return how notes are numbered: from 1 in every section, or through the whole file."""
    restart = "eachSect" if restarts else "continuous"
    return element(
        "w:footnotePr",
        None,
        element("w:numFmt", {"w:val": "decimal"}),
        element("w:numStart", {"w:val": "1"}),
        element("w:numRestart", {"w:val": restart}),
    )


def settings_part(lang: str, *, restarts_notes: bool = False) -> Element:
    """Return `word/settings.xml`: current Word, no compatibility mode, nothing to update."""
    compatibility = element("w:compat")
    for setting in _COMPATIBILITY:
        value = WORD_VERSION if setting == "compatibilityMode" else "1"
        attributes = {"w:name": setting, "w:uri": _WORD_URI, "w:val": value}
        compatibility.append(element("w:compatSetting", attributes))
    # The separators that pandoc's notes part has.
    notes = note_numbers(restarts_notes)
    notes.extend(element("w:footnote", {"w:id": number}) for number in ("-1", "0"))
    return ooxml.root(
        "w:settings",
        ("m",),
        element("w:zoom", {"w:percent": "100"}),
        element("w:defaultTabStop", {"w:val": "720"}),
        element("w:characterSpacingControl", {"w:val": "doNotCompress"}),
        notes,
        compatibility,
        _math_properties(),
        element("w:themeFontLang", {"w:val": lang}),
        element("w:decimalSymbol", {"w:val": "."}),
        element("w:listSeparator", {"w:val": ","}),
    )


def record_changes(settings: Element) -> None:
    """Let Word track what is changed from the first key on. Source: ECMA-376-1, 17.15.1.90."""
    zoom = ooxml.child(settings, "w:zoom")
    assert zoom is not None
    zoom.addnext(element("w:trackRevisions"))


def _math_properties() -> Element:
    values = {"mathFont": "Cambria Math", "brkBin": "before", "brkBinSub": "--", "smallFrac": "0"}
    made = [element(f"m:{key}", {"m:val": value}) for key, value in values.items()]
    made.append(element("m:dispDef"))
    more = {"lMargin": "0", "rMargin": "0", "defJc": "centerGroup", "wrapIndent": "1440"}
    more |= {"intLim": "subSup", "naryLim": "undOvr"}
    made += [element(f"m:{key}", {"m:val": value}) for key, value in more.items()]
    return element("m:mathPr", None, *made)

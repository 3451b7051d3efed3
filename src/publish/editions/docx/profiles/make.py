"""A manuscript as a journal's profile wants it."""

from __future__ import annotations

from publish.diagnostics import Diagnostic
from publish.editions.docx import assemble, ooxml
from publish.editions.docx.lint import lint_file, open_file
from publish.editions.docx.look import manuscript_look
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import Package
from publish.editions.docx.profiles.notes import make_endnotes, make_typed_notes
from publish.editions.docx.profiles.profile import Profile
from publish.editions.docx.reference import DOCUMENT
from publish.editions.edition import Design
from publish.editions.markup import Element
from publish.model.document import Document
from publish.structure.front_matter import is_single_essay


def submission(
    document: Document, design: Design, profile: Profile
) -> tuple[Package, tuple[Diagnostic, ...]]:
    """Return the parts of a file made by a profile, and what is to be said of them."""
    look = manuscript_look(document.metadata.lang, is_essay=is_single_essay(document))
    package, said = assemble(document, design, profile.look(look))
    if profile.notes == "endnotes":
        make_endnotes(package)
    elif profile.notes == "typed":
        make_typed_notes(package, document.word("Notes"))
    if profile.fields == "none":
        _without_fields(package.tree(DOCUMENT))
    if profile.page_numbers is False:
        for name in [one for one in package.parts if one.startswith("word/footer")]:
            for paragraph in ooxml.every(package.tree(name), "w:p"):
                for run in ooxml.children(paragraph, "w:r"):
                    paragraph.remove(run)
    if profile.line_numbers:
        for section in ooxml.every(package.tree(DOCUMENT), "w:sectPr"):
            _number_lines(section)
    return package, (*said, *lint_file(open_file(package)))


def _without_fields(top: Element) -> None:
    """Leave what fields show, as plain words."""
    for run in ooxml.every(top, "w:r"):
        if ooxml.every(run, "w:fldChar", "w:instrText"):
            ooxml.remove(run)


def _number_lines(section: Element) -> None:
    # Behind the margins in CT_SectPr. Source: ECMA-376-1:2016, 17.6.17 and 17.6.8.
    margins = ooxml.child(section, "w:pgMar")
    if margins is not None:
        margins.addnext(element("w:lnNumType", {"w:countBy": "1", "w:restart": "continuous"}))

"""A manuscript as a journal's profile wants it."""

from __future__ import annotations

from publish.diagnostics import Diagnostic
from publish.editions.docx import assemble, ooxml
from publish.editions.docx.lint import lint_file, open_file
from publish.editions.docx.look import manuscript_look
from publish.editions.docx.package import Package
from publish.editions.docx.profiles.notes import make_endnotes, make_typed_notes
from publish.editions.docx.profiles.profile import Profile
from publish.editions.docx.reference import DOCUMENT, SETTINGS, record_changes
from publish.editions.docx.zotero import make_live
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
        for part in [DOCUMENT, *(name for name in package.parts if name.endswith("notes.xml"))]:
            _without_fields(package.tree(part))
    elif profile.fields == "zotero":
        said += make_live(package, document)
    if profile.track_changes:
        record_changes(package.tree(SETTINGS))
    return package, (*said, *lint_file(open_file(package)))


def _without_fields(top: Element) -> None:
    """Leave what fields show, as plain words."""
    for run in ooxml.every(top, "w:r"):
        if ooxml.every(run, "w:fldChar", "w:instrText"):
            ooxml.remove(run)

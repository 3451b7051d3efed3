"""The DOCX edition: a manuscript that an editor can work on in Word.

pandoc writes the file from the book's tree with a reference document made here; then one pass
over its parts mends what pandoc does not do.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from publish.diagnostics import Diagnostic
from publish.editions.docx.drawings import relate_pictures
from publish.editions.docx.finish import NOTES, finish_parts
from publish.editions.docx.lint import lint_file, open_file
from publish.editions.docx.look import Look, manuscript_look
from publish.editions.docx.ownstyles import read_own_styles
from publish.editions.docx.package import Package
from publish.editions.docx.pictures import prepare_pictures
from publish.editions.docx.reference import DOCUMENT, SETTINGS, record_changes, reference_document
from publish.editions.docx.tree import manuscript_tree
from publish.editions.docx.vectors import keep_vectors
from publish.editions.docx.zotero import make_live
from publish.editions.edition import Artifact, Design, Edition
from publish.editions.math import mathml_formulas
from publish.model.document import Document
from publish.pandoc import write_file
from publish.structure.front_matter import is_single_essay

_OPTIONS = ("--syntax-highlighting=none", "--reference-doc=reference.docx")


def render(document: Document, design: Design) -> Artifact:
    """Return the book as a Word file; the same book gives the same bytes.

    Raises: publish.pandoc.PandocError if pandoc fails.
    """
    look = manuscript_look(document.metadata.lang, is_essay=is_single_essay(document))
    package, said = assemble(document, design, look)
    if document.settings.docx.fields == "zotero":
        said += make_live(package, document)
        record_changes(package.tree(SETTINGS))  # a co-author's copy will come back
    data = package.write()
    findings = (*said, *lint_file(open_file(package)))
    return Artifact("docx", f"{_stem(document)}.docx", data, findings)


def assemble(
    document: Document, design: Design, look: Look
) -> tuple[Package, tuple[Diagnostic, ...]]:
    """Return the book as the parts of a Word file, and what was wrong on the way.

    An author's own reference document gives its styles and its page.
    """
    own, wrong = read_own_styles(design.reference_docx) if design.reference_docx else (None, ())
    look = own.look(look) if own else look
    with tempfile.TemporaryDirectory(prefix="publish-docx-") as name:
        folder = Path(name)
        pictures = prepare_pictures(document, folder, design.fonts)
        reference = reference_document(look, document.metadata.lang, own)
        (folder / "reference.docx").write_bytes(reference)
        target = folder / "book.docx"
        tree = manuscript_tree(document, pictures.files)
        write_file(tree, "docx", target, options=_OPTIONS, folder=folder)
        package = Package.read(target.read_bytes())
    relate_pictures(package, NOTES)
    keep_vectors(package, (DOCUMENT, NOTES), pictures.drawings)
    finish_parts(package, document, look)
    # What pandoc makes no MathML of it makes no formula of in Word either.
    formulas = mathml_formulas(document, "docx").diagnostics
    return package, (*wrong, *pictures.diagnostics, *formulas)


def _stem(document: Document) -> str:
    return document.settings.output_name or "book"


DOCX = Edition("docx", ".docx", "Word manuscript (DOCX)", render)

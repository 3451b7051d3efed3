"""What the package says about who can read the book, derived from what is in it.

Sources: EPUB Accessibility 1.1; the vocabularies at w3.org/community/reports/a11y-discov-vocab.
Conformance is the publisher's to claim: it is stated only where the settings name who vouches.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.editions.epub.package import Statement
from publish.editions.pages.inlines import alternative, is_decorative
from publish.model.document import Document, Role
from publish.model.nodes import Image, Math
from publish.model.walk import every


def accessibility(
    document: Document, *, has_moving_pictures: bool = False, has_page_list: bool = False
) -> Iterator[Statement]:
    """Yield the statements on access modes, features, hazards, and a summary."""
    blocks = tuple(chapter.blocks for chapter in document.for_edition("epub"))
    shown = [one for one in every(Image, blocks) if not is_decorative(one)]
    has_pictures = bool(shown) or bool(document.metadata.cover_image)
    are_described = all(alternative(image) for image in shown)
    has_formulas = next(every(Math, blocks), None) is not None

    yield _schema("accessMode", "textual")
    if has_pictures:
        yield _schema("accessMode", "visual")
    if has_pictures and not are_described:
        yield _schema("accessModeSufficient", "textual,visual")
    else:
        yield _schema("accessModeSufficient", "textual")
    features = list(_features(document, has_formulas, has_pictures and are_described))
    if has_page_list:
        features += ["pageBreakMarkers", "pageNavigation"]
    for feature in features:
        yield _schema("accessibilityFeature", feature)
    # Only a moving picture can flash; whether one does, nobody has looked.
    yield _schema("accessibilityHazard", "unknown" if has_moving_pictures else "none")
    summary = _summary(has_pictures, are_described, has_formulas)
    if "longDescription" in features:
        summary += " Pictures that need more words have a long description."
    if has_page_list:
        summary += " Page numbers are those of the print edition."
    yield Statement("meta", summary, {"property": "schema:accessibilitySummary"}, lang="en")
    yield from _conformance(document.settings.epub.certified_by)


def _conformance(certifier: str) -> Iterator[Statement]:
    """Yield the claim that the file meets the standard, if somebody stands for it."""
    if certifier:
        claim = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
        yield Statement("meta", claim, {"property": "dcterms:conformsTo", "id": "conformance"})
        refined = {"property": "a11y:certifiedBy", "refines": "#conformance"}
        yield Statement("meta", certifier, refined)


def _features(document: Document, has_formulas: bool, has_descriptions: bool) -> Iterator[str]:
    yield from ("structuralNavigation", "tableOfContents", "readingOrder")
    yield from ("displayTransformability", "ARIA")
    if has_descriptions:
        yield "alternativeText"
    blocks = tuple(chapter.blocks for chapter in document.for_edition("epub"))
    if any(image.attr.get("aria-details") for image in every(Image, blocks)):
        yield "longDescription"
    if has_formulas:
        yield from ("MathML", "describedMath")
    if any("epub" in chapter.editions for chapter in document.of(Role.INDEX)):
        yield "index"


def _summary(has_pictures: bool, are_described: bool, has_formulas: bool) -> str:
    parts = ["The text flows and takes any font and size; headings, contents and notes are linked."]
    if has_pictures and are_described:
        parts.append("Every picture that carries meaning has a text alternative.")
    elif has_pictures:
        parts.append("Some pictures have no text alternative.")
    if has_formulas:
        parts.append("Formulas are MathML with a text alternative.")
    return " ".join(parts)


def _schema(name: str, value: str) -> Statement:
    return Statement("meta", value, {"property": f"schema:{name}"})

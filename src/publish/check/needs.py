"""Rules on what an edition needs of the settings and the pictures, and does not have."""

from __future__ import annotations

from collections.abc import Iterator

from publish.check.catalogue import Draft, rule
from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.images import ImageError, colours_of, load_image
from publish.model.nodes import Image
from publish.model.walk import every

_CMYK = "CMYK"


@rule("settings-edition")
def settings_edition(draft: Draft) -> Iterator[Diagnostic]:
    """An edition needs something of the settings that is not there.

    Without an author, the title page, the EPUB in a store and the Word file at a journal are
    nobody's. Without a language, American English is taken for granted: for hyphens, quotation
    marks, the citation style, and for the voice of a screen reader.
    """
    document, settings = draft.document, draft.document.settings
    names = " and ".join(one.upper() for one in settings.editions)
    start = Place("manuscript/book.yaml")
    if not document.metadata.people:
        message = f"no author or editor is named, whom {names} should show"
        hint = "add to the settings: author: Name"
        yield Diagnostic("settings-edition", message, start, hint, Severity.NOTE)
    if "lang" not in document.places:
        message = f"no language is set; {names} will be in {document.metadata.lang}"
        hint = f"add to the settings: lang: {document.metadata.lang}"
        yield Diagnostic("settings-edition", message, start, hint, Severity.NOTE)


@rule("image-colour")
def image_colour(draft: Draft) -> Iterator[Diagnostic]:
    """A picture has other colours than where it is shown.

    Inks (CMYK) are for a press: reading programs show them in wrong colours or not at all, and
    the print PDF has the colours of screens until it is made for a printer. Save the picture as
    RGB; `publish print` turns it into the inks of that press, or into greys.
    """
    for image in every(Image, tuple(one.blocks for one in draft.document.chapters)):
        try:
            colours = colours_of(load_image(draft.folder, image.target.url))
        except ImageError:
            continue  # told by `image-missing` and its like
        if colours == _CMYK:
            message = f"{image.target.url} is in inks (CMYK), not in the colours of screens"
            hint = "save it as RGB; what a printer wants is made from that"
            yield Diagnostic("image-colour", message, image.place, hint, Severity.WARNING)

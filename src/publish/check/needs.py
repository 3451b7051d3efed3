"""Rules on what an edition needs of the pictures, and does not have."""

from __future__ import annotations

from collections.abc import Iterator

from publish.check.catalogue import Draft, rule
from publish.diagnostics import Diagnostic, Severity
from publish.editions.images import ImageError, colours_of, load_image
from publish.model.nodes import Image
from publish.model.walk import every

_CMYK = "CMYK"


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

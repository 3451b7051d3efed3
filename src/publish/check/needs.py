"""Rules on what an edition needs of the settings and the pictures, and does not have."""

from __future__ import annotations

from collections.abc import Iterator

from publish.check.catalogue import Draft, rule
from publish.diagnostics import Diagnostic, Severity
from publish.model.document import Document
from publish.model.nodes import Image
from publish.model.settings import PrintSettings
from publish.model.walk import every

_CMYK = "CMYK"
_TRANSLATOR = "trl"
Want = tuple[str, str, str]  # the setting at which it is told, what is missing, what to write


@rule("settings-edition")
def settings_edition(draft: Draft) -> Iterator[Diagnostic]:
    """The settings ask for something that needs another setting, which is not there.

    Editions that are named need an author and a language; a book with an ISBN or a price needs
    what shops ask for; the archive and a claim of accessibility need the language of the text; a
    cover needs words for who does not see it; a translation has a translator. Nothing is asked of a
    book whose settings ask for none of these.
    """
    document = draft.document
    places = document.places
    for want in (_of_editions, _of_shops, _of_screen_readers, _of_parts):
        for setting, message, hint in want(document):
            if setting in places:
                yield Diagnostic("settings-edition", message, places[setting], hint, Severity.NOTE)


def _of_editions(document: Document) -> Iterator[Want]:
    names = " and ".join(one.upper() for one in document.settings.editions)
    if not document.metadata.people:
        message = f"no author or editor is named, whom {names} should show"
        yield "editions", message, "add to the settings: author: Name"
    if "lang" not in document.places:
        lang = document.metadata.lang
        message = f"no language is set, so {names} will be in {lang}"
        yield "editions", message, f"add to the settings: lang: {lang}"


def _of_shops(document: Document) -> Iterator[Want]:
    """Yield what the record for shops lacks. Source: EDItEUR, ONIX for Books 3.0, best practice."""
    about, places = document.metadata, document.places
    numbers = {one.edition for one in about.identifiers if one.scheme == "isbn"}
    is_priced = bool(document.settings.epub.prices)
    if not numbers & {"", "epub"} and not is_priced:
        return
    lacking = [name for name in ("publisher", "date", "lang", "description") if name not in places]
    lacking += [] if about.subjects or about.keywords else ["subject"]
    lacking += [] if about.people else ["author"]
    if lacking:
        message = f"shops want of a book that is sold: {', '.join(lacking)}"
        hint = f"add to the settings: {', '.join(f'{one}: ...' for one in lacking)}"
        number = "isbn.epub" if "isbn.epub" in places else "isbn"
        yield "epub" if is_priced else number, message, hint


def _of_screen_readers(document: Document) -> Iterator[Want]:
    settings, about = document.settings, document.metadata
    if "lang" not in document.places:
        hint = f"add to the settings: lang: {about.lang}"
        if settings.print.pdf_standard != PrintSettings().pdf_standard:
            yield "print", "a PDF for the archive needs its language, and none is set", hint
        if settings.epub.certified_by:
            yield "epub", "who vouches for the EPUB needs its language, and none is set", hint
    if about.cover_image and not about.cover_image_alt and "epub" in settings.editions:
        hint = "add to the settings: cover-image-alt: What the cover shows"
        yield "cover-image", "the EPUB has no words for those who do not see the cover", hint


def _of_parts(document: Document) -> Iterator[Want]:
    about = document.metadata
    if not any(one.role == _TRANSLATOR for one in about.people):
        hint = "add to the settings: translator: Name"
        named = next(
            (one for one in ("original-title", "original-language") if one in document.places), ""
        )
        yield named, "a translation, and no translator is named", hint
    if about.series is None:
        hint = "add to the settings: belongs-to-collection: Title of the series"
        for name in ("group-position", "issn"):
            yield name, f"'{name}' is of a series, and none is named", hint


@rule("image-colour")
def image_colour(draft: Draft) -> Iterator[Diagnostic]:
    """A picture has other colours than where it is shown.

    Inks (CMYK) are for a press: reading programs show them in wrong colours or not at all, and
    the print PDF has the colours of screens until it is made for a printer. Save the picture as
    RGB; `publish print` turns it into the inks of that press, or into greys.
    """
    for image in every(Image, tuple(one.blocks for one in draft.document.chapters)):
        if draft.picture(image.target.url).colours == _CMYK:
            message = f"{image.target.url} is in inks (CMYK), not in the colours of screens"
            hint = "save it as RGB; what a printer wants is made from that"
            yield Diagnostic("image-colour", message, image.place, hint, Severity.WARNING)

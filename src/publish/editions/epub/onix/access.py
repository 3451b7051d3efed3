"""What the record says about who can read the file: read in the finished file, never assumed.

Source: ONIX code list 196; Guidelines "How to represent accessibility in ONIX".
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.editions.epub.lint.finished import Finished, named
from publish.editions.markup import OPS, XHTML, XML

EXEMPTIONS = {
    "micro-enterprise": "75",
    "disproportionate-burden": "76",
    "fundamental-alteration": "77",
}


def access_codes(book: Finished) -> Iterator[tuple[str, str]]:
    """Yield codes of list 196 in their order, each with the words that belong to it."""
    yield from (("00", text) for text in book.values("schema:accessibilitySummary"))
    is_certified = bool(book.values("dcterms:conformsTo"))
    if is_certified:
        yield "04", ""
    for code, holds in _FEATURES:
        if holds(book):
            yield code, ""
    if is_certified:
        yield from (("82", ""), ("85", ""))
        yield from (("90", who) for who in book.values("a11y:certifiedBy"))


def has_contents(book: Finished) -> bool:
    """Tell whether the contents are links."""
    return any(True for nav in book.navs("toc") for _ in named(nav, "a"))


def has_index(book: Finished) -> bool:
    """Tell whether there is an index whose places are links."""
    return any(
        True
        for page in book.pages.values()
        for one in page.iter()
        if one.get("role") == "doc-index"
        for _ in named(one, "a")
    )


def has_order(book: Finished) -> bool:
    """Tell whether all text stands in the one order that the package gives."""
    inside = [one.get("linear") for one in book.package.iter("{*}itemref")]
    return bool(inside) and "no" not in inside


def has_descriptions(book: Finished) -> bool:
    """Tell whether there are pictures, and all have an alternative or are decoration."""
    images = [one for page in book.pages.values() for one in page.iter(f"{{{XHTML}}}img")]
    return bool(images) and all(
        one.get("alt") or one.get("role") == "presentation" for one in images
    )


def has_long_descriptions(book: Finished) -> bool:
    """Tell whether every picture in the text that means something is described at length."""
    pages = [page for name, page in book.pages.items() if name != "cover.xhtml"]
    images = [one for page in pages for one in page.iter(f"{{{XHTML}}}img") if one.get("alt")]
    return bool(images) and all(one.get("aria-details") for one in images)


def has_formulas(book: Finished) -> bool:
    """Tell whether there are formulas, all of them MathML."""
    return any(True for page in book.pages.values() for _ in named(page, "math"))


def describes_formulas(book: Finished) -> bool:
    """Tell whether every formula has words too."""
    formulas = [one for page in book.pages.values() for one in named(page, "math")]
    return bool(formulas) and all(one.get("alttext") for one in formulas)


def has_pages(book: Finished) -> bool:
    """Tell whether the pages of the print edition are marked and listed."""
    return any(True for _ in book.navs("page-list")) and "pagination" in book.values("source-of")


def says_languages(book: Finished) -> bool:
    """Tell whether every document says its language, for readers of either kind."""
    return all(page.get("lang") and page.get(f"{{{XML}}}lang") for page in book.pages.values())


def has_headings(book: Finished) -> bool:
    """Tell whether headings are headings: a reader can go to the next and the last."""
    return any(True for page in book.pages.values() for _ in named(page, "h1"))


def has_roles(book: Finished) -> bool:
    """Tell whether the parts of the book say by ARIA what they are."""
    roles = {one.get("role") or "" for page in book.pages.values() for one in page.iter()}
    return any(role.startswith("doc-") for role in roles)


def has_landmarks(book: Finished) -> bool:
    """Tell whether a reader can go to the main parts at once."""
    return any(
        link.get(f"{{{OPS}}}type") for nav in book.navs("landmarks") for link in named(nav, "a")
    )


def can_be_changed(book: Finished) -> bool:
    """Tell whether all text takes the reader's size, face and colours: no text in fixed pages."""
    return "pre-paginated" not in book.values("rendition:layout")


def reads_without_sight(book: Finished) -> bool:
    """Tell whether the words alone are enough, as the package says."""
    return "textual" in book.values("schema:accessModeSufficient")


_FEATURES = (
    ("11", has_contents),
    ("12", has_index),
    ("13", has_order),
    ("14", has_descriptions),
    ("15", has_long_descriptions),
    ("17", has_formulas),
    ("19", has_pages),
    ("22", says_languages),
    ("29", has_headings),
    ("30", has_roles),
    ("32", has_landmarks),
    ("36", can_be_changed),
    ("41", has_pages),
    ("52", reads_without_sight),
    ("53", describes_formulas),
)

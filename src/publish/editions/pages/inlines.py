"""Running text: inlines to elements and words."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.pages.footnotes import TAGS, flatten
from publish.editions.pages.form import Page, add_class
from publish.editions.pages.notes import note_id, write_mark
from publish.model.nodes import (
    Cite,
    Code,
    Emph,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Note,
    Quoted,
    QuoteKind,
    SmallCaps,
    SoftBreak,
    Space,
    Span,
    Str,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from publish.model.walk import plain_text

_NAMES: dict[type, tuple[str, str]] = {
    Emph: ("em", ""),
    Strong: ("strong", ""),
    Underline: ("u", ""),
    Strikeout: ("s", ""),
    Superscript: ("sup", ""),
    Subscript: ("sub", ""),
    SmallCaps: ("span", "smallcaps"),
}
_MARKS = {QuoteKind.SINGLE: ("‘", "’"), QuoteKind.DOUBLE: ("“", "”")}
SCHEMES = ("http", "https", "mailto")


def write_inlines(page: Page, parent: Element, inlines: Inlines) -> None:
    """Append inlines to `parent`, letter for letter and space for space."""
    said: list[str] = []  # words and spaces in a row are written at once
    for inline in inlines:
        if isinstance(inline, Str):
            said.append(inline.text)
        elif isinstance(inline, Space | SoftBreak):
            said.append(" ")
        else:
            markup.add_text(parent, "".join(said))
            said.clear()
            _write(page, parent, inline)
    markup.add_text(parent, "".join(said))


def _write(page: Page, parent: Element, inline: Inline) -> None:
    """Write what is more than words."""
    match inline:
        case LineBreak():
            page.add(parent, "br")
        case Code(attr, text):
            element = page.add(parent, "code")
            page.dress(element, attr)
            markup.add_text(element, text)
        case Math():
            parent.append(page.form.formula(inline))
        case Link():
            _write_link(page, parent, inline)
        case Image():
            _write_image(page, parent, inline)
        case Note():
            _write_note(page, parent, inline)
        case Span():
            _write_span(page, parent, inline)
        case _:
            _write_wrapper(page, parent, inline)


def _write_wrapper(page: Page, parent: Element, inline: Inline) -> None:
    """Write what only wraps words. Raw markup and unknown elements are left out."""
    match inline:
        case Quoted(kind, content):
            left, right = _MARKS[kind]
            markup.add_text(parent, left)
            write_inlines(page, parent, content)
            markup.add_text(parent, right)
        case Cite(_, content):
            write_inlines(page, parent, content)
        case _ if type(inline) in _NAMES:
            name, classes = _NAMES[type(inline)]
            content = inline.content  # type: ignore[union-attr,assignment]
            write_inlines(page, page.add(parent, name, classes), content)


def _write_span(page: Page, parent: Element, span: Span) -> None:
    element = page.add(parent, "dfn" if "glossary-term" in span.attr.classes else "span")
    page.dress(element, span.attr)
    if page.form.is_epub and span.attr.get("title"):
        markup.put(element, "title", span.attr.get("title"))
    if tags := span.attr.get(TAGS):
        element.set("data-tags", tags)
    write_inlines(page, element, span.content)


def _write_link(page: Page, parent: Element, link: Link) -> None:
    href = _address(page, link.target.url)
    element = page.add(parent, "a" if href else "span")
    page.dress(element, link.attr)
    if href:
        markup.put(element, "href", href)
    if href and link.target.title:
        markup.put(element, "title", link.target.title)
    if "citation" in link.attr.classes and page.form.is_epub and href:
        element.set("role", "doc-biblioref")
    if "backlink" in link.attr.classes and page.form.is_epub and href:
        page.say_what(element, "backlink", "doc-backlink")
        markup.put(element, "aria-label", link.attr.get("aria-label"))
    if "locator" in link.attr.classes and page.form.is_epub and href:
        page.say_what(element, "index-locator", "")
    if "glossary-link" in link.attr.classes and page.form.is_epub and href:
        page.say_what(element, "glossref", "doc-glossref")
    if link.target.url.startswith(("http:", "https:")):
        add_class(element, "external")
    write_inlines(page, element, link.content)


def _address(page: Page, url: str) -> str:
    """Return the address a link may lead to, or "" for all but the book itself and the web."""
    if url.startswith("#"):
        return page.form.href(url[1:]) if len(url) > 1 else ""
    return web_address(url)


def is_address(url: str) -> bool:
    """Tell whether a link may lead to an address on the web, or to a mailbox."""
    return bool(web_address(url))


def web_address(url: str) -> str:
    """Return an address of the web as a URL in ASCII, "" for one that is none or is refused."""
    if url.lower().startswith("doi:"):
        url = "https://doi.org/" + url[4:]
    try:
        parts = urlsplit(url)
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in SCHEMES:
        return ""
    safe = "%/:@!$&'()*+,;=~"
    return urlunsplit(
        (
            parts.scheme,
            host,
            quote(parts.path, safe=safe),
            quote(parts.query, safe=safe + "?"),
            quote(parts.fragment, safe=safe + "?"),
        )
    )


def _write_image(page: Page, parent: Element, image: Image) -> None:
    element = page.add(parent, "img")
    page.dress(element, image.attr)
    page.size(element, image.attr)
    markup.put(element, "src", page.form.image(image.target.url))
    if not page.form.is_epub:
        markup.put(element, "alt", full_alternative(image))
        return
    markup.put(element, "alt", alternative(image))
    if is_decorative(image):
        element.set("role", "presentation")
    elif image.attr.get("aria-details"):
        markup.put(element, "aria-details", page.form.identify(image.attr.get("aria-details")))


def is_decorative(image: Image) -> bool:
    """Tell whether the author said that a picture carries no meaning."""
    return "decorative" in image.attr.classes or dict(image.attr.pairs).get("alt") == ""


def alternative(image: Image) -> str:
    """Return the words that stand for a picture: "" for one that is decoration."""
    if "decorative" in image.attr.classes:
        return ""
    given = dict(image.attr.pairs)
    return given.get("alt", given.get("fig-alt", plain_text(image.content)))


def full_alternative(image: Image) -> str:
    """Return the words for a picture and its long description, where only one place has both."""
    described = "" if is_decorative(image) else image.attr.get("long-description")
    return " ".join(filter(None, (alternative(image), described)))


def _write_note(page: Page, parent: Element, note: Note) -> None:
    page.number += 1
    # Two marks in a row would read as one number; a class lets a stylesheet part them.
    before = parent[-1] if len(parent) and not parent[-1].tail else None
    follows = before is not None and before.get("class", "").startswith(("noteref", "footnote"))
    if page.form.has_endnotes:
        page.notes.append((page.number, note))
        mark = write_mark(page, parent, page.number)
        add_class(mark, "follows" if follows else "")
        return
    span = page.add(parent, "span", "footnote follows" if follows else "footnote")
    span.set("id", note_id(page.chapter, page.number))
    span.set("data-number", str(page.number))
    write_inlines(page, span, flatten(note.content))

"""HTML that is safe whatever the words in it say: text is escaped, only `Html` is taken as it is.

Names, titles and passages come from a manuscript that somebody else may have written. Signs that
a page cannot hold, or that would turn its lines around, are shown and not obeyed.
"""

from __future__ import annotations

import re
from html import escape

_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PICTURES_OF_CONTROLS = 0x2400
_CODE = re.compile(r"``\s?(.+?)\s?``|`([^`]+)`", re.DOTALL)


class Html(str):
    """Markup that was made here; nothing in it is to be escaped."""

    __slots__ = ()


Child = Html | str | None


def element(tag: str, /, *children: Child, **attributes: str | int | bool | None) -> Html:
    """Return an element. Attributes are written `class_`, `data_code`; None and False are left out.

    Children that are no `Html` are text.
    """
    head = tag + "".join(_attribute(key, value) for key, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{head}>")
    return Html(f"<{head}>{together(*children)}</{tag}>")


def together(*children: Child) -> Html:
    """Return elements and texts one behind the other."""
    return Html("".join(_child(one) for one in children if one is not None))


def _child(child: Html | str) -> str:
    return child if isinstance(child, Html) else escape(visible(child), quote=False)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    shown = name.rstrip("_").replace("_", "-")
    return f" {shown}" if value is True else f' {shown}="{escape(visible(str(value)))}"'


def visible(text: str) -> str:
    """Return a text with signs in the place of characters that nobody would see.

    Control characters get the pictures that Unicode has for them. What would turn the direction
    of a line is named (Unicode Technical Report 36, 2.5: a program can look like another one).
    """
    return _UNSEEN.sub(_picture, _SURROGATE.sub("\ufffd", text))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURES_OF_CONTROLS + code)
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"


def prose(text: str) -> Html:
    """Return an explanation as paragraphs; words between backticks are code."""
    return together(*(_block(one) for one in re.split(r"\n\s*\n", text.strip("\n"))))


def _block(text: str) -> Html:
    if all(line.startswith("    ") for line in text.splitlines()):
        lines = (line[4:] for line in text.splitlines())
        return element("pre", element("code", "\n".join(lines)))
    return element("p", inline_code(" ".join(text.split())))


def inline_code(text: str) -> Html:
    """Return a line of text in which words between backticks are code."""
    parts: list[Child] = []
    end = 0
    for found in _CODE.finditer(text):
        parts += [text[end : found.start()], element("code", found[1] or found[2])]
        end = found.end()
    return together(*parts, text[end:])

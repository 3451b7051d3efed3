"""Sentences in which authors speak of their own works as their own: found, and in English mended.

A reviewer reads from "in my book", beside a citation, who wrote the manuscript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from publish.editions.docx.profiles.reading import Manuscript
from publish.model.document import Document
from publish.model.nodes import (
    Block,
    BlockQuote,
    Blocks,
    Div,
    Inline,
    Inlines,
    LineBlock,
    Para,
    Plain,
    SoftBreak,
    Space,
    Str,
)
from publish.model.walk import every, rewrite

_OTHERS: tuple[type, ...] = (BlockQuote, LineBlock)
_UPTO = r"\s+(?:[\w’'-]+\s+){0,%d}"


def _pattern(mine: str, works: str, said: str, done: str, between: int = 2) -> re.Pattern[str]:
    """Return what finds "my earlier book" and "I have shown" in a language."""
    return re.compile(
        rf"\b(?:{mine}){_UPTO % 2}(?:{works})\b|\b(?:{said}){_UPTO % between}(?:{done})\b",
        re.IGNORECASE,
    )


_FIRST_PERSON: Mapping[str, re.Pattern[str]] = {
    "en": _pattern(
        "my|our",
        "books?|articles?|essays?|work|study|studies|papers?|monographs?|dissertation|thesis",
        "I have|we have|I’ve|we’ve|I've|we've",
        "argued|shown|written|discussed|demonstrated",
    ),
    "de": _pattern(
        "(?:mein|unser)(?:e[mnrs]?)?",
        "buch(?:e?s)?|büchern?|aufsatz(?:es)?|aufsätzen?|artikel[ns]?|arbeit(?:en)?|studien?|"
        "beitrag(?:e?s)?|beiträgen?|monogra(?:ph|f)ien?|dissertation|untersuchung(?:en)?",
        "habe ich|ich habe|haben wir|wir haben",
        "gezeigt|dargelegt|argumentiert|geschrieben|erörtert|ausgeführt|nachgewiesen|behandelt",
        between=6,
    ),
    "fr": _pattern(
        "mon|ma|mes|notre|nos",
        "livres?|ouvrages?|articles?|études?|travaux|travail|thèse|essais?|monographies?",
        "j[’']ai|nous avons",
        "montré|soutenu|écrit|démontré|discuté|analysé|étudié|exposé",
    ),
    "es": _pattern(
        "mis?|nuestr[oa]s?",
        "libros?|artículos?|estudios?|trabajos?|ensayos?|tesis|monografías?",
        "he|hemos",
        "mostrado|argumentado|escrito|demostrado|sostenido|analizado|discutido|señalado",
    ),
    "it": _pattern(
        "mi[oae]|miei|nostr[oaie]",
        "libr[oi]|articol[oi]|studio?|saggio?|lavor[oi]|tesi|monografi[ae]|contribut[oi]",
        "ho|abbiamo",
        "mostrato|sostenuto|scritto|dimostrato|discusso|analizzato|argomentato",
    ),
    "ru": _pattern(
        "мо(?:й|я|ё|е|и|ём|ем|ей|его|ему|им|их|ими|ю)|наш(?:а|е|и|ей|его|ему|ем|их|им|ими|у)?",
        "книг\\w*|стать[яиею]\\w*|статей|работ[аыеу]\\w*|работ|исследовани\\w*|монографи\\w*|"
        "диссертаци\\w*",
        "я|мы",
        "писал[аи]?|показал[аи]?|утверждал[аи]?|доказал[аи]?|рассматривал[аи]?|отмечал[аи]?",
    ),
}
# Other people say "my" and "our" in what is quoted.
_QUOTED = re.compile("“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»")
_MINE = {"my": "the author’s", "our": "the authors’"}
_I = {"i": ("the author", "has"), "we": ("the authors", "have")}


def is_known(language: str) -> bool:
    """Tell whether sentences are found in a language."""
    return language.split("-")[0].lower() in _FIRST_PERSON


def spoken_of(manuscript: Manuscript) -> tuple[str, ...]:
    """Return the words around each place where authors speak of their own works."""
    pattern = _FIRST_PERSON.get(manuscript.language.split("-")[0].lower())
    if pattern is None:
        return ()
    texts = [_QUOTED.sub("“…”", one.text) for one in manuscript.paragraphs]
    found = ((text, pattern.search(text)) for text in texts)
    return tuple(
        f"...{text[max(0, one.start() - 40) : one.start() + 60].strip()}..."
        for text, one in found
        if one
    )


def in_third_person(document: Document) -> Document:
    """Return an English book in which authors speak of their works as of another's.

    "My earlier book" becomes "the author's earlier book", "I have shown" "the author has shown";
    what is quoted stays. Other languages bend the words around: those sentences are only told.
    """
    if document.metadata.lang.split("-")[0].lower() != "en":
        return document
    chapters = tuple(replace(one, blocks=_blocks(one.blocks)) for one in document.chapters)
    return replace(document, chapters=chapters)


def _blocks(blocks: Blocks) -> Blocks:
    """Mend running text; quotations and verse, and what holds some, are another's words."""
    made: list[Block] = []
    for one in blocks:
        if isinstance(one, Div):
            made.append(replace(one, content=_blocks(one.content)))
        elif any(True for kind in _OTHERS for _ in every(kind, one)):
            made.append(one)
        else:
            made.append(rewrite(one, _paragraph))
    return tuple(made)


def _paragraph(node: Any) -> Any:
    if not isinstance(node, Para | Plain):
        return None
    content = tuple(_mended(node.content))
    return None if content == node.content else replace(node, content=content)


def _mended(content: Inlines) -> Iterator[Inline]:
    at = 0
    while at < len(content):
        made, size = _at(content, at)
        yield from made
        at += size


def _at(content: Inlines, at: int) -> tuple[Inlines, int]:
    """Return what stands at a place from now on, and how many nodes it replaces."""
    node = content[at]
    word = node.text if isinstance(node, Str) else ""
    plain = word.lstrip("(—–").casefold()
    text = _words(content[at : at + 7])
    found = _FIRST_PERSON["en"].match(text.lstrip("(—–")) if plain in {*_MINE, *_I} else None
    if found is None:
        return (node,), 1
    lead = word[: len(word) - len(plain)]
    if plain in _MINE:
        return _strs(lead, _MINE[plain], is_first=word[len(lead)].isupper()), 1
    subject, verb = _I[plain]
    is_first = plain == "we" and word[len(lead)].isupper()
    return (*_strs(lead, subject, is_first=is_first), Space(), Str(verb)), 3


def _words(content: Inlines) -> str:
    parts = []
    for node in content:
        if not isinstance(node, Str | Space | SoftBreak):
            break
        parts.append(node.text if isinstance(node, Str) else " ")
    return "".join(parts)


def _strs(lead: str, text: str, *, is_first: bool) -> Inlines:
    text = text[0].upper() + text[1:] if is_first else text
    first, _, second = (lead + text).partition(" ")
    return (Str(first), Space(), Str(second))

"""The words after a citation key as locators: "vol. 8, pp. 118, 160" is a volume and two pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from publish.caching import Cache, key_of, pack
from publish.citations.csl.assets import CSL, locale_xml, primary_dialects
from publish.citations.types import Locator
from publish.model.nodes import Inline, Inlines, SoftBreak, Space, Str
from publish.model.walk import words
from publish.unchanged import surroundings_mark

# CSL 1.0.2, appendix III, "Locators".
_LABELS_TEXT = """
    act appendix article-locator book canon chapter column elocation equation figure folio
    issue line note opus page paragraph part rule scene section sub-verbo supplement table
    timestamp title-locator verse version volume
"""
LABELS = frozenset(_LABELS_TEXT.split())
AS_WRITTEN = "as-written"  # no term of CSL, so that no style has a word for it
# What scholars write beside the terms of their locale, in any language.
_USUAL = {
    "volume": "vol vols bd bde band bände t tt tom tome tomes tomo tomi т тт том tm köt dl",
    "page": "p pp pg pgs s ss с стр pag págs pág pp str σ σσ ص עמ 页 頁 ページ",
    "part": "pt pts part parts teil tl ч чч часть partie parte cz część",
    "chapter": "ch chs chap chaps kap гл cap caps capp rozdz hfst",
    "issue": "no nos nr nrn n° nº № num núm вып",
    "folio": "fol fols fo л лл bl",
    "note": "n nn fn anm прим",
    "column": "col cols sp стб",
    "line": "l ll z",
    "section": "§ §§ sec secs sect",
    "paragraph": "¶ ¶¶ para paras par abs",
    "sub-verbo": "s.v s.vv s.\u00a0v",
    "book": "bk bks",
    "figure": "fig figs abb рис",
    "table": "tab tabs tbl табл",
}
_SPACE = "[ \u00a0\u202f\t\n]"
_COMMA = re.compile(f"(?:(?<!{_SPACE}){_SPACE}++)?+,{_SPACE}*+")
_NUMBER = r"[^\W\d_]{0,3}\d(?:[\w'’*+]|[.:/](?=\w))*"
_ROMAN = r"[ivxlcdm]+(?!\w)|[IVXLCDM]+(?!\w)"
_TOKEN = f"(?:{_NUMBER}|{_ROMAN})"
_RANGE = f"{_TOKEN}(?:{_SPACE}*[-–—]+{_SPACE}*{_TOKEN}|{_SPACE}?ff?\\b\\.?)?"
_AND = r"(?:and|und|et|e|y|i|и|та|en|och|og|&)"
_VALUE = re.compile(
    f"{_RANGE}(?:(?:{_SPACE}*,{_SPACE}*|{_SPACE}+{_AND}{_SPACE}+)(?:{_RANGE})(?!\\.{_SPACE}*\\d))*"
)
# "p. 3", "p 3", "p.3", "pp3": after a word that ends in a letter no other letter may follow.
_AFTER_LABEL = re.compile(rf"\.{_SPACE}*|{_SPACE}+|(?=\d)")
_PLAIN_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\t\n"), " ")
_BARE = re.compile(r"[^\W\d_]{0,2}\d")  # an unlabelled value begins with a number
_BETWEEN = re.compile(f"{_SPACE}*[,;]?{_SPACE}*(?:{_AND}{_SPACE}+)?")
_MERE_V = re.compile(r"v{1,2}[^\w]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_](?![\w])")


@dataclass(frozen=True, slots=True)
class Parsed:
    """Locators and what follows them. `unread` is text in braces that is no locator."""

    locators: tuple[Locator, ...] = ()
    suffix: Inlines = ()
    unread: str = ""


def parse_suffix(suffix: Inlines, lang: str = "en-US") -> Parsed:
    """Return the locators at the head of a cite's suffix, in the author's order.

    Text in braces (`{vol. 8, pp. 118, 160}`) is taken as a whole; empty braces say that what
    follows is no locator. Braces that cannot be read become one locator without a label, to be
    printed as it stands.
    """
    text, rest = _leading_text(suffix)
    head = re.match(f"{_SPACE}*,?{_SPACE}*", text)
    start = head.end() if head else 0
    if text[start : start + 1] == "{":
        return _braced(text, start, rest)
    locators, end = _read(text, start, lang)
    if not locators:
        return Parsed((), suffix)
    return Parsed(locators, _joined(text[end:], rest))


def _braced(text: str, start: int, rest: Inlines) -> Parsed:
    end = text.find("}", start)
    if end < 0:
        return Parsed((), _joined(text, rest))
    inside = text[start + 1 : end].strip()
    suffix = _joined(text[end + 1 :], rest)
    if not inside:
        return Parsed((), suffix)
    locators, read = _read(inside, 0, "en-US")
    if locators and not inside[read:].strip():
        return Parsed(locators, suffix)
    return Parsed((Locator(AS_WRITTEN, inside),), suffix, inside)


def _leading_text(content: Inlines) -> tuple[str, Inlines]:
    """Return the words up to the first node with markup, and the nodes from there on."""
    text: list[str] = []
    for index, node in enumerate(content):
        if isinstance(node, Str):
            text.append(node.text)
        elif isinstance(node, Space | SoftBreak):
            text.append(" ")
        else:
            return "".join(text), content[index:]
    return "".join(text), ()


def _joined(text: str, rest: Inlines) -> Inlines:
    found: list[Inline] = [*words(text), *rest]
    return tuple(found)


def _read(text: str, start: int, lang: str) -> tuple[tuple[Locator, ...], int]:
    found: list[Locator] = []
    verses: list[int] = []  # those given by a mere "v."
    position = end = start
    labels = _labels(lang)
    while position < len(text):
        label, value_start = _label(text, position, labels)
        if not label and found:
            break
        if not label and not _BARE.match(text, position):
            break
        value = _value(text, value_start, label)
        if not value:
            break
        shown = _COMMA.sub(", ", value.group())
        shown = re.sub(_SPACE, " ", shown)
        found.append(Locator(label or "page", shown))
        if label == "verse" and _MERE_V.match(text, position):
            verses.append(len(found) - 1)
        end = value.end()
        between = _BETWEEN.match(text, end)
        position = between.end() if between else end
    for place in verses:
        found[place] = _volume_or_verse(found, place)
    return tuple(found), end


def _volume_or_verse(found: list[Locator], place: int) -> Locator:
    """Return what "v. 1" counts: verses only where no page follows and no volume stands before.

    In "vol. 8, v. 1" the author alone knows, and it is printed as it was written.
    """
    value = found[place].value
    if any(one.label == "volume" for one in found[:place]):
        return Locator(AS_WRITTEN, f"v. {value}")
    has_page = any(one.label in ("page", "part", "issue") for one in found[place + 1 :])
    return Locator("volume" if has_page else "verse", value)


def _value(text: str, start: int, label: str) -> re.Match[str] | None:
    if label == "sub-verbo":
        return re.compile("[“\"‘'][^”\"’']+[”\"’']|[^,;]+").match(text, start)
    return _VALUE.match(text, start) or (_LETTER.match(text, start) if label else None)


def _label(text: str, start: int, labels: _Labels) -> tuple[str, int]:
    """Return the label at `start` and where its value begins, or "" and `start`."""
    ahead = _folded(text[start : start + labels.lengths[0]])
    for length in labels.lengths:
        name = labels.names.get(ahead[:length], "")
        tail = _AFTER_LABEL.match(text, start + length) if name and length <= len(ahead) else None
        if tail:
            return name, tail.end()
    return "", start


def _folded(text: str) -> str:
    """Return a text as names are compared, letter by letter."""
    small = (one.casefold() for one in text.translate(_PLAIN_SPACES))
    return "".join(new if len(new) == 1 else old for new, old in zip(small, text, strict=True))


@dataclass(frozen=True, slots=True)
class _Labels:
    """What every word for a locator means, and how long such words are, the longest first."""

    names: dict[str, str]
    lengths: tuple[int, ...]


_KNOWN: dict[str, _Labels] = {}


def know_words(lang: str, cache: Cache) -> None:
    """Take the words of a language for places from the last build: they stand in sixty files.

    They are kept for the next, also where somebody has asked for them before.
    """
    key = key_of(surroundings_mark(), lang)
    if lang not in _KNOWN:
        _know(lang, cache.once("locators", key, (), lambda: _names(lang)))
    elif not cache.has("locators", key):
        cache.keep("locators", key, pack(_KNOWN[lang].names))


def _labels(lang: str) -> _Labels:
    return _KNOWN.get(lang) or _know(lang, _names(lang))


def _know(lang: str, names: dict[str, str]) -> _Labels:
    lengths = tuple(sorted({len(name) for name in names}, reverse=True))
    return _KNOWN.setdefault(lang, _Labels(names, lengths))


def _names(lang: str) -> dict[str, str]:
    """Return every word for a locator, those of the book's language first."""
    names: dict[str, str] = {}
    for tag in dict.fromkeys((lang, primary_dialects().get(lang.split("-")[0], lang), "en-US")):
        for label, term in _terms(tag):
            names.setdefault(_normal(term), label)
    for label, terms in _USUAL.items():
        for term in terms.split(" "):
            names.setdefault(_normal(term), label)
    for tag in sorted(primary_dialects().values()):
        for label, term in _terms(tag):
            if len(_normal(term)) > 1:
                names.setdefault(_normal(term), label)
    names.pop("", None)
    return names


def _normal(term: str) -> str:
    return re.sub(_SPACE, " ", term).strip().rstrip(".").casefold()


@cache
def _terms(lang: str) -> tuple[tuple[str, str], ...]:
    root = locale_xml(lang)
    if root is None:
        return ()
    return tuple(_locator_terms(root.iter(f"{CSL}term")))


def _locator_terms(elements: Iterable[object]) -> Iterable[tuple[str, str]]:
    for element in elements:
        name = element.get("name", "")  # type: ignore[attr-defined]
        if name not in LABELS or element.get("form", "long") not in ("long", "short", "symbol"):  # type: ignore[attr-defined]
            continue
        for part in element.iter():  # type: ignore[attr-defined]
            if part.text and part.text.strip():
                yield name, part.text

"""Says a formula: MathML, as pandoc makes it of TeX, to words of a language.

The order is that of the signs. What is short is said shortly ("x squared"); what is long says where
it ends ("the square root of x plus 1, end root").

Source: MathML Core; the turns of phrase follow the speech rules of ClearSpeak and MathSpeak.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.spoken.phrases import SIGNS, TURNS

LANGUAGES = frozenset(TURNS)
_SILENT = frozenset("\u2061\u2062\u2063\u2064\u200b\u00a0 ")  # applied functions, thin spaces
_KEPT = frozenset(",.;:?")
_SAME = {
    "-": "−", "∗": "*", "⁎": "*", "·": "⋅", "°": "∘", "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "ϱ": "ρ",
    "ς": "σ", "'": "′", "⟶": "→", "∥": "‖", "∕": "/", "⋮": "…", "⋱": "…", "~": "∼", "⟹": "⇒",
    "⟺": "⇔",
}  # fmt: skip
_ACCENTS = {
    "‾": "bar", "¯": "bar", "̅": "bar", "_": "bar", "^": "hat", "̂": "hat", "~": "tilde", "̃": "tilde",
    "→": "vector", "⃗": "vector", "˙": "dot", "̇": "dot", "¨": "two dots", "̈": "two dots",
}  # fmt: skip
_BRACES = frozenset("⏞⏟︷︸")
_LARGE = frozenset("∑∏∫∬∭∮⋃⋂⨁⨂")
_SPACE_BEFORE = re.compile(r" ([,.;:])")
_BARS = {"|": "absolute", "‖": "norm"}


class _UnknownSignError(Exception):
    """A sign or an element that the language has no words for."""


def in_words(formula: Element, lang: str) -> str:
    """Return a formula in words, "" where the language or something in it has none here.

    `lang` is a BCP 47 tag; the words are those of its language.
    """
    language = lang.split("-")[0].lower()
    if language not in LANGUAGES:
        return ""
    try:
        said = _Speaker(language).row(list(formula))
    except _UnknownSignError:
        return ""
    return _SPACE_BEFORE.sub(r"\1", " ".join(said.split()))


@dataclass(frozen=True)
class _Speaker:
    language: str

    @property
    def turns(self) -> Mapping[str, str]:
        return TURNS[self.language]

    @property
    def signs(self) -> Mapping[str, str]:
        return SIGNS[self.language]

    def turn(self, name: str, a: str = "", b: str = "", c: str = "") -> str:
        return self.turns[name].format(a=a, b=b, c=c, n=a)

    def say(self, element: Element) -> str:
        """Return one element in words."""
        speak = self._elements.get(markup.local(element))
        if speak is None:
            raise _UnknownSignError(element.tag)
        return speak(element)

    def row(self, elements: Sequence[Element]) -> str:
        """Return elements side by side in words; what stands between two bars is one thing."""
        said: list[str] = []
        rest = list(elements)
        while rest:
            one = rest.pop(0)
            sign = _SAME.get(_text(one), _text(one))
            closing = _closing(sign, rest) if sign in _BARS else 0
            if closing:
                inner = self.row(rest[: closing - 1])
                said.append(self.turn(_BARS[sign], inner))
                del rest[:closing]
            elif _is_thousands(one, rest):
                said.append("".join(map(_text, (one, *rest[:2]))))
                del rest[:2]
            elif _is_matrix(one, rest):
                said.append(self.turn("matrix", self.table(rest[0])))
                del rest[:2]
            elif _is_silent(one, rest):
                said.append(self.say(rest.pop(0)))
                del rest[: int(sign == "(")]
            else:
                said.append(self.say(one))
        return " ".join(part for part in said if part)

    @cached_property
    def _elements(self) -> Mapping[str, Callable[[Element], str]]:
        group = self._group
        return {
            **dict.fromkeys(("mrow", "mstyle", "mpadded", "menclose", "semantics"), group),
            **dict.fromkeys(("mi", "mo"), self._sign),
            **dict.fromkeys(("mn", "mtext", "ms"), _text),
            **dict.fromkeys(("mspace", "mphantom", "annotation"), lambda element: ""),
            **dict.fromkeys(("munder", "mover", "munderover"), self._limits),
            "msup": self._power,
            "msub": self._index,
            "msubsup": self._both,
            "mfrac": self._fraction,
            "msqrt": self._root,
            "mroot": self._other_root,
            "mtable": self.table,
        }

    def _group(self, element: Element) -> str:
        return self.row(list(element))

    def _sign(self, element: Element) -> str:
        text = _text(element)
        return text if len(text) > 1 and text.isalpha() else " ".join(self._letters(text))

    def _letters(self, text: str) -> Iterator[str]:
        for letter in text:
            if letter in _SILENT:
                continue
            known = self.signs.get(letter) or self.signs.get(_SAME.get(letter, ""))
            plain = unicodedata.normalize("NFKC", letter)
            if known or letter in _KEPT or plain.isdigit():
                yield known or letter
            elif plain != letter or plain.isascii():
                yield from [plain] if plain.isascii() else self._letters(plain)
            elif letter.lower() in self.signs:
                yield self.turn("capital", self.signs[letter.lower()])
            else:
                yield self._name(letter)

    def _name(self, letter: str) -> str:
        """Return a letter itself, and the name of any other sign, which Unicode has in English."""
        if letter.isalpha():
            return letter
        if self.language == "en":
            return unicodedata.name(letter, "sign").lower()
        raise _UnknownSignError(letter)

    # --- what stands above and below the line ---

    def _power(self, element: Element) -> str:
        base, exponent = element
        return self._raised(self.say(base), exponent)

    def _raised(self, base: str, exponent: Element) -> str:
        text = _SAME.get(_text(exponent), _text(exponent))
        if text in ("2", "3"):
            return self.turn("square" if text == "2" else "cube", base)
        if text in ("′", "″", "∘", "*"):
            return f"{base} {self.signs[text]}"
        if text and set(text) == {"′"}:
            return f"{base} " + " ".join([self.signs["′"]] * len(text))
        return self.turn("power" if _is_short(exponent) else "long power", base, self.say(exponent))

    def _index(self, element: Element) -> str:
        base, index = element
        if _text(base) in _LARGE:
            return self.turn("over", self.say(base), self.say(index))
        return self._lowered(self.say(base), index)

    def _lowered(self, base: str, index: Element) -> str:
        return self.turn("index" if _is_short(index) else "long index", base, self.say(index))

    def _both(self, element: Element) -> str:
        base, low, high = element
        if _text(base) in _LARGE:
            return self.turn("from to", self.say(base), self.say(low), self.say(high))
        return self._raised(self._lowered(self.say(base), low), high)

    def _limits(self, element: Element) -> str:
        base, *rest = element
        kind, text = markup.local(element), _text(rest[0])
        if kind == "munderover":
            return self.turn("from to", self.say(base), *map(self.say, rest))
        if text in _BRACES:
            return self.say(base)
        if text in _ACCENTS:
            return self.turn(_ACCENTS[text], self.say(base))
        if kind == "mover":
            return self.turn("above", self.say(base), self.say(rest[0]))
        if _text(base) == "lim":
            return self.turn("limit", "", self.say(rest[0]))
        is_operator = _text(base) in _LARGE or _text(base).isalpha()
        return self.turn("over" if is_operator else "below", self.say(base), self.say(rest[0]))

    # --- fractions, roots, tables ---

    def _fraction(self, element: Element) -> str:
        above, below = element
        if element.get("linethickness", "").startswith("0"):
            return self.turn("choose", self.say(above), self.say(below))
        is_short = _is_short(above) and _is_short(below)
        name = "fraction" if is_short else "long fraction"
        return self.turn(name, self.say(above), self.say(below))

    def _root(self, element: Element) -> str:
        is_short = len(element) == 1 and _is_short(element[0])
        return self.turn("root" if is_short else "long root", self.row(list(element)))

    def _other_root(self, element: Element) -> str:
        base, order = element
        name = "cube root" if _text(order) == "3" else "other root"
        return self.turn(name, self.say(base), self.say(order))

    def table(self, element: Element) -> str:
        """Return a table row by row: a matrix, cases, or lines that stand under each other."""
        before = element.getprevious()
        opening = _text(before) if before is not None else ""
        kind = "case" if opening == "{" else "row" if opening else "line"
        separator = " " if kind == "line" else ", "
        rows = [
            separator.join(filter(None, (self.row(list(cell)) for cell in row)))
            for row in element
            if markup.local(row) in ("mtr", "mlabeledtr")
        ]
        turn = self.turns[kind]
        return "; ".join(turn.format(n=n, a=row) for n, row in enumerate(rows, 1))


def _text(element: Element) -> str:
    """Return the letters of an element."""
    return "".join(markup.text_of(element).split())


def _is_short(element: Element) -> bool:
    """Tell whether an element is one sign, or a number with its own sign before it."""
    if markup.local(element) in ("mi", "mn", "mo", "mtext"):
        return True
    if markup.local(element) in ("mrow", "mstyle"):
        if len(element) == 2:
            return _text(element[0]) in ("−", "-", "+") and _is_short(element[1])
        return len(element) == 1 and _is_short(element[0])
    return False


def _closing(sign: str, rest: Sequence[Element]) -> int:
    """Return how many elements there are to the next bar of the same kind; 0 without one."""
    for number, one in enumerate(rest, 1):
        if _SAME.get(_text(one), _text(one)) == sign:
            return number if number > 1 else 0
    return 0


def _is_thousands(first: Element, rest: Sequence[Element]) -> bool:
    """Tell whether a number, a comma and three figures are one number: `1{,}000`."""
    return (
        len(rest) > 1
        and markup.local(first) == markup.local(rest[1]) == "mn"
        and _text(rest[0]) == ","
        and len(_text(first)) <= 3 == len(_text(rest[1]))
    )


def _is_silent(first: Element, rest: Sequence[Element]) -> bool:
    """Tell whether a bracket only belongs to what follows: a binomial, or cases."""
    if not rest:
        return False
    is_binomial = rest[0].get("linethickness", "").startswith("0")
    is_cases = len(rest) == 1 and markup.local(rest[0]) == "mtable"
    return (_text(first) == "(" and is_binomial) or (_text(first) == "{" and is_cases)


def _is_matrix(first: Element, rest: Sequence[Element]) -> bool:
    """Tell whether a bracket, a table and a bracket follow each other."""
    return len(rest) > 1 and _text(first) in "([" and markup.local(rest[0]) == "mtable"

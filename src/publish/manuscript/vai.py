"""Codes in letters of the Vai script, each as long as the word that it stands for."""

from __future__ import annotations

import re

# The syllables of the Vai block (category Lo, one column wide) except the last, which only fills
# up. The first letter of a code tells its class, so that two codes side by side stay two codes:
# one letter; two letters; three letters and as many fillers as the word is longer.
_LETTERS = [chr(code) for code in range(0xA500, 0xA60C)]
_FILLER = chr(0xA60C)
_ONE, _TWO, _THREE = _LETTERS[:89], _LETTERS[89:178], _LETTERS[178:]
_VAI = f"[{_LETTERS[0]}-{_FILLER}]"
CODE = re.compile(
    f"[{_ONE[0]}-{_ONE[-1]}]|[{_TWO[0]}-{_TWO[-1]}]{_VAI}|"
    f"[{_THREE[0]}-{_THREE[-1]}]{_VAI}{{2}}{_FILLER}*"
)


class Codes:
    """Gives out codes of a wished length, each once, as long as there are any."""

    def __init__(self) -> None:
        self._used: dict[int, int] = {}

    def next(self, length: int) -> str:
        """Return a new code, or "" when all of this length are used."""
        kind = min(length, 3)
        number = self._used.get(kind, 0)
        first = (_ONE, _TWO, _THREE)[kind - 1]
        if number >= len(first) * len(_LETTERS) ** (kind - 1):
            return ""
        self._used[kind] = number + 1
        number, digit = divmod(number, len(first))
        code = first[digit]
        for _ in range(kind - 1):
            number, digit = divmod(number, len(_LETTERS))
            code += _LETTERS[digit]
        return code + _FILLER * (length - kind)

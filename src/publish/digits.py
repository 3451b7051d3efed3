"""How long a number in a text may be.

Python reads digits in a time that grows with the square of their count, and refuses more than 4,300
of them unless told otherwise: a million would take seconds, ten million minutes.
"""

from __future__ import annotations

import re
import sys

MOST_DIGITS = 20_000
# Only from where a number begins: from each of its digits the search would be a square again.
_TOO_LONG = re.compile(rf"(?<!\d)\d{{{MOST_DIGITS + 1}}}")


def allow_long_numbers() -> None:
    """Let Python read numbers of up to `MOST_DIGITS` digits: an author may type anything."""
    sys.set_int_max_str_digits(MOST_DIGITS)


def too_long_number(text: str) -> int | None:
    """Return where the first number of more than `MOST_DIGITS` digits begins, None without one."""
    found = _TOO_LONG.search(text)
    return found.start() if found else None

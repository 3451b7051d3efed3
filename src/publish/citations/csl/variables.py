"""The variables of CSL 1.0.2 by kind (specification, appendix IV)."""

from __future__ import annotations

_NAMES_WORDS = """
    author chair collection-editor compiler composer container-author contributor curator
    director editor editorial-director editor-translator executive-producer guest host
    illustrator interviewer narrator organizer original-author performer producer recipient
    reviewed-author script-writer series-creator translator editortranslator
"""
NAMES = frozenset(_NAMES_WORDS.split())

_DATES_WORDS = """
    accessed available-date event-date issued original-date submitted container
"""
DATES = frozenset(_DATES_WORDS.split())

_NUMBERS_WORDS = """
    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number
    printing-number section supplement-number version volume
"""
NUMBERS = frozenset(_NUMBERS_WORDS.split())

# Labels of these turn plural when the number is above one, not when there are several numbers.
COUNTS = frozenset(["number-of-pages", "number-of-volumes"])

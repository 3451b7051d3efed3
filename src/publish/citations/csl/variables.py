"""The variables of CSL 1.0.2 by kind (specification, appendix IV)."""

from __future__ import annotations

NAMES = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editorial-director editor-translator executive-producer guest host
    illustrator interviewer narrator organizer original-author performer producer recipient
    reviewed-author script-writer series-creator translator editortranslator""".split()
)

DATES = frozenset(
    "accessed available-date event-date issued original-date submitted container".split()
)

NUMBERS = frozenset(
    """chapter-number citation-number collection-number edition first-reference-note-number
    issue locator number number-of-pages number-of-volumes page page-first part-number
    printing-number section supplement-number version volume""".split()
)

# Labels of these turn plural when the number is above one, not when there are several numbers.
COUNTS = frozenset(["number-of-pages", "number-of-volumes"])

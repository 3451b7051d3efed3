"""What became of a rule that a journal or a printer has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one rule; `why` says what was found where it is not kept."""

    rule: str
    is_kept: bool
    why: str = ""

    def line(self, number: int) -> str:
        """Return the outcome as a checklist has it."""
        return f"R{number:02} {self.rule}: {'ok' if self.is_kept else f'NO, {self.why}'}"

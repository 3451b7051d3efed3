"""Outcomes of rules on many paragraphs, and of rules on numbers."""

from __future__ import annotations

from publish.editions.docx.profiles.profile import Limits
from publish.editions.docx.profiles.reading import Paragraph
from publish.editions.outcomes import Outcome


def all_paragraphs(rule: str, wrong: list[Paragraph]) -> Outcome:
    """Return the outcome of a rule on many paragraphs, those that break it named."""
    first = " ".join(wrong[0].text.split()[:6]) if wrong else ""
    count = "1 paragraph has" if len(wrong) == 1 else f"{len(wrong)} paragraphs have"
    return Outcome(rule, not wrong, f"{count} another; the first begins {first!r}")


def within(what: str, count: int, limits: Limits) -> Outcome:
    """Return the outcome of a rule on a number."""
    least, most = limits.least, limits.most
    asked = f"{least:,} to {most:,}" if least and most else (
        f"at most {most:,}" if most else f"at least {least:,}"
    )  # fmt: skip
    is_kept = count >= least and (not most or count <= most)
    return Outcome(f"{what}: {asked}, has {count:,}", is_kept, f"{count:,} were counted")

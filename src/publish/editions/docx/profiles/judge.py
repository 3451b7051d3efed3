"""A finished Word file against a journal's rules, each with its outcome."""

from __future__ import annotations

from collections.abc import Iterable

from publish.editions.docx.lint import Finished
from publish.editions.docx.profiles import content_rules, float_rules, layout_rules
from publish.editions.docx.profiles.anonymity_rules import anonymity
from publish.editions.docx.profiles.profile import Profile
from publish.editions.docx.profiles.reading import Manuscript
from publish.editions.outcomes import Outcome

_RULES = (*layout_rules.RULES, *content_rules.RULES, *float_rules.RULES)


def judge(file: Finished, profile: Profile, secrets: Iterable[str] = ()) -> tuple[Outcome, ...]:
    """Return the outcome of every rule of a profile.

    `secrets` are names and addresses that an anonymous file may not hold.
    """
    manuscript = Manuscript(file)
    made = [one for rule in _RULES for one in rule(manuscript, profile)]
    if profile.anonymous:
        made += anonymity(file, tuple(secrets))
    return tuple(made)


__all__ = ["Outcome", "judge"]

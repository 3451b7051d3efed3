"""What journals want of a file: rules as data, that both make a manuscript and judge one."""

from __future__ import annotations

from publish.editions.docx.profiles.anonymity_rules import judge_name
from publish.editions.docx.profiles.judge import judge
from publish.editions.docx.profiles.profile import FigureFiles, Profile
from publish.editions.docx.profiles.profilefile import find_profile, profile_names
from publish.editions.outcomes import Outcome

__all__ = [
    "FigureFiles",
    "Outcome",
    "Profile",
    "find_profile",
    "judge",
    "judge_name",
    "profile_names",
]

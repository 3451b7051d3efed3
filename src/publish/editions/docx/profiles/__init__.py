"""What journals want of a file: rules as data, that both make a manuscript and judge one."""

from __future__ import annotations

from publish.editions.docx.profiles.judge import judge
from publish.editions.docx.profiles.profile import Profile, find_profile, profile_names
from publish.editions.outcomes import Outcome

__all__ = ["Outcome", "Profile", "find_profile", "judge", "profile_names"]

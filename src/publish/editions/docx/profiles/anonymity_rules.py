"""Rules on what gives the author away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.editions.docx import ooxml
from publish.editions.docx.lint import Finished
from publish.editions.docx.profiles.hidden import paths, traces
from publish.editions.docx.profiles.profile import Profile
from publish.editions.outcomes import Outcome


def anonymity(file: Finished, secrets: Sequence[str]) -> Iterator[Outcome]:
    """Yield whether properties and parts are free of names."""
    core = file.tree("docProps/core.xml")
    names = ooxml.every(core, "dc:creator", "cp:lastModifiedBy") if core is not None else []
    said = [one.text for one in names if (one.text or "").strip()]
    yield Outcome("the properties name nobody", not said, f"they name {', '.join(map(str, said))}")
    told = paths(file.parts)
    why = "; ".join(f"{one.secret!r} in {one.where}" for one in told[:8])
    yield Outcome("no part tells where somebody's files lie", not told, why)
    if secrets:
        found = traces(file.parts, secrets)
        shown = "; ".join(f"{one.secret!r} in {one.where}" for one in found[:8])
        more = f"; and {len(found) - 8} more" if len(found) > 8 else ""
        yield Outcome("no part names the author", not found, shown + more)


def judge_name(name: str, profile: Profile, secrets: Sequence[str] = ()) -> Iterator[Outcome]:
    """Yield whether the name of a file is as the journal wants it, and names nobody."""
    if profile.file_name:
        stem = name.rpartition(".")[0]
        pattern = re.sub(r"\\\{\w+\\\}", r"[\\w-]+", re.escape(profile.file_name))
        rule = f"the file is called {profile.file_name}"
        yield Outcome(rule, bool(re.fullmatch(pattern, stem)), f"it is called {stem}")
    if profile.anonymous and secrets:
        found = traces({name: b""}, secrets)
        why = ", ".join(one.secret for one in found)
        yield Outcome("the name of the file names nobody", not found, why)

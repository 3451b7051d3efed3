"""Outcomes of rules that one Word file alone does not tell: other files, names, counts."""

from __future__ import annotations

from collections.abc import Iterator

from publish.editions.docx.lint import Finished, open_file
from publish.editions.docx.package import Package
from publish.editions.docx.profiles import Outcome, Profile
from publish.editions.docx.profiles.content_rules import states_words
from publish.editions.docx.profiles.hidden import traces
from publish.editions.docx.profiles.judge import judge
from publish.editions.docx.profiles.reading import Manuscript
from publish.submission.figures import judge_figures
from publish.submission.files import Submission
from publish.submission.selfcite import spoken_of


def outcomes(made: Submission, profile: Profile, secrets: tuple[str, ...]) -> Iterator[Outcome]:
    """Yield what became of every rule of a profile on all files of a submission."""
    file = _as_sent(made.judged.package)
    yield from judge(file, profile)
    if profile.states_words:
        title = Manuscript(open_file(made.files[0].package))
        yield Outcome("the title page states the number of words", states_words(title), "no")
    yield from judge_figures(made.figures, profile.figure) if made.figures else ()
    if profile.anonymous:
        yield from _own_works(made, profile)
        yield from _names(made, secrets)


def _own_works(made: Submission, profile: Profile) -> Iterator[Outcome]:
    spoken = spoken_of(Manuscript(open_file(made.judged.package)))
    if profile.selfcite in ("third", "author"):
        why = f"{len(spoken)} sentences do; the first: {spoken[0] if spoken else ''}"
        yield Outcome("no sentence speaks of own works as own", not spoken, why)
    count = len(made.works)
    if profile.selfcite == "author":
        yield Outcome(f"own works are cited as by 'Author', {count} of them", True)
    elif profile.selfcite == "third":
        yield Outcome(f"own works are cited like others, {count} of them", True)


def _names(made: Submission, secrets: tuple[str, ...]) -> Iterator[Outcome]:
    """Yield whether any file that is not the title page or the full manuscript names the author."""
    for one in made.searched:
        found = traces(_as_sent(one.package).parts, secrets)
        why = "; ".join(f"{one.secret!r} in {one.where}" for one in found[:8])
        yield Outcome(f"no part of {one.name} names the author", not found, why)
    if made.figures:
        found = traces({one.name: one.data for one in made.figures}, secrets)
        why = "; ".join(f"{one.secret!r} in {one.where}" for one in found[:8])
        yield Outcome("no figure's file or file name names the author", not found, why)


def _as_sent(package: Package) -> Finished:
    """Return a file as its reader gets it: names are looked for in its bytes."""
    return open_file(Package.read(package.write()))

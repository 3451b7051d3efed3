"""The checklist: what became of every rule, words by kind, what is left to the author's eye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.editions.docx.profiles import Outcome, Profile
from publish.editions.docx.profiles.reading import Manuscript
from publish.submission.selfcite import is_known, spoken_of
from publish.submission.titlepage import word_counts


def checklist(
    profile: Profile,
    manuscript: Manuscript,
    outcomes: Sequence[Outcome],
    files: Iterable[str],
    said: Sequence[str] = (),
) -> Iterator[str]:
    """Yield the lines of a checklist.

    `said` are the places of the whole manuscript where authors speak of their own works.
    """
    yield f"{profile.journal} ({profile.stage} submission)"
    yield f"Rules from {profile.source}, collected {profile.seen}."
    yield "Check the journal's current page: it is right where the two differ."
    yield ""
    yield "Files: " + ", ".join(files)
    yield ""
    yield from (one.line(number) for number, one in enumerate(outcomes, 1))
    yield ""
    yield word_counts(manuscript.words)
    if profile.anonymous:
        yield ""
        yield "The author's own works, spoken of in the first person:"
        if not is_known(manuscript.language):
            yield f"- they cannot be found in {manuscript.language}: look yourself"
            return
        left = spoken_of(manuscript)
        mended = [text for text in said if text not in left]
        yield from (f"- {text}" for text in left)
        yield from (f"- put into the third person in the anonymous copy: {text}" for text in mended)
        if not left and not mended:
            yield "- none found"

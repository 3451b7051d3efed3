"""Rules on the text: notes, headings, lengths, what must be there and what must not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from publish.editions.docx import ooxml
from publish.editions.docx.lint import access_findings
from publish.editions.docx.profiles.outcome import within
from publish.editions.docx.profiles.profile import Limits, Profile
from publish.editions.docx.profiles.reading import Manuscript
from publish.editions.outcomes import Outcome

_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange")
_NUMBERED = re.compile(r"(?:\w+ )?(?:\d+(?:\.\d+)*|[IVXLC]+)[.:)]?\s")
_STATES_WORDS = re.compile(r"\bwords?\b\D{0,40}\d|\d[,. ]*+\s*+words?\b", re.IGNORECASE)


def _notes(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    document = manuscript.file.document
    feet = len(ooxml.every(document, "w:footnoteReference"))
    ends = len(ooxml.every(document, "w:endnoteReference"))
    wrong = {"footnotes": ends, "endnotes": feet, "typed": feet + ends}
    if profile.notes:
        count = wrong[profile.notes]
        rule = "notes are " + {"typed": "typed, without Word's function"}.get(
            profile.notes, profile.notes
        )
        yield Outcome(rule, not count, f"{count} are not")
    if profile.fields == "none":
        found = ooxml.every(document, "w:fldSimple", "w:instrText")
        yield Outcome("the text has no field functions", not found, f"it has {len(found)}")


def _headings(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    headings = manuscript.of("headings")
    if profile.headings:
        levels = [
            int(name[-1])
            for one in headings
            for name in manuscript.names(one.style)
            if name[-1:].isdigit()
        ]
        deepest = max(levels, default=0)
        rule = f"headings have at most {profile.headings} levels"
        yield Outcome(rule, deepest <= profile.headings, f"there are {deepest}")
    if profile.numbered_headings is not None:
        numbered = [one for one in headings if _NUMBERED.match(one.text)]
        wanted = profile.numbered_headings
        rule = "headings are numbered" if wanted else "headings have no numbers"
        why = f"{len(numbered)} of {len(headings)} have one"
        yield Outcome(rule, bool(numbered) == wanted, why)
    if profile.contents is not None:
        lines = manuscript.of("contents")
        wanted = profile.contents
        rule = "there is a table of contents" if wanted else "there is no table of contents"
        yield Outcome(rule, bool(lines) == wanted, f"{len(lines)} lines of one are there")


def _lengths(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    if profile.title_words:
        titles = [one for one in manuscript.paragraphs if "title" in manuscript.names(one.style)]
        words = len(titles[0].text.split()) if titles else 0
        rule = f"the title has at most {profile.title_words} words"
        why = f"it has {words}" if titles else "no paragraph has the style Title"
        yield Outcome(rule, 0 < words <= profile.title_words, why)
    if profile.counted:
        words = sum(manuscript.words[name] for name in profile.counted)
        yield within(f"words ({', '.join(profile.counted)})", words, profile.count)
    if profile.abstract != Limits():
        words = manuscript.words["abstract"]
        outcome = within("words of the abstract", words, profile.abstract)
        if not words:  # who sets a limit to it wants one
            why = "there is none; a book has it in its settings: abstract: ..."
            outcome = replace(outcome, is_kept=False, why=why)
        yield outcome
    if profile.keywords != Limits():
        yield within("keywords", len(manuscript.keywords), profile.keywords)


def states_words(manuscript: Manuscript) -> bool:
    """Tell whether a file says how many words there are."""
    return any(_STATES_WORDS.search(one.text) for one in manuscript.paragraphs)


def _language(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    if profile.language:
        found = manuscript.language
        wanted = profile.language.lower().split("-")
        is_right = found.lower().split("-")[: len(wanted)] == wanted
        why = f"the file says {found}" if found else "the file does not say it"
        yield Outcome(f"the language is {profile.language}", is_right, why)


def _access(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    if profile.accessible:
        found = access_findings(manuscript.file)
        why = f"{found[0].message}; {len(found)} in all" if found else ""
        yield Outcome("screen readers can read the file", not found, why)


def _changes(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    tracked = len(list(manuscript.file.every(*_TRACKED)))
    yield Outcome("no tracked changes are left", not tracked, f"there are {tracked}")
    comments = len(list(manuscript.file.every("w:comment")))
    yield Outcome("no comments are left", not comments, f"there are {comments}")
    settings = manuscript.file.tree("word/settings.xml")
    if profile.track_changes is not None:
        records = bool(ooxml.every(settings, "w:trackRevisions")) if settings is not None else False
        rule = "Word records changes" if profile.track_changes else "Word records no changes"
        why = "it does" if records else "it does not"
        yield Outcome(rule, records == profile.track_changes, why)
    locked = ooxml.every(settings, "w:documentProtection") if settings is not None else []
    yield Outcome("the file is not locked", not locked, "it is protected against changes")


RULES: tuple[Callable[[Manuscript, Profile], Iterator[Outcome]], ...] = (
    _notes,
    _headings,
    _lengths,
    _language,
    _access,
    _changes,
)

"""Rules about dashes, spaces and stops, as the language of a chapter has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publish.check.catalogue import Draft, Scope, rule
from publish.check.prose import Prose, every_prose
from publish.diagnostics import Diagnostic, Fix, Severity

# Each begins with what it seeks and looks back from there: a text is passed over faster so.
_RANGE = re.compile(r"(\d(?<![\w.,/:\u2013-]\d)\d{0,3})-(\d{1,4})(?![\w/:-]|[.,]\d)")
_MONTHS = 12
_SPACED_HYPHEN = re.compile(r" (-) (?<=[^\s>*+|-] - )(?=[^\s-])")
_TWICE = re.compile(r"(\.\.|,,|;;)(?<=[\w”\"’)\]]..)(?![.,;/\w])")
_SPACE_BEFORE = re.compile(r"[ \t](?<=[\w)\]”’][ \t])[ \t]*([,;:!?.])(?=\s|$)", re.MULTILINE)
_SPACED_MARKS = {"fr": ";:!?"}  # marks that have a space before them, by language
_SPACES = re.compile(r"( (?:(?<=[^\W\d_] )|(?<=[^\W\d_][,;] )) +)(?=[^\s|])")
_DECADE = re.compile(r"(['‘])(?<![\w’'].)(?=\d0s\b)")
_STRAIGHT = re.compile(r"(?<!\\)[\"']")
_GLUED = re.compile(
    r"(?<![\w.])((?:pp?|S|[Ff]ols?|[Vv]ols?|[Nn]os?|Nr|Bd|[Cc]hap|[Aa]rt|[Ss]ec)\.|§§?)(\d+)(?![\w.]\w)"
)
_PERCENT = re.compile(r"(\d(?<![\w.,]\d)\d*(?:[.,]\d+)?)(%)(?!\w)")
# Sources: Code typographique; DIN 5008; Språkrådet; Kielikello.
_SPACED_PERCENT = frozenset({"fr", "de", "sv", "fi", "nb", "nn", "no", "da", "cs", "sk", "ru"})


@rule("typography-range-hyphen", Scope.TEXT)
def range_hyphen(draft: Draft) -> Iterator[Diagnostic]:
    """A range of numbers is written with a hyphen.

    Years and pages from one to the other have an en dash, 1922–1934: type it, or two hyphens.
    Places in citations need none; they are set by the citation style.
    """
    for prose, found in _found(draft, _RANGE):
        first, last = found[1], found[2]
        is_month = len(first) == 4 and len(last) == 2 and int(last) <= _MONTHS
        if not is_month:
            yield _finding(
                "typography-range-hyphen",
                f"{found[0]!r} has a hyphen for a dash",
                (prose, found.start(1) + len(first)),
                f"write {first}–{last} or {first}--{last}",
                fix=Fix("-", "–"),
            )


@rule("typography-spaced-hyphen", Scope.TEXT)
def spaced_hyphen(draft: Draft) -> Iterator[Diagnostic]:
    """A hyphen between two spaces stands where a dash belongs.

    Write two hyphens for an en dash, three for an em dash, or the dash itself.
    """
    for prose, found in _found(draft, _SPACED_HYPHEN):
        yield _finding(
            "typography-spaced-hyphen",
            "a hyphen stands between spaces",
            (prose, found.start(1)),
            "write -- or – for a dash",
            fix=Fix("-", "–"),
        )


@rule("typography-twice", Scope.TEXT)
def mark_twice(draft: Draft) -> Iterator[Diagnostic]:
    """A stop or a comma is there twice.

    Three dots are an ellipsis, one is a stop.
    """
    for prose, found in _found(draft, _TWICE):
        message = f"{found[1]!r} is one mark too many, or one dot too few"
        place = (prose, found.start(1))
        fix = Fix(found[1], found[1][0])
        yield _finding("typography-twice", message, place, f"write {found[1][0]!r}", fix=fix)


@rule("typography-space-before", Scope.TEXT)
def space_before(draft: Draft) -> Iterator[Diagnostic]:
    """A space stands before a stop, a comma or the like, where the language has none.

    French has one before `;`, `:`, `!` and `?`, and it is set without being typed.
    """
    for prose, found in _found(draft, _SPACE_BEFORE):
        if found[1] not in _SPACED_MARKS.get(prose.lang.split("-")[0], ""):
            yield _finding(
                "typography-space-before",
                f"a space stands before {found[1]!r}",
                (prose, found.start()),
                "take the space away",
                fix=Fix(found[0], found[1]),
            )


@rule("typography-double-space", Scope.TEXT)
def double_space(draft: Draft) -> Iterator[Diagnostic]:
    """Words are parted by more than one space.

    All editions print one, so nothing is wrong in the book; it may be a word that went missing.
    """
    for prose in every_prose(draft):
        places = [found.start(1) for found in _SPACES.finditer(prose.text)]
        if places:
            times = f"; {len(places)} times in this file" if len(places) > 1 else ""
            yield _finding(
                "typography-double-space",
                f"two spaces between words{times}",
                (prose, places[0]),
                "see whether a word is missing",
                Severity.NOTE,
            )


@rule("typography-apostrophe", Scope.TEXT)
def apostrophe(draft: Draft) -> Iterator[Diagnostic]:
    """An apostrophe before a number would be printed as an opening quotation mark.

    Straight marks turn toward their words; write the apostrophe itself: ’90s.
    """
    for prose, found in _found(draft, _DECADE):
        message = "this apostrophe would be printed as a quotation mark"
        place = (prose, found.start(1))
        yield _finding("typography-apostrophe", message, place, "write ’", fix=Fix(found[1], "’"))


@rule("typography-straight", Scope.TEXT)
def straight_marks(draft: Draft) -> Iterator[Diagnostic]:
    """Straight quotation marks or apostrophes are printed as they are typed.

    The settings say `smart: false`, so nothing turns them. Type “ ” and ’, or take the setting
    away. One finding for a file tells of all of them.
    """
    if draft.document.settings.smart:
        return
    for prose in every_prose(draft):
        places = [found.start() for found in _STRAIGHT.finditer(prose.text)]
        if places:
            times = f"; {len(places)} times in this file" if len(places) > 1 else ""
            mark = prose.text[places[0]]
            message = f"{mark} is printed as it is{times}"
            hint = "type “ ” and ’, or leave 'smart: false' out of the settings"
            yield _finding("typography-straight", message, (prose, places[0]), hint)


@rule("typography-no-space", Scope.TEXT)
def no_space(draft: Draft) -> Iterator[Diagnostic]:
    """No space stands between an abbreviation and its number, or between a number and its sign.

    It is "p. 12", "vol. 3", "S. 12"; in French, German and some other languages also "50 %". The
    space that is typed there is set so that no line ends at it.
    """
    for prose, found in _found(draft, _GLUED):
        hint, fix = f"write {found[1]} {found[2]}", Fix(found[1], f"{found[1]} ")
        message = f"no space stands in {found[0]!r}"
        yield _finding("typography-no-space", message, (prose, found.start()), hint, fix=fix)
    for prose, found in _found(draft, _PERCENT):
        if prose.lang.split("-")[0] in _SPACED_PERCENT:
            hint, fix = f"write {found[1]} %", Fix("%", "\u00a0%")
            message = f"no space stands in {found[0]!r}"
            at = prose, found.start(2)
            yield _finding("typography-no-space", message, at, hint, fix=fix)


def _found(draft: Draft, pattern: re.Pattern[str]) -> Iterator[tuple[Prose, re.Match[str]]]:
    search: Callable[[str], Iterator[re.Match[str]]] = pattern.finditer
    return ((prose, found) for prose in every_prose(draft) for found in search(prose.text))


def _finding(
    code: str,
    message: str,
    at: tuple[Prose, int],
    hint: str,
    severity: Severity = Severity.WARNING,
    *,
    fix: Fix | None = None,
) -> Diagnostic:
    prose, offset = at
    return Diagnostic(code, message, prose.place(offset), hint, severity, fix)

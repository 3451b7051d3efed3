"""A finished Word file against a journal's rules, each with its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from publish.editions.docx import ooxml
from publish.editions.docx.lint import Finished
from publish.editions.docx.look import TWIPS_PER_MM
from publish.editions.docx.profiles.hidden import traces
from publish.editions.docx.profiles.profile import PAPERS, Limits, Profile
from publish.editions.docx.profiles.reading import Manuscript, Paragraph
from publish.editions.outcomes import Outcome

_NEAR = 20  # twips, a point: paper and margins are rounded by every program in its own way
_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange")
_SPACED_KINDS = {"body": "body", "notes": "notes", "quotes": "quotes"}
_SPACED_KINDS |= {"bibliography": "bibliography"}


def judge(file: Finished, profile: Profile, secrets: Iterable[str] = ()) -> tuple[Outcome, ...]:
    """Return the outcome of every rule of a profile.

    `secrets` are names and addresses that an anonymous file may not hold.
    """
    manuscript = Manuscript(file)
    made = [one for rule in _RULES for one in rule(manuscript, profile)]
    if profile.anonymous:
        made += _anonymity(file, tuple(secrets))
    return tuple(made)


def _page(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    document = manuscript.file.document
    if profile.paper:
        wanted = PAPERS[profile.paper]
        sizes = [
            (int(ooxml.get(one, "w:w", "0")), int(ooxml.get(one, "w:h", "0")))
            for one in ooxml.every(document, "w:pgSz")
        ]
        wrong = [
            one
            for one in sizes
            if any(abs(a - b) > _NEAR for a, b in zip(one, wanted, strict=True))
        ]
        why = f"{len(wrong)} of {len(sizes)} sections have another" if sizes else "none is named"
        yield Outcome(f"paper is {profile.paper}", bool(sizes) and not wrong, why)
    if profile.margin_mm:
        least = profile.margin_mm * TWIPS_PER_MM - _NEAR
        sides = [
            int(ooxml.get(one, f"w:{side}", "0"))
            for one in ooxml.every(document, "w:pgMar")
            for side in ("top", "right", "bottom", "left")
        ]
        narrowest = min(sides, default=0)
        rule = f"margins are at least {profile.margin_mm:g} mm"
        yield Outcome(rule, narrowest >= least, f"one has {narrowest / TWIPS_PER_MM:.1f} mm")


def _type(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    text = manuscript.of("body", "notes", "quotes", "bibliography")
    text = tuple(one for one in text if "Code" not in one.style)
    if profile.font:
        wrong = [one for one in text if one.faces - {profile.font, "Courier New"}]
        yield _all_paragraphs(f"the typeface is {profile.font}", wrong)
    if profile.size_pt:
        # Typewriter faces look larger and may be set a little smaller.
        wrong = [
            one for one in text
            if one.sizes - {profile.size_pt} and "Courier New" not in one.faces
        ]  # fmt: skip
        yield _all_paragraphs(f"the type is {profile.size_pt:g} point", wrong)


def _spacing(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    for name, lines in profile.spacing.items():
        found = manuscript.of(_SPACED_KINDS[name])
        paragraphs = tuple(one for one in found if "Code" not in one.style)
        # Code, lists of terms and boxes keep spacings of their own.
        if name == "body":
            paragraphs = tuple(one for one in paragraphs if one.style in _running(paragraphs))
        wrong = [one for one in paragraphs if abs(one.lines - lines) > 0.05]
        words = {1: "single", 1.5: "one and a half", 2: "double"}.get(lines, f"{lines:g} lines")
        yield _all_paragraphs(f"line spacing of {name} is {words}", wrong)


def _running(paragraphs: tuple[Paragraph, ...]) -> frozenset[str]:
    """Return the styles of running text: those that hold a tenth of its words or more."""
    words: dict[str, int] = {}
    for one in paragraphs:
        words[one.style] = words.get(one.style, 0) + len(one.text.split())
    least = sum(words.values()) / 10
    return frozenset(style for style, count in words.items() if count >= least)


def _all_paragraphs(rule: str, wrong: list[Paragraph]) -> Outcome:
    first = " ".join(wrong[0].text.split()[:6]) if wrong else ""
    count = "1 paragraph has" if len(wrong) == 1 else f"{len(wrong)} paragraphs have"
    return Outcome(rule, not wrong, f"{count} another; the first begins {first!r}")


def _numbers(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    file = manuscript.file
    if profile.page_numbers is not None:
        edges = [top for name, top in file.texts.items() if name.startswith(_EDGES)]
        has = any(
            "PAGE" in (one.text or ooxml.get(one, "w:instr")).split()
            for top in edges
            for one in ooxml.every(top, "w:instrText", "w:fldSimple")
        )
        wanted = profile.page_numbers
        rule = "pages are numbered" if wanted else "pages are not numbered"
        yield Outcome(rule, has == wanted, "a page number is there" if has else "none was found")
    if profile.line_numbers is not None:
        has = bool(ooxml.every(file.document, "w:lnNumType"))
        wanted = profile.line_numbers
        rule = "lines are numbered" if wanted else "lines are not numbered"
        yield Outcome(rule, has == wanted, "line numbers are there" if has else "they are not")


_EDGES = ("word/header", "word/footer")


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


def _text(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    if profile.headings:
        levels = [
            int(name[-1])
            for one in manuscript.of("headings")
            for name in manuscript.names(one.style)
            if name[-1:].isdigit()
        ]
        deepest = max(levels, default=0)
        rule = f"headings have at most {profile.headings} levels"
        yield Outcome(rule, deepest <= profile.headings, f"there are {deepest}")
    if profile.title_words:
        titles = [one for one in manuscript.paragraphs if "title" in manuscript.names(one.style)]
        words = len(titles[0].text.split()) if titles else 0
        rule = f"the title has at most {profile.title_words} words"
        why = f"it has {words}" if titles else "no paragraph has the style Title"
        yield Outcome(rule, 0 < words <= profile.title_words, why)
    if profile.counted:
        words = sum(manuscript.words[name] for name in profile.counted)
        yield _within(f"words ({', '.join(profile.counted)})", words, profile.count)
    if profile.abstract != Limits():
        yield _within("words of the abstract", manuscript.words["abstract"], profile.abstract)


def _within(what: str, count: int, limits: Limits) -> Outcome:
    least, most = limits.least, limits.most
    asked = f"{least:,} to {most:,}" if least and most else (
        f"at most {most:,}" if most else f"at least {least:,}"
    )  # fmt: skip
    is_kept = count >= least and (not most or count <= most)
    return Outcome(f"{what}: {asked}, has {count:,}", is_kept, f"{count:,} were counted")


def _changes(manuscript: Manuscript, _: Profile) -> Iterator[Outcome]:
    tracked = len(list(manuscript.file.every(*_TRACKED)))
    yield Outcome("no tracked changes are left", not tracked, f"there are {tracked}")
    comments = len(list(manuscript.file.every("w:comment")))
    yield Outcome("no comments are left", not comments, f"there are {comments}")
    settings = manuscript.file.tree("word/settings.xml")
    locked = ooxml.every(settings, "w:documentProtection") if settings is not None else []
    yield Outcome("the file is not locked", not locked, "it is protected against changes")


def _anonymity(file: Finished, secrets: tuple[str, ...]) -> Iterator[Outcome]:
    core = file.tree("docProps/core.xml")
    names = ooxml.every(core, "dc:creator", "cp:lastModifiedBy") if core is not None else []
    said = [one.text for one in names if (one.text or "").strip()]
    yield Outcome("the properties name nobody", not said, f"they name {', '.join(map(str, said))}")
    if secrets:
        found = traces(file.parts, secrets)
        shown = "; ".join(f"{one.secret!r} in {one.where}" for one in found[:8])
        more = f"; and {len(found) - 8} more" if len(found) > 8 else ""
        yield Outcome("no part names the author", not found, shown + more)


_RULES: tuple[Callable[[Manuscript, Profile], Iterator[Outcome]], ...] = (
    _page,
    _type,
    _spacing,
    _numbers,
    _notes,
    _text,
    _changes,
)

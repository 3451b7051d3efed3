"""Rules on the page: paper, margins, type, spacing, what stands above and below the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.editions.docx import ooxml
from publish.editions.docx.look import TWIPS_PER_MM
from publish.editions.docx.profiles.outcome import all_paragraphs
from publish.editions.docx.profiles.profile import PAPERS, Profile
from publish.editions.docx.profiles.reading import Manuscript, Paragraph
from publish.editions.markup import Element
from publish.editions.outcomes import Outcome

_NEAR = 20  # twips, a point: paper and margins are rounded by every program in its own way
_EDGES = ("word/header", "word/footer")


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
        yield all_paragraphs(f"the typeface is {profile.font}", wrong)
    if profile.size_pt:
        # Typewriter faces look larger and may be set a little smaller.
        wrong = [
            one for one in text
            if one.sizes - {profile.size_pt} and "Courier New" not in one.faces
        ]  # fmt: skip
        yield all_paragraphs(f"the type is {profile.size_pt:g} point", wrong)


def _spacing(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    for name, lines in profile.spacing.items():
        found = manuscript.of(name)
        paragraphs = tuple(one for one in found if "Code" not in one.style)
        # Code, lists of terms and boxes keep spacings of their own.
        if name == "body":
            paragraphs = tuple(one for one in paragraphs if one.style in _running(paragraphs))
        wrong = [one for one in paragraphs if abs(one.lines - lines) > 0.05]
        words = {1: "single", 1.5: "one and a half", 2: "double"}.get(lines, f"{lines:g} lines")
        yield all_paragraphs(f"line spacing of {name} is {words}", wrong)


def _running(paragraphs: tuple[Paragraph, ...]) -> frozenset[str]:
    """Return the styles of running text: those that hold a tenth of its words or more."""
    words: dict[str, int] = {}
    for one in paragraphs:
        words[one.style] = words.get(one.style, 0) + len(one.text.split())
    least = sum(words.values()) / 10
    return frozenset(style for style, count in words.items() if count >= least)


def _alignment(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    if profile.align:
        body = manuscript.of("body")
        running = _running(body)
        is_justified = profile.align == "justified"
        wrong = [one for one in body if one.style in running and one.is_justified != is_justified]
        edge = "justified" if is_justified else "ragged at the right"
        yield all_paragraphs(f"the text is {edge}", wrong)


def _page_numbers(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    places = _places(manuscript, "PAGE")
    wanted = profile.page_numbers
    if wanted is not None:
        rule = "pages are numbered" if wanted else "pages are not numbered"
        why = "a page number is there" if places else "none was found"
        yield Outcome(rule, bool(places) == wanted, why)
    if profile.page_place:
        where = profile.page_place.replace("-", " ")
        others = sorted(places - {profile.page_place})
        rule = f"page numbers stand {where}"
        said = ", ".join(one.replace("-", " ") for one in others) or "nowhere"
        yield Outcome(rule, bool(places) and not others, f"they stand {said}")
    if profile.page_total is not None:
        has = bool(_places(manuscript, "NUMPAGES"))
        rule = "pages say of how many" if profile.page_total else "pages do not say of how many"
        yield Outcome(rule, has == profile.page_total, "they do" if has else "they do not")


def _places(manuscript: Manuscript, field: str) -> set[str]:
    """Return where a field stands: `top-right`, `bottom-center`, ..."""
    found: set[str] = set()
    for name, top in manuscript.file.texts.items():
        if not name.startswith(_EDGES):
            continue
        for paragraph in ooxml.every(top, "w:p"):
            fields = ooxml.every(paragraph, "w:instrText", "w:fldSimple")
            said = [(one.text or ooxml.get(one, "w:instr")).split() for one in fields]
            if any(field in words for words in said):
                edge = "top" if "header" in name else "bottom"
                found.add(f"{edge}-{_side(manuscript, paragraph)}")
    return found


def _side(manuscript: Manuscript, paragraph: Element) -> str:
    """Return the side of a line: by its tabs (the second one of a header leads right), or as set.

    Fields before the number are counted as words. Framed numbers say their side themselves.
    """
    frame = ooxml.every(paragraph, "w:framePr")
    if frame and ooxml.get(frame[0], "w:xAlign"):
        return ooxml.get(frame[0], "w:xAlign")
    tabs = [one for one in ooxml.every(paragraph, "w:tab") if ooxml.is_a(ooxml.parent(one), "w:r")]
    if tabs:
        return "center" if len(tabs) == 1 else "right"
    set_as = manuscript.property_of(paragraph, "w:jc", "w:val")
    return {"end": "right", "start": "left", "both": "left", "": "left"}.get(set_as, set_as)


def _headers(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    if profile.running_title is not None:
        words = [
            ooxml.text_of(top).strip()
            for name, top in manuscript.file.texts.items()
            if name.startswith("word/header")
        ]
        has = any(any(one.isalpha() for one in text) for text in words)
        wanted = profile.running_title
        rule = "there is a running title" if wanted else "there is no running title"
        yield Outcome(rule, has == wanted, "one is there" if has else "none was found")


def _line_numbers(manuscript: Manuscript, profile: Profile) -> Iterator[Outcome]:
    if profile.line_numbers is not None:
        has = bool(ooxml.every(manuscript.file.document, "w:lnNumType"))
        wanted = profile.line_numbers
        rule = "lines are numbered" if wanted else "lines are not numbered"
        yield Outcome(rule, has == wanted, "line numbers are there" if has else "they are not")


RULES: tuple[Callable[[Manuscript, Profile], Iterator[Outcome]], ...] = (
    _page,
    _type,
    _spacing,
    _alignment,
    _page_numbers,
    _headers,
    _line_numbers,
)

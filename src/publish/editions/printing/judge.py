"""A finished PDF against a printer's rules, each with its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from publish.editions.outcomes import Outcome
from publish.editions.printing.boxes import PT_PER_MM
from publish.editions.printing.content import Painted
from publish.editions.printing.printer import Printer
from publish.editions.printing.reading import (
    Finished,
    Sheet,
    ink_of,
    is_black_only,
    is_embedded,
    is_line_art,
    is_rich_black,
    line_width,
    resolution,
)

NEAR_PT = 0.75  # sizes are rounded: 5.83 in and 148 mm are one trim
_SHOWN = 6  # pages named in an outcome
_NOT_FOR_PRESS = ("rgb", "cal-rgb", "icc-3", "lab", "indexed-rgb", "indexed-icc-3")


def judge_interior(file: Finished, printer: Printer) -> tuple[Outcome, ...]:
    """Return the outcome of every rule that a printer has for the pages of a book."""
    return tuple(one for rule in _RULES for one in rule(file, printer))


def _trims(file: Finished, printer: Printer) -> Iterator[Outcome]:
    sizes = {(round(width(one), 1), round(height(one), 1)) for one in file.sheets}
    shown = ", ".join(size(*one) for one in sorted(sizes)[:3])
    yield Outcome("all pages have one trim size", len(sizes) == 1, f"there are {shown}")
    if printer.trims:
        wide, high = width(file.sheets[0]), height(file.sheets[0])
        known = any(
            abs(wide - across * PT_PER_MM) < NEAR_PT and abs(high - up * PT_PER_MM) < NEAR_PT
            for across, up in printer.trims
        )
        yield Outcome("trim size is one that is offered", known, f"it is {size(wide, high)}")


def box_rules(file: Finished, printer: Printer) -> Iterator[Outcome]:
    """Yield what becomes of the rules on trim, bleed and marks."""
    nested = [one.number for one in file.sheets if not _is_nested(one)]
    yield Outcome("trim lies in bleed, bleed in paper", not nested, _on(nested))
    at_edge = [one.number for one in file.sheets if one.reaches_edge()]
    if printer.bleed == "never":
        yield Outcome("nothing runs off the page", not at_edge, _on(at_edge))
        return
    wanted = printer.bleed_mm * PT_PER_MM
    short = [one.number for one in file.sheets if not _is_bled(one, wanted, printer.gutter_bleed)]
    if printer.bleed == "always":
        rule = f"bleed is {printer.bleed_mm:g} mm"
        yield Outcome(rule, not short, f"not {_on(short)}")
    else:
        rule = f"pages that run to the edge have {printer.bleed_mm:g} mm of bleed"
        cut = [number for number in at_edge if number in short]
        yield Outcome(rule, not cut, f"not {_on(cut)}")
    if not printer.marks:
        marked = [one.number for one in file.sheets if _has_marks(one)]
        yield Outcome("no crop or registration marks", not marked, _on(marked))


def _pages(file: Finished, printer: Printer) -> Iterator[Outcome]:
    count, rule = len(file.sheets), printer.pages
    if rule.least:
        yield Outcome(f"{rule.least} pages at least", count >= rule.least, f"there are {count}")
    if rule.most:
        yield Outcome(f"{rule.most} pages at most", count <= rule.most, f"there are {count}")
    if rule.multiple > 1:
        name = f"number of pages is a multiple of {rule.multiple}"
        yield Outcome(name, count % rule.multiple == 0, f"there are {count}")
    if printer.blank_last:
        blank = file.sheets[-1].is_blank
        yield Outcome("last page is blank", blank, f"page {count} is printed")


def _margins(file: Finished, printer: Printer) -> Iterator[Outcome]:
    least = printer.margin_mm * PT_PER_MM - NEAR_PT
    gutter = printer.gutter_mm(len(file.sheets))
    inner_least = gutter * PT_PER_MM - NEAR_PT
    close, bound = [], []
    for sheet in file.sheets:
        margins = _margins_of(sheet)
        if margins is None:
            continue
        if min(margins) < least:
            close.append(sheet.number)
        if margins[0] < inner_least:
            bound.append(sheet.number)
    if printer.margin_mm:
        rule = f"nothing to read within {printer.margin_mm:g} mm of the trim"
        yield Outcome(rule, not close, _on(close))
    if gutter:
        rule = f"inner margin is {gutter:g} mm at least for {len(file.sheets)} pages"
        yield Outcome(rule, not bound, f"less {_on(bound)}")


def font_rules(file: Finished, printer: Printer) -> Iterator[Outcome]:
    """Yield what becomes of the rules on fonts and sizes of type."""
    loose = {
        str(font.get("/BaseFont", "?")).lstrip("/")
        for sheet in file.sheets
        for font in sheet.fonts
        if not is_embedded(font)
    }
    yield Outcome("all fonts are in the file", not loose, ", ".join(sorted(loose)[:4]) + " not")
    if printer.type_pt:
        small = _where(
            file, lambda one: one.kind == "text" and 0 < one.size_pt[0] < printer.type_pt - 0.05
        )
        yield Outcome(
            f"type is {printer.type_pt:g} pt at least", not small, f"smaller {_on(small)}"
        )


def ink_rules(file: Finished, printer: Printer) -> Iterator[Outcome]:
    """Yield what becomes of the rules on colours and inks."""
    if printer.ink:
        screen = _where(file, lambda one: one.color.space in _NOT_FOR_PRESS)
        yield Outcome("no colours of a screen (RGB)", not screen, _on(screen))
    if printer.ink == "gray":
        colored = _where(file, lambda one: not is_black_only(one))
        yield Outcome("black ink only", not colored, f"colours {_on(colored)}")
    if printer.ink_limit:
        heavy = _where(
            file, lambda one: max(one.color.ink_percent, ink_of(one)) > printer.ink_limit + 0.5
        )
        rule = f"{printer.ink_limit:g} % of ink at most"
        yield Outcome(rule, not heavy, f"more {_on(heavy)}")
    if printer.ink:
        rich = _where(file, lambda one: one.kind == "text" and is_rich_black(one))
        yield Outcome("black text is black ink alone", not rich, f"four inks {_on(rich)}")


def picture_rules(file: Finished, printer: Printer) -> Iterator[Outcome]:
    """Yield what becomes of the rules on lines and on the pixels of pictures."""
    if printer.hairline_pt:
        thin = _where(file, lambda one: 0 < line_width(one) < printer.hairline_pt - 0.01)
        rule = f"lines are {printer.hairline_pt:g} pt at least"
        yield Outcome(rule, not thin, f"thinner {_on(thin)}")
    for what, least, in_lines in (
        ("pictures have", printer.ppi, False),
        ("line art has", printer.line_art_ppi, True),
    ):
        coarse = [
            (sheet.number, round(resolution(one)))
            for sheet, one in file.pictures
            if is_line_art(one) == in_lines and resolution(one) < least - 1
        ]
        shown = ", ".join(f"{ppi} on page {number}" for number, ppi in coarse[:_SHOWN])
        yield Outcome(f"{what} {least:g} pixels an inch at least", not coarse, shown)


def file_rules(file: Finished, printer: Printer) -> Iterator[Outcome]:
    """Yield what becomes of the rules on the file as a whole: standard, links, size."""
    linked = [one.number for one in file.sheets if one.annotations]
    if printer.standard:
        yield Outcome("no links or notes on the pages", not linked, _on(linked))
        yield from _standard(file, printer.standard)
    if printer.standard == "x-1a":
        through = [one.number for one in file.sheets if one.is_transparent]
        yield Outcome("nothing is transparent", not through, _on(through))
    if printer.file_mb:
        megabytes = file.size / 1_000_000
        rule = f"file has {printer.file_mb:g} MB at most"
        yield Outcome(rule, megabytes <= printer.file_mb, f"it has {megabytes:.1f}")


def _standard(file: Finished, standard: str) -> Iterator[Outcome]:
    book, info = file.book, file.book.docinfo
    version = str(info.get("/GTS_PDFXVersion", ""))
    if standard == "x-1a":
        says = version == "PDF/X-1:2001" and book.pdf_version <= "1.3"
        name = "PDF/X-1a:2001"
    else:
        metadata = book.Root.get("/Metadata")
        says = metadata is not None and b"PDF/X-4" in metadata.read_bytes()
        says = says and book.pdf_version <= "1.6"
        name = "PDF/X-4"
    yield Outcome(f"file says that it is {name}", says, f"it says {version or 'nothing'}")
    intents = [one for one in book.Root.get("/OutputIntents", ()) if str(one.S) == "/GTS_PDFX"]
    has_profile = bool(intents) and "/DestOutputProfile" in intents[0]
    is_named = bool(intents) and bool(str(intents[0].get("/OutputConditionIdentifier", "")))
    enough = has_profile if standard == "x-4" else has_profile or is_named
    yield Outcome("printing condition is named (output intent)", enough, "none is")
    keys = ("/Title", "/CreationDate", "/ModDate", "/Trapped")
    missing = [key.lstrip("/") for key in keys if key not in info]
    yield Outcome("file says title, dates and trapping", not missing, f"not {', '.join(missing)}")


def inner_margin_mm(file: Finished) -> float | None:
    """Return the least white on the bound side of a page; None where nothing is printed."""
    found = [margins[0] for one in file.sheets if (margins := _margins_of(one)) is not None]
    return min(found) / PT_PER_MM if found else None


def _margins_of(sheet: Sheet) -> tuple[float, float, float, float] | None:
    """Return inner, outer, bottom and top margin in points, as they are printed."""
    box = _printed(sheet)
    if box is None:
        return None
    left, right = box[0] - sheet.trim[0], sheet.trim[2] - box[2]
    inner, outer = (left, right) if sheet.number % 2 else (right, left)
    return inner, outer, box[1] - sheet.trim[1], sheet.trim[3] - box[3]


Rule = Callable[[Finished, Printer], Iterator[Outcome]]
_RULES: Sequence[Rule] = (
    _trims,
    box_rules,
    _pages,
    _margins,
    font_rules,
    ink_rules,
    picture_rules,
    file_rules,
)


def _where(file: Finished, is_wrong: Callable[[Painted], bool]) -> list[int]:
    return [sheet.number for sheet in file.sheets if any(map(is_wrong, sheet.inside))]


def _on(pages: Sequence[int]) -> str:
    if not pages:
        return ""
    shown = ", ".join(map(str, pages[:_SHOWN]))
    more = f" and {len(pages) - _SHOWN} more" if len(pages) > _SHOWN else ""
    return f"on page{'s' if len(pages) > 1 else ''} {shown}{more}"


def width(sheet: Sheet) -> float:
    """Return the width of the trim in points."""
    return sheet.trim[2] - sheet.trim[0]


def height(sheet: Sheet) -> float:
    """Return the height of the trim in points."""
    return sheet.trim[3] - sheet.trim[1]


def size(wide: float, high: float) -> str:
    """Return a size in points as it is shown: in millimetres."""
    return f"{wide / PT_PER_MM:.1f} × {high / PT_PER_MM:.1f} mm"


def _is_nested(sheet: Sheet) -> bool:
    near = 0.01
    return all(
        outer[0] <= inner[0] + near
        and outer[1] <= inner[1] + near
        and outer[2] >= inner[2] - near
        and outer[3] >= inner[3] - near
        for outer, inner in ((sheet.media, sheet.bleed), (sheet.bleed, sheet.trim))
    )


def _is_bled(sheet: Sheet, wanted: float, at_spine: bool) -> bool:
    trim, bleed = sheet.trim, sheet.bleed
    sides = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]]
    if not at_spine:
        sides[0 if sheet.number % 2 else 2] = wanted
    return all(side > wanted - 0.1 for side in sides)


def _has_marks(sheet: Sheet) -> bool:
    return len(sheet.inside) < len([one for one in sheet.painted if one.kind != "text"]) and any(
        one.kind == "stroke" and one not in sheet.inside for one in sheet.painted
    )


def _printed(sheet: Sheet) -> tuple[float, float, float, float] | None:
    """Return the box of what is to be read or seen, less what runs off the page by intent."""
    boxes = [sheet.words] if sheet.words else []
    boxes += [
        one.box
        for one in sheet.inside
        if one.kind in ("picture", "stroke") and not _runs_off(one, sheet)
    ]
    if not boxes:
        return None
    lefts, downs, rights, ups = zip(*boxes, strict=True)
    return min(lefts), min(downs), max(rights), max(ups)


def _runs_off(one: Painted, sheet: Sheet) -> bool:
    return (
        one.box[0] < sheet.trim[0] + 0.5
        or one.box[1] < sheet.trim[1] + 0.5
        or one.box[2] > sheet.trim[2] - 0.5
        or one.box[3] > sheet.trim[3] - 0.5
    )

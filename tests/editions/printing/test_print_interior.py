"""Pages made ready for a press, and judged by the printer's rules."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from icc import press_profile

from publish.diagnostics import PublishError
from publish.editions.pdf.objects import Array, Dictionary, Name, Pdf, Stream
from publish.editions.printing.interior import Interior, make_interior
from publish.editions.printing.judge import judge_interior
from publish.editions.printing.printer import (
    Pages,
    Printer,
    find_printer,
    printer_names,
    read_printer,
)
from publish.editions.printing.reading import Finished
from publish.editions.printing.standard import Notice, OutputIntent, ProfileError

NOTICE = Notice("Rooms", "Vera Halloran", "publish", "2026-05-01T00:00:00+00:00")
PRESS = OutputIntent("FOGRA39", press_profile())
HOUSE = Printer("house", "A house", "us", "2026-11", ink="gray", pages=Pages(1, 99, 4))


def book(*contents: bytes) -> bytes:
    """Return a file of pages of 200 by 300 points with a link, a bookmark and tags."""
    made = Pdf.new()
    for content in contents or (b"0 0 0 rg 50 50 20 20 re f",):
        made.add_blank_page(page_size=(200, 300))
        page = made.pages[-1].obj
        page.Contents = Stream(made, content)
        page.TrimBox = Array([0, 0, 200, 300])
        page.Annots = Array([made.make_indirect(Dictionary(Subtype=Name.Link))])
    made.Root.StructTreeRoot = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    out = io.BytesIO()
    made.save(out, deterministic_id=True)  # not of the second in which it was saved
    return out.getvalue()


def boxes(interior: Interior, number: int = 0) -> dict[str, list[float]]:
    """Return the boxes of a page, counted from 0, rounded to tenths of a point."""
    names = ("/MediaBox", "/BleedBox", "/TrimBox")
    with Pdf.open(io.BytesIO(interior.data)) as opened:
        page = opened.pages[number].obj
        return {name: [round(float(one), 1) for one in page[name]] for name in names}


def failed(interior: Interior, printer: Printer) -> list[str]:
    """Return the rules that an interior does not keep."""
    outcomes = judge_interior(Finished(interior.data), printer)
    return [one.rule for one in outcomes if not one.is_kept]


def test_trim_bleed_and_slug_lie_in_each_other() -> None:
    """3 mm of bleed are 8.5 pt, 10 mm for the marks 28.3 pt; the corner of the paper is at 0."""
    house = replace(HOUSE, bleed="always", bleed_mm=3, marks=True)
    made = make_interior(book(), house, PRESS, NOTICE)

    assert boxes(made) == {
        "/MediaBox": [0, 0, 273.7, 373.7],
        "/BleedBox": [28.3, 28.3, 245.4, 345.4],
        "/TrimBox": [36.9, 36.9, 236.9, 336.9],
    }
    assert failed(made, house) == []


def test_marks_stand_outside_the_bleed() -> None:
    """Eight crop marks, four crosses in circles; none within the bleed."""
    house = replace(HOUSE, bleed="always", marks=True)
    sheet = Finished(make_interior(book(), house, PRESS, NOTICE).data).sheets[0]
    marks = [one for one in sheet.painted if one.color.space == "spot"]
    left, down, right, up = sheet.bleed

    assert len(marks) == 8 + 4 * 3
    for one in marks:
        outside = (one.box[2] < left, one.box[0] > right, one.box[3] < down, one.box[1] > up)
        assert any(outside)


def test_bleed_on_the_bound_side_only_where_it_is_wanted() -> None:
    """A recto is bound on its left, a verso on its right."""
    house = replace(HOUSE, bleed="always", bleed_mm=3, gutter_bleed=False, ink="")
    made = make_interior(book(b"", b""), house, PRESS, NOTICE)

    assert boxes(made, 0)["/TrimBox"] == [0, 8.5, 200, 308.5]
    assert boxes(made, 1)["/TrimBox"] == [8.5, 8.5, 208.5, 308.5]


def test_bleed_only_where_something_runs_off() -> None:
    """A printer that takes either gets the trim alone, unless a page needs more."""
    house = replace(HOUSE, bleed="needed", bleed_mm=3)
    calm = make_interior(book(), house, PRESS, NOTICE)
    bled = make_interior(book(b".5 g -20 -20 300 400 re f"), house, PRESS, NOTICE)

    assert boxes(calm)["/MediaBox"] == [0, 0, 200, 300]
    assert boxes(bled)["/MediaBox"] == [0, 0, 217, 317]


def test_pages_are_filled_up_with_blank_ones() -> None:
    """To a multiple, and to a blank page at the end where the printer wants one."""
    filled = make_interior(book(b"", b"", b""), HOUSE, PRESS, NOTICE)
    blank_last = replace(HOUSE, blank_last=True, pages=Pages(1, 99, 2))
    ended = make_interior(book(b"", b"0 0 9 9 re f"), blank_last, PRESS, NOTICE)

    assert filled.page_count == 4
    assert ended.page_count == 4
    assert failed(ended, blank_last) == []


@pytest.mark.parametrize(("standard", "version"), [("x-1a", "1.3"), ("x-4", "1.6")])
def test_a_file_says_what_it_keeps(standard: str, version: str) -> None:
    """ISO 15930-1 and -7: version, names, dates, trapping, output intent; no links."""
    house = replace(HOUSE, standard=standard)
    made = make_interior(book(), house, PRESS, NOTICE)
    with Pdf.open(io.BytesIO(made.data)) as opened:
        info = opened.docinfo

        assert opened.pdf_version == version
        assert str(info["/Trapped"]) == "/False"
        assert str(info["/CreationDate"]) == "D:20260501000000Z"
        (intent,) = opened.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert intent.DestOutputProfile.read_bytes() == press_profile()
        assert not any("/Annots" in page.obj for page in opened.pages)
        assert "/StructTreeRoot" not in opened.Root
    assert failed(made, house) == []


def test_without_a_press_nothing_is_claimed() -> None:
    """A file that cannot keep the standard does not say that it does."""
    house = replace(HOUSE, standard="x-4")
    made = make_interior(book(), house, OutputIntent("FOGRA39"), NOTICE)

    assert made.standard == ""
    assert b"PDF/X-4" not in made.data
    assert "file says that it is PDF/X-4" in failed(made, house)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"nothing", "not an ICC profile"),
        (press_profile(kind=b"mntr"), "not one of a press"),
        (press_profile(space=b"RGB "), "presses print CMYK or GRAY"),
    ],
)
def test_profiles_that_are_none_of_a_press(data: bytes, says: str) -> None:
    """ICC.1, 7.2: signature, class and colour space of the header."""
    with pytest.raises(ProfileError, match=says):
        _ = OutputIntent("", data).components


def test_the_same_book_gives_the_same_bytes() -> None:
    """Dates and identifiers follow from the book."""
    house = replace(HOUSE, standard="x-4", marks=True, bleed="always")
    first, second = (make_interior(book(), house, PRESS, NOTICE).data for _ in range(2))

    assert first == second


BROKEN = {
    "no colours of a screen (RGB)": b"1 0 0 rg 50 50 9 9 re f",
    "black ink only": b"1 0 0 0 k 50 50 9 9 re f",
    "200 % of ink at most": b"1 1 1 0 k 50 50 9 9 re f",
    "lines are 0.25 pt at least": b".1 w 50 50 m 90 50 l S",
    "nothing to read within 10 mm of the trim": b"1 w 2 50 m 2 90 l S",
    "pages that run to the edge have 3 mm of bleed": b".5 g -9 -9 300 400 re f",
    "last page is blank": b"0 g 50 50 9 9 re f",
}


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_finds_what_breaks_it(rule: str) -> None:
    """One file for each rule, wrong in that alone, judged as another program made it."""
    house = replace(
        HOUSE, hairline_pt=0.25, ink_limit=200, margin_mm=10, blank_last=True, pages=Pages()
    )
    fine = book(b"0 g 50 50 9 9 re f 1 w 60 60 m 90 60 l S", b"")
    wrong = book(b"0 g 50 50 9 9 re f 1 w 60 60 m 90 60 l S", BROKEN[rule])
    if rule != "last page is blank":
        wrong = book(BROKEN[rule], b"")
    kept = {one.rule: one.is_kept for one in judge_interior(Finished(fine), house)}
    broken = {one.rule: one.is_kept for one in judge_interior(Finished(wrong), house)}

    assert kept[rule]
    assert not broken[rule]


def test_numbers_of_pages_and_sizes_are_judged() -> None:
    """Too few, no multiple, a trim that is not offered, two sizes in one file."""
    house = replace(HOUSE, pages=Pages(10, 12, 4), trims=((148, 210),))
    outcomes = judge_interior(Finished(book(b"", b"", b"")), house)
    failed_rules = [one.rule for one in outcomes if not one.is_kept]

    assert failed_rules == [
        "trim size is one that is offered",
        "10 pages at least",
        "number of pages is a multiple of 4",
    ]


def test_gutters_grow_with_the_book() -> None:
    """The table counts up to a number of pages; beyond its end the last holds."""
    house = replace(HOUSE, gutter=((150, 9.5), (300, 12.7)))

    assert [house.gutter_mm(count) for count in (20, 150, 151, 900)] == [9.5, 9.5, 12.7, 12.7]


def test_spines_follow_from_pages_and_paper() -> None:
    """KDP: 300 pages at 0.0025 in of cream are 0.75 in, at 0.002252 in of white 0.6756 in."""
    kdp = find_printer("kdp-paperback")

    assert kdp.spine_mm(300, "cream") / 25.4 == pytest.approx(0.75, abs=1e-4)
    assert kdp.spine_mm(300, "white") / 25.4 == pytest.approx(0.6756, abs=1e-4)


@pytest.mark.parametrize("name", printer_names())
def test_every_shipped_profile_is_read_and_says_its_source(name: str) -> None:
    """And says when it was collected."""
    one = find_printer(name)

    assert one.source
    assert one.seen


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("printer: A\nsource: b\nseen: c\ntrim: [6x9in]\n", 4, "no key 'trim'"),
        ("printer: A\nsource: b\nseen: c\ntrims: [6x9]\n", 4, "6x9in or 148x210mm"),
        ("printer: A\nsource: b\nseen: c\nbleed: perhaps\n", 4, "one of never, needed, always"),
        ("printer: A\nsource: b\n", 1, "does not say its seen"),
        ("printer: A\nsource: b\nseen: c\nink-limit: much\n", 4, "'ink-limit' is a number"),
    ],
)
def test_a_profile_that_says_something_wrong_is_told_where(
    text: str, place: int, says: str
) -> None:
    """With the line."""
    with pytest.raises(PublishError, match=says) as raised:
        read_printer("own", text, "own.yaml")

    assert raised.value.diagnostics[0].place.line == place

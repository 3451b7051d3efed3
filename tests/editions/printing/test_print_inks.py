"""Colours of a finished file become printing inks, and nothing else of it changes."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from icc import press_profile
from PIL import Image

from publish.editions.pdf.objects import Array, Dictionary, Name, Pdf, Stream
from publish.editions.printing.content import painted
from publish.editions.printing.inks import convert, lay_on_white


def page(content: bytes, **resources: Dictionary) -> Pdf:
    """Return a file of one page of 200 by 100 points."""
    book = Pdf.new()
    book.add_blank_page(page_size=(200, 100))
    book.pages[0].obj.Resources = Dictionary(**resources)
    book.pages[0].obj.Contents = Stream(book, content)
    return book


def colors(book: Pdf) -> list[tuple[str, str, tuple[float, ...]]]:
    """Return what the first page paints and in which colours."""
    return [
        (one.kind, one.color.space, tuple(round(value, 2) for value in one.color.values))
        for one in painted(book.pages[0])
    ]


def picture(book: Pdf, mode: str, color: tuple[int, ...]) -> pikepdf.Object:
    """Put a picture of 4 by 2 pixels of one colour into a file."""
    made = Image.new(mode, (4, 2), color)
    space = {"RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[mode]
    return Stream(
        book,
        made.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=4,
        Height=2,
        ColorSpace=space,
        BitsPerComponent=8,
    )


def test_what_is_neutral_is_black_ink_alone() -> None:
    """Black text, a grey rule, white paper: one plate, also where the book has four."""
    content = b"0 0 0 rg 0 0 9 9 re f .5 .5 .5 RG 1 w 0 0 m 9 9 l S 1 1 1 rg 0 0 9 9 re f"
    for inks in ("gray", "cmyk"):
        book = page(content)
        convert(book, inks, press_profile())

        assert colors(book) == [
            ("fill", "gray", (0.0,)),
            ("stroke", "gray", (0.5,)),
            ("fill", "gray", (1.0,)),
        ]


def test_colours_become_four_inks_or_the_grey_they_look_like() -> None:
    """By the plain formula red is magenta and yellow; its luma is .299 (BT.601)."""
    four, one = page(b"1 0 0 rg 0 0 9 9 re f"), page(b"1 0 0 rg 0 0 9 9 re f")
    convert(four, "cmyk")
    convert(one, "gray")

    assert colors(four) == [("fill", "cmyk", (0.0, 1.0, 1.0, 0.0))]
    assert colors(one) == [("fill", "gray", (0.3,))]


def test_colours_go_through_the_profile_of_the_press() -> None:
    """With the profile, red is another mixture than by the formula: the press's own."""
    book = page(b"1 0 0 rg 0 0 9 9 re f")
    convert(book, "cmyk", press_profile())
    ((_, space, inks),) = colors(book)

    assert space == "cmyk"
    assert inks != (0.0, 1.0, 1.0, 0.0)
    assert inks[1] > inks[0]  # more magenta than cyan


def test_colours_set_by_a_named_space_are_found() -> None:
    """`cs` and `scn` say the same as `rg`."""
    book = page(b"/DeviceRGB cs 0 0 1 scn 0 0 9 9 re f /DeviceRGB CS 0 0 0 SCN 0 0 m 9 9 l S")
    convert(book, "cmyk")

    assert colors(book) == [
        ("fill", "cmyk", (1.0, 1.0, 0.0, 0.0)),
        ("stroke", "gray", (0.0,)),
    ]


def test_forms_are_converted_once_and_inside_forms_too() -> None:
    """A drawing is a form; the page may show it twice."""
    book = page(b"/a Do /a Do")
    inner = Stream(book, b"0 1 0 rg 0 0 5 5 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    outer = Stream(book, b"/b Do", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    outer.Resources = Dictionary(XObject=Dictionary(b=book.make_indirect(inner)))
    book.pages[0].obj.Resources.XObject = Dictionary(a=book.make_indirect(outer))
    done = convert(book, "cmyk")

    assert colors(book) == [("fill", "cmyk", (1.0, 0.0, 1.0, 0.0))] * 2
    assert sum(done.counts.values()) == 1


@pytest.mark.parametrize(
    ("inks", "mode", "color", "space", "first"),
    [
        ("gray", "RGB", (255, 0, 0), "gray", b"\x4c"),  # .299 of 255
        ("cmyk", "RGB", (255, 0, 0), "cmyk", b"\x00\xff\xff\x00"),
        ("cmyk", "RGB", (80, 80, 80), "gray", b"\x50"),  # no colour in it: black alone
        ("cmyk", "CMYK", (9, 8, 7, 6), "cmyk", b"\x09\x08\x07\x06"),  # the author's own inks stay
    ],
)
def test_pictures(inks: str, mode: str, color: tuple[int, ...], space: str, first: bytes) -> None:
    """Each pixel once, and without loss."""
    book = page(b"40 0 0 20 0 0 cm /i Do")
    book.pages[0].obj.Resources.XObject = Dictionary(i=picture(book, mode, color))
    convert(book, inks)
    (shown,) = painted(book.pages[0])

    assert shown.color.space == space
    assert bytes(shown.picture.read_bytes())[: len(first)] == first


def test_what_is_seen_through_lies_on_white() -> None:
    """Red at half its strength on white is pink; nothing is transparent any more."""
    book = page(b"/i Do")
    shown = picture(book, "RGB", (255, 0, 0))
    half = Image.new("L", (4, 2), 128)
    shown.SMask = book.make_indirect(
        Stream(
            book,
            half.tobytes(),
            Subtype=Name.Image,
            Width=4,
            Height=2,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
    )
    book.pages[0].obj.Resources.XObject = Dictionary(i=book.make_indirect(shown))

    assert lay_on_white(book) == 1
    made = book.pages[0].obj.Resources.XObject.i
    assert "/SMask" not in made
    assert list(made.read_bytes()[:3]) == [255, 127, 127]


def test_a_jpeg_in_inks_is_not_pressed_again() -> None:
    """The bytes that the author brought are those that are printed."""
    out = io.BytesIO()
    Image.new("L", (8, 8), 99).save(out, "JPEG")
    book = page(b"/i Do")
    given = Stream(
        book,
        out.getvalue(),
        Subtype=Name.Image,
        Width=8,
        Height=8,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    book.pages[0].obj.Resources.XObject = Dictionary(i=given)
    convert(book, "gray")

    assert book.pages[0].obj.Resources.XObject.i.read_raw_bytes() == out.getvalue()


def test_shadings_run_between_inks() -> None:
    """From black to red: both ends in the four inks of the press."""
    book = page(b"/s sh")
    function = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 0, 0]), N=1
    )
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 0]), Function=function
    )
    book.pages[0].obj.Resources.Shading = Dictionary(s=shading)
    convert(book, "cmyk")
    made = book.pages[0].obj.Resources.Shading.s

    assert str(made.ColorSpace) == "/DeviceCMYK"
    assert [float(one) for one in made.Function.C0] == [0, 0, 0, 1]
    assert [float(one) for one in made.Function.C1] == [0, 1, 1, 0]


def counted(make: Callable[[], Pdf]) -> list[str]:
    """Return the table of a conversion to grey."""
    return list(convert(make(), "gray").lines())


def test_the_table_says_what_was_converted() -> None:
    """For the job sheet: kind, colour before and after, how often."""
    (line,) = counted(lambda: page(b"1 0 0 rg 0 0 9 9 re f 1 0 0 rg 0 0 8 8 re f"))

    assert line.split() == [
        "2",
        "text",
        "and",
        "areas:",
        "rgb",
        "100",
        "0",
        "0",
        "to",
        "gray",
        "30",
    ]

"""Pictures from somebody else: from elsewhere, with programs in them, false, or with a past."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image

from .conftest import CHAPTER, SECRET, Run, Server, chapter, line_of

pytestmark = pytest.mark.slow
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20" width="30" height="20">{}</svg>'

ELSEWHERE = [
    "{server}/a.png",
    "../../secret.png",
    "{folder}/secret.png",
    "file:///etc/hostname.png",
    "file://{folder}/secret.png",
    "data:image/svg+xml;base64,AAAA",
    "link.png",
    "folder/secret.png",
]


def test_pictures_from_elsewhere(attempt: Run, server: Server, tmp_path: Path) -> None:
    """By address, by `..`, by absolute path, by a link to a file or a folder: nothing is built."""
    urls = [one.format(server=server.address, folder=tmp_path) for one in ELSEWHERE]
    files = {
        CHAPTER: chapter(*(f"![x]({url}){{alt=x}}" for url in urls)),
        "manuscript/link.png": tmp_path / "secret.png",
        "manuscript/folder": tmp_path,
    }
    found = attempt(files)

    assert found.files == {}
    told = {x[1:] for x in found.told if x[0] in ("image-remote", "image-outside")}
    assert told == {(CHAPTER, line_of(number)) for number in range(len(urls))}
    assert server.asked == []


DRAWINGS = [
    ("<script>alert(1)</script>", "script"),
    ('<rect onload="alert(1)"/>', "onload"),
    (
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">alert</p></foreignObject>',
        "foreignObject",
    ),
    ('<image href="{server}/alert.png" width="9" height="9"/>', "/alert.png"),
    ('<image href="file:///etc/alert" width="9" height="9"/>', "file:///etc/alert"),
    ('<image href="../../secret.png" width="9" height="9"/>', "../../secret.png"),
    ('<a href="javascript:alert(1)"><rect/></a>', "javascript:alert(1)"),
    ("<style>rect {{ fill: url({server}/alert) }}</style>", "/alert)"),
    ("<style>@import '{server}/alert.css';</style>", "@import"),
    ('<set attributeName="href" to="javascript:alert(1)"/>', "attributename"),
]


def test_drawings_that_do_more(attempt: Run, server: Server) -> None:
    """What is no drawing is cut out and named, each where it is shown; the rest is shown."""
    files: dict[str, str] = {}
    for number, (drawing, _) in enumerate(DRAWINGS):
        inside = drawing.format(server=server.address) + '<circle r="7"/>'
        files[f"manuscript/{number}.svg"] = SVG.format(inside)
    shown = chapter(*(f"![x]({number}.svg){{alt=x}}" for number in range(len(DRAWINGS))))
    found = attempt(files | {CHAPTER: shown})

    cleaned = [one for one in found.findings if one.code == "image-cleaned"]
    told = {one.place.line: one.message for one in cleaned if one.place}
    for number, (_, word) in enumerate(DRAWINGS):
        assert word in told[line_of(number)]
    assert len(told) == len(DRAWINGS)
    assert server.asked == []
    drawn = [text for name, text in found.texts.items() if name.endswith(".svg")]
    assert len(drawn) >= len(DRAWINGS)
    assert {('r="7"' in text, server.address in text) for text in drawn} == {(True, False)}
    assert not any("attributeName" in x or "<script" in x or "onload" in x for x in drawn)


ENTITIES = [
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///{folder}/secret.txt">]>',
    '<!DOCTYPE svg [<!ENTITY x "aaaaaaaaaa">]>',
    '<!DOCTYPE svg [<!ENTITY % x SYSTEM "{server}/a.dtd"> %x;]>',
]


def bomb() -> bytes:
    """Return a small PNG that says it is 50,000 pixels wide and as high."""
    target = io.BytesIO()
    Image.new("1", (1, 1)).save(target, "PNG")
    data = bytearray(target.getvalue())
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


def test_files_that_are_no_pictures(attempt: Run, server: Server, tmp_path: Path) -> None:
    """Drawings with definitions of their own, a page called `.png`, one that fills the memory."""
    heads = [head.format(folder=tmp_path, server=server.address) for head in ENTITIES]
    files: dict[str, str | bytes] = {
        f"{number}.svg": head + SVG.format("<text>&x;</text>") for number, head in enumerate(heads)
    }
    files |= {"page.png": b"<html><script>alert(1)</script></html>", "bomb.png": bomb()}
    shown = chapter(*(f"![x]({name}){{alt=x}}" for name in files))
    found = attempt({f"manuscript/{name}": data for name, data in files.items()} | {CHAPTER: shown})

    assert found.files == {}
    codes = ["image-broken"] * (len(files) - 1) + ["image-too-large"]
    for number, code in enumerate(codes):
        assert (code, CHAPTER, line_of(number)) in found.told
    assert server.asked == []


def test_a_photograph_does_not_tell_where_it_was_taken(attempt: Run) -> None:
    """No EXIF in any edition: no place, no camera, no thumbnail."""
    exif = Image.Exif()
    exif[0x010F] = SECRET  # the maker of the camera
    exif.get_ifd(0x8825)[1] = "N"
    target = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(target, "JPEG", exif=exif)
    found = attempt({"manuscript/a.jpg": target.getvalue(), CHAPTER: chapter("![x](a.jpg){alt=x}")})

    assert len(found.files) == 5
    assert not any(SECRET in text for text in found.texts.values())

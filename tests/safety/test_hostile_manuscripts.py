"""A manuscript from somebody else cannot run, fetch, or carry files away; each try is told.

The attacks are those that pandoc lets through and those that EPUBCheck does not see. Every one
is made on all three editions at once; what it leaves in their bytes is looked for.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from .conftest import SECRET, Attempt, Server

pytestmark = pytest.mark.slow
Run = Callable[..., Attempt]
CHAPTER = "manuscript/01-a.md"
_ACTIVE = re.compile(r"<script|\bon[a-z]+=[\"']|/JavaScript|(?:href|Target)=.?\w*script:")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20" width="30" height="20">{}</svg>'


def chapter(line: str) -> str:
    """Return a chapter with something on line 3."""
    return f"# One\n\n{line}\n\nWords after.\n"


@pytest.mark.parametrize(
    "url",
    [
        "{server}/a.png",
        "../../secret.png",
        "file:///etc/hostname.png",
        "data:image/svg+xml;base64,AAAA",
        "link.png",
        "folder/secret.png",
    ],
)
def test_pictures_from_elsewhere(attempt: Run, server: Server, tmp_path: Path, url: str) -> None:
    """By address, by `..`, by absolute path, by a link to a file or a folder: nothing is built."""
    files = {
        CHAPTER: chapter(f"![x]({url.format(server=server.address)}){{alt=x}}"),
        "manuscript/link.png": tmp_path / "secret.png",
        "manuscript/folder": tmp_path,
    }
    found = attempt(files)

    assert found.files == {}
    assert {x[1:] for x in found.told if x[0] in ("image-remote", "image-outside")} == {
        (CHAPTER, 3)
    }
    assert server.asked == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Words <script>alert(1)</script>.", "markup-raw"),
        ("<script>alert(1)</script>", "markup-raw"),
        ("```{{=html}}\n<script>alert(1)</script>\n```", "markup-raw"),
        ('<iframe src="{server}/alert"></iframe>', "markup-raw"),
        ('<form action="{server}/alert"><input name="alert"></form>', "markup-raw"),
        ('<meta http-equiv="refresh" content="0; url={server}/alert">', "markup-raw"),
        ('<object data="{server}/alert"></object>', "markup-raw"),
        ('<embed src="{server}/alert">', "markup-raw"),
        ('<base href="{server}/alert">', "markup-raw"),
        ('<link rel="stylesheet" href="{server}/alert.css">', "markup-raw"),
        ('<audio src="{server}/alert.mp3"></audio>', "markup-raw"),
        ('<video src="{server}/alert.mp4"></video>', "markup-raw"),
        ('<img src="{server}/alert.png">', "markup-raw"),
        ('Words <img src="x" onerror="alert(1)"> words', "markup-raw"),
        ("<style>p {{ background: url({server}/alert) }}</style>", "markup-raw"),
        ('<svg onload="alert(1)"><script>alert(1)</script></svg>', "markup-raw"),
        ("<details ontoggle=alert(1) open>x</details>", "markup-raw"),
        (r"\input{{/etc/alert}}", "markup-raw"),
        ('Words <span onclick="alert(1)">x</span>', "markup-attribute"),
        ('<div style="background: url({server}/alert)">x</div>', "markup-attribute"),
        ('[x]{{onclick="alert(1)"}}', "markup-attribute"),
        ('::: {{.x onmouseover="alert(1)"}}\nx\n:::', "markup-attribute"),
        ('## Two {{onclick="alert(1)"}}', "markup-attribute"),
        ("[x](javascript:alert(1))", "link-refused"),
        ("[x](JaVaScRiPt:alert(1))", "link-refused"),
        ("[x](vbscript:alert)", "link-refused"),
        ("[x](data:text/html,alert)", "link-refused"),
        ("[x](file:///etc/alert)", "link-refused"),
        ("[x](../../alert.txt)", "link-refused"),
        ("[x](/etc/alert)", "link-refused"),
        ("[x](//127.0.0.1/alert)", "link-refused"),
        ("<javascript:alert(1)>", "link-refused"),
    ],
)
def test_what_runs_or_leads_out(attempt: Run, server: Server, line: str, code: str) -> None:
    """It is left out of every edition, the words around it stay, and the line is told."""
    found = attempt({CHAPTER: chapter(line.format(server=server.address))})
    first = 4 if line.startswith("```") else 3

    assert (code, CHAPTER, first) in found.told
    assert {Path(name).suffix for name in found.files} == {".pdf", ".epub", ".docx", ".jpg", ".xml"}
    shown = line.startswith("<javascript:")  # an address in brackets is its own words
    for name, text in found.texts.items():
        active = re.search(_ACTIVE, text)
        assert active is None, name
        assert shown or "alert" not in text, name
        assert server.address not in text, name
    assert server.asked == []


def test_an_unclosed_tag_is_words(attempt: Run, server: Server) -> None:
    """`<img src=...` without an end made pandoc's EPUB ill-formed; here it is text."""
    found = attempt({CHAPTER: chapter(f'An <img src="{server.address}/a.png" unclosed.')})

    assert any("An &lt;img src=" in text for name, text in found.texts.items() if "01-a" in name)
    assert server.asked == []


@pytest.mark.parametrize(
    ("drawing", "word"),
    [
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
    ],
)
def test_drawings_that_do_more(attempt: Run, server: Server, drawing: str, word: str) -> None:
    """What is no drawing is cut out and named; the rest is shown."""
    inside = drawing.format(server=server.address) + '<circle r="7"/>'
    files = {"manuscript/a.svg": SVG.format(inside), CHAPTER: chapter("![x](a.svg){alt=x}")}
    found = attempt(files)

    told = [x for x in found.findings if x.code == "image-cleaned"]
    assert [(x.place.path, x.place.line) for x in told if x.place] == [(CHAPTER, 3)]
    assert word in told[0].message
    assert server.asked == []
    drawn = [text for name, text in found.texts.items() if name.endswith(".svg")]
    assert [('r="7"' in text, server.address in text) for text in drawn] == [(True, False)]
    assert not any("attributeName" in x or "<script" in x or "onload" in x for x in drawn)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///{folder}/secret.txt">]>',
        '<!DOCTYPE svg [<!ENTITY x "aaaaaaaaaa">]>',
        '<!DOCTYPE svg [<!ENTITY % x SYSTEM "{server}/a.dtd"> %x;]>',
    ],
)
def test_drawings_with_entities(attempt: Run, server: Server, tmp_path: Path, head: str) -> None:
    """A drawing that brings definitions of its own is refused."""
    head = head.format(folder=tmp_path, server=server.address)
    files = {
        "manuscript/a.svg": head + SVG.format("<text>&x;</text>"),
        CHAPTER: chapter("![x](a.svg){alt=x}"),
    }
    found = attempt(files)

    assert found.files == {}
    assert ("image-broken", CHAPTER, 3) in found.told
    assert server.asked == []


def bomb() -> bytes:
    """Return a small PNG that says it is 50,000 pixels wide and as high."""
    target = io.BytesIO()
    Image.new("1", (1, 1)).save(target, "PNG")
    data = bytearray(target.getvalue())
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><script>alert(1)</script></html>", "image-broken"),
        (bomb(), "image-too-large"),
    ],
)
def test_files_that_are_no_pictures(attempt: Run, data: bytes, code: str) -> None:
    """A page called `.png`, and a picture that would fill the memory."""
    found = attempt({"manuscript/a.png": data, CHAPTER: chapter("![x](a.png){alt=x}")})

    assert found.files == {}
    assert (code, CHAPTER, 3) in found.told


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


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ("bibliography: ../secret.txt", 3),
        ("bibliography: /etc/hostname", 3),
        ("csl: ../secret.csl", 3),
        ("cover-image: ../secret.png", 3),
        ("cover-image: /etc/hostname", 3),
        ("chapters:\n  - ../../secret.md", 4),
        ("chapters:\n  - 02-link.md", 4),
    ],
)
def test_files_from_outside(attempt: Run, tmp_path: Path, settings: str, line: int) -> None:
    """No setting reads a file outside the project, and no link does."""
    (tmp_path / "secret.csl").write_text(SECRET)
    files = {CHAPTER: "# One\n", "manuscript/02-link.md": tmp_path / "secret.md"}
    found = attempt(files, settings + "\n")

    assert found.files == {}
    wrong = [x for x in found.findings if x.severity == "error" and x.place]
    assert [x.place.path for x in wrong if x.place][:1] != []
    places = {(x.place.path, x.place.line) for x in wrong if x.place}
    assert places & {("manuscript/book.yaml", line), ("manuscript/02-link.md", 0)}


@pytest.mark.parametrize(
    "rule",
    [
        "p {{ background: url({server}/alert.png) }}",
        "p {{ background: url('../../secret.png') }}",
        "p {{ background: url(file:///etc/alert) }}",
        "@import url({server}/alert.css);",
        '@import "{server}/alert.css";',
        '@font-face {{ font-family: x; src: url("{server}/alert.otf") }}',
    ],
)
@pytest.mark.parametrize("name", ["print.css", "epub.css"])
def test_stylesheets_that_load(attempt: Run, server: Server, name: str, rule: str) -> None:
    """The author of a design is told; nothing is fetched and nothing is packed."""
    files = {
        CHAPTER: "# One\n\nWords.\n",
        f"styles/{name}": f"p {{}}\n{rule.format(server=server.address)}\n",
    }
    found = attempt(files)

    assert ("style-outside", f"styles/{name}", 2) in found.told
    assert server.asked == []
    assert not any("alert" in text for text in found.texts.values())


def test_settings_and_names_are_words(attempt: Run) -> None:
    """Markup in titles, names and identifiers is text; file names are letters and hyphens."""
    settings = (
        "subtitle: <script>alert(1)</script>\n"
        "publisher: <b onclick='x'>P</b>\n"
        "identifier: '\"><script>alert(2)</script>'\n"
        "keywords: ['</dc:subject><meta>', '&amp;']\n"
        "output-name: ..\n"
    )
    files = {
        "manuscript/01 <script>.md": '# One {#"><script>}\n\nWords[^1].\n\n[^1]: A note.\n',
    }
    found = attempt(files, settings)

    assert found.files
    for name, text in found.texts.items():
        if ".pdf:" in name:  # where a title is a string of its own
            continue
        assert "<script" not in text, name
        assert "<b onclick" not in text, name
    for name, data in found.files.items():
        if name.endswith((".epub", ".docx")):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
            assert not any(x.startswith("/") or ".." in x or "<" in x for x in names)


def test_a_bibliography_brings_no_program(attempt: Run, server: Server) -> None:
    """Addresses of sources are links to the web or words; markup in titles is text."""
    entry = (
        "@book{a, author={<script>alert</script>}, title={<img src=x onerror=alert(1)>}, "
        "year={2001}, url={javascript:alert(1)}}\n"
    )
    found = attempt({CHAPTER: "# One\n\nWords [@a].\n", "bibliography.bib": entry})

    assert found.files
    for name, text in found.texts.items():
        active = r"<script|<img[^>]+onerror=|/JavaScript|(?:href|Target)=.?\w*script:"
        assert re.search(active, text) is None, name

"""A manuscript from somebody else cannot run, fetch, or carry files away; each try is told.

The attacks are those that pandoc lets through and those that EPUBCheck does not see. Every one
is made on all three editions at once; what it leaves in their bytes is looked for.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from .conftest import CHAPTER, SECRET, Attempt, Run, Server, attempted, chapter, line_of

pytestmark = pytest.mark.slow
_ACTIVE = re.compile(r"<script|\bon[a-z]+=[\"']|/JavaScript|(?:href|Target)=.?\w*script:")


# What runs or leads out, and the finding that answers it. A fence begins on the line above.
ACTIVE = [
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
    ("<javascript:alert(3)>", "link-refused"),
]


@pytest.fixture(scope="module")
def active(listening: Server, tmp_path_factory: pytest.TempPathFactory) -> Attempt:
    """Return what came of a chapter with all of them."""
    listening.asked.clear()
    lines = [line.format(server=listening.address).replace("\n", "\r") for line, _ in ACTIVE]
    text = chapter(*lines).replace("\r", "\n")
    made = attempted(tmp_path_factory.mktemp("active"), {CHAPTER: text}, "")
    assert listening.asked == []
    return made


@pytest.mark.parametrize("number", range(len(ACTIVE)), ids=lambda number: ACTIVE[number][0][:30])
def test_what_runs_or_leads_out_is_told(active: Attempt, number: int) -> None:
    """With its line; the words after it stay."""
    before = sum(line.count("\n") for line, _ in ACTIVE[:number])
    line, code = ACTIVE[number]
    first = line_of(number) + before + line.startswith("```")

    assert (code, CHAPTER, first) in active.told
    page = next(text for name, text in active.texts.items() if name.endswith("01-a.xhtml"))
    assert f"Words after {number}." in page.replace("\u00a0", " ")


def test_what_runs_or_leads_out_is_in_no_edition(active: Attempt, listening: Server) -> None:
    """Nothing of it, in no part of any file, but the address that is its own words."""
    assert {Path(name).suffix for name in active.files} == {
        ".pdf",
        ".epub",
        ".docx",
        ".jpg",
        ".xml",
    }
    for name, text in active.texts.items():
        assert re.search(_ACTIVE, text) is None, name
        assert "alert" not in text.replace("javascript:alert(3)", ""), name
        assert listening.address not in text, name


def test_an_unclosed_tag_is_words(attempt: Run, server: Server) -> None:
    """`<img src=...` without an end made pandoc's EPUB ill-formed; here it is text."""
    found = attempt({CHAPTER: chapter(f'An <img src="{server.address}/a.png" unclosed.')})

    assert any("An &lt;img src=" in text for name, text in found.texts.items() if "01-a" in name)
    assert server.asked == []


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


RULES = [
    "@import url({server}/alert.css);",
    '@import "{server}/alert.css";',
    "p {{ background: url({server}/alert.png) }}",
    "p {{ background: url('../../secret.png') }}",
    "p {{ background: url(file:///etc/alert) }}",
    '@font-face {{ font-family: x; src: url("{server}/alert.otf") }}',
]


@pytest.mark.parametrize(("name", "is_built"), [("print.css", False), ("epub.css", True)])
def test_stylesheets_that_load(attempt: Run, server: Server, name: str, is_built: bool) -> None:
    """The author of a design is told; nothing is fetched and nothing is packed."""
    rules = "".join(rule.format(server=server.address) + "\n" for rule in RULES)
    found = attempt({CHAPTER: "# One\n\nWords.\n", f"styles/{name}": rules})

    told = {x[1:] for x in found.told if x[0] == "style-outside"}
    assert told == {(f"styles/{name}", line + 1) for line in range(len(RULES))}
    assert server.asked == []
    assert bool(found.files) is is_built
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

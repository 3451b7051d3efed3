"""The report in a real browser: it works, fits every window, and obeys nobody but us."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from strangers import a_strangers_book
from weasyprint import HTML

from browsing import Tab
from publish.cli import main

PHONE, TABLET, DESK = (360, 740), (820, 1100), (1280, 900)
SHOWN = "[...document.querySelectorAll('.finding')].filter(one => one.offsetParent !== null)"
WIDTH = "document.documentElement.scrollWidth"
FILES = {
    "front/preface.md": "# Preface\n\nFrom 1914-1918 nobody  wrote a preface.\n",
    "01-air.md": "# Air\n\nThe wind of 1941-1945 blew.[@nobody]\n\n## Empty\n\n## Next\n\nWords.\n",
    "02-" + "long" * 20 + ".md": "# Fire\n\n" + "Averylongword" * 40 + " and [a link](#nowhere).\n",
}
SETTINGS = "title: A Small Book\nauthor: Ann Author\nlang: en-GB\nno-such-key: 1\n"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on a small book with a PDF of five pages and findings of each severity."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "bibliography.bib").write_text("@book{doe, title = {A}, author = {B, C}}\n")
    for name, text in {"book.yaml": SETTINGS, **FILES}.items():
        path = folder / "manuscript" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    css = "<style>@page { size: 6in 9in } p { break-after: page }</style>"
    pages = ["Air", "The wind of 1941–1945 blew.", "Words", "More", "End"]
    (folder / "dist").mkdir()
    HTML(string=css + "".join(f"<p>{one}</p>" for one in pages)).write_pdf(
        folder / "dist" / "a-small-book.pdf"
    )
    assert main(["check", "-C", str(folder), "--report", "-q"]) == 1
    return folder / "dist" / "report.html"


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_it_opens_without_complaints_and_fits(
    tab: Tab, page: Path, size: tuple[int, int], is_dark: bool
) -> None:
    """Nothing in the console, nothing loaded, nothing wider than the window."""
    tab.complaints.clear()
    tab.requests.clear()
    tab.resize(*size, is_dark=is_dark)
    tab.open(page)

    assert tab.complaints == []
    assert [one for one in tab.requests if not one.startswith(("file:", "data:"))] == []
    assert tab.ask(WIDTH) <= size[0]
    assert tab.ask("document.fonts.check('16px \"EB Garamond\"', 'Air')")
    assert tab.ask("[...document.images].every(one => one.decode)")
    ground = tab.ask("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, ground[4:-1].split(","))) < 300) is is_dark


def test_it_fits_with_every_explanation_open(tab: Tab, page: Path) -> None:
    """Also with the words of hints and explanations, on the smallest phone."""
    tab.resize(320, 640)
    tab.open(page)
    tab.ask("document.querySelectorAll('details').forEach(one => { one.open = true })")
    tab.settle()

    assert tab.ask(WIDTH) <= 320


def test_findings_are_chosen(tab: Tab, page: Path) -> None:
    """By severity, kind and file; the page says how many are shown; a button shows all again."""
    tab.resize(*DESK)
    tab.open(page)
    everything = tab.ask(f"{SHOWN}.length")
    assert everything == tab.ask("document.querySelectorAll('.finding').length") > 5

    tab.click("[name=severity][value=warning]")
    left = tab.ask(f"{SHOWN}.map(one => one.dataset.severity)")
    assert "warning" not in left
    assert "error" in left
    status = f"{len(left)} of {everything} findings are shown."
    assert tab.ask("document.querySelector('.status').textContent") == status
    listed = "[...document.querySelectorAll('.list li')].filter(one => !one.hidden).length"
    assert tab.ask(listed) == len(left)

    tab.click("button[type=reset]")
    tab.ask("new Promise(done => setTimeout(done, 20))")
    assert tab.ask(f"{SHOWN}.length") == everything

    choose = "document.querySelector('select[name={}]')"
    change = ".dispatchEvent(new Event('change', {bubbles: true}))"
    code = choose.format("code")
    tab.ask(f"{code}.value = 'typography-range-hyphen'; {code}{change}")
    assert tab.ask(f"{SHOWN}.map(one => one.dataset.code)") == ["typography-range-hyphen"] * 2
    file = choose.format("file")
    tab.ask(f"{file}.value = 'manuscript/01-air.md'; {file}{change}")
    assert tab.ask(f"{SHOWN}.map(one => one.dataset.file)") == ["manuscript/01-air.md"]
    sections = "[...document.querySelectorAll('.source')].filter(one => !one.hidden).length"
    assert tab.ask(sections) == 1


def test_a_click_on_a_finding_goes_to_its_place(tab: Tab, page: Path) -> None:
    """From the list, from the number of a page, and from a finding to its page."""
    tab.resize(*DESK)
    tab.open(page)
    number = tab.ask("document.querySelector('[data-code=cite-unknown-key]').id.slice(1)")

    tab.click(f".list a[href='#f{number}']")
    seen = _is_seen(f"f{number}")
    assert tab.ask("location.hash") == f"#f{number}"
    assert tab.ask(seen)
    assert tab.ask("document.activeElement.id") == f"f{number}"
    line = f"document.getElementById('f{number}').parentElement"
    assert tab.ask(f"{line}.querySelector('mark.error').textContent") == "@nobody"
    assert tab.ask(_is_seen_element(f"{line}.querySelector('mark.error')"))

    tab.click(f"#f{number} .where a")
    assert tab.ask("location.hash") == "#page-2"
    assert tab.ask(_is_seen("page-2"))

    tab.click("#page-2 .marks a")
    assert tab.ask("location.hash.slice(0, 2)") == "#f"
    assert tab.ask(_is_seen_element("document.querySelector(location.hash)"))


def test_a_link_to_a_finding_that_is_not_shown_shows_it(tab: Tab, page: Path) -> None:
    """Whoever follows a link wants to see what it leads to."""
    tab.resize(*DESK)
    tab.open(page)
    tab.click("[name=severity][value=error]")
    number = tab.ask("document.querySelector('.finding.error').id")
    assert tab.ask(f"document.getElementById('{number}').hidden")

    tab.ask(f"location.hash = '{number}'")
    tab.settle()

    assert tab.ask(_is_seen(number))


def test_the_keyboard_is_enough(tab: Tab, page: Path) -> None:
    """The first tab leads past the head; explanations open with the space bar."""
    tab.resize(*DESK)
    tab.open(page)
    tab.press("Tab", 9)
    assert tab.ask("document.activeElement.textContent") == "Skip to the findings"
    assert tab.ask("document.activeElement.getBoundingClientRect().left") >= 0

    tab.ask("document.querySelector('.finding summary').focus()")
    tab.press("Enter", 13)
    tab.ask("document.querySelector('.finding summary').click()")
    assert tab.ask("document.querySelector('.finding details').open")


def test_it_tells_all_without_its_script(tab: Tab, page: Path) -> None:
    """No form that does nothing, and every finding, figure and page is there."""
    tab.resize(*DESK)
    tab.open_without_script(page)

    assert tab.ask("document.getElementById('filter').hidden")
    assert tab.ask(f"{SHOWN}.length") == tab.ask("document.querySelectorAll('.finding').length")
    assert tab.ask("document.images.length") == 5


def _is_seen(name: str) -> str:
    return _is_seen_element(f"document.getElementById('{name}')")


def _is_seen_element(element: str) -> str:
    """Return an expression: an element is in the window, and not under the bar at its top."""
    return (
        f"(() => {{ const box = ({element}).getBoundingClientRect();"
        " return box.height > 0 && box.top >= 30 && box.top < innerHeight - 20; })()"
    )


def test_a_strangers_manuscript_runs_nothing(
    tab: Tab, book: Callable[..., Path], report: Callable[..., str]
) -> None:
    """Titles, names of files, keys, words and findings are shown, never obeyed."""
    folder = a_strangers_book(book)
    text = report(folder)
    tab.complaints.clear()
    tab.requests.clear()
    tab.resize(*DESK)
    tab.open(folder / "dist" / "report.html")
    tab.ask("document.querySelectorAll('details').forEach(one => { one.open = true })")
    tab.ask("new Promise(done => setTimeout(done, 50))")

    assert tab.ask("window.hacked") is None
    assert tab.complaints == []  # an attempt that the policy stops would be told here
    assert [one for one in tab.requests if not one.startswith(("file:", "data:"))] == []
    assert tab.ask("document.querySelectorAll('script, style, base, img, iframe').length") == 2
    assert tab.ask("document.querySelector('h1').textContent").startswith("<script>window.hacked=1")
    assert tab.ask("getComputedStyle(document.body).display") == "block"
    attributes = "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())"
    assert tab.ask(f"{attributes}.filter(one => one.startsWith('on'))") == []
    assert tab.ask("[...document.links].filter(one => one.protocol !== 'file:').length") == 0
    assert "[U+202E]neddih[U+202C]" in text
    assert not any(sign in text for sign in "\u202e\u202c\x1b\x07")


def test_a_hebrew_book_opens_from_the_right(
    tab: Tab, book: Callable[..., Path], report: Callable[..., str]
) -> None:
    """Page 2 stands to the right of page 3; a key in a Hebrew line is marked in one piece."""
    chapter = "# פרק\n\nזהו משפט [@nobody, 12] בעברית.\n"
    settings = "title: A Small Book\nauthor: Ann Author\nlang: he\n"
    folder = book({"01-air.md": chapter}, settings)
    (folder / "dist").mkdir()
    pages = "<style>p { break-after: page }</style><p>1<p>2<p>3<p>4"
    HTML(string=pages).write_pdf(folder / "dist" / "a-small-book.pdf")
    report(folder)
    tab.resize(*DESK)
    tab.open(folder / "dist" / "report.html")

    left = "document.getElementById('page-{}').getBoundingClientRect().left"
    assert tab.ask(left.format(2)) > tab.ask(left.format(3))
    assert tab.ask("document.querySelector('mark').getClientRects().length") == 1

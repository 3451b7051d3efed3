"""A session of watching, seen in a real browser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chromium import Tab, tab
from watched import Session, watching

CHAPTER = "document.getElementById('chapter').contentDocument"
TEXT = f"{CHAPTER}.body.textContent"
MOOD = "document.getElementById('status').dataset.mood"
TIMES = "document.getElementById('times').textContent"
PAGES = "[...document.querySelectorAll('.page')]"
MARKS = f"{PAGES}.map((one) => one.dataset.mark)"
SHOWN = "[...document.querySelectorAll('.page > div')].map((one) => one.dataset.shown ?? '')"


@pytest.fixture(scope="module")
def browser_tab() -> Iterator[Tab]:
    with tab() as opened:
        opened.resize(1280, 800)
        yield opened


@pytest.fixture
def session(small_book: Path) -> Iterator[Session]:
    with watching(small_book) as started:
        yield started


def seen(page: Tab, session: Session) -> Tab:
    """Open the page and wait until the first build is done."""
    page.open(session.address)
    page.wait(f"{MOOD} === 'good' && {MARKS}.length > 4")
    page.wait("document.querySelector('.page img')")
    return page


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / "manuscript" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def choose(page: Tab, chapter: str) -> None:
    page.run(
        "(() => { const all = document.getElementById('chapters');"
        f"all.value = '{chapter}'; all.dispatchEvent(new Event('change')) }})()"
    )


@pytest.mark.slow
def test_a_new_word_is_shown_in_the_chapter_and_on_its_page(
    browser_tab: Tab, session: Session
) -> None:
    """The promise: edit a file, the page shows the new word, in both panes, at its place."""
    page = seen(browser_tab, session)
    before = page.run(MARKS)

    change(session.folder, "02-corridor.md", "Door number 5.", "Door number 5, a vestibule.")

    page.wait(f"{TEXT}.includes('vestibule')")
    page.wait(f"{MOOD} === 'good' && document.querySelector('.here')")
    block = f"{CHAPTER}.querySelector('.publish-changed')"
    assert "vestibule" in page.run(f"{block}.textContent")
    sides = f"(({{top, bottom}}) => top >= 0 && top < 700)({block}.getBoundingClientRect())"
    assert page.run(sides)
    # The page with the word has another picture, and it is drawn and in sight.
    after = page.run(MARKS)
    here = page.run("all.findIndex((one) => one.querySelector('.here'))".replace("all", PAGES))
    assert after[here] not in before
    page.wait(
        f"{SHOWN}[{here}].startsWith({after[here]!r}) && {PAGES}[{here}].querySelector('img')"
    )
    box = "document.querySelector('.here').getBoundingClientRect()"
    assert page.run(f"{box}.top > 40 && {box}.top < 760")
    # The first chapter's pages are the same, and were not fetched again.
    assert after[: len(before) // 2] == before[: len(before) // 2]


@pytest.mark.slow
def test_an_error_is_shown_with_its_line_and_the_pages_stay(
    browser_tab: Tab, session: Session
) -> None:
    """And when it is mended, all is well again."""
    page = seen(browser_tab, session)
    before = page.run(MARKS)

    change(session.folder, "02-corridor.md", "[@davies, 3]", "[@davis, 3]")
    page.wait(f"{MOOD} === 'failed'")

    finding = page.run("document.querySelector('#findings li').textContent")
    assert "no entry named 'davis'" in finding
    assert "did you mean 'davies'?" in finding
    assert page.run("document.querySelector('#findings .place').textContent").startswith(
        "manuscript/02-corridor.md:"
    )
    assert not page.run("document.getElementById('findings').hidden")
    assert page.run(MARKS) == before
    assert page.run("document.querySelector('#pdf .as-of').hidden") is False

    change(session.folder, "02-corridor.md", "[@davis, 3]", "[@davies, 4]")
    page.wait(f"{MOOD} === 'good' && {MARKS}.join() !== {','.join(before)!r}")
    assert page.run("document.querySelector('#pdf .as-of').hidden")
    assert page.run("document.getElementById('findings').hidden")


@pytest.mark.slow
def test_the_place_is_kept_where_the_change_is_in_sight(browser_tab: Tab, session: Session) -> None:
    """Nothing jumps under the eyes of whoever looks at the paragraph that is written."""
    page = seen(browser_tab, session)
    choose(page, "01-kitchen")
    page.wait(f"{TEXT}.includes('Pot number 9')")
    page.run(f"{CHAPTER}.fonts.ready.then(() => 1)")
    page.run(f"{CHAPTER}.documentElement.scrollTop = 900")
    below = "find((one) => one.getBoundingClientRect().top > 100)"
    page.run(f"window.seen = [...{CHAPTER}.querySelectorAll('p')].{below}; 1")
    shown = page.run("seen.textContent.slice(0, 13)")
    page.run("window.above = seen.previousElementSibling; 1")
    top = page.run("above.getBoundingClientRect().top")

    change(session.folder, "01-kitchen.md", shown, f"{shown} boils over")

    page.wait(f"{TEXT}.includes('boils over')")
    page.wait(f"{MOOD} === 'good'")
    # What stands above is where it was, and is the same element: nothing was loaded again.
    assert page.run("above.isConnected")
    assert abs(page.run("above.getBoundingClientRect().top + 0") - top) < 1


@pytest.mark.slow
def test_a_chapter_that_is_chosen_is_gone_to_in_both_panes(
    browser_tab: Tab, session: Session
) -> None:
    """And a page that is clicked is gone to in the chapter."""
    page = seen(browser_tab, session)
    choose(page, "02-corridor")

    page.wait(f"{TEXT}.includes('Door number 1.')")
    top = "document.getElementById('pages').getBoundingClientRect().top"
    first = f"{PAGES}.find((one) => one.getBoundingClientRect().bottom > {top} + 60)"
    index = page.run(f"{PAGES}.indexOf({first})")
    page.wait(f"{first}.querySelector('img')")
    labels = page.run(f"{PAGES}.map((one) => one.querySelector('figcaption').textContent)")
    # The corridor's first page: the kitchen has the pages before it.
    assert labels[index].isdigit()
    assert int(labels[index]) > 3
    page.run(f"{PAGES}[{index} - 4].firstElementChild.click()")
    page.wait(f"{TEXT}.includes('Pot number 1.')")
    page.wait("document.getElementById('chapters').value === '01-kitchen'")


@pytest.mark.slow
def test_nothing_of_a_strangers_chapter_runs(browser_tab: Tab, session: Session) -> None:
    """Put into the frame by force, a script and a handler do nothing."""
    page = seen(browser_tab, session)
    page.run(
        f"(() => {{ const body = {CHAPTER}.body; const made = (name) => body.appendChild("
        f"{CHAPTER}.createElementNS('http://www.w3.org/1999/xhtml', name));"
        "made('script').textContent = 'parent.ran = 1';"
        "const image = made('img'); image.setAttribute('onerror', 'parent.ran = 1');"
        "image.src = 'none.png' })()"
    )
    time.sleep(1)

    assert page.run("window.ran ?? 'nothing ran'") == "nothing ran"


@pytest.mark.slow
def test_saves_one_upon_another_end_with_the_last(browser_tab: Tab, session: Session) -> None:
    """A build that is overtaken gives up; the files in dist/ are of the last save."""
    page = seen(browser_tab, session)
    for number in range(6):
        old = f"wall{number - 1}" if number else "Door number 7."
        change(session.folder, "02-corridor.md", old, f"wall{number}")
        time.sleep(0.15)

    page.wait(f"{TEXT}.includes('wall5')")
    page.wait(f"{MOOD} === 'good' && {TIMES}.includes('files')")
    text = subprocess.run(
        ["pdftotext", str(session.folder / "dist" / "the-cook-and-the-kitchen.pdf"), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "wall5" in text


@pytest.mark.slow
def test_control_c_ends_it_and_all_its_processes(small_book: Path) -> None:
    """Exit code 0: whoever presses Ctrl-C has what they wanted."""
    command = [sys.executable, "-m", "publish", "watch", "-C", str(small_book), "--no-browser"]
    started = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert started.stderr is not None
    lines = []
    for line in started.stderr:
        lines.append(line)
        if "chapters" in line:
            break
    os.kill(started.pid, signal.SIGINT)
    rest = started.communicate(timeout=60)[1]

    assert started.returncode == 0, "".join(lines) + rest
    assert rest.splitlines()[-1] == "ended"
    assert "Traceback" not in rest
    assert "WARNING" not in rest
    until = time.monotonic() + 20
    while _lives(started.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _lives(started.pid)


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_folder_without_a_book_is_told(tmp_path: Path) -> None:
    """Exit code 2: nothing to watch."""
    command = [sys.executable, "-m", "publish", "watch", "-C", str(tmp_path), "--no-browser"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "settings-no-project" in done.stderr

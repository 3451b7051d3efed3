"""Time `publish watch`: from saving a changed paragraph until it is seen.

    python benchmarks/watch_speed.py [--pages 75 300] [--changes 5] [--browser]

Seconds from the end of the save until the chapter with the new word has been fetched, until the
picture of the page with it has been fetched (at 900 pixels), until the new PDF lies in dist/, and
until all files do: medians over the changes, each of another paragraph in the middle of a generated
book (see long_book.py). The first build is not counted. With `--browser` the first of these ends
when Chromium shows the word.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import long_book

CHAPTER = "text-{:02}-02"
WIDTH_PX = 900


class Watched:
    """A session of `publish watch` on a book; `states` are what it told, each with its time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "publish", "watch", "pdf", "epub", "--no-browser"]
        self.process = subprocess.Popen(
            [*command, "--quiet", "-C", str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.url = urlsplit(self.process.stdout.readline().strip())
        self.book: dict[str, Any] = {}
        self.state: dict[str, Any] = {}
        self.news = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def get(self, path: str) -> bytes:
        """Return what is at an address of the page."""
        connection = http.client.HTTPConnection(self.url.netloc, timeout=600)
        connection.request("GET", self.url.path + path)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        assert answer.status == 200, (path, answer.status)
        return data

    def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of the newest state."""
        with self.news:
            assert self.news.wait_for(holds, 1200), self.state

    def _listen(self) -> None:
        connection = http.client.HTTPConnection(self.url.netloc, timeout=3600)
        connection.request("GET", self.url.path + "events")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                state = json.loads(line[6:])
                with self.news:
                    self.book = state.pop("book", self.book)
                    self.state = state
                    self.news.notify_all()


def change(watched: Watched, name: str, number: int) -> tuple[str, float]:
    """Change one paragraph of a chapter; return the new word and when it was saved."""
    file = watched.folder / "manuscript" / f"{name}.md"
    text = file.read_text("utf-8")
    plain = [one for one in re.split(r"\n{2,}", text) if re.match(r"[A-Z](?!.*  )", one, re.DOTALL)]
    long = [one for one in plain if len(one) > 300 and " the " in one]
    word = f"zyzzyva{number}"
    paragraph = long[number % len(long)]
    text = text.replace(paragraph, paragraph.replace(" the ", f" the {word} ", 1))
    file.write_text(text, "utf-8")
    return word, time.time()


def timed(watched: Watched, name: str, number: int, sees: Callable[[str], None]) -> list[float]:
    """Return the seconds until chapter, page, PDF and all files have a change."""
    (printed,) = (watched.folder / "dist").glob("*.pdf")
    marks = {page["mark"] for page in watched.book["pages"]}
    word, saved = change(watched, name, number)
    sees(word)
    chapter = time.time() - saved

    def has_page() -> bool:
        spot = watched.state.get("spot")
        at = spot["page"] if spot else -1
        pages = watched.book["pages"]
        return watched.state["saved"] >= saved and at >= 0 and pages[at]["mark"] not in marks

    watched.wait(has_page)
    mark = watched.book["pages"][watched.state["spot"]["page"]]["mark"]
    watched.get(f"page/{mark}-{WIDTH_PX}.png")
    page = time.time() - saved
    watched.wait(lambda: not watched.state["isBusy"] and watched.state["saved"] >= saved)
    files = time.time() - saved
    return [chapter, page, printed.stat().st_ctime - saved, files]


def by_fetching(watched: Watched, name: str) -> Callable[[str], None]:
    """Return a way to see a word: the chapter is fetched whenever it is told to be another."""

    def sees(word: str) -> None:
        def is_there() -> bool:
            return word.encode() in watched.get(f"book/{name}.xhtml")

        watched.wait(is_there)

    return sees


@contextmanager
def in_browser(watched: Watched, name: str) -> Iterator[Callable[[str], None]]:
    """Give a way to see a word: as Chromium does."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from chromium import tab

    with tab() as page:
        page.resize(1280, 800)
        page.open(watched.url.geturl())
        page.wait("document.querySelectorAll('.page img').length > 0")
        text = "document.getElementById('chapter').contentDocument.body.textContent"
        yield lambda word: page.wait(f"{text}.includes('{word}')")


def main() -> None:
    """Time the books asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[75, 300])
    parser.add_argument("--changes", type=int, default=5)
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    heads = " ".join(f"{name:>8}" for name in ("chapter", "page", "PDF", "files"))
    print(f"{'pages':>6} {'first build':>12} {heads}   load")
    for pages in options.pages:
        with tempfile.TemporaryDirectory(prefix="watch-speed-") as folder, ExitStack() as ends:
            started = time.time()
            watched = Watched(long_book.make(Path(folder), pages))
            watched.wait(lambda: "files" in watched.state.get("shown", {}))  # noqa: B023
            first = time.time() - started
            name = CHAPTER.format(max(1, round(pages / long_book.PAGES_A_ROUND)) // 2)
            sees = (
                ends.enter_context(in_browser(watched, name))
                if options.browser
                else by_fetching(watched, name)
            )
            rows = [timed(watched, name, number, sees) for number in range(options.changes)]
            medians = " ".join(
                f"{statistics.median(one):6.2f} s" for one in zip(*rows, strict=True)
            )
            print(f"{pages:6} {first:10.1f} s {medians}   {os.getloadavg()[0]:.1f}")
            watched.process.terminate()
            watched.process.wait()


if __name__ == "__main__":
    main()

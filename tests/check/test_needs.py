"""What the settings ask for and do not give is told; a small book is asked for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.pipeline import check

WHOLE = "title: T\nauthor: A\nlang: en\n"


def said(folder: Path, settings: str) -> list[tuple[int, str]]:
    """Return line and message of what the settings lack."""
    (folder / "manuscript").mkdir()
    (folder / "manuscript/book.yaml").write_text(settings, encoding="utf-8")
    (folder / "manuscript/a.md").write_text("# One\n\nWords.\n", encoding="utf-8")
    (folder / "manuscript/c.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 26"/>', encoding="utf-8"
    )
    found = [one for one in check(folder) if one.code == "settings-edition"]
    return [(one.place.line if one.place else 0, one.message) for one in found]


@pytest.mark.parametrize(
    ("settings", "line", "words"),
    [
        ("title: T\nlang: en\neditions: [pdf, epub]\n", 3, "no author"),
        ("title: T\nauthor: A\neditions: [epub]\n", 3, "no language"),
        (WHOLE + "isbn: 978-1-86197-876-9\n", 4, "publisher, date, description, subject"),
        (WHOLE + "publisher: P\nepub: {price: [free]}\n", 5, ": date, description, subject"),
        (WHOLE + "cover-image: c.svg\n", 4, "do not see the cover"),
        (WHOLE + "original-title: Слово\n", 4, "no translator"),
        (WHOLE + "group-position: 7\n", 4, "series"),
        ("title: T\nauthor: A\nepub: {certified-by: Me}\n", 3, "language"),
        ("title: T\nauthor: A\nprint: {pdf-standard: a-2a}\n", 3, "language"),
    ],
)
def test_what_the_settings_ask_for_and_lack(tmp_path: Path, settings: str, line: int, words: str):
    """Each where the setting stands that asks for it."""
    ((there, message),) = said(tmp_path, settings)

    assert there == line
    assert words in message


@pytest.mark.parametrize(
    "settings",
    [
        "title: T\n",
        "title: T\nprint: {trim: a5}\nepub: {page-list: false}\n",
        WHOLE + "editions: [pdf]\nisbn: {pdf: 978-0-306-40615-7}\ncover-image: c.svg\n",
        WHOLE + "isbn: 978-1-86197-876-9\npublisher: P\ndate: 2026\ndescription: D\nsubject: S\n",
        WHOLE + "original-title: Слово\ntranslator: Li Wei\n",
        WHOLE + "cover-image: c.svg\ncover-image-alt: A hen\n",
    ],
)
def test_a_book_is_asked_for_nothing_else(tmp_path: Path, settings: str):
    """A title is enough where nothing else is asked for, and what is given is enough."""
    assert said(tmp_path, settings) == []

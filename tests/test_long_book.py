"""A long generated book goes the whole way: nothing lost, the same words in three editions.

The generator is not part of the project; `PUBLISH_BENCH_BOOK` names it. It writes a scholarly
book of any length: notes, poems, tables, figures, index marks, page references.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from parity.listener import reading
from parity.readers import PageReader, pdf_lines, read_docx, read_epub
from parity.test_parity import first_difference, list_pages, running_heads
from publish.pipeline import build
from verapdf import validate

GENERATOR = os.environ.get("PUBLISH_BENCH_BOOK", "")
PAGES = 60

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not GENERATOR, reason="PUBLISH_BENCH_BOOK names no generator"),
]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The three files of a generated book."""
    folder = tmp_path_factory.mktemp("long")
    subprocess.run([sys.executable, GENERATOR, str(folder), "--pages", str(PAGES)], check=True)
    return {path.suffix: path for path in build(folder).paths}


def test_epub_and_docx_of_a_long_book_say_the_same(editions: dict[str, Path]) -> None:
    """Some 170 notes and 20,000 words, letter for letter."""
    epub, docx = read_epub(editions[".epub"]), read_docx(editions[".docx"])

    assert first_difference(epub.text, docx.text) == ""
    assert list(epub.notes) == list(docx.notes)
    assert len(epub.notes) > 100


def test_the_pages_of_a_long_book_lose_nothing(editions: dict[str, Path]) -> None:
    """Every line of the PDF goes on with the text or the notes, to the end of both."""
    epub = read_epub(editions[".epub"])
    heads = running_heads(editions[".pdf"], epub)
    reader = PageReader(epub.text, "".join(epub.notes), heads, list(epub.list_numbers))

    for line in pdf_lines(editions[".pdf"], list_pages(editions[".pdf"])):
        reader.read(line)

    assert reader.strays == ()
    assert (reader.text[reader.at :], reader.notes[reader.note_at :]) == ("", "")
    assert reader.list_numbers == []


def test_a_long_book_is_heard_once_and_in_order(editions: dict[str, Path]) -> None:
    """The tags say the text and the notes of the EPUB, and veraPDF finds nothing wrong."""
    epub, heard = read_epub(editions[".epub"]), reading(editions[".pdf"])

    assert first_difference(epub.text, heard.text) == ""
    assert list(epub.notes) == list(heard.notes)
    assert validate(editions[".pdf"].read_bytes(), "ua-1").failures == ()

"""The page numbers in the contents, against a program that lays out pages."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from word_files import Make, W, WordFile, chapter

from publish.editions.docx import DOCX, metrics
from publish.editions.edition import Design
from publish.model.document import Document, Entry, Matter, Role
from publish.model.walk import words

SENTENCE = "the form was read by many who had never seen the hand that wrote it down"
WORDS = SENTENCE.split()


def prose(chance: random.Random, paragraphs: int) -> str:
    made = []
    for _ in range(paragraphs):
        text = " ".join(chance.choices(WORDS, k=chance.randrange(40, 160))).capitalize()
        note = "^[" + " ".join(chance.choices(WORDS, k=20)) + ".]" if chance.random() < 0.5 else ""
        made.append(f"{text}.{note}")
    return "\n\n".join(made)


def test_widths_are_those_of_times() -> None:
    """H e l l o: 722 + 444 + 278 + 278 + 500 thousandths of 12 points, by Adobe's metrics."""
    assert metrics.width("Hello", 12) == pytest.approx(26.664)


def test_lines_are_filled_as_far_as_they_go() -> None:
    """Words go on a line while they fit; a dash lets a word break; a break ends a line."""
    em = metrics.width("mmmm", 10)
    given = ["mmmm", "mmmm", "mmmm–mmmm", metrics.BREAK, "mmmm"]

    assert list(metrics.lines(given, 10, em + 1, em + 1)) == [1, 1, 0, 2, 1]


def test_pages_in_the_contents_carry_the_numerals_of_their_section(word: Make) -> None:
    """Front matter is on page i and ff., the first chapter on page 1."""
    made = word(
        chapter("toc", "# Contents {#contents}\n", Role.CONTENTS, Matter.FRONT),
        chapter("preface", "# Preface {#preface}\n\nText.\n", Role.PREFACE, Matter.FRONT),
        chapter("one", "# One {#one}\n\nText.\n"),
        contents=(
            Entry(1, "", words("Preface"), "preface", "preface"),
            Entry(1, "", words("One"), "one", "one"),
        ),
    )

    assert made.styled("TOC1") == ["Preface|ii", "One|1"]
    assert [one.get(f"{W}w") for one in made.part().iter(f"{W}pgSz")] == ["11906"] * 3


# Nimbus Roman has the widths, but not the height of the lines.
TIMES = {"Times New Roman", "Liberation Serif", "Tinos"}


@pytest.mark.slow
def test_contents_name_the_pages_that_libreoffice_makes(
    book: Callable[..., Document], tmp_path: Path
) -> None:
    """Most headings of a long text with notes are on the page that the contents give.

    A line more or less decides now and then, so one page is allowed for, and only in few places.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    if _face_for("Times New Roman") not in TIMES:
        pytest.skip("no face with the widths and lines of Times New Roman is installed")
    chance = random.Random(7)
    names = [f"Kapitel{number}" for number in range(1, 7)]
    chapters = [
        chapter(one, f"# {one} {{#{one}}}\n\n" + prose(chance, 12) + f"\n\n## Teil{one} {{#s{one}}}"
                "\n\n" + prose(chance, 12))
        for one in names
    ]  # fmt: skip
    listed = tuple(
        entry
        for one in names
        for entry in (
            Entry(1, "", words(one), one, one),
            Entry(2, "", words(f"Teil{one}"), f"s{one}", one),
        )
    )
    toc = chapter("toc", "# Contents {#contents}\n", Role.CONTENTS, Matter.FRONT)
    made = DOCX.render(book(toc, *chapters, contents=listed), Design((), ()))
    (tmp_path / "book.docx").write_bytes(made.data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "book.docx")], check=True, capture_output=True)
    pages = [page.get_textpage().get_text_range() for page in _pages(tmp_path / "book.pdf")]

    shown = [text for style, text in WordFile(made).paragraphs() if re.match(r"TOC\d", style)]
    said = dict(line.split("|") for line in shown)
    found = {
        name: next(number for number, text in enumerate(pages[1:], 1) if name in text.split())
        for name in said
    }
    assert len(said) == 12
    assert re.findall(r"\.(\d+)", pages[0].replace(" ", "")) == list(said.values())
    off = {name: int(number) - found[name] for name, number in said.items()}
    assert max(map(abs, off.values())) <= 1
    assert list(off.values()).count(0) >= 10


def _face_for(name: str) -> str:
    """Return the family that fontconfig gives to a document that asks for `name`."""
    program = shutil.which("fc-match")
    if program is None:
        return ""
    command = [program, "--format=%{family[0]}", name]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _pages(path: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(path)

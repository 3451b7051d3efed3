"""Microsoft's own validator finds nothing, where it is installed (see `outside`)."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import RICH, chapter

from outside import outside_program
from publish.cli import main
from publish.editions.docx import DOCX
from publish.editions.edition import Design
from publish.model.document import Document
from publish.pandoc import read_markdown, write_file

BOOKS = Path(__file__).parents[2] / "books"
WHOLE_BOOKS = sorted(one.name for one in BOOKS.iterdir() if (one / "manuscript").is_dir())
FORMULAS = r"""# Formulas

In words $\text{if } x$, $\textbf{b}$, $\mathbb{R}$, $\mathcal{L}$, $\boldsymbol{\alpha}$,
$\begin{pmatrix}a&b\\c&d\end{pmatrix}$, $\begin{cases}1&x\\0&y\end{cases}$, $\sqrt[3]{x}$,
$\overline{x}$, $\underbrace{a+b}_{c}$, $\binom{n}{k}$, $\xrightarrow{f}$, $\boxed{x}$.
^[$\text{or}$]

$$\begin{aligned}a&=b\\c&=d\end{aligned}$$

$$\begin{array}{c|c}a&b\\\hline c&d\end{array} \sum_{\substack{i<n\\j}} \iint$$
"""


@pytest.mark.slow
def test_formulas_of_every_kind_are_valid(book: Callable[..., Document], tmp_path: Path) -> None:
    """Matrices, cases, words and letters of other alphabets, in the text and in notes."""
    assert errors(DOCX.render(book(chapter("one", FORMULAS)), Design((), ())).data, tmp_path) == []


@pytest.mark.slow
def test_pandocs_own_formulas_are_not_valid(tmp_path: Path) -> None:
    """When this fails, `docx/formulas.py` can go."""
    write_file(read_markdown(FORMULAS), "docx", tmp_path / "pandoc.docx")

    assert errors((tmp_path / "pandoc.docx").read_bytes(), tmp_path)


def errors(data: bytes, folder: Path) -> list[object]:
    target = folder / "book.docx"
    target.write_bytes(data)
    program = outside_program("OOXML_VALIDATOR")
    done = subprocess.run([program, str(target)], capture_output=True, text=True, check=False)
    return list(json.loads(done.stdout)["errors"])


@pytest.mark.slow
def test_the_open_xml_sdk_finds_no_error(book: Callable[..., Document], tmp_path: Path) -> None:
    """The file is what Word's own library takes for a valid one."""
    made = book(chapter("one", RICH), chapter("two", "# Two {#two}\n\nText.\n"))

    assert errors(DOCX.render(made, Design((), ())).data, tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", WHOLE_BOOKS)
def test_whole_books_are_valid(name: str, tmp_path: Path) -> None:
    """Each test book, as `publish build` writes it."""
    folder = tmp_path / "book"
    shutil.copytree(BOOKS / name, folder)

    assert errors(built(folder), tmp_path) == []


@pytest.mark.slow
def test_the_sample_is_valid(sample_copy: Path, tmp_path: Path) -> None:
    """The book that this project shows what it can do with."""
    assert errors(built(sample_copy), tmp_path) == []


def built(folder: Path) -> bytes:
    assert main(["build", "docx", "-q", "-C", str(folder)]) == 0
    return next((folder / "dist").glob("*.docx")).read_bytes()

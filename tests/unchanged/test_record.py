"""A book that is as it was is not built again, and any change to what it is made of is seen."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publish import pipeline
from publish.caching import Cache
from publish.cli import main
from publish.diagnostics import Diagnostic, Fix, Place, Severity
from publish.unchanged import Outcome, begin, recall

BOOK = Path(__file__).parents[1] / "books" / "everything"
SAID = (
    Diagnostic("bib-unused", "not cited: doe", Place("bibliography.bib", 1, 1), "x", Severity.NOTE),
    Diagnostic("prose-space", "two spaces", Place("manuscript/a.md", 2), fix=Fix("  ", " ")),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A project whose last build is on record, an hour after its files were written."""
    folder = tmp_path / "book"
    files = {
        "manuscript/book.yaml": "title: Air\n",
        "manuscript/01-air.md": "# Air\n\n![A](figures/a.png)\n",
        "manuscript/figures/a.png": "a",
        "bibliography.bib": "",
        "styles/print.css": "@import 'more/own.css'; @import '../node_modules/faces/face.css';",
        "styles/more/own.css": "p { color: red }",
        "node_modules/faces/face.css": "p { margin: 0 }",
        "node_modules/faces/another.js": "",
        "dist/air.pdf": "%PDF",
        ".publish/sent/air-1.json.z": "memory",
        ".git/index": "1",
        "README.md": "Run `.venv/bin/publish build`.",
        ".gitlab-ci.yml": "cache: {paths: [.venv/]}",
        ".venv/bin/publish": "1",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "manuscript" / "gone.png").symlink_to("nowhere.png")
    remember(folder)
    return folder


def remember(folder: Path, work: Callable[[], object] = lambda: None) -> None:
    """Put a build on record that does `work` between its beginning and its end."""
    beginning = begin(folder, (), folder / "dist")
    work()
    beginning.remember(Outcome((folder / "dist" / "air.pdf",), SAID))


def recalled(folder: Path) -> Outcome | None:
    return recall(folder, (), folder / "dist")


def test_what_was_made_and_said_is_told_again(book: Path) -> None:
    """Findings do not disappear because nothing is built."""
    assert recalled(book) == Outcome((book / "dist" / "air.pdf",), SAID)


@pytest.mark.parametrize(
    "change",
    [
        lambda book: (book / "manuscript/01-air.md").write_text("# Air\n\n![A](figures/b.png)\n"),
        lambda book: (book / "manuscript/02-more.md").write_text("# More\n"),
        lambda book: (book / "manuscript/figures/a.png").unlink(),
        lambda book: (book / "manuscript/nowhere.png").write_text("found"),
        lambda book: (book / "bibliography.bib").write_text("@book{a}"),
        lambda book: (book / "styles/more/own.css").write_text("p { color: tan }"),
        lambda book: (book / "styles/reference.docx").write_text("PK"),
        lambda book: (book / "node_modules/faces/face.css").write_text("p { margin: 1 }"),
        lambda book: (book / "dist/air.pdf").unlink(),
        lambda book: (book / "dist/air.pdf").write_text("%PDX"),
        lambda book: (book / ".publish/sent/air-1.json.z").unlink(),
        lambda book: shutil.rmtree(book / "styles"),
        lambda book: (book / "manuscript/gone.png").unlink(),
    ],
)
def test_every_change_is_seen(book: Path, change: Callable[[Path], object]) -> None:
    """A change, a new file, a file less: what the book is made of and what was made of it."""
    assert recalled(book)
    change(book)

    assert recalled(book) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda book: (book / ".git/index").write_text("2"),
        lambda book: (book / ".venv/bin/publish").write_text("2"),
        lambda book: (book / "dist/notes.txt").write_text("mine"),
        lambda book: (book / "manuscript/01-air.md").touch(),
        lambda book: Cache(book).keep("chapter", "0" * 40, b"other work"),
    ],
)
def test_what_is_no_part_of_the_book_changes_nothing(
    book: Path, change: Callable[[Path], object]
) -> None:
    """Folders of other programs, files of others in `dist/`, a file written as it was."""
    change(book)

    assert recalled(book)


def test_a_change_of_the_same_size_under_the_same_time(book: Path) -> None:
    """Programs that set back a file's time do not deceive: not even right after the build."""
    path = book / "styles/more/own.css"
    before = path.stat()
    path.write_text("p { color: tan }".ljust(before.st_size)[: before.st_size])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert recalled(book) is None


def test_a_folder_of_fonts_that_lies_elsewhere(book: Path, tmp_path: Path) -> None:
    """`styles/fonts` may be a link to the fonts of the house."""
    (tmp_path / "fonts").mkdir()
    (book / "styles" / "fonts").symlink_to(tmp_path / "fonts")
    remember(book)
    assert recalled(book)
    (tmp_path / "fonts" / "face.otf").write_text("OTTO")

    assert recalled(book) is None


def test_a_project_that_changes_while_it_is_built(book: Path) -> None:
    """Nobody knows whether the change was read before or after: it is built again."""
    shutil.rmtree(book / ".publish-cache")
    remember(book, lambda: (book / "manuscript/01-air.md").write_text("# Water\n"))

    assert recalled(book) is None


def test_another_request_is_another_record(book: Path, tmp_path: Path) -> None:
    """Other editions, another folder for the files."""
    assert recall(book, ("pdf",), book / "dist") is None
    assert recall(book, (), tmp_path) is None


def test_files_in_a_folder_of_the_project_are_no_part_of_the_book(book: Path) -> None:
    """`publish build -o proofs`: what the build makes is not what it is made of."""
    made = book / "proofs" / "air.pdf"

    def build() -> None:
        beginning = begin(book, (), book / "proofs")
        made.parent.mkdir(exist_ok=True)
        made.write_text(f"%PDF {os.urandom(4).hex()}")
        beginning.remember(Outcome((made,), ()))

    for _ in range(2):
        build()
        assert recall(book, (), book / "proofs") == Outcome((made,), ())


def test_the_environment_counts(book: Path) -> None:
    """Another date of the sources, another pandoc or package is another book."""
    code = "from publish.unchanged.surroundings import surroundings_mark as m; print(m())"

    def mark(**more: str) -> str:
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=os.environ | more, capture_output=True, check=True)
        return done.stdout.decode()

    (book / "lib" / "weasyprint-71.0.dist-info").mkdir(parents=True)
    marks = [
        mark(),
        mark(SOURCE_DATE_EPOCH="1"),
        mark(PYPANDOC_PANDOC=str(book / "manuscript" / "book.yaml")),
        mark(XDG_DATA_HOME=str(book)),
        mark(PYTHONPATH=str(book / "lib")),
    ]
    assert mark() == marks[0]
    assert len(set(marks)) == 4  # XDG_DATA_HOME has nothing for pandoc yet
    (book / "pandoc").mkdir()
    (book / "pandoc" / "abbreviations").write_text("Mr.")
    assert mark(XDG_DATA_HOME=str(book)) not in marks


def test_a_stranger_s_record_is_not_executed(
    book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A record of another making is no record."""
    monkeypatch.chdir(tmp_path)

    class Attack:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("touch attacked",)

    (path,) = (book / ".publish-cache").iterdir()
    step, key = path.name.split("-")
    Cache(book).keep(step, key, pickle.dumps(Attack()))

    assert recalled(book) is None
    assert not (tmp_path / "attacked").exists()


def test_a_build_of_nothing_new_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command repeats paths, findings and exit code, and does not even read the book."""
    folder = tmp_path / "book"
    (folder / "manuscript").mkdir(parents=True)
    (folder / "manuscript" / "book.yaml").write_text("title: Air\nauthor: A. Doe\n")
    (folder / "manuscript" / "01-air.md").write_text("# Air\n\nWords.\n")
    (folder / "bibliography.bib").write_text("@book{doe, title={T}, author={Doe}, year=1999}\n")
    command = ["build", "docx", "-C", str(folder), "--strict"]
    first = main(command)
    before = capsys.readouterr()
    monkeypatch.setattr(pipeline, "load_project", lambda folder: pytest.fail("it was read"))
    second = main(command)
    after = capsys.readouterr()

    assert first == second
    assert before.out == after.out
    assert "bib-unused" in before.err
    assert "bib-unused" in after.err
    assert "nothing changed since the last build" in after.err


WATCH = """
import os, sys
def told(event, arguments, root=os.environ["ROOT"], to=os.environ["OPENED"]):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if path.startswith(root) and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR):
            handle = os.open(to, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(handle, (path + "\\n").encode())
            os.close(handle)
if "OPENED" in os.environ:
    sys.addaudithook(told)
"""


@pytest.mark.slow
def test_everything_that_a_build_reads_is_on_record(tmp_path: Path) -> None:
    """The files that our processes open, those of the layout engine too, are all listed."""
    folder = tmp_path / "book"
    shutil.copytree(BOOK, folder, ignore=shutil.ignore_patterns("dist", ".*"))
    styles = folder / "styles"
    (styles / "more").mkdir(parents=True)
    (styles / "print.css").write_text("@import 'more/own.css';\n")
    (styles / "more" / "own.css").write_text("p { background: url(../ground.svg) }\n")
    (styles / "ground.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    )
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(WATCH)
    environment = {
        "PYTHONPATH": str(tmp_path / "hook"),
        "ROOT": str(folder) + os.sep,
        "OPENED": str(tmp_path / "opened"),
    }
    command = [sys.executable, "-m", "publish", "build", "-q", "-C", str(folder)]
    subprocess.run(command, env=os.environ | environment, check=True, capture_output=True)
    opened = {
        Path(line).relative_to(folder).as_posix()
        for line in (tmp_path / "opened").read_text().splitlines()
    }
    known = begin(folder, (), folder / "dist").files

    assert {"styles/more/own.css", "styles/ground.svg", "manuscript/01-text.md"} <= opened
    ours = ("dist/", ".publish/", ".publish-cache/")
    read = {one for one in opened if (folder / one).is_file() and not one.startswith(ours)}
    assert read - set(known) == set()

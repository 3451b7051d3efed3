import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from publish import __version__
from publish.cli import main
from publish.cli.findings import as_github, as_json, as_sarif, as_text, summary
from publish.diagnostics import Diagnostic, Place, Severity
from publish.pipeline import Examined
from publish.watching import Order, Wishes

UNKNOWN = Diagnostic("cite-unknown-key", "no entry 'a:b'", Place("manuscript/1.md", 3, 4), "100%?")
UNUSED = Diagnostic("bib-unused", "never cited", severity=Severity.WARNING)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    assert main(["new", str(tmp_path / "book"), "--title", 'A "B": C', "--author", "Jane Doe"]) == 0
    return tmp_path / "book"


def test_findings_as_editors_read_them():
    """Place, level, code, message; the hint below; colour on the level alone."""
    assert as_text(UNKNOWN) == (
        "manuscript/1.md:3:4: error[cite-unknown-key]: no entry 'a:b'\n  hint: 100%?"
    )
    assert as_text(UNUSED, with_colour=True) == "\x1b[33;1mwarning[bib-unused]\x1b[0m: never cited"
    assert summary([UNKNOWN, UNUSED, UNUSED]) == "1 error, 2 warnings"


def test_findings_as_github_reads_them():
    """Source: GitHub, "Workflow commands": percent, colon and comma are escaped in properties."""
    assert as_github(UNKNOWN, "my,book") == (
        "::error file=my%2Cbook/manuscript/1.md,line=3,col=4,title=cite-unknown-key"
        "::no entry 'a:b' (100%25?)"
    )
    assert as_github(UNUSED, ".") == "::warning title=bib-unused::never cited"


def test_findings_as_programs_read_them():
    """A list of objects, with every field always there."""
    assert json.loads(as_json([UNUSED])) == [
        {
            "path": "",
            "line": 0,
            "column": 0,
            "severity": "warning",
            "code": "bib-unused",
            "message": "never cited",
            "hint": "",
        }
    ]


def test_a_new_book_is_laid_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The files are named on stdout, what to do next on stderr; any title is safe in YAML."""
    book = tmp_path / "book"
    assert main(["new", str(book), "--title", 'A "B": C']) == 0

    assert capsys.readouterr().out.splitlines() == [
        str(book / name)
        for name in (
            ".gitignore",
            "bibliography.bib",
            "manuscript/01-first-chapter.md",
            "manuscript/02-second-chapter.md",
            "manuscript/back/bibliography.md",
            "manuscript/book.yaml",
            "styles/README.txt",
        )
    ]
    assert 'title: "A \\"B\\": C"' in (book / "manuscript/book.yaml").read_text()


def test_a_new_book_never_takes_the_place_of_another(
    book: Path, capsys: pytest.CaptureFixture[str]
):
    """Files that are there stay as they are, and the exit code is that of wrong usage."""
    (book / "bibliography.bib").write_text("mine")
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    capsys.readouterr()

    assert main(["new", str(book)]) == 2
    assert {path: path.read_bytes() for path in book.rglob("*") if path.is_file()} == before
    assert "bibliography.bib: error[settings-not-empty]" in capsys.readouterr().err


def test_a_new_book_goes_beside_other_files(tmp_path: Path):
    """A folder with a repository's files in it is fine, and keeps its own .gitignore."""
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "LICENSE").write_text("free\n")

    assert main(["new", str(tmp_path), "-q"]) == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_wrong_settings_have_their_own_exit_code(book: Path, capsys: pytest.CaptureFixture[str]):
    """2, before anything is built; with `--format json` stderr is JSON and nothing else."""
    (book / "manuscript/book.yaml").write_text("title: T\ntoc: [1]\n")
    capsys.readouterr()

    assert main(["-C", str(book), "--format", "json", "build"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert [(one["line"], one["column"]) for one in json.loads(said.err)] == [(2, 6)]
    assert not (book / "dist").exists()


def test_options_stand_before_or_after_the_command(book: Path):
    """The place of -C does not matter."""
    (book / "manuscript/book.yaml").write_text("toc: 1\n")

    assert main(["check", "-C", str(book), "-q"]) == main(["-q", "-C", str(book), "check"]) == 2


def test_wrong_usage_is_exit_code_2(capsys: pytest.CaptureFixture[str]):
    """With what there is to choose from."""
    with pytest.raises(SystemExit) as caught:
        main(["build", "mobi"])

    assert caught.value.code == 2
    assert "no edition 'mobi'; there are pdf, epub, docx, all" in capsys.readouterr().err


@pytest.mark.slow
def test_a_new_book_builds_at_once(book: Path, capsys: pytest.CaptureFixture[str]):
    """Without a finding; stdout holds the paths written and nothing else."""
    capsys.readouterr()

    assert main(["build", "-C", str(book), "--strict"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(book / "dist" / f"a-b-c{suffix}")
        for suffix in (".pdf", ".epub", "-cover.jpg", ".onix.xml", ".docx")
    ]


@pytest.mark.slow
def test_an_error_leaves_the_last_good_files(book: Path, capsys: pytest.CaptureFixture[str]):
    """An unknown key ends with 1, its place and the nearest key; dist/ is as it was."""
    assert main(["build", "epub", "-q", "-C", str(book)]) == 0
    before = {path: path.stat().st_mtime_ns for path in (book / "dist").iterdir()}
    (book / "manuscript/03.md").write_text("# Three\n\nSee [@john1998].\n")
    capsys.readouterr()

    assert main(["build", "epub", "-q", "-C", str(book)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[:2] == [
        "manuscript/03.md:3:6: error[cite-unknown-key]: no entry named 'john1998' in the"
        " bibliography",
        "  hint: did you mean 'johns1998'?",
    ]
    assert {path: path.stat().st_mtime_ns for path in (book / "dist").iterdir()} == before


@pytest.mark.slow
def test_warnings_count_when_asked(book: Path):
    """3 under `--strict`, 0 without it."""
    with (book / "manuscript/book.yaml").open("a") as settings:
        settings.write("titel: x\n")

    assert main(["check", "-q", "-C", str(book)]) == 0
    assert main(["check", "-q", "-C", str(book), "--strict"]) == 3


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [("settings-yaml", 2), ("style-unknown", 2), ("print-unknown-trim", 2), ("bib-syntax", 1),
     ("pdf-pango-missing", 4)],
)  # fmt: skip
def test_every_kind_of_error_has_its_exit_code(
    book: Path, monkeypatch: pytest.MonkeyPatch, code: str, exit_code: int
):
    """Settings are told from the book, and the book from the machine."""
    found = (Diagnostic(code, "wrong"),)
    monkeypatch.setattr("publish.pipeline.examine", lambda folder, **_: Examined(found))

    assert main(["check", "-C", str(book)]) == exit_code


def test_codes_are_explained(capsys: pytest.CaptureFixture[str]):
    """On stdout; a code that is none is answered with the nearest."""
    assert main(["explain", "settings-yaml"]) == 0
    assert capsys.readouterr().out.startswith("The settings are not readable as YAML")
    assert main(["explain", "setting-yaml"]) == 2
    assert "did you mean 'settings-yaml'?" in capsys.readouterr().err


def test_clean_removes_what_builds_make_and_nothing_else(book: Path):
    """A file of another kind in dist/ stays."""
    (book / "dist").mkdir()
    for name in ("book.pdf", "book.epub", "book.onix.xml", "book-cover.jpg", "notes.txt"):
        (book / "dist" / name).write_text("x")
    sent = book / "dist/submission-ahr"
    sent.mkdir()
    for name in ("manuscript.docx", "checklist.txt"):
        (sent / name).write_text("x")
    (book / ".publish-cache").mkdir()
    (book / ".publish/sent").mkdir(parents=True)

    assert main(["clean", "-q", "-C", str(book)]) == 0
    assert [path.name for path in (book / "dist").iterdir()] == ["notes.txt"]
    assert not (book / ".publish-cache").exists()
    assert not (book / ".publish").exists()
    assert main(["clean", "-q", "-C", str(book / "styles")]) == 2


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]):
    """As JSON, and nothing else on stdout."""
    assert main(["schema"]) == 0
    assert "title" in json.loads(capsys.readouterr().out)["$defs"]["settings"]["properties"]


def test_a_defect_of_ours_is_one_sentence(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """The details are kept in a file; with `--verbose` they are shown."""

    def fail(folder: Path, **_: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr("publish.pipeline.examine", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    capsys.readouterr()

    assert main(["check", "-C", str(book)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("error[publish-defect]: publish itself failed, and not your book")
    assert "ValueError: ours" in next(tmp_path.glob("publish-defect-*.txt")).read_text()
    assert main(["check", "-C", str(book), "-v"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_help_imports_nothing_heavy():
    """Help is quick because only Python's own modules and ours are loaded for it."""
    script = (
        "import sys; before = set(sys.modules)\n"
        "from publish.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "loaded = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(loaded - set(sys.stdlib_module_names)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "exit codes:" in done.stdout
    assert done.stderr == "['publish']\n"


def test_no_build_loads_what_only_some_editions_need():
    """Programs that read fonts and PDF files take longer to load than a short book to read."""
    script = (
        "import sys, publish.pipeline\n"
        "print(sorted({'fontTools', 'pikepdf', 'uharfbuzz', 'weasyprint'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_version_is_the_package_s():
    """`publish --version` on stdout."""
    done = subprocess.run(
        [sys.executable, "-m", "publish", "--version"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.stdout == f"publish {__version__}\n"


def test_findings_as_sarif():
    """Source: SARIF 2.1.0, 3.27: rule, level, message, and the region in the file."""
    log = json.loads(as_sarif([UNKNOWN, UNUSED], "0.1", "my book"))

    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == [
        "cite-unknown-key",
        "bib-unused",
    ]
    first, second = run["results"]
    assert (first["ruleId"], first["level"]) == ("cite-unknown-key", "error")
    where = first["locations"][0]["physicalLocation"]
    assert where == {
        "artifactLocation": {"uri": "my%20book/manuscript/1.md"},
        "region": {"startLine": 3, "startColumn": 4},
    }
    assert (second["level"], "locations" in second) == ("warning", False)


def test_the_hook_and_the_action_say_what_the_command_says(book: Path):
    """Their own commands are run, as pre-commit and GitHub would run them."""
    yaml = YAML(typ="safe", pure=True)
    root = Path(__file__).parents[1]
    (hook,) = yaml.load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    steps = yaml.load((root / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    script = next(step["run"] for step in steps if step.get("name") == "Check")
    (book / "manuscript/09-more.md").write_text("# More\n\nIn 1-2 [@nobody].\n", encoding="utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"

    def run(command: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": path, **variables}
        return subprocess.run(
            command, cwd=book, env=environment, capture_output=True, text=True, check=False
        )

    hooked = run(hook["entry"].split())
    acted = run(["bash", "-e", "-c", script], PROJECT=".", STRICT="true")

    assert (hooked.returncode, acted.returncode) == (1, 1)
    assert "manuscript/09-more.md:3:9: error[cite-unknown-key]" in hooked.stderr
    assert "::error file=manuscript/09-more.md,line=3,col=9" in acted.stderr
    assert "::warning file=manuscript/09-more.md,line=3,col=5" in acted.stderr


def test_every_option_of_watch_reaches_the_session(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wished for on the command line is what the session is given; stdout has its page."""
    given = []

    def session(folder, wishes, tell, opened):
        given.append((folder, wishes))
        tell("building")
        opened("http://127.0.0.1:8000/token/")
        raise KeyboardInterrupt

    monkeypatch.setattr("publish.watching.watch", session)
    options = ["pdf", "-o", "proofs", "--jobs", "3", "--port", "8000", "--no-browser"]
    code = main(["watch", "-C", str(book), *options, "--editor", "code", "--allow-filters"])

    order = Order(("pdf",), Path("proofs"), 3, True)
    assert code == 0
    assert given == [(book, Wishes(order, 8000, False, "code"))]
    shown = capsys.readouterr()
    assert shown.out == "http://127.0.0.1:8000/token/\n"
    assert shown.err == "building\nended\n"

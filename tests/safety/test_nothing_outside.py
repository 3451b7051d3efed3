"""No network, and nothing read outside the project: every step of every process is looked at.

Python tells of each file, connection and program before it is opened (PEP 578, audit hooks). The
hook is set by `sitecustomize`, so the processes that lay pages out have it too. pandoc is another
program: its arguments are looked at. It reads in its own sandbox, and writes Word files from a
folder of copies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from .conftest import SECRET

pytestmark = pytest.mark.slow
HOOK = """
import json, os, sys
log = os.open(os.environ["AUDIT_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        said = os.path.abspath(os.fsdecode(arguments[0]))
    elif event == "urllib.Request" and arguments[0].startswith(("file:", "data:")):
        return  # a file: that it is opened is told of its own
    elif event.startswith(("socket.connect", "socket.getaddrinfo", "socket.bind", "urllib")):
        said = repr(arguments[1:])
    elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"):
        said = [os.fsdecode(one) for one in arguments[1]] if event != "os.system" else ["system"]
    else:
        return
    os.write(log, (json.dumps([event, said]) + "\\n").encode())
sys.addaudithook(hook)
"""
Steps = list[tuple[str, str | list[str]]]
Watched = Callable[[Path, str], tuple[int, str, Steps]]


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """Return a function that builds a project under watch: exit code, words, steps."""

    def run(project: Path, editions: str) -> tuple[int, str, Steps]:
        (tmp_path / "hook").mkdir()
        (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK)
        (tmp_path / "tmp").mkdir()
        places = {"TMPDIR": str(tmp_path / "tmp"), "XDG_STATE_HOME": str(tmp_path / "state")}
        log = tmp_path / "log"
        hook = {"PYTHONPATH": str(tmp_path / "hook"), "AUDIT_LOG": str(log)}
        done = subprocess.run(
            [sys.executable, "-m", "publish", "build", *editions.split(), "-C", str(project)],
            env={**os.environ, **places, **hook},
            capture_output=True,
            text=True,
            check=False,
        )
        steps = [tuple(json.loads(line)) for line in log.read_text().splitlines()]
        return done.returncode, done.stderr, steps

    return run


def outside(steps: Steps, tmp_path: Path, project: Path) -> list[str]:
    """Return the files opened that are neither the project's nor the program's own."""
    system = ("/usr", "/lib", "/etc", "/proc", "/dev", "/sys", "/var/cache/fontconfig")
    program = [sys.prefix, sys.base_prefix, str(Path(__file__).parents[2])]
    own = [str(project), *(str(tmp_path / one) for one in ("hook", "tmp", "state"))]
    roots = (*system, *program, *own)
    opened = {str(said) for event, said in steps if event == "open"}
    return sorted(one for one in opened if not one.startswith(roots))


def test_a_book_with_everything(watched: Watched, tmp_path: Path) -> None:
    """Pictures, fonts' faces, styles, notes, sources: all from the project or from the program."""
    project = tmp_path / "book"
    (project / "manuscript").mkdir(parents=True)
    (project / "styles").mkdir()
    (project / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\nlang: de\n")
    (project / "manuscript" / "01-a.md").write_text(
        "# One\n\nWords [@a, p. 3].[^1] $a^2$\n\n![p](a.png){alt=p}\n\n[^1]: A note.\n"
    )
    Image.new("RGB", (300, 200), "red").save(project / "manuscript" / "a.png")
    (project / "bibliography.bib").write_text("@book{a, author={Doe, J}, title={T}, year=1999}")
    (project / "styles" / "print.css").write_text("@import 'more.css';")
    (project / "styles" / "more.css").write_text("p { background: url(../manuscript/a.png) }")
    code, said, steps = watched(project, "pdf epub docx")

    assert code == 0, said
    events = {event for event, _ in steps}
    assert {"open", "subprocess.Popen"} <= events
    assert not {one for one in events if one.startswith(("socket", "urllib"))}
    assert outside(steps, tmp_path, project) == []
    programs = [said for event, said in steps if event != "open"]
    names = {Path(one[0]).name for one in programs}
    # pypandoc asks for a `pandoc.exe` on the search path too; `ldconfig` and the compiler are asked
    # where a library is (ctypes.util.find_library).
    assert "pandoc" in names
    assert {one for one in names if not one.startswith("python")} <= {
        *("pandoc", "pandoc.exe", "ldconfig", "gcc", "cc", "ld", "objdump", "sh", "uname"),
    }
    for one in programs:
        if Path(one[0]).stem == "pandoc" and "-f" in one:
            assert "--sandbox" in one or one[one.index("-t") + 1] == "docx", one


CASES = {
    "picture": ("![x](../../secret/a.png){alt=x}", {}),
    "picture-address": ("![x](file://SECRET_FOLDER/a.png){alt=x}", {}),
    "picture-link": ("![x](link.png){alt=x}", {"manuscript/link.png": "a.png"}),
    "chapter-link": ("Words.", {"manuscript/02-b.md": "a.md"}),
    "bibliography-link": ("Words [@a].", {"bibliography.bib": "a.bib"}),
    "style-link": ("Words.", {"styles/print.css": "a.css"}),
    "font-link": ("Words.", {"styles/fonts/a.ttf": "a.ttf"}),
    "reference-link": ("Words.", {"styles/reference.docx": "a.docx"}),
    "include": ("\\include{SECRET_FOLDER/a} \\input{../../secret/a.md}", {}),
    "shortcode": ("{{< include SECRET_FOLDER/a.md >}}", {}),
    "raw": ("```{=latex}\n\\input{SECRET_FOLDER/a.md}\n```", {}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_book_that_reaches_out(watched: Watched, tmp_path: Path, case: str) -> None:
    """Whatever a chapter or a link asks for beside the project, no process opens it."""
    text, links = CASES[case]
    secret, project = tmp_path / "secret", tmp_path / "book"
    secret.mkdir()
    for suffix in ("png", "md", "bib", "css", "ttf", "docx"):
        (secret / f"a.{suffix}").write_text(SECRET)
    (project / "manuscript").mkdir(parents=True)
    (project / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\n")
    words = text.replace("SECRET_FOLDER", str(secret))
    (project / "manuscript" / "01-a.md").write_text(f"# One\n\n{words}\n")
    for name, target in links.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).symlink_to(secret / target)
    _, _, steps = watched(project, "epub docx")

    opened = [said for event, said in steps if event == "open"]
    assert opened
    assert [one for one in opened if Path(str(one)).resolve().is_relative_to(secret)] == []
    assert not [event for event, _ in steps if event.startswith(("socket", "urllib"))]
    for path in project.glob("dist/*"):
        assert SECRET.encode() not in path.read_bytes()

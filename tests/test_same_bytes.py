"""The same book gives the same bytes, wherever, whenever and by whomever it is built.

Whole builds as processes of their own: another folder with letters that not every locale has,
files of another day, another time zone, language, seed of hashes, home and number of processors.
Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

pytestmark = pytest.mark.slow
BOOK = Path(__file__).parent / "books" / "everything"
MOMENT = 1_000_000_000  # 9 September 2001, 01:46:40 UTC
Files = dict[str, bytes]


def build(source: Path, output: Path, settings: Mapping[str, str], processors: int = 0) -> Files:
    """Return the files of a build under these settings of the environment: suffix -> bytes."""
    inherited = ("PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR")
    environment = {name: os.environ[name] for name in inherited if name in os.environ}
    command = [sys.executable, "-m", "publish", "build", "-C", str(source), "-o", str(output)]
    if processors and shutil.which("taskset"):
        command = ["taskset", "--cpu-list", "0", *command]
    done = subprocess.run(
        command, capture_output=True, env=environment | settings, cwd=output.parent, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return {
        path.name.partition(".")[2].lower(): path.read_bytes() for path in sorted(output.iterdir())
    }


def copied(to: Path) -> Path:
    """Return a copy of the book, without anything that builds have left, of another day."""
    shutil.copytree(BOOK, to, ignore=shutil.ignore_patterns("dist", ".*"))
    for path in to.rglob("*"):
        os.utime(path, (981_158_400, 981_158_400))
    return to


def turkish(folder: Path) -> dict[str, str]:
    """Return the settings of a language with letters of its own (i and İ), or none."""
    made = folder / "tr_TR.UTF-8"
    if shutil.which("localedef"):
        command = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(made)]
        subprocess.run(command, capture_output=True, check=False)
    return {"LOCPATH": str(folder), "LC_ALL": "tr_TR.UTF-8"} if made.is_dir() else {}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """Return what four builds of one book made."""
    folder = tmp_path_factory.mktemp("builds")
    here, there = copied(folder / "here"), copied(folder / "zwei Bücher" / "глубоко" / "да")
    far = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "HOME": str(folder / "nobody")}
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Tokyo"}
    dated = {"SOURCE_DATE_EPOCH": str(MOMENT)}
    return {
        "here": build(here, folder / "1", {"PYTHONHASHSEED": "1"}),
        "far": build(there, folder / "2", far | turkish(folder), processors=1),
        "dated here": build(here, folder / "3", dated),
        "dated there": build(there, folder / "4", dated | bare),
    }


@pytest.mark.parametrize(("one", "other"), [("here", "far"), ("dated here", "dated there")])
def test_the_same_bytes(builds: dict[str, Files], one: str, other: str) -> None:
    """All editions, and what is written beside them."""
    assert set(builds[one]) == {"pdf", "epub", "docx", "onix.xml", "jpg"}
    assert [x for x in builds[one] if builds[one][x] != builds[other].get(x)] == []


def test_the_date_of_the_sources_is_the_date_of_the_files(builds: dict[str, Files]) -> None:
    """What whoever builds says of the sources' age stands in every edition, in UTC."""
    made = builds["dated here"]
    assert when_modified(made["epub"], "EPUB/content.opf") == ["2001-09-09T01:46:40Z"]
    assert set(when_modified(made["docx"], "docProps/core.xml")) == {"2001-09-09T01:46:40Z"}
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf, pdf.open_metadata() as said:
        assert said["xmp:ModifyDate"].startswith("2001-09-09T01:46:40")
    assert b"<SentDateTime>20010909" in made["onix.xml"]


def when_modified(data: bytes, part: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(part))
    path = "//*[local-name()='modified' or local-name()='created' or @property='dcterms:modified']"
    return [one.text for one in root.xpath(path)]

"""The same book gives the same bytes, wherever, whenever and by whomever it is built.

Whole builds as processes of their own: another folder with letters that not every locale has,
files of another day, another time zone, language, seed of hashes, home, number of processors and of
processes; after another build, with what that one kept, whole or damaged.
Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from damaging import damage

pytestmark = pytest.mark.slow
BOOK = Path(__file__).parent / "books" / "everything"
MOMENT = 1_000_000_000  # 9 September 2001, 01:46:40 UTC
Files = dict[str, bytes]


def build(source: Path, output: Path, settings: Mapping[str, str], processors: int = 0) -> Files:
    """Return the files of a build under these settings of the environment: suffix -> bytes.

    Another `output` is another build: it is not told that nothing has changed. On one processor
    pages are laid out by one process.
    """
    inherited = ("PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR")
    environment = {name: os.environ[name] for name in inherited if name in os.environ}
    command = [sys.executable, "-m", "publish", "build", "-C", str(source), "-o", str(output)]
    if processors:
        command += ["--jobs", str(processors)]
        if shutil.which("taskset"):
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


def damaged(folder: Path) -> None:
    """Damage most of what a build has kept, always in the same ways."""
    chance = random.Random(1)
    files = sorted(folder.iterdir())
    assert {one.name.partition("-")[0] for one in files} >= {"chapter", "pages", "heads", "font"}
    for path in files:
        if chance.random() < 0.8:
            damage(path, files, chance)


def turkish(folder: Path) -> dict[str, str]:
    """Return the settings of a language with letters of its own (i and İ), or none."""
    made = folder / "tr_TR.UTF-8"
    if shutil.which("localedef"):
        command = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(made)]
        subprocess.run(command, capture_output=True, check=False)
    return {"LOCPATH": str(folder), "LC_ALL": "tr_TR.UTF-8"} if made.is_dir() else {}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """Return what six builds of one book made."""
    folder = tmp_path_factory.mktemp("builds")
    here, there = copied(folder / "here"), copied(folder / "zwei Bücher" / "глубоко" / "да")
    far = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "HOME": str(folder / "nobody")}
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Tokyo"}
    dated = {"SOURCE_DATE_EPOCH": str(MOMENT)}
    seeded = {"PYTHONHASHSEED": "1"}
    first, again = build(here, folder / "1", seeded), build(here, folder / "5", seeded)
    damaged(here / ".publish-cache")
    return {
        "here": first,
        "again": again,
        "damaged": build(here, folder / "6", seeded),
        "far": build(there, folder / "2", far | turkish(folder), processors=1),
        "dated here": build(here, folder / "3", dated),
        "dated there": build(there, folder / "4", dated | bare),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("here", "far"),
        ("here", "again"),
        ("here", "damaged"),
        ("dated here", "dated there"),
    ],
)
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

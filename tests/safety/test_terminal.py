"""A stranger's words in findings are words: they do nothing to the terminal that shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.cli import main

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp.a"


@pytest.mark.parametrize("form", ["text", "github", "json", "sarif"])
def test_no_control_reaches_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Escape sequences in a key, a link, a setting and a file name are shown as what they are."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / f"01-{HOSTILE.replace('/', '')}.md").write_text(
        f"# One\n\nWords [@a{HOSTILE}] [x](#{HOSTILE}) ![y]({HOSTILE}.png){{alt=z}}\n"
    )
    (tmp_path / "manuscript" / "book.yaml").write_text(f'title: T\n"k{HOSTILE[-6:]}": 1\n')
    main(["check", "-C", str(tmp_path), "--format", form])

    said = capsys.readouterr().err
    assert "link-broken-anchor" in said
    assert [one for one in said if one in "\x1b\x07\x9b\u202e"] == []

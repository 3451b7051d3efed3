"""The engine sets justified paragraphs as a whole: seen on laid-out lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from publish.editions.design import font_folders
from publish.editions.pdf.press import fontconfig

# A paragraph with an emphasis, a note mark, an address and a line break, set to many widths.
_PROGRAM = """
import json, sys
import weasyprint
if sys.argv[1] == "fitted":
    import publish.editions.pdf.engine
text = (
    "The interviewers wrote down <em>everything</em> that the respondents remembered about the "
    "collective farms,<sup>12</sup> the factories and the administration of their district; the "
    "commission nevertheless thought of these conversations as rather unsatisfactory "
    "documents. Understanding the people who stood between an office and its subjects takes "
    "considerable familiarity with contemporary circumstances.<br>A second part is shorter, and "
    "names https://example.org/some/long/address/of-a-page as its source."
)
css = '''
@page { size: 600px 60000px; margin: 0 }
p { margin: 0; font: 14px/18px "EB Garamond"; text-align: justify; hyphens: auto;
    hyphenate-limit-chars: 6 3 3 }
'''
widths = [300 + step for step in range(120)]
body = "".join(f'<p style="width: {w}px">{text}</p>' for w in widths)
html = weasyprint.HTML(string=f'<html lang="en"><body>{body}</body></html>')
page = html.render(stylesheets=[weasyprint.CSS(string=css)]).pages[0]
found = []
for paragraph in page._page_box.descendants():
    if paragraph.element_tag == "p" and type(paragraph).__name__ == "BlockBox":
        found.append([
            ("".join(b.text for b in line.descendants() if hasattr(b, "text")),
             line.width / paragraph.width)
            for line in paragraph.children
        ])
print(json.dumps(found))
"""


def paragraphs(how: str, folder: Path) -> list[list[tuple[str, float]]]:
    """Return for every width the lines: their words, and their width as part of the measure."""
    config = folder / "fonts.conf"
    config.write_text(fontconfig(font_folders(), folder / "cache"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, how],
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [[(text, width) for text, width in lines] for lines in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[str, float]]]:
    """The paragraph at 120 widths, as `publish` sets it."""
    return paragraphs("fitted", tmp_path_factory.mktemp("fitted"))


def ladders(found: list[list[tuple[str, float]]]) -> int:
    """Return how many paragraphs have three lines in a row that end in a hyphen."""
    ends = ("".join("-" if text[-1:] in "-\u2010" else " " for text, _ in one) for one in found)
    return sum("---" in one for one in ends)


def test_there_are_no_ladders_where_the_engine_makes_them(fitted, tmp_path: Path):
    """Long words in a narrow measure: WeasyPrint alone stacks hyphens in some widths."""
    assert ladders(paragraphs("as released", tmp_path)) > 0
    assert ladders(fitted) == 0


def test_lines_fill_the_measure(fitted):
    """All lines are as wide as the measure but those before a line break and the last."""
    for lines in fitted:
        for text, width in lines:
            ends_part = text.rstrip().endswith(("circumstances.", "source."))
            ends_part = ends_part or " " not in text.strip()  # nothing there to stretch
            assert width <= 1.0001, text
            assert width > 0.9999 or ends_part, text


def test_no_word_is_lost(fitted):
    """Hyphens and spaces aside, the lines say what was written, in every width."""
    said = {"".join(filter(str.isalnum, "".join(text for text, _ in one))) for one in fitted}

    assert len(said) == 1
    assert said.pop().endswith("nameshttpsexampleorgsomelongaddressofapageasitssource")

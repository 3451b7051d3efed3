"""The two doors for others: `publish.citations.render` and `publish cite`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from publish.citations import render
from publish.cli import main

ITEMS = [
    {
        "id": "smith",
        "type": "book",
        "title": "Swing Time",
        "author": [{"family": "Smith", "given": "Zadie"}],
        "publisher": "Penguin Press",
        "publisher-place": "New York",
        "issued": {"date-parts": [[2016]]},
    }
]
BIBTEX = """
@book{smith, author={Smith, Zadie}, title={Swing Time}, publisher={Penguin Press},
  location={New York}, date=2016}
@book{doe, author={Doe, Jane}, title={A \\emph{Reader} \\& More}, publisher={OUP}, date=1999}
"""
APA_DOE = "Doe, J. (1999). A Reader & More. OUP."
APA_SMITH = "Smith, Z. (2016). Swing Time. Penguin Press."


@pytest.fixture
def sources(tmp_path: Path) -> str:
    """Return a bibliography file."""
    path = tmp_path / "sources.bib"
    path.write_text(BIBTEX, encoding="utf-8")
    return str(path)


def test_render_gives_notes_and_a_list() -> None:
    """Chicago's first and second note of a book, and its entry (CMOS 17, 14.23 and 14.34)."""
    clusters = [
        {"note": 1, "items": [{"id": "smith", "locator": "315", "label": "page"}]},
        {"note": 2, "items": [{"id": "smith", "locator": "320-321", "prefix": "See "}]},
    ]

    found = render("chicago-notes-bibliography-17th-edition", ITEMS, clusters)

    assert found["citations"] == [
        "Zadie Smith, <i>Swing Time</i> (New York: Penguin Press, 2016), 315.",
        "See Smith, 320–21.",
    ]
    assert found["bibliography"] == [
        ["smith", "Smith, Zadie. <i>Swing Time</i>. New York: Penguin Press, 2016."]
    ]


def test_render_knows_the_modes_of_a_cite() -> None:
    """Author in the sentence, and no author, in running text."""
    clusters = [
        {"note": 0, "items": [{"id": "smith", "mode": "author-in-text", "locator": "5"}]},
        {"note": 0, "items": [{"id": "smith", "mode": "suppress-author"}]},
    ]

    assert render("apa", ITEMS, clusters)["citations"] == ["Smith (2016, p. 5)", "(2016)"]


def test_render_takes_a_path_and_tells_a_wrong_name(tmp_path: Path) -> None:
    """A style is a file or a name."""
    style = tmp_path / "own.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        '<citation><layout><text variable="title"/></layout></citation></style>',
        encoding="utf-8",
    )

    clusters = [{"note": 0, "items": [{"id": "smith"}]}]
    assert render(style, ITEMS, clusters)["citations"] == ["Swing Time"]
    with pytest.raises(FileNotFoundError, match="nonesuch"):
        render("nonesuch", ITEMS, clusters)


def test_the_door_opens_without_the_evaluator() -> None:
    """Importing the package loads no style engine; only using it does."""
    code = (
        "import sys, publish.citations;"
        "print([n for n in sys.modules if n.startswith('publish.citations.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_cite_prints_references(sources: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each key, in the order of the style's list."""
    code = main(["cite", "--style", "apa", "--bibliography", sources, "smith", "doe"])

    assert (code, capsys.readouterr().out.splitlines()) == (0, [APA_DOE, APA_SMITH])


def test_cite_without_keys_prints_all(sources: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No key stands for every entry."""
    assert main(["cite", "--style", "apa", "--bibliography", sources]) == 0
    assert capsys.readouterr().out.splitlines() == [APA_DOE, APA_SMITH]


def test_cite_as_html_and_json(sources: str, capsys: pytest.CaptureFixture[str]) -> None:
    """For web pages and for programs."""
    arguments = ["cite", "--style", "apa", "--bibliography", sources, "doe", "--format"]
    assert main([*arguments, "html"]) == 0
    html = capsys.readouterr().out
    assert main([*arguments, "json"]) == 0
    rows = json.loads(capsys.readouterr().out)

    entry = (
        'Doe, J. (1999). <i>A <span style="font-style:normal;">Reader</span> &#38; More</i>. OUP.'
    )
    assert f'<div class="csl-entry">{entry}</div>' in html
    assert rows == [{"id": "doe", "text": APA_DOE, "html": entry}]


def test_a_number_at_the_margin_stands_off(
    sources: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A numeric style, as text."""
    main(["cite", "--style", "ieee", "--bibliography", sources, "smith"])

    expected = "[1] Z. Smith, Swing Time. New York: Penguin Press, 2016."
    assert capsys.readouterr().out.strip() == expected


def test_a_style_without_a_list_prints_first_notes(
    sources: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every source as if it were cited for the first time, in the order of the keys."""
    style = tmp_path / "notes.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><citation>'
        '<layout suffix="."><choose><if position="first"><text variable="title"/></if>'
        '<else><text value="again"/></else></choose></layout></citation></style>',
        encoding="utf-8",
    )

    main(["cite", "--style", str(style), "--bibliography", sources, "smith", "doe"])

    assert capsys.readouterr().out.splitlines() == ["Swing Time.", "A Reader & More."]


@pytest.mark.parametrize(
    ("style", "key", "code", "words"),
    [
        (
            "apa",
            "smiht",
            1,
            "no entry named 'smiht' in the bibliography\n  hint: did you mean 'smith'",
        ),
        ("apaa", "smith", 2, "no citation style named 'apaa'\n  hint: did you mean 'apa'"),
    ],
)
def test_cite_tells_what_is_wrong(
    sources: str, capsys: pytest.CaptureFixture[str], style: str, key: str, code: int, words: str
) -> None:
    """Exit codes are those of the other commands, and nothing goes to stdout."""
    given = main(["cite", "--style", style, "--bibliography", sources, key])

    shown = capsys.readouterr()
    assert (given, shown.out) == (code, "")
    assert words in shown.err


def test_cite_in_a_project_takes_its_style_and_sources(
    tmp_path: Path, sources: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the command line leaves open the project says; outside of one that is an error."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "01.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "manuscript" / "book.yaml").write_text(
        f"title: T\ncsl: apa\nbibliography: {Path(sources).name}\n", encoding="utf-8"
    )

    assert main(["cite", "-C", str(tmp_path), "doe"]) == 0
    assert capsys.readouterr().out.strip() == APA_DOE
    assert main(["cite", "-C", str(tmp_path / "manuscript"), "doe"]) == 2
    assert "--bibliography" in capsys.readouterr().err


def test_titles_are_lowered_where_the_project_asks_for_it(
    tmp_path: Path, sources: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`bibliography-titles: sentence` reaches the reader."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "01.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "manuscript" / "book.yaml").write_text(
        "title: T\ncsl: apa\nbibliography: sources.bib\nbibliography-titles: sentence\n",
        encoding="utf-8",
    )

    assert main(["cite", "-C", str(tmp_path), "smith"]) == 0
    assert capsys.readouterr().out.strip() == "Smith, Z. (2016). Swing time. Penguin Press."

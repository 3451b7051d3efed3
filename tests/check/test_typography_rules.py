"""Quotation marks, dashes, spaces and stops are found at their line and column.

What is right: Chicago Manual of Style, 18th ed., 6.9-11 and 13.32 (quotation marks), 6.83 (en
dashes), 6.8; Code typographique (French spaces).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.pipeline import check

SETTINGS = 'title: T\nauthor: A\nlang: "{}"\n'


@pytest.fixture
def said(tmp_path: Path):
    """Return a function that checks one chapter and returns code, line and column."""

    def check_text(text: str, lang: str = "en-US", newline: str = "\n"):
        folder = tmp_path / "manuscript"
        folder.mkdir(exist_ok=True)
        (folder / "book.yaml").write_text(SETTINGS.format(lang), encoding="utf-8")
        (folder / "a.md").write_text(text, encoding="utf-8", newline=newline)
        found = [(one.code, one.place) for one in check(tmp_path)]
        return [(code, place.line, place.column) for code, place in found if place]

    return check_text


UNPAIRED, SIDE = "typography-quote-unpaired", "typography-quote-side"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('# A\n\nHe said "no and left.\n', [(UNPAIRED, 3, 9)]),
        ('# A\n\nHe said no" and left.\n', [(UNPAIRED, 3, 11)]),
        ("# A\n\nShe wrote “yes.\n", [(UNPAIRED, 3, 11)]),
        ("# A\n\nShe wrote yes.”\n", [(UNPAIRED, 3, 15)]),
        (
            '# A\n\n- one\n- two "three\n\nx[^1]\n\n[^1]: A "b.\n',
            [(UNPAIRED, 4, 7), (UNPAIRED, 8, 9)],
        ),
        ('# A\n\n> He said "no.\n', [(UNPAIRED, 3, 11)]),
        ('# A\n\nHe said:"No."\n', [(SIDE, 3, 9)]),
        ('# A\n\nHe said " no.\n', [(SIDE, 3, 9)]),
        ('# A\n\nIn a " word.\n', [(SIDE, 3, 6)]),
        ("# A\n\nHe said ”no“ twice.\n", [(SIDE, 3, 9), (SIDE, 3, 12)]),
        ("# A\n\nHe said ‘no and it’s so.\n", [(UNPAIRED, 3, 9)]),
        ("# A\n\n‘One.\n\nTwo.’\n", [(UNPAIRED, 3, 1)]),
        ("# A\n\n[Он сказал «да]{lang=ru} and that.\n", [(UNPAIRED, 3, 12)]),
        ("# A\n\n::: {lang=de}\n„Ja“, sagte „sie.\n:::\n", [(UNPAIRED, 4, 13)]),
        (
            "# A\n\n::: {lang=de}\n::: {lang=fr}\n« Oui.\n:::\n„Ja.\n:::\n\nA “no.\n",
            [(UNPAIRED, 5, 1), (UNPAIRED, 7, 1), (UNPAIRED, 10, 3)],
        ),
    ],
)
def test_quotation_marks_that_are_wrong(said, text, found):
    """Each at its own place: in lists, notes and quotations too."""
    assert said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        'He said, "No," and "yes" (or "perhaps"). "So?" *"Well"* and "*well*."',
        '"One.\n\n"Two.\n\n"Three."',
        'A board of 5" by 6" and `"` and $"$ and [a](https://a.org "c").',
        '"It was "nested" here," he said, "[@doe99, p. 3]."'.replace("[@doe99, p. 3]", "x"),
        'He said "no."[^1]\n\n[^1]: "Yes."',
        "“It was ‘so,’ it’s said.” The ’90s.",
        "[Он сказал: «Слово „о“ полку»]{lang=ru} and [“Слово”]{lang=ru} and “that.”",
        "‘One isn’t.\n\n‘Two.’ The dogs’ ‘tails’ and ‘So,’ he said. Rock ’n’ roll.",
        "::: {lang=fr}\nIl dit : « Non » et « oui ».\n:::\n\n[“A [b](#a) c”]{lang=en}",
        "Letters such as < > & \" ' stay what they are.",
    ],
)
def test_quotation_marks_that_are_right(said, text):
    """Several paragraphs, markup, inches, code, other languages, marks that are spoken of."""
    assert said(f"# A\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "In 1922-1934 so.", [("typography-range-hyphen", 8)]),
        ("en", "From 2024-05-01, ISBN 978-3-16-148410-0, 555-12-34, F-16, 2024-05.", []),
        ("en", "It was - so to say - bad.", [("typography-spaced-hyphen", 8),
                                              ("typography-spaced-hyphen", 20)]),
        ("en", "It ended.. Then,, more.", [("typography-twice", 9), ("typography-twice", 16)]),
        ("en", "It ended... then; e.g. a/../b.", []),
        ("en", "Why ? So .", [("typography-space-before", 4), ("typography-space-before", 9)]),
        ("fr", "Pourquoi ? Alors ; oui : non !", []),
        ("fr", "Alors , oui.", [("typography-space-before", 6)]),
        ("en", "Two  words, and  more.", [("typography-double-space", 4)]),
        ("en", "In the '90s so.", [("typography-apostrophe", 8)]),
        ("en", "In the ‘90s so.", [("typography-apostrophe", 8)]),
        ("en", "Run 5 km to Mr. Doe, p. 3.", [("typography-no-break", 6),
                                                ("typography-no-break", 16)]),
        ("fr", "Mme Doe à 5 km, M. Roe.", [("typography-no-break", 4)]),
        ("en", "See §3 and [à 50% de]{lang=fr} it, 50%.", [("typography-no-space", 5),
                                                         ("typography-no-space", 17)]),
        ("en", "See `1-2`, $1-2$, <https://a.org/1-2>, [x](1-2.md){w=1-2} {{< x 1-2 >}}.",
         [("markup-shortcode", 59)]),
    ],
)  # fmt: skip
def test_dashes_spaces_and_stops(said, lang, text, found):
    """In the language of the chapter; code and numbers that are no ranges are left."""
    broken = [("link-broken-anchor", 44)] if "(1-2.md)" in text else []
    assert said(f"# A\n\n{text}\n", lang) == [
        (code, 3, column) for code, column in sorted([*broken, *found], key=lambda one: one[1])
    ]


def test_lines_of_verse_are_read_and_their_layout_is_left(said):
    """Wide spaces are the poet's; the same signs in a table drawn with lines are its columns."""
    verse = "| Of 5 km,   the - gap ,\n|    “so.\n| Yes.."
    table = "+----------+-----+\n| a.. -- b | “c  |\n+----------+-----+"

    assert said(f"# A\n\n{verse}\n\n{table}\n") == [
        ("typography-no-break", 3, 7),
        ("typography-spaced-hyphen", 3, 18),
        ("typography-space-before", 3, 23),
        (UNPAIRED, 4, 6),
        ("typography-twice", 5, 6),
    ]


def test_places_count_letters_whatever_the_line_ends(said):
    """With Windows line ends, letters beyond Latin and tabs before the place."""
    text = "# Ä\n\nНа 1922-1934.\n\n\t\n\nA\t“b.\n"

    assert said(text, newline="\r\n") == [("typography-range-hyphen", 3, 8), (UNPAIRED, 7, 3)]


def test_cells_of_a_table_are_read_and_ditto_marks_are_none(tmp_path):
    """Words in a table are printed as others are; a mark alone in a cell repeats the one above."""
    folder = tmp_path / "manuscript"
    folder.mkdir()
    (folder / "book.yaml").write_text("title: T\nauthor: A\n", encoding="utf-8")
    table = '| Year  | Place  |\n|-------|--------|\n| 1–2   | One    |\n| " | - |\n| 3-4 | b |\n'
    (folder / "a.md").write_text(f"# A\n\n{table}\n| A verse -  -\n| of  two\n", encoding="utf-8")

    assert [(one.code, str(one.place)) for one in check(tmp_path)] == [
        ("typography-range-hyphen", "manuscript/a.md:7:4")
    ]


@pytest.mark.parametrize("lang", ["en-US", "en-GB", "de", "fr"])
@pytest.mark.parametrize("text", ["", "\n \n"], ids=["empty", "blank"])
def test_a_file_without_words_has_no_marks(said, text: str, lang: str) -> None:
    """Nothing is unpaired in it, and reading it is no defect."""
    assert not [code for code, *_ in said(text, lang) if code.startswith("typography")]

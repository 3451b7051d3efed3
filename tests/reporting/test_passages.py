"""Findings are marked in the lines of their file, at the letters they are about."""

from __future__ import annotations

from publish.diagnostics import Diagnostic, Fix, Place, Severity
from publish.reporting.passages import Numbered, Passage, passages

TEXT = "\n".join(f"Line {number} of the file." for number in range(1, 31))


def at(line: int, column: int = 0, message: str = "wrong", fix: Fix | None = None) -> Diagnostic:
    place = Place("a.md", line, column)
    return Diagnostic("some-code", message, place, severity=Severity.NOTE, fix=fix)


def cut(text: str, *findings: Diagnostic) -> list[Passage]:
    return passages(text, [Numbered(number, one) for number, one in enumerate(findings, 1)])


def lines(passage: Passage) -> list[int]:
    return [one.number for one in passage.lines]


def marked(passage: Passage) -> list[tuple[str, list[int]]]:
    """Return the marked letters of a passage with the numbers of their findings."""
    return [
        (piece.text, [one.number for one in piece.marks])
        for line in passage.lines
        for piece in line.pieces
        if piece.marks
    ]


def test_two_lines_stand_around_a_finding() -> None:
    """The context is two lines before and after, as far as there are any."""
    assert [lines(one) for one in cut(TEXT, at(1), at(15))] == [[1, 2, 3], [13, 14, 15, 16, 17]]


def test_near_findings_share_a_passage() -> None:
    """Passages that touch, or leave out one line only, are one."""
    assert [lines(one) for one in cut(TEXT, at(5), at(10))] == [list(range(3, 13))]
    assert [lines(one) for one in cut(TEXT, at(5), at(11))] == [list(range(3, 14))]
    assert [lines(one) for one in cut(TEXT, at(5), at(12))] == [list(range(3, 8)), [*range(10, 15)]]


def test_blank_lines_at_the_ends_are_left_out() -> None:
    """A passage begins and ends with words."""
    text = "One.\n\n\nTwo.\n\nThree.\n"

    assert [lines(one) for one in cut(text, at(4))] == [[4, 5, 6]]


def test_the_word_at_the_column_is_marked() -> None:
    """A key with its sign, a word, a run of spaces, a sign: what one would point at."""
    text = "See [@doe:1999, 12]  and so on — ."
    found = cut(text, at(1, 6), at(1, 20), at(1, 22), at(1, 32))

    assert marked(found[0]) == [("@doe:1999", [1]), ("  ", [2]), ("and", [3]), ("—", [4])]


def test_what_a_finding_mends_or_quotes_is_marked() -> None:
    """The words of a fix, else those that the message quotes, if they stand there."""
    text = "From 1941-1945 to then."
    fix = at(1, 10, fix=Fix("-", "–"))

    assert marked(cut(text, fix)[0]) == [("-", [1])]
    assert marked(cut(text, at(1, 6, "'1941-1945' has a hyphen"))[0]) == [("1941-1945", [1])]


def test_findings_at_one_place_share_a_mark() -> None:
    """No letter is printed twice."""
    passage = cut("A wonderful day", at(1, 3), at(1, 5, "'nder'"), at(1, 3))[0]

    assert marked(passage) == [("wonderful", [1, 3, 2])]
    assert "".join(piece.text for piece in passage.lines[0].pieces) == "A wonderful day"


def test_a_line_that_is_a_whole_chapter_is_cut_around_its_marks() -> None:
    """Of 3,000 words, those around the finding are shown, in whole words."""
    words = [f"word{number}" for number in range(3000)]
    column = len(" ".join(words[:1500])) + 2
    line = cut(" ".join(words), at(1, column))[0].lines[0]

    texts = [piece.text for piece in line.pieces]
    assert "word1500" in texts
    assert sum(map(len, texts)) < 600
    shown = [word for piece in line.pieces if not piece.is_gap for word in piece.text.split()]
    assert set(shown) <= set(words)


def test_places_outside_of_the_text_are_left_out() -> None:
    """A line that there is not, or none at all, has no passage; a column behind the end no mark."""
    assert cut(TEXT, at(0), at(31)) == []
    passage = cut(TEXT, at(30, 4000))[0]
    assert marked(passage) == []
    assert [one.number for one in passage.lines[-1].findings] == [1]

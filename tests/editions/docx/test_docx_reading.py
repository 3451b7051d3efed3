"""What a screen reader says of a file: each rule is kept by ours, and broken by one change."""

from __future__ import annotations

import re

import pytest
from word_files import RICH, Make, chapter

from publish.editions.docx.lint import lint_file, open_file
from publish.editions.docx.package import Package

# What to change in the text of the file, by the finding that it makes.
CHANGES = {
    "described by the name of a file": (rb'descr="A blue field"', b'descr="field-01.png"'),
    "described by its caption again": (rb'descr="A blue field"', b'descr="A field of blue"'),
    "paragraphs are titles": (rb'"(FirstParagraph|BodyText)"', b'"Title"'),
    "has merged cells": (rb"<w:tc>(<w:tcPr/>)?", b'<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>'),
    "is no tag of a language": (rb"<w:rPr/?>", b'<w:rPr><w:lang w:val="English"/>'),
    "where Word looks for Latin": (rb"<w:rPr/?>", b'<w:rPr><w:lang w:val="he-IL"/>'),
    "is read out letter by letter": (rb">the web<", b">https://example.org/a<"),
    "a list is typed": (rb">(Words|Before)\b", rb">1) \1"),
}
BOOK = RICH + "\nSee [the web](https://example.org/a).\n\nBefore all.\n\nWords after.\n"


@pytest.mark.parametrize("said", CHANGES)
def test_each_rule_is_broken_by_one_change(word: Make, said: str) -> None:
    """The file as made breaks none of them."""
    made = word(chapter("one", BOOK), chapter("two", "# Two {#two}\n\nText.\n"))
    parts = dict(made.parts)
    old, new = CHANGES[said]
    document = parts["word/document.xml"]
    parts["word/document.xml"], count = re.subn(old, new, document)
    before = [one.message for one in lint_file(open_file(Package(dict(made.parts))))]
    after = [one.message for one in lint_file(open_file(Package(parts)))]

    assert count
    assert before == []
    assert any(said in message for message in after)

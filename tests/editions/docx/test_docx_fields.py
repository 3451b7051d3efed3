"""Fields of captions and references, and the marks by which a returned file is read."""

from __future__ import annotations

import re

from word_files import RICH, Make, W, WordFile, chapter

from publish.editions.docx import ooxml
from publish.editions.docx.package import Package
from publish.editions.docx.paragraphmarks import marked_paragraphs
from publish.editions.docx.wording import Kind, read_wording

THREE = """# One {#one}

See [Figure 1](#fig:a), [the second](#fig:b) and [Figure 7](#fig:c).

![[Figure 1]{.caption-label} A](drawing.svg){#fig:a alt="a"}

![[Figure 2]{.caption-label} B](drawing.svg){#fig:b alt="b"}

![[Figure 7]{.caption-label} C](drawing.svg){#fig:c alt="c"}
"""


def instructions(file: WordFile) -> list[str]:
    return [(one.text or "").strip() for one in file.part().iter(f"{W}instrText")]


def test_captions_count_with_seq_and_references_follow(word: Make) -> None:
    """Word's own fields for numbers; a link in other words than the label stays a link."""
    made = word(THREE)
    found = instructions(made)
    labels = [
        str(one.get(f"{W}name"))
        for one in made.part().iter(f"{W}bookmarkStart")
        if str(one.get(f"{W}name")).startswith("_Ref")
    ]

    sequences = [one for one in found if one.startswith("SEQ")]
    assert sequences == [
        r"SEQ Figure \* ARABIC",
        r"SEQ Figure \* ARABIC",
        r"SEQ Figure \* ARABIC \r 7",
    ]
    references = [one.split()[1] for one in found if one.startswith("REF")]
    assert references == [labels[0], labels[2]]
    links = [one.get(f"{W}anchor") for one in made.part().iter(f"{W}hyperlink")]
    assert links == ["fig_b"]


def test_the_words_are_the_same_with_fields(word: Make) -> None:
    """Nothing is shown only after an update."""
    texts = [text for _, text in word(THREE).paragraphs()]

    assert "See Figure 1, the second and Figure 7." in texts
    assert "Figure 7 C" in texts


LABELS = """# [Chapter 1]{.heading-label} The *First* {#one}

## [1.1]{.heading-number} On Notes {#sec:notes}

[Chapter 1](#one), [Section 1.1](#sec:notes), [On Notes](#sec:notes), [Section 11.1](#sec:notes),
[Equation 2.3](#eq:a), [(2.3)](#eq:a).^[See [Section 1.1](#sec:notes).]

Before [$$x$$[(2.3)]{.equation-number}]{#eq:a .equation} after.
"""


def fields(file: WordFile, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """Return the name of the bookmark in every REF field, and what the field shows."""
    text = file.parts[part].decode()
    pattern = r"<w:instrText[^>]*> REF (\S+) (.*?)fldCharType=\"end\""
    return [(name, _words(shown)) for name, shown in re.findall(pattern, text, re.DOTALL)]


def _words(markup: str) -> str:
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", markup))


def bookmarked(file: WordFile, name: str) -> str:
    """Return the words between the two ends of a bookmark."""
    text = file.parts["word/document.xml"].decode()
    (start,) = re.finditer(f'<w:bookmarkStart w:id="(\\d+)" w:name="{name}"/>', text)
    inside = text[start.end() : text.index(f'<w:bookmarkEnd w:id="{start[1]}"/>', start.end())]
    return _words(inside)


def test_headings_and_equations_are_referred_to_by_fields(word: Make) -> None:
    """A field shows what its bookmark holds, in notes too; "11.1" is not the number "1.1"."""
    made = word(LABELS)
    found = fields(made)
    shown = [one for _, one in found]

    assert shown == ["Chapter 1", "1.1", "On Notes", "2.3", "2.3"]
    assert [bookmarked(made, name) for name, _ in found] == shown
    assert [bookmarked(made, name) for name, _ in fields(made, "word/footnotes.xml")] == ["1.1"]
    assert r"SEQ Equation_2 \* ARABIC \r 3" in instructions(made)
    words = [text for _, text in made.paragraphs()]
    assert "Chapter 1, Section 1.1, On Notes, Section 11.1, Equation 2.3, (2.3)." in words


IN_NOTES = """# One {#one}

See [9](#mark){.pageref}, [the field](#fig:n), [the equation](#eq:n) and [the word](#word).

Words,^[A [pot]{#mark} and a [word]{#word}, a [twig]{#unused}.] others,[^n] and more.

[^n]: A note with a figure.

    ![[Figure 1]{.caption-label} A](drawing.svg){#fig:n alt="a"}

    So [$$x$$[(1)]{.equation-number}]{#eq:n .equation} holds. See [again](#word).
"""


def test_a_reference_to_a_number_of_signs_has_no_brackets(word: Make) -> None:
    """Word shows what the bookmark holds: "Equation *" of (*), as print says it."""
    equation = "[$$x$$[(*)]{.equation-number}]{#eq:a .equation}"
    made = word(f"# One {{#one}}\n\nBefore {equation} after.\n\nSee Equation [*](#eq:a).\n")
    marked = re.search(
        rb'w:name="_Ref\d+"/>(.*?)<w:bookmarkEnd', made.parts["word/document.xml"], re.DOTALL
    )

    assert marked is not None
    assert re.sub(rb"<[^>]+>", b"", marked[1]) == b"*"
    assert any(" REF _Ref" in f" {one}" for one in instructions(made))


def test_what_is_referred_to_in_a_note_is_found_at_its_mark(word: Make) -> None:
    """Index marks, figures, equations and words in notes: LibreOffice finds no bookmark there."""
    made = word(IN_NOTES)
    body = made.parts["word/document.xml"].decode()
    around = {
        name: inside
        for number, name in re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"/>', body)
        for inside in re.findall(
            rf'<w:bookmarkStart w:id="{number}" [^>]*>(.*?)<w:bookmarkEnd w:id="{number}"/>', body
        )
    }
    notes = [str(one.get(f"{W}name")) for one in made.part("word/footnotes.xml").iter(
        f"{W}bookmarkStart")]  # fmt: skip
    calls = {
        name: re.findall(r'footnoteReference w:id="(\d+)"', around[name])
        for name in ("mark", "word", "fig_n", "eq_n")
    }

    assert calls["mark"] == calls["word"]
    assert calls["fig_n"] == calls["eq_n"]
    assert [len(one) for one in calls.values()] == [1, 1, 1, 1]
    assert calls["mark"] != calls["fig_n"]
    assert [name for name in notes if not name.startswith("_")] == ["unused"]
    assert made.artifact.diagnostics == ()
    styles = [style for style, text in made.paragraphs("word/footnotes.xml") if "holds" in text]
    assert styles == ["FootnoteText"]


def test_every_paragraph_has_a_mark_that_knows_its_words(word: Make) -> None:
    """A mark tells where a paragraph stood and whether its words were changed."""
    made = word(chapter("one", RICH), chapter("two", "# Two {#two}\n\nText to change.\n"))
    top = ooxml.parse(made.parts["word/document.xml"])
    words = [text for style, text in made.paragraphs() if text and not style.startswith("TOC")]
    before = list(marked_paragraphs(top))
    changed = next(one for one in top.iter(ooxml.name("w:t")) if one.text == "Text to change.")
    changed.text = "Text that was changed."
    after = {one.number: one for one in marked_paragraphs(top)}

    assert [one.number for one in before] == list(range(1, len(before) + 1))
    assert len(before) >= len(words)
    assert all(one.is_as_sent for one in before)
    assert [one.text for one in after.values() if not one.is_as_sent] == ["Text that was changed."]


def test_marks_follow_the_words_and_nothing_else(word: Make) -> None:
    """The same book has the same marks, wherever and whenever it is built."""
    first, second = word(RICH), word(RICH)

    assert first.parts == second.parts


def test_a_mark_knows_nothing_of_numbers_that_others_make_anew(word: Make) -> None:
    """The page or number that a field shows may change; the words of the paragraph did not."""
    made = word(THREE)
    top = ooxml.parse(made.parts["word/document.xml"])
    shown = [one for one in top.iter(ooxml.name("w:t")) if one.text == "Figure 7"]
    for one in shown:
        one.text = "Figure 8"

    assert shown
    assert all(one.is_as_sent for one in marked_paragraphs(top))


def test_the_words_of_a_citation_are_known_by_their_bookmark(word: Make) -> None:
    """An editor's change of such words is known as one that belongs into the bibliography."""
    made = word("# One {#one}\n\nSee [Doe]{#cite_0007 .citation-text keys=doe99}.\n")
    found = read_wording(Package.read(made.artifact.data)).paragraphs
    pieces = [one for paragraph in found for one in paragraph.pieces]

    assert [(one.text, one.ref) for one in pieces if one.kind is Kind.CITATION] == [
        ("Doe", "cite_0007")
    ]

"""Looking through a tree and changing it."""

from __future__ import annotations

from publish.model.nodes import Cite, Emph, Note, Space, Str, Strong
from publish.model.walk import every, plain_text, rewrite, walk, words
from publish.pandoc import read_markdown

BOOK = read_markdown(
    "# A *b*[^1]\n\n| x | y |\n|---|---|\n| c@d | [see @e, p. 3] |\n\n: cap\n\n[^1]: a *note*\n"
).blocks


def test_every_finds_nodes_in_notes_tables_and_captions() -> None:
    """Nothing a reader sees is out of reach."""
    assert [plain_text(one.content) for one in every(Emph, BOOK)] == ["b", "note"]
    assert [cite.citations[0].key for cite in every(Cite, BOOK)] == ["e"]
    assert any(node == Str("cap") for node in walk(BOOK))


def test_rewrite_replaces_removes_and_splices() -> None:
    """A change may answer with one node, several, or none."""

    def change(node: object) -> object:
        match node:
            case Emph(content):
                return Strong(content)
            case Note():
                return ()
            case Str("cap"):
                return (Str("two"), Space(), Str("words"))
        return None

    changed = rewrite(BOOK, change)

    assert not list(every(Emph, changed)) and not list(every(Note, changed))
    assert plain_text(next(every(Strong, changed))) == "b"
    assert "two words" in plain_text(changed)


def test_rewrite_without_changes_returns_the_same_objects() -> None:
    assert rewrite(BOOK, lambda node: None) is BOOK


def test_plain_text_has_notes_only_when_asked() -> None:
    heading = BOOK[0]

    assert plain_text(heading) == "A b"
    assert plain_text(heading, notes=True) == "A ba note"


def test_words_keeps_a_no_break_space_inside_its_word() -> None:
    assert words("p.\u00a03 x") == (Str("p.\u00a03"), Space(), Str("x"))

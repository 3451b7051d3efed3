"""Looking through a tree and changing it."""

from __future__ import annotations

from publish.model.nodes import (
    NO_ATTR,
    Cell,
    Cite,
    Code,
    Emph,
    Note,
    Para,
    Row,
    Space,
    Str,
    Strong,
)
from publish.model.walk import every, holds, plain_text, rewrite, says, walk, words
from publish.pandoc import read_markdown

BOOK = read_markdown(
    "# A *b*[^1]\n\n| x | y |\n|---|---|\n| c@d | [see @e, p. 3] |\n\n: cap\n\n[^1]: a *note*\n"
).blocks


def test_every_finds_nodes_in_notes_tables_and_captions() -> None:
    """Nothing a reader sees is out of reach."""
    assert [plain_text(one.content) for one in every(Emph, BOOK)] == ["b", "note"]
    assert [cite.citations[0].key for cite in every(Cite, BOOK)] == ["e"]
    assert any(node == Str("cap") for node in walk(BOOK))


def test_every_passes_over_what_is_left_outside() -> None:
    """With all that it holds; elsewhere the same kind is found."""
    quoted = Emph((Str("b"),))
    note = Note((Para((Str("c"), quoted)),))
    blocks = (Para((Str("a"), quoted, note)),)

    assert [one.text for one in every(Str, blocks, outside=Note)] == ["a", "b"]
    assert [one.text for one in every(Str, blocks, outside=Note | Emph)] == ["a"]
    assert [one.text for one in every(Str, blocks)] == ["a", "b", "c", "b"]


def test_what_stands_among_words_is_found_again_in_what_was_changed() -> None:
    """Where it stands is remembered of each node, and of none that takes another's place."""
    block = Para((Str("a"), Space(), Emph((Str("b"),)), Str("c"), Code(NO_ATTR, "d")))
    assert [plain_text(one) for one in every(Emph | Code, block)] == ["b", "d"]

    longer = rewrite(block, lambda one: (Str("b"), one) if isinstance(one, Emph) else None, Emph)
    strong = rewrite(longer, lambda one: Strong(one.content) if isinstance(one, Emph) else None)

    assert [plain_text(one) for one in every(Emph | Code, longer)] == ["b", "d"]
    assert [plain_text(one) for one in every(Strong | Code, strong)] == ["b", "d"]
    assert [one.text for one in every(Str, strong)] == ["a", "b", "b", "c"]
    assert plain_text(strong) == "a bbcd"


def test_holds_looks_into_notes_and_attributes_nothing() -> None:
    """A kind is found at any depth, and in the node itself."""
    note = Note((Para((Emph((Str("c"),)),)),))

    assert holds(Emph, (Para((note,)),)) and holds(Note, note)
    assert not holds(Strong, (Para((note,)),)) and not holds(Note, Str("a"))


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


def test_words_are_looked_through_wherever_they_stand() -> None:
    """A text in one word counts, also in a note in a table; one that two words share does not."""
    note = Note((Para((Str("@ref(x)"),)),))
    cell = Cell(NO_ATTR, "AlignDefault", 1, 1, (Para((Emph((note,)),)),))

    assert says((Para((Str("a"),)), Row(NO_ATTR, (cell,))), "@ref(")
    assert says(Str("@ref(x)"), "@ref(")
    assert not says(Para((Str("@re"), Str("f("), Code(NO_ATTR, "@ref("))), "@ref(")

"""New words in a finished chapter: what is shown early must be what the whole build shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.citations.library import read_library
from publish.editions import markup
from publish.editions.design import find_design
from publish.editions.epub.preview import preview
from publish.manuscript import read_manuscript
from publish.model.nodes import Blocks
from publish.pipeline import resolve
from publish.project import load_project
from publish.structure import for_edition
from publish.watching.early import put_new_words
from publish.watching.places import chapter_words, spot_of

TEXT = """# Walls

One house *stood* there, and “another” fell.[^a] The clerk wrote it down [@davies, 3] at night.

Two [houses]{.index} fell --- nobody knew why.

> A third was quoted.

[^a]: See @davies.
"""


def built(folder: Path, text: str) -> tuple[bytes, Blocks]:
    """Return a chapter as the whole build has it, and the blocks that were read."""
    (folder / "manuscript" / "02-corridor.md").write_text(text, "utf-8")
    project = load_project(folder)
    known: dict[tuple[str, str, str], Blocks] = {}
    document = resolve(read_manuscript(project, known), read_library(project))
    made = preview(for_edition(document, "epub"), find_design(project), {})
    blocks = next(read for (path, _, _), read in known.items() if path.endswith("corridor.md"))
    return made.pages["02-corridor"].data, blocks


def with_new_words(shown: bytes, old: Blocks, new: Blocks) -> bytes | None:
    """Return a chapter with the new words, None where they must wait."""
    root = markup.parse(shown)
    return markup.document(root) if put_new_words(root, old, new) else None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("there, and", "there, yesterday, and"),
        ("fell.[^a]", "burned.[^a]"),
        ("One house", "No house"),
        ("The clerk wrote", "The tired clerk wrote"),
        ("at night.", "at night, in the kitchen."),
        ("wrote it down", "wrote"),
        ("nobody knew", "and nobody ever knew"),
        ("stood", "leaned"),
        ("“another”", "“yet another”"),
        ("at night.", "at night -- or so."),
    ],
)
def test_words_are_shown_early_as_the_build_shows_them(
    small_book: Path, old: str, new: str
) -> None:
    """All words of the chapter are the same, and the place of the change is."""
    before, read = built(small_book, TEXT)
    after, read_again = built(small_book, TEXT.replace(old, new))

    early = with_new_words(before, read, read_again)

    assert early is not None
    assert chapter_words(early) == chapter_words(after)
    assert spot_of("x", before, early) == spot_of("x", before, after)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[@davies, 3]", "[@davies, 4]"),
        ("See @davies", "Compare @davies"),
        ("# Walls", "# Doors"),
        ("One house *stood*", "One house **stood**"),
        ("> A third", "A third"),
        ("One house", "One house\n\nIt"),
        ("night.", "night.[^b]\n\n[^b]: New."),
        ("night.", "night [@davies]."),
    ],
)
def test_what_is_more_than_words_waits_for_the_whole_book(
    small_book: Path, old: str, new: str
) -> None:
    """A citation's words, a number, a note: nothing half right is shown."""
    before, read = built(small_book, TEXT)
    _, read_again = built(small_book, TEXT.replace(old, new))

    assert with_new_words(before, read, read_again) is None


def test_a_place_in_doubt_waits_too(small_book: Path) -> None:
    """The same short paragraph twice: which of them has changed is for the build to say."""
    text = "# Walls\n\nIt fell.\n\nIt fell.\n"
    before, read = built(small_book, text)
    _, read_again = built(small_book, text.replace("It fell.", "It fell down.", 1))

    assert with_new_words(before, read, read_again) is None

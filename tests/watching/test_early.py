"""New words in a finished chapter: what is shown early must be what the whole build shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.citations.library import read_library
from publish.editions import markup
from publish.editions.design import find_design
from publish.editions.epub.preview import preview
from publish.editions.pdf.sheets import sheets
from publish.editions.reading import name_of
from publish.manuscript import read_manuscript
from publish.model.nodes import Blocks
from publish.pipeline import resolve
from publish.project import load_project
from publish.structure import for_edition
from publish.watching.early import put_new_words
from publish.watching.places import chapter_words, spot_of

TEXT = """# Walls

One house *stood* there, and “another” fell.[^a] The clerk wrote it down [@davies, 3] at night.

Two [houses]{.index} fell --- nobody knew why.[^c]

> A third was quoted.
>
> 1. The *rafters* were sold.
> 2. The tiles were kept for years.

::: {.content-visible when-format="pdf"}
The map on the next leaf shows it.
:::

[^a]: See @davies.

[^c]: Least of all the *mayor*, who owned both of them.

    His deeds were lost, see @davies.
"""


def built(folder: Path, text: str) -> tuple[bytes, str, Blocks]:
    """Return a chapter as the whole build has it, for EPUB and for print, and what was read."""
    (folder / "manuscript" / "02-corridor.md").write_text(text, "utf-8")
    project = load_project(folder)
    known: dict[tuple[str, str, str], Blocks] = {}
    document = resolve(read_manuscript(project, known), read_library(project))
    made = preview(for_edition(document, "epub"), find_design(project), {})
    blocks = next(read for (path, _, _), read in known.items() if path.endswith("corridor.md"))
    printed = sheets(for_edition(document, "pdf"), {})
    (sheet,) = (one.xhtml for one in printed if one.name == "02-corridor")
    return made.pages["02-corridor"].data, sheet, blocks


def notes(shown: bytes) -> list[str]:
    """Return what the notes of a chapter say."""
    found = (one for one in markup.parse(shown).iter() if name_of(one) == "aside")
    return [" ".join("".join(one.itertext()).split()) for one in found]


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
        ("One house", "House"),
        ("The clerk wrote", "The wrote"),
        ("nobody knew", "and nobody ever knew"),
        ("stood", "leaned"),
        ("“another”", "“yet another”"),
        ("at night.", "at night -- or so."),
        ("third was", "third house was often"),
        ("were kept", "were stolen"),
        ("who owned both", "who sold both"),
        ("deeds were lost", "deeds and letters were lost"),
    ],
)
def test_words_are_shown_early_as_the_build_shows_them(
    small_book: Path, old: str, new: str
) -> None:
    """All words of the chapter are the same, and the place of the change is.

    What is set for print is the very text that the layout finds set when it comes to it.
    """
    before, print_before, read = built(small_book, TEXT)
    after, print_after, read_again = built(small_book, TEXT.replace(old, new))

    early = with_new_words(before, read, read_again)

    assert early is not None
    assert chapter_words(early) == chapter_words(after)
    assert notes(early) == notes(after)
    assert spot_of("x", before, early) == spot_of("x", before, after)
    sheet = markup.parse(print_before)
    assert put_new_words(sheet, read, read_again)
    assert markup.fragment(sheet) == print_after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[@davies, 3]", "[@davies, 4]"),
        ("See @davies", "Compare @davies"),
        ("# Walls", "# Doors"),
        ("One house *stood*", "One house **stood**"),
        ("> A third", "A third"),
        ("> 2. The tiles were kept for years.\n", ""),
        ("1. The *rafters*", "3. The *beams*"),
        ("The map", "The plan"),
        ("Least of all the *mayor*", "Least of all the **mayor**"),
        ("lost, see @davies", "lost, see @davies [12]"),
        ("One house", "One house\n\nIt"),
        ("night.", "night.[^b]\n\n[^b]: New."),
        ("night.", "night [@davies]."),
    ],
)
def test_what_is_more_than_words_waits_for_the_whole_book(
    small_book: Path, old: str, new: str
) -> None:
    """A citation's words, a number, a note: nothing half right is shown."""
    before, _, read = built(small_book, TEXT)
    _, _, read_again = built(small_book, TEXT.replace(old, new))

    assert with_new_words(before, read, read_again) is None


def test_a_place_in_doubt_waits_too(small_book: Path) -> None:
    """The same short paragraph twice: which of them has changed is for the build to say."""
    text = "# Walls\n\nIt fell.\n\nIt fell.\n"
    before, _, read = built(small_book, text)
    _, _, read_again = built(small_book, text.replace("It fell.", "It fell down.", 1))

    assert with_new_words(before, read, read_again) is None

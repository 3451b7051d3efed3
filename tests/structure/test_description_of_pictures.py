"""Long descriptions: which picture each is of, and what has none."""

from __future__ import annotations

import pytest
from small_books import book, chapter

from publish.model.nodes import Div, Image
from publish.model.walk import every
from publish.structure import arrange, lone_descriptions

SAYS = "::: {.long-description}\nAll of *it*.\n\nAnd more.\n:::"


def described(text: str) -> list[tuple[str, str, str]]:
    """Return the address of each picture, its description's id and its words."""
    made = arrange(book(chapter(f"# One\n\n{text}"), chapter("# Two")))
    blocks = tuple(one.blocks for one in made.chapters)
    ids = [one.attr.id for one in every(Div, blocks)]
    found = [
        (one.target.url, one.attr.get("aria-details"), one.attr.get("long-description"))
        for one in every(Image, blocks)
    ]
    assert [one[1] for one in found if one[1] and one[1] not in ids] == []
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"![Map](a.png){{#fig-map}}\n\n{SAYS}", "fig-map-description"),
        (f"![Map](a.png){{#fig:map}}\n\n{SAYS}", "fig-map-description"),
        (f"::: {{#fig-map}}\n![](a.png)\n\n{SAYS}\n\nA map.\n:::", "fig-map-description"),
        (f"> ![](a.png)\\\n\n{SAYS}", ""),  # the paragraph before is a quotation
        (f"![](a.png)\n\n{SAYS}", "picture-1-description"),
        (
            SAYS.replace("}", ' for="fig-map"}', 1) + "\n\nText.\n\n![Map](a.png){#fig-map}",
            "fig-map-description",
        ),
    ],
)
def test_a_description_finds_its_picture(text: str, name: str) -> None:
    """Behind it, in its figure, or by its name from anywhere in the chapter."""
    assert described(text) == [("a.png", name, "All of it. And more." if name else "")]


def test_a_description_without_a_picture_is_found() -> None:
    """Text before it, nothing before it, a name that nothing has."""
    draft = book(
        chapter(f"# One\n\n{SAYS}\n\nText.\n\n{SAYS}\n\n![Map](a.png){{#fig-map}}\n\n{SAYS}"),
        chapter("# Two\n\n![A](b.png)\n\n" + SAYS.replace("}", " for=fig-mop}", 1)),
    )
    assert [div.attr.get("for") for _, div in lone_descriptions(draft)] == ["", "", "fig-mop"]

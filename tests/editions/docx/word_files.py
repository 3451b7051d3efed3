"""Chapters made from Markdown, and Word files opened part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from publish.editions.docx.package import Package
from publish.editions.edition import Artifact
from publish.model.document import Chapter, Matter, Role
from publish.model.walk import words
from publish.pandoc import read_markdown

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class WordFile:
    """A finished file, its parts parsed when asked for."""

    artifact: Artifact
    parts: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parts = Package.read(self.artifact.data).parts

    def part(self, name: str = "word/document.xml") -> etree._Element:
        """Return the root of a part."""
        return etree.fromstring(self.parts[name])

    def paragraphs(self, part: str = "word/document.xml") -> list[tuple[str, str]]:
        """Return style and text of every paragraph."""
        return [(style(one), text(one)) for one in self.part(part).iter(f"{W}p")]

    def styled(self, wanted: str) -> list[str]:
        """Return the texts of the paragraphs with a style."""
        return [words for name, words in self.paragraphs() if name == wanted]


def style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def text(paragraph: etree._Element) -> str:
    parts = []
    for one in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        if one.tag == f"{W}t":
            parts.append(one.text or "")
        elif one.getparent().tag == f"{W}r":  # type: ignore[union-attr]
            parts.append("|")
    return "".join(parts)


def chapter(
    name: str,
    markdown: str,
    role: Role = Role.CHAPTER,
    matter: Matter = Matter.BODY,
    title: str = "",
) -> Chapter:
    return Chapter(
        name, read_markdown(markdown).blocks, role=role, matter=matter, id=name, title=words(title)
    )


TABLE = """
| Year | Count |
|------|------:|
| 1950 |    12 |

: [Table 1]{.caption-label} Answers {#tbl:a}
"""
RICH = f"""# [Chapter 1]{{.heading-label}} The Form[^h] {{#sec:form}}

Words.^[A note.] See [iv](#two){{.pageref}} and [Figure 1](#fig:a).

![[Figure 1]{{.caption-label}} A field of blue](drawing.svg){{#fig:a alt="A blue field"}}

{TABLE}

Before [$$x$$[(1)]{{.equation-number}}]{{#eq:a .equation}} after.

> - a list in a quotation

[^h]: A note on the heading.
"""

Make = Callable[..., WordFile]

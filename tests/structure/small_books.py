"""Small books made of Markdown, and their text after the steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publish.diagnostics import Place
from publish.model.document import Chapter, Document, Matter, Role
from publish.model.metadata import Metadata
from publish.model.settings import Settings
from publish.model.walk import plain_text, words
from publish.pandoc import read_markdown

_BACK = {Role.APPENDIX, Role.INDEX, Role.BIBLIOGRAPHY}
_FRONT = {Role.PREFACE, Role.DEDICATION, Role.EPIGRAPH, Role.FOREWORD}


def chapter(text: str, role: Role = Role.CHAPTER, **fields: Any) -> Chapter:
    """Return a chapter of Markdown; its matter follows from its role."""
    matter = Matter.BACK if role in _BACK else Matter.FRONT if role in _FRONT else Matter.BODY
    name = fields.pop("name", f"{role.value}-{abs(hash(text)) % 10**6}")
    blocks = read_markdown(text).blocks
    values = {"matter": matter, "place": Place(f"{name}.md", 1, 1), **fields}
    return Chapter(name, blocks, role=role, **values)


def book(*chapters: Chapter, metadata: Metadata | None = None, **settings: Any) -> Document:
    """Return a book of chapters, with the settings given."""
    data = metadata or Metadata(title=words("The Book"), lang="en")
    return Document(data, Settings(**settings), Path(), chapters)


def text(node: Any) -> str:
    """Return plain words with ordinary spaces, for tests that are not about spaces."""
    return plain_text(node).replace("\u00a0", " ").replace("\u202f", " ")

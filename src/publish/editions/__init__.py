"""The forms a book takes: print PDF, EPUB, DOCX.

The table names the module of each edition; it is imported when the edition is built, since
WeasyPrint and its like take longer to load than most of our work. The processes that lay pages
out import this package too, and need nothing of the model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from publish.editions.edition import Edition

EDITIONS = {"pdf": "PDF", "epub": "EPUB", "docx": "DOCX"}


def find_edition(name: str) -> Edition:
    """Return the edition called `name`.

    Raises: KeyError if there is none.
    """
    constant = EDITIONS[name]
    return cast("Edition", getattr(import_module(f"publish.editions.{name}"), constant))

"""A book of two chapters, as most tests of the structure need one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from small_books import book, chapter

from publish.model.document import Document


@pytest.fixture
def two_chapters() -> Callable[..., Document]:
    """Return a function that makes a book of two numbered chapters."""

    def make(first: str, second: str = "", **settings: Any) -> Document:
        return book(
            chapter(f"# Air\n\n{first}", name="air"),
            chapter(f"# Water\n\n{second}", name="water"),
            **settings,
        )

    return make

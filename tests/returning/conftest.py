"""A small book that was sent out, and ways to edit its Word file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from edited import Sent

from publish.pipeline import build

SETTINGS = "title: Kitchens\nauthor: Ann Author\nlang: en-US\ncsl: {style}\n"
BIB = """@book{doe99, author={Doe, Jane}, title={Pots}, year={1999}, publisher={Press}}
@book{roe01, author={Roe, Richard}, title={Pans}, year={2001}, publisher={House}}
"""
FIRST = """---
role: chapter
---

# The Cook {#sec-cook}

The cook spoke *quietly*, and "nobody" asked.[@doe99, 3] She had
a *long spoon* and a [small pot]{.index entry="pots"} on the
shelf -- an old one.

> A quotation of two lines, which
> the cook wrote down.

- One item
- Two items[^a]

See @tbl-pots for the rest. It is the last paragraph here.

| Pot | Size |
|-----|------|
| big pot | ten |

: Pots of the house {#tbl-pots}

[^a]: See @doe99. They boil
    all day.

## The Guests

The guests came late.[@roe01, p. 4] They sat down.

They ate in silence. Then they left.
"""


@pytest.fixture(params=["chicago-notes-bibliography"])
def sent(tmp_path: Path, request: pytest.FixtureRequest) -> Sent:
    """Return a book and the Word file that was made of it."""
    folder = tmp_path / "book"
    (folder / "manuscript").mkdir(parents=True)
    (folder / "manuscript/book.yaml").write_text(SETTINGS.format(style=request.param))
    (folder / "manuscript/01-cook.md").write_text(FIRST)
    (folder / "bibliography.bib").write_text(BIB)
    made = build(folder, ("docx",))
    file = tmp_path / "returned.docx"
    shutil.copy(made.paths[0], file)
    return Sent(folder, file)

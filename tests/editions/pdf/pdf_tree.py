"""The structure tree of a PDF, walked with pikepdf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def elements(element: Any, kind: str) -> Iterator[Any]:
    """Yield all elements of a kind below an element, in order."""
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == f"/{kind}":
                yield kid
            yield from elements(kid, kind)


def whole(pdf: pikepdf.Pdf) -> Any:
    """Return the element of the whole document."""
    return pdf.Root.StructTreeRoot.K[0]


def kinds(element: Any) -> list[str]:
    """Return the kinds of the elements right below an element."""
    return [str(kid.S)[1:] for kid in element.K if "/S" in kid]

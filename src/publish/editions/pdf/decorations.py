"""Takes pictures that only decorate out of a file's tags, as PDF/UA wants it.

WeasyPrint 70 tags every picture as a figure. `engine` gives those without words the tag of an
element without meaning; here they become artifacts, which no screen reader stops at. The objects
are those of pikepdf, whose only door is `merge`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


def set_decorations_aside(tree: Any) -> None:
    """Make artifacts of the decorations in a structure tree as the engine wrote it.

    Source: ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.1.
    """
    numbers = tree.ParentTree.Nums
    parents = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
    for element, mark in list(_decorations(tree.K[0])):
        _make_artifact(element.Pg, mark)
        parents[int(element.Pg.StructParents)][mark] = None
        kids = element.P.K
        at = next(at for at, kid in enumerate(kids) if _is_same(kid, element))
        del kids[at]


def _decorations(root: Any) -> Iterator[tuple[Any, int]]:
    """Yield the elements whose content is a picture without words, and its number on the page."""
    waiting = list(root.K)
    while waiting:
        element = waiting.pop()
        if isinstance(element, int) or "/S" not in element:
            continue
        for kid in element.get("/K", ()):
            if not isinstance(kid, int):
                waiting.append(kid)
            elif str(element.S) == "/NonStruct":
                yield element, kid


def _is_same(kid: Any, element: Any) -> bool:
    return not isinstance(kid, int) and bool(kid.objgen == element.objgen)


def _make_artifact(page: Any, mark: int) -> None:
    begin = re.compile(rb"/Figure\s*<<\s*/MCID %d\s*>>\s*BDC" % mark)
    stream = page.Contents
    stream.write(begin.sub(b"/Artifact BMC", stream.read_bytes(), count=1))

"""The boxes of task lists: `- [x] done`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from publish.model.nodes import Block, Blocks, BulletList, Para, Plain, Str
from publish.model.walk import every, rewrite

_CROSSED, _TICKED = Str("\u2612"), Str("\u2611")


def with_ticks(blocks: Blocks) -> Blocks:
    """Return blocks in which done tasks are ticked: pandoc crosses them, as few faces can."""
    lists = every(BulletList, blocks)
    if not any(_ticked(item) is not item for one in lists for item in one.items):
        return blocks

    def tick(node: Any) -> Any:
        if isinstance(node, BulletList):
            return replace(node, items=tuple(_ticked(item) for item in node.items))
        return None

    return rewrite(blocks, tick, BulletList)


def _ticked(item: Blocks) -> Blocks:
    first: Block | None = item[0] if item else None
    if isinstance(first, Para | Plain) and first.content[:1] == (_CROSSED,):
        return (replace(first, content=(_TICKED, *first.content[1:])), *item[1:])
    return item

"""The pages of the print edition, as far as the other editions need to know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pagination:
    """What the print layout tells the other editions.

    `folios` maps the id of an element to the page number printed where it begins ("xii", "43");
    `page_count` counts sheets' sides, blank ones included.
    """

    folios: Mapping[str, str] = field(default_factory=dict)
    page_count: int = 0

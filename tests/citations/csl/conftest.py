"""What several tests of the evaluator need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from publish.citations.csl.engine import render


@pytest.fixture
def cite() -> Callable[..., list[str]]:
    """Return a function that formats citations, each a list of keys or of cites."""

    def run(
        style: str, items: Sequence[Mapping[str, Any]], *citations: Sequence[Any], note: int = 0
    ) -> list[str]:
        clusters = [
            {
                "note": note and note + place,
                "items": [{"id": one} if isinstance(one, str) else one for one in citation],
            }
            for place, citation in enumerate(citations)
        ]
        texts: list[str] = render(style, items, clusters)["citations"]
        return texts

    return run

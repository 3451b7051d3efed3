"""A Word file that comes back: its changes become changes of the Markdown it was made from."""

from publish.returning.listing import findings
from publish.returning.patch import apply, diff
from publish.returning.trip import Trip, take_back

__all__ = ["Trip", "apply", "diff", "findings", "take_back"]

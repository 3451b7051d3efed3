"""From the author's files to chapters with a place on all that can be wrong."""

from publish.manuscript.read import read_manuscript

__all__ = ["read_manuscript"]

"""From the author's files to chapters with a place on all that can be wrong."""

from publish.manuscript.read import Parsed, read_file, read_manuscript

__all__ = ["Parsed", "read_file", "read_manuscript"]

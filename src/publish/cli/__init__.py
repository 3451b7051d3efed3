"""The command `publish`: reads arguments, prints, and chooses the exit code. Nothing else does.

stdout carries what was asked for (paths written, a schema, an explanation); progress and findings
go to stderr. Libraries are imported when a command needs them, so that `--help` is quick.
"""

from publish.cli.run import main

__all__ = ["main"]

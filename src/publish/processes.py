"""How child processes of ours end."""

from __future__ import annotations

import contextlib
import subprocess


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, whatever it does, and close its pipes."""
    process.kill()
    process.wait()
    close_pipes(process)


def close_pipes(process: subprocess.Popen[bytes]) -> None:
    """Close the pipes to a process that has ended."""
    for stream in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):  # one that the process left half read
            if stream is not None:
                stream.close()

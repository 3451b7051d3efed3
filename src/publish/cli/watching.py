"""The command `watch`: builds on save and shows the book in a browser."""

from __future__ import annotations

import argparse
import os
import sys

from publish.cli.commands import DONE, answer, say
from publish.cli.options import EDITIONS


def watch(options: argparse.Namespace) -> int:
    """Build on every save until Ctrl-C, and serve a page that shows the book."""
    from publish.watching import Order, Wishes
    from publish.watching import watch as keep_watching

    editions = EDITIONS if "all" in options.editions else tuple(dict.fromkeys(options.editions))
    opens = _has_windows() if options.opens_browser is None else options.opens_browser
    order = Order(editions, options.output, options.jobs, options.allow_filters)
    wishes = Wishes(order, options.port, opens, options.editor)
    try:
        tell = (lambda text: None) if options.quiet else say
        keep_watching(options.project, wishes, tell, _opened)
    except KeyboardInterrupt:
        say("ended")
    return DONE


def _opened(address: str) -> None:
    answer(address)
    sys.stdout.flush()


def _has_windows() -> bool:
    """Tell whether a browser would have a window; one in the terminal would be in the way."""
    is_remote = "SSH_CONNECTION" in os.environ
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    has = sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in names)
    return has and not is_remote

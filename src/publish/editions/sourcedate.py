"""When the sources of a book were last changed, if whoever builds it says so; no clock is asked."""

from __future__ import annotations

import os
from datetime import UTC, datetime

_LAST_S = 253_402_300_799  # the end of the year 9999, after which no format here can tell a time


def source_date() -> datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH tells in seconds since 1970; None without one.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (seconds.isascii() and seconds.isdigit()):
        return None
    return datetime.fromtimestamp(min(int(seconds), _LAST_S), UTC)

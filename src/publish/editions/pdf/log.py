"""Listens to what WeasyPrint says, so that it can be told to the author."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from publish.editions.pdf.proofs import Message


class EngineLog(logging.Handler):
    """Collects what WeasyPrint says."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.source = ""
        self._messages: dict[Message, None] = {}
        logger = logging.getLogger("weasyprint")
        logger.handlers = [self]
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message, once."""
        is_error = record.levelno >= logging.ERROR
        self._messages[Message(is_error, record.getMessage(), self.source)] = None

    def following(self, preprocess: Callable[..., None]) -> Callable[..., None]:
        """Return WeasyPrint's reader of stylesheets, told which of them is read: one may import.

        WeasyPrint 70 says line and column, not the file.
        """

        def read(medium: str, base_url: str | None, *more: Any, **named: Any) -> None:
            outer = self.source
            if base_url and base_url.startswith("file:"):
                self.source = unquote(urlsplit(base_url).path)
            try:
                preprocess(medium, base_url, *more, **named)
            finally:
                self.source = outer

        return read

    def take(self) -> tuple[Message, ...]:
        """Return the messages since the last time."""
        messages, self._messages = tuple(self._messages), {}
        return messages

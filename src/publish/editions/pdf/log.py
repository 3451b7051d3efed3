"""Listens to what WeasyPrint says, so that it can be told to the author."""

from __future__ import annotations

import logging

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

    def take(self) -> tuple[Message, ...]:
        """Return the messages since the last time."""
        messages, self._messages = tuple(self._messages), {}
        return messages

"""Shows a book in a browser while it is being written: rebuilt on save, at the last change."""

from publish.watching.session import Wishes, watch
from publish.watching.workshop import Order

__all__ = ["Order", "Wishes", "watch"]

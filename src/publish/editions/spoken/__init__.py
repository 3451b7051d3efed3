"""Formulas in words, for those who hear a book: "x squared plus 1"."""

from publish.editions.spoken.speak import LANGUAGES, in_words

__all__ = ["LANGUAGES", "in_words"]

"""The fonts inside an EPUB: cut down to the characters that its pages show in each face."""

from publish.editions.epub.fonts.embed import Embedded, embedded_fonts

__all__ = ["Embedded", "embedded_fonts"]

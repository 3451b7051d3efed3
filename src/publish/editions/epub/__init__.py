"""The EPUB edition: documents, navigation and metadata put into one package."""

from publish.editions.edition import Edition
from publish.editions.epub.render import render

EPUB = Edition("epub", ".epub", "EPUB", render)

__all__ = ["EPUB", "render"]

"""XHTML pages for print and EPUB, made from one and the same Document."""

from publish.editions.pages.chapter import chapter_body, notes_of
from publish.editions.pages.form import Form, Medium

__all__ = ["Form", "Medium", "chapter_body", "notes_of"]

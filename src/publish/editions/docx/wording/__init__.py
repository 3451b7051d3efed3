"""What a Word file says, paragraph by paragraph, with every change that was tracked in it."""

from publish.editions.docx.wording.pieces import Change, Kind, Note, Paragraph, Piece, Wording
from publish.editions.docx.wording.read import read_wording

__all__ = ["Change", "Kind", "Note", "Paragraph", "Piece", "Wording", "read_wording"]

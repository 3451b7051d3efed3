"""The forms a book takes: print PDF, EPUB, DOCX."""

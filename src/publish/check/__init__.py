"""Rules that look at a book and say what is wrong."""

"""What a PDF says of its structure to those who listen to it: the tags of a book.

`leaves` finds what was drawn and for which element, `builder` makes tags of elements, each of them
one however many pages it runs over, `complete` adds what needs the whole chapter, `streams` makes
artifacts of what is not text, and `collect` does all of this while the engine draws. In our own
process `write` puts the tags of all chapters into the file.
"""

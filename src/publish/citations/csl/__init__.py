"""Format citations and reference lists by a CSL 1.0.2 style, with an evaluator of our own.

Its door is `engine`. The package itself loads nothing: a book that cites what it did when it was
last built does without the evaluator, but asks for the words of locales.
"""

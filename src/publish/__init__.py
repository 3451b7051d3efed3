"""One scholarly manuscript in, every edition it needs out."""

__version__ = "0.1.0"

"""A new project: a small but complete book that builds at once, to write over."""

from publish.scaffold.lay_out import Author, lay_out_project

__all__ = ["Author", "lay_out_project"]

"""What an author's folder says: settings, chapters, bibliographies, each with its place."""

from publish.project.load import load_project
from publish.project.types import ChapterSource, Project

__all__ = ["ChapterSource", "Project", "load_project"]

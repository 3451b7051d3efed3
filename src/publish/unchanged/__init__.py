"""A book that is as it was when it was last built need not be built again.

The record of a build says what it was made of (every file of the project, this program, the
libraries under it, the settings of the environment), what it made, and what it had to say. Only
what costs little to import is imported here: to see that nothing changed must take no time.
"""

from publish.unchanged.record import Beginning, Outcome, begin, recall
from publish.unchanged.surroundings import surroundings_mark

__all__ = ["Beginning", "Outcome", "begin", "recall", "surroundings_mark"]

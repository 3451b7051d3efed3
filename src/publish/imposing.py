"""A finished PDF on sheets that are folded: booklets, sections, signatures, proofs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.editions.printing.boxes import PT_PER_MM
from publish.editions.printing.folding import Plan, booklet, nested, signatures, two_up
from publish.editions.printing.impose import Creep, impose
from publish.editions.printing.reading import FileError, page_count, reading_others

_FORMS: Mapping[str, Callable[[int, int], Plan]] = {
    "booklet": lambda count, section: booklet(count),
    "sections": nested,
    "signatures": signatures,
    "two-up": lambda count, section: two_up(count),
}


def imposed(file: Path, form: str, section: int, creep_mm: float, *, is_rtl: bool) -> bytes:
    """Return the sheets of a file. `form` is `booklet`, `sections`, `signatures` or `two-up`.

    Raises: PublishError if the file is no PDF that can be read.
    """
    try:
        data = file.read_bytes()
        with reading_others():
            plan = _FORMS[form](page_count(data), section)
            return impose(data, plan, Creep(creep_mm * PT_PER_MM), is_rtl=is_rtl)
    except (OSError, FileError) as error:
        why = getattr(error, "strerror", None) or str(error)
        message = f"the file cannot be read: {why}"
        raise PublishError([Diagnostic("file-unreadable", message, Place(str(file)))]) from error

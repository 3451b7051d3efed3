"""Reads ZIP archives that anybody may have made: EPUB and Word files.

A small archive can unpack to more than a computer holds, and a damaged one makes Python's reader
fail in a dozen ways; here both are one error.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

# A book of a thousand large pictures fits; a bomb (42 kB that unpack to 4.5 GB) does not.
_MOST_BYTES = 1 << 30
_MOST_ENTRIES = 20_000


class ArchiveError(zipfile.BadZipFile):
    """The bytes are no archive that can be read, or one that would fill the memory."""


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return every file in an archive by its name; of a name given twice, the last.

    Raises: ArchiveError if that cannot be done within bounds.
    """
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            # zipfile gives out no more of an entry than its head says there is.
            if len(entries) > _MOST_ENTRIES or sum(one.file_size for one in entries) > _MOST_BYTES:
                raise ArchiveError("it would unpack to more than a book can hold")
            for entry in entries:
                parts[entry.filename] = archive.read(entry)
    except ArchiveError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, struct.error, OSError) as error:
        raise ArchiveError(f"the archive is damaged: {error}") from error
    except RuntimeError as error:  # a password; NotImplementedError for compression unknown
        raise ArchiveError(f"the archive cannot be unpacked: {error}") from error
    return parts

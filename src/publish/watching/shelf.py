"""What the server gives out of a book: documents and pictures of the EPUB, pages of the PDF."""

from __future__ import annotations

import io
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from publish.editions.pdf.finished import page_png

_LOOKS = (".css", ".ttf", ".otf", ".woff", ".woff2")
MOST_BYTES = 96_000_000  # of drawn pages; those not asked for the longest go
_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a page is drawn from: a PDF file and the number of the page in it, from 0."""

    data: bytes
    number: int


class Shelf:
    """The files of the book as it is now. Other threads may take while one puts."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._sheets: dict[str, Sheet] = {}
        self._drawn: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = Lock()

    def put(self, files: Mapping[str, bytes]) -> None:
        """Put in documents or pictures, by their names in the EPUB."""
        self._files = {**self._files, **files}

    def put_epub(self, data: bytes) -> None:
        """Put in all that a finished EPUB shows, in place of what is there."""
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [name for name in package.namelist() if name.startswith("EPUB/")]
            self._files = {name.removeprefix("EPUB/"): package.read(name) for name in names}

    def file(self, name: str) -> tuple[str, bytes] | None:
        """Return the media type and the bytes of a file, None if the book has none of the name."""
        data = self._files.get(name)
        suffix = name[name.rfind(".") :].lower() if "." in name else ""
        return (_TYPES[suffix], data) if data is not None and suffix in _TYPES else None

    def looks(self) -> str:
        """Return a mark of the stylesheet and the fonts."""
        digest = sha256()
        for name in sorted(name for name in self._files if name.endswith(_LOOKS)):
            digest.update(name.encode() + self._files[name] + b"\0")
        return digest.hexdigest()[:16]

    def put_sheets(self, sheets: Mapping[str, Sheet]) -> None:
        """Say from where pages are drawn, by their marks; others are forgotten."""
        self._sheets = dict(sheets)

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """The pages there are, by their marks."""
        return self._sheets

    def page(self, mark: str, width_px: int) -> bytes | None:
        """Return a page as a PNG file of a width, None if there is no page of the mark."""
        key = (mark, width_px)
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        sheet = self._sheets.get(mark)
        if sheet is None:
            return None
        made = page_png(sheet.data, sheet.number, width_px)
        with self._lock:
            self._drawn[key] = made
            room = MOST_BYTES - sum(map(len, self._drawn.values()))
            while room < 0 and len(self._drawn) > 1:
                room += len(self._drawn.popitem(last=False)[1])
        return made

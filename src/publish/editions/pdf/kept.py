"""What was made of chapters, kept for the next build.

A chapter's pages are kept by its text, the stylesheets, the fonts and the versions of what made
them, and are good as long as every file that they show is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from publish.caching import Cache, code_mark, files_mark, key_of, pack, unpack
from publish.editions.pdf.jail import digest_of
from publish.editions.pdf.proofs import (
    Bookmark,
    Draught,
    FontUse,
    HeadPage,
    Heads,
    HeadState,
    Hole,
    LaidOut,
    Message,
    NotePlace,
    PageStarts,
    PageWords,
    Picture,
    Point,
    Setup,
    WordProof,
)

_PAGES, _HEADS, _FACE, _FAMILIES, _FOLIOS = "pages", "heads", "face", "families", "folios"
_READ = "read"
_TYPES = (
    Bookmark, Draught, FontUse, HeadPage, Heads, HeadState, Hole, LaidOut, Message, NotePlace,
    PageStarts, PageWords, Picture, Point, WordProof,
)  # fmt: skip
Shown = tuple[str, tuple[tuple[str, int], ...]]  # words of a page; of each link, and its target
_LIBRARIES = ("weasyprint", "pydyf", "pyphen", "tinycss2", "cssselect2", "Pillow")


class KeptPages:
    """The pages of one book's chapters, under one design. Without a cache, only font files."""

    def __init__(self, setup: Setup, fonts: Sequence[Path], cache: Cache | None) -> None:
        self._cache = cache
        self._mark = _mark(setup, fonts)
        self._faces: dict[str, bytes] = {}

    @property
    def outlasts(self) -> bool:
        """Tell whether the next build can find what is kept."""
        return self._cache is not None

    def has_pages(self) -> bool:
        """Tell whether an earlier build has left pages of this book, of whatever text."""
        return self._cache is not None and any(self._cache.folder.glob(f"{_PAGES}-*"))

    def key(self, xhtml: str) -> str:
        """Return the key of a chapter's text."""
        return key_of(self._mark, xhtml)

    def has(self, key: str) -> bool:
        """Tell whether pages of a chapter are kept, current or not."""
        return self._cache is not None and self._cache.has(_PAGES, key)

    def find(self, key: str, digests: dict[str, str]) -> tuple[LaidOut, Draught] | None:
        """Return the pages of a chapter, if nothing that they were made from has changed.

        `digests` are those of files that were looked at for other chapters; more are added.
        """
        found = self._read(_PAGES, key)
        if not isinstance(found, tuple):
            return None
        laid_out, draught = found
        is_current = _are_same(laid_out.read, digests) and self._has_faces(draught)
        return (laid_out, draught) if is_current else None

    def keep(self, key: str, laid_out: LaidOut, draught: Draught) -> None:
        """Keep the pages of a chapter whose heads are drawn apart."""
        self._write(_PAGES, key, (laid_out, draught))

    def find_heads(self, key: str, first_folio: int, digests: dict[str, str]) -> Heads | None:
        """Return the heads of a chapter whose first page bears this number: see `find`."""
        found = self._read(_HEADS, key_of(key, str(first_folio)))
        if not isinstance(found, Heads):
            return None
        return found if _are_same(found.read, digests) and self._has_faces(found) else None

    def keep_heads(self, key: str, first_folio: int, heads: Heads) -> None:
        """Keep the heads of a chapter."""
        self._write(_HEADS, key_of(key, str(first_folio)), heads)

    def face(self, digest: str) -> bytes:
        """Return a font file, empty if it is not there."""
        if digest not in self._faces and self._cache:
            self._faces[digest] = self._cache.find(_FACE, digest) or b""
        return self._faces.get(digest, b"")

    def add_faces(self, faces: Mapping[str, bytes]) -> None:
        """Keep font files by their digests."""
        for digest, data in faces.items():
            if self._faces.get(digest):  # by another chapter
                continue
            self._faces[digest] = data
            if self._cache and self._cache.find(_FACE, digest) is None:
                self._cache.keep(_FACE, digest, data)

    def families(self) -> frozenset[str]:
        """Return the families that the design's fonts have; none if that is not known."""
        kept = self._cache.find(_FAMILIES, self._mark) if self._cache else None
        return frozenset(kept.decode("utf-8", "replace").split("\n")) if kept else frozenset()

    def keep_families(self, families: frozenset[str]) -> None:
        """Keep the families that the design's fonts have."""
        if self._cache:
            self._cache.keep(_FAMILIES, self._mark, "\n".join(sorted(families)).encode())

    def folios(self, book: str) -> dict[str, str]:
        """Return the page numbers of the last build, by what they are of: a first guess."""
        found = self._read(_FOLIOS, key_of(book))
        return found if isinstance(found, dict) else {}

    def keep_folios(self, book: str, folios: Mapping[str, str]) -> None:
        """Keep the page numbers of a book for the next build."""
        self._write(_FOLIOS, key_of(book), dict(folios))

    def has_read(self, book: str) -> bool:
        """Tell whether it is known what could be read on the pages of the last build's file."""
        return self._cache is not None and self._cache.has(_READ, self._reading(book))

    def read_before(self, book: str) -> dict[str, Shown]:
        """Return what could be read on the pages of the last build's file, by their marks."""
        found = self._read(_READ, self._reading(book))
        return found if isinstance(found, dict) else {}

    def keep_read(self, book: str, shown: Mapping[str, Shown]) -> None:
        """Keep what can be read on the pages of a finished file, by their marks."""
        self._write(_READ, self._reading(book), dict(shown))

    def _reading(self, book: str) -> str:
        return key_of(self._mark, version("pypdfium2"), book)

    def _has_faces(self, one: Draught | Heads) -> bool:
        return all(self.face(use.face) for use in one.fonts)

    def _read(self, step: str, key: str) -> Any:
        data = self._cache.find(step, key) if self._cache else None
        try:
            return unpack(data, _TYPES) if data is not None else None
        except ValueError:
            return None

    def _write(self, step: str, key: str, value: Any) -> None:
        if self._cache:
            self._cache.keep(step, key, pack(value))


def _are_same(files: Iterable[tuple[str, str]], digests: dict[str, str]) -> bool:
    """Tell whether files are what they were; `digests` are those that were looked at already."""
    for path, digest in files:
        if path not in digests:
            digests[path] = digest_of(Path(path))
        if digests[path] != digest:
            return False
    return True


def _mark(setup: Setup, fonts: Sequence[Path]) -> str:
    """Return a mark of all that pages depend on beside their text, wherever the project lies."""
    return key_of(
        code_mark(),
        *map(version, _LIBRARIES),
        setup.variant,
        key_of(*(text for text, _ in setup.stylesheets)),
        files_mark(fonts),
    )

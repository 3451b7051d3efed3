"""The chapters of the EPUB, kept between builds: what changed and where, and their words."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from hashlib import sha256

from publish.editions import markup
from publish.editions.edition import Design
from publish.editions.epub.preview import Preview, preview
from publish.model.document import Document
from publish.model.nodes import Blocks
from publish.watching.board import ChapterShown
from publish.watching.counting import count_words, total
from publish.watching.early import put_new_words
from publish.watching.places import Spot, spot_of
from publish.watching.shelf import Shelf


@dataclass(slots=True)
class Chapters:
    """What is shown of the text. `last` is where it changed last."""

    last: Spot | None = None
    _preview: Preview | None = None
    _pages: dict[str, bytes] = field(default_factory=dict)  # by chapter name
    _before: dict[str, bytes] = field(default_factory=dict)
    _counts: dict[str, Mapping[str, int]] = field(default_factory=dict)
    _early: set[str] = field(default_factory=set)  # chapters that are not what the book says yet
    _behind: set[str] = field(default_factory=set)  # those that lack something that was saved

    def take(self, form: Document, design: Design, shelf: Shelf) -> None:
        """Take in the EPUB edition of a book as it is now."""
        known = dict(self._preview.chapters) if self._preview else {}
        for name in self._early:
            known.pop(name, None)
        self._early.clear()
        self._behind.clear()
        made = preview(form, design, known)
        self._before = dict(self._pages)
        self._pages = {name: self._pages[name] for name in made.files if name in self._pages}
        self._pages.update({name: page.data for name, page in made.pages.items()})
        for name in made.pages:
            self._counts[name] = count_words(made.chapters[name], self._pages[name])
        files = {made.files[name]: data for name, data in self._pages.items()}
        files.update({picture.name: picture.data for picture in made.pictures})
        if self._preview is None:
            files[made.style.name] = made.style.data
        shelf.put(files)
        self._preview = made

    def name_of(self, path: str) -> str:
        """Return the name of the chapter that a file is, "" if it is none or several."""
        known = self._preview.chapters.items() if self._preview else ()
        names = [name for name, one in known if one.place and one.place.path == path]
        return names[0] if len(names) == 1 else ""

    def early(self, name: str, old: Blocks, new: Blocks, shelf: Shelf) -> bool:
        """Put new words of its file into a chapter.

        Returns False where they must wait until the whole book has been worked through.
        """
        assert self._preview is not None, "take() comes first"
        root = markup.parse(self._pages[name])
        if name in self._behind or not put_new_words(root, old, new):
            self._behind.add(name)
            return False
        made = markup.document(root, "<!DOCTYPE html>")
        self._before = dict(self._pages)
        self._pages[name] = made
        self._early.add(name)
        self._counts[name] = count_words(self._preview.chapters[name], made)
        shelf.put({self._preview.files[name]: made})
        return True

    def again(self, shelf: Shelf) -> None:
        """Take in the chapters as a finished EPUB has them."""
        assert self._preview is not None, "take() comes first"
        for name, file in self._preview.files.items():
            found = shelf.file(file)
            if found and found[1] != self._pages[name]:
                self._pages[name] = found[1]
                self._counts[name] = count_words(self._preview.chapters[name], found[1])

    def spot(self, shown: tuple[ChapterShown, ...], saved: Set[str]) -> Spot | None:
        """Return where the text changed: in a chapter that was saved, else in the first."""
        if not self._before:
            return None
        chapters = self._preview.chapters.values() if self._preview else ()
        sources = {one.name: one.place.path for one in chapters if one.place}
        changed = [one.name for one in shown if self._pages[one.name] != self._before.get(one.name)]
        for name in sorted(changed, key=lambda name: sources.get(name) not in saved):
            if found := spot_of(name, self._before.get(name), self._pages[name]):
                self.last = found
                return found
        return None

    @property
    def words(self) -> dict[str, int]:
        """The words of the whole book, by kind."""
        names = self._preview.files if self._preview else ()
        return total(self._counts.get(name, {}) for name in names)

    def page(self, name: str) -> bytes:
        """Return the document of a chapter."""
        return self._pages[name]

    def shown(self) -> tuple[ChapterShown, ...]:
        """Return what is to be shown of the chapters."""
        assert self._preview is not None, "take() comes first"
        return tuple(
            ChapterShown(
                name,
                file,
                self._preview.titles[name],
                sha256(self._pages[name]).hexdigest()[:16],
                self._counts.get(name, {}),
            )
            for name, file in self._preview.files.items()
        )

"""Lays chapters out in child processes that see only the design's fonts.

A chapter is drawn as soon as it is laid out, so that its pages take no memory. Where it has page
numbers that are only guessed, it is laid out to know how many pages it fills, and once more when
they are known: by the same process, which knows its paragraphs.
"""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from threading import Event, Lock
from xml.sax.saxutils import escape

from publish.caching import Cache
from publish.editions.pdf.child import Child
from publish.editions.pdf.enginestart import take_engines
from publish.editions.pdf.kept import KeptPages
from publish.editions.pdf.proofs import Draught, Heads, LaidOut, Setup
from publish.editions.pdf.shift import Shift

PROCESSES = 2
_HEADS_AT_ONCE = 6  # chapters


@dataclass(frozen=True, slots=True)
class Text:
    """A chapter to be laid out: its XHTML, and whether there are guessed page numbers in it."""

    xhtml: str
    is_guess: bool = False


@dataclass(slots=True)
class _Made:
    """What was made of a text so far.

    `home` is the process that did. It has the pages still, where heads and folios must be drawn
    with the text; `folio` is then the number of the first page as it was drawn. Where page numbers
    are guessed, `stays` tells whether it has them to be drawn if the guess is right.
    """

    key: str
    xhtml: str
    laid_out: LaidOut
    draught: Draught | None = None
    home: Child | None = None
    folio: int | None = None
    is_guess: bool = False
    stays: bool = False


class Press:
    """A set of engines for one book. They end with the `Press`, or with our process.

    `told` is called with the name of every chapter that has its pages; `anew` are those that were
    laid out for it, not found among what an earlier build has left. `at_work` is set when the
    engines have all that they can begin with: our own process then has little to do.
    """

    def __init__(
        self,
        setup: Setup,
        fonts: Sequence[Path],
        processes: int = PROCESSES,
        cache: Cache | None = None,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="publish-")
        config = Path(self._folder.name) / "fonts.conf"
        config.write_text(fontconfig(fonts, config.parent / "cache"), encoding="utf-8")
        self._setup, self._config = setup, config
        self.kept = KeptPages(setup, fonts, cache)
        self.processes = processes  # at most
        self._children: list[Child] = []
        self._lock = Lock()
        self._made: dict[str, _Made] = {}  # by name
        self.told: Callable[[str], None] = lambda name: None
        self.anew: set[str] = set()
        self.at_work = Event()
        # In which texts are laid out. It knows us: with its like we would outlive our last user.
        self._shift: Callable[[], Shift | None] = lambda: None
        self._end = weakref.finalize(self, _stop, self._children, self._folder)

    def start(self, processes: int | None = None) -> None:
        """Start engines ahead of time: they take most of a second to be ready.

        One is enough to begin with where an earlier build has left pages: few will be missing.
        """
        if processes is None and self.kept.has_pages():
            processes = 1
        with self._lock:
            lacking = min(processes or self.processes, self.processes) - len(self._children)
            for process in take_engines(max(lacking, 0)):
                self._children.append(Child(process, self._setup, self._config))

    def stop(self) -> None:
        """End the processes now; whoever waits for one is told that it failed."""
        self._end()

    def warm_up(self, languages: Iterable[str]) -> None:
        """Let the engines read what they will need for these languages, without waiting."""
        for child in self._children:
            child.tell("warm_up", tuple(languages))

    def families(self) -> frozenset[str]:
        """Return the font families that the engines can set, in small letters."""
        if not (found := self.kept.families()):
            self.start(1)
            found = frozenset(self._children[0].ask("families"))
            self.kept.keep_families(found)
        return found

    def lay_out(self, texts: Iterable[tuple[str, Text]]) -> dict[str, LaidOut]:
        """Break chapters into pages: names and texts in, name -> what fell where out.

        The engines begin with the first text, while the others are still made.
        """
        names: list[str] = []
        missing: dict[str, Text] = {}
        before: dict[str, _Made | None] = {}
        kept: dict[str, str] = {}  # those that an earlier build has left, by their keys

        def set_one(child: Child, name: str) -> None:
            self._made[name] = self._set(child, name, missing[name], before[name])
            self.anew.add(name)
            self.told(name)

        with Shift(self._staff, set_one) as shift:
            self._shift = weakref.ref(shift)
            for name, text in texts:
                names.append(name)
                if self._has(name, text):
                    continue
                # The pages stay where they are: what they have in common with the new is used.
                before[name], missing[name] = self._made.pop(name, None), text
                if self.kept.has(key := self.kept.key(text.xhtml)):
                    kept[name] = key
                else:  # it need not wait for what is kept
                    shift.add(name, _home(before[name]), len(text.xhtml))
            self.at_work.set()
            found = self._found(kept, missing)
            for name in kept.keys() - found:
                shift.add(name, _home(before[name]), len(missing[name].xhtml))
        for name in found:
            if home := _home(before[name]):
                home.tell("forget", name)
        return {name: self._made[name].laid_out for name in names}

    def laid_out_so_far(self) -> dict[str, LaidOut]:
        """Return what fell where, of the texts that were given to `lay_out` by now and are done.

        It waits until few of them lack: to be called while that asks for texts.
        """
        self.at_work.set()
        shift = self._shift()
        assert shift is not None, "texts are being laid out"
        shift.wait_until_few_wait()
        return {name: made.laid_out for name, made in [*self._made.items()]}

    def _staff(self, tasks: int) -> Sequence[Child]:
        """Return the engines for so many tasks."""
        self.start(tasks)
        return self._children

    def _found(self, keys: Mapping[str, str], texts: Mapping[str, Text]) -> set[str]:
        """Take chapters from what an earlier build has kept; return those that are current."""
        digests: dict[str, str] = {}
        found = set()
        for name, key in keys.items():
            if pages := self.kept.find(key, digests):
                self._made[name] = _Made(key, texts[name].xhtml, *pages)
                found.add(name)
                self.told(name)
        return found

    def holds(self, name: str, xhtml: str) -> bool:
        """Tell whether a chapter's pages are those of this text, not of a later one."""
        return self._has(name, Text(xhtml))

    def draw(self, first_folios: Mapping[str, int]) -> dict[str, Draught]:
        """Return chapters as PDF, given the number of each one's first page."""
        self._at_once(
            {
                name: self._made[name].home
                for name in first_folios
                if self._waits(name, first_folios)
            },
            lambda child, name: self._draw(child, name, first_folios[name]),
        )
        return {name: self._draught(name) for name in first_folios}

    def draw_heads(self, first_folios: Mapping[str, int]) -> dict[str, Heads | None]:
        """Return the heads and folios of chapters as PDF, given the number of each first page.

        There are none where they had to be drawn with the text.
        """
        heads: dict[str, Heads | None] = {}
        digests: dict[str, str] = {}
        for name, folio in first_folios.items():
            made = self._made[name]
            can_be_kept = made.laid_out.heads is not None
            heads[name] = self.kept.find_heads(made.key, folio, digests) if can_be_kept else None
        lacking = [n for n, one in heads.items() if not one and self._made[n].laid_out.heads]
        # Several at a time: an engine is quicker with a chapter's than we with the next question.
        size = min(_HEADS_AT_ONCE, ceil(len(lacking) / self.processes)) or 1
        batches = {str(at): lacking[at : at + size] for at in range(0, len(lacking), size)}

        def serve(child: Child, batch: str) -> None:
            heads.update(self._heads(child, batches[batch], first_folios))

        self._at_once(dict.fromkeys(batches), serve)
        return heads

    def _has(self, name: str, text: Text) -> bool:
        made = self._made.get(name)
        if made is None or made.xhtml != text.xhtml:
            return False
        return text.is_guess or not made.is_guess

    def _draught(self, name: str) -> Draught:
        draught = self._made[name].draught
        assert draught is not None, f"{name} was not drawn"
        return draught

    def _set(self, child: Child, name: str, text: Text, before: _Made | None) -> _Made:
        key = self.kept.key(text.xhtml)
        if text.is_guess:
            told, stays = child.ask("count_pages", name, text.xhtml)
            return _Made(key, text.xhtml, told, home=child, is_guess=True, stays=stays)
        if before is not None and before.stays and before.key == key:
            laid_out, draught = child.ask("close", name)  # the guess was right
        else:
            laid_out, draught = child.ask("lay_out_and_close", name, text.xhtml)
        made = _Made(key, text.xhtml, laid_out, draught, child)
        self._keep(child, made)
        return made

    def _keep(self, child: Child, made: _Made) -> None:
        self.kept.add_faces(child.ask("take_faces"))
        if made.draught is not None and made.laid_out.heads:
            self.kept.keep(made.key, made.laid_out, made.draught)

    def _waits(self, name: str, first_folios: Mapping[str, int]) -> bool:
        """Tell whether a chapter is not drawn yet, or with another number on its first page."""
        made = self._made[name]
        has_other = made.laid_out.heads is None and made.folio != first_folios[name]
        return made.draught is None or has_other

    def _draw(self, child: Child, name: str, first_folio: int) -> None:
        made = self._made[name]
        made.folio = None if made.laid_out.heads else first_folio
        made.draught = child.ask("draw", name, made.folio)
        self._keep(child, made)

    def _heads(
        self, child: Child, names: Sequence[str], first_folios: Mapping[str, int]
    ) -> dict[str, Heads]:
        states = [(self._made[name].laid_out.heads, first_folios[name]) for name in names]
        heads: dict[str, Heads] = dict(zip(names, child.ask("draw_heads_of", states), strict=True))
        self.kept.add_faces(child.ask("take_faces"))
        for name, one in heads.items():
            self.kept.keep_heads(self._made[name].key, first_folios[name], one)
        return heads

    def _at_once(
        self, homes: Mapping[str, Child | None], serve: Callable[[Child, str], None]
    ) -> None:
        """Call `serve` for names in all processes side by side: see `Shift`."""
        with Shift(self._staff, serve) as shift:
            for name, home in homes.items():
                shift.add(name, home)


def _home(made: _Made | None) -> Child | None:
    return made.home if made else None


def fontconfig(folders: Iterable[Path], cache: Path) -> str:
    """Return a fontconfig file that knows only the fonts in `folders`."""
    lines = "".join(f"  <dir>{escape(str(folder))}</dir>\n" for folder in folders)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"{lines}  <cachedir>{escape(str(cache))}</cachedir>\n</fontconfig>\n"
    )


def _stop(children: Sequence[Child], folder: tempfile.TemporaryDirectory[str]) -> None:
    for child in children:
        child.stop()
    folder.cleanup()

"""What is fuzzed: a file of each kind, the words that mean something in it, the commands that read.

Each target writes its input into a small book or beside it, and names the commands to run.
"""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fuzzing import words
from fuzzing.mutations import mutated, mutated_archive

Commands = list[list[str]]
Mutate = Callable[[bytes, Sequence[bytes], random.Random], bytes]
ROOT = Path(__file__).parents[2]
BOOK = "title: The Tried\nauthor: Jane Doe\nlang: en-US\nepub:\n  page-list: false\n"
CHAPTER = "# One\n\nWords [@doe, p. 3].[^1]\n\n![A picture](pic.png){alt=x}\n\n[^1]: A note.\n"
BIB = "@book{doe, author={Doe, Jane}, title={A}, publisher={B}, address={C}, year=1999}\n"


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of input. `share` is how many inputs it gets for each of the fastest kind."""

    name: str
    seeds: Callable[[], list[bytes]]
    words: tuple[bytes, ...]
    place: Callable[[Path, bytes, random.Random], Commands]
    mutate: Mutate = mutated
    share: float = 1.0


def lay_out(folder: Path) -> None:
    """Write the small book that inputs are put into."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "manuscript").mkdir(parents=True)
    (folder / "styles" / "fonts").mkdir(parents=True)
    (folder / "manuscript" / "book.yaml").write_text(BOOK)
    (folder / "manuscript" / "01-one.md").write_text(CHAPTER)
    (folder / "manuscript" / "pic.png").write_bytes(picture("PNG"))
    (folder / "bibliography.bib").write_text(BIB)


@cache
def picture(form: str) -> bytes:
    """Return a small picture in one of Pillow's formats."""
    from PIL import Image

    target = io.BytesIO()
    Image.linear_gradient("L").resize((60, 40)).convert("RGB").save(target, form)
    return target.getvalue()


@cache
def built(kind: str) -> bytes:
    """Return the small book as a finished file."""
    import tempfile

    from publish.pipeline import build

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "book"
        lay_out(folder)
        return build(folder, [kind]).paths[0].read_bytes()


def _text(*paths: str) -> list[bytes]:
    return [(ROOT / path).read_bytes() for path in paths]


def _settings(folder: Path, data: bytes, chance: random.Random) -> Commands:
    (folder / "manuscript" / "book.yaml").write_bytes(data)
    return _check_or_build(folder, chance, 12)


def _markdown(folder: Path, data: bytes, chance: random.Random) -> Commands:
    (folder / "manuscript" / "01-one.md").write_bytes(data)
    return _check_or_build(folder, chance, 6)


def _check_or_build(folder: Path, chance: random.Random, one_in: int) -> Commands:
    editions = chance.choice((["docx"], ["epub"], ["docx", "epub"]))
    builds = [["build", *editions, "-C", str(folder)]]
    return builds if chance.randrange(one_in) == 0 else [["check", "-C", str(folder)]]


def _bibliography(suffix: str) -> Callable[[Path, bytes, random.Random], Commands]:
    def place(folder: Path, data: bytes, chance: random.Random) -> Commands:
        path = folder / f"tried{suffix}"
        path.write_bytes(data)
        style = chance.choice(("chicago-notes-bibliography", "apa", "modern-language-association"))
        return [["cite", "--style", style, "--bibliography", str(path)]]

    return place


def _csl(folder: Path, data: bytes, chance: random.Random) -> Commands:
    (folder / "styles" / "own.csl").write_bytes(data)
    (folder / "manuscript" / "book.yaml").write_text(f"{BOOK}csl: styles/own.csl\n")
    return [["check", "-C", str(folder)]]


def _css(folder: Path, data: bytes, chance: random.Random) -> Commands:
    name, edition = chance.choice((("print.css", "pdf"), ("epub.css", "epub")))
    (folder / "styles" / name).write_bytes(data)
    return [["build", edition, "-C", str(folder)]]


def _font(folder: Path, data: bytes, chance: random.Random) -> Commands:
    (folder / "styles" / "fonts" / "own.ttf").write_bytes(data)
    (folder / "manuscript" / "book.yaml").write_text(f"{BOOK}print: {{main-font: EB Garamond}}\n")
    return [["build", chance.choice(("pdf", "epub")), "-C", str(folder)]]


def _picture(folder: Path, data: bytes, chance: random.Random) -> Commands:
    name = f"tried{chance.choice(_SUFFIXES.get(data[:3], ('.png', '.jpg', '.svg')))}"
    (folder / "manuscript" / name).write_bytes(data)
    (folder / "manuscript" / "01-one.md").write_text(CHAPTER.replace("pic.png", name))
    return _check_or_build(folder, chance, 2)


_SUFFIXES = {
    b"\x89PN": (".png",),
    b"\xff\xd8\xff": (".jpg",),
    b"<sv": (".svg",),
    b"GIF": (".gif",),
    b"RIF": (".webp",),
}


def _finished(suffix: str) -> Callable[[Path, bytes, random.Random], Commands]:
    def place(folder: Path, data: bytes, chance: random.Random) -> Commands:
        path = folder / f"returned{suffix}"
        path.write_bytes(data)
        judged = ["--profile", "ahr", "--hide", "Jane Doe"] if suffix == ".docx" else []
        return [["check", str(path), *(judged if chance.random() < 0.4 else [])]]

    return place


def _fonts() -> list[bytes]:
    from publish.editions.design import font_folders

    files = (path for folder in font_folders() for path in sorted(folder.rglob("*.[ot]tf")))
    return [next(files).read_bytes()]


TARGETS = (
    Target("settings", lambda: words.SETTINGS, words.YAML, _settings),
    Target("Markdown", lambda: words.CHAPTERS, words.MARKDOWN, _markdown),
    Target(".bib", lambda: words.BIBLIOGRAPHIES, words.BIBTEX, _bibliography(".bib")),
    Target("CSL JSON", lambda: [words.CSL_JSON], words.JSON, _bibliography(".json"), share=0.5),
    Target("CSL style", lambda: [words.STYLE], words.CSL, _csl, share=0.5),
    Target(
        "CSS",
        lambda: _text("styles/epub.css", "styles/print.css"),
        words.CSS,
        _css,
        share=0.1,
    ),
    Target("font", _fonts, (b"glyf", b"cmap", b"\xff\xff\xff\xff"), _font, share=0.05),
    Target(
        "picture",
        lambda: [picture("PNG"), picture("JPEG"), picture("GIF"), picture("WEBP"), words.SVG],
        words.XML,
        _picture,
        share=0.5,
    ),
    Target("checked DOCX", lambda: [built("docx")], words.XML, _finished(".docx"), mutated_archive),
    Target("checked EPUB", lambda: [built("epub")], words.XML, _finished(".epub"), mutated_archive),
)

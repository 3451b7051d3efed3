"""What is fuzzed of an author's own profiles, of what is kept in a project, and of sent files.

Each input goes into a copy of a small book that was built once, with what a build leaves behind.
"""

from __future__ import annotations

import io
import random
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from fuzzing import words
from fuzzing.mutations import mutated, mutated_archive
from fuzzing.targets import BIB, CHAPTER, ROOT, Commands, Target, built, lay_out

_MANY_SOURCES = 1_500  # enough that what was read of them is kept
_PDF = words.spelled(
    "obj endobj << >> [ ] /Type /Page /Pages /Kids /Count /MediaBox [0␣0␣0␣0] [0␣0␣1e9␣1e9] "
    "[-1␣nan␣x] /Parent /Resources /Font /XObject /Contents stream endstream 0␣0␣R 1␣0␣R "
    "99999␣0␣R /Length /Length␣-1 /Filter /FlateDecode /Rotate␣45 /StructTreeRoot /K /Nums "
    "/Names /Outlines /Next /Annots trailer xref startxref %%EOF q Q cm BT ET Tf /OutputIntents"
)
_KEPT = words.spelled(
    '{ } [ ] null true -1 1e400 "" "format":1 "format":2 "pieces":[] "id":[] \\ud800 "lines":[-9,9]'
)


@cache
def _finished() -> Path:
    """Return a book that was built, its Word file sent, and its bibliography kept."""
    from publish.pipeline import build

    folder = Path(tempfile.mkdtemp()) / "book"
    lay_out(folder)
    sources = (BIB.replace("doe,", f"doe{one},", 1) for one in range(_MANY_SOURCES))
    (folder / "bibliography.bib").write_text(BIB + "".join(sources))
    build(folder, ["docx", "epub"])
    return folder


def _copy(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_finished(), folder)


def _profile(folder: Path, data: bytes, chance: random.Random) -> Commands:
    own = folder / "styles" / "profiles" / "tried.yaml"
    own.parent.mkdir()
    own.write_bytes(data)
    (folder / "sent.docx").write_bytes(built("docx"))
    judge = ["check", str(folder / "sent.docx"), "--profile", "tried", "-C", str(folder)]
    submit = ["submit", "--profile", "tried", "-C", str(folder)]
    return [submit if chance.randrange(4) == 0 else judge]


def _printer(folder: Path, data: bytes, chance: random.Random) -> Commands:
    own = folder / "styles" / "printers" / "tried.yaml"
    own.parent.mkdir()
    own.write_bytes(data)
    (folder / "sent.pdf").write_bytes(built("pdf"))
    judge = ["check", str(folder / "sent.pdf"), "--for", "tried", "-C", str(folder)]
    return [["print", "--for", "tried", "-C", str(folder)] if chance.randrange(8) == 0 else judge]


def _reference(folder: Path, data: bytes, chance: random.Random) -> Commands:
    (folder / "styles" / "reference.docx").write_bytes(data)
    return [["build", "docx", "-C", str(folder)]]


def _returned(folder: Path, data: bytes, chance: random.Random) -> Commands:
    _copy(folder)
    (folder / "returned.docx").write_bytes(data)
    return [_take_back(folder, chance)]


def _take_back(folder: Path, chance: random.Random) -> list[str]:
    apply = ["--apply"] if chance.random() < 0.3 else []
    return ["return", str(folder / "returned.docx"), "-C", str(folder), *apply]


def _kept(folder: Path, _: bytes, chance: random.Random) -> Commands:
    """Damage one kept file."""
    _copy(folder)
    (folder / "returned.docx").write_bytes(_docx_of(folder))
    files = sorted(one for name in (".publish", ".publish-cache") for one in _files(folder / name))
    path = chance.choice(files)
    path.write_bytes(damaged(path.name, path.read_bytes(), chance))
    build = ["build", chance.choice(("docx", "epub")), "-C", str(folder)]
    commands = {".publish-cache": [build, ["check", "-C", str(folder)]]}
    wanted = commands.get(path.relative_to(folder).parts[0], [_take_back(folder, chance)])
    return [chance.choice(wanted)]


def damaged(name: str, data: bytes, chance: random.Random) -> bytes:
    """Return a kept file with damage: of its bytes, or of what is packed in them."""
    if name.endswith(".json.z") and chance.random() < 0.7:
        return zlib.compress(mutated(zlib.decompress(data), _KEPT, chance))
    return mutated(data, _KEPT, chance)


def _files(folder: Path) -> Iterator[Path]:
    return (one for one in folder.rglob("*") if one.is_file())


def _docx_of(folder: Path) -> bytes:
    return next((folder / "dist").glob("*.docx")).read_bytes()


def _pdf(folder: Path, data: bytes, chance: random.Random) -> Commands:
    path = folder / "given.pdf"
    path.write_bytes(data)
    printer = chance.choice(("kdp-paperback", "offset", "ingramspark"))
    forms = chance.choice(("booklet", "signatures", "two-up"))
    impose = ["impose", str(path), "--as", forms]
    return [impose if chance.random() < 0.25 else ["check", str(path), "--for", printer]]


def _opened_pdf(data: bytes, found: Sequence[bytes], chance: random.Random) -> bytes:
    """Damage a PDF in what is packed in it, or in its bytes."""
    import pikepdf

    if chance.random() < 0.3:
        return mutated(data, found, chance)
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as book:
        forms = (pikepdf.StreamDecodeLevel.generalized, pikepdf.ObjectStreamMode.disable)
        book.save(target, stream_decode_level=forms[0], object_stream_mode=forms[1])
    return mutated(target.getvalue(), found, chance)


def _svg(folder: Path, data: bytes, chance: random.Random) -> Commands:
    (folder / "manuscript" / "drawn.svg").write_bytes(data)
    (folder / "manuscript" / "01-one.md").write_text(CHAPTER.replace("pic.png", "drawn.svg"))
    edition = chance.choice(("check", "check", "docx", "epub", "pdf"))
    command = ["check"] if edition == "check" else ["build", edition]
    return [[*command, "-C", str(folder)]]


def _colours(folder: Path, data: bytes, chance: random.Random) -> Commands:
    (folder / "coated.icc").write_bytes(data)
    settings = (folder / "manuscript" / "book.yaml").read_text()
    press = "press: {profile: coated.icc}\n"
    (folder / "manuscript" / "book.yaml").write_text(settings + press)
    return [["print", "--for", "offset", "-C", str(folder)]]


def _icc() -> list[bytes]:
    from PIL import ImageCms

    return [ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()]


def _bytes(*paths: str) -> Callable[[], list[bytes]]:
    return lambda: [(ROOT / "styles" / path).read_bytes() for path in paths]


def _changed_docx() -> list[bytes]:
    """Return the Word file of the book, and one in which its words are others."""
    import zipfile

    sent = _docx_of(_finished())
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Words", b"New words"))
    return [sent, target.getvalue()]


OWN = (
    Target(
        "journal profile",
        _bytes("profiles/bjhs.yaml", "profiles/nature.yaml", "profiles/ahr.yaml"),
        words.YAML,
        _profile,
        share=0.3,
    ),
    Target(
        "printer profile",
        _bytes("printers/lulu.yaml", "printers/kdp-hardcover.yaml", "printers/offset.yaml"),
        words.YAML,
        _printer,
        share=0.3,
    ),
    Target("reference.docx", lambda: [built("docx")], words.XML, _reference, mutated_archive, 0.2),
    Target("returned DOCX", _changed_docx, words.XML, _returned, mutated_archive, 0.5),
    Target("kept files", lambda: [b""], _KEPT, _kept, share=0.4),
    Target("SVG", lambda: [words.SVG], words.XML, _svg, share=0.2),
    Target("given PDF", lambda: [built("pdf")], _PDF, _pdf, _opened_pdf, 0.4),
    Target(
        "ICC profile", _icc, (b"acsp", b"desc", b"RGB ", b"CMYK", b"\0" * 4), _colours, share=0.05
    ),
)

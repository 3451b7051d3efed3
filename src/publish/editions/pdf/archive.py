"""Makes a file fit for the archive: PDF/A-2, or PDF/A-3 with the book's sources inside.

The tags, fonts and metadata are those of every file; what PDF/A asks for besides is done here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from publish.editions.pdf.objects import Array, Dictionary, Name, Object, Pdf, Stream, String

_PRINTED = 4  # the flag of an annotation that is kept in print, ISO 32000-1, table 165
_TYPES = {
    ".md": "text/markdown",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".bib": "application/x-bibtex",
    ".json": "application/json",
    ".css": "text/css",
    ".csl": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file that the book was made from. `path` is relative to the project, with slashes."""

    path: str
    data: bytes


def read_sources(folder: Path, files: Sequence[Path]) -> tuple[Source, ...]:
    """Read the author's files, each named as it is in the project."""
    found = [path for path in dict.fromkeys(files) if path.is_file()]
    return tuple(Source(_path_in(folder, path), path.read_bytes()) for path in found)


def _path_in(folder: Path, path: Path) -> str:
    inside = path.resolve().is_relative_to(folder.resolve())
    return path.resolve().relative_to(folder.resolve()).as_posix() if inside else path.name


def make_archival(book: Pdf, sources: Sequence[Source]) -> None:
    """Do what PDF/A asks for: named colours, links that print, no smoothed pictures.

    Source: ISO 19005-2, 6.2.3 (output intent), 6.2.8 (images), 6.3.2 (annotations).
    """
    profile = Stream(book, _srgb(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=book.make_indirect(profile),
    )
    book.Root.OutputIntents = Array([book.make_indirect(intent)])
    for page in book.pages:
        for annotation in page.get("/Annots", ()):
            annotation.F = _PRINTED
    for thing in book.objects:
        if isinstance(thing, Stream) and thing.get("/Interpolate"):
            thing.Interpolate = False
    if sources:
        _embed(book, sources)


def _srgb() -> bytes:
    """Return the profile of sRGB that comes with WeasyPrint, from the ICC."""
    spec = find_spec("weasyprint")
    assert spec is not None and spec.origin is not None
    return (Path(spec.origin).parent / "pdf" / "sRGB2014.icc").read_bytes()


def _embed(book: Pdf, sources: Sequence[Source]) -> None:
    """Put the sources into the file, and say that the book was made from them.

    Source: ISO 32000-1, 7.11.4; ISO 19005-3, 6.8 and annex E.
    """
    named = {source.path: _file(book, source) for source in sources}
    order = sorted(named, key=lambda path: path.encode())
    book.Root.AF = Array([named[path] for path in order])
    names = Array()
    for path in order:
        names.append(String(path))
        names.append(named[path])
    if "/Names" not in book.Root:
        book.Root.Names = Dictionary()
    book.Root.Names.EmbeddedFiles = book.make_indirect(Dictionary(Names=names))


def _file(book: Pdf, source: Source) -> Object:
    kind = _TYPES.get(PurePosixPath(source.path).suffix.lower(), "application/octet-stream")
    stream = Stream(book, source.data, Type=Name.EmbeddedFile, Subtype=Name(f"/{kind}"))
    checksum = String(md5(source.data, usedforsecurity=False).digest())
    stream.Params = Dictionary(Size=len(source.data), CheckSum=checksum)
    held = book.make_indirect(stream)
    return book.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(source.path),
            UF=String(source.path),
            Desc=String("a source of this book"),
            AFRelationship=Name.Source,
            EF=Dictionary(F=held, UF=held),
        )
    )

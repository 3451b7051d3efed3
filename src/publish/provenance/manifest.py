"""What is remembered of a Word file that was sent out: its words, and where they came from.

It lies in `.publish/sent/` of the project, and not beside the file: a build replaces the files in
`dist/`, while an editor takes months; and nothing private is in the file itself. A returned file is
known by the marks of its paragraphs. The newest sixty are kept.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.editions.docx.wording import Kind, Note, Paragraph, Piece, Wording
from publish.provenance.trace import Source, Trace, Traces
from publish.writing import write_whole

FOLDER = Path(".publish") / "sent"
_SUFFIX = ".json.z"
_KEPT = 60
_FORMAT = 1
_LARGEST = 200_000_000  # bytes of a manifest laid out: a thousand times a long book


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a paragraph came from: file, first and last line, and the hash of these lines."""

    path: str
    first: int
    last: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One file as it was sent: its words, the origin of its paragraphs, the keys it cites.

    `origins` are those of the paragraphs in order, None for generated ones. `notes` are the
    origins of the notes' first paragraphs by the notes' ids.
    """

    name: str
    wording: Wording
    origins: tuple[Origin | None, ...] = ()
    notes: Mapping[str, Origin] | None = None
    citations: Mapping[str, tuple[str, ...]] | None = None

    @property
    def marks(self) -> frozenset[str]:
        """Return the marks of all paragraphs."""
        return frozenset(mark for one in self.wording.paragraphs for mark in one.marks)


def manifest_of(
    name: str,
    wording: Wording,
    traces: Traces,
    sources: Sequence[Source],
    citations: Mapping[str, tuple[str, ...]],
) -> Manifest:
    """Return the manifest of a file called `name`."""
    origins = tuple(_origin(one, sources) for one in traces.body)
    notes = {key: _origin(found[0], sources) for key, found in traces.notes.items() if found}
    own = {key: one for key, one in notes.items() if one}
    return Manifest(name, wording, origins, own, citations)


def _origin(one: Trace, sources: Sequence[Source]) -> Origin | None:
    if one.file < 0 or one.start < 0:
        return None
    source = sources[one.file]
    first = source.text.count("\n", 0, one.start) + 1
    last = source.text.count("\n", 0, one.end) + 1
    return Origin(source.path, first, last, digest_of(source.text, first, last))


def digest_of(text: str, first: int, last: int) -> str:
    """Return the hash of some lines of a text; the ends of lines do not count."""
    lines = (line.rstrip() for line in text.split("\n")[first - 1 : last])
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Keep a manifest in a project; an equal one is only made the newest.

    Raises: OSError if the project cannot be written to.
    """
    place = folder / FOLDER
    if any(one.is_symlink() for one in (place, place.parent)):
        raise OSError(f"{place} leads out of the project")
    text = json.dumps(_as_json(manifest), ensure_ascii=False, separators=(",", ":"))
    mark = hashlib.sha256(text.encode()).hexdigest()[:12]
    path = place / f"{Path(manifest.name).stem}-{mark}{_SUFFIX}"
    write_whole(place, {path.name: zlib.compress(text.encode(), 6)})
    for old in _newest_first(place)[_KEPT:]:
        old.unlink(missing_ok=True)


def read_manifests(folder: Path) -> Iterator[Manifest]:
    """Yield the manifests of a project, the newest first. What cannot be read is left out."""
    for path in _newest_first(folder / FOLDER):
        try:
            unpacked = zlib.decompressobj().decompress(path.read_bytes(), _LARGEST)
            found = json.loads(unpacked)
            if found.get("format") == _FORMAT:
                yield _from_json(found)
        except (OSError, zlib.error, ValueError, KeyError, TypeError):
            continue


def _newest_first(place: Path) -> list[Path]:
    found = [one for one in place.glob(f"*{_SUFFIX}") if one.is_file()]
    return sorted(found, key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True)


# --- as JSON ---------------------------------------------------------------------------------


def _as_json(one: Manifest) -> dict[str, Any]:
    rows = [
        {**_paragraph(found), **({"origin": _place(origin)} if origin else {})}
        for found, origin in zip(one.wording.paragraphs, one.origins, strict=True)
    ]
    notes = {
        key: {
            "paragraphs": [_paragraph(part) for part in note.paragraphs],
            **({"origin": _place((one.notes or {})[key])} if key in (one.notes or {}) else {}),
        }
        for key, note in one.wording.notes.items()
    }
    return {
        "format": _FORMAT,
        "name": one.name,
        "paragraphs": rows,
        "notes": notes,
        "citations": {key: list(keys) for key, keys in (one.citations or {}).items()},
    }


def _paragraph(one: Paragraph) -> dict[str, Any]:
    row: dict[str, Any] = {
        "pieces": [[part.kind.value, part.text, part.form, part.ref] for part in one.pieces]
    }
    if one.marks:
        row["id"] = list(one.marks)
    for name, value in (("style", one.style), ("place", one.place)):
        if value:
            row[name] = value
    return {**row, **({"list": True} if one.is_numbered else {})}


def _place(one: Origin) -> dict[str, Any]:
    return {"file": one.path, "lines": [one.first, one.last], "sha": one.digest}


def _from_json(found: dict[str, Any]) -> Manifest:
    rows = found["paragraphs"]
    notes = {
        key: Note(key, tuple(_read_paragraph(row) for row in note["paragraphs"]))
        for key, note in found["notes"].items()
    }
    return Manifest(
        str(found["name"]),
        Wording(tuple(_read_paragraph(row) for row in rows), notes),
        tuple(_read_place(row["origin"]) if "origin" in row else None for row in rows),
        {
            key: _read_place(note["origin"])
            for key, note in found["notes"].items()
            if "origin" in note
        },
        {key: tuple(keys) for key, keys in found["citations"].items()},
    )


def _read_paragraph(row: dict[str, Any]) -> Paragraph:
    pieces = tuple(Piece(text, Kind(kind), form, ref) for kind, text, form, ref in row["pieces"])
    return Paragraph(
        pieces,
        row.get("style", ""),
        row.get("place", ""),
        tuple(row.get("id", ())),
        row.get("list", False),
    )


def _read_place(row: dict[str, Any]) -> Origin:
    return Origin(row["file"], row["lines"][0], row["lines"][1], row["sha"])

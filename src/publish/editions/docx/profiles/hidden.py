"""Traces of the author in every corner of a file: text, properties, names, pictures, bytes."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from publish.editions import markup
from publish.editions.archive import ArchiveError, parts_of
from publish.editions.docx import ooxml
from publish.editions.markup import MarkupError
from publish.model.metadata import Metadata
from publish.model.walk import plain_text

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")
_DEEPEST = 3  # files inside files inside files
# A number of a grant: letters or strokes among its figures, or more figures than a year has.
_GRANT = re.compile(r"\b(?=\w*\d)(?!\d{1,4}\b)[A-Z0-9][\w/-]{4,}\b")
# Where somebody's files lie: it tells who that is.
_PATH = re.compile(
    r"(?:file:/{2,3}|(?<![\w.])/(?:home|Users|root|mnt|media)/|\b[A-Z]:[\\/](?:Users|Documents and "
    r"Settings)[\\/])[\w.~%-]+"
)
_LEAST = 3  # letters of a name that is looked for


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found, and where: the name of a part, `name of a part`, or a file in a part."""

    secret: str
    where: str


def secrets_of(metadata: Metadata) -> tuple[str, ...]:
    """Return what would give the people of a book away: names, places, addresses, numbers."""
    found: list[str] = []
    for person in metadata.people:
        found += [person.name, person.family, person.email, person.orcid, person.url]
        found += person.affiliations
    for blocks in (metadata.funding, metadata.acknowledgments):
        found += _GRANT.findall(plain_text(blocks))
    return tuple(dict.fromkeys(one.strip() for one in found if len(one.strip()) >= _LEAST))


def traces(parts: Mapping[str, bytes], secrets: Iterable[str]) -> tuple[Trace, ...]:
    """Return each secret with each place where it stands, names of parts included."""
    looked = {one: _pattern(one) for one in secrets if len(one.strip()) >= _LEAST}
    found = [
        Trace(secret, where)
        for where, text in _places(parts, 0)
        for secret, pattern in looked.items()
        if pattern.search(_folded(text))
    ]
    return tuple(dict.fromkeys(found))


def paths(parts: Mapping[str, bytes]) -> tuple[Trace, ...]:
    """Return each path on somebody's computer, with the place where it stands."""
    found = (Trace(one, where) for where, text in _places(parts, 0) for one in _PATH.findall(text))
    return tuple(dict.fromkeys(found))


def _pattern(secret: str) -> re.Pattern[str]:
    words = r"[\W_]+".join(re.escape(word) for word in re.split(r"[\W_]+", _folded(secret)) if word)
    # "Marsh" is not in "marshes", but in "marsh2001"; underscores of file names are no letters.
    end = r"(?![^\W_])" if words[-1:].isdigit() else r"(?![^\W\d_])"
    return re.compile(rf"(?<![^\W_]){words}{end}")


def _folded(text: str) -> str:
    """Return a text without case and accents, its soft hyphens and joiners gone."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(
        one for one in plain
        if not unicodedata.combining(one) and unicodedata.category(one) != "Cf"
    )  # fmt: skip


def _places(parts: Mapping[str, bytes], depth: int) -> Iterator[tuple[str, str]]:
    for name, data in parts.items():
        yield f"the name of {name}", name
        if name.endswith((".xml", ".rels", ".vml", ".svg")):
            yield from ((name, text) for text in _xml_texts(data))
        else:
            yield from ((name, text) for text in _other_texts(data))
        if data[:4] == b"PK\x03\x04" and depth < _DEEPEST:
            for where, text in _places(_inside(data), depth + 1):
                yield f"{name}: {where}", text


def _inside(data: bytes) -> Mapping[str, bytes]:
    try:
        return parts_of(data)
    except ArchiveError:
        return {}


def _xml_texts(data: bytes) -> Iterator[str]:
    """Yield the words of each paragraph, whatever runs they are cut into, and all attributes."""
    yield data.decode("utf-8", "replace")  # comments and instructions too
    try:
        top = markup.parse(data)
    except MarkupError:
        return
    for paragraph in ooxml.every(top, "w:p"):
        for tag in ("w:t", "w:delText", "w:instrText"):
            yield "".join(one.text or "" for one in ooxml.every(paragraph, tag))
        yield ooxml.text_of(paragraph)
    for letters in top.iter(f"{{{markup.SVG}}}text"):
        yield markup.text_of(letters)
    for one in top.iter():
        if isinstance(one.tag, str):
            yield one.text or ""
            for value in one.attrib.values():
                yield unquote(str(value))


def _other_texts(data: bytes) -> Iterator[str]:
    """Yield what bytes say in the encodings that metadata of pictures and fonts have."""
    yield data.decode("utf-8", "replace")
    yield data.decode("latin-1")
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):  # at odd places too
            yield data[start:].decode(encoding, "replace")
    if data.startswith(_PNG):
        yield from _png_texts(data)


def _png_texts(data: bytes) -> Iterator[str]:
    """Yield the texts of a PNG, unpacked. Source: PNG specification, third edition, 11.3.3."""
    at = len(_PNG)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind in _PNG_TEXTS:
            for start in (index + 1 for index, one in enumerate(body) if one == 0):
                try:
                    yield zlib.decompress(body[start:]).decode("utf-8", "replace")
                except zlib.error:
                    continue
        at += length + 12

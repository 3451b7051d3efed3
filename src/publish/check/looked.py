"""What rules ask of a picture's file: looked at once, and known again by what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from publish.caching import Cache, key_of
from publish.editions.images import ImageError, colours_of, image_file, read_image
from publish.unchanged import surroundings_mark


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a picture cannot be shown: see `ImageError`."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What a picture's file is. `removed` and `colours` are as in `editions.images`."""

    trouble: Trouble | None = None
    removed: tuple[str, ...] = ()
    colours: str = ""


def look(folder: Path, url: str) -> Looked:
    """Return what the picture is that `url` names in a project."""
    try:
        suffix, data = image_file(folder, url)
    except ImageError as error:
        return _refused(error)
    key = key_of(surroundings_mark(), url, suffix, data)
    return Cache(folder).once("picture", key, (Looked, Trouble), partial(_look, url, suffix, data))


def _look(url: str, suffix: str, data: bytes) -> Looked:
    try:
        image = read_image(url, suffix, data)
        return Looked(None, image.removed, colours_of(image))
    except ImageError as error:
        return _refused(error)


def _refused(error: ImageError) -> Looked:
    return Looked(Trouble(error.code, str(error), error.hint))

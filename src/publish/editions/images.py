"""Pictures of a book: read from the project only, decoded, checked, cleaned."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publish.editions import markup
from publish.editions.drawing_work import TooMuchToDrawError, count_shapes
from publish.editions.drawings import clean_drawing, drawing_size
from publish.editions.markup import SVG, MarkupError
from publish.editions.pillow import Image, ImageFormat, ImageOps, Pillow

MAX_BYTES = 50_000_000
# Ingram takes no picture of more than 4.0 million pixels and Apple none of more than 5.6 million;
# those limits are for a warning, this one keeps a small file from filling the memory.
MAX_PIXELS = 100_000_000
STORE_PIXELS = 4_000_000

# suffix -> (Pillow's format, media type)
_KINDS = {
    ".png": ("PNG", "image/png"),
    ".jpg": ("JPEG", "image/jpeg"),
    ".jpeg": ("JPEG", "image/jpeg"),
    ".gif": ("GIF", "image/gif"),
    ".webp": ("WEBP", "image/webp"),
}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//|[/\\]", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}


class ImageError(Exception):
    """A picture cannot be put into a book. `code` is that of the finding to make of it."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code = code
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture that was decoded. `name` is its path in the project, with forward slashes.

    `data` are the bytes of the file, of an SVG those of the cleaned drawing. Width and height are
    in pixels; 0 for an SVG that tells neither size nor view box. `removed` is what was cut out of
    it because it is no drawing.
    """

    name: str
    media_type: str
    data: bytes
    width_px: int
    height_px: int
    removed: tuple[str, ...] = ()


def load_image(folder: Path, url: str) -> ImageFile:
    """Return the picture that `url` names, relative to the project `folder`.

    Raises: ImageError with the code `image-remote`, `image-outside`, `image-missing`,
    `image-too-large`, `image-unknown-type` or `image-broken`.
    """
    return read_image(url, *image_file(folder, url))


def image_file(folder: Path, url: str) -> tuple[str, bytes]:
    """Return the suffix of a picture's file, after every link, and what is in it.

    Raises: ImageError with one of the first four codes of `load_image`.
    """
    path = _inside(folder, url)
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ImageError("image-too-large", f"the picture {url!r} has {size:,} bytes")
    return path.suffix.lower(), path.read_bytes()


def read_image(url: str, suffix: str, data: bytes) -> ImageFile:
    """Return the picture in a file, see `image_file`; raises as `load_image` does."""
    if suffix == ".svg":
        return _drawing(url, data)
    if suffix not in _KINDS:
        known = ", ".join(sorted([*_KINDS, ".svg"]))
        raise ImageError("image-unknown-type", f"no picture type {suffix!r}", f"use one of {known}")
    form, media_type = _KINDS[suffix]
    width, height = _decode(url, data, form)
    return ImageFile(url, media_type, data, width, height)


def size_of(data: bytes, name: str) -> tuple[int, int]:
    """Return width and height in pixels of a picture in memory; `name` tells its kind.

    Raises: ImageError if it cannot be read.
    """
    suffix = Path(name).suffix.lower()
    if suffix == ".svg":
        drawing = _drawing(name, data)
        return drawing.width_px, drawing.height_px
    if suffix not in _KINDS:
        raise ImageError("image-unknown-type", f"no picture type {suffix!r}")
    return _decode(name, data, _KINDS[suffix][0])


def without_private_data(image: ImageFile) -> ImageFile:
    """Return a picture without EXIF and XMP: no place, no camera, turned the way EXIF said.

    A file that carries no such data is returned as it is; others are written anew.
    """
    if image.media_type not in ("image/jpeg", "image/webp", "image/png"):
        return image
    with Image.open(io.BytesIO(image.data)) as picture:
        private = {"exif", "xmp", "XML:com.adobe.xmp", "Raw profile type exif"}
        if not picture.getexif() and not private & {str(name) for name in picture.info}:
            return image
        form = picture.format or "PNG"
        upright = ImageOps.exif_transpose(picture)
        profile = upright.info.get("icc_profile")
        upright.info.clear()
        target = io.BytesIO()
        upright.save(target, form, quality=92, exif=b"", icc_profile=profile)
    width, height = upright.size
    return replace(image, data=target.getvalue(), width_px=width, height_px=height)


def as_png(image: ImageFile) -> ImageFile:
    """Return a raster picture as PNG, for programs that read no newer form (Word: no WebP)."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(image.data)) as picture:
        picture.save(target, "PNG", dpi=picture.info.get("dpi"))
    return replace(image, media_type="image/png", data=target.getvalue())


def as_file(image: ImageFile, form: str, dpi: int) -> bytes:
    """Return a raster picture as a file for print that tells its dots to the inch.

    `form` is `tiff` (packed without loss), `eps`, `png` or `jpeg`. What is transparent shows white.
    """
    target = io.BytesIO()
    more: dict[str, Any] = {"tiff": {"compression": "tiff_lzw"}, "jpeg": {"quality": 95}}
    with Image.open(io.BytesIO(image.data)) as picture:
        _on_white(picture).save(target, form.upper(), dpi=(dpi, dpi), **more.get(form, {}))
    return target.getvalue()


def facts_of(data: bytes) -> tuple[str, int]:
    """Return format (`tiff`, `eps`, ...) and width in pixels of a raster file."""
    with Image.open(io.BytesIO(data)) as picture:
        return (picture.format or "").lower(), picture.width


def colours_of(image: ImageFile) -> str:
    """Return what a picture's colours are made of, in Pillow's words: `RGB`, `CMYK`, `L` (grey)."""
    if image.media_type == "image/svg+xml":
        return "RGB"
    with Image.open(io.BytesIO(image.data)) as picture:
        return str(picture.mode)


def fitted(image: ImageFile, box: tuple[int, int], form: str = "") -> ImageFile:
    """Return a raster picture no larger than `box` (pixels), in RGB; `form` may ask for JPEG.

    Shops take no other colours. A picture that fits and is RGB already is returned as it is.
    """
    with Image.open(io.BytesIO(image.data)) as picture:
        is_right = picture.mode == "RGB" and (not form or picture.format == form)
        if is_right and picture.width <= box[0] and picture.height <= box[1]:
            return image
        kept = form or picture.format or "PNG"
        changed = _on_white(picture)
        changed.thumbnail(box, Image.Resampling.LANCZOS)
        target = io.BytesIO()
        changed.save(target, kept, **({"quality": 90} if kept == "JPEG" else {}))
    width, height = changed.size
    media_type = next(media for one, media in _KINDS.values() if one == kept)
    return replace(
        image, media_type=media_type, data=target.getvalue(), width_px=width, height_px=height
    )


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture in RGB; what is transparent shows white."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    ground.alpha_composite(seen)
    return ground.convert("RGB")


def _inside(folder: Path, url: str) -> Path:
    """Return the file, after every link, if it is in the project."""
    if _ADDRESS.match(url):
        is_web = url.lower().startswith(("http:", "https:", "//", "data:"))
        code, where = ("image-remote", "on the web") if is_web else ("image-outside", "outside")
        raise ImageError(code, f"the picture {url!r} lies {where}", "put a copy into the project")
    root = folder.resolve()
    path = (root / url).resolve()
    if not path.is_relative_to(root):
        message = f"the picture {url!r} lies outside the project folder"
        raise ImageError("image-outside", message, "put a copy into the project")
    if not path.is_file():
        raise ImageError("image-missing", f"no picture file {url!r}")
    return path


def _decode(url: str, data: bytes, form: str) -> tuple[int, int]:
    """Return width and height of a picture that decodes whole and is what its name says."""
    try:
        with warnings.catch_warnings(), _strictly():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                found, size = picture.format, picture.size
                if size[0] * size[1] > MAX_PIXELS:
                    message = f"the picture {url!r} is {size[0]} × {size[1]} pixels"
                    raise ImageError("image-too-large", message)
                picture.load()
    except Image.DecompressionBombError as error:
        raise ImageError("image-too-large", f"the picture {url!r} has too many pixels") from error
    except Pillow.UnidentifiedImageError as error:  # whose words name an object in memory
        raise ImageError("image-broken", f"the picture {url!r} is no picture") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ImageError("image-broken", f"the picture {url!r} cannot be read: {error}") from error
    if found != form:
        hint = "name the file by what it is"
        raise ImageError("image-broken", f"the picture {url!r} is {found}, not {form}", hint)
    return size


@contextmanager
def _strictly() -> Iterator[None]:
    """Refuse half a picture; WeasyPrint 70.0 tells Pillow, process-wide, to let it pass."""
    lenient = ImageFormat.LOAD_TRUNCATED_IMAGES
    ImageFormat.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFormat.LOAD_TRUNCATED_IMAGES = lenient


def _drawing(url: str, data: bytes) -> ImageFile:
    try:
        root = markup.parse(data)
    except MarkupError as error:
        raise ImageError("image-broken", f"the drawing {url!r} cannot be read: {error}") from error
    if root.tag != f"{{{SVG}}}svg":
        raise ImageError("image-broken", f"the drawing {url!r} has no svg element at its head")
    removed = clean_drawing(root)
    try:
        count_shapes(root)
    except TooMuchToDrawError as error:
        message = f"the drawing {url!r} asks for endless work: {error}"
        raise ImageError("image-too-large", message, "save it as a PNG picture") from error
    width, height = drawing_size(root)
    return ImageFile(url, "image/svg+xml", markup.document(root), width, height, removed)


# --- Covers ----------------------------------------------------------------------------------

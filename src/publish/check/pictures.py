"""Rules about pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from publish.check.catalogue import Draft, rule
from publish.diagnostics import Diagnostic, Severity
from publish.model.nodes import Figure, Image
from publish.model.walk import every

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)


@rule("image-missing")
def image_missing(draft: Draft) -> Iterator[Diagnostic]:
    """A picture names a file that is not in the project.

    Picture files are looked for relative to the chapter that shows them. The build stops, since a
    book with a hole where a figure belongs is not what anyone wants to print.
    """
    for image in _local(draft):
        if _is_inside(draft.folder, image.target.url) and not _file(draft, image).is_file():
            near = get_close_matches(image.target.url, _picture_files(draft.folder), n=1)
            yield Diagnostic(
                "image-missing",
                f"no picture file {image.target.url!r}",
                image.place,
                f"did you mean {near[0]!r}?" if near else "add the file, or correct its name",
            )


@rule("image-outside")
def image_outside(draft: Draft) -> Iterator[Diagnostic]:
    """A picture lies outside the project folder.

    Nothing outside the project is read into a book: a manuscript that somebody sends you must not
    be able to carry your own files away. Copy the picture into the project.
    """
    for image in _local(draft):
        if not _is_inside(draft.folder, image.target.url):
            yield Diagnostic(
                "image-outside",
                f"the picture {image.target.url!r} lies outside the project folder",
                image.place,
                "copy it into the project",
            )


@rule("image-remote")
def image_remote(draft: Draft) -> Iterator[Diagnostic]:
    """A picture is named by a web address.

    A build never goes to the network: what is there today may be something else tomorrow. Save
    the picture in the project and name the file.
    """
    for image in every(Image, _blocks(draft)):
        if _ADDRESS.match(image.target.url):
            yield Diagnostic(
                "image-remote",
                f"the picture {image.target.url!r} is not in the project",
                image.place,
                "save it in the project folder and name the file",
            )


@rule("image-no-alt")
def image_no_alt(draft: Draft) -> Iterator[Diagnostic]:
    """A picture has no description for readers who cannot see it.

    Write `![Caption](picture.png){alt="What the picture shows"}`; for a picture that only
    decorates, `alt=""`. Stores and libraries ask for these descriptions, and screen readers read
    them aloud. A caption that is also the description says everything twice.
    """
    in_figures = {id(image) for figure in every(Figure, _blocks(draft)) for image in _in(figure)}
    for image in every(Image, _blocks(draft)):
        has_alt = any(key == "alt" for key, _ in image.attr.pairs)
        if not has_alt and (id(image) in in_figures or not image.content):
            yield Diagnostic(
                "image-no-alt",
                f"the picture {image.target.url!r} has no description",
                image.place,
                'add {alt="..."} after it; alt="" if it only decorates',
                Severity.WARNING,
            )


def _in(figure: Figure) -> Iterator[Image]:
    return every(Image, figure.content)


def _blocks(draft: Draft) -> tuple[object, ...]:
    return tuple(block for chapter in draft.document.chapters for block in chapter.blocks)


def _local(draft: Draft) -> Iterator[Image]:
    return (
        image for image in every(Image, _blocks(draft)) if not _ADDRESS.match(image.target.url)
    )


def _file(draft: Draft, image: Image) -> Path:
    return draft.folder / image.target.url


def _is_inside(folder: Path, url: str) -> bool:
    """Tell whether a file is in the project, links followed."""
    return (folder / url).resolve().is_relative_to(folder.resolve())


def _picture_files(folder: Path) -> list[str]:
    kinds = {".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".tif", ".tiff"}
    return [
        path.relative_to(folder).as_posix()
        for path in sorted((folder / "manuscript").rglob("*"))
        if path.suffix.lower() in kinds
    ]

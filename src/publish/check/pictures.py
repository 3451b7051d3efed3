"""Rules about pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from publish.check.catalogue import Draft, Scope, describe, rule
from publish.diagnostics import Diagnostic, Severity
from publish.manuscript.places import place_behind
from publish.model.nodes import Cite, Figure, Image, Note
from publish.model.walk import every, plain_text
from publish.structure import descriptions, lone_descriptions

_NOTE = re.compile(r"\^\[|\[\^")
_ALT = frozenset({"alt", "fig-alt"})
_SAYS_NOTHING = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|figure|illustration|graphic|bild|foto"
    r"|abbildung|figura|imagen|immagine|рисунок|фото|alt(?: text)?)(?: of)?[\W\d_]*"
)
_KINDS = frozenset({".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"})

describe(
    image_outside="""
    A picture lies outside the project folder.

    Nothing outside the project is read into a book: a manuscript that somebody sends you must not
    be able to carry your own files away. Copy the picture into the project.
    """,
    image_remote="""
    A picture is named by a web address.

    A build never goes to the network: what is there today may be something else tomorrow. Save
    the picture in the project and name the file.
    """,
    image_broken="""
    A picture file cannot be read.

    It is damaged, or it is of another kind than its name says: a JPEG called `.png`, a page of
    an error message saved as a picture. Open it in a picture program and save it again.
    """,
    image_too_large="""
    A picture is too large to be put into a book.

    Files over 50 MB and pictures of over 100 million pixels are refused, since they could fill
    the memory. Scale it to the size at which it prints, at 300 pixels an inch.
    """,
    image_unknown_type="""
    A picture is of a type that not all editions can show.

    Use PNG or JPEG for photographs and scans, SVG for drawings and plots.
    """,
)


@rule("description-alone")
def description_alone(draft: Draft) -> Iterator[Diagnostic]:
    """A long description is of no picture.

    `::: {.long-description}` describes the picture before it, the figure that it stands in, or
    the one that it names: `::: {.long-description for="fig-map"}`.
    """
    for chapter, div in lone_descriptions(draft.document):
        name = div.attr.get("for")
        what = f"no picture is called {name!r}" if name else "no picture stands before it"
        hint = 'put it behind the picture, or name that: for="fig-map"'
        place = div.place or chapter.place
        yield Diagnostic("description-alone", f"a long description: {what}", place, hint)


@rule("description-note")
def description_note(draft: Draft) -> Iterator[Diagnostic]:
    """A long description holds a note or a citation.

    Print does not show the description, so the notes of the editions would not be the same. Put
    the note or the citation into the caption.
    """
    for chapter in draft.document.chapters:
        for div in descriptions(chapter):
            places = [one.place for one in every(Note, div.content)]
            places += [one.place for one in every(Cite, div.content)]
            for place in places:
                message = "a long description cannot hold notes or citations"
                near = div.place or chapter.place
                where = place or place_behind(draft.folder, near, _NOTE)
                hint = "put them into the caption"
                yield Diagnostic("description-note", message, where, hint)


@rule("image-missing")
def image_missing(draft: Draft) -> Iterator[Diagnostic]:
    """A picture names a file that is not in the project.

    Picture files are looked for relative to the chapter that shows them. The build stops, since a
    book with a hole where a figure belongs is not what anyone wants to print.
    """
    for image in every(Image, _blocks(draft)):
        trouble = draft.picture(image.target.url).trouble
        if trouble:
            hint = trouble.hint
            if trouble.code == "image-missing":
                hint = _nearest(image.target.url, draft.folder)
            yield Diagnostic(trouble.code, trouble.message, image.place, hint)


@rule("image-no-alt", Scope.FILE)
def image_no_alt(draft: Draft) -> Iterator[Diagnostic]:
    """A picture has no description for readers who cannot see it.

    Write `![Caption](picture.png){alt="What the picture shows"}`; for a picture that only
    decorates, `alt=""`. Stores and libraries ask for these descriptions, and screen readers read
    them aloud. A caption that is also the description says everything twice.
    """
    captions = {
        id(image): plain_text(figure.caption.content)
        for figure in every(Figure, _blocks(draft))
        for image in every(Image, figure.content)
    }
    for image in every(Image, _blocks(draft)):
        trouble = _trouble(image, captions.get(id(image), ""))
        if trouble:
            yield Diagnostic(
                "image-no-alt",
                f"the picture {image.target.url!r} has {trouble}",
                image.place,
                'add {alt="..."} after it; alt="" if it only decorates',
                Severity.WARNING,
            )


def _trouble(image: Image, caption: str) -> str:
    """Return what is wrong with the description of a picture, "" if nothing is."""
    given = [text.strip() for key, text in image.attr.pairs if key in _ALT]
    # pandoc puts the `alt` of a figure into the picture, and the caption where there is none.
    words = given[0] if given else plain_text(image.content)
    if "decorative" in image.attr.classes or (not words and (given or caption)):
        return ""
    if not words or (not given and words == caption):
        return "no description"
    said, url = _bare(words), image.target.url
    if said == _bare(caption):
        return "its caption for a description"
    if said in {_bare(one) for one in (url, Path(url).name, Path(url).stem)} or (
        _SAYS_NOTHING.fullmatch(said)
    ):
        return f"the description {words!r}, which tells nothing"
    return ""


def _bare(words: str) -> str:
    return " ".join(words.split()).rstrip(".").casefold()


def _blocks(draft: Draft) -> tuple[object, ...]:
    return tuple(chapter.blocks for chapter in draft.document.chapters)


def _nearest(url: str, folder: Path) -> str:
    there = [
        path.relative_to(folder).as_posix()
        for path in sorted((folder / "manuscript").rglob("*"))
        if path.suffix.lower() in _KINDS
    ]
    near = get_close_matches(url, there, n=1)
    return f"did you mean {near[0]!r}?" if near else "add the file, or correct its name"

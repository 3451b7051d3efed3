"""The files of a submission, made from a book by a journal's profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publish.citations.types import Library
from publish.diagnostics import Diagnostic
from publish.editions.docx.lint import open_file
from publish.editions.docx.package import Package
from publish.editions.docx.profiles import Profile
from publish.editions.docx.profiles.make import submission
from publish.editions.docx.profiles.profile import Limits
from publish.editions.docx.profiles.reading import Manuscript
from publish.editions.edition import Design
from publish.editions.images import ImageError
from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import Attr, Cite, Header
from publish.model.walk import every, plain_text, words
from publish.pipeline import resolve
from publish.structure import for_edition
from publish.structure.front_matter import is_single_essay
from publish.submission.figures import FigureFile, figure_files, said_of_dots
from publish.submission.floats import Placed, caption_blocks, place_floats
from publish.submission.masking import neutralize_marks, own_works, with_masked_works, without_names
from publish.submission.selfcite import in_third_person, spoken_of
from publish.submission.titlepage import abstract, title_page

_LISTS = frozenset({Role.CONTENTS, Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES})


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file, not yet written."""

    name: str
    package: Package
    document: Document  # what it was made from


@dataclass(frozen=True, slots=True)
class Submission:
    """All files; the one that the journal's rules are for comes last of the Word files.

    `works` are the keys of the author's own works that the book cites. `searched` are the files
    that may not name the author, works that are cited in the third person left out.
    """

    files: tuple[WordFile, ...]
    figures: tuple[FigureFile, ...] = ()
    works: tuple[str, ...] = ()
    searched: tuple[WordFile, ...] = ()
    own_words: tuple[str, ...] = ()  # where authors speak of their own works, before it was mended
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def judged(self) -> WordFile:
        """Return the file that the journal's rules are for."""
        return self.files[-1]


@dataclass(frozen=True, slots=True)
class _Maker:
    library: Library
    design: Design
    profile: Profile

    def placed(self, document: Document, library: Library | None = None) -> Placed:
        """Return a book resolved, with everything where the journal wants it."""
        resolved = for_edition(resolve(document, library or self.library), "docx")
        return place_floats(_with_abstract(_without_lists(resolved, self.profile), self.profile),
                            self.profile)  # fmt: skip

    def word(self, stem: str, document: Document) -> tuple[WordFile, tuple[Diagnostic, ...]]:
        package, said = submission(document, self.design, self.profile)
        if not document.metadata.people:
            neutralize_marks(package)
        return WordFile(f"{stem}.docx", package, document), said


def make(document: Document, library: Library, design: Design, profile: Profile) -> Submission:
    """Return all files of a submission. Nothing is written to disk."""
    maker = _Maker(library, design, profile)
    document = _by_rules(document, profile)
    cited = {one.key for cite in _cites(document) for one in cite.citations}
    works = tuple(key for key in own_works(library, document.metadata) if key in cited)
    whole = maker.placed(document)
    manuscript, said = maker.word(_stem(profile, "manuscript", document), whole.document)
    counts = Manuscript(open_file(manuscript.package)).words if profile.states_words else None
    stem = _stem(profile, "title-page", document)
    title, more = maker.word(stem, title_page(_whole(document, maker), counts))
    files, shown, said = [title, manuscript], whole, (*said, *more)
    searched: list[WordFile] = []
    if profile.anonymous:
        masked = without_names(document)
        if profile.selfcite in ("third", "author"):
            masked = in_third_person(masked)
        hidden = with_masked_works(library, works)
        shown = maker.placed(masked, hidden if profile.selfcite == "author" else None)
        anonymous, _ = maker.word("anonymous", shown.document)
        files.append(anonymous)
        searched.append(anonymous)
        if profile.selfcite == "third" and works:
            # The same file with the author's own works masked: names elsewhere are still there.
            searched = [maker.word("anonymous", maker.placed(masked, hidden).document)[0]]
    asides = list(_asides(maker, shown))
    files[1:1] = asides
    figures, problems = _figures(maker, shown, document)
    searched += asides if profile.anonymous else []
    own = spoken_of(Manuscript(open_file(manuscript.package))) if profile.anonymous else ()
    return Submission(tuple(files), figures, works, tuple(searched), own, (*said, *problems))


def _by_rules(document: Document, profile: Profile) -> Document:
    """Return a book, not yet resolved, with the settings that a journal decides."""
    # One count through the whole: a journal numbers the notes of an article from 1.
    settings = replace(document.settings, note_numbering="book")
    if profile.numbered_headings is not None:
        settings = replace(settings, number_sections=profile.numbered_headings)
    metadata = document.metadata
    language, region = profile.language, "-" in metadata.lang
    if language and not region and language.split("-")[0] == metadata.lang:
        metadata = replace(metadata, lang=language)
    return replace(document, settings=settings, metadata=metadata)


def _whole(document: Document, maker: _Maker) -> Document:
    return for_edition(resolve(document, maker.library), "docx")


def _cites(document: Document) -> Iterator[Cite]:
    for chapter in document.chapters:
        yield from every(Cite, chapter.blocks)


def _without_lists(document: Document, profile: Profile) -> Document:
    if profile.contents is not False:
        return document
    chapters = tuple(one for one in document.chapters if one.role not in _LISTS)
    return replace(document, chapters=chapters)


def _with_abstract(document: Document, profile: Profile) -> Document:
    """Put abstract and keywords before a book that a journal wants them of; essays have them."""
    wanted = profile.abstract != Limits() or profile.keywords != Limits()
    blocks = abstract(document) if wanted and not is_single_essay(document) else ()
    if not blocks:
        return document
    text = words(document.word("Abstract"))
    header = Header(1, Attr("submission-abstract", ("unnumbered",)), text)
    chapter = Chapter(
        "submission-abstract",
        (header, *blocks),
        role=Role.ABSTRACT,
        matter=Matter.FRONT,
        id="submission-abstract",
        title=text,
        is_numbered=False,
        is_generated=True,
    )
    at = sum(one.matter is Matter.FRONT for one in document.chapters)
    chapters = (*document.chapters[:at], chapter, *document.chapters[at:])
    return replace(document, chapters=chapters)


def _asides(maker: _Maker, placed: Placed) -> Iterator[WordFile]:
    """Yield the file with captions and the one with tables, where a journal wants them apart."""
    figures = placed.of("figures")
    if figures and maker.profile.captions == "separate":
        blocks = caption_blocks(iter(figures))
        yield maker.word("captions", _of_one_chapter(placed.document, "captions", blocks))[0]
    tables = placed.of("tables")
    if tables:
        blocks = tuple(one.block for one in tables)
        yield maker.word("tables", _of_one_chapter(placed.document, "tables", blocks))[0]


def _of_one_chapter(document: Document, name: str, blocks: tuple[object, ...]) -> Document:
    chapter = Chapter(name, blocks, is_numbered=False, in_contents=False, is_generated=True)  # type: ignore[arg-type]
    return replace(document, chapters=(chapter,), contents=(), figures=(), tables=())


def _figures(
    maker: _Maker, placed: Placed, document: Document
) -> tuple[tuple[FigureFile, ...], tuple[Diagnostic, ...]]:
    try:
        rules = maker.profile.figure
        found = tuple(figure_files(placed.of("figures"), document.folder, rules, maker.design))
        return found, tuple(said_of_dots(found))
    except ImageError as error:
        return (), (Diagnostic(error.code, str(error), None, error.hint),)


def _stem(profile: Profile, file: str, document: Document) -> str:
    """Return the name of a file that may name its author, by the journal's pattern."""
    family = next((one.family or one.name for one in document.metadata.authors), "")
    values = {"file": file, "family": family, "title": plain_text(document.metadata.title)}
    name = profile.file_name or "{file}"
    for key, value in values.items():
        name = name.replace(f"{{{key}}}", re.sub(r"\W+", "-", value).strip("-"))
    return name

"""The whole way of a book on one page: from a folder to finished files in `dist/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from publish.caching import Cache
from publish.check.waivers import without_waived
from publish.checking import checked_beside
from publish.citations.library import read_library
from publish.citations.resolve import resolve_citations
from publish.citations.types import Library
from publish.diagnostics import (
    Diagnostic,
    PublishError,
    in_reading_order,
    stop_on_errors,
    with_hints,
)
from publish.editions import find_edition
from publish.editions.design import find_design
from publish.editions.edition import Artifact, Companion, Design, Pagination
from publish.editions.own_design import blaming_own_files
from publish.editions.pdf import Press, start_press
from publish.manuscript import read_manuscript
from publish.model.document import Document
from publish.model.nodes import Div, Link, Span
from publish.model.walk import every
from publish.progress import Progress
from publish.project import Project, load_project
from publish.structure import arrange, finish, for_edition, shared_chapters, with_pages
from publish.structure.words import words_for
from publish.unchanged import Outcome, begin
from publish.writing import write_whole

if TYPE_CHECKING:
    from publish.wordmaker import WordMaker

JOBS = 2  # processes that lay pages out, where nobody says how many
_SILENT = Progress()
_LAYOUT = "page layout"


def build(
    folder: Path,
    editions: Sequence[str] = (),
    output: Path | None = None,
    progress: Progress = _SILENT,
    jobs: int = JOBS,
    *,
    allow_filters: bool = False,
) -> Outcome:
    """Build a project's editions into `output` (default: `dist/` in the project).

    Without `editions`, those that the settings name. Raises `PublishError` with all findings if
    the book has errors; the files of the last good build then stay as they are. Pages are laid
    out in as many processes as `jobs` says; the files are the same with any number.
    `allow_filters` lets the project's own programs run.
    """
    with progress.step("settings"):
        beginning = begin(folder, editions, output or folder / "dist")
        project = load_project(folder, allow_filters=allow_filters)
    target = output or dist_of(project.folder)
    design = find_design(project)
    names = tuple(editions) or project.settings.editions
    # The processes that lay pages out take a second to be ready: they start before the reading.
    cache = Cache(project.folder)
    press = start_press(project.folder, project.settings, design, cache, jobs)
    if "pdf" in names:
        press.start()
    with _loaded_beside(project, names):
        document, library = _read(project, progress, press)
    check = partial(_about_draft, document, library)
    with (
        checked_beside(check, press, progress, copies=jobs > 1)
        if "pdf" in names
        else _checked(check, progress) as findings,
        _word_maker(project, names, jobs) as maker,
    ):
        with progress.step("structure and citations"):
            document = resolve(document, library)
        artifacts = render(document, design, names, progress, press, maker, findings)
        said = (*findings(), *document.diagnostics)
        said += tuple(finding for made in artifacts for finding in made.diagnostics)
        stop_on_errors(said)
        paths = write(artifacts, target)
        for made in artifacts:
            if made.edition == "docx":
                with progress.step("what the Word file says, kept for its return"):
                    said += _remember(made, document, project, maker)
    outcome = Outcome(tuple(paths), in_reading_order(without_waived(said, document)))
    if not project.filters:  # nobody knows what they read
        beginning.remember(outcome)
    return outcome


@contextmanager
def _loaded_beside(project: Project, names: Sequence[str]) -> Iterator[None]:
    """Load what comes after the reading while pandoc reads, and our process has little to do."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(words_for, project.metadata.lang)
        if "pdf" in names:
            # What fails here fails again where it is needed, and is told there.
            beside.submit(import_module, "publish.editions.pdf.edition")
        yield


def _word_maker(
    project: Project, names: Sequence[str], jobs: int
) -> AbstractContextManager[WordMaker | None]:
    """Return a process for the Word file if others are made beside it."""
    if "docx" not in names or len(names) == 1 or jobs == 1:
        return nullcontext()
    # Here, in `_remember` and in `render`, not at the top: what one edition needs is loaded for it
    # alone.
    from publish.wordmaker import WordMaker

    return closing(WordMaker(project))


def _remember(
    made: Artifact, document: Document, project: Project, maker: WordMaker | None
) -> tuple[Diagnostic, ...]:
    """Write down what a Word file says."""
    said = maker.remember() if maker else None
    if said is not None:
        return said
    from publish.provenance import keep

    return keep(made.name, made.data, for_edition(document, "docx"), project)


@dataclass(frozen=True, slots=True)
class Examined:
    """A project as far as it could be read, and all that is wrong with it.

    `document` has nothing left to resolve if `is_resolved`; else it is as written, and None where
    not even the chapters could be read.
    """

    diagnostics: tuple[Diagnostic, ...]
    project: Project | None = None
    document: Document | None = None
    library: Library | None = None
    is_resolved: bool = False


def check(folder: Path, *, allow_filters: bool = False) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with a project, without building it."""
    return examine(folder, allow_filters=allow_filters).diagnostics


def examine(folder: Path, *, allow_filters: bool = False) -> Examined:
    """Read and resolve a project without building it; never fails for what an author did."""
    project = document = library = None
    findings: tuple[Diagnostic, ...] = ()
    try:
        project = load_project(folder, allow_filters=allow_filters)
        document, library = _read(project, _SILENT)
        findings = _about_draft(document, library) + _about_design(project)
        stop_on_errors(findings)
        resolved = resolve(document, library)
    except PublishError as error:
        found = error.diagnostics
        if project is not None and document is not None:
            said = (*findings, *found, *_ahead(project, document))
            found = in_reading_order(without_waived(dict.fromkeys(said), document))
        return Examined(with_hints(found), project, document, library)
    ahead = _ahead(project, resolved)
    said = in_reading_order(without_waived([*findings, *resolved.diagnostics, *ahead], resolved))
    return Examined(with_hints(said), project, resolved, library, is_resolved=True)


def _about_draft(document: Document, library: Library) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a book as it was written."""
    # Not at the top: mostly it is a copy of our process that checks, and has the rules loaded.
    from publish.check import Draft, check_draft

    return check_draft(Draft(document, library, document.folder))


def _ahead(project: Project, document: Document) -> tuple[Diagnostic, ...]:
    """Return what print will have to say, of a book with errors too."""
    if "pdf" not in project.settings.editions or _about_design(project):
        return ()
    from publish.check.foreseen import foreseen  # it reads fonts, which no build has to

    return tuple(foreseen(document, find_design(project)))


def _about_design(project: Project) -> tuple[Diagnostic, ...]:
    try:
        find_design(project)
    except PublishError as error:
        return error.diagnostics
    return ()


def _read(
    project: Project, progress: Progress, press: Press | None = None
) -> tuple[Document, Library]:
    with progress.step("chapters"):
        document = read_manuscript(project)
    if press:
        # Where an earlier build has left pages, few are set, in few languages.
        press.warm_up(_languages(document, looks=not press.kept.has_pages()))
    with progress.step("bibliography"):
        library = read_library(project)
    return document, library


def _checked(
    check: Callable[[], tuple[Diagnostic, ...]], progress: Progress
) -> AbstractContextManager[Callable[[], tuple[Diagnostic, ...]]]:
    """Check a book at once; give what returns the findings."""
    with progress.step("checks"):
        findings = check()
    stop_on_errors(findings)
    return nullcontext(lambda: findings)


def _languages(document: Document, *, looks: bool) -> list[str]:
    """Return the languages of a book, its own first; `looks` finds those of single words too."""
    named = [document.metadata.lang, *(chapter.lang for chapter in document.chapters)]
    if looks:
        spans = every(Span, tuple(chapter.blocks for chapter in document.chapters))
        named += [span.attr.get("lang") for span in spans]
    return list(filter(None, dict.fromkeys(named)))


def resolve(document: Document, library: Library) -> Document:
    """Return the book with nothing left to resolve but its page numbers."""
    return finish(resolve_citations(arrange(document), library))


def render(
    document: Document,
    design: Design,
    names: Sequence[str],
    progress: Progress,
    press: Press | None = None,
    maker: WordMaker | None = None,
    findings: Callable[[], Sequence[Diagnostic]] = tuple,
) -> list[Artifact]:
    """Return the editions called `names`, in that order. Nothing is written to disk.

    The pages of the print edition are laid out first, whatever the order: they tell the page
    numbers that the others show where the book refers to pages. The others are then made while
    other processes draw those pages. These end as soon as they have. A `maker` is a process that
    makes the Word file. Nothing is made of the pages if there is an error among `findings`, which
    are asked for when they are laid out.
    """
    layout = None
    pagination = Pagination()
    forms = {name: for_edition(document, name) for name in names}
    if needs_layout(document, names):
        with (
            progress.step(_LAYOUT),
            _excused(document, names),
            blaming_own_files(document.folder),
        ):
            from publish.editions.pdf import settle

            printed = forms.get("pdf") or for_edition(document, "pdf")
            if press:
                press.told = _counter(progress, sum(1 for _ in printed.for_edition("pdf")))
            layout = settle(printed, design, press)[1]
            shared = shared_chapters(printed, forms.get("epub", printed))
            pagination = replace(layout.pagination, shared=shared)
            if "pdf" not in names:
                layout.press.stop()
    stop_on_errors(findings())

    if maker:
        maker.give(forms["docx"], pagination, design)

    def make(name: str) -> Artifact:
        edition = find_edition(name)
        with progress.step(edition.title), blaming_own_files(document.folder):
            if layout is not None and name == "pdf":
                from publish.editions.pdf import print_book

                return print_book(layout, is_last=True)
            made = maker.artifact() if maker and name == "docx" else None
            return made or edition.render(with_pages(forms[name], pagination), design)

    if len(names) == 1:  # in this thread: whoever is in the first one can be copied
        return [make(names[0])]
    with ThreadPoolExecutor() as threads:
        return list(threads.map(make, names))


def _counter(progress: Progress, chapters: int) -> Callable[[str], None]:
    """Return what counts the chapters that have pages. One may be laid out more than once."""
    done: set[str] = set()

    def told(name: str) -> None:
        done.add(name)
        progress.counts(_LAYOUT, len(done), max(chapters, len(done)))

    return told


def needs_layout(document: Document, names: Sequence[str]) -> bool:
    """Tell whether some edition wants to know the pages of the print edition."""
    wants_page_list = "epub" in names and document.settings.epub.page_list
    return "pdf" in names or wants_page_list or refers_to_pages(document)


@contextmanager
def _excused(document: Document, names: Sequence[str]) -> Iterator[None]:
    """Let an EPUB be made where nothing can be printed; it says itself what it lacks."""
    try:
        yield
    except PublishError:
        if "pdf" in names or refers_to_pages(document):
            raise


def refers_to_pages(document: Document) -> bool:
    """Tell whether the book says page numbers: in references or in an index."""
    blocks = tuple(chapter.blocks for chapter in document.chapters)
    links = any("pageref" in link.attr.classes for link in every(Link, blocks))
    return links or any(div.attr.id == "index" for div in every(Div, blocks))


def write(artifacts: Sequence[Artifact], folder: Path) -> list[Path]:
    """Write the files of a build, all or none.

    Raises: PublishError if the folder cannot be written to; what is in it then stays as it is.
    """
    files: list[Artifact | Companion] = []
    for made in artifacts:
        files += [made, *made.beside]
    try:
        return write_whole(folder, {one.name: one.data for one in files})
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        message = f"'{error.filename or folder}' cannot be written: {why}"
        hint = "the files of the last build are as they were"
        raise PublishError([Diagnostic("output-not-written", message, hint=hint)]) from error


def dist_of(folder: Path) -> Path:
    """Return where a project's editions go.

    Raises: PublishError if that leads out of the project, where a stranger's book could take the
    place of your own files.
    """
    dist = folder / "dist"
    if not dist.resolve().is_relative_to(folder.resolve()):
        message = f"'dist' is a link that leads out of the project, to '{dist.resolve()}'"
        hint = "say where the files shall go: publish build -o FOLDER"
        raise PublishError([Diagnostic("output-outside", message, hint=hint)])
    return dist

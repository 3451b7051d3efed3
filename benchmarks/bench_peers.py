"""Other ways from the same Markdown and BibTeX to a PDF, where their programs are installed.

Each gets the chapters through pandoc with its citations: notes at the foot of the page, contents
with page numbers, pictures of pixels (drawings are drawn beforehand, which is not timed). XeLaTeX
makes the index too, in three runs and one of makeindex; the others have none.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pypandoc

from publish.citations.styles import find_style
from publish.editions.images import load_image
from publish.editions.raster import raster
from publish.project import load_project

Command = Sequence[str]

# Marks of the index for LaTeX; notes at the foot of the page for CSS.
FILTER = r"""
local function index(span)
  if FORMAT == 'latex' and span.classes:includes('index') then
    local entry = span.attributes['entry'] or pandoc.utils.stringify(span)
    local mark = pandoc.RawInline('latex', '\\index{' .. entry:gsub('[^%w%s!,.-]', '') .. '}')
    return {pandoc.Span(span.content), mark}
  end
end
local function note(one)
  if FORMAT:match('html') then
    local inlines = pandoc.utils.blocks_to_inlines(one.content)
    return pandoc.Span(inlines, {class = 'note'})
  end
end
local function link(one)  -- Typst refuses what leads nowhere, as links to an index do
  if FORMAT == 'typst' and one.target:sub(1, 1) == '#' then
    return one.content
  end
end
return {{Span = index, Note = note, Link = link}}
"""
CSS = """
@page { size: 6in 9in; margin: 20mm; @bottom-center { content: counter(page) } }
@page { @footnote { border-top: .5pt solid; padding-top: 4pt } }
html { font: 10.5pt/13.5pt "EB Garamond", serif; hyphens: auto; text-align: justify }
h1 { break-before: right }
.note { float: footnote; font-size: 9pt; line-height: 11pt }
::footnote-call { line-height: 0 }
img { max-width: 100% }
#TOC a::after { content: leader('. ') target-counter(attr(href url), page) }
"""
LATEX = r"""
\usepackage{makeidx}\makeindex
\usepackage[paperwidth=6in,paperheight=9in,margin=20mm]{geometry}
\AtEndDocument{\printindex}
"""
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
_DRAWING = re.compile(r"\.svg(?=[)\s\"'}])")


@dataclass(frozen=True, slots=True)
class Peer:
    """One program. `missing` names what is not installed; `again` is for one changed paragraph."""

    name: str
    missing: str
    first: Callable[[Path], list[Command]]
    again: Callable[[Path], list[Command]]


def prepare(project: Path, to: Path) -> Path:
    """Return a folder with the chapters as files `N.md` in order, and all that they need."""
    book = load_project(project)
    to.mkdir(parents=True)
    shutil.copy(find_style(book.settings.csl, project).path, to / "style.csl")
    for number, source in enumerate(book.bibliographies):
        shutil.copy(source, to / f"{number}.bib")
    folder = project / "manuscript"
    for picture in (*folder.rglob("*.png"), *folder.rglob("*.jpg"), *folder.rglob("*.svg")):
        target = to / picture.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if picture.suffix == ".svg":
            drawing = load_image(picture.parent, picture.name)
            target.with_suffix(".svg.png").write_bytes(raster(drawing.data.decode(), dpi=200))
        else:
            shutil.copy(picture, target)
    texts = [chapter.text for chapter in book.chapters if chapter.text]
    for number, text in enumerate(texts):
        (to / f"{number:03}.md").write_text(_DRAWING.sub(".svg.png", text), "utf-8")
    (to / "filter.lua").write_text(FILTER, "utf-8")
    (to / "book.css").write_text(CSS, "utf-8")
    (to / "head.tex").write_text(LATEX, "utf-8")
    return to


def _pandoc(folder: Path, form: str, name: str, *more: str) -> Command:
    sources = [f"--bibliography={path.name}" for path in sorted(folder.glob("*.bib"))]
    chapters = [path.name for path in sorted(folder.glob("*.md"))]
    fixed = ("-s", "--toc", "--file-scope", "--citeproc", "--csl=style.csl", "-M", "title=A Book")
    lua = "--lua-filter=filter.lua"
    return [
        pypandoc.get_pandoc_path(),
        *chapters,
        "-t",
        form,
        "-o",
        name,
        *fixed,
        lua,
        *sources,
        *more,
    ]


def _html(folder: Path) -> Command:
    return _pandoc(folder, "html5", "book.html", "--css=book.css", "--mathml", "-M", "lang=en")


def _typst(folder: Path) -> list[Command]:
    program = shutil.which("typst")
    command = [program, "compile"] if program else [sys.executable, "-c", _TYPST]
    return [_pandoc(folder, "typst", "book.typ"), [*command, "book.typ", "book.pdf"]]


def _weasyprint(folder: Path) -> list[Command]:
    return [_html(folder), [sys.executable, "-m", "weasyprint", "-q", "book.html", "book.pdf"]]


def _vivliostyle(folder: Path) -> list[Command]:
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    program = shutil.which("vivliostyle") or "vivliostyle"
    own = ["--executable-browser", browser] if browser else []
    return [_html(folder), [program, "build", "book.html", "-o", "book.pdf", *own]]


def _latex(folder: Path, runs: int) -> list[Command]:
    run: Command = ["xelatex", "-interaction=batchmode", "-no-shell-escape", "book.tex"]
    source = _pandoc(folder, "latex", "book.tex", "-H", "head.tex", "-V", "documentclass=book")
    index: Command = ["makeindex", "-q", "book.idx"]
    return [source, run, *([index] + [run] * (runs - 1) if runs > 1 else [])]


def peers() -> tuple[Peer, ...]:
    """Return all of them, installed or not."""

    def absent(*names: str) -> str:
        return ", ".join(name for name in names if not shutil.which(name))

    has_typst = shutil.which("typst") or find_spec("typst")
    latex = absent("xelatex", "makeindex")
    return (
        Peer("Typst", "" if has_typst else "typst", _typst, _typst),
        Peer("XeLaTeX ×3", latex, lambda one: _latex(one, 3), lambda one: _latex(one, 1)),
        Peer("WeasyPrint alone", "", _weasyprint, _weasyprint),
        Peer("Vivliostyle", absent("vivliostyle"), _vivliostyle, _vivliostyle),
    )

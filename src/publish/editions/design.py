"""Finds the files that give a book its looks: the default design, then the author's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import publish
from publish.diagnostics import Diagnostic, Place, PublishError
from publish.editions.edition import Design
from publish.editions.families import named_families
from publish.editions.own_design import unreadable_sheets
from publish.model.settings import PrintSettings
from publish.project import Project

# What an author may lay over the default design, in the project's `styles/`.
STYLESHEETS = ("print.css", "epub.css", "epub-fonts.css")

# Packages that bring the default design's fonts, all under the SIL Open Font License. Order
# matters where a character is in several: the text face first, then faces for other scripts.
FONT_PACKAGES = (
    "fontpkg_eb_garamond",  # text: Latin, Greek, Cyrillic
    "fontpkg_frank_ruhl_libre",  # Hebrew
    "fontpkg_amiri",  # Arabic
    "fontpkg_source_code_pro",  # code
    "fontpkg_noto_serif",  # letters and signs that the text face lacks
)
# Chinese and Japanese, where `publish[cjk]` is installed.
CJK_PACKAGE = "pylopdf_fonts_cjk"

# Trim sizes, width and height. Inches for the American formats, ISO 216 for the others.
TRIMS = {
    "5x8": ("5in", "8in"),
    "5.5x8.5": ("5.5in", "8.5in"),
    "6x9": ("6in", "9in"),
    "a5": ("148mm", "210mm"),
    "a4": ("210mm", "297mm"),
    "letter": ("8.5in", "11in"),
}

_POINTS = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0, "pc": 12.0, "px": 0.75}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """How a page of a trim is filled, in points.

    The text block is a whole number of lines high and some 65 to 70 letters of the text face wide;
    outer and bottom margins are wider than inner and top, so that facing pages stand together.
    """

    inner: float
    outer: float
    top: float
    bottom: float
    text_size: float
    leading: float


_SIDES = ("inner", "outer", "top", "bottom")
_TEXT_BLOCKS = {
    "5x8": TextBlock(49.0, 52.0, 66.0, 91.5, 10.5, 13.5),  # 31 lines of 259 pt
    "5.5x8.5": TextBlock(52.0, 58.0, 66.0, 84.0, 11.0, 14.0),  # 33 of 286
    "6x9": TextBlock(61.0, 71.0, 66.0, 92.0, 11.25, 14.0),  # 35 of 300
    "a5": TextBlock(62.0, 71.53, 62.0, 85.28, 11.0, 14.0),  # 32 of 286
    "a4": TextBlock(114.0, 145.28, 104.0, 143.89, 12.5, 16.5),  # 36 of 336
    "letter": TextBlock(120.0, 156.0, 96.0, 135.0, 12.5, 16.5),  # 34 of 336
}


def default_styles() -> Path:
    """Return the folder of the default design: in the package, or beside it in a checkout."""
    package = Path(publish.__file__).parent
    candidates = (package / "styles", package.parents[1] / "styles")
    return next(folder for folder in candidates if (folder / "print.css").is_file())


def find_design(project: Project) -> Design:
    """Return the design of a book: the default, then what its own `styles/` lays over it.

    Raises: PublishError where the settings name a trim size or a design that there is not, or a
    stylesheet of the project cannot be read.
    """
    settings = project.settings.print
    default, own = default_styles(), project.folder / "styles"
    if problems := (*_problems(settings, own, project.places), *unreadable_sheets(project.folder)):
        raise PublishError(problems)
    return Design(
        print_css=_layers("print.css", default, own, settings.design),
        epub_css=tuple(_epub_layers(project, default, own)),
        reference_docx=_existing(own / "reference.docx"),
        fonts=tuple(font_folders(own, settings.main_font, *_families(own))),
        sources=tuple(_sources(project, own)),
    )


def _sources(project: Project, own: Path) -> Iterator[Path]:
    """Yield the texts that a book is made from: settings, chapters, bibliographies, styles."""
    yield project.folder / "manuscript" / "book.yaml"
    yield from (project.folder / chapter.path for chapter in project.chapters)
    yield from project.bibliographies
    yield from sorted(own.rglob("*.css"))
    yield from sorted(own.rglob("*.csl"))


def font_folders(own: Path | None = None, *families: str) -> Iterator[Path]:
    """Yield the folders with fonts: the author's `styles/fonts`, then those of packages.

    `families` are those that the settings and the author's stylesheets ask for; a package of a
    family counts if it is installed.
    """
    if own is not None and (own / "fonts").is_dir():
        yield own / "fonts"
    for name in dict.fromkeys(
        [*FONT_PACKAGES, CJK_PACKAGE, *(font_package(family) for family in families if family)]
    ):
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            folder = Path(spec.origin).parent
            yield folder / "files" if (folder / "files").is_dir() else folder


def _families(own: Path) -> Iterator[str]:
    for name in STYLESHEETS:
        if (own / name).is_file():
            for one in named_families(
                (own / name).read_text(encoding="utf-8-sig", errors="replace")
            ):
                yield one.name


def font_package(family: str) -> str:
    """Return the name of the package that brings a family: "Source Serif 4"."""
    return "fontpkg_" + re.sub(r"\W+", "_", family.strip().lower())


def print_variables(settings: PrintSettings) -> str:
    """Return the CSS custom properties that follow from the settings, as a stylesheet.

    The trim and its margins can be overridden by an author's stylesheet; what an author wrote
    into `book.yaml` is stated with more weight and wins over every stylesheet's `:root`.
    """
    width, height = TRIMS[settings.trim]
    block = _TEXT_BLOCKS[settings.trim]
    fixed = [
        ("trim-width", width),
        ("trim-height", height),
        *((f"margin-{side}", f"{getattr(block, side):g}pt") for side in _SIDES),
        ("trim-text-size", f"{block.text_size:g}pt"),
        ("trim-leading", f"{block.leading:g}pt"),
    ]
    lines = settings.line_height
    if settings.font_size and not lines:  # lines stand apart by the size of the letters
        lines = f"{block.leading / block.text_size:.4g}"
    if lines.replace(".", "", 1).isdigit():
        lines = f"calc({lines} * var(--text-size))"
    chosen = [
        ("text-size", settings.font_size),
        ("leading", lines),
        ("text-face", f'"{settings.main_font}"' if settings.main_font else ""),
        *((f"margin-{side}", value) for side, value in settings.margins),
    ]
    bleed = f"@page {{ bleed: {settings.bleed_mm:g}mm; }}\n" if settings.bleed_mm else ""
    return _rule(":root", fixed) + _rule(":root:root", chosen) + bleed


def text_size_pt(settings: PrintSettings) -> float:
    """Return the size of the text in points; that of the trim where the settings say none."""
    return _points(settings.font_size) or _TEXT_BLOCKS[settings.trim].text_size


def measure_pt(settings: PrintSettings) -> float:
    """Return the width of the text block in points; margins in units of type count as they were."""
    block = _TEXT_BLOCKS[settings.trim]
    sides = {"inner": block.inner, "outer": block.outer}
    sides |= {side: points for side, text in settings.margins if (points := _points(text))}
    return _points(TRIMS[settings.trim][0]) - sides["inner"] - sides["outer"]


def _points(length: str) -> float:
    """Return a CSS length in points, 0 for one in a unit that depends on something else."""
    found = re.fullmatch(r"([\d.]+)([a-z]+)", length)
    return float(found[1]) * _POINTS.get(found[2], 0.0) if found else 0.0


def _rule(selector: str, properties: list[tuple[str, str]]) -> str:
    lines = "".join(f"  --{name}: {value};\n" for name, value in properties if value)
    return f"{selector} {{\n{lines}}}\n" if lines else ""


def _layers(name: str, default: Path, own: Path, design: str) -> tuple[Path, ...]:
    candidates = (default / name, default / "designs" / design / name, own / name)
    # A book that is kept together with the default design has it once, not twice.
    existing = dict.fromkeys(path.resolve() for path in candidates if path.is_file())
    return tuple(existing)


def _epub_layers(project: Project, default: Path, own: Path) -> Iterator[Path]:
    """Yield what an EPUB looks like: with fonts, the families come before the author's rules."""
    layers = _layers("epub.css", default, own, project.settings.print.design)
    faces = _layers("epub-fonts.css", default, own, project.settings.print.design)
    yield layers[0]
    yield from faces if project.settings.epub.fonts else ()
    yield from layers[1:]


def _existing(path: Path) -> Path | None:
    return path if path.is_file() else None


def _problems(
    settings: PrintSettings, own: Path, places: Mapping[str, Place]
) -> Iterator[Diagnostic]:
    folders = [path for path in (default_styles() / "designs").glob("*") if path.is_dir()]
    known = sorted({"essay", "monograph", *(path.name for path in folders)})
    asked = (
        ("print-unknown-trim", "trim size", settings.trim, sorted(TRIMS)),
        ("print-unknown-design", "design", settings.design, known),
    )
    for code, what, value, names in asked:
        if value not in names:
            hint = f"choose one of {', '.join(names)}"
            name = code.rpartition("-")[2]
            place = places.get(f"print.{name}") or places.get(name)
            yield Diagnostic(code, f"there is no {what} {value!r}", place, hint)
    family, package = settings.main_font, font_package(settings.main_font)
    if family and find_spec(package) is None and not (own / "fonts").is_dir():
        hint = f"pip install {package.replace('_', '-')}, or put its files into styles/fonts/"
        place = places.get("print.main-font") or places.get("mainfont")
        yield Diagnostic("font-missing", f"no font family {family!r}", place, hint)


__all__ = [
    "FONT_PACKAGES",
    "TRIMS",
    "default_styles",
    "find_design",
    "font_folders",
    "font_package",
    "print_variables",
    "text_size_pt",
]

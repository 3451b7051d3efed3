"""The pictures that the engine has read, named by what they are and not by where they lie."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from publish.editions.pdf.jail import path_of


class Pictures(dict[str, Any]):
    """WeasyPrint's store of pictures: address or part of a picture -> what was read.

    WeasyPrint 70 calls a picture in the file by a digest of its address, so that a book built in
    another folder would be another file. Here a path counts from the folder it is in.
    """

    def __init__(self, folders: Iterable[Path], read: set[Path]) -> None:
        super().__init__()
        self._read = read  # files are added to it whenever a picture is asked for
        self._folders = tuple(folder.resolve() for folder in folders)

    def __getitem__(self, key: str) -> Any:
        path = path_of(key)
        if path is not None:
            self._read.add(path)
        return super().__getitem__(key)

    def __setitem__(self, key: str, value: Any) -> None:
        if key.startswith("file:") and hasattr(value, "id"):  # drawings are parts of the page
            value.id = sha256(self._name(key).encode()).hexdigest()[:32]
        super().__setitem__(key, value)

    def _name(self, url: str) -> str:
        path = path_of(url) or Path()
        for number, folder in enumerate(self._folders):
            if path.is_relative_to(folder):
                return f"{number}/{path.relative_to(folder).as_posix()}"
        return url

"""A manuscript whose every name and word tries to run something in the page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

EVIL = "<script>window.hacked=1</script><img src=x onerror='window.hacked=2'>"
HOSTILE = {
    "01-<img src=x onerror=window.hacked=3>.md": (
        f'# {EVIL}\n\n[@a"><script>window.hacked=4</script>] from 1941-1945 {EVIL}\n\n'
        '[x](javascript:window.hacked=5) ![](<data:text/html,"><script>window.hacked=6</script>>)'
        "\n\n</div></section></main><style>body{display:none}</style><base href=//evil.example>\n\n"
        "\u202eneddih\u202c and \x1b[31m and 1914-1918 \x07\n"
    ),
    "02-plain.md": '# Plain\n\n[](#"onmouseover="window.hacked=7)\n',
}
SETTINGS = (
    f'title: "{EVIL}"\nsubtitle: "</title></style></script>{EVIL}"\nauthor: "{EVIL}"\n'
    'lang: en\n"<svg onload=window.hacked=8>": 1\n'
)
LIBRARY = '@book{x"><script>window.hacked=9</script>, title = {<script>window.hacked=10</script>}}'


def a_strangers_book(write: Callable[..., Path]) -> Path:
    """Write the book with the fixture `book`, and a file with a bad name among its editions."""
    folder = write(HOSTILE, SETTINGS, LIBRARY)
    (folder / "dist").mkdir()
    (folder / "dist" / "<img src=x onerror=window.hacked=11>.pdf").write_bytes(b"")
    return folder

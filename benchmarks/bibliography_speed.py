"""Time the reading of a BibTeX file of many entries, fresh and kept.

    python benchmarks/bibliography_speed.py [ENTRIES ...] [--pandoc]

Prints processor seconds, one line for each size; with `--pandoc`, wall-clock seconds of pandoc's
reader too. Exits with 1 if 10,000 entries take 5 s or more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from publish.citations.library import read_bibliographies
from publish.citations.types import Library
from publish.pandoc import run

SIZES = (1_000, 10_000, 20_000)
LIMIT_S = 5.0  # for 10,000 entries
HEAD = "@string{oup = {Oxford University Press}}\n"
ENTRIES = (
    r"""@book{key%(n)d,
  author    = {M{\"u}ller, Anna and de la Cruz, Juan},
  title     = {The {Russian} Revolution and its \emph{Afterlives}, Volume %(n)d},
  subtitle  = {A History},
  publisher = oup,
  location  = {Oxford},
  date      = {%(year)d},
  langid    = {english},
  keywords  = {primary, archival},
}
""",
    r"""@article{key%(n)d,
  author       = {Fitzpatrick, Sheila and {Institute of %(n)d Things} and others},
  title        = {On ``Class'' -- and %(n)d Other Things},
  journaltitle = {Slavic Review},
  volume       = 12,
  number       = {3},
  pages        = {118--160},
  date         = {%(year)d-05},
  doi          = {10.1086/69%(n)d},
  url          = {https://example.org/a%%20b~%(n)d?x=1},
}
""",
    r"""@incollection{key%(n)d,
  author   = {van Gogh, Vincent},
  title    = {Letters %(n)d},
  crossref = {key%(parent)d},
  pages    = {1--3},
  note     = {10\%% of it, H$_2$O},
}
""",
    r"""@unpublished{key%(n)d,
  author       = {{Institut istorii}},
  title        = {Svodki %(n)d},
  date         = {1922/1934},
  howpublished = {RGASPI, f. 17, op. 2, d. %(n)d},
  note         = {Gda{\'n}sk copy},
  langid       = {russian},
}
""",
)


def bibliography(count: int) -> str:
    """Return a file of `count` entries of four kinds in turn."""
    entries = (
        ENTRIES[n % 4] % {"n": n, "year": 1900 + n % 120, "parent": n - 2} for n in range(count)
    )
    return HEAD + "\n".join(entries)


def timed(work: Callable[[], object]) -> float:
    """Return the processor seconds of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(count: int, folder: Path, with_pandoc: bool) -> float:
    """Print one line, and return the seconds of the first reading."""
    text = bibliography(count)
    path = folder / f"{count}.bib"
    path.write_text(text, encoding="utf-8")

    def read() -> Library:
        return read_bibliographies([(path, path.name)], project=folder)

    fresh, kept = timed(read), timed(read)
    library = read()
    if len(library.items) != count or library.diagnostics:
        sys.exit(f"read {len(library.items)} of {count}: {library.diagnostics[:3]}")
    line = (
        f"{count:7,} entries {len(text) / 1e6:6.1f} MB   fresh {fresh:5.2f} s   kept {kept:5.2f} s"
    )
    if with_pandoc:
        start = time.perf_counter()
        run(["-f", "biblatex", "-t", "csljson"], text)
        line += f"   pandoc {time.perf_counter() - start:5.2f} s"
    print(line)
    return fresh


def main() -> int:
    """Measure every size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("entries", nargs="*", type=int, default=SIZES)
    parser.add_argument("--pandoc", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seconds = {count: measure(count, Path(folder), options.pandoc) for count in options.entries}
    return 1 if seconds.get(10_000, 0) >= LIMIT_S else 0


if __name__ == "__main__":
    sys.exit(main())

"""Time the print PDF of generated books, as a whole process, and prove what it lays out.

    python benchmarks/print_pdf.py [pages ...]        (default: 75 150 300)

The books come from `bench_book.py` in ../shared/tools: 6 x 9 in, about three notes a page.
Printed: wall time, processor time of all processes, pages, size, and the findings by code.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT.parent / "shared" / "tools" / "bench_book.py"


def main() -> None:
    """Make, build and report each size in turn."""
    for pages in [int(argument) for argument in sys.argv[1:]] or [75, 150, 300]:
        with tempfile.TemporaryDirectory() as folder:
            report(pages, Path(folder))


def report(pages: int, folder: Path) -> None:
    """Build one book and print a line about it."""
    size = ["--pages", str(pages), "--notes", "text"]
    subprocess.run([sys.executable, str(GENERATOR), str(folder), *size], check=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "publish", "build", "pdf", "-C", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall_s = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    findings = Counter(re.findall(r"(?:error|warning|note)\[([\w-]+)\]", done.stderr))
    steps = re.findall(r"([\d.]+) s  (page layout|print PDF)", done.stderr)
    megabytes = sum(path.stat().st_size for path in (folder / "dist").glob("*.pdf")) / 1e6
    print(
        f"{pages:4} pages asked: {wall_s:6.1f} s wall, {cpu_s:6.1f} s cpu, {megabytes:.1f} MB, "
        f"{', '.join(f'{name} {seconds} s' for seconds, name in steps)}, {dict(findings)}"
    )
    if done.returncode:
        print(done.stderr[-2000:])


if __name__ == "__main__":
    main()

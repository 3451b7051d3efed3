"""Time the print PDF of generated books, as a whole process, and prove what it lays out.

    python benchmarks/print_pdf.py [pages ...]        (default: 75 150 300)

The books come from `bench_book.py` in ../shared/tools: 6 x 9 in, about three notes a page.
Printed: wall time, processor time of all processes, the most memory that they held together, size,
and the findings by code.
"""

from __future__ import annotations

import contextlib
import re
import resource
import subprocess
import sys
import tempfile
import threading
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
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        memory = Memory(process.pid)
        memory.start()
        said = process.communicate()[1]
    wall_s = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    findings = Counter(re.findall(r"(?:error|warning|note)\[([\w-]+)\]", said))
    steps = re.findall(r"([\d.]+) s  (page layout|print PDF)", said)
    megabytes = sum(path.stat().st_size for path in (folder / "dist").glob("*.pdf")) / 1e6
    print(
        f"{pages:4} pages asked: {wall_s:6.1f} s wall, {cpu_s:6.1f} s cpu, "
        f"{memory.most_mb:.0f} MB of memory, {megabytes:.1f} MB of file, "
        f"{', '.join(f'{name} {seconds} s' for seconds, name in steps)}, {dict(findings)}"
    )
    if process.returncode:
        print(said[-2000:])


class Memory(threading.Thread):
    """Watches what a process and those that it started hold together. Linux only, else 0.

    Pages that several of them share are counted once in sum: `Pss` gives each its part.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.most_mb = 0.0

    def run(self) -> None:
        """Look five times a second, until the process has ended."""
        while Path(f"/proc/{self.process}/smaps_rollup").exists():
            now_kb = sum(map(_held_kb, _family(self.process)))
            self.most_mb = max(self.most_mb, now_kb / 1024)
            time.sleep(0.2)


def _family(process: int) -> list[int]:
    found = [process]
    for parent in found:
        with contextlib.suppress(OSError):  # it has just ended
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _held_kb(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0
    return sum(map(int, re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)))


if __name__ == "__main__":
    main()

"""Damage files of every kind thousands of times, and see that each ends with a message.

    .venv/bin/python benchmarks/fuzz.py [--inputs N] [--seed S] [--only NAME] [--keep FOLDER]

`--inputs` is the number for each fast kind; slow ones (fonts, stylesheets) get a share of it. Every
input is made of the seed and its number alone, so that what goes wrong can be done again. Commands
run in processes with a limit of memory and of time; whatever ends in something else than exit code
0, 1 or 2 with a message, or in the words "publish itself failed", is a defect and is kept.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import re
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from fuzzing.sent import OWN
from fuzzing.targets import TARGETS as FILES
from fuzzing.targets import Target, lay_out

TARGETS = (*FILES, *OWN)
MEMORY_BYTES = 3 << 30  # of addresses; Pango and pdfium map much that they never touch
TIME_S = 60  # of processor time for one input, in our own process
PATIENCE_S = 400  # before a process that says nothing is killed
ENDS = (0, 1, 2)


@dataclass
class Tally:
    """What became of the inputs of one kind."""

    inputs: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    defects: list[dict[str, Any]] = field(default_factory=list)
    slowest_s: float = 0
    most_mb: float = 0


def one_input(target: Target, seed: int, number: int) -> tuple[bytes, random.Random]:
    """Return an input, made of the seed and its number alone, and the chance that goes on."""
    chance = random.Random(f"{seed} {target.name} {number}")
    data = chance.choice(target.seeds())
    return (data if number == 0 else target.mutate(data, target.words, chance)), chance


def try_input(target: Target, seed: int, number: int, folder: Path) -> dict[str, Any]:
    """Put an input into a book, run the commands that read it, and say how they ended."""
    from publish.cli import main

    lay_out(folder)
    data, chance = one_input(target, seed, number)
    started = time.process_time()
    said = io.StringIO()
    end: int | str = 0
    try:
        for command in target.place(folder, data, chance):
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                end = main(["--format", "text", *command])
    except SystemExit as stop:
        end = f"exit {stop.code}"
    except BaseException as error:  # what got past everything
        end = f"raised {type(error).__name__}: {error}"
    text = said.getvalue()
    is_told = end == 0 or "error[" in text
    is_fine = end in ENDS and is_told and "publish-defect" not in text and "Traceback" not in text
    return {
        "number": number,
        "end": str(end),
        "defect": "" if is_fine else _details(text),
        "s": time.process_time() - started,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _details(text: str) -> str:
    """Return what is kept of a defect: its traceback if there is one."""
    found = re.search(r"details are in (\S+)", text)
    with contextlib.suppress(OSError):
        if found:
            return Path(found[1]).read_text()
    return text or "no message"


def work(name: str, seed: int, first: int, last: int) -> None:
    """Try some inputs of one kind in this process; a line of JSON for each."""
    out = os.fdopen(os.dup(1), "w")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    target = next(one for one in TARGETS if one.name == name)

    def too_long(*_: object) -> None:
        raise TimeoutError(f"more than {TIME_S} s")

    signal.signal(signal.SIGVTALRM, too_long)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        for number in range(first, last):
            signal.setitimer(signal.ITIMER_VIRTUAL, TIME_S)
            result = try_input(target, seed, number, Path(folder) / "book")
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            print(json.dumps(result), file=out, flush=True)


def fuzz(target: Target, seed: int, inputs: int) -> Tally:
    """Try inputs of one kind in processes of their own; a process that dies is a defect."""
    tally, number = Tally(), 0
    while number < inputs:
        command = [
            sys.executable,
            __file__,
            "--work",
            target.name,
            str(seed),
            str(number),
            str(inputs),
        ]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout and process.stderr
        while select.select([process.stdout], [], [], PATIENCE_S)[0]:
            line = process.stdout.readline()
            if not line:
                break
            result = json.loads(line)
            number = result["number"] + 1
            _count(tally, result)
        process.kill()
        if number < inputs:
            said = process.stderr.read()[-2000:]
            lost = {"number": number, "end": f"died {process.wait()}", "defect": said or "hung"}
            _count(tally, {**lost, "s": 0.0, "mb": 0.0})
            number += 1
        process.wait()
        process.stdout.close()
        process.stderr.close()
    return tally


def _count(tally: Tally, result: dict[str, Any]) -> None:
    tally.inputs += 1
    tally.ends[result["end"]] += 1
    tally.slowest_s = max(tally.slowest_s, result["s"])
    tally.most_mb = max(tally.most_mb, result["mb"])
    if result["defect"]:
        tally.defects.append(result)


def main() -> int:
    """Print a table, then every defect; return 1 if there are any."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path, help="where inputs of defects are put")
    parser.add_argument("--work", nargs=4)
    options = parser.parse_args()
    if options.work:
        name, *numbers = options.work
        work(name, *map(int, numbers))
        return 0
    chosen = [one for one in TARGETS if options.only in ("", one.name)]

    def run(target: Target) -> Tally:
        return fuzz(target, options.seed, max(2, int(options.inputs * target.share)))

    heads = f"{'exit 0':>6} {'1':>6} {'2':>6} {'defects':>7} {'slowest':>8} {'memory':>8}"
    print(f"{'kind':16} {'inputs':>6} {heads}")
    defects = []
    with ThreadPoolExecutor(2) as threads:
        for target, tally in zip(chosen, threads.map(run, chosen), strict=True):
            ends = " ".join(f"{tally.ends[str(end)]:6}" for end in ENDS)
            bounds = f"{tally.slowest_s:6.1f} s {tally.most_mb:5.0f} MB"
            print(
                f"{target.name:16} {tally.inputs:6} {ends} {len(tally.defects):7} {bounds}",
                flush=True,
            )
            defects += [(target, one) for one in tally.defects]
    for target, one in defects:
        print(
            f"\n{target.name} {one['number']} (seed {options.seed}): {one['end']}\n{one['defect']}"
        )
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            path = options.keep / f"{target.name.strip('.').replace(' ', '-')}-{one['number']}"
            path.write_bytes(one_input(target, options.seed, one["number"])[0])
    return 1 if defects else 0


if __name__ == "__main__":
    raise SystemExit(main())

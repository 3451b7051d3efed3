"""The command `return`: what an editor did to a Word file, as changes of the manuscript."""

from __future__ import annotations

import argparse
import sys

from publish.cli.commands import answer, exit_code, say, show


def take_back(options: argparse.Namespace) -> int:
    """Print the changes as a patch, or make them, and list what did not land."""
    from publish.returning import apply, diff, findings
    from publish.returning import take_back as compare

    trip = compare(
        options.project, options.file, options.accept, allow_filters=options.allow_filters
    )
    found = findings(trip)
    show(found, options)
    if options.apply:
        for path in apply(trip):
            answer(str(path))
    else:
        sys.stdout.write(diff(trip, options.format))
    if not options.quiet:
        steps = [step for work in trip.works for step in work.steps]
        landed = sum(step.is_on for step in steps)
        done = "made" if options.apply else "to be made"
        say(f"{landed} changes {done}, {len(steps) - landed} reported")
    return exit_code(found, options)

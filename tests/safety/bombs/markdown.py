"""Markdown of death, and formulas."""

from __future__ import annotations

from . import CHAPTER, Bomb


def text(markdown: str, **more: object) -> Bomb:
    return Bomb({CHAPTER: "# One\n\n" + markdown + "\n"}, **more)  # type: ignore[arg-type]


def built(markdown: str, **more: object) -> Bomb:
    return text(markdown, command=("build",), **{"seconds": 90, **more})


MARKDOWN = {
    "md-quotes": text(">" * 5_000 + " a"),
    "md-quotes-built": built(">" * 150 + " a"),
    "md-lists": text("".join("  " * n + "- a\n" for n in range(400))),
    "md-lists-built": built("".join("    " * n + "- a\n\n" for n in range(60))),
    "md-brackets": text("[" * 10_000),
    "md-emphasis": text("*a **b " * 3_000),
    "md-stars": text("*" * 20_000),
    "md-underscores": text("_a_" * 20_000),
    "md-table": text("| " + "a | " * 2_000 + "\n|" + "---|" * 2_000 + "\n|" + "b |" * 2_000),
    "md-table-built": built("|" + "a|" * 60 + "\n|" + "---|" * 60 + ("\n|" + "b|" * 60) * 100),
    "md-divs": text("::: {.a}\n" * 2_000),
    "md-divs-closed": text("::: {.a}\n" * 300 + "a\n" + ":::\n" * 300),
    "md-spans": text("[" * 100 + "a" + "]{.b}" * 100),
    "md-notes": built(
        "".join(f"Word[^{n}] " for n in range(1_500))
        + "\n\n"
        + "".join(f"[^{n}]: A note of some words.\n\n" for n in range(1_500))
    ),
    "md-note-cycle": text("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]"),
    "md-word": built("a" * 100_000),
}

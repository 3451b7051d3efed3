"""Markdown of death, and formulas."""

from __future__ import annotations

from itertools import pairwise

from . import CHAPTER, Bomb


def text(markdown: str, **more: object) -> Bomb:
    return Bomb({CHAPTER: "# One\n\n" + markdown + "\n"}, **more)  # type: ignore[arg-type]


def built(markdown: str, **more: object) -> Bomb:
    return text(markdown, command=("build",), **{"seconds": 90, **more})


def too_hard(markdown: str) -> Bomb:
    """Return what pandoc needs twice the time for with each bracket or macro more.

    The guard ends it here, elsewhere its own limits: see `publish.pandoc`.
    """
    return text(markdown, guard_s=4, told="manuscript-too-hard")


DIGITS = "1" * 5_000  # Python 3.11 refuses to read more than 4,300 as a number
_MACROS = "".join(
    f"\\newcommand{{\\{c}}}{{\\{d}\\{d}}}\n" for c, d in pairwise("abcdefghijklmnopqrst")
)

MARKDOWN = {
    "md-quotes": text(">" * 5_000 + " a"),
    "md-quotes-built": built(">" * 150 + " a"),
    "md-lists": text("".join("  " * n + "- a\n" for n in range(400))),
    "md-lists-built": built("".join("    " * n + "- a\n\n" for n in range(60))),
    "md-brackets": too_hard("[" * 10_000),
    "md-emphasis": text("*a **b " * 3_000),
    "md-stars": text("*" * 20_000),
    "md-underscores": text("_a_" * 20_000),
    "md-table": text("| " + "a | " * 2_000 + "\n|" + "---|" * 2_000 + "\n|" + "b |" * 2_000),
    "md-table-built": built("|" + "a|" * 60 + "\n|" + "---|" * 60 + ("\n|" + "b|" * 60) * 20),
    "md-divs": text("::: {.a}\n" * 2_000),
    "md-divs-closed": text("::: {.a}\n" * 300 + "a\n" + ":::\n" * 300),
    "md-spans": too_hard("[" * 100 + "a" + "]{.b}" * 100),
    "md-notes": built(
        "".join(f"Word[^{n}] " for n in range(700))
        + "\n\n"
        + "".join(f"[^{n}]: A note of some words.\n\n" for n in range(700))
    ),
    "md-note-cycle": text("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]"),
    "md-word": built("a" * 50_000),
    "md-formula-braces": built("$" + "{" * 3_000 + "x" + "}" * 3_000 + "$"),
    "md-formula-fractions": built("$" + r"\frac{1}{" * 300 + "x" + "}" * 300 + "$"),
    "md-formula-scripts": built("$$" + "x^{" * 1_000 + "x" + "}" * 1_000 + "$$"),
    "md-formula-indices": built(("$" + "x_{" * 8 + "x" + "}" * 8 + "$ and ") * 150),
    "md-formula-roots": built("$" + r"\sqrt" * 2_000 + "x$"),
    "md-formula-open": text(r"$\left(" * 3_000),
    "md-formula-macros": too_hard(f"{_MACROS}\\newcommand{{\\t}}{{x}}\n\n$\\a$"),
    "md-formula-macro-cycle": built("\\newcommand{\\a}{\\b}\n\\newcommand{\\b}{\\a}\n\n$\\a$"),
    "md-numbers": Bomb(
        {
            CHAPTER: f"# One\n\n{DIGITS}. a\n\n[@d, {DIGITS}-{DIGITS}] {DIGITS}–{DIGITS}\n\n"
            f'![A](a.svg){{width={DIGITS}}}\n\n[a]{{.index entry="{DIGITS}"}}\n',
            "manuscript/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1.2.3" '
            f'height="{DIGITS}" viewBox="0 0 x {DIGITS}"/>',
            "bibliography.bib": f"@book{{d, author={{D}}, title={{T}}, year={{{DIGITS}}}, "
            f"pages={{{DIGITS}-{DIGITS}}}, volume={{{DIGITS}}}, urldate={{{DIGITS}}}}}",
        },
        command=("build",),
    ),
    "md-million-digits": text("1" * 1_000_000, told="more than 20,000 digits"),
}

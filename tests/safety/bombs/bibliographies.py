"""Bibliographies of death: braces, cycles, doublings."""

from __future__ import annotations

from . import CHAPTER, Bomb


def bib(text: str, cited: str = "[@a]", **more: object) -> Bomb:
    files = {CHAPTER: f"# One\n\nWords {cited}.\n", "bibliography.bib": text}
    return Bomb(files, **more)  # type: ignore[arg-type]


def entry(**fields: str) -> str:
    given = "".join(f", {name} = {{{value}}}" for name, value in fields.items())
    return f"@book{{a, author = {{Doe, J.}}, year = 1999{given}}}\n"


BIBLIOGRAPHIES = {
    "bib-deep": bib(entry(title="{" * 10_000 + "A" + "}" * 10_000)),
    "bib-braces": bib(entry(title="{" * 10_000)),
    "bib-closing": bib("@book{a, title = {A" + "}" * 10_000),
    "bib-braces-flat": bib(entry(title="{A}" * 100_000)),
    "bib-commands": bib(entry(title="\\textbf{" * 5_000 + "A" + "}" * 5_000)),
    "bib-math": bib(entry(title="$" * 50_001)),
    "bib-accents": bib(entry(title="\\'" * 100_000)),
    "bib-quotes": bib('@book{a, title = "' + '{"}' * 50_000 + '"}'),
    "bib-nested-quotes": bib(entry(title="“" * 5_000 + "A" + "”" * 5_000)),
    "bib-digits": bib(entry(volume="1" * 1_000_000), told="more than 20,000 digits"),
    "bib-strings-cycle": bib("@string{x = y}\n@string{y = x}\n@book{a, title = x # y}"),
    "bib-strings-doubling": bib(
        '@string{s0 = "lol"}\n'
        + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
        + "@book{a, title = s59}"
    ),
    "bib-crossref-cycle": bib(
        "@inbook{a, title={A}, crossref={b}}\n@inbook{b, title={B}, crossref={a}}\n"
    ),
    "bib-crossref-chain": bib(
        "".join(f"@book{{k{n}, title={{T}}, crossref={{k{n + 1}}}}}\n" for n in range(20_000)),
        cited="[@k0]",
    ),
    "bib-xdata-cycle": bib(
        "@book{a, xdata={b}}\n@xdata{b, title={B}, xdata={c}}\n@xdata{c, xdata={b}}\n"
    ),
    "bib-names": bib(entry(title="T", editor=" and ".join(["Doe, Jane"] * 20_000))),
    "bib-long-name": bib(entry(title="T", editor="Doe, " + "von " * 50_000)),
    "bib-commas": bib(entry(title="T", editor="," * 100_000)),
    "bib-long-key": bib("@book{" + "a" * 500_000 + ", title={T}}", cited="[@a]"),
    "bib-at-signs": bib("@" * 200_000),
    "bib-open-entries": bib("@book{a" * 50_000),
    "bib-pages": bib(entry(title="T", pages="1-" * 100_000)),
    "bib-date": bib(entry(title="T", date="1" * 100_000 + "/" * 10_000)),
    "bib-note": bib(entry(title="T", note="[Online; accessed " * 10_000)),
    "bib-spaces": bib(entry(title=" " * 500_000 + "T")),
    "bib-url": bib(entry(title="T", url="http://" + "a." * 100_000)),
    "bib-comments": bib("@comment{" * 50_000),
    "bib-json-deep": Bomb(
        {"bibliography.json": "[" * 200_000, CHAPTER: "# One\n\nWords [@a].\n"}, ends=(1, 2)
    ),
    "bib-yaml-laughs": Bomb(
        {
            "bibliography.yaml": 'a: &a ["lol","lol"]\n'
            + "".join(
                f"{chr(97 + n)}: &{chr(97 + n)} [{','.join(['*' + chr(96 + n)] * 9)}]\n"
                for n in range(1, 12)
            ),
            CHAPTER: "# One\n\nWords [@a].\n",
        },
        ends=(1, 2),
    ),
}

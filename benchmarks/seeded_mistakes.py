"""Seed mistakes whose places are known into a book, and count how many findings are placed right.

    .venv/bin/python benchmarks/seeded_mistakes.py [MISTAKES]

Each mistake stands in a chapter file of its own, in one of many constructs and one of several
ways to write a file (Windows line ends, a byte order mark, letters outside ASCII before it). The
place is counted in the text that was written, not asked of the code that is judged.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from publish.diagnostics import Place
from publish.pipeline import check

# What is wrong, with ¦ before the character at which the finding belongs.
IN_A_LINE = {
    "cite-unknown-key": "words [¦@nobody, p. 3] here",
    "cite-locator-unparsed": "words [¦@known, {gibberish}] here",
    "crossref-unknown": "see ¦@fig-none for it",
    "link-broken-anchor": "see [words](#¦none) for it",
    "note-undefined": "words¦[^none] here",
    "markup-raw": "words ¦\\unheardof{x} here",
    "markup-shortcode": "words ¦{{< video x.mp4 >}} here",
    "markup-template": "words ¦{% include x %} here",
    "image-missing": 'a ![picture](¦none.png){alt="of x"} here',
    "image-remote": 'a ![picture](¦https://a.example/x.png){alt="of x"} here',
    "image-no-alt": "a ![](¦dot.png) here",
    "id-duplicate": "[one]{#same} and [two]{#¦same} here",
    "typography-range-hyphen": "from 1936¦-1938 on",
    "typography-spaced-hyphen": "a word ¦- another",
    "typography-twice": "it ends¦.. Yes",
    "typography-space-before": "one word¦ , another",
    "typography-double-space": "one¦  two",
    "typography-apostrophe": "in the ¦'90s there",
    "typography-quote-unpaired": 'he said ¦"no and went',
    "typography-quote-side": 'he said:¦"No." So',
}
CONSTRUCTS = {
    "paragraph": "{}\n",
    "second line": "A line before it\n{}\nand one after.\n",
    "list": "- one\n- {}\n- three\n",
    "numbered list": "1. one\n2. {}\n",
    "inner list": "- one\n\n    - {}\n",
    "tab after the bullet": "-\t{}\n",
    "table": "| a | b |\n|---|---|\n| c | {} |\n",
    "note": "Words.[^n]\n\n[^n]: {}\n",
    "note, further on": "Words.[^n]\n\n[^n]: One.\n\n    {}\n",
    "div": "::: {{.box}}\n{}\n:::\n",
    "quotation": "> {}\n",
    "quoted list": "> - {}\n",
    "emphasis": "It is *so: {}* there.\n",
    "definition": "Term\n\n:   {}\n",
}
ALONE = {
    "heading-skipped": "## B\n\nWords.\n\n#### ¦Deep\n\nWords.\n",
    "section-empty": "## ¦Empty\n\n## Full\n\nWords.\n",
    "note-unused": "Words.\n\n¦[^n]: Lost.\n",
    "note-duplicate": "Words.[^n]\n\n[^n]: One.\n\n¦[^n]: Two.\n",
    "code-not-run": "```¦{python}\nx = 1\n```\n",
    "markup-div-open": "Words.\n\n¦::: {.box}\nWords.\n",
}
FILES = {  # how the file is written: before the first line, before the mistake, line ends
    "plain": ("", "", "\n"),
    "CRLF": ("", "", "\r\n"),
    "BOM": ("\ufeff", "", "\n"),
    "settings": ("---\nlang: en-GB\n---\n\n", "", "\n"),
    "letters": ("", "Žižek\u2019s \U0001d538 год 中文 ", "\n"),
    "code before": ("", "`x - y` and $a - b$ ", "\n"),
}
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
BIB = (
    "@book{known, author = {Doe, Jane}, title = {A}, publisher = {B}, address = {C}, year = 1999}\n"
)


@dataclass(frozen=True, slots=True)
class Seed:
    """One mistake: its code, where it stands, and the text of the file that has it."""

    code: str
    construct: str
    kind: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many mistakes were seeded, found at all, on the right line, at the right column."""

    seeded: int
    found: int
    lines: int
    columns: int
    misses: tuple[str, ...]


def seeds(wanted: int) -> list[Seed]:
    """Return about `wanted` mistakes, or all there are, spread over codes and constructs."""
    every = [
        _seed(code, construct, kind, frame.format(FILES[kind][1] + words))
        for kind in FILES
        for construct, frame in CONSTRUCTS.items()
        for code, words in IN_A_LINE.items()
    ]
    alone = [_seed(code, "alone", kind, text) for kind in FILES for code, text in ALONE.items()]
    step = max(1, len(every) // wanted)
    return [_numbered(seed, number) for number, seed in enumerate([*every[::step], *alone])]


def _seed(code: str, construct: str, kind: str, body: str) -> Seed:
    head, _, end = FILES[kind]
    marked = f"{head}# Chapter\n\n{body}"
    offset = marked.removeprefix("\ufeff").index("¦")
    before = marked.removeprefix("\ufeff")[:offset]
    line, column = before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
    text = marked.replace("¦", "").replace("\n", end)
    return Seed(code, construct, kind, Place("", line, column), text)


def _numbered(seed: Seed, number: int) -> Seed:
    """Give a mistake a file and a name of its own."""
    path = f"manuscript/c{number:04}.md"
    text = seed.text.replace("same", f"sam{number:04}")
    shift = text.find("#sam", text.find("#sam") + 1) if seed.code == "id-duplicate" else 0
    place = Place(path, seed.place.line, seed.place.column + (3 if shift > 0 else 0))
    return Seed(seed.code, seed.construct, seed.kind, place, text)


def judge(planted: list[Seed]) -> Count:
    """Check a book with these mistakes, and compare places."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "manuscript").mkdir()
        (folder / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\n", "utf-8")
        (folder / "bibliography.bib").write_text(BIB, "utf-8")
        (folder / "manuscript" / "dot.png").write_bytes(PNG)
        for seed in planted:
            (folder / seed.place.path).write_bytes(seed.text.encode())
        places: dict[tuple[str, str], list[Place]] = {}
        for found in check(folder):
            if found.place:
                places.setdefault((found.code, found.place.path), []).append(found.place)
    got = [places.get((seed.code, seed.place.path), []) for seed in planted]
    pairs = list(zip(planted, got, strict=True))
    misses = [
        f"{seed.code:26} {seed.construct:18} {seed.kind:12} "
        f"{seed.place.line}:{seed.place.column} -> {', '.join(map(str, there)) or 'nothing'}"
        for seed, there in pairs
        if seed.place not in there
    ]
    return Count(
        len(planted),
        sum(bool(there) for _, there in pairs),
        sum(any(one.line == seed.place.line for one in there) for seed, there in pairs),
        len(planted) - len(misses),
        tuple(misses),
    )


def main() -> None:
    """Print the misses, then the table."""
    planted = seeds(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    count = judge(planted)
    print("\n".join(count.misses))
    print(Counter(miss.split()[0] for miss in count.misses))
    for name in ("found", "lines", "columns"):
        number = getattr(count, name)
        print(f"{name:8} {number:5} of {count.seeded} ({100 * number / count.seeded:.1f} %)")


if __name__ == "__main__":
    main()

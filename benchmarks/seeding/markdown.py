"""Mistakes in chapters, in every construct of Markdown that can hold them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from publish.diagnostics import Place
from seeding.planting import Planted, Seed, unmarked

# What is wrong, with ¦ before the character at which the finding belongs. NUM becomes a number
# of its own, since names are shared by all chapters.
IN_A_LINE = {
    "cite-unknown-key": ("words [¦@nobody, p. 3] here", "words [see ¦@nobody] here"),
    "cite-locator-unparsed": (
        "words [¦@known, {gibberish}] here",
        "words [¦@known, zz. 12] here",
        "words [see ¦@known, pp. 44-33] here",
    ),
    "crossref-unknown": ("see ¦@fig-none for it", "see ¦\\@ref(fig:none) for it"),
    "link-broken-anchor": ("see [words](¦#none) for it", "see [](¦#none){.pageref} for it"),
    "link-refused": ("see [words](¦javascript:x) for it", "see [words](¦) for it"),
    "note-undefined": ("words¦[^none] here",),
    "markup-raw": ("words ¦\\unheardof{x} here", "words ¦<video></video> here"),
    "markup-shortcode": ("words ¦{{< video x.mp4 >}} here",),
    "markup-template": ("words ¦{% include x %} here",),
    "markup-dialect": (
        "words ¦[[Page]] here",
        "words ¦==lit== here",
        "see ¦{ref}`place` here",
        "words ¦%%aside%% here",
        "words ¦:smile: here",
        "words ¦{:.box} here",
    ),
    "link-undefined": ("see ¦[words][none] here",),
    "markup-attribute": ('some [words]{¦onclick="x()"} here', "some [words]{#iNUM ¦style=x} here"),
    "edition-unknown": (
        '[words]{.content-visible when-format="¦pfd"} here',
        '[words]{#eNUM .content-hidden unless-format="¦pfd"} here',
    ),
    "glossary-unknown": ("these ¦[unheard]{.glossary} here",),
    "image-missing": ('a ![picture](¦none.png){alt="of x"} here',),
    "image-remote": ('a ![picture](¦https://a.example/x.png){alt="of x"} here',),
    "image-outside": ('a ![picture](¦../../x.png){alt="of x"} here',),
    "image-broken": ('a ![picture](¦broken.png){alt="of x"} here',),
    "image-too-large": ('a ![picture](¦huge.png){alt="of x"} here',),
    "image-unknown-type": ('a ![picture](¦old.tif){alt="of x"} here',),
    "image-cleaned": ('a ![picture](¦runs.svg){alt="of x"} here',),
    "image-colour": ('a ![picture](¦inks.jpg){alt="of x"} here',),
    "image-no-alt": ("a ![](¦dot.png) here", 'a ![b](¦dot.png){alt="dot.png"} here'),
    "id-duplicate": ("[one]{#sNUM} and [two]{#¦sNUM} here",),
    "check-off-unused": ("words ¦<!-- check-off note-unused: why --> here",),
    "check-off-unknown": ("words ¦<!-- check-off no-such-code: why --> here",),
    "check-off-error": ("words [@nobody] ¦<!-- check-off cite-unknown-key: why --> here",),
    "typography-range-hyphen": ("from 1936¦-1938 on",),
    "typography-spaced-hyphen": ("a word ¦- another",),
    "typography-twice": ("it ends¦.. Yes",),
    "typography-space-before": ("one word¦ , another",),
    "typography-double-space": ("one¦  two",),
    "typography-apostrophe": ("in the ¦'90s there",),
    "typography-no-space": ("see ¦p.12 there", "see ¦vol.3 there", "[à 50¦%]{lang=fr} so"),
    "typography-no-break": ("for 5¦ km more", "of Dr.¦ Doe there", "[M.¦ Doe]{lang=fr} said"),
    "typography-quote-unpaired": (
        'he said ¦"no and went',
        "he said ¦‘no and went",
        "he said [¦„no and]{lang=de} went",
    ),
    "typography-quote-side": ('he said:¦"No." So', "he said ¦”no” so", "[„no¦„]{lang=de} so"),
}
CONSTRUCTS = {
    "paragraph": "{}\n",
    "second line": "A line before it\n{}\nand one after.\n",
    "list": "- one\n- {}\n- three\n",
    "numbered list": "1. one\n2. {}\n",
    "inner list": "- one\n\n    - {}\n",
    "tab after the bullet": "-\t{}\n",
    "tab before the line": "- one\n\n\t{}\n",
    "table": "| a | b |\n|---|---|\n| c | {} |\n",
    "table caption": "| a |\n|---|\n| b |\n\n: {}\n",
    "note": "Words.[^n]\n\n[^n]: {}\n",
    "note, further on": "Words.[^n]\n\n[^n]: One.\n\n    {}\n",
    "note in the line": "Words.^[{}]\n",
    "div": "::: {{.box}}\n{}\n:::\n",
    "div in a div": ":::: {{.box}}\n::: {{.inner}}\n{}\n:::\n::::\n",
    "quotation": "> {}\n",
    "quoted list": "> - {}\n",
    "emphasis": "It is *so: {}* there.\n",
    "definition": "Term\n\n:   {}\n",
    "heading": "## So {}\n\nWords.\n",
    "lines of verse": "| one\n| {}\n| three\n",
}
# What cannot stand there, or is no mistake there.
LEFT_OUT = {
    ("heading", "typography-spaced-hyphen"),
    ("lines of verse", "typography-double-space"),  # it may be meant
    ("note in the line", "note-undefined"),  # pandoc reads no call of a note in a note
    ("note", "note-undefined"),
    ("note, further on", "note-undefined"),
    ("heading", "check-off-error"),
    ("heading", "check-off-unknown"),
    ("heading", "check-off-unused"),
    ("the same in a comment", "code-not-run"),  # where half a fence stands in the comment
}
ALONE = {
    "heading-skipped": (
        "## B\n\nWords.\n\n#### ¦Deep\n\nWords.\n",
        "## *B*\n\nA.\n\n#### *¦D*\n\nA.\n",
    ),
    "section-empty": ("## ¦Empty\n\n## Full\n\nWords.\n",),
    "note-unused": ("Words.\n\n¦[^n]: Lost.\n",),
    "note-duplicate": ("Words.[^n]\n\n[^n]: One.\n\n¦[^n]: Two.\n",),
    "note-typed": (
        "Words.¦[1] More.\n\n[1] A book.\n",
        "Words.[1] More.\n\n- [1] A book.\n¦- [2] Lost.\n",
        "One¦[1] two[2] *three*[3] here.\n",
    ),
    "note-repeats": (
        "One.[^n] Two.¦[^m]\n\n[^n]: The same.\n\n[^m]: The same.\n",
        "- One.^[The same.]\n- Two.¦^[The same.]\n",
        "> *One* [@known, p. 3], and\n> two [¦@known, p. 3].\n",
    ),
    "markup-dialect": (
        "¦!!! note\n    Words.\n",
        "> ¦[!NOTE]\n> Words.\n",
        "¦[TOC]\n",
        "¦.. note:: Words\n",
        "Words ¦\\(x^2\\) here.\n",
    ),
    "code-not-run": ("```¦{python}\nx = 1\n```\n",),
    "markup-div-open": ("Words.\n\n¦::: {.box}\nWords.\n", "Words.\n\n¦:::\n\nWords.\n"),
    "figure-unreferenced": (
        '![A picture](¦dot.png){#fig-aNUM alt="of x"}\n',
        "| a |\n|---|\n| b |\n\n: Words {#¦tbl-aNUM}\n",
    ),
    "description-alone": (
        "Words.\n\n::: {¦.long-description}\nWords.\n:::\n",
        "Words.\n\n::: {#¦dNUM .long-description for=none}\nWords.\n:::\n",
    ),
    "description-note": (
        '![A](dot.png){alt="x"}\n\n::: {.long-description}\nWords.¦^[A note.]\n:::\n',
        '![A](dot.png){alt="x"}\n\n::: {.long-description}\nWords [¦@known].\n:::\n',
    ),
}
NO_HEADING = {"chapter-no-heading": ("¦Words without a heading.\n",)}
FILES = {  # how the file is written: before the first line, before the mistake, line ends
    "plain": ("", "", "\n"),
    "CRLF": ("", "", "\r\n"),
    "BOM": ("\ufeff", "", "\n"),
    "settings": ("---\nlang: en-GB\n---\n\n", "", "\n"),
    "letters": ("", "Žižek\u2019s \U0001d538 год 中文 ", "\n"),
    "code before": ("", "`x - y` and $a - b$ ", "\n"),
    "the same as code": ("", "`` SAME `` and ", "\n"),
    "the same in a comment": ("<!-- SAME -->\n\n", "", "\n"),
}
_LARGE = 1_000  # pixels; what a picture says of itself is enough to refuse it
BIB = (
    "@book{known, author = {Doe, Jane}, title = {A}, publisher = {B}, address = {C}, year = 1999}\n"
    "@misc{empty}\n"
)


def png(width: int, height: int) -> bytes:
    """Return a grey picture; a large one only says of itself that it is so."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\x80" * width) * height if width < _LARGE else b"\0")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def inks() -> bytes:
    """Return a picture in the inks of a press."""
    data = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(data, "JPEG")
    return data.getvalue()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x()</script></svg>'
PICTURES: dict[str, str | bytes] = {
    "manuscript/dot.png": png(1, 1),
    "manuscript/broken.png": b"no picture",
    "manuscript/huge.png": png(40_000, 40_000),
    "manuscript/old.tif": b"II*\0",
    "manuscript/inks.jpg": inks(),
    "manuscript/runs.svg": SVG,
}


def projects(wanted: int = 1_000_000) -> Iterator[Planted]:
    """Yield books with about `wanted` mistakes, or all there are, one in each chapter."""
    every = [
        (code, construct, kind, _filled(frame, FILES[kind], words))
        for kind in FILES
        for construct, frame in CONSTRUCTS.items()
        for code, several in IN_A_LINE.items()
        for words in several
        if (construct, code) not in LEFT_OUT
    ]
    alone = [
        (code, "alone", kind, _filled("{}", (FILES[kind][0], "", FILES[kind][2]), words))
        for kind in FILES
        for code, several in ALONE.items()
        for words in several
        if (kind, code) not in LEFT_OUT
    ]
    alone += [
        (code, "alone", kind, FILES[kind][0] + words)
        for kind in ("plain", "CRLF", "BOM")
        for code, several in NO_HEADING.items()
        for words in several
    ]
    chosen = [*_sample(every, wanted), *alone]
    for start in range(0, len(chosen), 2_000):
        yield _book(chosen[start : start + 2_000])


def _sample(every: list[tuple[str, str, str, str]], wanted: int) -> list[tuple[str, str, str, str]]:
    """Return about `wanted` chapters, as many of each code and each in other constructs."""
    by_code: dict[str, list[tuple[str, str, str, str]]] = {}
    for one in every:
        by_code.setdefault(one[0], []).append(one)
    each = max(1, wanted // len(by_code))
    return [
        own[(number + place) % len(own)]
        for number, own in enumerate(by_code.values())
        for place in range(0, len(own), max(1, len(own) // each))
    ]


def _filled(frame: str, way: tuple[str, str, str], words: str) -> str:
    """Return a chapter with a mistake in a construct, and its words elsewhere if that is wanted."""
    head, before, _ = way
    same = words.replace("¦", "")
    body = frame.format(before.replace("SAME", same) + words)
    return f"{head.replace('SAME', same)}# Chapter\n\n{body}"


def _book(chapters: list[tuple[str, str, str, str]]) -> Planted:
    files: dict[str, str | bytes] = {
        "manuscript/book.yaml": "title: T\nauthor: A\n",
        "bibliography.bib": BIB,
        **PICTURES,
    }
    seeds = []
    for number, (code, construct, kind, text) in enumerate(chapters):
        path = f"manuscript/c{number:04}.md"
        numbered = text.replace("NUM", f"{number:04}")
        bom = "\ufeff" if numbered.startswith("\ufeff") else ""
        plain, ((_, line, column),) = unmarked(numbered.removeprefix(bom))
        files[path] = (bom + plain).replace("\n", FILES[kind][2])
        seeds.append(Seed(code, construct, kind, Place(path, line, column)))
    return Planted(files, tuple(seeds))

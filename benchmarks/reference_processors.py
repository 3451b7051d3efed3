"""Run pandoc's citeproc and citeproc-js over items and clusters, and read back what they say.

What a processor says is a canonical text: letters with `<i>`, `<b>`, `<sc>`, `<sup>`, `<sub>`
and `<u>` around them, white space folded.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

Cluster = Mapping[str, Any]  # {"note": int, "items": [{"id", "locator"?, ...}]}
Letters = Iterable[tuple[str, frozenset[str]]]
_ORDER = ("i", "b", "sc", "sup", "sub", "u")
_DRIVER = Path(__file__).with_name("agreement") / "citeproc_js.js"


@dataclass(frozen=True, slots=True)
class Said:
    """The citations in reading order and the entries (key, text) in the list's order."""

    citations: tuple[str, ...]
    entries: tuple[tuple[str, str], ...]


def canonical(pieces: Letters) -> str:
    """Return text pieces with their marks as one canonical text."""
    letters: list[tuple[str, frozenset[str]]] = []
    for text, marks in pieces:
        for letter in text:
            if letter.isspace():
                if letters and letters[-1][0] != " ":
                    letters.append((" ", letters[-1][1]))
            elif letter != "\u2060":
                letters.append((letter, marks))
    while letters and letters[-1][0] == " ":
        letters.pop()
    shown: list[str] = []
    now: frozenset[str] = frozenset()
    for letter, marks in [*letters, ("", frozenset())]:
        if marks != now:
            shown += [f"</{name}>" for name in reversed(_ORDER) if name in now]
            shown += [f"<{name}>" for name in _ORDER if name in marks]
            now = marks
        shown.append(letter)
    return "".join(shown)


def bare(text: str) -> str:
    """Return a canonical text without its marks."""
    return re.sub(r"</?(?:i|b|sc|sup|sub|u)>", "", text)


# --- pandoc ----------------------------------------------------------------------------------

_PANDOC_MARKS = {
    "Emph": "i",
    "Strong": "b",
    "SmallCaps": "sc",
    "Superscript": "sup",
    "Subscript": "sub",
    "Underline": "u",
}
_MODES = {"author-in-text": "AuthorInText", "suppress-author": "SuppressAuthor"}


def pandoc(
    style: Path,
    items: Sequence[Any],
    clusters: Sequence[Cluster],
    labels: Mapping[str, str],
    *,
    lists_all: bool = False,
) -> Said:
    """Format with pandoc; `labels` are words for locator labels in the style's language.

    With `lists_all` the reference list has all items, not only those cited.
    """
    import pypandoc

    blocks = [_paragraph(cluster, labels) for cluster in clusters]
    everything = _paragraph({"note": 0, "items": [{"id": "*"}]}, labels)["c"]
    meta = {"nocite": {"t": "MetaInlines", "c": everything}} if lists_all else {}
    document = {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks}
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder, "items.json")
        bibliography.write_text(json.dumps(items), encoding="utf-8")
        command = [pypandoc.get_pandoc_path(), "-f", "json", "-t", "json", "--citeproc"]
        command += ["--csl", str(style), "--bibliography", str(bibliography)]
        run = subprocess.run(
            command, input=json.dumps(document), capture_output=True, text=True, check=True
        )
    done = json.loads(run.stdout)["blocks"]
    paragraphs = [block for block in done if block["t"] == "Para"]
    lists = [block for block in done if block["t"] == "Div" and block["c"][0][0] == "refs"]
    entries = [entry for refs in lists for entry in refs["c"][1]]
    return Said(
        tuple(canonical(_letters(one["c"], frozenset())) for one in paragraphs),
        tuple(
            (entry["c"][0][0].removeprefix("ref-"), canonical(_blocks(entry["c"][1], frozenset())))
            for entry in entries
        ),
    )


def _paragraph(cluster: Cluster, labels: Mapping[str, str]) -> dict[str, Any]:
    cites = [_pandoc_cite(cite, cluster["note"], labels) for cite in cluster["items"]]
    return {"t": "Para", "c": [{"t": "Cite", "c": [cites, []]}]}


def _pandoc_cite(cite: Mapping[str, Any], note: int, labels: Mapping[str, str]) -> dict[str, Any]:
    suffix = str(cite.get("suffix", ""))
    if "locator" in cite:
        suffix = f"{{{labels[cite.get('label', 'page')]} {cite['locator']}}}{suffix}"
    return {
        "citationId": cite["id"],
        "citationPrefix": _words(cite.get("prefix", "")),
        "citationSuffix": _words(suffix),
        "citationMode": {"t": _MODES.get(cite.get("mode", ""), "NormalCitation")},
        "citationNoteNum": note,
        "citationHash": 0,
    }


def _words(text: str) -> list[dict[str, Any]]:
    parts = re.findall(r" +|[^ ]+", text)
    return [{"t": "Space"} if part[0] == " " else {"t": "Str", "c": part} for part in parts]


def _blocks(blocks: Sequence[Any], marks: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for block in blocks:
        content = block["c"][1] if block["t"] == "Div" else block["c"]
        yield from (_blocks if block["t"] == "Div" else _letters)(content, marks)
        yield " ", marks


def _letters(nodes: Sequence[Any], marks: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            yield content, marks
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " ", marks
        elif kind == "Note":
            yield " ", marks
            yield from _blocks(content, marks)
        elif kind in ("Cite", "Quoted", "Link"):
            yield from _letters(content[1], marks)
        elif kind == "Span":
            yield from _span(content, marks)
        else:
            yield from _letters(content, marks | {_PANDOC_MARKS[kind]})


def _span(content: Any, marks: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    classes, pairs = content[0][1], dict(content[0][2])
    is_block = any(name.startswith("csl-") and name != "csl-quoted" for name in classes)
    inner = marks
    for name in ("nodecoration", "csl-no-emph", "csl-no-strong", "csl-no-smallcaps"):
        if name in classes:
            inner = frozenset(inner - {"i", "b", "sc"} if name == "nodecoration" else inner)
    if "smallcaps" in classes or "small-caps" in pairs.get("style", ""):
        inner = inner | {"sc"}
    if is_block:
        yield " ", marks
    yield from _letters(content[1], inner)
    if is_block:
        yield " ", marks


# --- citeproc-js ---------------------------------------------------------------------------


def citeproc_js_home() -> Path | None:
    """Return the folder of the npm package `citeproc`, None where it or node is not there."""
    places = [os.environ.get("CITEPROC_JS", ""), "~/.cache/citeproc-js/node_modules/citeproc"]
    for place in filter(None, places):
        home = Path(place).expanduser()
        if shutil.which("node") and (home / "package.json").is_file():
            return home
    return None


def citeproc_js(
    home: Path,
    style: Path,
    items: Sequence[Any],
    clusters: Sequence[Cluster],
    locales: Mapping[str, str],
) -> Said:
    """Format with citeproc-js; `locales` are locale files by language."""
    data = {
        "style": style.read_text(encoding="utf-8"),
        "locales": dict(locales),
        "items": list(items),
        "clusters": [_js_cluster(cluster) for cluster in clusters],
    }
    run = subprocess.run(
        ["node", str(_DRIVER), str(home)],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=True,
    )
    done = json.loads(run.stdout)
    return Said(
        tuple(canonical(html_letters(text)) for text in done["citations"]),
        tuple((key, canonical(html_letters(text))) for key, text in done["entries"]),
    )


def _js_cluster(cluster: Cluster) -> dict[str, Any]:
    cites = []
    mode = ""
    for cite in cluster["items"]:
        own = {name: value for name, value in cite.items() if name != "mode"}
        if cite.get("mode") == "suppress-author":
            own["suppress-author"] = True
        elif cite.get("mode") == "author-in-text":
            mode = "composite"
        cites.append(own)
    return {"note": cluster["note"], "items": cites, "mode": mode}


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, frozenset[str]]] = []
        self.open: list[frozenset[str]] = [frozenset()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = self.open[-1]
        style = (dict(attrs).get("style") or "").replace(" ", "")
        if tag in ("i", "b", "sup", "sub"):
            marks |= {tag}
        elif tag == "div":
            self.pieces.append((" ", marks))
        for text, mark in _STYLES.items():
            if text in style:
                marks = marks - {mark[1:]} if mark.startswith("-") else marks | {mark}
        self.open.append(marks)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()
        if tag == "div":
            self.pieces.append((" ", self.open[-1]))

    def handle_data(self, data: str) -> None:
        self.pieces.append((data, self.open[-1]))


_STYLES = {
    "font-variant:small-caps": "sc",
    "text-decoration:underline": "u",
    "font-style:italic": "i",
    "font-style:normal": "-i",
    "font-weight:normal": "-b",
    "font-variant:normal": "-sc",
    "vertical-align:baseline": "-sup",
}


def html_letters(html: str) -> list[tuple[str, frozenset[str]]]:
    """Return the text pieces of HTML as the CSL test suite writes it."""
    parser = _Html()
    parser.feed(html)
    parser.close()
    return parser.pieces

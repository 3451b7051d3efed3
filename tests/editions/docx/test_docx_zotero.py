"""Citations that Zotero's plugin for Word can read, and the same words in them."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from outside import outside_program
from publish.editions.docx import ooxml
from publish.editions.docx.lint import lint
from publish.editions.docx.package import Package
from publish.pandoc import pandoc_path
from publish.pipeline import build

TEXT = """---
title: On Forms
author: Ada Marsh
lang: en-GB
csl: STYLE
LIVE
---

# One

First [see @doe1999, pp. 3--5; @roe2003, chap. 2, and more]. In the text, @doe1999 [p. 7] says so;
without the name [-@roe2003, vol. 2, p. 9]. Own note.^[Words of mine: @doe1999.]

# Two

Again [@doe1999].
"""
BIB = """
@book{doe1999, author={Doe, Jane and Poe, Ann}, title={Other "Forms"}, date={1999-05}}
@article{roe2003, author={Roe, R.}, title={Forms & <Notes>}, year=2003, journal={Kitchens},
  keywords={secret}, annotation={private}}
"""
_CARRIED = ("uris", "itemData")


def made(folder: Path, style: str, live: str = "docx: {fields: zotero}") -> Package:
    """Return the Word file of an article, built as an author builds it."""
    (folder / "manuscript").mkdir(parents=True, exist_ok=True)
    text = TEXT.replace("STYLE", style).replace("LIVE", live)
    (folder / "manuscript" / "article.md").write_text(text)
    (folder / "bibliography.bib").write_text(BIB)
    (path,) = build(folder, ["docx"], folder / "dist").paths
    assert lint(path.read_bytes()) == ()
    return Package.read(path.read_bytes())


def citations(package: Package) -> list[tuple[dict[str, Any], str]]:
    """Return the JSON of every citation field, in the order of text and notes, and its words."""
    found = []
    for part in ("word/document.xml", "word/footnotes.xml"):
        for paragraph in ooxml.every(package.tree(part), "w:p"):
            instruction, shown, depth = "", "", 0
            for run in ooxml.every(paragraph, "w:r"):
                kinds = [ooxml.get(one, "w:fldCharType") for one in ooxml.every(run, "w:fldChar")]
                depth += kinds.count("begin")
                if "end" in kinds:
                    depth -= 1
                    start = " ADDIN ZOTERO_ITEM CSL_CITATION "
                    if instruction.startswith(start):
                        found.append((json.loads(instruction.removeprefix(start)), shown))
                    instruction, shown = "", ""
                instruction += "".join(one.text or "" for one in ooxml.every(run, "w:instrText"))
                shown += ooxml.text_of(run) if depth and instruction else ""
    return found


@pytest.mark.parametrize("style", ["chicago-author-date", "chicago-notes-bibliography"])
def test_each_citation_is_a_field_with_its_items(tmp_path: Path, style: str) -> None:
    """Keys, places, words around them and what is left out, as the author wrote them."""
    found = [one for one, _ in citations(made(tmp_path, style))]
    items = [
        [
            {k: v for k, v in c.items() if k not in ("uris", "itemData")}
            for c in one["citationItems"]
        ]
        for one in found
    ]
    in_text = [] if "notes" in style else [("suppress-author", True)]
    own = [{"id": "doe1999", **dict(in_text)}]
    expected = [
        [
            {"id": "doe1999", "locator": "3–5", "label": "page", "prefix": "see "},
            {"id": "roe2003", "locator": "2", "label": "chapter", "suffix": ", and more"},
        ],
        [{"id": "doe1999", "locator": "7", "label": "page", **dict(in_text)}],
        [{"id": "roe2003", "locator": "2", "label": "volume", "suffix": ", p. 9",
          "suppress-author": True}],
    ]  # fmt: skip

    assert items[:3] == expected
    assert sorted(map(str, items[3:])) == sorted(map(str, [own, [{"id": "doe1999"}]]))
    assert len({one["citationID"] for one in found}) == len(found) == 5
    assert all(one["properties"]["unsorted"] for one in found)


@pytest.mark.parametrize("style", ["chicago-author-date", "chicago-notes-bibliography"])
def test_the_words_are_those_of_the_file_without_fields(tmp_path: Path, style: str) -> None:
    """Every paragraph and note says the same, and each field knows what it shows."""
    live, plain = made(tmp_path / "a", style), made(tmp_path / "b", style, "")
    for part in ("word/document.xml", "word/footnotes.xml"):
        texts = [
            [ooxml.text_of(one) for one in ooxml.every(file.tree(part), "w:p")]
            for file in (live, plain)
        ]
        assert texts[0] == texts[1]

    found = citations(live)
    assert all(one["properties"]["plainCitation"] == shown for one, shown in found)
    assert citations(plain) == []
    assert "docProps/custom.xml" not in plain.parts


def test_items_travel_whole_and_under_one_address(tmp_path: Path) -> None:
    """CSL JSON by which a co-author without the items can restyle; nothing of ours goes along."""
    found = [one for one, _ in citations(made(tmp_path, "chicago-author-date"))]
    cites = [cite for one in found for cite in one["citationItems"]]
    data = {cite["id"]: cite["itemData"] for cite in cites}

    assert data["doe1999"]["author"] == [
        {"family": "Doe", "given": "Jane"}, {"family": "Poe", "given": "Ann"}
    ]  # fmt: skip
    assert data["doe1999"]["issued"] == {"date-parts": [[1999, 5]]}
    assert (data["roe2003"]["type"], data["roe2003"]["citation-key"]) == (
        "article-journal", "roe2003",
    )  # fmt: skip
    assert not {"custom", "keyword", "annote"} & set(data["roe2003"])
    addresses = {(cite["id"], *cite["uris"]) for cite in cites}
    assert addresses == {
        ("doe1999", "https://citekey.invalid/doe1999"),
        ("roe2003", "https://citekey.invalid/roe2003"),
    }


@pytest.mark.parametrize(
    ("style", "kind"), [("chicago-author-date", "0"), ("chicago-notes-bibliography", "1")]
)
def test_the_file_says_in_which_style_it_is(tmp_path: Path, style: str, kind: str) -> None:
    """Pieces that Word keeps; together they are Zotero's preferences, so that it asks nothing."""
    package = made(tmp_path, style)
    top = package.tree("docProps/custom.xml")
    pieces = {str(one.get("name")): "".join(one.itertext()) for one in top}
    data = ET.fromstring("".join(pieces[f"ZOTERO_PREF_{n + 1}"] for n in range(len(pieces))))

    assert max(map(len, pieces.values())) <= 255
    chosen = data.find("style")
    assert chosen is not None
    assert chosen.get("id") == f"http://www.zotero.org/styles/{style}"
    assert (chosen.get("locale"), chosen.get("hasBibliography")) == ("en-GB", "1")
    found = {one.get("name"): one.get("value") for one in data.iter("pref")}
    assert found == {"fieldType": "Field", "noteType": kind}
    document = package.tree("word/document.xml")
    lists = [one.text for one in ooxml.every(document, "w:instrText") if "BIBL" in str(one.text)]
    assert lists == [' ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY ']


def test_a_list_in_pieces_stays_text_and_is_told(tmp_path: Path) -> None:
    """Zotero would write all works into each field; the author learns why there is none."""
    text = TEXT.replace("STYLE", "chicago-author-date").replace("LIVE", "docx: {fields: zotero}")
    lists = "\n# Works {.unnumbered}\n" + "".join(
        f'\n::: {{.refs type="{kind}" heading="{name}"}}\n:::\n'
        for kind, name in (("book", "Books"), ("article-journal", "Articles"))
    )
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "article.md").write_text(text + lists)
    (tmp_path / "bibliography.bib").write_text(BIB)
    made = build(tmp_path, ["docx"], tmp_path / "dist")
    document = Package.read(made.paths[0].read_bytes()).tree("word/document.xml")

    assert not any("BIBL" in str(one.text) for one in ooxml.every(document, "w:instrText"))
    (told,) = (one for one in made.diagnostics if one.code == "docx-zotero-list")
    assert "has 2" in told.message
    assert (told.place.path, told.severity) == ("manuscript/article.md", "note")  # type: ignore[union-attr]


def test_pandoc_reads_the_keys_back(tmp_path: Path) -> None:
    """Another program that knows Zotero's fields finds our keys and places in them."""
    made(tmp_path, "chicago-author-date")
    (path,) = (tmp_path / "dist").glob("*.docx")
    command = [pandoc_path(), str(path), "-f", "docx+citations", "-t", "markdown"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert re.findall(r"@(\w+)", text)[:4] == ["doe1999", "roe2003", "doe1999", "roe2003"]
    # pandoc 3.9 sets a space after each place.
    told = " ".join(text.replace("--", "-").split()).replace(" ;", ";").replace(" ,", ",")
    assert "[see @doe1999, page 3-5; @roe2003, chapter 2, and more]" in told
    assert "[-@roe2003, volume 2, p. 9]" in told


def test_the_same_fields_every_time(tmp_path: Path) -> None:
    """Nothing in them is random."""
    first, second = made(tmp_path / "a", "apa"), made(tmp_path / "b", "apa")

    assert first.parts == second.parts


@pytest.mark.slow
@pytest.mark.parametrize("style", ["chicago-author-date", "chicago-notes-bibliography"])
def test_the_validator_takes_the_fields(tmp_path: Path, style: str) -> None:
    """Microsoft's own library finds nothing."""
    program = outside_program("OOXML_VALIDATOR")
    made(tmp_path, style)
    (path,) = (tmp_path / "dist").glob("*.docx")
    done = subprocess.run([program, str(path)], capture_output=True, text=True, check=False)

    assert json.loads(done.stdout)["errors"] == []

"""Bibliography files as CSL items. Expected values: the CSL 1.0.2 names, the biblatex manual."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publish.citations.library import read_bibliography_file, read_bibtex


def item(fields: str, kind: str = "book") -> Any:
    """Return the CSL item of one entry."""
    library = read_bibtex(f"@{kind}{{key, {fields}}}", "b.bib")
    assert library.diagnostics == ()
    return library.items["key"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The Russian Revolution", "The Russian Revolution"),
        (
            "Documents on {Soviet} Foreign Policy",
            'Documents on <span class="nocase">Soviet</span> Foreign Policy',
        ),
        (r"100% of \emph{Pravda}", "100% of <i>Pravda</i>"),
        (r"Gda{\'n}sk -- L{\"u}beck", "Gdańsk – Lübeck"),
        ("On H$_2$O and the 10$^{th}$ Army", "On H<sub>2</sub>O and the 10<sup>th</sup> Army"),
    ],
)
def test_titles_keep_what_was_written(written: str, read: str) -> None:
    """Capitals stay, TeX becomes text."""
    assert item(f"title={{{written}}}")["title"] == read


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("date={1957-10-04}", {"date-parts": [[1957, 10, 4]]}),
        ("year={1957--1977}", {"date-parts": [[1957], [1977]]}),
        ("date={2001/2017}", {"date-parts": [[2001], [2017]]}),
        ("date={2001-21}", {"date-parts": [[2001]], "season": 1}),
        ("year={forthcoming}", {"literal": "forthcoming"}),
        ("year={199X}", {"literal": "199X"}),
    ],
)
def test_dates(fields: str, issued: dict[str, Any]) -> None:
    """Ranges and seasons are dates; what is none is kept as it stands."""
    assert item(f"title={{A}}, {fields}")["issued"] == issued


def test_an_item_has_a_type_keywords_and_its_parents_fields() -> None:
    """@misc is a document, keywords divide lists, `crossref` inherits."""
    library = read_bibtex(
        """
        @misc{m, title={M}, keywords={archival, primary}}
        @incollection{c, title={C}, crossref={p}}
        @collection{p, title={P}, editor={Doe, Jane}, date={1999}}
        """,
        "b.bib",
    )

    assert library.items["m"]["type"] == "document"
    assert library.items["m"]["keyword"] == "archival, primary"
    assert library.items["c"]["container-title"] == "P"
    assert library.items["c"]["editor"] == [{"family": "Doe", "given": "Jane"}]


def test_one_bad_entry_does_not_hide_the_others() -> None:
    """An entry that cannot be read is named with its place; the rest is there."""
    library = read_bibtex("@book{a, title={A}}\n@book{b, title={B}\n@book{c, title={C}}", "b.bib")

    assert list(library.items) == ["a", "c"]
    assert [(d.code, str(d.place)) for d in library.diagnostics] == [("bib-syntax", "b.bib:2:6")]
    assert str(library.places["c"]) == "b.bib:3:1"


def test_a_key_used_twice_is_reported_with_both_places() -> None:
    """The first entry is cited; the finding stands at the second and names the first."""
    library = read_bibtex("@book{a, title={A}}\n@book{a, title={B}}", "b.bib")

    (found,) = library.diagnostics
    assert library.items["a"]["title"] == "A"
    assert (found.code, str(found.place)) == ("bib-duplicate-key", "b.bib:2:1")
    assert "b.bib:1:1" in found.message


def test_keys_differ_by_capitals_and_may_be_of_any_script() -> None:
    """`Key`, `key` and a Cyrillic key are three entries."""
    library = read_bibtex("@book{Key,title={A}}@book{key,title={B}}@book{Ленин1917,title={C}}", "b")

    assert list(library.items) == ["Key", "key", "Ленин1917"]


def test_csl_json_and_yaml_are_read(tmp_path: Path) -> None:
    """CSL's own data forms give the same items, with places."""
    json_file = tmp_path / "a.json"
    json_file.write_text('[{"id": "a", "type": "book"},\n {"id": "b", "type": "book"}]')
    yaml_file = tmp_path / "a.yaml"
    yaml_file.write_text("references:\n  - id: c\n    type: book\n    title: Yes\n")

    from_json = read_bibliography_file(json_file, "a.json")
    from_yaml = read_bibliography_file(yaml_file, "a.yaml")

    assert {key: place.line for key, place in from_json.places.items()} == {"a": 1, "b": 2}
    assert from_yaml.items["c"] == {"id": "c", "type": "book", "title": "Yes"}
    assert from_yaml.places["c"].line == 2


def test_a_file_in_latin_1_is_read_and_reported(tmp_path: Path) -> None:
    """The accents are right, and the finding stands at the first of them."""
    file = tmp_path / "old.bib"
    file.write_bytes("@book{a,\n title={Müller}}".encode("latin-1"))

    library = read_bibliography_file(file, "old.bib")

    assert library.items["a"]["title"] == "Müller"
    assert [(d.code, str(d.place)) for d in library.diagnostics] == [
        ("bib-encoding", "old.bib:2:10")
    ]


def test_a_number_that_takes_too_long_to_read_is_told_with_its_place(tmp_path: Path) -> None:
    """Many shorter ones are no harm."""
    fine = "1" * 20_000
    entries = "".join(f"@book{{k{n},\n  volume={{{fine}}}\n}}\n" for n in range(20))
    (tmp_path / "fine.bib").write_text(entries, "utf-8")
    (tmp_path / "b.bib").write_text(f"{entries}@book{{k,\n  volume={{{fine}1}}\n}}\n", "utf-8")

    read = read_bibliography_file(tmp_path / "fine.bib", "fine.bib")
    refused = read_bibliography_file(tmp_path / "b.bib", "b.bib")

    assert len(read.items) == 20
    assert not refused.items
    assert [(one.code, str(one.place)) for one in refused.diagnostics] == [
        ("bib-syntax", "b.bib:62:11")
    ]

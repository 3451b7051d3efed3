"""citeproc-py behind its door: no style may end a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from cited_books import library

from publish.citations.engine import render
from publish.citations.library import read_bibtex
from publish.citations.marked import BOLD, ITALIC, enclosed, from_html, to_inlines
from publish.citations.styles import find_style
from publish.citations.types import Cite, Cluster, Locator
from publish.model.nodes import Emph, Link, SmallCaps, Space, Str, Strong, Superscript
from publish.model.walk import every, plain_text

NOWHERE = Path("/nowhere")


def entry(bibtex: str, style: str) -> str:
    """Return the reference list's text for one entry."""
    sources = read_bibtex(bibtex, "b.bib")
    done = render((), sources, find_style(style, NOWHERE), listed=tuple(sources.items))
    return plain_text(done.entries[0][1])


@pytest.mark.parametrize(
    "style",
    ["chicago-notes-bibliography", "apa", "modern-language-association", "ieee", "nature",
     "gost-r-7-0-5-2008-numeric", "din-1505-2", "american-medical-association"],
)  # fmt: skip
def test_every_style_formats_every_item(style: str) -> None:
    """Each cluster has words and each source an entry."""
    sources = library()
    clusters = [Cluster((Cite(key, (Locator("page", "3"),)),)) for key in sources.items]

    done = render(clusters, sources, find_style(style, NOWHERE))

    assert all(cluster.text for cluster in done.clusters)
    assert {key for key, _ in done.entries} == set(sources.items)
    assert done.diagnostics == ()


def test_given_names_stay_whole_and_others_are_et_al() -> None:
    """Fences for `initialize="false"` and for "and others"."""
    text = entry(
        "@book{a, author={Fitzpatrick, Sheila and Doe, Jane and others}, title={T}, date={1999}}",
        "chicago-notes-bibliography",
    )

    assert text.startswith("Fitzpatrick, Sheila, Jane Doe, et al. T.")


def test_editors_in_the_place_of_the_author_take_its_form() -> None:
    """Fence for names inside a choice inside a substitution."""
    text = entry(
        "@book{a, editor={Boberach, Heinz}, title={T}, publisher={Pawlak}, date={1984}}",
        "chicago-notes-bibliography",
    )

    assert text == "Boberach, Heinz, ed. T. Pawlak, 1984."


def test_a_title_in_the_place_of_the_author_is_printed_once() -> None:
    """Fence for substitution."""
    text = entry("@book{a, title={Secret Reports}, publisher={P}, date={1999}}", "apa")

    assert text.count("Secret Reports") == 1


def test_a_dependent_style_is_that_of_its_parent() -> None:
    """`nature-digest` only points at `nature`."""
    assert find_style("nature-digest", NOWHERE).path.stem == "nature"


def test_a_style_file_of_the_project_is_found(tmp_path: Path) -> None:
    """`csl: mine.csl` is a file of the project, also in `styles/`."""
    (tmp_path / "styles").mkdir()
    own = tmp_path / "styles" / "mine.csl"
    own.write_bytes(find_style("apa", NOWHERE).path.read_bytes())

    assert find_style("mine.csl", tmp_path).path == own
    assert find_style("styles/mine.csl", tmp_path).path == own


def test_marks_become_nodes() -> None:
    """Formats nest, spaces stay, addresses become links, a lone mark vanishes."""
    text = "A " + enclosed(ITALIC, f"b {enclosed(BOLD, 'c')}") + " https://x.org/a_b."

    assert to_inlines(text) == (
        Str("A"),
        Space(),
        Emph((Str("b"), Space(), Strong((Str("c"),)))),
        Space(),
        *every(Link, to_inlines(text)),
        Str("."),
    )
    assert [link.target.url for link in every(Link, to_inlines(text))] == ["https://x.org/a_b"]
    assert to_inlines(enclosed(ITALIC, "a")[1:]) == (Str("a"),)


def test_html_in_items_is_read() -> None:
    """CSL fields may hold `<i>`, `<sup>` and small capitals; other `<` stays."""
    text = from_html('<i>a</i><sup>2</sup><span style="font-variant: small-caps;">b</span> 1 < 2')

    assert to_inlines(text) == (
        Emph((Str("a"),)),
        Superscript((Str("2"),)),
        SmallCaps((Str("b"),)),
        Space(),
        Str("1"),
        Space(),
        Str("<"),
        Space(),
        Str("2"),
    )

"""What pandoc drops or prints as it stands is said at its own line and column."""

from pathlib import Path

import pytest

from publish.pipeline import check


@pytest.fixture
def said(tmp_path: Path):
    """Return a function that checks a book of one chapter and returns code, line and column."""

    def check_text(text: str, settings: str = "title: T\n") -> list[tuple[str, int, int]]:
        folder = tmp_path / "manuscript"
        folder.mkdir()
        (folder / "book.yaml").write_text(settings, encoding="utf-8")
        (folder / "a.md").write_text(text, encoding="utf-8")
        places = [(one.code, one.place) for one in check(tmp_path)]
        return [(code, place.line, place.column) for code, place in places if place]

    return check_text


def test_a_note_that_is_not_written(said):
    """Also where the label comes twice; a label in code is none."""
    text = "# A\n\nOne,[^1] two,[^x] three.[^x]\n\n`[^y]`\n\n[^1]: Note.\n"

    assert said(text) == [("note-undefined", 3, 14), ("note-undefined", 3, 25)]


def test_a_note_that_is_not_called_or_written_twice(said):
    """Left to itself, pandoc drops the one and gives both calls the other without a word."""
    text = "# A\n\nOne.[^1]\n\n[^1]: First.\n\n[^2]: Lost.\n\n[^1]: Second.\n"

    assert said(text) == [("note-unused", 7, 1), ("note-duplicate", 9, 1)]


def test_a_shortcode_of_quarto(said):
    """All but the page break, which is known."""
    text = "# A\n\n{{< pagebreak >}}\n\nSee {{< include x.md >}}.\n"

    assert said(text) == [("markup-shortcode", 5, 5)]


def test_raw_tex_at_its_place(said):
    """In reading order, though pandoc tells no place."""
    text = "# A\n\nOne \\foo{x} two \\foo{x}.\n"

    assert said(text) == [("markup-raw", 3, 5), ("markup-raw", 3, 17)]


def test_references_of_bookdown_at_their_place(said):
    """No place comes through pandoc; each is said where it stands."""
    text = "# A\n\nOne \\@ref(fig:x),\ntwo \\@ref(tab:y) and \\@ref(tab:y).\n"

    places = [(3, 5), (4, 5), (4, 22)]
    assert said(text) == [("crossref-unknown", line, column) for line, column in places]


def test_a_code_cell_is_code(said):
    """The text after it stays text; a cell shown inside other code stays as it is."""
    text = "# A\n\n````\n```{r}\n````\n\n```{python}\nx = 1\n\ny = 2\n```\nWords.\n"

    assert said(text) == [("code-not-run", 7, 4)]


def test_an_unknown_style_where_it_is_set(said):
    """At the value of `csl`."""
    assert said("# A\n", "title: T\ncsl: apaa\n") == [("style-unknown", 2, 6)]


def test_a_link_out_of_the_folder(said):
    """At the address, dots and all."""
    assert said("# A\n\nSee [x](../b.md).\n") == [("link-broken-anchor", 3, 9)]


def test_markup_of_web_sites(said):
    """Liquid and Handlebars in the text, not in code."""
    text = "# A\n\n{% include x.html %} and {{ page.title }}, `{{ code }}`, $a_{{b}}$.\n"

    assert said(text) == [("markup-template", 3, 1), ("markup-template", 3, 26)]


def test_blocks_that_are_not_closed(said):
    """The one that stays open, and the colons that close nothing."""
    text = "# A\n\n::: verse\na\n:::\n\n:::: {.epigraph}\nb\n\n## B\n\nc\n"

    assert said(text) == [("markup-div-open", 7, 1)]


def test_colons_that_close_nothing(said):
    """They would be printed."""
    assert said("# A\n\na\n\n:::\n\nb\n") == [("markup-div-open", 5, 1)]


def test_headings_with_nothing_under_them(said):
    """Not those with a deeper heading, nor the last, under which the references stand."""
    text = "# A\n\n## B\n\n### C\n\nc\n\n## D\n\n## E\n\ne\n\n## References\n"

    assert said(text) == [("section-empty", 9, 4)]


def test_figures_and_tables_that_nothing_refers_to(said, tmp_path):
    """Those with a name; in any dialect of references."""
    named = ": T {#tbl-a}\n\n| a |\n|---|\n| 1 |\n\n: U {#tbl-b}\n\n| a |\n|---|\n| 1 |\n"
    text = f"# A\n\nSee @tbl-a.\n\n{named}"

    assert [code for code, _, _ in said(text)] == ["figure-unreferenced"]


def test_sources_that_are_not_cited(said, tmp_path):
    """One note for all of them, at the first."""
    (tmp_path / "bibliography.bib").write_text(
        "@book{a, author={A}, title={T}, publisher={P}, date=1}\n"
        "@book{b, author={B}, title={U}, publisher={P}, date=2}\n"
        "@book{c, author={C}, title={V}, publisher={P}, date=3}\n"
    )

    assert said("# A\n\nSee [@b].\n") == [("bib-unused", 1, 1)]


@pytest.mark.parametrize(
    ("rule", "is_told"),
    [
        ("url(data:image/png;base64,AA)", False),
        ("url(\"data:image/svg+xml,%3Csvg xmlns='http://a'/%3E\")", False),
        ("url('#mark')", False),
        ('url("https://example.org/a.png")', True),
        ("url(../../a.png)", True),
    ],
)
def test_what_stylesheets_load(said, tmp_path, rule, is_told):
    """Pictures in the stylesheet itself are no files, in quotation marks or without."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/print.css").write_text(f"p {{ background: {rule}; }}\n")

    assert ("style-outside" in [code for code, _, _ in said("# A\n\na\n")]) is is_told

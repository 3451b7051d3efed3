"""Figures, captions, tables and own works in what `publish submit` writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from outside import poppler
from publish import submission
from publish.cli import main
from publish.editions.docx import ooxml
from publish.editions.docx.lint import lint
from publish.editions.docx.package import Package
from publish.editions.docx.profiles.hidden import traces
from publish.submission import figures

SECRETS = ["Ada Marsh", "Marsh", "Example College", "ada@example.org", "0000-0002-1825-0097"]
ARTICLE = """---
title: On Forms
author:
  - name: Ada Marsh
    affiliation: Example College
    email: ada@example.org
    orcid: 0000-0002-1825-0097
lang: en-GB
csl: STYLE
abstract: Six words are in this abstract.
keywords: [forms, notes]
acknowledgments: Thanks to all.
funding: Paid for by grant XJ/12345-67.
---

# One

See @fig-photo, @fig-drawing and @tbl-a. As Marsh has shown, forms matter
[@marsh2001; @doe1999, p. 3]. Others agree [@marsh2005].

![A photograph](photo.png){#fig-photo alt="A grey field"}

![A drawing](drawing.svg){#fig-drawing alt="A blue field"}

| a | b |
|---|---|
| c | d |

: A table {#tbl-a}

# Two

More.
"""
BIB = """
@book{marsh2001, author={Marsh, Ada}, title={Forms of Notes}, year=2001, publisher={Ely}}
@book{marsh2005, author={Marsh, A. B.}, title={Notes on Forms}, year=2005, publisher={Ely}}
@book{doe1999, author={Doe, Jane}, title={Other Forms}, year=1999, publisher={York}}
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48">
<metadata>Drawn by Ada Marsh</metadata><!-- /home/marsh -->
<rect width="96" height="48" fill="navy"/></svg>"""
PROFILE = "journal: J\nsource: S\nseen: 2026-11\nstage: initial\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return the folder of an article with figures that carry their author's name."""
    folder = tmp_path / "article"
    (folder / "manuscript").mkdir(parents=True)
    write(folder, "chicago-author-date")
    (folder / "bibliography.bib").write_text(BIB)
    (folder / "manuscript" / "drawing.svg").write_text(DRAWING)
    exif = Image.Exif()
    exif[0x013B] = "Ada Marsh"  # Artist
    picture = Image.new("RGB", (1200, 600), "grey")
    picture.save(folder / "manuscript" / "photo.png", exif=exif)
    return folder


def write(folder: Path, style: str) -> None:
    (folder / "manuscript" / "article.md").write_text(ARTICLE.replace("STYLE", style))


def submit(folder: Path, rules: str, *more: str) -> Path:
    """Write a submission by a profile of the author's own; it has to be without errors."""
    path = folder / "styles" / "profiles" / "mine.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PROFILE + rules)
    target = folder.parent / "sent"
    arguments = ["submit", "-C", str(folder), "-o", str(target), "--profile", "mine", "-q", *more]
    assert main(arguments) == 0
    for file in target.glob("*.docx"):
        assert lint(file.read_bytes()) == (), file.name
    return target


def texts(path: Path) -> list[str]:
    """Return the words of every paragraph that has some."""
    top = ooxml.parse(Package.read(path.read_bytes()).parts["word/document.xml"])
    found = (" ".join(ooxml.text_of(one).split()) for one in ooxml.every(top, "w:p"))
    return [text for text in found if text]


def outcomes(folder: Path) -> dict[str, str]:
    """Return what the checklist says of each rule."""
    lines = (folder / "checklist.txt").read_text().splitlines()
    found = (re.fullmatch(r"R\d\d (.*): (ok|NO.*)", line) for line in lines)
    return {one[1]: one[2] for one in found if one}


def test_floats_stand_at_the_end_with_call_outs(article: Path) -> None:
    """Tables, then figures, each on its page, and the text says where they belong."""
    folder = submit(article, 'floats: end\ncallout: "<{label} about here>"\n')
    found = texts(folder / "manuscript.docx")

    callouts = [text for text in found if text.startswith("<")]
    assert callouts == ["<Figure 1 about here>", "<Figure 2 about here>", "<Table 1 about here>"]
    assert found[-2:] == ["Figure 1 A photograph", "Figure 2 A drawing"]
    assert found.index("More.") < found.index("Table 1 A table") < found.index(found[-2])
    document = Package.read((folder / "manuscript.docx").read_bytes()).parts["word/document.xml"]
    assert len(re.findall(rb" REF _Ref\d+ ", document)) == 3
    assert outcomes(folder)["figures stand at the end"] == "ok"
    assert outcomes(folder)["call-outs say where figures and tables belong"] == "ok"


def test_figures_are_files_by_the_rules(article: Path) -> None:
    """Format, dots and names by rule, captions and tables in files of their own."""
    rules = "floats: separate\ncaptions: separate\nfigure:\n  formats: [tiff]\n  dpi: 300\n"
    rules += "  line-dpi: 1200\n  width-mm: 85\n  name: Marsh_Fig{number}\n"
    folder = submit(article, rules)
    names = sorted(path.name for path in folder.iterdir())

    assert names == [
        "Marsh_Fig1.tif", "Marsh_Fig2.tif", "captions.docx", "checklist.txt",
        "manuscript.docx", "tables.docx", "title-page.docx",
    ]  # fmt: skip
    with (
        Image.open(folder / "Marsh_Fig1.tif") as photo,
        Image.open(folder / "Marsh_Fig2.tif") as drawing,
    ):
        assert (photo.format, photo.size, photo.info["compression"]) == (
            "TIFF", (1200, 600), "tiff_lzw",
        )  # fmt: skip
        # 85 mm at 1,200 dots to the inch.
        assert drawing.width == pytest.approx(85 / 25.4 * 1200, abs=2)
        assert drawing.info["dpi"] == (1200, 1200)
    assert texts(folder / "captions.docx") == ["Figure 1 A photograph", "Figure 2 A drawing"]
    assert texts(folder / "tables.docx") == ["Table 1 A table", "a", "b", "c", "d"]
    assert not [one for one in Package.read((folder / "manuscript.docx").read_bytes()).parts
                if "media" in one]  # fmt: skip
    assert set(outcomes(folder).values()) == {"ok"}


@pytest.mark.parametrize("form", ["tiff", "eps", "png", "jpeg"])
def test_every_format_can_be_asked_for(article: Path, form: str) -> None:
    """The file is of the kind that it is called after."""
    folder = submit(article, f"floats: separate\nfigure:\n  formats: [{form}]\n")
    suffix = {"tiff": "tif", "jpeg": "jpg"}.get(form, form)

    with Image.open(folder / f"Figure_1.{suffix}") as picture:
        assert (picture.format or "").lower() == form
    assert outcomes(folder)[f"figures are {form.upper()} files"] == "ok"


@pytest.mark.slow
def test_drawings_are_lines_where_the_journal_takes_eps(article: Path) -> None:
    """EPS of the width that is printed, without dots; the photograph is the first format."""
    poppler("pdftops")
    rules = "floats: separate\nfigure:\n  formats: [tiff, eps]\n  width-mm: 85\n  line-dpi: 1200\n"
    folder = submit(article, rules)
    drawing = (folder / "Figure_2.eps").read_bytes()

    assert (folder / "Figure_1.tif").is_file()
    assert drawing.startswith(b"%!PS-Adobe-3.0 EPSF-3.0")
    found = re.search(rb"%%HiResBoundingBox: 0 0 ([\d.]+) ([\d.]+)", drawing)
    assert found
    width, height = map(float, found.groups())
    assert (width, height) == pytest.approx((85 / 25.4 * 72, 42.5 / 25.4 * 72), abs=0.1)
    assert b"/ImageType" not in drawing
    assert not re.search(rb"(?i)marsh|CreationDate", drawing)
    assert set(outcomes(folder).values()) == {"ok"}
    assert "sent as dots" not in (folder / "checklist.txt").read_text()
    submit(article, rules)
    assert (folder / "Figure_2.eps").read_bytes() == drawing


@pytest.mark.parametrize(
    ("drawing", "is_there", "why"),
    [
        (DRAWING, False, "Poppler's program 'pdftops' is missing"),
        (DRAWING.replace('fill="navy"', 'fill="navy" fill-opacity=".5"'), True, "transparent"),
        (DRAWING.replace("<rect", "<linearGradient/><rect"), True, "shades"),
    ],
)
def test_an_author_learns_why_a_drawing_is_dots(
    article: Path,
    monkeypatch: pytest.MonkeyPatch,
    drawing: str,
    is_there: bool,
    why: str,
) -> None:
    """The first format instead, and a note that names the file and what is in the way."""
    if is_there:
        poppler("pdftops")
    else:
        monkeypatch.setattr(figures, "can_draw", lambda: False)
    (article / "manuscript" / "drawing.svg").write_text(drawing)
    profile = article / "styles" / "profiles" / "mine.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text(f"{PROFILE}floats: separate\nfigure: {{formats: [tiff, eps]}}\n")
    made = submission.submit(article, "mine")
    paths = {path.name: path for path in made.paths}

    assert "Figure_2.tif" in paths
    text = paths["checklist.txt"].read_text()
    assert "sent as dots: Figure_2.tif." in text
    assert "SVG" in text
    (said,) = (one for one in made.diagnostics if one.code == "submission-drawing")
    assert said.message.startswith("'Figure_2.tif' is sent as dots")
    assert why in said.message
    assert ("poppler-utils" in said.hint) is not is_there


def test_a_photograph_with_too_few_dots_is_told(article: Path) -> None:
    """Dots cannot be made: 1,200 on 85 mm are 359 to the inch."""
    rules = "floats: separate\nfigure:\n  dpi: 600\n  width-mm: 85\n"
    target = article.parent / "sent"
    submit(article, rules)
    found = outcomes(target)["photographs have 600 dots to the inch at 85 mm"]

    assert found == "NO, fewer: Figure_1.tif 359"


def test_no_file_but_the_title_page_names_the_author(article: Path) -> None:
    """Names hide in metadata of pictures, in names of files, in captions and in references."""
    rules = "anonymous: true\nselfcite: author\nfloats: separate\ncaptions: separate\n"
    folder = submit(article, rules, "--hide", "Ely")
    parts: dict[str, bytes] = {}
    for path in folder.iterdir():
        if path.suffix == ".docx" and path.stem not in ("title-page", "manuscript"):
            inside = Package.read(path.read_bytes()).parts
            parts |= {f"{path.name}/{name}": data for name, data in inside.items()}
        elif path.suffix == ".tif":
            parts[path.name] = path.read_bytes()

    # "As Marsh has shown" is the author's own sentence: it is found, and the rest is clean.
    found = traces(parts, [*SECRETS, "XJ/12345-67"])
    assert {(one.secret, one.where) for one in found} == {
        ("Marsh", "anonymous.docx/word/document.xml")
    }
    whole = parts["anonymous.docx/word/document.xml"]
    assert len(re.findall(b"(?i)marsh", whole)) == 1  # not in names of bookmarks either
    assert outcomes(folder)["no part of anonymous.docx names the author"].startswith("NO, 'Marsh'")
    assert outcomes(folder)["no figure's file or file name names the author"] == "ok"


@pytest.mark.parametrize("style", ["chicago-author-date", "chicago-notes-bibliography"])
def test_own_works_are_by_author(article: Path, style: str) -> None:
    """Both works of the author, in text, notes and list; another's name stays."""
    write(article, style)
    folder = submit(article, "anonymous: true\nselfcite: author\n")
    package = Package.read((folder / "anonymous.docx").read_bytes())
    words = ooxml.text_of(package.tree("word/document.xml"))
    words += ooxml.text_of(package.tree("word/footnotes.xml"))

    assert "Forms of Notes" not in words
    assert "Notes on Forms" not in words
    assert "Other Forms" in words
    assert re.search(r"Author\W+2001|Author, .*2001", words)
    assert outcomes(folder)["own works are cited as by 'Author', 2 of them"] == "ok"


def test_own_works_in_the_third_person_stay(article: Path) -> None:
    """No "redacted": the works are cited as they are, and no other trace is left."""
    text = (article / "manuscript" / "article.md").read_text()
    (article / "manuscript" / "article.md").write_text(text.replace("As Marsh has", "As has been"))
    folder = submit(article, "anonymous: true\nselfcite: third\n")
    found = texts(folder / "anonymous.docx")

    assert any("Marsh 2001" in one for one in found)
    assert outcomes(folder)["no part of anonymous.docx names the author"] == "ok"
    assert outcomes(folder)["own works are cited like others, 2 of them"] == "ok"


def test_the_title_page_says_who_and_how_much(article: Path) -> None:
    """People, addresses, abstract, keywords, counts, thanks and grants."""
    found = texts(submit(article, "states-words: true\n") / "title-page.docx")

    for wanted in (
        "On Forms", "Ada Marsh", "Example College", "ada@example.org",
        "ORCID: https://orcid.org/0000-0002-1825-0097", "Six words are in this abstract.",
        "Keywords: forms, notes", "Acknowledgments", "Thanks to all.", "Funding",
        "Paid for by grant XJ/12345-67.",
    ):  # fmt: skip
        assert wanted in found
    assert any(re.match(r"Words: body \d+, notes 0, bibliography \d+", one) for one in found)


@pytest.mark.parametrize("kind", ["endnotes", "typed"])
def test_notes_at_the_end_come_before_the_references(article: Path, kind: str) -> None:
    """Word's endnotes by sections, typed ones as paragraphs."""
    write(article, "chicago-notes-bibliography")
    folder = submit(article, f"notes: {kind}\n")
    package = Package.read((folder / "manuscript.docx").read_bytes())
    found = texts(folder / "manuscript.docx")

    if kind == "typed":
        at = found.index("Notes")
        assert found[at + 1].startswith("1 Ada Marsh, Forms of Notes")
        assert at < found.index("Bibliography")
        return
    document = package.tree("word/document.xml")
    blocks = list(document[0])
    heads = [at for at, one in enumerate(blocks) if ooxml.text_of(one) == "Bibliography"]
    breaks = [at for at, one in enumerate(blocks) if ooxml.every(one, "w:sectPr")]
    before = [at for at in breaks if at < heads[0]]
    # Notes of the last section before the list are printed there, those before it wait.
    assert not ooxml.every(blocks[before[-1]], "w:noEndnote")
    assert all(ooxml.every(blocks[at], "w:noEndnote") for at in before[:-1])
    places = [
        ooxml.get(one, "w:val") for one in ooxml.every(package.tree("word/settings.xml"), "w:pos")
    ]
    assert places == ["sectEnd"]


def test_files_are_called_as_the_journal_wants(article: Path) -> None:
    """The anonymous copy never after its author."""
    folder = submit(article, 'anonymous: true\nfile-name: "{family}_{file}"\n')

    assert {path.name for path in folder.glob("*.docx")} == {
        "Marsh_title-page.docx", "Marsh_manuscript.docx", "anonymous.docx",
    }  # fmt: skip


@pytest.mark.parametrize("place", ["top-right", "top-center", "bottom-center", "bottom-right"])
def test_page_numbers_stand_where_they_should(article: Path, place: str) -> None:
    """With a running title beside those at the top, and not without."""
    rules = f"page-numbers: {place}\npage-total: true\nrunning-title: true\nalign: justified\n"
    found = outcomes(submit(article, rules))

    assert found[f"page numbers stand {place.replace('-', ' ')}"] == "ok"
    assert set(found.values()) == {"ok"}


def test_a_submission_is_the_same_every_time(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice, in another folder, time zone and locale: the same bytes."""
    rules = "anonymous: true\nfloats: separate\ncaptions: separate\n"
    first = {path.name: path.read_bytes() for path in submit(article, rules).iterdir()}
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    moved = article.parent / "else" / "where"
    moved.parent.mkdir()
    article.rename(moved)
    second = {path.name: path.read_bytes() for path in submit(moved, rules).iterdir()}

    assert first == second


FIRST_PERSON = {
    "en": "As I have shown in my earlier book, notes matter.",
    "de": "Wie ich habe in einem Aufsatz gezeigt, und in meinem neuen Buch steht es.",
    "fr": "Comme je l’écris dans mon livre, les notes comptent.",
    "es": "Lo digo en mi nuevo libro, y hemos ya demostrado esto.",
    "it": "Nel mio saggio si legge altro.",
    "ru": "В моей книге об этом сказано, как я уже писал.",
}


@pytest.mark.parametrize("lang", FIRST_PERSON)
def test_own_works_are_found_in_many_languages(article: Path, lang: str) -> None:
    """The sentence is listed; what somebody else says is not."""
    quoted = {"de": "„In meinem Buch“", "fr": "« Dans mon livre »"}.get(lang, "“In my book”")
    path = article / "manuscript" / "article.md"
    text = path.read_text().replace("lang: en-GB", f"lang: {lang}")
    path.write_text(text.replace("More.", f"{FIRST_PERSON[lang]}\n\n{quoted}, x."))
    lines = (submit(article, "anonymous: true\n") / "checklist.txt").read_text().splitlines()
    found = [one for one in lines if one.startswith("- ")]

    assert len(found) == 1
    assert FIRST_PERSON[lang][20:40] in found[0]


def test_english_sentences_are_put_into_the_third_person(article: Path) -> None:
    """In the anonymous copy, where the profile says so; quotations stay, and the author is told."""
    path = article / "manuscript" / "article.md"
    said = "My book, and (our recent paper) say so; as I have often argued.[^n]"
    said += " “My book,” she said."
    quote = "> In my book, he wrote.\n\n[^n]: See my *first* study, and my article."
    path.write_text(path.read_text().replace("More.", f"{said}\n\n{quote}"))
    folder = submit(article, "anonymous: true\nselfcite: author\n")
    words = texts(folder / "anonymous.docx")
    notes = Package.read((folder / "anonymous.docx").read_bytes()).tree("word/footnotes.xml")

    assert (
        "The author’s book, and (the authors’ recent paper) say so; as the author has often "
        "argued. “My book,” she said."
    ) in words
    assert "In my book, he wrote." in words
    assert "See my first study, and the author’s article." in ooxml.text_of(notes)
    whole = " ".join(texts(folder / "manuscript.docx"))
    assert "My book, and (our recent paper) say so; as I have often argued." in whole
    assert "put into the third person" in (folder / "checklist.txt").read_text()

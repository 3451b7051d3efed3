"""`publish check --report` writes one page that tells all, whatever is in the book."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from weasyprint import HTML

from outside import poppler
from publish.cli import main
from publish.reporting.finished_files import pdf_facts

FINDINGS = {
    "cite-unknown-key": ("manuscript/01-air.md", 5, "@nobody"),
    "typography-range-hyphen": ("manuscript/01-air.md", 3, "-"),
}


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def with_pdf(folder: Path, *pages: str) -> Path:
    """Put a PDF with such pages where the book's own would be."""
    css = "<style>@page { size: 6in 9in } p { break-after: page }</style>"
    body = "".join(f"<p>{page}</p>" for page in pages)
    (folder / "dist").mkdir(exist_ok=True)
    HTML(string=css + body).write_pdf(folder / "dist" / "a-small-book.pdf")
    return folder


def test_findings_stand_in_the_text(book, report) -> None:
    """Each finding is a numbered note at its line, where the words it is about are marked."""
    page = html.fromstring(report(book()))

    for number, (code, (path, line, marked)) in enumerate(
        sorted(FINDINGS.items(), key=lambda row: row[1]), 1
    ):
        (note,) = page.xpath(f"//*[@id='f{number}']")
        assert (note.get("data-code"), note.get("data-file")) == (code, path)
        row = note.getparent()
        assert texts(row, "*[@class='line-number']") == [str(line)]
        assert texts(row, ".//mark") == [marked]
        assert texts(row, ".//mark/following-sibling::sup") == [str(number)]
        assert [one.get("href") for one in row.xpath(".//sup/a")] == [f"#f{number}"]
    assert "publish check --fix" in texts(page, "//*[@id='f1']")[0]
    assert any("letter for letter" in text for text in texts(page, "//*[@id='f2']//details"))


def test_the_summary_counts_them(book, report) -> None:
    """By severity, by area, in a list whose lines lead to the findings, and in a sentence."""
    page = html.fromstring(report(book()))

    assert texts(page, "//*[@class='verdict']") == ["1 error stops the build."]
    counts = texts(page, "//*[@class='counts']/li")
    assert counts[0] == "1 error"
    assert sum(int(one.split()[0]) for one in counts) == len(page.xpath("//*[@data-code]"))
    names, many = (texts(page, f"//dl[@class='areas']//{tag}") for tag in ("dt", "dd"))
    assert {("Citations", "1"), ("Typography", "1")} <= set(zip(names, many, strict=True))
    targets = [one.get("href")[1:] for one in page.xpath("//ol[@class='list']//a")]
    assert targets == [one.get("id") for one in page.xpath("//*[@data-code]")]


def test_every_link_inside_leads_somewhere(book, report) -> None:
    """And no identifier is used twice."""
    page = html.fromstring(report(with_pdf(book(), "The wind of 1941 blew over the town", "x")))

    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {one[1:] for one in page.xpath("//@href") if one.startswith("#")} <= set(names)


def test_a_finding_and_its_page_name_each_other(book, report) -> None:
    """A page of the PDF shows which findings stand on it; also where a word is divided."""
    pages = (
        "Nothing of this book.",
        "The wind of 1941–1945 blew over the town, and nobody had asked for it.",
        "People wrote let-<br>ters about it (Nobody, 12), which is what people do.",
    )
    page = html.fromstring(report(with_pdf(book(), *pages)))

    assert texts(page, "//*[@id='f1']//*[@class='where']/a/@href/..") == ["page 2"]
    assert [one.get("href") for one in page.xpath("//*[@id='f2']//*[@class='where']/a")] == [
        "#page-3"
    ]
    assert texts(page, "//*[@id='page-2']//*[@class='marks']") == ["1"]
    assert texts(page, "//*[@id='page-1']//*[@class='marks']") == []
    assert all(one.startswith("data:image/webp;base64,") for one in page.xpath("//img/@src"))
    assert [one.get("href") for one in page.xpath("//figure/a")] == [
        f"a-small-book.pdf#page={number}" for number in (1, 2, 3)
    ]


def test_what_is_not_there_is_told(book, report) -> None:
    """Without editions the report says how to get them; figures of the manuscript are there."""
    page = html.fromstring(report(book()))

    absent = " ".join(texts(page, "//section[@id='figures' or @id='pages']//p"))
    assert "publish build pdf makes one" in absent
    assert not page.xpath("//img")
    rows = dict(zip(texts(page, "//tbody//th"), texts(page, "//tbody//td[1]"), strict=False))
    assert rows["Headings"] == "1"


def test_a_damaged_pdf_is_none(book, report) -> None:
    """It is listed among the files, and nothing is told of its pages."""
    folder = book()
    (folder / "dist").mkdir()
    (folder / "dist" / "a-small-book.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (folder / "dist" / "a-small-book.epub").write_bytes(b"PK and then nothing")
    (folder / "dist" / "a-small-book.docx").write_bytes(b"")

    page = html.fromstring(report(folder))

    assert "a-small-book.pdf" in texts(page, "//th/a")
    assert not page.xpath("//img")


def test_pages_older_than_the_text_are_told(book, report) -> None:
    """Whoever looks at old pages should know it, and which file is newer."""
    folder = with_pdf(book(), "old")
    chapter = folder / "manuscript" / "01-air.md"
    later = (folder / "dist" / "a-small-book.pdf").stat().st_mtime + 100
    os.utime(chapter, (later, later))

    page = html.fromstring(report(folder))

    assert texts(page, "//*[@class='newer']")[0].startswith(
        "These pages are older than manuscript/01-air.md."
    )


def test_a_book_without_faults(book, report) -> None:
    """It says so; the exit code is that of `publish check`."""
    page = html.fromstring(report(book({"01-air.md": "# Air\n\nCited.[@doe]\n"}), code=0))

    assert texts(page, "//*[@class='verdict']") == ["Nothing to say: the book is ready to build."]


@pytest.mark.parametrize(
    "settings", ["title: [\n", "title: A\nlang: 12\nchapters: [../../x.md]\n", "\0\0"]
)
def test_settings_that_cannot_be_read(book, report, settings) -> None:
    """The report is written all the same."""
    page = html.fromstring(report(book(settings=settings), code=2))

    assert page.xpath("//*[@data-file='manuscript/book.yaml']")


def test_the_same_book_gives_the_same_bytes(book, report, tmp_path, monkeypatch) -> None:
    """In another folder, time zone and language, and after a first report."""
    folder = with_pdf(book(), "The wind of 1941 blew over the town")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = report(folder)
    other = tmp_path / "elsewhere"
    shutil.copytree(folder, other)  # with other times on the files
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")

    assert report(folder) == first
    assert report(other) == first
    assert str(tmp_path) not in first


def test_a_report_goes_where_it_is_wanted(book, tmp_path, capsys) -> None:
    """Its links lead to the finished files from there."""
    folder = with_pdf(book(), "one")
    target = tmp_path / "desk" / "what to do.html"

    assert main(["check", "-C", str(folder), "--report", str(target)]) == 1

    page = html.fromstring(target.read_text(encoding="utf-8"))
    assert "../book/dist/a-small-book.pdf" in page.xpath("//th/a/@href")
    assert not (folder / "dist" / "report.html").exists()


def test_no_other_file_is_written_over(book, tmp_path, capsys) -> None:
    """`--report returned.docx` is a slip of the hand, and so is a report on a finished file."""
    word = tmp_path / "returned.docx"
    word.write_bytes(b"my only copy")

    with pytest.raises(SystemExit) as ended:
        main(["check", "-C", str(book()), "--report", str(word)])
    assert ended.value.code == 2
    assert main(["check", "--report", "a.html", str(word)]) == 2
    assert word.read_bytes() == b"my only copy"


def test_findings_are_told_where_no_report_can_be_written(book, tmp_path, capsys) -> None:
    """And what is wrong with the report's place is one more of them."""
    (tmp_path / "file").write_text("")

    assert main(["check", "-C", str(book()), "--report", str(tmp_path / "file" / "x.html")]) == 1

    said = capsys.readouterr().err
    assert "cite-unknown-key" in said
    assert "output-not-written" in said


def test_clean_removes_it(book, report, capsys) -> None:
    """As it does with all that was made."""
    folder = book()
    report(folder)

    assert main(["clean", "-C", str(folder)]) == 0
    assert not (folder / "dist").exists()


def test_the_page_needs_nothing_else(book, report) -> None:
    """No address is loaded: pictures and fonts are inside, style and script too."""
    text = report(with_pdf(book(), "one"))
    page = html.fromstring(text)

    assert not page.xpath("//link | //iframe | //object | //script[@src] | //base")
    assert all(one.startswith("data:") for one in page.xpath("//@src"))
    assert set(re.findall(r"url\(\"?(\w+:)", text)) <= {"data:"}
    assert not re.search(r"@import|https?://", text)


def test_pictures_are_told_with_their_dpi(book, report) -> None:
    """600 pixels on two inches are 300 an inch; on four inches 150, which is coarse."""
    chapter = (
        "# Air\n\n![](fine.png){.decorative} ![](coarse.png){.decorative} "
        "![](drawing.svg){.decorative} ![](nowhere.png){.decorative} "
        "![](unprinted.png){.decorative}\n"
    )
    folder = book({"01-air.md": chapter})
    sizes = {"fine": (600, 300), "coarse": (600, 200), "unprinted": (1200, 40)}
    for name, size in sizes.items():
        Image.new("RGB", size, "teal").save(folder / "manuscript" / f"{name}.png")
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    )
    (folder / "manuscript" / "drawing.svg").write_text(drawing)
    (folder / "dist").mkdir()
    pages = (
        "<style>@page { size: 6in 9in } p { break-after: page }</style><p>One</p>"
        '<p><img src="fine.png" style="width: 2in"></p><img src="coarse.png" style="width: 4in">'
    )
    HTML(string=pages, base_url=str(folder / "manuscript") + "/").write_pdf(
        folder / "dist" / "a-small-book.pdf"
    )

    page = html.fromstring(report(folder))

    rows = page.xpath("//table[caption='Pictures']/tbody/tr")
    assert [texts(row, "*") for row in rows] == [
        ["manuscript/fine.png", "600 × 300", "51 × 25 mm", "300", "page 2"],
        ["manuscript/coarse.png", "600 × 200", "102 × 34 mm", "150 (coarse)", "page 3"],
        ["manuscript/drawing.svg", "drawing", "–", "sharp at any size", "–"],
        ["manuscript/unprinted.png", "1,200 × 40", "fine up to 102 mm wide", "–", "–"],
    ]


def test_fonts_and_pages_are_those_of_the_file(book, report) -> None:
    """As `pdffonts` and `pdfinfo` name them."""
    folder = with_pdf(book(), "one", "<i>two</i>", "three")
    named = subprocess.run(
        [poppler("pdffonts"), str(folder / "dist" / "a-small-book.pdf")],
        capture_output=True,
        text=True,
        check=True,
    )
    expected = sorted(line.split()[0].partition("+")[2] for line in named.stdout.splitlines()[2:])

    page = html.fromstring(report(folder))

    assert texts(page, "//table[caption='Fonts']/tbody/tr/th") == expected
    assert set(texts(page, "//table[caption='Fonts']/tbody/tr/td[2]")) == {"embedded"}
    facts = dict(zip(texts(page, "//dl//dt"), texts(page, "//dl//dd"), strict=True))
    assert facts["Pages"] == "3"
    assert facts["Page size"] == "152 × 229 mm (6 × 9 in)"
    assert "Keeps" not in facts


@pytest.mark.parametrize(("variant", "name"), [("pdf/ua-1", "PDF/UA-1"), ("pdf/x-4", "PDF/X-4")])
def test_the_standard_is_the_one_that_the_file_names(variant, name) -> None:
    """As the makers of the file have written it into its metadata."""
    facts = pdf_facts(HTML(string="<html lang=en><title>A</title>x").write_pdf(pdf_variant=variant))

    assert facts is not None
    assert facts.standards == (name,)

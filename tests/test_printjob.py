"""`publish print`: a whole book to a printer."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pikepdf
import pytest

from publish.cli import main
from publish.printjob import print_for

sys.path.insert(0, str(Path(__file__).parent / "editions" / "printing"))
from icc import press_profile


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short book with a coloured heading, for a press that has a profile."""
    folder = tmp_path_factory.mktemp("job")
    (folder / "manuscript").mkdir()
    (folder / "styles").mkdir()
    settings = (
        "title: Rooms\nauthor: Vera Halloran\nlang: en\ndate: 2026-05-01\nisbn: 978-3-16-148410-0\n"
        "press: {condition: FOGRA39, profile: press.icc, paper: creme}\n"
        "print: {margins: {inner: 9mm}}\n"
    )
    (folder / "manuscript" / "book.yaml").write_text(settings)
    (folder / "styles" / "press.icc").write_bytes(press_profile())
    (folder / "styles" / "print.css").write_text("h1 { color: #a00 }\n")
    text = "# Walls\n\nA wall has two sides.^[Or more.]\n\n## Bricks\n\nThey are red.\n"
    (folder / "manuscript" / "01-walls.md").write_text(text)
    (folder / "manuscript" / "02-doors.md").write_text("# Doors\n\nSee [](#walls){.pageref}.\n")
    return folder


@pytest.fixture(scope="module")
def job(project: Path) -> dict[str, bytes]:
    """What IngramSpark gets, by file name."""
    print_for(project, "ingramspark")
    folder = project / "dist" / "print-ingramspark"
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_folder_holds_what_the_printer_wants(job: dict[str, bytes]) -> None:
    """Interior, job sheet, checklist; every rule kept."""
    assert {"rooms-interior.pdf", "job-sheet.txt", "checklist.txt"} <= set(job)
    checklist = job["checklist.txt"].decode()

    assert "check the printer's current page" in checklist.lower()
    assert " NO, " not in checklist


def test_the_interior_is_black_ink_of_a_known_press(job: dict[str, bytes]) -> None:
    """PDF/X-1a, and the red headings are grey."""
    with pikepdf.open(io.BytesIO(job["rooms-interior.pdf"])) as book:
        assert book.pdf_version == "1.3"
        assert str(book.docinfo["/GTS_PDFXConformance"]) == "PDF/X-1a:2001"
        assert len(book.pages) % 2 == 0
    assert "rgb 67 0 0 to gray 20" in job["job-sheet.txt"].decode()  # .299 of 2/3


def test_the_gutter_is_as_wide_as_the_printer_asks(project: Path) -> None:
    """9 mm of the settings are less than the half inch of the printer."""
    said = print_for(project, "ingramspark", project / "other").diagnostics

    assert [one.code for one in said if one.code.startswith("print-")] == ["print-gutter-widened"]


def test_a_finished_file_is_judged_by_name(
    project: Path, job: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """`publish check FILE --for NAME`: the interior is not what an offset house takes."""
    file = project / "dist" / "print-ingramspark" / "rooms-interior.pdf"
    code = main(["check", str(file), "--for", "offset", "--strict"])
    said = capsys.readouterr()

    assert code == 3
    assert "R01 all pages have one trim size: ok" in said.out
    assert "print-rule" in said.err


@pytest.mark.parametrize(
    ("press", "code"),
    [
        ("press: {profile: 01-walls.md}", "print-bad-profile"),
        ("press: {condition: FOGRA39, paper: papyrus}", "print-no-paper"),
        ("{}", "print-no-standard"),
    ],
)
def test_what_the_settings_say_wrong_of_the_press(
    project: Path, tmp_path: Path, press: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is no profile, a paper that is not there, no word of the press."""
    (tmp_path / "manuscript").mkdir()
    text = "" if press == "{}" else f"{press}\n"
    (tmp_path / "manuscript" / "book.yaml").write_text(f"title: T\nlang: en\n{text}")
    (tmp_path / "manuscript" / "01-walls.md").write_text("# Walls\n\nA wall.\n")
    main(["print", "--for", "ingramspark", "-C", str(tmp_path)])

    assert f"[{code}]" in capsys.readouterr().err


def test_a_printer_that_is_not_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest name is offered."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "01-walls.md").write_text("# Walls\n\nA wall.\n")

    assert main(["print", "--for", "ingram-spark", "-C", str(tmp_path)]) == 2
    assert "did you mean 'ingramspark'?" in capsys.readouterr().err

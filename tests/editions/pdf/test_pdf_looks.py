"""A handful of pages compared with small pictures of them, kept in `looks/expected`.

What is compared is how dark each square of 14 by 14 points is, about a line high: another version
of Pango may break lines elsewhere, but a heading, a table or a note that moves or goes shows.
`pytest --update-expected tests/editions/pdf/test_pdf_looks.py` draws the pictures anew: look at
each before you keep it. Where a page differs, `build/looks/` has the picture that was expected,
that of the page, and both with what differs in red.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publish.diagnostics import PublishError
from publish.pipeline import build

pypdfium2 = pytest.importorskip("pypdfium2", reason="pypdfium2 is needed to draw pages")
Image = pytest.importorskip("PIL.Image", reason="Pillow is needed to compare pictures")
ImageChops = pytest.importorskip("PIL.ImageChops")

HERE = Path(__file__).parent / "looks"
LEFT_BEHIND = Path(__file__).parents[3] / "build" / "looks"
PIXELS_PER_POINT = 0.5
SQUARE = 7  # pixels: 14 points
TOLERANCE = 12  # how much darker or lighter a square may be, of 255
MOST_OFF = 0.006  # share of the squares that may be off

# Which design and trim, and which pages, by their printed numbers.
LOOKS = {
    "monograph": ("6x9", ("iii", "1", "3")),
    "textbook": ("a5", ("1", "4")),
    "essay": ("5.5x8.5", ("2",)),
}
PAGES = [(design, page) for design, (_, pages) in LOOKS.items() for page in pages]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small book of this folder, printed in each design."""
    made = {}
    for design, (trim, _) in LOOKS.items():
        folder = tmp_path_factory.mktemp(design)
        shutil.copytree(HERE / "manuscript", folder / "manuscript")
        settings = folder / "manuscript" / "book.yaml"
        text = settings.read_text(encoding="utf-8")
        text = text.replace("design: monograph", f"design: {design}")
        settings.write_text(text.replace("trim: 6x9", f"trim: {trim}"), encoding="utf-8")
        try:
            made[design] = build(folder, ["pdf"]).paths[0]
        except PublishError as error:
            if any(found.code == "pdf-pango-missing" for found in error.diagnostics):
                pytest.skip("Pango is needed to lay pages out")
            raise
    return made


def drawn(book: Path, label: str) -> Image.Image:
    """Return a picture of the page with a printed number, in gray."""
    with pypdfium2.PdfDocument(book) as pdf:
        labels = [pdf.get_page_label(number) for number in range(len(pdf))]
        # Contents and title page are numbered too: the last page of a label is that of the text.
        at = len(labels) - 1 - labels[::-1].index(label)
        return pdf[at].render(scale=PIXELS_PER_POINT, grayscale=True).to_pil().convert("L")


def off(one: Image.Image, other: Image.Image) -> list[tuple[int, int]]:
    """Return the squares of two pictures of one size that differ more than they may."""
    size = (one.width // SQUARE, one.height // SQUARE)
    small = [picture.resize(size, Image.Resampling.BOX) for picture in (one, other)]
    difference = ImageChops.difference(*small)
    return [
        (x, y)
        for y in range(size[1])
        for x in range(size[0])
        if difference.getpixel((x, y)) > TOLERANCE
    ]


def leave_behind(name: str, expected: Image.Image, found: Image.Image) -> Path:
    """Write both pictures and what differs side by side, and return where."""
    marked = Image.merge("RGB", (expected, found, found))  # red: only found; cyan: only expected
    both = Image.new("RGB", (3 * found.width, found.height), "white")
    for number, picture in enumerate((expected, found, marked)):
        both.paste(picture.convert("RGB"), (number * found.width, 0))
    LEFT_BEHIND.mkdir(parents=True, exist_ok=True)
    both.save(LEFT_BEHIND / name)
    return LEFT_BEHIND / name


@pytest.mark.parametrize(("design", "page"), PAGES, ids=["-".join(one) for one in PAGES])
def test_a_page_looks_as_it_did(
    design: str, page: str, books: dict[str, Path], request: pytest.FixtureRequest
) -> None:
    """Square by square as dark as in the picture that was looked at."""
    name = f"{design}-{page}.png"
    found = drawn(books[design], page)
    if request.config.getoption("--update-expected"):
        (HERE / "expected").mkdir(exist_ok=True)
        found.quantize(64).save(HERE / "expected" / name, optimize=True)
    expected = Image.open(HERE / "expected" / name).convert("L")

    assert found.size == expected.size
    squares = (found.width // SQUARE) * (found.height // SQUARE)
    if len(off(expected, found)) > MOST_OFF * squares:
        where = leave_behind(name, expected, found)
        pytest.fail(f"{len(off(expected, found))} of {squares} squares differ, see {where}")


def test_a_line_that_moves_half_a_line_is_seen() -> None:
    """The tolerance is small enough for what an eye would see: a heading moved by 7 points."""
    page = Image.open(HERE / "expected" / "monograph-3.png").convert("L")
    moved = page.copy()
    half = page.height // 2
    moved.paste(page.crop((0, half // 4, page.width, half)), (0, half // 4 + 4))

    squares = (page.width // SQUARE) * (page.height // SQUARE)
    assert len(off(page, moved)) > 3 * MOST_OFF * squares

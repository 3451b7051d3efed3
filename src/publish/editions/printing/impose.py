"""Pages put on sheets as a plan has them, with marks where to cut and to fold."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from publish.editions.pdf.objects import Array, Dictionary, Name, Object, Page, Pdf, Stream
from publish.editions.printing.boxes import PT_PER_MM
from publish.editions.printing.folding import Place, Plan
from publish.editions.printing.interior import written

MARGIN_PT = 10 * PT_PER_MM  # around the pages, for the gripper and the marks
_MARK_PT = 5 * PT_PER_MM
_WEIGHT_PT = 0.25


@dataclass(frozen=True, slots=True)
class Creep:
    """How far each sheet of a section moves its pages towards the spine, in points.

    The inner sheets of a folded section stand out at the front and are cut there: without creep
    their outer margins would be narrower.
    """

    sheet_pt: float = 0


def impose(data: bytes, plan: Plan, creep: Creep | None = None, *, is_rtl: bool = False) -> bytes:
    """Return the sheets of a book, front and back in turn; places without a page stay white."""
    with Pdf.open(io.BytesIO(data)) as book, Pdf.new() as made:
        pages = list(book.pages)
        size = _trim_size(pages[0])
        forms = [_form(made, page) for page in pages]
        for sheet in plan.sheets:
            for is_front in (True, False):
                side = [one for one in sheet if one.is_front == is_front]
                if side:
                    _side(made, plan, side, forms, size, creep or Creep(), is_rtl)
        return written(made, book.pdf_version if book.pdf_version >= "1.4" else "1.4")


def _trim_size(page: Page) -> tuple[float, float]:
    left, down, right, up = (float(one) for one in page.trimbox)
    return right - left, up - down


def _form(made: Pdf, page: Page) -> Object:
    """Return a page as a form whose corner is the lower left corner of its trim."""
    left, down, right, up = (float(one) for one in page.trimbox)
    form = made.copy_foreign(page.as_form_xobject())
    form.BBox = Array([left, down, right, up])
    form.Matrix = Array([1, 0, 0, 1, -left, -down])
    for key in ("/Group", "/StructParents"):
        if key in form:
            del form[key]
    return form


def _side(
    made: Pdf,
    plan: Plan,
    side: list[Place],
    forms: list[Object],
    size: tuple[float, float],
    creep: Creep,
    is_rtl: bool,
) -> None:
    width, height = size
    paper = (plan.columns * width + 2 * MARGIN_PT, plan.rows * height + 2 * MARGIN_PT)
    made.add_blank_page(page_size=paper)
    page = made.pages[-1]
    objects, lines = Dictionary(), []
    for one in side:
        if not 0 <= one.page < len(forms):
            continue
        column = plan.columns - 1 - one.column if is_rtl else one.column
        # The spine lies between two columns; a page moves towards the one that is its own.
        towards = 1 if column % 2 == 0 else -1
        x = MARGIN_PT + column * width + towards * creep.sheet_pt * one.depth
        y = MARGIN_PT + (plan.rows - 1 - one.row) * height
        name = f"/P{one.page}"
        objects[name] = forms[one.page]
        turn = f"-1 0 0 -1 {x + width:.3f} {y + height:.3f}"
        matrix = turn if one.is_turned else f"1 0 0 1 {x:.3f} {y:.3f}"
        lines.append(f"q {matrix} cm {name} Do Q")
    lines += [f"q 0 G {_WEIGHT_PT} w", *_cuts(plan, size), "[3 3] 0 d", *_folds(plan, size), "Q"]
    page.obj.Resources = Dictionary(XObject=objects)
    page.obj.Contents = Stream(made, "\n".join(lines).encode())
    page.obj.TrimBox = Array([MARGIN_PT, MARGIN_PT, paper[0] - MARGIN_PT, paper[1] - MARGIN_PT])
    page.obj.Type = Name.Page


def _cuts(plan: Plan, size: tuple[float, float]) -> Iterator[str]:
    """Yield marks at the corners of what is cut."""
    right = MARGIN_PT + plan.columns * size[0]
    up = MARGIN_PT + plan.rows * size[1]
    for x in (MARGIN_PT, right):
        yield _line(x, MARGIN_PT - 3, x, MARGIN_PT - 3 - _MARK_PT)
        yield _line(x, up + 3, x, up + 3 + _MARK_PT)
    for y in (MARGIN_PT, up):
        yield _line(MARGIN_PT - 3, y, MARGIN_PT - 3 - _MARK_PT, y)
        yield _line(right + 3, y, right + 3 + _MARK_PT, y)


def _folds(plan: Plan, size: tuple[float, float]) -> Iterator[str]:
    """Yield marks beyond the pages where the sheet is folded."""
    right, up = MARGIN_PT + plan.columns * size[0], MARGIN_PT + plan.rows * size[1]
    for column in range(1, plan.columns):
        x = MARGIN_PT + column * size[0]
        yield _line(x, MARGIN_PT - 3, x, MARGIN_PT - 3 - _MARK_PT)
        yield _line(x, up + 3, x, up + 3 + _MARK_PT)
    for row in range(1, plan.rows):
        y = MARGIN_PT + row * size[1]
        yield _line(MARGIN_PT - 3, y, MARGIN_PT - 3 - _MARK_PT, y)
        yield _line(right + 3, y, right + 3 + _MARK_PT, y)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"

"""The fonts inside an EPUB: which faces, which characters, and whether the licence allows it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from lxml import etree

from publish.editions.design import default_styles, font_folders
from publish.editions.edition import Design
from publish.editions.epub import EPUB
from publish.editions.epub.fonts import Embedded, embedded_fonts
from publish.editions.epub.fonts.cascade import Look, read_cascade
from publish.model.document import Document

FOLDERS = tuple(font_folders())
SHEETS = tuple(default_styles() / name for name in ("epub.css", "epub-fonts.css"))


def page(body: str) -> etree._Element:
    return etree.fromstring(
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
    )


def embedded(body: str, project: Path, css: str = "", fonts: tuple[Path, ...] = ()) -> Embedded:
    sheet = "\n".join(path.read_text("utf-8") for path in SHEETS) + css
    return embedded_fonts([page(body)], sheet, (*fonts, *FOLDERS), project)


def faces(made: Embedded) -> dict[str, TTFont]:
    return {one.name: TTFont(io.BytesIO(one.data)) for one in made.resources}


def features_of(made: Embedded, name: str) -> set[str]:
    table = faces(made)[f"fonts/{name}.ttf"]["GSUB"].table
    return {one.FeatureTag for one in table.FeatureList.FeatureRecord}


def shown_in(made: Embedded, name: str) -> str:
    """Return the letters beyond ASCII that a face has, and those of ASCII in an italic or bold."""
    return "".join(sorted(map(chr, faces(made)[f"fonts/{name}.ttf"].getBestCmap())))


def test_the_cascade_is_that_of_css() -> None:
    """Later and more special rules win, children inherit, and `@media` counts as if it held."""
    css = """
    body { font-family: "One Face", serif }
    .a { font-style: italic } p.a { font-style: normal } em em { font-style: normal }
    @media (min-width: 1em) { .b { font: bold 1em/1.5 "Two Faces", serif } }
    .c { font-variant-caps: small-caps; font-weight: 600 }
    """
    body = '<p class="a">1<em>2<em>3</em></em></p><p class="b">4<i>5</i></p><p class="c">6</p>'
    found = {text: look for look, text in read_cascade(css).looks(page(body)) if text}

    one, two = ("One Face", "serif"), ("Two Faces", "serif")
    assert found == {
        "1": Look(one),
        "2": Look(one, is_italic=True),
        "3": Look(one),
        "4": Look(two, is_bold=True),
        "5": Look(two, is_italic=True, is_bold=True),
        "6": Look(one, is_bold=True, has_small_capitals=True),
    }


def test_each_face_holds_what_is_shown_in_it(tmp_path: Path) -> None:
    """Upright, italic and bold are files of their own, and static: readers know no variable fonts.

    The upright face has ASCII besides, for the numbers of lists and what else a reader writes.
    """
    made = embedded("<p>Слово é <em>да</em> <strong>Nо</strong></p>", tmp_path)

    assert set(faces(made)) == {
        f"fonts/eb-garamond{style}.ttf" for style in ("", "-italic", "-bold")
    }
    assert shown_in(made, "eb-garamond-italic") == "ад"
    assert shown_in(made, "eb-garamond-bold") == "Nо"
    assert set("Словоé0123456789.•") <= set(shown_in(made, "eb-garamond"))
    assert [one["OS/2"].usWeightClass for one in faces(made).values()] == [400, 400, 700]
    assert not any("fvar" in one for one in faces(made).values())


def test_capitals_of_the_stylesheet_are_there(tmp_path: Path) -> None:
    """Letters that only `text-transform` shows."""
    made = embedded("<p><em>chäß</em></p>", tmp_path, "em { text-transform: uppercase }")

    assert set("CHÄS") <= set(shown_in(made, "eb-garamond-italic"))


def test_other_scripts_bring_their_own_face(tmp_path: Path) -> None:
    """Hebrew and Arabic letters are in their families, marks with their letters."""
    made = embedded('<p>a <span lang="he">שָׁלוֹם</span> <span lang="ar">كِتاب</span> 𝛼</p>', tmp_path)

    assert set("שלוםָ") <= set(shown_in(made, "frank-ruhl-libre"))
    assert set("كتابِ") <= set(shown_in(made, "amiri"))
    assert '@font-face {\n  font-family: "Amiri";' in made.css
    # Letters of the beginning, the middle and the end come along with their rules.
    features = {
        one.FeatureTag
        for one in faces(made)["fonts/amiri.ttf"]["GSUB"].table.FeatureList.FeatureRecord
    }
    assert {"init", "medi", "fina"} <= features


def test_small_capitals_come_along_where_they_are_shown(tmp_path: Path) -> None:
    """Real small capitals, not small ones of capitals; none where there are none to show."""

    def has_them(body: str, folder: Path) -> bool:
        folder.mkdir()
        return "smcp" in features_of(embedded(body, folder), "eb-garamond")

    assert has_them('<p>a <span class="smallcaps">nkvd</span></p>', tmp_path / "with")
    assert not has_them("<p>a nkvd</p>", tmp_path / "without")


def test_the_same_pages_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At any time, in any folder, and whether the cut font is kept from the last build or not."""
    body = "<p>Words and <em>words</em>.</p>"
    made = [embedded(body, tmp_path / "one")]
    made.append(embedded(body, tmp_path / "one"))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    made.append(embedded(body, tmp_path / "two"))

    assert made[0].resources == made[1].resources == made[2].resources


def test_a_kept_font_that_was_changed_is_not_taken(tmp_path: Path) -> None:
    """A cut font is good for the very characters and the very file that it was made of."""
    short = embedded("<p>a</p><p><em>a</em></p>", tmp_path)
    long = embedded("<p>a</p><p><em>abc</em></p>", tmp_path)

    assert shown_in(short, "eb-garamond-italic") == "a"
    assert shown_in(long, "eb-garamond-italic") == "abc"
    for kept in (tmp_path / ".publish-cache").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])
    assert embedded("<p>a</p><p><em>abc</em></p>", tmp_path).resources == long.resources


@pytest.fixture
def font(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of fonts with the letters a and b: family "Closed", with these rights."""

    def make(rights: int, licence: str = "Ask us.", owner: str = "© Us") -> Path:
        builder = FontBuilder(1000, isTTF=True)
        builder.setupGlyphOrder([".notdef", "space", "a", "b"])
        builder.setupCharacterMap({32: "space", 97: "a", 98: "b"})
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0)), pen.lineTo((400, 0)), pen.lineTo((200, 500)), pen.closePath()
        drawn = pen.glyph()
        builder.setupGlyf(dict.fromkeys([".notdef", "space", "a", "b"], drawn))
        builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "space", "a", "b"], (500, 0)))
        builder.setupHorizontalHeader(ascent=800, descent=-200)
        names = {"familyName": "Closed", "styleName": "Regular", "copyright": owner}
        builder.setupNameTable({**names, "licenseDescription": licence})
        builder.setupOS2(fsType=rights)
        builder.setupPost()
        folder = tmp_path / "styles" / "fonts"
        folder.mkdir(parents=True, exist_ok=True)
        builder.save(folder / "closed.ttf")
        return folder

    return make


CLOSED = 'body { font-family: "Closed", serif }'


@pytest.mark.parametrize(
    ("rights", "licence", "is_in"),
    [
        (0x0000, "Ask us.", True),  # installable embedding
        (0x0008, "Ask us.", True),  # editable embedding
        (0x0002, "Ask us.", False),  # restricted licence embedding
        (0x0004, "Ask us.", False),  # preview and print: the document must not be edited
        (0x0200, "Ask us.", False),  # bitmaps only
        (0x0002, "This Font Software is licensed under the SIL Open Font License.", True),
    ],
)
def test_the_licence_decides(
    font: Callable[..., Path], tmp_path: Path, rights: int, licence: str, is_in: bool
) -> None:
    """A font is embedded if its `fsType` (OpenType, OS/2) or a free licence allows it."""
    made = embedded("<p>ab</p>", tmp_path, CLOSED, (font(rights, licence),))

    assert ("fonts/closed.ttf" in faces(made)) is is_in
    said = [(one.code, "styles/fonts/closed.ttf" in one.message) for one in made.diagnostics]
    assert said == ([] if is_in else [("epub-font-licence", True)])


def test_a_font_that_must_not_be_cut_goes_in_whole(
    font: Callable[..., Path], tmp_path: Path
) -> None:
    """Bit 8 of `fsType`: no subsetting."""
    folder = font(0x0100)
    made = embedded("<p>a</p>", tmp_path, CLOSED, (folder,))

    data = {one.name: one.data for one in made.resources}["fonts/closed.ttf"]
    assert data == (folder / "closed.ttf").read_bytes()


def test_a_reserved_name_is_not_used_for_what_was_changed(
    font: Callable[..., Path], tmp_path: Path
) -> None:
    """OFL 1.1, condition 3; copyright and licence stay in the file (condition 2)."""
    licence = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
    owner = "© Us, with Reserved Font Name 'Closed'"
    made = embedded("<p>a</p>", tmp_path, CLOSED, (font(0, licence, owner),))

    names = faces(made)["fonts/closed.ttf"]["name"]
    assert [names.getDebugName(number) for number in (1, 4, 6)] == [
        "Book Face",
        "Book Face Regular",
        "BookFaceRegular",
    ]
    assert (names.getDebugName(0), names.getDebugName(13)) == (owner, licence)


def test_fonts_are_in_the_file_unless_switched_off(document: Document, tmp_path: Path) -> None:
    """With them the manifest names each by its type; without, the text has no family."""
    design = Design((), SHEETS, fonts=FOLDERS)
    with zipfile.ZipFile(io.BytesIO(EPUB.render(document, design).data)) as book:
        package = book.read("EPUB/content.opf").decode()
        style = book.read("EPUB/style.css").decode()
        named = [name for name in book.namelist() if name.startswith("EPUB/fonts/")]
    for name in named:
        assert f'href="{name.removeprefix("EPUB/")}"' in package
        assert f"src: url({name.removeprefix('EPUB/')})" in style
    assert len(named) == package.count('media-type="font/ttf"') > 3

    settings = replace(document.settings, epub=replace(document.settings.epub, fonts=False))
    without = EPUB.render(
        replace(document, settings=settings), Design((), SHEETS[:1], fonts=FOLDERS)
    )
    with zipfile.ZipFile(io.BytesIO(without.data)) as book:
        assert not any("fonts" in name for name in book.namelist())
        assert "@font-face" not in book.read("EPUB/style.css").decode()

"""Pictures come from the project, decode, and carry nothing that is not a picture."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from publish.editions import images
from publish.editions.images import ImageError, load_image, without_private_data

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">{}</svg>'


DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://alert.example/svg11.dtd">'


def picture(form: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(target, form, **options)  # type: ignore[arg-type]
    return target.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project folder with a secret beside it."""
    (tmp_path / "secret.png").write_bytes(picture())
    project = tmp_path / "project"
    project.mkdir()
    return project


@pytest.mark.parametrize(
    ("name", "form", "media_type"),
    [
        ("a.png", "PNG", "image/png"),
        ("a.JPG", "JPEG", "image/jpeg"),
        ("ä b.gif", "GIF", "image/gif"),
    ],
)
def test_pictures_are_read_as_they_are(folder: Path, name: str, form: str, media_type: str) -> None:
    """The bytes are the file's own; size and type are told."""
    (folder / name).write_bytes(picture(form))
    found = load_image(folder, name)
    assert (found.media_type, found.width_px, found.height_px) == (media_type, 3, 2)
    assert found.data == picture(form)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("no.png", "image-missing"),
        ("../secret.png", "image-outside"),
        ("/etc/passwd", "image-outside"),
        ("\\\\server\\share.png", "image-outside"),
        ("file:///etc/passwd", "image-outside"),
        ("C:/secret.png", "image-outside"),
        ("https://example.org/a.png", "image-remote"),
        ("//example.org/a.png", "image-remote"),
        ("data:image/png;base64,AAAA", "image-remote"),
        ("link.png", "image-outside"),
        ("page.html", "image-unknown-type"),
        ("text.png", "image-broken"),
        ("cut.png", "image-broken"),
        ("really-a-jpeg.png", "image-broken"),
    ],
)
def test_what_is_no_picture_of_the_project_is_refused(folder: Path, url: str, code: str) -> None:
    """Nothing from outside, by whatever name or link, and nothing that does not decode."""
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "page.html").write_text("<p>x</p>")
    (folder / "text.png").write_text("x")
    (folder / "cut.png").write_bytes(picture()[:45])
    (folder / "really-a-jpeg.png").write_bytes(picture("JPEG"))
    with pytest.raises(ImageError) as error:
        load_image(folder, url)
    assert error.value.code == code


def test_a_small_file_with_a_huge_picture_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit counts pixels, since a few bytes can stand for millions of them."""
    monkeypatch.setattr(images, "MAX_PIXELS", 5)
    (folder / "a.png").write_bytes(picture())
    with pytest.raises(ImageError) as error:
        load_image(folder, "a.png")
    assert error.value.code == "image-too-large"


def test_a_photograph_loses_its_place_and_stands_upright(folder: Path) -> None:
    """EXIF goes; what it said about turning the picture is done."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn by 90 degrees
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    (folder / "a.jpg").write_bytes(picture("JPEG", exif=exif))
    kept = without_private_data(load_image(folder, "a.jpg"))
    with Image.open(io.BytesIO(kept.data)) as found:
        assert not found.getexif()
        assert found.size == (kept.width_px, kept.height_px) == (2, 3)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">alert</p></foreignObject>',
        '<image href="https://alert.example/a.png"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///alert"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<style>@import url("https://alert.example"); rect { fill: url(https://alert) }</style>',
        '<rect style="fill: url(https://alert.example)"/>',
        '<set attributeName="href" to="javascript:alert(1)"/><?xml-stylesheet href="alert"?>',
    ],
)
def test_drawings_lose_what_runs_or_leads_out(folder: Path, hostile: str) -> None:
    """A drawing keeps its shapes; scripts, foreign content and outside addresses go."""
    (folder / "a.svg").write_text(SVG.format(hostile + '<circle r="1"/>'))
    data = load_image(folder, "a.svg").data.decode()
    assert "circle" in data
    if "attributeName" not in hostile:
        assert "alert" not in data
    assert "attributeName" not in data
    assert "xml-stylesheet" not in data


def test_drawings_keep_what_they_use_of_themselves(folder: Path) -> None:
    """Gradients by `#id` stay, and names keep their capitals; the view box gives the size.

    The document type that drawing programs write goes, and nothing is fetched for it.
    """
    inner = '<linearGradient id="g"/><rect fill="url(#g)"/><use href="#g"/>'
    (folder / "a.svg").write_text(DOCTYPE + SVG.format(inner))
    found = load_image(folder, "a.svg")
    assert inner in found.data.decode()
    assert "DOCTYPE" not in found.data.decode()
    assert (found.width_px, found.height_px) == (30, 20)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&x;</text>"),
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("<text>&a;</text>"),
        f"{DOCTYPE}{SVG.format('<text>&nowhere;</text>')}",
        SVG.format("<g>"),
        "<html/>",
    ],
)
def test_drawings_with_entities_or_faults_are_refused(folder: Path, text: str) -> None:
    """No document type, no entities, well-formed, and an svg element at the head."""
    (folder / "a.svg").write_text(text)
    with pytest.raises(ImageError) as error:
        load_image(folder, "a.svg")
    assert error.value.code == "image-broken"


def test_half_a_picture_is_refused_whatever_weasyprint_told_pillow(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Importing WeasyPrint makes Pillow accept truncated files; ours are still read whole."""
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    (folder / "half.png").write_bytes(picture()[:45])

    with pytest.raises(ImageError):
        load_image(folder, "half.png")

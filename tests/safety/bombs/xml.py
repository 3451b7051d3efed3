"""XML of death in drawings, styles and other people's files; archives that never end."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from . import CHAPTER, Bomb


def laughs(root: str, use: str = "&lol9;") -> str:
    """Return an XML file whose one entity is three thousand million letters long."""
    definitions = '<!ENTITY lol0 "lollollol">' + "".join(
        f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10)
    )
    name = re.split(r"[\s>]", root[1:])[0]
    return f'<?xml version="1.0"?><!DOCTYPE {name} [{definitions}]>{root.replace("USE", use)}'


def quadratic(root: str) -> str:
    """Return an XML file with one long entity, used ten thousand times: 1 GB of letters."""
    name = re.split(r"[\s>]", root[1:])[0]
    definition = f'<!ENTITY a "{"a" * 100_000}">'
    return f"<!DOCTYPE {name} [{definition}]>{root.replace('USE', '&a;' * 10_000)}"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">{}</svg>'
SHOWN = "# One\n\n![x](a.svg){alt=y}\n"


def svg(content: str, command: tuple[str, ...] = ("build",), **more: object) -> Bomb:
    return Bomb({CHAPTER: SHOWN, "manuscript/a.svg": content}, command, **more)  # type: ignore[arg-type]


def uses(depth: int, width: int) -> str:
    """Return a drawing in which every shape uses the one before it several times."""
    shapes = '<rect id="u0" width="9" height="9"/>' + "".join(
        f'<g id="u{n}">{f"""<use href="#u{n - 1}" x="1"/>""" * width}</g>'
        for n in range(1, depth + 1)
    )
    return SVG.format(f"<defs>{shapes}</defs><use href='#u{depth}'/>")


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return target.getvalue()


@cache
def zip_bomb(make: Callable[[bytes | str], bytes], start: str) -> bytes:
    """Return a file that `make` packs, whose text is more zeros than an archive may unpack to."""
    return make(start.encode() + bytes(1_100 << 20))


def docx(document: bytes | str) -> bytes:
    """Return a Word file with this for its text."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default '
            'Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
            f'Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
        }
    )


WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>USE</w:t></w:r></w:p></w:body></w:document>"
)
CSL = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>USE'
    "</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info><citation><layout><text "
    'variable="title"/></layout></citation></style>'
)


def epub(content: bytes | str, opf: str = "") -> bytes:
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="EPUB/content.opf" '
        'media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    opf = opf or (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    parts = {"META-INF/container.xml": container, "EPUB/content.opf": opf, "EPUB/a.xhtml": content}
    return archive({"mimetype": "application/epub+zip", **parts})


def nested_archives() -> bytes:
    """Return an archive of archives of archives, as 42.zip is."""
    data = archive({"a": bytes(16 << 20)})
    for _ in range(5):
        data = archive({f"{n}.zip": data for n in range(16)})
    return data


XML = {
    "svg-laughs": svg(laughs(SVG.format("<text>USE</text>")), ("check",), told="image-broken"),
    "svg-quadratic": svg(
        quadratic(SVG.format("<text>USE</text>")), ("check",), told="image-broken"
    ),
    "svg-use": svg(uses(30, 10)),
    "svg-use-cycle": svg(
        SVG.format('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')
    ),
    "svg-deep": svg(SVG.format("<g>" * 100_000 + "</g>" * 100_000)),
    "svg-deep-open": svg(SVG.format("<g>" * 1_000_000)),
    "svg-pattern": svg(
        SVG.format(
            "<defs>"
            + "".join(
                f'<pattern id="p{n}" width=".0001" height=".0001">'
                f'<rect width="9" height="9" fill="url(#p{n + 1})"/></pattern>'
                for n in range(30)
            )
            + '</defs><rect width="30" height="20" fill="url(#p0)"/>'
        )
    ),
    "svg-filter": svg(
        SVG.format(
            '<filter id="f" x="-9" y="-9" width="99999" height="99999">'
            + '<feGaussianBlur stdDeviation="9999"/>' * 40
            + '</filter><rect filter="url(#f)" width="30" height="20"/>'
        )
    ),
    "svg-huge": svg(
        '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9"><rect width="1e9" '
        'height="1e9"/></svg>'
    ),
    "svg-cover-huge": Bomb(
        {
            "manuscript/c.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1000000" '
            'height="1600000"><filter id="f"><feGaussianBlur stdDeviation="99999"/></filter>'
            '<rect width="1e9" height="1e9"/>'
            '<rect filter="url(#f)" width="1e5" height="1e5"/></svg>'
        },
        ("build", "epub"),
        settings="title: T\nauthor: A\ncover-image: c.svg\ncover-image-alt: x\n"
        "epub: {page-list: false}\n",
    ),
    "svg-path": svg(SVG.format(f'<path d="M0 0{" L1 1 L2 5" * 50_000}"/>')),
    "csl-laughs": Bomb(
        {"styles/a.csl": laughs(CSL)}, settings="title: T\nauthor: A\ncsl: styles/a.csl\n"
    ),
    "csl-quadratic": Bomb(
        {"styles/a.csl": quadratic(CSL)}, settings="title: T\nauthor: A\ncsl: styles/a.csl\n"
    ),
    "csl-macro-cycle": Bomb(
        {
            "styles/a.csl": CSL.replace(
                "<citation><layout>",
                '<macro name="m"><text macro="n"/></macro><macro name="n"><text macro="m"/>'
                '</macro><citation><layout><text macro="m"/>',
            ),
            "bibliography.bib": "@book{a, title={A}, year=1999}",
            CHAPTER: "# One\n\nWords [@a].\n",
        },
        settings="title: T\nauthor: A\ncsl: styles/a.csl\n",
    ),
    "csl-macro-doubling": Bomb(
        {
            "styles/a.csl": CSL.replace(
                "<citation><layout>",
                "".join(
                    f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
                    for n in range(40)
                )
                + '<macro name="m40"><text variable="title"/></macro>'
                '<citation><layout><text macro="m0"/>',
            ),
            "bibliography.bib": "@book{a, title={A}, year=1999}",
            CHAPTER: "# One\n\nWords [@a].\n",
        },
        settings="title: T\nauthor: A\ncsl: styles/a.csl\n",
    ),
    "docx-laughs": Bomb({"a.docx": lambda: docx(laughs(WORD))}, ("check", "a.docx"), ends=(1, 2)),
    "docx-quadratic": Bomb(
        {"a.docx": lambda: docx(quadratic(WORD))}, ("check", "a.docx"), ends=(1, 2)
    ),
    "docx-returned-laughs": Bomb(
        {"a.docx": lambda: docx(laughs(WORD))}, ("return", "a.docx"), ends=(1, 2)
    ),
    "docx-reference-laughs": Bomb(
        {"styles/reference.docx": lambda: docx(laughs(WORD))}, ("build", "docx"), ends=(1, 2)
    ),
    "docx-zip-bomb": Bomb(
        {"a.docx": lambda: zip_bomb(docx, WORD)}, ("check", "a.docx"), ends=(1, 2)
    ),
    "docx-returned-zip-bomb": Bomb(
        {"a.docx": lambda: zip_bomb(docx, WORD)}, ("return", "a.docx"), ends=(1, 2)
    ),
    "docx-reference-zip-bomb": Bomb(
        {"styles/reference.docx": lambda: zip_bomb(docx, WORD)}, ("build", "docx"), ends=(1, 2)
    ),
    "docx-deep": Bomb(
        {
            "a.docx": lambda: docx(
                WORD.replace(
                    "<w:r>",
                    '<w:ins w:id="1" w:author="x">' * 100_000,
                ).replace("</w:r>", "</w:ins>" * 100_000)
            )
        },
        ("return", "a.docx"),
        ends=(1, 2),
    ),
    "docx-many-parts": Bomb(
        {"a.docx": lambda: archive({f"word/{n}.xml": "" for n in range(200_000)})},
        ("check", "a.docx"),
        ends=(1, 2),
    ),
    "docx-nested": Bomb({"a.docx": nested_archives}, ("check", "a.docx"), ends=(1, 2)),
    "epub-laughs": Bomb(
        {"a.epub": lambda: epub(laughs("<html><body><p>USE</p></body></html>"))},
        ("check", "a.epub"),
        ends=(1, 2),
    ),
    "epub-zip-bomb": Bomb(
        {"a.epub": lambda: zip_bomb(epub, "<html>")}, ("check", "a.epub"), ends=(1, 2)
    ),
    "epub-nested": Bomb({"a.epub": nested_archives}, ("check", "a.epub"), ends=(1, 2)),
    "epub-deep": Bomb(
        {"a.epub": lambda: epub("<html><body>" + "<div>" * 200_000)},
        ("check", "a.epub"),
        ends=(1, 2),
    ),
}

"""Each correction of `editions/epub/package.py`, and whether ebooklib still needs it.

The rows are the flaws met in ebooklib 0.20, with the numbers of its issues where there are any.
`test_ebooklib_still_needs_it` that fails is good news: ebooklib does right what we correct. Remove
the correction that the row names, then the row.
"""

from __future__ import annotations

import inspect
import mimetypes
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from ebooklib import epub
from ebooklib_flaws import (
    DC,
    MODIFIED,
    OPF,
    PAGE,
    TYPE,
    XHTML,
    XML_LANG,
    archive,
    empty_book,
    far_from_greenwich,
    navigation,
    ncx,
    our_names,
    our_package,
    our_page,
    ours,
    package,
    remade,
    values,
    with_page,
)

from publish.editions.epub import names
from publish.editions.epub import package as module
from publish.editions.epub.package import Package, Resource, pack


@dataclass(frozen=True)
class Flaw:
    """What ebooklib does, where we correct it, whether it still does, and whether we do not."""

    what: str
    corrected_in: object
    is_there: Callable[[], bool]
    is_gone: Callable[[], bool]


def row(
    what: str, where: object, is_there: Callable[[], bool], is_gone: Callable[[], bool]
) -> Flaw:
    return Flaw(what, where, is_there, is_gone)


def guessed_type() -> str:
    """Return the media type of a file whose ending this machine has been told about."""
    epub.EpubBook().add_item(epub.EpubItem("first", "a.css"))  # reads the system's table once
    mimetypes.add_type("x-own/strange", ".strange")
    item = epub.EpubItem("a", "a.strange")
    epub.EpubBook().add_item(item)
    return str(item.media_type)


def hours_of_modified() -> float:
    """Return how far `dcterms:modified` of ebooklib is from now, both said in UTC."""
    with far_from_greenwich():
        said = package().findtext(f".//{OPF}meta[@property='dcterms:modified']")
    written = time.strptime(str(said), "%Y-%m-%dT%H:%M:%SZ")
    return abs(time.mktime(time.gmtime()) - time.mktime(written)) / 3600


def two_authors() -> epub.EpubBook:
    book = empty_book()
    book.add_author("A B", file_as="B, A")
    book.add_author("C D", file_as="D, C")
    return book


def with_cover() -> epub.EpubBook:
    book = empty_book()
    book.set_cover("cover.png", b"")
    book.spine = ["cover"]
    return book


def with_names(*file_names: str) -> epub.EpubBook:
    book = empty_book()
    for number, name in enumerate(file_names):
        book.add_item(epub.EpubItem(f"i{number}", name, "text/css", b"p {}"))
    return book


def title_kept(title: str) -> list[str | None]:
    book = epub.EpubBook()
    book.add_metadata("DC", "title", title)
    return [one.text for one in package(book).iter(f"{DC}title")]


def set_identifier() -> list[str]:
    book = epub.EpubBook()
    book.add_metadata("DC", "identifier", "urn:isbn:9783161484100")
    book.set_identifier("mine")
    return [value for value, _ in book.get_metadata("DC", "identifier")]


def breaks_ncx(toc: tuple[object, ...]) -> bool:
    book = with_page()
    book.toc = toc
    try:
        epub.EpubWriter("", book)._get_ncx()
    except TypeError:
        return True
    return False


def labels(root: object) -> list[str | None]:
    return [one.text for one in root.iter(f"{XHTML}a")]  # type: ignore[attr-defined]


def our_creators() -> list[str | None]:
    return values(our_package(), f"{DC}creator", "id")


def our_schemes() -> list[str | None]:
    return values(our_package(), f"{OPF}meta[@property='file-as']", "scheme")


def years(file: zipfile.ZipFile) -> set[int]:
    return {entry.date_time[0] for entry in file.infolist()}


LINK = (epub.Link("a.xhtml", "A"),)
EMPTY = (epub.Section("Part", "a.xhtml"), ())
NESTED = (epub.Section("One"), ((epub.Section("Two"), ()),))
CHAPTER = epub.EpubHtml("a", "a.xhtml", title="<em>T</em>")

FLAWS = (
    row("names of SVG in small letters", module._Finished,
        lambda: b"viewbox" in remade(), lambda: our_page() == PAGE.encode()),
    row("text before the first element lost", module._Finished,
        lambda: b"loose" not in remade(), lambda: b">loose<" in our_page()),
    row("nothing left of a text that begins with an XML declaration", module._Finished,
        lambda: remade(PAGE) == b"", lambda: our_page().startswith(b"<?xml")),
    row("spaces between inline elements", module._Finished,
        lambda: b"</span><span>" not in remade(), lambda: b"</span><span>" in our_page()),
    row("own head dropped (#76, #221)", module._Finished,
        lambda: b"own" not in remade().partition(b"<body")[0],
        lambda: b'<meta name="own"' in our_page()),
    row("attributes of html and body dropped (#317)", module._Finished,
        lambda: b"whole" not in remade() and b"trunk" not in remade(),
        lambda: b'class="whole"' in our_page() and b'class="trunk"' in our_page()),
    row("instructions made comments (#135)", module._Finished,
        lambda: b"<?own" not in remade(PAGE.replace("loose", "<p/>").encode()),
        lambda: b"<?own instruction?>" in our_page()),
    row("pages are all that has a type and an id (#339)", module._item,
        lambda: "a.xhtml#one" in values(navigation(), f"{XHTML}a", "href"),
        lambda: b"page-list" not in ours().read("EPUB/nav.xhtml")),
    row("no language of the package", module._Writer,
        lambda: XML_LANG not in package().attrib, lambda: our_package().get(XML_LANG) == "de"),
    row("an NCX named that is not there", module._Writer,
        lambda: package().find(f"{OPF}spine").get("toc") == "ncx",
        lambda: our_package().find(f"{OPF}spine").get("toc") is None),
    row("a prefix declared that EPUB reserves", module._Writer,
        lambda: "rendition:" in (package().get("prefix") or ""),
        lambda: our_package().get("prefix") is None),
    row("cover page out of the reading order (#315)", module._book,
        lambda: values(package(with_cover()), f"{OPF}itemref", "linear") == ["no"],
        lambda: values(our_package(), f"{OPF}itemref", "linear") == [None, None]),
    row("two authors with one id (#356)", module._book,
        lambda: values(package(two_authors()), f"{DC}creator", "id") == ["creator", "creator"],
        lambda: our_creators() == ["creator-1", "creator-2"]),
    row("sorted names in the scheme of roles", module._book,
        lambda: "marc:relators" in values(package(two_authors()), f"{OPF}meta", "scheme"),
        lambda: our_schemes() == [None]),
    row("time of here said to be UTC (#361)", module.pack,
        lambda: hours_of_modified() > 1,
        lambda: f"{MODIFIED:%Y-%m-%dT%H:%M:%SZ}".encode() in ours().read("EPUB/content.opf")),
    row("entries have the time of the build (#340)", module._packed_again,
        lambda: years(archive(empty_book(), mtime=MODIFIED)) != {MODIFIED.year}
        or len({one.date_time for one in archive(empty_book(), mtime=MODIFIED).infolist()}) > 1
        or archive(empty_book(), mtime=MODIFIED).infolist()[0].date_time != (2026, 3, 2, 1, 0, 0),
        lambda: {one.date_time for one in ours().infolist()} == {(2026, 3, 2, 1, 0, 0)}),
    row("a random identifier to begin with", module._book,
        lambda: epub.EpubBook().uid != epub.EpubBook().uid,
        lambda: our_package().findtext(f".//{DC}identifier") == "urn:isbn:9783161484100"),
    row("other identifiers deleted", module._book,
        lambda: set_identifier() == ["mine"],
        lambda: len(list(our_package().iter(f"{DC}identifier"))) == 2),
    row("MathML and SVG not noticed", module._item,
        lambda: values(package(with_page()), f"{OPF}item", "properties") == [None],
        lambda: "mathml svg" in values(our_package(), f"{OPF}item", "properties")),
    row("labels of the contents are plain text (#85)", module._item,
        lambda: labels(navigation((CHAPTER,)))[:1] == ["<em>T</em>"],
        lambda: b"<em>T</em>" in ours().read("EPUB/nav.xhtml")),
    row("an empty list under an entry without others", module._item,
        lambda: any(len(one) == 0 for one in navigation((EMPTY,)).iter(f"{XHTML}ol")),
        lambda: b"<ol" not in ours().read("EPUB/nav.xhtml")),
    row("landmarks shown in the text", module._item,
        lambda: {one.get(TYPE): one.get("hidden")
                 for one in navigation(guide=True).iter(f"{XHTML}nav")}["landmarks"] is None,
        lambda: b"landmarks" not in ours().read("EPUB/nav.xhtml")),
    row("the guide of EPUB 2, unless switched off", module.pack,
        lambda: epub.EpubWriter.DEFAULT_OPTIONS["epub2_guide"] is True,
        lambda: our_package().find(f"{OPF}guide") is None),
    row("NCX: a section without address leads nowhere", module._Writer,
        lambda: "" in values(ncx(NESTED), "{*}content", "src"),
        lambda: not any(name.endswith(".ncx") for name in our_names())),
    row("NCX: depth is always 0", module._Writer,
        lambda: values(ncx(NESTED), "{*}meta[@name='dtb:depth']", "content") == ["0"],
        lambda: not any(name.endswith(".ncx") for name in our_names())),
    row("NCX: a link without an id of its own breaks it", module._Writer,
        lambda: breaks_ncx(LINK),
        lambda: not any(name.endswith(".ncx") for name in our_names())),
    row("spaces in names of files are not escaped (#314)", names.slug,
        lambda: values(package(with_names("a b.css")), f"{OPF}item", "href") == ["a b.css"],
        lambda: names.slug("a b") == "a-b"),
    row("files of one name written twice", module._book,
        lambda: archive(with_names("a.css", "a.css")).namelist().count("EPUB/a.css") == 2,
        lambda: names.unique("a", {"a.css"}, ".css") == "a-2.css"),
    row("media types are those of the machine", module._item,
        lambda: guessed_type() == "x-own/strange",
        lambda: "x-own/strange" not in values(our_package(), f"{OPF}item", "media-type")),
    row("an old-style generator", module._book,
        lambda: bool(epub.EpubBook().get_metadata("OPF", "generator")),
        lambda: "generator" not in values(our_package(), f"{OPF}meta", "name")),
    row("a statement with a forbidden character comes out empty", module._book,
        lambda: title_kept("T\x01wo") == [None],
        lambda: our_package().findtext(f".//{DC}title") == "Two"),
)  # fmt: skip


def named(flaw: Flaw) -> str:
    return flaw.what


@pytest.mark.parametrize("flaw", FLAWS, ids=named)
def test_ebooklib_still_needs_it(flaw: Flaw) -> None:
    """If this fails, the correction that the row names can go."""
    assert flaw.is_there()


@pytest.mark.parametrize("flaw", FLAWS, ids=named)
def test_our_file_has_it_not(flaw: Flaw) -> None:
    """The same book, packed by us, is right; the place that corrects it says why."""
    assert flaw.is_gone()
    assert "ebooklib 0.20" in inspect.getsource(flaw.corrected_in)  # type: ignore[arg-type]


def test_the_version_is_the_one_of_the_comments() -> None:
    """Another version of ebooklib has to be looked at before it is let in."""
    assert metadata.version("ebooklib") == "0.20"


def test_failing_to_write_is_still_a_warning(tmp_path: Path) -> None:
    """`pack` calls the writer itself: `write_epub` swallows an OSError (#316)."""
    with pytest.warns(UserWarning, match="throwing exceptions"):
        assert epub.write_epub(str(tmp_path / "no" / "book.epub"), epub.EpubBook()) is False


def test_two_files_of_one_name_are_a_mistake_of_ours() -> None:
    """Rather than a file that no shop takes."""
    twice = (Resource("a", "a.css", "text/css", b""), Resource("b", "a.css", "text/css", b""))
    with pytest.raises(ValueError, match=r"a\.css"):
        pack(Package("x", "en", "ltr", MODIFIED, (), twice, ()))

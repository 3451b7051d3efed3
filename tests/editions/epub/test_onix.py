"""The record for shops: valid by EDItEUR's schema, and no claim that the file does not keep."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from publish.editions.edition import Artifact, Design
from publish.editions.epub import EPUB
from publish.editions.epub.onix.codes import language_code, subject_scheme
from publish.editions.epub.onix.record import isbn_13, license_name
from publish.editions.epub.onix.selling import AUDIENCES
from publish.model.document import Document
from publish.model.metadata import Identifier, Metadata, Person, Series, Subject
from publish.model.nodes import Str
from publish.model.pagination import Pagination
from publish.model.settings import EpubSettings
from publish.model.walk import words

ONIX = {"o": "http://ns.editeur.org/onix/3.0/reference"}


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    """Return EDItEUR's schema with its code lists, as onixcheck brings it."""
    found = find_spec("onixcheck")
    if found is None or found.origin is None:
        pytest.skip("onixcheck is not installed")
    folder = Path(found.origin).parent / "schema" / "xsd3.0"
    return etree.XMLSchema(etree.parse(folder / "ONIX_BookProduct_3.0_reference.xsd"))


def record(artifact: Artifact) -> etree._Element:
    return etree.fromstring(next(x.data for x in artifact.beside if x.name.endswith(".onix.xml")))


def said(root: etree._Element, path: str) -> list[str]:
    steps = "/".join(f"o:{step}" for step in path.split("/"))
    return [one.text or "" for one in root.iterfind(f".//{steps}", ONIX)]


RICH = Metadata(
    title=words("A & B"),
    subtitle=words("From <A> to B"),
    people=(
        Person("Ada B. Marsh", "Ada B.", "Marsh", orcid="https://orcid.org/0000-0002-1825-0097"),
        Person("Li Wei", role="trl"),
        Person("Institute of Cooks", role="xyz", affiliations=("A University",), note=words("N")),
    ),
    lang="de-AT",
    original_lang="ru",
    original_title="Слово",
    date="2024-05",
    publisher="Juniper",
    publisher_place="Providence",
    edition="2",
    series=Series("Studies", "7", "0317-8471"),
    identifiers=(
        Identifier("isbn", "0-306-40615-2", "epub"),
        Identifier("isbn", "978-3-16-148410-0", "pdf"),
        Identifier("doi", "10.5555/1"),
    ),
    license="https://creativecommons.org/licenses/by-nc/4.0/",
    description="About   cooks.",
    keywords=("cooks", "kitchens"),
    subjects=(
        Subject("History / Europe", "BISAC", "HIS010000"),
        Subject("POL061000", "BISAC", "POL061000"),
        Subject("European history", "Thema", "NHD"),
        Subject("Europe", "Thema", "1D"),
        Subject("Own", "https://example.org/scheme", "x1"),
        Subject("plain"),
    ),
)


def made(document: Document, metadata: Metadata, **epub: object) -> Artifact:
    settings = replace(document.settings, epub=EpubSettings(**epub))  # type: ignore[arg-type]
    pages = Pagination(page_count=312)
    book = replace(document, metadata=metadata, settings=settings, pagination=pages)
    return EPUB.render(book, Design((), ()))


@pytest.mark.parametrize(
    "metadata",
    [
        RICH,
        Metadata(title=words("Bare")),
        replace(RICH, lang="qaa", date="Spring", edition="Second edition", people=()),
        replace(RICH, lang="grc", date="2024-05-17", series=Series("S"), subtitle=()),
    ],
)
def test_the_record_is_valid(
    document: Document, schema: etree.XMLSchema, metadata: Metadata
) -> None:
    """By the schema with all its code lists, for a book with much or nothing to say."""
    root = record(made(document, metadata, exemption="micro-enterprise", certified_by="Juniper"))
    schema.validate(root)
    assert [str(one) for one in schema.error_log] == []


SOLD = {"audience": "scholarly", "prices": ("24.99 USD", "22.00 EUR"), "sales_rights": ("US", "CA")}


@pytest.mark.parametrize(
    "sold",
    [
        SOLD,
        {**SOLD, "sales_rights": ("world",), "prices": ("free",)},
        {"prices": ("9.5 GBP",)},
        {"sales_rights": ("world",)},
        *({"audience": name} for name in AUDIENCES),
    ],
)
def test_the_record_is_valid_with_prices_and_rights(
    document: Document, schema: etree.XMLSchema, sold: dict[str, object]
) -> None:
    root = record(made(document, RICH, **sold))
    schema.validate(root)
    assert [str(one) for one in schema.error_log] == []


def test_the_record_says_to_whom_where_and_for_how_much(document: Document) -> None:
    """Code lists 28 (06: scholarly), 46 (01: exclusive rights; 03: not for sale) and 58."""
    root = record(made(document, RICH, **SOLD))
    assert said(root, "AudienceCodeValue") == ["06"]
    assert said(root, "SalesRightsType") == ["01"]
    assert said(root, "SalesRights/Territory/CountriesIncluded") == ["US CA"]
    assert said(root, "ROWSalesRightsType") == ["03"]
    assert said(root, "SupplierName") == ["Juniper"]
    prices = [said(root, f"Price/{name}") for name in ("PriceType", "PriceAmount", "CurrencyCode")]
    assert list(zip(*prices, strict=True)) == [("01", "24.99", "USD"), ("02", "22.00", "EUR")]

    free = record(made(document, RICH, prices=("free",), sales_rights=("world",)))
    assert said(free, "UnpricedItemType") == ["01"]
    assert said(free, "SalesRights/Territory/RegionsIncluded") == ["WORLD"]
    assert said(free, "ROWSalesRightsType") == []
    bare = record(made(document, RICH))
    assert said(bare, "ProductSupply") == said(bare, "Audience") == said(bare, "SalesRights") == []


def test_the_record_says_what_the_settings_say(document: Document) -> None:
    """Numbers, people, languages, subjects, dates: each in ONIX's own words."""
    root = record(made(document, RICH))
    # ISBN 0-306-40615-2 is 978-0-306-40615-7: the example of Wikipedia's article "ISBN".
    product = root.findall("o:Product/o:ProductIdentifier", ONIX)
    assert [[child.text for child in one] for one in product] == [
        ["15", "9780306406157"],
        ["06", "10.5555/1"],
    ]
    assert said(root, "RelatedProduct/ProductIdentifier/IDValue") == ["9783161484100"]
    assert said(root, "ContributorRole") == ["A01", "B06", "Z99"]
    assert said(root, "PersonNameInverted") == ["Marsh, Ada B.", "Li Wei", "Institute of Cooks"]
    assert said(root, "NameIdentifier/IDValue") == ["0000000218250097"]
    assert said(root, "LanguageCode") == ["ger", "rus"]
    assert said(root, "FromLanguage") == ["rus"]
    assert said(root, "TitleDetail/TitleElement/TitleText") == ["Studies", "A & B", "Слово"]
    assert said(root, "SubjectCode") == ["HIS010000", "POL061000", "NHD", "1D", "x1"]
    assert said(root, "SubjectSchemeIdentifier") == ["10", "10", "93", "94", "24", "20"]
    assert len(said(root, "MainSubject")) == 4
    assert said(root, "SubjectHeadingText")[-1] == "plain; cooks; kitchens"
    assert said(root, "PublishingDate/Date") == ["202405"]
    assert said(root, "TextContent/Text") == ["About cooks."]
    assert said(root, "EpubLicenseName") == ["CC BY-NC 4.0"]
    assert said(root, "Extent/ExtentValue")[0] == "312"


def access(artifact: Artifact) -> set[str]:
    """Return the codes of list 196."""
    return set(said(record(artifact), "ProductFormFeature/ProductFormFeatureValue")) - {"101F"}


def test_access_codes_come_from_the_file(document: Document) -> None:
    """The book of every construct has an index, formulas, pictures; no pages are laid out here."""
    full = access(made(document, RICH))
    assert {"00", "11", "12", "13", "14", "17", "22", "29", "30", "32", "36", "52", "53"} == full
    chapters = tuple(one for one in document.chapters if one.name in ("preface", "toc"))
    bare = replace(document, chapters=chapters, figures=(), tables=())
    few = access(made(bare, replace(RICH, title=(Str("ᏣᎳᎩ"),))))
    assert full - few == {"12", "14", "17", "53"}


def test_conformance_and_exemption_are_said_where_the_settings_say_so(document: Document) -> None:
    """Codes 04, 82, 85 and who stands for it; 75 to 77 for what the Act does not bind."""
    plain = access(made(document, RICH))
    assert access(made(document, RICH, certified_by="J.")) - plain == {"04", "82", "85", "90"}
    assert access(made(document, RICH, exemption="fundamental-alteration")) - plain == {"77"}


@pytest.mark.slow
def test_printed_pages_are_said(printed: tuple[bytes, bytes]) -> None:
    """Codes 19 and 41 follow from the list of pages in the file."""
    from publish.editions.epub.lint import open_book
    from publish.editions.epub.onix.access import access_codes

    assert {"19", "41"} <= {code for code, _ in access_codes(open_book(printed[1]))}


@pytest.mark.parametrize(
    ("tag", "code"),
    [("de-AT", "ger"), ("zh-Hant", "chi"), ("grc", "grc"), ("eng", "eng"), ("qaa", "und")],
)
def test_languages_have_codes(tag: str, code: str) -> None:
    """ISO 639-2/B; what has none there is undetermined."""
    assert language_code(tag) == code


def test_small_tables() -> None:
    """ISBN-10 to 13, names of licences, schemes of subjects."""
    assert isbn_13("080442957X") == "9780804429573"
    assert isbn_13("978-3-16-148410-0") == "9783161484100"
    assert license_name("https://creativecommons.org/publicdomain/zero/1.0/") == "CC0 1.0"
    assert license_name("https://example.org/l") == "https://example.org/l"
    assert (subject_scheme("Thema", "3MP"), subject_scheme("LCSH", "x")) == ("96", "04")


def test_the_cover_for_shops(document: Document, tmp_path: Path) -> None:
    """JPEG in RGB, 1600 × 2560; the one inside keeps under four million pixels."""
    Image.new("CMYK", (2000, 3200), "red").save(tmp_path / "cover.jpg")
    metadata = replace(RICH, cover_image="cover.jpg")
    chapters = tuple(one for one in document.chapters if one.name == "preface")
    small = replace(document, folder=tmp_path, chapters=chapters, figures=(), tables=())
    artifact = made(small, metadata)
    assert [one.name for one in artifact.beside] == [
        f"{document.settings.output_name or 'book'}{suffix}"
        for suffix in ("-cover.jpg", ".onix.xml")
    ]
    with Image.open(io.BytesIO(artifact.beside[0].data)) as beside:
        assert (beside.format, beside.mode, beside.size) == ("JPEG", "RGB", (1600, 2560))
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as archive:
        inside = Image.open(io.BytesIO(archive.read("EPUB/images/cover.jpg")))
        assert (inside.mode, inside.size) == ("RGB", (1500, 2400))


def test_a_made_cover_has_the_shape_that_shops_ask_for(document: Document) -> None:
    """The same words at 1600 × 2560; none of it where the settings say so."""
    artifact = made(document, replace(RICH, cover_image=""))
    with Image.open(io.BytesIO(artifact.beside[0].data)) as beside:
        assert (beside.format, beside.size) == ("JPEG", (1600, 2560))
    assert made(document, RICH, store_files=False).beside == ()

"""Types and fields. Right answers: biblatex manual 3.20, 2.1 and 2.2; CSL 1.0.2, appendix IV."""

from __future__ import annotations

import pytest
from bib_entries import item


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        ("article suppperiodical", "article-journal"),
        ("book mvbook collection mvcollection proceedings mvproceedings reference", "book"),
        ("mvreference manual", "book"),
        ("booklet", "pamphlet"),
        ("inbook bookinbook suppbook incollection suppcollection", "chapter"),
        ("inproceedings conference", "paper-conference"),
        ("inreference", "entry-encyclopedia"),
        ("periodical", "periodical"),
        ("online electronic www", "webpage"),
        ("report techreport", "report"),
        ("thesis phdthesis mastersthesis", "thesis"),
        ("unpublished", "manuscript"),
        ("letter", "personal_communication"),
        ("misc", "document"),
        ("dataset", "dataset"),
        ("software", "software"),
        ("patent", "patent"),
        ("image artwork", "graphic"),
        ("audio music", "song"),
        ("video movie", "motion_picture"),
        ("performance", "performance"),
        ("legal", "treaty"),
        ("legislation", "legislation"),
        ("jurisdiction", "legal_case"),
        ("standard", "standard"),
        ("review", "review"),
    ],
)
def test_types(kinds: str, kind: str) -> None:
    """Every type of biblatex has one of CSL (manual, 2.1.1 to 2.1.3)."""
    assert [item("title={T}", name)["type"] for name in kinds.split()] == [kind] * len(
        kinds.split()
    )


@pytest.mark.parametrize(
    ("fields", "kind", "read"),
    [
        ("entrysubtype={magazine}", "article", "article-magazine"),
        ("entrysubtype={newspaper}", "article", "article-newspaper"),
        ("eventtitle={Congress}", "unpublished", "speech"),
        ("howpublished={Fond 17}", "misc", "document"),
    ],
)
def test_types_by_their_fields(fields: str, kind: str, read: str) -> None:
    """Some types depend on a field (manual, 2.2.3, entrysubtype)."""
    assert item(f"title={{T}}, {fields}", kind)["type"] == read


@pytest.mark.parametrize(
    ("kind", "fields", "read"),
    [
        # Journals, and BibTeX's names for what biblatex calls otherwise (manual, 2.2.5).
        ("article", "journaltitle={Slavic Review}", {"container-title": "Slavic Review"}),
        ("article", "journal={Slavic Review}", {"container-title": "Slavic Review"}),
        ("article", "journaltitle={J}, journalsubtitle={S}", {"container-title": "J: S"}),
        ("article", "shortjournal={SR}", {"container-title-short": "SR"}),
        ("article", "volume=12, number=3", {"volume": "12", "issue": "3"}),
        ("article", "issue={Spring}", {"issue": "Spring"}),
        ("article", "pages={118--160, 170}", {"page": "118–160, 170"}),
        ("article", "pages={118-160}", {"page": "118-160"}),
        ("article", "eid={e12}", {"number": "e12"}),
        ("article", "issuetitle={Special}", {"volume-title": "Special"}),
        ("article", "pages={5}, bookpagination={column}", {"page": "5"}),
        # Books.
        ("book", "subtitle={S}", {"title": "T: S", "title-short": "T"}),
        ("book", "titleaddon={A}", {"title": "T. A"}),
        ("book", "subtitle={S}, shorttitle={Tt}", {"title-short": "Tt"}),
        ("book", "edition=2", {"edition": "2"}),
        ("book", "volumes=24", {"number-of-volumes": "24"}),
        ("book", "volume=10, part=1", {"volume": "10.1"}),
        ("book", "series={Oxford Studies}, number=4", {"collection-number": "4"}),
        ("book", "series={Oxford Studies}", {"collection-title": "Oxford Studies"}),
        ("book", "publisher={A and {B and C}}", {"publisher": "A; B and C"}),
        ("book", "location={London and New York}", {"publisher-place": "London; New York"}),
        ("book", "address={London}", {"publisher-place": "London"}),
        ("book", "origtitle={O}, origlocation={L}", {"original-title": "O"}),
        ("book", "origpublisher={P}", {"original-publisher": "P"}),
        ("book", "isbn={978-0-19-956126-0}", {"ISBN": "978-0-19-956126-0"}),
        ("book", "pagetotal=300", {"number-of-pages": "300"}),
        ("book", "library={Bodleian, K 5}", {"call-number": "Bodleian, K 5"}),
        ("book", "pubstate={inpress}", {"status": "in press"}),
        ("book", "pubstate={forthcoming}", {"status": "forthcoming"}),
        ("book", "note={N}, addendum={A}", {"note": "N. A"}),
        ("book", "annotation={A}", {"annote": "A"}),
        ("book", "annote={A}", {"annote": "A"}),
        ("book", "keywords={primary, archival}", {"keyword": "primary, archival"}),
        ("book", "langid={russian}", {"language": "ru-RU"}),
        ("book", "langid={english}, langidopts={variant=british}", {"language": "en-GB"}),
        ("book", "language={french}", {"language": "fr-FR"}),
        ("book", "langid={uk}", {"language": "uk"}),
        # A title above the title (manual, 2.2.2, maintitle).
        ("book", "maintitle={M}, volume=9", {"title": "M", "volume-title": "T"}),
        ("inbook", "booktitle={B}, maintitle={M}", {"container-title": "M", "volume-title": "B"}),
        ("inbook", "booktitle={B}, chapter=5", {"container-title": "B", "chapter-number": "5"}),
        # Bodies.
        ("thesis", "institution={Harvard}", {"publisher": "Harvard"}),
        ("phdthesis", "school={Harvard}", {"publisher": "Harvard", "genre": "PhD thesis"}),
        ("thesis", "type={mathesis}", {"genre": "Master’s thesis"}),
        ("thesis", "type={phdthesis}, langid={german}", {"genre": "Dissertation"}),
        ("thesis", "type={Habilitation}", {"genre": "Habilitation"}),
        ("report", "type={techreport}, number={R-1}", {"genre": "technical report"}),
        ("report", "number={R-1}, institution={RAND}", {"number": "R-1", "publisher": "RAND"}),
        ("online", "organization={Harvard Library}", {"publisher": "Harvard Library"}),
        (
            "patent",
            "number={1}, location={countryus}",
            {"jurisdiction": "United States of America"},
        ),
        ("dataset", "version={3}", {"version": "3"}),
        ("inproceedings", "eventtitle={E}, venue={V}", {"event-title": "E", "event-place": "V"}),
        # Links.
        ("article", "doi={10.1086/690235}", {"DOI": "10.1086/690235"}),
        ("article", "doi={https://doi.org/10.1086/690235}", {"DOI": "10.1086/690235"}),
        ("article", "doi={http://dx.doi.org/10.1086/690235}", {"DOI": "10.1086/690235"}),
        ("article", "doi={doi:10.1086/690235}", {"DOI": "10.1086/690235"}),
        (
            "article",
            "eprint={1234.56}, eprinttype={arxiv}",
            {"URL": "https://arxiv.org/abs/1234.56"},
        ),
        ("misc", r"howpublished={\url{https://a.org/b_c}}", {"URL": "https://a.org/b_c"}),
        # Archives.
        ("unpublished", "howpublished={GARF, f. 5}", {"publisher": "GARF, f. 5"}),
        ("letter", "library={RGASPI}", {"archive": "RGASPI"}),
        ("unpublished", "library={BL}, shelfmark={Add. MS 1}", {"archive_location": "Add. MS 1"}),
        ("misc", "archive={Hoover}, box=3, folder=5", {"archive_location": "box 3, folder 5"}),
        ("misc", "library={Hoover}, note={Box 3}", {"archive_location": "Box 3"}),
        ("misc", "library={Hoover}, note={In Russian}", {"note": "In Russian"}),
        ("misc", "collection={Doe Papers}", {"archive_collection": "Doe Papers"}),
        (
            "unpublished",
            "repository={RGASPI}, fond=17, opis=2, delo=441",
            {"archive": "RGASPI", "archive_location": "f. 17, op. 2, d. 441"},
        ),
        ("misc", "archive={A}, archive_location={f. 5}", {"archive_location": "f. 5"}),
        ("misc", "archive={A}, archive-place={Moscow}", {"archive-place": "Moscow"}),
    ],
)
def test_fields(kind: str, fields: str, read: dict[str, str]) -> None:
    """Every field stands in the variable that styles print it from."""
    found = item(f"title={{T}}, {fields}", kind)

    assert {name: found.get(name) for name in read} == read


def test_strings_and_months_are_filled_in() -> None:
    """`@string`, `#` and the names of months (BibTeXing, section 3; manual, 2.4)."""
    from bib_entries import items

    found = items(
        "@string{jch = {Journal of Church History}}\n"
        "@article{a, title={T}, journaltitle = jch # { (Supplement)}, year=1999, month = JAN}"
    )["a"]

    assert found["container-title"] == "Journal of Church History (Supplement)"
    assert found["issued"] == {"date-parts": [[1999, 1]]}

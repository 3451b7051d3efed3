"""Second scripts and translations beside romanized titles and names.

Expected forms: Chicago Manual of Style, 18th ed., 11.82-90 (titles and names of Chinese and
Japanese works, translated titles in brackets without italics).
"""

from __future__ import annotations

from cited_books import blocks, document, notes

from publish.citations import render
from publish.citations.library import read_bibtex
from publish.citations.resolve import resolve_citations
from publish.model.document import Document
from publish.model.nodes import Div, Emph
from publish.model.walk import every, plain_text

SOURCES = """
@article{hua, author={Hua, Linfu}, author-script={華, 林甫}, title={Qingdai shuihan zaihai},
  title-script={清代水旱災害}, title-translation={Floods and droughts under the Qing},
  journaltitle={Zhongguo shehui kexue}, journaltitle-script={中國社會科學}, number=1, date=1999,
  pages={168--79}, langid={chinese}}
@book{ivanov, author={Ivanov, Ivan}, author-script={Иванов, Иван}, title={Taina},
  title-script={Тайна}, usere={The Secret}, date=2001, langid={russian}}
"""
CHICAGO = "chicago-notes-bibliography"


def cited(text: str, bibliography: str = SOURCES) -> Document:
    return resolve_citations(document(text, csl=CHICAGO), read_bibtex(bibliography, "b.bib"))


def test_a_full_note_has_both_scripts_and_a_short_one_only_its_own() -> None:
    """The other script and the translation stand outside quotation marks and italics."""
    book = cited("A [@hua, p. 170]. B [@ivanov]. C [@hua].")

    assert notes(book) == [
        "Hua Linfu 華林甫, “Qingdai shuihan zaihai” 清代水旱災害 [Floods and droughts under the "
        "Qing], Zhongguo shehui kexue 中國社會科學, no. 1 (1999): 170.",
        "Ivan Ivanov [Иван Иванов], Taina Тайна [The Secret] (2001).",
        "Hua, “Qingdai shuihan zaihai.”",
    ]
    italic = {plain_text(one) for one in every(Emph, blocks(book))}
    assert italic == {"Taina", "Zhongguo shehui kexue"}


def test_the_list_has_both_scripts() -> None:
    """Also after an inverted name; Chinese names have the family name first without a comma."""
    book = cited("A [@ivanov; @hua].")
    entries = [div for div in every(Div, blocks(book)) if "csl-entry" in div.attr.classes]

    assert [plain_text(one) for one in entries] == [
        "Hua Linfu 華林甫. “Qingdai shuihan zaihai” 清代水旱災害 [Floods and droughts under the "
        "Qing]. Zhongguo shehui kexue 中國社會科學, no. 1 (1999): 168–79.",
        "Ivanov, Ivan [Иван Иванов]. Taina Тайна [The Secret]. 2001.",
    ]


def test_names_that_do_not_pair_are_a_finding() -> None:
    """Two authors and one name in the other script: nobody can tell whose it is."""
    bad = "@book{b, author={Doe, A. and Roe, B.}, author-script={Иванов, И.}, title={T}, date=1}"
    library = read_bibtex(bad, "b.bib")

    assert [(one.code, str(one.place)) for one in library.diagnostics] == [
        ("bib-script-names", "b.bib:1:40")
    ]
    assert "Иванов" not in "".join(notes(cited("A [@b].", bad)))


def test_csl_json_may_say_it_too() -> None:
    """`custom` is CSL JSON's own place for what it has no name for; others get plain CSL."""
    item = {
        "id": "a",
        "type": "book",
        "title": "Taina",
        "author": [{"family": "Ivanov", "given": "Ivan"}],
        "custom": {"title-script": "Тайна"},
    }
    made = render(CHICAGO, [item], [{"note": 1, "items": [{"id": "a"}]}])

    assert "Тайна" not in str(made)

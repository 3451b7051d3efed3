"""Quotation marks and spaces by language."""

from __future__ import annotations

import pytest

from publish.model.nodes import Quoted
from publish.model.walk import every, plain_text
from publish.pandoc import read_markdown
from publish.structure.typography import typeset

NBSP, THIN = "\u00a0", "\u202f"


def set_in(lang, markdown):
    return plain_text(typeset(read_markdown(markdown).blocks, lang))


@pytest.mark.parametrize(
    ("lang", "marks"),
    [
        ("en", "“a ‘b’”"),
        ("de", "„a ‚b‘“"),
        ("de-CH", "«a ‹b›»"),
        ("fr", f"«{NBSP}a “b”{NBSP}»"),
        ("fr-CH", f"«{THIN}a ‹{THIN}b{THIN}›{THIN}»"),
        ("es", "«a “b”»"),
        ("es-MX", "“a ‘b’”"),
        ("it", "«a “b”»"),
        ("pt-BR", "“a ‘b’”"),
        ("pt-PT", "«a “b”»"),
        ("nl", "“a ‘b’”"),
        ("pl", "„a «b»”"),
        ("ru", "«a „b“»"),
        ("uk", "«a „b“»"),
        ("zh-Hans", "“a ‘b’”"),
        ("zh-TW", "「a 『b』」"),
        ("ja", "「a 『b』」"),
        ("he", "”a ’b’”"),
    ],
)
def test_quotation_marks(lang, marks):
    """Outer and inner marks; sources as named in `structure.locales`."""
    assert set_in(lang, "\"a 'b'\"").replace(f"a{NBSP}", "a ") == marks


def test_marks_inside_marks_are_the_other_kind():
    """An author who begins with single marks gets double ones inside."""
    assert set_in("en", "'a \"b\"'") == "‘a “b”’"


def test_words_in_another_language_have_its_marks():
    """A language span brings its own marks; the marks around it stay the book's."""
    assert set_in("en", '"see [\'дом\']{lang=ru}" and "x"') == "“see „дом“” and “x”"


def test_a_note_inside_a_quotation_begins_anew():
    """The words of a note are not inside the quotation marks of the text."""
    blocks = typeset(read_markdown('"a[^1]"\n\n[^1]: Said "b".').blocks, "en")

    assert plain_text(blocks, notes=True).replace("\n", "") == "“aSaid “b”.”"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("oui : non", f"oui{NBSP}: non"),
        ("oui ; non", f"oui{THIN}; non"),
        ("oui; non", f"oui{THIN}; non"),
        ("Quoi?!", f"Quoi{THIN}?!"),
        ("*Quoi* !", f"Quoi{THIN}!"),
        ("« oui »", f"«{NBSP}oui{NBSP}»"),
        ("«oui»", f"«{NBSP}oui{NBSP}»"),
        ("à 10:30", "à 10:30"),
        ("<https://a.fr/?q=1;2>", "https://a.fr/?q=1;2"),
        ("`a ; b`", "a ; b"),
    ],
)
def test_french_spaces(written, read):
    """Narrow before ; ! ?, full before : and inside « », none in times, code and addresses."""
    assert set_in("fr", written) == read


def test_canadian_french_has_fewer_spaces():
    """In Quebec ; ! ? stand close."""
    assert set_in("fr-CA", "oui ; non : quoi?") == f"oui ; non{NBSP}: quoi?"


@pytest.mark.parametrize(
    ("lang", "written", "read"),
    [
        ("en", "see p. 12 and vol. ii", f"see p.{NBSP}12 and vol.{NBSP}ii"),
        ("en", "the no. of winds", "the no. of winds"),
        ("en", "G. N. Sevostianov, I. I.", f"G.{NBSP}N. Sevostianov, I.{NBSP}I."),
        ("en", "Plan A. Below", "Plan A. Below"),
        ("de", "S. 12", f"S.{NBSP}12"),
        ("de", "(z. B. so, d. h. S. 3 ff.)", f"(z.{NBSP}B. so, d.{NBSP}h. S.{NBSP}3{NBSP}ff.)"),
        ("ru", "в доме — на с. 5", f"в{NBSP}доме{NBSP}— на с.{NBSP}5"),
        ("pl", "w domu", f"w{NBSP}domu"),
    ],
)
def test_words_that_stay_together(lang, written, read):
    """Abbreviations stay with their number, short Slavic words with the next one."""
    assert set_in(lang, written) == read


def test_no_quoted_is_left_anywhere():
    """Tables, captions, notes and definitions are gone through too."""
    text = (
        '"a"\n\n: "cap"\n\n| "h" |\n|---|\n| "c" |\n\nTerm "t"\n\n:   "d"\n\n'
        '- "i"^["n"]\n\n> "q"\n\n![A "pic"](p.png)\n'
    )

    assert not list(every(Quoted, typeset(read_markdown(text).blocks, "en")))

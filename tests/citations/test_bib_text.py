r"""The text of fields: TeX, accents, quotation marks, capitals.

Right answers: the LaTeX2e reference manual ("Accents", "Text symbols"), the biblatex manual 3.20
(sections named at the cases), a person's reading for the rest.
"""

from __future__ import annotations

import pytest
from bib_entries import item

from publish.citations.tex import rich_text

SMALL_CAPITALS = '<span style="font-variant: small-caps;">'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # Accents, in all the ways of writing them.
        (r"Gda{\'n}sk", "Gdańsk"),
        (r"Gda\'nsk", "Gdańsk"),
        (r"Gda\'{n}sk", "Gdańsk"),
        (r"M{\"u}ller and M\"{u}ller", "Müller and Müller"),
        (r"Dvo{\v r}{\'a}k, \v{C}apek, {\c C}elebi", "Dvořák, Čapek, Çelebi"),
        (r"na{\"\i}ve \'{\i}gazda", "naïve ígazda"),
        (r"\AA rhus, S{\o}ren, {\L}{\'o}d\'z, stra{\ss}e", "Århus, Søren, Łódź, straße"),
        (r"\H{o} \k{a} \u{g} \=a \.z \d{t} \b{b} \r{u}", "ő ą ğ ā ż ṭ ḇ ů"),
        (r"\t{ia}zyk", "i͡azyk"),
        (r"\OE uvre \ae on", "Œuvre æon"),
        # Signs.
        (r"Simon \& Schuster, 100\% \#1 \$5 a\_b", "Simon & Schuster, 100% #1 $5 a_b"),
        ("100% of Simon & Schuster", "100% of Simon & Schuster"),
        (r"\S 5, \copyright\ 1957 \pounds 3 \dots", "§5, © 1957 £3 …"),
        (r"1922--1934 --- or so", "1922–1934 — or so"),
        (r"vol.~3, p.\,5", "vol.\u00a03, p.\u202f5"),
        (r"a\slash b, hy\-phen, shelf\/ful", "a/b, hyphen, shelfful"),
        # Formatting (manual, 4.10.4: \mkbibemph and its kin).
        (r"Reading \emph{Pravda}", "Reading <i>Pravda</i>"),
        (r"Reading \textit{Pravda} and {\em Trud}", "Reading <i>Pravda</i> and <i>Trud</i>"),
        (r"\mkbibemph{Pravda}", "<i>Pravda</i>"),
        (r"\textsc{nkvd} files", f"{SMALL_CAPITALS}nkvd</span> files"),
        (r"10\textsuperscript{th} Army", "10<sup>th</sup> Army"),
        (r"10$^{th}$ Army", "10<sup>th</sup> Army"),
        (r"H$_2$O and CO\textsubscript{2}", "H<sub>2</sub>O and CO<sub>2</sub>"),
        (r"\textbf{Bold} \texttt{mono} \underline{line}", "<b>Bold</b> mono line"),
        (r"the $\alpha$ and $x^2$", "the α and <i>x</i><sup>2</sup>"),
        # Quotation marks (manual, csquotes: \enquote nests).
        (r"The ``Great Turn''", "The “Great Turn”"),
        (r"\enquote{A \enquote{B} C}", "“A ‘B’ C”"),
        (r"\mkbibquote{A}", "“A”"),
        ("Lenin's 'Last' Struggle", "Lenin’s ‘Last’ Struggle"),
        ("Sevost'ianov", "Sevost’ianov"),
        (r"\glqq Wort\grqq{} \guillemotleft mot\guillemotright", "„Wort“ «mot»"),
        # Commands that carry words of another kind.
        (r"\foreignlanguage{russian}{Правда} \href{http://a.b}{here}", "Правда here"),
        (r"{\noopsort{1973a}}1973", "1973"),
        (r"\MakeUppercase{nep} \textcyrillic{Правда}", "NEP Правда"),
        ("costs $5 in Moscow", "costs $5 in Moscow"),
        (r"See \url{https://a.org/~b_c--d?e=%7E}.", "See https://a.org/~b_c--d?e=%7E."),
        ("Советская деревня — 中文 — العربية", "Советская деревня — 中文 — العربية"),
    ],
)
def test_tex_becomes_text(written: str, read: str) -> None:
    """What TeX would print is what is read."""
    assert rich_text(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Documents on {Soviet} Policy", 'Documents on <span class="nocase">Soviet</span> Policy'),
        ("{{The Title}}", '<span class="nocase">The Title</span>'),
        # "Special characters" protect nothing (BibTeXing, section 4, item 18).
        (r"{\'E}migr{\'e} Life", "Émigré Life"),
        (r"The \emph{Russian} Revolution", "The <i>Russian</i> Revolution"),
        ("The Russian Revolution", "The Russian Revolution"),
    ],
)
def test_braces_protect_capitals(written: str, read: str) -> None:
    """Titles stay as they are written; braces forbid a style to change them (manual, 2.3.5)."""
    assert item(f"title={{{written}}}")["title"] == read


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title={The Russian Revolution}", "The russian revolution"),
        ("title={Life: A History of {NEP}}", 'Life: A history of <span class="nocase">NEP</span>'),
        ("title={What Is to Be Done? A Question}", "What is to be done? A question"),
        (r"title={The \emph{Great} Turn}", "The <i>great</i> turn"),
        ("title={Der Große Terror}, langid={german}", "Der Große Terror"),
        ("title={Life}, subtitle={A History}", "Life: A history"),
    ],
)
def test_capitals_go_where_a_book_asks_for_it(fields: str, title: str) -> None:
    """`bibliography-titles: sentence` is BibTeX's "t" in change.case$; only English has it."""
    assert item(fields, lowers_titles=True)["title"] == title


def test_addresses_are_kept_letter_by_letter() -> None:
    """`%` and `~` in an address are no TeX; a backslash before them goes (manual, 2.2.1)."""
    plain = item(r"title={T}, url={https://a.org/~joe?x=1&y=%7E#b_c}", "online")
    escaped = item(r"title={T}, url={https://a.org/\~{}joe?x=1\&y=\%7E\#b\_c}", "online")

    assert plain["URL"] == escaped["URL"] == "https://a.org/~joe?x=1&y=%7E#b_c"

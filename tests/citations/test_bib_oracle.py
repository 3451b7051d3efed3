"""Whole files, as pandoc's own reader of biblatex reads them.

pandoc lowers the capitals of English titles, so ours does here too; it leaves the dash of pages
as a hyphen, and drops the marks of words that keep their capitals.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from publish.citations.library import read_bibtex
from publish.pandoc import run

FILE = r"""
@string{oup = {Oxford University Press}}
@book{fitzpatrick, author={Fitzpatrick, Sheila}, title={The {Russian} Revolution}, edition=4,
  publisher=oup, location={Oxford}, date=2017, series={{Oxford Classics}}, number=3,
  langid={english}}
@mvcollection{documents, editor={{Ministerstvo inostrannykh del SSSR}}, title={Dokumenty vneshnei
  politiki}, volumes=24, location={Moscow}, publisher={Politizdat}, date={1957/2000},
  langid={russian}}
@article{chase, author={Chase, William J. and von Hagen, Mark and King, Jr., Martin},
  title={Workers' ``Control'' -- {A} \emph{Documentary} Reading: Or Not}, journaltitle={Slavic
  Review}, volume=50, number=2, pages={118--160, 170}, date={1991-06-05}, doi={10.2307/2500}}
@incollection{essay, author={Ludwig van Beethoven and {\v C}apek, Karel}, title={On {N}oise},
  crossref={noise}, pages={1--20}}
@collection{noise, title={Noise}, subtitle={A Reader}, editor={Doe, Jane and Roe, R.},
  publisher={{Simon and Schuster} and Penguin}, location={New York and London}, date=1999}
@phdthesis{thesis, author={Smith, Ann}, title={Gda{\'n}sk and its {Jews}}, school={Yale}, year=1988}
@report{report, author={{RAND Corporation}}, title={On Warning}, type={techreport},
  number={R-12}, institution={RAND}, date={1951-05}}
@online{site, title={An {Online} Archive}, url={https://example.org/~x?y=%20}, urldate={2020-02-03},
  organization={Harvard}}
@unpublished{svodka, title={Svodka}, author={Ivanov, I. I.}, howpublished={RGASPI, f. 17},
  date={1930~}, note={Copy}, addendum={In Russian}, langid={russian}}
@inproceedings{paper, author={Lee, K.}, title={A Paper}, booktitle={Proceedings of Nothing},
  venue={Prague}, editor={Novak, J.}, publisher={ACM}, date={2001}, isbn={1-2-3}}
@dataset{data, author={Doe, J.}, title={Grain, 1922--1934}, version={2}, publisher={ICPSR},
  date={2008}, keywords={primary, data}}
@letter{letter, author={Stalin, I. V.}, title={{Letter} to {Molotov}}, date={1930-09-13}}
@inbook{part, author={Marx, Karl}, title={A Part}, booktitle={Capital}, maintitle={Works},
  volume=23, part=1, translator={Moore, S.}, origdate={1867}, date=1976, publisher={P}}
"""


def plain(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item without what the two write differently."""
    return {
        name: re.sub(r'<span class="nocase">(.*?)</span>', r"\1", value).replace(
            *("–", "-") if name == "page" else ("", "")
        )
        if isinstance(value, str)
        else value
        for name, value in item.items()
        if name != "custom"  # fields that CSL has no name for
    }


def both(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a file's items as we read them and as pandoc does."""
    theirs = json.loads(run(["-f", "biblatex", "-t", "csljson"], text))
    ours = read_bibtex(text, "b.bib", lowers_titles=True).items
    return (
        {key: plain(dict(item)) for key, item in ours.items()},
        {item["id"]: plain(item) for item in theirs},
    )


def test_a_file_of_all_kinds() -> None:
    """Every variable of every entry is the same."""
    ours, theirs = both(FILE)

    assert ours == theirs


def test_the_bibliography_of_the_sample_book() -> None:
    """Every variable but short titles, which pandoc cuts from a lowered title in italics."""
    path = Path(__file__).parents[2] / "bibliography.bib"
    ours, theirs = both(path.read_text(encoding="utf-8"))
    for item in (*ours.values(), *theirs.values()):
        item.pop("title-short", None)

    assert ours == theirs

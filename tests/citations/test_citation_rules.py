"""What is said of citations before a book is built."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cited_books import document, library

from publish.check import citations as _rules  # noqa: F401 (enters the rules)
from publish.check.catalogue import Draft, Scope, explain, rules
from publish.citations import types
from publish.citations.types import Library
from publish.diagnostics import Diagnostic


def findings(text: str, sources: Library | None = None, **settings: Any) -> list[Diagnostic]:
    """Return what the rules on citations say of one chapter."""
    book = document(text, **settings)
    draft = Draft(book, sources or library(), book.folder)
    found = [finding for scope in Scope for rule in rules(scope) for finding in rule(draft)]
    return [one for one in found if one.code.startswith(("cite-", "style-"))]


def test_an_unknown_key_is_reported_with_the_nearest_one() -> None:
    """A key that no entry has, though one is near."""
    (found,) = findings("See [@Smiht, p. 3] and [@smith].")

    assert (found.code, found.hint) == ("cite-unknown-key", "did you mean 'smith'?")
    assert "'Smiht'" in found.message


def test_cross_references_are_no_citations() -> None:
    """`@fig-x` and `@sec-y` look like citations and are looked for elsewhere."""
    assert findings("See @fig-x and @sec-y.\n\n![x](x.png){#fig-x}") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A [@smith, {vol. 8, pp. 118, 160}].", []),
        ("A [@smith, {f. 17, op. 3}].", ["cite-locator-unparsed"]),
        ("A [@smith, vol. 8\\; vol. 10].", []),
        ("A [see @smith; @grazer].", []),
        ("As @smith [p. 3; see @grazer] says.", []),
    ],
)
def test_locators_and_brackets(text: str, codes: list[str]) -> None:
    """Braces that cannot be read."""
    assert [found.code for found in findings(text)] == codes


def test_settings_are_looked_at() -> None:
    """A style and a key under `nocite` that do not exist."""
    codes = [one.code for one in findings("A.", csl="apaa", nocite=("@smth", "@*"))]

    assert codes == ["cite-nocite-unknown", "style-unknown"]


def test_every_finding_of_the_library_can_be_explained() -> None:
    """`publish explain` knows the codes that reading a bibliography gives."""
    reading = Path(types.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(reading.glob("*.py")))
    codes = set(re.findall(r'"((?:bib|cite)-[a-z-]+)"', source))

    assert "bib-syntax" in codes
    assert [code for code in sorted(codes) if not explain(code)] == []


def test_an_empty_bibliography_is_no_other_error() -> None:
    """Without any entry like it no key is proposed, and nothing else happens."""
    (found,) = findings("A [@smith].", replace(library(), items={"zzzzzzzzz": {}}))

    assert found.code == "cite-unknown-key"
    assert "add an entry" in found.hint and "zzzzzzzzz" not in found.hint

"""Rules about citations: their keys, their locators, and the style that prints them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import replace

from publish.check.catalogue import Draft, Scope, describe, rule
from publish.citations.locators import Parsed, parse_suffix
from publish.citations.styles import StyleError, doubt_of_style, find_style
from publish.diagnostics import Diagnostic, Severity
from publish.manuscript.places import Finder, place_in_setting
from publish.model.nodes import Citation, Cite
from publish.model.walk import every, plain_text

_MOST_SHOWN = 5  # keys in one message
_RANGE = re.compile(r"(?<![\w.:])(\d+)[-–]+(\d+)(?![\w.:])")
_UNFINISHED = re.compile(r"\s*[-–—]+\s*(?:[\],;.]|$)")
_ABBREVIATED = re.compile(r"[\s,]*(?!(?:ca?|cf|esp|bes|vgl|etc)\.)([^\W\d_]{1,4}\.)\s*\d")


@rule("cite-unknown-key")
def cite_unknown_key(draft: Draft) -> Iterator[Diagnostic]:
    r"""A citation names a source that no bibliography file has.

    The key after `@` must be that of an entry, letter for letter, capitals too. The hint names
    the nearest one there is. An `@` that is no citation is written `\@`.
    """
    known = draft.library.items
    for citation in _citations(draft):
        if citation.key in known:
            continue
        yield Diagnostic(
            "cite-unknown-key",
            f"no entry named {citation.key!r} in the bibliography",
            citation.place,
            _nearest(citation.key, list(known)),
        )


@rule("cite-nocite-unknown")
def cite_nocite_unknown(draft: Draft) -> Iterator[Diagnostic]:
    """A key under `nocite` names a source that no bibliography file has.

    `nocite` lists sources for the reference list that the text does not cite; `@*` means all.
    """
    for name in draft.document.settings.nocite:
        key = name.removeprefix("@")
        if key != "*" and key not in draft.library.items:
            message = f"no entry named {key!r} in the bibliography (listed under 'nocite')"
            hint = _nearest(key, list(draft.library.items))
            setting = draft.document.places.get("nocite")
            place = place_in_setting(draft.folder, setting, f"@{key}", key)
            yield Diagnostic("cite-nocite-unknown", message, place, hint, Severity.WARNING)


@rule("bib-unused")
def bib_unused(draft: Draft) -> Iterator[Diagnostic]:
    """Entries of the bibliography are never cited.

    They are in no edition, so nothing is wrong; it may be a citation that went missing. `nocite`
    puts them into the reference list.
    """
    used = {citation.key for citation in _citations(draft)}
    used |= {name.removeprefix("@") for name in draft.document.settings.nocite}
    unused = [key for key in draft.library.items if key not in used]
    if unused and "*" not in used:
        shown = ", ".join(unused[:_MOST_SHOWN]) + (", …" if len(unused) > _MOST_SHOWN else "")
        message = f"{len(unused)} of {len(draft.library.items)} entries are not cited: {shown}"
        place = draft.library.places.get(unused[0])
        yield Diagnostic("bib-unused", message, place, severity=Severity.NOTE)


@rule("cite-locator-unparsed", Scope.FILE)
def cite_locator_unparsed(draft: Draft) -> Iterator[Diagnostic]:
    """Words after a key are no place in a source that the tool can read.

    In braces, or after an abbreviation that is not known (`zz. 12`), they are printed as they
    stand, and the citation style cannot give them its own form. A locator is a number with a word
    for what it counts: `vol. 8, pp. 118, 160`, `fol. 12r`, `chap. 3`. Pages that end before they
    begin or do not end are told too. Other words need no braces: they are printed after the
    citation.
    """
    for citation in _citations(draft):
        parsed = parse_suffix(citation.suffix, draft.document.metadata.lang)
        if parsed.unread:
            message = f"{parsed.unread!r} is no locator that can be read"
            hint = "write it as number and word, {vol. 8, pp. 118, 160}, or without braces"
        else:
            message, hint = _doubt_of_locator(parsed), "look at the numbers, and at the word before"
        if message:
            yield Diagnostic(
                "cite-locator-unparsed", message, citation.place, hint, Severity.WARNING
            )


def _doubt_of_locator(parsed: Parsed) -> str:
    """Return what is doubtful in the place that a citation gives, "" if nothing is."""
    rest = plain_text(parsed.suffix)
    for one in parsed.locators:
        for first, last in _RANGE.findall(one.value):
            if len(first) == len(last) and int(last) < int(first):
                return f"{first}-{last} ends before it begins"
    if parsed.locators and _UNFINISHED.match(rest):
        return f"{parsed.locators[-1].value!r} has a dash after it and no end"
    unknown = "" if parsed.locators else _ABBREVIATED.match(rest)
    return f"{unknown[1]!r} is no word for a place that is known" if unknown else ""


@rule("style-unknown")
def style_unknown(draft: Draft) -> Iterator[Diagnostic]:
    """The citation style (`csl` in the settings) cannot be found or read.

    It is the name of a style of the CSL repository, as in the address of its page on zotero.org
    (`chicago-notes-bibliography`, `apa`), or a `.csl` file in the project.
    """
    for finding in _style_findings(draft):
        if finding.code == "style-unknown":
            place = draft.document.places.get("csl")
            yield replace(finding, place=place)


@rule("style-invalid")
def style_invalid(draft: Draft) -> Iterator[Diagnostic]:
    """The author's own citation style is not valid CSL.

    A `.csl` file is compared with the schema of CSL 1.0.2. Where the style can be used all the
    same, what is not understood is passed over, and the finding is a warning; the line is that of
    the element in which something is missing, misspelt or too much.
    """
    yield from (found for found in _style_findings(draft) if found.code == "style-invalid")


def _style_findings(draft: Draft) -> Iterator[Diagnostic]:
    name, folder = draft.document.settings.csl, draft.document.folder
    try:
        find_style(name, folder)
        doubt = doubt_of_style(name, folder)
    except StyleError as error:
        yield error.diagnostic
    else:
        yield from (doubt,) if doubt else ()


def _citations(draft: Draft) -> Iterator[Citation]:
    """Yield every citation of a source; cross references look alike and are left out."""
    for chapter in draft.document.chapters:
        finder = Finder(draft.folder, chapter)
        for cite in every(Cite, chapter.blocks):
            for one in cite.citations:
                if one.key not in draft.references:
                    place = one.place or cite.place or finder.place(f"@{one.key}")
                    yield one if one.place else replace(one, place=place)


def _nearest(key: str, known: list[str]) -> str:
    by_lower = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(key.casefold(), by_lower, n=1, cutoff=0.6)
    if near:
        return f"did you mean {by_lower[near[0]]!r}?"
    return "add an entry with this key, or correct the key; an @ that cites nothing is written \\@"


describe(
    bib_syntax="""
    A bibliography file cannot be read at this place.

    The message says in which entry and what was expected there: a comma between two fields, a
    closing brace, a key without spaces. The other entries of the file are still read.
    """,
    bib_duplicate_key="""
    Two entries have the same key.

    The first one is cited; both places are named. Give one of them another key, or remove it.
    """,
    bib_similar_keys="""
    Two keys differ in their capitals only.

    They are two entries here, but BibTeX takes them for one, and a slip of a capital would cite
    the wrong source without a word. Give one of them another key.
    """,
    bib_unknown_type="""
    An entry is of a type that neither BibTeX nor biblatex has.

    It is read like `@misc`. Use one of biblatex's types: `@book`, `@collection`, `@article`,
    `@incollection`, `@thesis`, `@online`, `@unpublished`, `@letter`, `@misc`...
    """,
    bib_unknown_command="""
    A field has a command of TeX that is not known.

    What stands in its braces is kept, the command is left out. Write the letters themselves: a
    bibliography may have any letter of any script, in UTF-8.
    """,
    bib_too_deep="""
    In a field of an entry, braces or commands stand in one another more often than any title needs.

    Its words are read, and the commands are left out.
    """,
    bib_unknown_parent="""
    `crossref` or `xdata` names an entry that the file does not have.

    Nothing is inherited. Look at the spelling; the other entry must be in the same file.
    """,
    bib_name="""
    A name can hardly be one as it stands.

    It has too many commas, a semicolon, an `&`, a number, a role, or only capitals. A name is
    written `First von Last`, `von Last, First` or `von Last, Jr, First`. Several names are joined
    by `and`, the last may be `others`; the name of a body goes into braces.
    """,
    bib_date="""
    A date of an entry can hardly be what is meant.

    It cannot be read, ends before it begins, is a day that there is not, or does not agree with
    another date of the entry. Dates are written 1999, 1999-05, 1999-05-12 or 1998/1999; ~1936 is
    about 1936. Words such as "forthcoming" are printed as they are.
    """,
    bib_pages="""
    The pages of an entry can hardly be what is meant.

    They end before they begin, are not finished, or have a word ("pp.") that the citation style
    adds itself. Of an article or a chapter they are the first and the last page: 33--58. How many
    pages a book has is said in `pagetotal`.
    """,
    bib_script_names="""
    A list of names in a second script has not as many names as the list itself.

    `author-script` gives each name of `author` in another script, in the same order. Where the
    numbers differ nobody can tell which belong together, and none is printed.
    """,
    bib_duplicate_field="""
    An entry has the same field twice.

    The first one holds. Remove one of the two.
    """,
    bib_missing_field="""
    An entry lacks a field that its type should have.

    An article has a journal, a chapter a book, a book a title; without them a reference can look
    odd. Add the field, take another type (`@misc`, `@unpublished`), or name the book that it is
    in with `crossref`.
    """,
    bib_undefined_string="""
    A value without braces is a name that no `@string` defines.

    Write the value in braces, or define it before it is used: `@string{name = {value}}`.
    """,
    bib_encoding="""
    A bibliography file is not in UTF-8.

    It was read as Windows-1252, which is right for most older files in Western languages and
    wrong for others. Save it in UTF-8 and look at the accents.
    """,
    bib_unreadable="""
    A bibliography file cannot be opened.

    Look whether the file is there and may be read.
    """,
    cite_archive_unprinted="""
    The citation style prints nothing of where a source lies in its archive.

    Many styles know only books and articles. Take one that knows archives (Chicago, MHRA, APA
    do), or write collection, box and folder into the citation itself.
    """,
    cite_locator_unprinted="""
    The citation style prints no place in a source, so pages that you give are in no edition.

    Styles of the sciences cite works as wholes. Take a style that has pages, or write them after
    the citation in words of your own.
    """,
    refs_empty_list="""
    A reference list with conditions has no entry.

    A list takes the sources that fulfil all its conditions, and a source stands in the first list
    that asks for it (`repeat=true` prints it again). A name is `keyword`, `type` or any field of
    the `.bib` file; a value is the whole field, with `*` for any letters.
    """,
    cite_empty="""
    A citation printed nothing.

    The entry lacks every field that the citation style would print here, usually author, title
    and date.
    """,
    cite_nameless="""
    A source has neither a name nor a title.

    Citation styles cannot do without both. Something else of the entry, or its key, is printed in
    place of a title. Add author, editor or title.
    """,
    cite_unformatted="""
    A citation or an entry could not be formatted in this citation style.

    Its place stays empty. Try another style to see whether the entry or the style is at fault.
    """,
)

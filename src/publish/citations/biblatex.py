"""Entries of BibTeX and biblatex as CSL items.

Source: biblatex 3.20 manual, 2.1 to 2.3; CSL 1.0.2, appendix IV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publish.citations.bib_dates import read_date
from publish.citations.bib_editions import edition_number
from publish.citations.bib_findings import entry_findings
from publish.citations.bib_habits import with_usual_fields
from publish.citations.bib_inherit import Fields, inherited
from publish.citations.bib_names import OTHERS, Name, read_names, split_list
from publish.citations.bib_scripts import titles_beside, with_scripts
from publish.citations.bib_titles import before_colon, whole_title
from publish.citations.bib_types import (
    ARTICLES,
    EDITORS,
    EPRINTS,
    LANGUAGES,
    LISTS,
    MAPPED,
    NAMES,
    NUMBERED,
    PARTS,
    PUBLISHERS,
    SHELVES,
    SUBTYPES,
    TEXTS,
    THESES,
    TYPES,
    UNPUBLISHED,
    WORDS,
    WORDS_BY_LANGUAGE,
)
from publish.citations.bibtex import Entry
from publish.citations.tex import plain_text, rich_text, unescaped
from publish.diagnostics import Diagnostic

Values = Mapping[str, str]
Item = dict[str, Any]
_NO_ITEMS = ("xdata", "set", "control")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_URL_ALONE = re.compile(r"(?:\\href\s*\{([^{}]*)\}.*|\\url\s*\{([^{}]*)\}\.?|(https?://\S+))")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_USE_PREFIX = re.compile(r"\buseprefix\s*+(?:=\s*+true)?+\s*+(?:,|$)")
# A note of an archive's source that begins like this says where it lies.
_SHELF_NOTE = re.compile(
    r"(?:box|folder|file|reel|carton|container|record group|RG|MSS?|f|fond|op|d|ф|оп|д|Bd|Nr|kart)"
    r"\b\.?\s*\w*\d",
    re.IGNORECASE,
)
_DATES = (("", "issued"), ("orig", "original-date"), ("event", "event-date"), ("url", "accessed"))


def items_of(
    entries: Sequence[Entry], *, lowers_titles: bool = False
) -> tuple[dict[str, Mapping[str, Any]], list[Diagnostic]]:
    """Return CSL items by key in the order of the entries, and what could not be read.

    With `lowers_titles`, English titles lose the capitals that no braces protect, as in BibTeX.
    """
    heirs = inherited({entry.key: entry for entry in entries})
    findings = list(heirs.diagnostics)
    items: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        if entry.kind in _NO_ITEMS:
            continue
        fields = heirs.fields[entry.key]
        findings.extend(entry_findings(entry, fields))
        items[entry.key] = _Reading(entry, fields, lowers_titles).item()
    return items, findings


class _Reading:
    """One entry on its way to an item."""

    def __init__(self, entry: Entry, fields: Fields, lowers_titles: bool) -> None:
        self.entry = entry
        self.values = with_usual_fields({name: field.value for name, field in fields.items()})
        kind = SUBTYPES.get((entry.kind, self.values.get("entrysubtype", "").lower()))
        self.type = kind or TYPES.get(entry.kind, "document")
        self.is_part = self.type in PARTS
        self.language = _language(self.values)
        self.lowers = lowers_titles and self.language[:2] in ("", "en")
        if self.type == "manuscript" and {"eventtitle", "eventdate"} & self.values.keys():
            self.type = "speech"

    def item(self) -> Item:
        """Return the item, without what is empty."""
        item: Item = {"id": self.entry.key, "type": self.type}
        item |= self._names()
        item |= self._titles()
        for kind, variable in _DATES:
            if date := read_date(self.values, kind):
                item[variable] = date
        for name, variable in TEXTS.items():
            if name in self.values:
                item.setdefault(variable, rich_text(self.values[name]))
        if "edition" in item:
            item["edition"] = edition_number(item["edition"])
        if "page" in item:
            item["page"] = item["page"].replace("—", "–")
        for name, variable in LISTS.items():
            item[variable] = self._joined(name)
        item |= self._numbers() | self._publication() | self._archive() | self._links()
        item["language"] = self.language
        item["note"] = _sentences([self._text(n) for n in ("note", "addendum") if n in self.values])
        if self._note_is_shelf(item):
            item["archive_location"] = item.pop("note")
        item["custom"] = self._custom()
        with_scripts(item, self.values)
        return {name: value for name, value in item.items() if value}

    def _custom(self) -> dict[str, str]:
        """Return the entry's type, and the fields that CSL has no name for, as they are."""
        own = {name: self._text(name) for name in self.values if name not in MAPPED}
        return {"entrytype": self.entry.kind} | own | titles_beside(self.values)

    def _text(self, name: str) -> str:
        return rich_text(self.values.get(name, ""))

    def _word(self, name: str) -> str:
        """Return a field's text, where it names one of biblatex's own words: that."""
        text = self._text(name)
        own = WORDS_BY_LANGUAGE.get(self.language[:2], {})
        return own.get(text) or WORDS.get(text, text)

    def _joined(self, *names: str) -> str:
        lists = (split_list(self.values[name]) for name in names if name in self.values)
        return "; ".join(rich_text(one) for members in lists for one in members if one != "others")

    # --- people ------------------------------------------------------------------------------

    def _names(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        use_prefix = bool(_USE_PREFIX.search(self.values.get("options", "").lower()))
        for name, role in self._roles():
            people = found.setdefault(role, [])
            people.extend(read_names(self.values[name], use_prefix=use_prefix))
            if OTHERS in people[:-1]:
                people.remove(OTHERS)
        return found

    def _roles(self) -> Iterator[tuple[str, str]]:
        """Yield the fields with names, each with its role in CSL."""
        for name, role in NAMES.items():
            if name in self.values and not (name == "holder" and "author" in self.values):
                yield name, role
        for suffix in ("", "a", "b", "c"):
            name = f"editor{suffix}"
            if name in self.values:
                kind = self.values.get(f"{name}type", "collaborator" if suffix else "editor")
                other = "contributor" if suffix else "editor"
                yield name, EDITORS.get(kind.lower(), other)

    # --- titles ------------------------------------------------------------------------------

    def _titles(self) -> dict[str, str]:
        title, book, main = (self._title(stem) for stem in ("", "book", "main"))
        journal = self._title("journal") or self._title_of("journal")
        event = _sentences(list(filter(None, map(self._text, ("eventtitle", "eventtitleaddon")))))
        found = {
            "title": title,
            "title-short": self._title_of("shorttitle"),
            "collection-title": self._word("series"),
            "event-title": event,
            "event": event,  # its name in CSL 1.0.1, which many styles still use
            "container-title": book or journal,
        }
        if self.type == "periodical" and "issuetitle" in self.values:
            found |= {"volume-title": self._title("issue")}
        elif "issuetitle" in self.values:
            found["volume-title"] = self._title("issue")
        if main and self.is_part:
            found |= {"container-title": main, "volume-title": book}
        elif main:
            found |= {"title": main, "volume-title": title, "title-short": ""}
        found["title-short"] = found["title-short"] or self._short(found["title"])
        return found

    def _short(self, title: str) -> str:
        if "subtitle" in self.values and title.startswith(alone := self._title_of("title")):
            return alone
        return before_colon(title)

    def _title(self, stem: str) -> str:
        return whole_title(self.values, stem, lowers=self.lowers and stem != "journal")

    def _title_of(self, name: str) -> str:
        alone = {"title": self.values.get(name, "")}
        return whole_title(alone, "", lowers=self.lowers and name != "journal")

    # --- numbers, places, links --------------------------------------------------------------

    def _numbers(self) -> dict[str, str]:
        volume, part, number = self._text("volume"), self._text("part"), self._text("number")
        found = {"volume": f"{volume}.{part}" if volume and part else volume}
        if part and not volume:
            found["part-number"] = part
        if self.type in NUMBERED:
            found["number"] = number
        elif self.type in ARTICLES or self.type == "periodical":
            found["issue"] = ", ".join(filter(None, (number, self._text("issue"))))
        elif "series" in self.values or self.type in ("book", "chapter", "paper-conference"):
            found["collection-number"] = number
        else:
            found["number"] = number
        if "issue" in self.values and "issue" not in found:
            found["issue"] = self._text("issue")
        if "eid" in self.values and "pages" not in self.values:
            found["number" if "number" not in found else "page"] = self._text("eid")
        return found

    def _publication(self) -> dict[str, str]:
        place = "location" if "location" in self.values else "address"
        names = [n for n in PUBLISHERS if n != "howpublished" or not self._how_is_a_link()]
        found = {
            "publisher": self._joined(*names),
            "publisher-place": self._joined(place),
            "genre": self._word("type"),
            "status": self._word("pubstate"),
        }
        if not found["genre"] and self.entry.kind in THESES:
            word = THESES[self.entry.kind]
            found["genre"] = WORDS_BY_LANGUAGE.get(self.language[:2], {}).get(word, WORDS[word])
        if self.type == "patent":
            found["jurisdiction"] = "; ".join(
                WORDS.get(one, one) for one in found.pop("publisher-place").split("; ")
            )
        return found

    def _archive(self) -> dict[str, str]:
        """Return where a source lies: archive, and collection, box and folder in it."""
        wanted = ("archive_location", "archivelocation", "archive-location", "shelfmark")
        shelf = next((self._text(name) for name in wanted if name in self.values), "")
        numbers = [
            f"{label} {self._text(name)}"
            for name, label in SHELVES.items()
            if name in self.values and name != "series"
        ]
        found = {"archive_location": ", ".join(filter(None, (shelf, *numbers)))}
        if "library" in self.values:
            is_kept = self.type in UNPUBLISHED or bool(found["archive_location"])
            found["archive" if is_kept else "call-number"] = self._text("library")
        return found

    def _note_is_shelf(self, item: Item) -> bool:
        is_kept = bool(item.get("archive")) and not item.get("archive_location")
        return is_kept and _SHELF_NOTE.match(item["note"]) is not None

    def _how_is_a_link(self) -> bool:
        how = self.values.get("howpublished", "").strip()
        return bool(how) and _URL_ALONE.fullmatch(how) is not None

    def _links(self) -> dict[str, str]:
        url = self.values.get("url", "")
        if not url and self._how_is_a_link():
            found = _URL_ALONE.fullmatch(self.values["howpublished"].strip())
            url = next(filter(None, found.groups()), "") if found else ""
        eprint = unescaped(self.values.get("eprint", ""))
        kind = self.values.get("eprinttype", self.values.get("archiveprefix", "")).lower()
        if not url and eprint and kind in EPRINTS:
            url = EPRINTS[kind] + eprint
        doi = _DOI.sub("", unescaped(self.values.get("doi", "")), count=1).strip()
        links = {"URL": _bare_url(unescaped(url)), "DOI": doi}
        if kind == "pubmed":
            links["PMID"] = eprint
        return links


def _bare_url(url: str) -> str:
    """Return an address without the command that some write around it."""
    found = re.fullmatch(r"\\url\s*\{(.*)\}", url.strip())
    return (found[1] if found else url).strip()


def _language(values: Values) -> str:
    """Return the language of an entry as a tag (BCP 47), "" if it says none."""
    variant = re.search(r"variant\s*=\s*(\w+)", values.get("langidopts", ""))
    names = [variant[1]] if variant else []
    names += [values[name] for name in ("langid", "hyphenation", "language") if name in values]
    for name in names:
        word = plain_text(name).strip().lower()
        word = word.removeprefix("lang")
        if word in LANGUAGES:
            return LANGUAGES[word]
        if _LANGUAGE_TAG.fullmatch(name) and ("-" in name or len(name) == 2):
            return name.replace("_", "-")
    return ""


def _sentences(texts: Sequence[str]) -> str:
    """Return texts as one, with full stops between."""
    joined = ""
    for text in texts:
        if joined:
            joined += " " if joined[-1] in ".?!" else ". "
        joined += text
    return joined

"""The only door to citeproc-py: clusters and items in, words with their formatting out.

Every fence here is for citeproc-py 0.11.1; where one is not needed any more, its comment says
what to look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import citeproc
from citeproc import model
from citeproc.source import Citation, CitationItem, VariableError
from citeproc.source import Locator as SingleLocator
from citeproc.source.json import CiteProcJSON
from citeproc.string import String, join

from publish.citations import marked
from publish.citations.positions import Positions, find_positions
from publish.citations.styles import CSL, Style
from publish.citations.types import Cite, Cluster, Library, Locator, Rendered, RenderedCluster
from publish.diagnostics import Diagnostic, Severity
from publish.model.document import CitationLayout
from publish.model.nodes import Attr, CiteMode, Inlines, Span

# Roles of CSL 1.0.2 that are missing from its list; a style that names one would end the run.
_ROLES_TEXT = """
    chair collection_editor compiler composer container_author contributor curator director
    editor_translator editortranslator executive_producer guest host narrator organizer
    performer producer reviewed_author script_writer series_creator
"""
_ROLES = _ROLES_TEXT.split()
_DATES = ["available_date"]
_OTHERS_TEXT = """
    archive_collection chapter_number citation_key division event_title number_of_pages page
    part_number part_title printing_number reviewed_genre reviewed_title scale
    supplement_number title_short volume_title volume_title_short
"""
_OTHERS = _OTHERS_TEXT.split()
for _names, _known in ((_ROLES, citeproc.NAMES), (_DATES, citeproc.DATES)):
    _known.extend(name for name in _names if name not in _known)
citeproc.VARIABLES.extend(
    name for name in (*_ROLES, *_DATES, *_OTHERS) if name not in citeproc.VARIABLES
)
# What its elements raise where a style or an item has something they do not expect.
_FAILURES = (
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    VariableError,
)
_INNER_QUOTES = str.maketrans("“”", "‘’")
_TEXT = f"{CSL}text"
_NO_LABEL = "several"  # a locator label that no locale has a word for


class _Formatter:
    """Formats as private-use characters, parsed into nodes afterwards."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    Italic = Oblique = staticmethod(lambda text: _enclosed(marked.ITALIC, text))
    Bold = staticmethod(lambda text: _enclosed(marked.BOLD, text))
    Light = staticmethod(lambda text: String(text))
    Underline = staticmethod(lambda text: _enclosed(marked.UNDERLINE, text))
    Superscript = staticmethod(lambda text: _enclosed(marked.SUPERSCRIPT, text))
    Subscript = staticmethod(lambda text: _enclosed(marked.SUBSCRIPT, text))
    SmallCaps = staticmethod(lambda text: _enclosed(marked.SMALL_CAPS, text))


def _enclosed(kind: int, text: object) -> Any:
    # Its text cases need its own string type: a plain str has no `words`.
    return String(marked.enclosed(kind, str(text)))


# --- elements that take the place of citeproc-py's own ---------------------------------------
# The loader takes the last direct subclass of each name, so defining them is enough.


_MACROS: dict[str, Any] = {}  # of the style that is running, by name


def _macro(element: Any, name: str) -> Any:
    """Return a macro; looking through the whole style for each call took half of the time."""
    if name not in _MACROS:
        _MACROS[name] = element.xpath_search(f"/cs:style/cs:macro[@name='{name}'][1]")[0]
    return _MACROS[name]


model.CitationStylesElement.get_macro = _macro


class Name(model.Name, model.CitationStylesElement):  # type: ignore[misc]
    """Keeps full given names where the style says so, and knows "and others"."""

    def initialize(self, given: str, mark: str, context: Any) -> str:
        """Return initials, or the names as they are."""
        asked = self.get("initialize", self.get_root().get("initialize", "true"))
        return given if asked == "false" else str(super().initialize(given, mark, context))

    def process(
        self, item: Any, variable: str, context: Any = None, sort_options: Any = None, **more: Any
    ) -> Any:
        """Return the names of one role."""
        names = item.reference.get(variable, [])
        if len(names) > 1 and names[-1].get("literal") == "others":
            least = self.get_option("et-al-min", context, sort_options)
            first = self.get_option("et-al-use-first", context, sort_options)
            shown = first if least and len(names) >= least else len(names) - 1
            options = {"et-al-min": 2, "et-al-use-first": shown, "et-al-use-last": "false"}
            sort_options = {**(sort_options or {}), **options}
        return super().process(item, variable, context, sort_options, **more)


class Names(model.Names, model.CitationStylesElement):  # type: ignore[misc]
    """Does not print names again that stood in for missing ones, nor a suppressed author."""

    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **more: Any
    ) -> Any:
        """Return the names of all roles."""
        state = item.__dict__
        if state.get("suppresses_author"):
            state["suppresses_author"] = False
            raise VariableError
        layout = (self if context is None else context).get_layout()
        if names_context is None:
            return self._unprinted(layout.repressed.get(self.tag, []), item, context, more)
        own = None if self.name is not None else names_context
        text = super().process(item, own, context, **more)
        layout.repressed.setdefault(self.tag, []).append(self.get("variable"))
        return text

    def _unprinted(self, printed: list[str], item: Any, context: Any, more: dict[str, Any]) -> Any:
        """Return the names of those roles that did not stand in for others before."""
        roles = self.get("variable")
        left = [role for role in roles.split() if role not in printed]
        if not left:
            raise VariableError
        try:
            self.set("variable", " ".join(left))
            return super().process(item, None, context, **more)
        finally:
            self.set("variable", roles)


class Substitute(model.Substitute, model.CitationStylesElement):  # type: ignore[misc]
    """Hands its form on to names inside a choice; remembers a title that a macro printed."""

    def render(self, item: Any, context: Any = None, **more: Any) -> Any:
        """Return the first of the children that prints something."""
        for child in self.getchildren():
            try:
                text = child.render(item, names_context=self.getparent(), context=context, **more)
            except VariableError:
                continue
            if text:
                self.add_to_repressed_list(child, context)
                return text
        return None

    def add_to_repressed_list(self, child: Any, context: Any) -> None:
        """Keep what was printed from being printed again in this cite or entry."""
        super().add_to_repressed_list(child, context)
        if child.get("macro") and _prints_title(self.get_macro(child.get("macro")), self):
            repressed = context.get_layout().repressed
            repressed.setdefault(_TEXT, []).append("title")


def _prints_title(element: Any, root: Any) -> bool:
    for text in element.iter(_TEXT):
        if text.get("variable") == "title":
            return True
        if text.get("macro") and _prints_title(root.get_macro(text.get("macro")), root):
            return True
    return False


class Label(model.Label, model.CitationStylesElement):  # type: ignore[misc]
    """Prints no label for a variable that the item has not."""

    def process(
        self, item: Any, variable: Any = None, plural: Any = None, context: Any = None, **more: Any
    ) -> Any:
        """Return the label."""
        own = self.get("variable")
        if variable is None and own == "locator" and not item.has_locator:
            return None
        if variable is None and own != "locator" and own.replace("-", "_") not in item.reference:
            return None
        return super().process(item, variable, plural, context, **more)


class Text(model.Text, model.CitationStylesElement):  # type: ignore[misc]
    """Changes the case of plain strings too, and knows quotations within quotations."""

    def case(self, text: Any, language: str | None = None) -> Any:
        """Return text in the case that the style asks for."""
        return super().case(text if hasattr(text, "words") else String(text), language)

    def quote(self, string: Any) -> Any:
        """Return text in quotation marks if the style asks for them."""
        if self.get("quotes", "false") != "true":
            return string
        inner = str(string).translate(_INNER_QUOTES)
        return super().quote(String(inner))


class If(model.If, model.CitationStylesElement):  # type: ignore[misc]
    """Reads positions from ours; `disambiguate` is never true, as nothing is disambiguated."""

    def render(self, item: Any, *arguments: Any, **more: Any) -> Any:
        """Return the children if the test holds."""
        if "disambiguate" in self.attrib and self.get("match", "all") == "all":
            raise model.ConditionFailed
        return super().render(item, *arguments, **more)

    def _position(self, item: Any, context: Any) -> list[bool]:
        found = item.__dict__.get("positions", frozenset())
        return [name in found for name in self.get("position").split()]


class Else_If(If, model.CitationStylesElement):  # type: ignore[misc]  # noqa: N801
    """As `If`; the name is the one that the loader looks for."""


# --- items -----------------------------------------------------------------------------------


def _source(library: Library, keys: Mapping[str, str]) -> Any:
    """Return its bibliography source. It lower-cases keys, so each entry gets a neutral one."""
    return CiteProcJSON([_item(library.items[key], neutral) for key, neutral in keys.items()])


def _item(item: Mapping[str, Any], neutral: str) -> dict[str, Any]:
    known: dict[str, Any] = {"id": neutral, "type": item.get("type") or "document"}
    for name, value in item.items():
        field = name.replace("-", "_").replace("shortTitle", "title_short")
        if field not in citeproc.VARIABLES or value in ("", None, [], {}):
            continue  # every field it does not know is a UserWarning
        if field in citeproc.NAMES:
            known[name] = [_name(one) for one in value]
        elif field in citeproc.DATES:
            if isinstance(value, dict) and (_has_parts(value) or "literal" in value):
                known[name] = {**value, "date-parts": value.get("date-parts", [])}
        else:
            known[name] = marked.from_html(str(value))
    return known


def _name(name: Mapping[str, Any]) -> dict[str, str]:
    parts = {"family", "given", "suffix", "dropping-particle", "non-dropping-particle"}
    if "literal" in name:
        return {"literal": str(name["literal"])}
    return {key: str(value) for key, value in name.items() if key in parts}


def _has_parts(date: Mapping[str, Any]) -> bool:
    return any(part for part in date.get("date-parts", []))


# --- formatting ------------------------------------------------------------------------------


def render(
    clusters: Sequence[Cluster],
    library: Library,
    style: Style,
    *,
    lang: str = "en-US",
    listed: Sequence[str] = (),
) -> Rendered:
    """Format every cluster, and the reference list of what they cite and of the keys `listed`.

    Keys that the library has not are passed over. Nothing is raised for what citeproc-py cannot
    format: it is a finding, and the place stays empty.
    """
    return _Run(clusters, library, style, lang, listed).rendered()


class _Run:
    """One book under one style. citeproc-py keeps its state on the style, so each run loads it."""

    marks: ClassVar[str] = marked.MARKS

    def __init__(
        self,
        clusters: Sequence[Cluster],
        library: Library,
        style: Style,
        lang: str,
        listed: Sequence[str],
    ) -> None:
        cited = [cite.key for cluster in clusters for cite in cluster.cites]
        keys = [key for key in dict.fromkeys([*cited, *listed]) if key in library.items]
        self.keys = {key: f"k{number}" for number, key in enumerate(keys)}
        self.clusters, self.library, self.style = clusters, library, style
        self.diagnostics: list[Diagnostic] = []
        locale = style.lang or lang
        self.csl = citeproc.CitationStylesStyle(str(style.path), locale=locale, validate=False)
        self.root = self.csl.root
        _MACROS.clear()
        self.bibliography = citeproc.CitationStylesBibliography(
            self.csl, _source(library, self.keys), _Formatter
        )
        self.entries = Citation([CitationItem(neutral) for neutral in self.keys.values()])
        self.bibliography.register(self.entries)
        if style.has_bibliography and self.keys:
            self._sort()
        inside = self.root.get_locale_option("punctuation-in-quote") or "false"
        self.punctuation_in_quote = inside.lower() == "true"

    def _sort(self) -> None:
        try:
            self.bibliography.sort()
        except _FAILURES as error:
            self._report("the reference list stays in the order of citation", None, error)

    def rendered(self) -> Rendered:
        distance = int(self.root.citation.get("near-note-distance", 5))
        positions = find_positions(self.clusters, distance)
        pairs = zip(self.clusters, positions, strict=True)
        return Rendered(
            clusters=tuple(self._cluster(cluster, found) for cluster, found in pairs),
            entries=tuple(self._entries()) if self.style.has_bibliography else (),
            layout=self._layout(),
            diagnostics=tuple(self.diagnostics),
        )

    def _layout(self) -> CitationLayout:
        options = self.root.bibliography if self.style.has_bibliography else {}
        return CitationLayout(
            is_note_style=self.style.is_note_style,
            hanging_indent=options.get("hanging-indent", "false") == "true",
            second_field_align=options.get("second-field-align", ""),
            entry_spacing=int(options.get("entry-spacing", 1)),
            line_spacing=int(options.get("line-spacing", 1)),
        )

    def _cluster(self, cluster: Cluster, positions: tuple[Positions, ...]) -> RenderedCluster:
        layout = self.root.citation.layout
        known = [
            (cite, found)
            for cite, found in zip(cluster.cites, positions, strict=True)
            if cite.key in self.keys
        ]
        author: Inlines = ()
        parts: list[str] = []
        for cite, found in known:
            if cite.mode is CiteMode.AUTHOR_IN_TEXT:
                author = self._author(cite)
            suppresses = cite.mode is not CiteMode.NORMAL and (
                not self.style.is_note_style or cite.mode is CiteMode.SUPPRESS_AUTHOR
            )
            parts.append(self._cite(layout, cite, found, suppresses))
        texts = [part for part in parts if part]
        if not texts:
            return RenderedCluster((), author)
        joined = layout.format(layout.wrap(join(map(String, texts), layout.get("delimiter", ""))))
        return RenderedCluster(self._linkable(str(joined), [cite for cite, _ in known]), author)

    def _cite(self, layout: Any, cite: Cite, positions: Positions, suppresses: bool) -> str:
        item = self._cited(cite)
        item.__dict__.update(positions=positions, suppresses_author=suppresses)
        layout.repressed = {}
        try:
            text = str(layout.render_children(item) or "")
        except _FAILURES as error:
            self._report(f"the citation of {cite.key!r} could not be formatted", cite, error)
            return ""
        if not text.strip():
            message = f"the citation style prints nothing for {cite.key!r}"
            place = cite.place or self.library.places.get(cite.key)
            self.diagnostics.append(
                Diagnostic("cite-empty", message, place, severity=Severity.WARNING)
            )
            return ""
        number = list(self.keys).index(cite.key)
        text = f"{_CITE}{number}{_CITE}{text}{_CITE}"
        prefix, suffix = marked.from_inlines(cite.prefix), marked.from_inlines(cite.suffix)
        gap = " " if prefix and not prefix.endswith((" ", "\u00a0", "(", "“", "‘")) else ""
        after = " " if suffix and suffix[0].isalnum() else ""
        return f"{prefix}{gap}{text}{after}{suffix}"

    def _cited(self, cite: Cite) -> Any:
        item = CitationItem(self.keys[cite.key])
        citation = Citation([item])
        citation.bibliography = self.bibliography
        if len(cite.locators) == 1:
            one = cite.locators[0]
            item["locator"] = SingleLocator(one.label or _NO_LABEL, one.value)
        elif cite.locators:
            # It knows one locator a cite; several are written out here, with the locale's terms.
            item["locator"] = SingleLocator(_NO_LABEL, self._locators(cite))
        return item

    def _locators(self, cite: Cite) -> str:
        text = ""
        before: set[str] = set()
        for one in cite.locators:
            if one.label in before:  # another volume, another part: a new series of places
                text += "; "
                before = set()
            elif text:
                text += ", "
            before.add(one.label)
            text += f"{self._term(one)} {one.value}".strip()
        return text

    def _term(self, locator: Locator) -> str:
        plural = re.search(r"[-–,&]", locator.value) is not None
        find = self.root.get_plural_term if plural else self.root.get_single_term
        return str(find(name=locator.label, form="short") or find(name=locator.label) or "")

    def _author(self, cite: Cite) -> Inlines:
        """Return the name as it stands in a sentence: `Doe`, `Doe and Roe`, or the title."""
        item = self.library.items[cite.key]
        names = item.get("author") or item.get("editor") or item.get("translator") or []
        shown = [
            " ".join(
                filter(None, (name.get("non-dropping-particle"), name.get("family"))),
            )
            or str(name.get("literal", ""))
            for name in names
            if name.get("literal") != "others"
        ]
        if not shown:
            title = marked.from_html(str(item.get("title-short") or item.get("title") or ""))
            return marked.to_inlines(marked.enclosed(marked.ITALIC, title))
        if len(shown) > 3 or len(shown) < len(names):
            return marked.to_inlines(f"{shown[0]} {self.root.get_single_term('et-al')}")
        last = f" {self.root.get_single_term('and')} " if len(shown) > 1 else ""
        return marked.to_inlines(", ".join(shown[:-1]) + last + shown[-1])

    def _linkable(self, text: str, cites: Sequence[Cite]) -> Inlines:
        """Return marked text as nodes, each cite in a span that names its key."""
        keys = list(self.keys)
        result: list[Any] = []
        pieces = _CITE_PARTS.split(self._tidy(text))
        for outside, number, inside in zip(
            pieces[0::3], [*pieces[1::3], ""], [*pieces[2::3], ""], strict=True
        ):
            result.extend(marked.to_inlines(outside))
            if number:
                attr = Attr("", ("cite",), (("key", keys[int(number)]),))
                result.append(Span(attr, marked.to_inlines(inside)))
        return tuple(result)

    def _entries(self) -> Iterator[tuple[str, Inlines]]:
        neutral = {name: key for key, name in self.keys.items()}
        for item in self.bibliography.items:
            key = neutral[item.key]
            layout = self.root.bibliography.layout
            layout.repressed = {}
            try:
                yield key, self._entry(layout, item)
            except _FAILURES as error:
                self._report(f"the entry {key!r} could not be formatted", None, error, key)

    def _entry(self, layout: Any, item: Any) -> Inlines:
        if not self.root.bibliography.get("second-field-align"):
            return marked.to_inlines(
                self._tidy(str(layout.format(layout.wrap(layout.render_children(item)))))
            )
        texts = []
        for child in layout.iterchildren():
            try:
                texts.append(String(child.render(item) or ""))
            except VariableError:
                continue
        margin = marked.to_inlines(str(texts[0]).strip())
        body = layout.format(join(texts[1:]) + layout.get("suffix", ""))
        return (
            Span(Attr("", ("csl-left-margin",)), margin),
            Span(Attr("", ("csl-right-inline",)), marked.to_inlines(self._tidy(str(body)))),
        )

    def _tidy(self, text: str) -> str:
        """Settle punctuation that comes from different fields, which it leaves doubled."""
        between = f"((?:{self.marks}|{_CITE})*)"
        text = re.sub(f"([.!?]){between}\\.(?!\\.)", r"\1\2", text)
        text = re.sub(f"([,;:]){between}\\1", r"\1\2", text)
        if self.punctuation_in_quote:
            text = re.sub(f"([”’](?:{self.marks}|{_CITE}|[”’])*)([.,])", r"\2\1", text)
            text = re.sub(f"([.!?]){between}\\.(?=[”’])", r"\1\2", text)
        return re.sub(" {2,}", " ", text)

    def _report(self, message: str, cite: Cite | None, error: Exception, key: str = "") -> None:
        place = cite.place if cite and cite.place else self.library.places.get(key)
        hint = f"the citation processor stopped at {type(error).__name__}: {error}"
        self.diagnostics.append(
            Diagnostic("cite-unformatted", message, place, hint, Severity.WARNING)
        )


_CITE = "\ue1ff"
_CITE_PARTS = re.compile(f"{_CITE}(\\d+){_CITE}([^{_CITE}]*){_CITE}")

"""Read a style's XML into frozen elements, with macros put in place and options inherited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element as Xml

from publish.citations.csl import assets
from publish.citations.csl import elements as e
from publish.citations.csl.parse_locale import read_locale
from publish.citations.csl.parse_parts import (
    is_true,
    name_of,
    read_date,
    read_format,
    read_label,
    read_name,
    whole,
)

_CONDITIONS = (
    "disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable",
)  # fmt: skip
_EMPTY = Xml("layout")
# For one macro, those that it calls included. The heaviest style of the CSL project has 1,831.
_MOST_ELEMENTS = 100_000


def load_style(style: str | Path) -> e.Style:
    """Return a style given as XML, as a path or as a style's name.

    Raises: FileNotFoundError if there is no such style, ValueError if it is not a usable style.
    """
    return read_style(assets.style_xml(style))


def read_style(root: Xml) -> e.Style:
    """Return the style under the root of its XML."""
    citation = root.find(f"{assets.CSL}citation")
    if citation is None:
        raise ValueError("the style has no cs:citation")
    bibliography = root.find(f"{assets.CSL}bibliography")
    reader = _Reader(root, citation)
    layout = reader.layout()
    return e.Style(
        is_note=root.get("class") == "note",
        default_locale=root.get("default-locale", ""),
        demote_particle=root.get("demote-non-dropping-particle", "display-and-sort"),
        initialize_with_hyphen=root.get("initialize-with-hyphen") != "false",
        page_range_format=root.get("page-range-format", ""),
        citation=layout,
        citation_options=_citation_options(citation, reader.has_condition),
        bibliography=None if bibliography is None else _Reader(root, bibliography).layout(),
        bibliography_options=_bibliography_options(bibliography),
        locales=tuple(read_locale(node) for node in root.findall(f"{assets.CSL}locale")),
    )


def _citation_options(node: Xml, has_condition: bool) -> e.CitationOptions:
    return e.CitationOptions(
        add_names=is_true(node.get("disambiguate-add-names")),
        add_givenname=is_true(node.get("disambiguate-add-givenname")),
        add_year_suffix=is_true(node.get("disambiguate-add-year-suffix")),
        givenname_rule=node.get("givenname-disambiguation-rule", "by-cite"),
        collapse=node.get("collapse", ""),
        cite_group_delimiter=node.get("cite-group-delimiter"),
        year_suffix_delimiter=node.get("year-suffix-delimiter"),
        after_collapse_delimiter=node.get("after-collapse-delimiter"),
        near_note_distance=whole(node.get("near-note-distance"), 5),
        has_condition=has_condition,
    )


def _bibliography_options(node: Xml | None) -> e.BibliographyOptions:
    if node is None:
        return e.BibliographyOptions()
    return e.BibliographyOptions(
        hanging_indent=is_true(node.get("hanging-indent")),
        second_field_align=node.get("second-field-align", ""),
        line_spacing=whole(node.get("line-spacing"), 1),
        entry_spacing=whole(node.get("entry-spacing"), 1),
        author_substitute=node.get("subsequent-author-substitute"),
        author_substitute_rule=node.get("subsequent-author-substitute-rule", "complete-all"),
    )


class _Reader:
    """Reads what stands under `cs:citation` or `cs:bibliography`."""

    def __init__(self, root: Xml, area: Xml) -> None:
        self.area = area
        self.inherited = {**root.attrib, **area.attrib}
        self.macros = {node.get("name", ""): node for node in root.iterfind(f"{assets.CSL}macro")}
        self.done: dict[str, e.Elements] = {}
        self.weights: dict[str, int] = {}
        self.open: set[str] = set()
        self.around: e.Names | None = None  # the names whose substitutes are being read
        self.has_year_suffix = False
        self.has_condition = False
        self.readers: dict[str, Callable[[Xml], e.Element]] = {
            "text": self._text,
            "date": read_date,
            "number": self._number,
            "label": read_label,
            "names": self._names,
            "group": self._group,
            "choose": self._choose,
        }

    def layout(self) -> e.Layout:
        """Return the layout of the area with its sort keys."""
        node = self.area.find(f"{assets.CSL}layout")
        node = _EMPTY if node is None else node
        children = self._children(node)
        has_year_suffix = self.has_year_suffix
        keys = self.area.iterfind(f"{assets.CSL}sort/{assets.CSL}key")
        return e.Layout(
            children=children,
            rest=children[1:],
            format=read_format(node),
            delimiter=node.get("delimiter", ""),
            sort=tuple(self._key(key) for key in keys),
            has_year_suffix=has_year_suffix,
        )

    def _key(self, node: Xml) -> e.SortKey:
        last = node.get("names-use-last")
        return e.SortKey(
            variable=node.get("variable", ""),
            children=self._macro(node.get("macro", "")) if node.get("macro") else (),
            is_descending=node.get("sort") == "descending",
            names_min=whole(node.get("names-min"), 0),
            names_use_first=whole(node.get("names-use-first"), 0),
            names_use_last=None if last is None else is_true(last),
        )

    def _children(self, parent: Iterable[Xml]) -> e.Elements:
        found = ((self.readers.get(name_of(node)), node) for node in parent)
        return tuple(reader(node) for reader, node in found if reader)

    def _macro(self, name: str) -> e.Elements:
        if name not in self.done:
            if name in self.open:
                raise ValueError(f"the macro {name!r} calls itself")
            if name not in self.macros:
                raise ValueError(f"the style has no macro {name!r}")
            self.open.add(name)
            around, self.around = self.around, None
            self.done[name] = self._children(self.macros[name])
            self.around = around
            self.open.discard(name)
            self._weigh(name)
        return self.done[name]

    def _weigh(self, name: str) -> None:
        """Refuse a macro that calls others which call others, each twice: endless work."""
        self.weights[name] = self._weight(self.macros[name])
        if self.weights[name] > _MOST_ELEMENTS:
            raise ValueError(f"the macro {name!r} asks for endless work")

    def _weight(self, node: Xml) -> int:
        """Return how many elements are looked at for one; of the branches of a choice, one is."""
        weights = [self._weight(child) for child in node]
        inner = max(weights, default=0) if name_of(node) == "choose" else sum(weights)
        return 1 + self.weights.get(node.get("macro", ""), 0) + inner

    def _text(self, node: Xml) -> e.Element:
        look = read_format(node)
        if (variable := node.get("variable")) is not None:
            self.has_year_suffix |= variable in ("year-suffix", "citation-label")
            return e.TextVariable(variable, node.get("form", "long"), look)
        if (macro := node.get("macro")) is not None:
            return e.TextMacro(self._macro(macro), look)
        if (term := node.get("term")) is not None:
            return e.TextTerm(term, node.get("form", "long"), is_true(node.get("plural")), look)
        return e.TextValue(node.get("value", ""), look)

    def _number(self, node: Xml) -> e.Number:
        return e.Number(node.get("variable", ""), node.get("form", "numeric"), read_format(node))

    def _group(self, node: Xml) -> e.Group:
        return e.Group(self._children(node), node.get("delimiter", ""), read_format(node))

    def _choose(self, node: Xml) -> e.Choose:
        return e.Choose(tuple(self._branch(child) for child in node if name_of(child)))

    def _branch(self, node: Xml) -> e.Branch:
        tests = tuple(
            (condition, value)
            for condition in _CONDITIONS
            for value in self._values(condition, node.get(condition, ""))
        )
        self.has_condition |= any(condition == "disambiguate" for condition, _ in tests)
        return e.Branch(tests, node.get("match", "all"), self._children(node))

    @staticmethod
    def _values(condition: str, text: str) -> list[str]:
        """Return the values to test; an item has one type, so of several types one is enough."""
        return [" ".join(text.split())] if condition == "type" and text else text.split()

    def _names(self, node: Xml) -> e.Names:
        parent = self.around
        parts = {name_of(child): child for child in node}
        order = list(parts)
        label = read_label(parts["label"]) if "label" in parts else None
        is_label_first = (
            "label" in parts and "name" in parts and (order.index("label") < order.index("name"))
        )
        if parent is not None and not parts:
            label, is_label_first = parent.label, parent.is_label_first
        if parent is not None and "name" not in parts:
            name = parent.name
        else:
            name = read_name(parts.get("name"), self.inherited)
        if "et-al" in parts:
            et_al = e.EtAl(parts["et-al"].get("term", "et-al"), read_format(parts["et-al"]))
        else:
            et_al = parent.et_al if parent else e.EtAl()
        look = read_format(node)
        if parent is not None and "name" not in parts:
            # What the names around have already is not set once more, which would undo it.
            look = replace(look, marks=tuple(m for m in look.marks if m not in name.format.marks))
        names = e.Names(
            variables=tuple(node.get("variable", "").split()),
            name=name,
            et_al=et_al,
            label=label,
            is_label_first=is_label_first,
            substitute=(),
            delimiter=node.get("delimiter", self.inherited.get("names-delimiter", "")),
            format=look,
        )
        if "substitute" not in parts:
            return names
        return self._with_substitute(names, parts["substitute"])

    def _with_substitute(self, names: e.Names, node: Xml) -> e.Names:
        """Add the substitutes, among which bare names take the form of those around."""
        around, self.around = self.around, names
        children = self._children(node)
        self.around = around
        return replace(names, substitute=children)

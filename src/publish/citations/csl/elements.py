"""What a style is made of, once read: frozen elements with macros and options resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Format:
    """Formatting and affixes of an element. `marks` are "property:value", outermost first."""

    marks: tuple[str, ...] = ()
    prefix: str = ""
    suffix: str = ""
    quotes: bool = False
    strip_periods: bool = False
    text_case: str = ""
    display: str = ""


PLAIN = Format()
ALL_PARTS = frozenset(["year", "month", "day"])


@dataclass(frozen=True, slots=True)
class TextVariable:
    """`cs:text variable=`; `form` is "long" or "short"."""

    variable: str
    form: str
    format: Format


@dataclass(frozen=True, slots=True)
class TextMacro:
    """`cs:text macro=` with the macro's content in place."""

    children: Elements
    format: Format


@dataclass(frozen=True, slots=True)
class TextTerm:
    """`cs:text term=`."""

    term: str
    form: str
    plural: bool
    format: Format


@dataclass(frozen=True, slots=True)
class TextValue:
    """`cs:text value=`."""

    value: str
    format: Format


@dataclass(frozen=True, slots=True)
class DatePart:
    """`cs:date-part`. An empty `form` stands for the default of the part."""

    name: str
    form: str
    range_delimiter: str
    format: Format


@dataclass(frozen=True, slots=True)
class Date:
    """`cs:date`. `form` is "", "text" or "numeric"; `shown` names the parts to print."""

    variable: str
    form: str
    shown: frozenset[str]
    parts: tuple[DatePart, ...]
    delimiter: str
    format: Format


@dataclass(frozen=True, slots=True)
class Number:
    """`cs:number`."""

    variable: str
    form: str
    format: Format


@dataclass(frozen=True, slots=True)
class Label:
    """`cs:label`; `variable` is empty inside `cs:names`."""

    variable: str
    form: str
    plural: str
    format: Format


@dataclass(frozen=True, slots=True)
class NameOptions:
    """Attributes of `cs:name` after inheritance from style, citation and bibliography.

    A `..._min` of 0 and an `et_al_use_first` of -1 were not set.
    """

    and_: str = ""
    delimiter: str = ", "
    precedes_et_al: str = "contextual"
    precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = -1
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 0
    et_al_use_last: bool = False
    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    sort_order: str = ""
    sort_separator: str = ", "
    format: Format = PLAIN
    given: Format = PLAIN
    family: Format = PLAIN


@dataclass(frozen=True, slots=True)
class EtAl:
    """`cs:et-al`."""

    term: str = "et-al"
    format: Format = PLAIN


@dataclass(frozen=True, slots=True)
class Names:
    """`cs:names`."""

    variables: tuple[str, ...]
    name: NameOptions
    et_al: EtAl
    label: Label | None
    is_label_first: bool
    substitute: Elements
    delimiter: str
    format: Format


@dataclass(frozen=True, slots=True)
class Group:
    """`cs:group`."""

    children: Elements
    delimiter: str
    format: Format


@dataclass(frozen=True, slots=True)
class Branch:
    """`cs:if`, `cs:else-if` or, without tests, `cs:else`. A test is (condition, value)."""

    tests: tuple[tuple[str, str], ...]
    match: str
    children: Elements


@dataclass(frozen=True, slots=True)
class Choose:
    """`cs:choose`."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """Stands for elements whose variables an item has not (see `specialize`)."""


ABSENT = Absent()

Element = (
    TextVariable
    | TextMacro
    | TextTerm
    | TextValue
    | Date
    | Number
    | Label
    | Names
    | Group
    | Choose
    | Absent
)
Elements = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class SortKey:
    """`cs:key`: a variable, or a macro's elements. Zero in `names_min` means not set."""

    variable: str
    children: Elements
    is_descending: bool = False
    names_min: int = 0
    names_use_first: int = 0
    names_use_last: bool | None = None

    @property
    def is_citation_number(self) -> bool:
        """Whether the key is the citation number and nothing else."""
        return "citation-number" in (
            self.variable,
            *(getattr(child, "variable", "") for child in self.children if len(self.children) == 1),
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """`cs:layout` with the `cs:sort` beside it; `rest` are all children but the first."""

    children: Elements
    rest: Elements
    format: Format
    delimiter: str
    sort: tuple[SortKey, ...]
    has_year_suffix: bool


@dataclass(frozen=True, slots=True)
class CitationOptions:
    """Options on `cs:citation`. A delimiter of None was not set."""

    add_names: bool = False
    add_givenname: bool = False
    add_year_suffix: bool = False
    givenname_rule: str = "by-cite"
    collapse: str = ""
    cite_group_delimiter: str | None = None
    year_suffix_delimiter: str | None = None
    after_collapse_delimiter: str | None = None
    near_note_distance: int = 5
    has_condition: bool = False


@dataclass(frozen=True, slots=True)
class BibliographyOptions:
    """Options on `cs:bibliography`. Spacing is in lines."""

    hanging_indent: bool = False
    second_field_align: str = ""
    line_spacing: int = 1
    entry_spacing: int = 1
    author_substitute: str | None = None
    author_substitute_rule: str = "complete-all"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a locale."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


@dataclass(frozen=True, slots=True)
class LocaleData:
    """One `cs:locale`: `terms` by (name, form, gender form), `dates` by form."""

    lang: str
    terms: Mapping[tuple[str, str, str], Term] = field(default_factory=dict)
    dates: Mapping[str, Date] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Style:
    """A style, ready to evaluate."""

    is_note: bool
    default_locale: str
    demote_particle: str
    initialize_with_hyphen: bool
    page_range_format: str
    citation: Layout
    citation_options: CitationOptions
    bibliography: Layout | None
    bibliography_options: BibliographyOptions
    locales: tuple[LocaleData, ...]

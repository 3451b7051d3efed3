"""Render `cs:date`: localized and own formats, ranges, seasons, eras. Source: CSL 1.0.2, "Date"."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from publish.citations.csl import elements as e
from publish.citations.csl.apply import affixed, formatted, without_affixes
from publish.citations.csl.context import Context
from publish.citations.csl.datevalue import DateValue, Day
from publish.citations.csl.elements import Date, DatePart
from publish.citations.csl.tree import Box, Leaf, Node, joined

_SILENT_ERA = -(10**12)  # added to a year that is printed without "BC"
_ORDER = ("year", "month", "day")


def render_date(context: Context, element: Date, _: str) -> list[Node]:
    """Return a date variable as the element or the locale wants it."""
    context.called = True
    date = context.item.dates.get(element.variable)
    if date is None or element.variable in context.suppressed:
        return []
    parts, delimiter, look = _parts(context, element)
    if context.sort_key is not None:
        nodes: list[Node] = [Leaf(sort_text(date, frozenset(part.name for part in parts)))]
    elif date.literal:
        nodes = [Leaf(date.literal), *_suffix(context)]
    else:
        nodes = formatted(_range(context, date, parts, delimiter), look)
    if not nodes:
        return []
    context.use(element.variable)
    if context.is_comparing and element.variable == "accessed":
        return []  # the day somebody looked does not tell two sources apart
    nodes = [Box(nodes, (), "date", element.variable)]
    return formatted(nodes, element.format, is_english=context.is_english)


def _parts(context: Context, element: Date) -> tuple[tuple[DatePart, ...], str, e.Format]:
    """Return the parts to print in order, with the delimiter and the formatting of the locale.

    A style's parts override those of the locale.
    """
    if not element.form:
        return element.parts, element.delimiter, e.PLAIN
    base = context.locale.dates.get(element.form)
    if base is None:
        return (), "", e.PLAIN
    own = {part.name: part for part in element.parts}
    shown = [part for part in base.parts if part.name in element.shown]
    parts = tuple(_overridden(part, own.get(part.name)) for part in shown)
    return parts, base.delimiter, _left_to_locale(base.format, element.format)


@lru_cache(maxsize=4096)
def _left_to_locale(base: e.Format, own: e.Format) -> e.Format:
    """Return the locale's format without the affixes that the style sets itself."""
    prefix, suffix = "" if own.prefix else base.prefix, "" if own.suffix else base.suffix
    return replace(base, prefix=prefix, suffix=suffix)


@lru_cache(maxsize=4096)
def _overridden(part: DatePart, own: DatePart | None) -> DatePart:
    if own is None:
        return part
    look = replace(
        part.format,
        marks=own.format.marks or part.format.marks,
        text_case=own.format.text_case or part.format.text_case,
        strip_periods=own.format.strip_periods or part.format.strip_periods,
    )
    return DatePart(
        part.name, own.form or part.form, own.range_delimiter or part.range_delimiter, look
    )


def _range(
    context: Context, date: DateValue, parts: tuple[DatePart, ...], delimiter: str
) -> list[Node]:
    if date.end is None:
        return _point(context, date, parts, delimiter)
    if date.end.year == 0:
        shown = [part for part in parts if _value(date.start, part.name)]
        return [*_joined(context, date.start, _without_last_suffix(shown), delimiter), Leaf("–")]
    shown = [part for part in parts if _value(date.start, part.name) or _value(date.end, part.name)]
    differing = [name for name in _ORDER if _value(date.start, name) != _value(date.end, name)]
    largest = next((n for n in differing if any(part.name == n for part in shown)), "")
    if not largest:
        return _point(context, date, parts, delimiter)
    ranged = set(_ORDER[_ORDER.index(largest) :])
    first = next(i for i, part in enumerate(shown) if part.name in ranged)
    last = max(i for i, part in enumerate(shown) if part.name in ranged) + 1
    dash = next(part.range_delimiter for part in shown if part.name == largest) or "–"
    before, middle, after = shown[:first], shown[first:last], shown[last:]
    start = _joined(context, _without_era(date), _without_last_suffix(middle), delimiter)
    end = _joined(context, date.end, _without_first_prefix(middle), delimiter)
    groups = [
        _joined(context, date.start, before, delimiter),
        [*start, Leaf(dash), *end],
        _joined(context, date.end, after, delimiter),
    ]
    return joined(groups, delimiter)


def _without_era(date: DateValue) -> Day:
    """Return the start of a range; within one era the years before Christ name it once."""
    start, end = date.start, date.end
    is_shared = end is not None and start.year < 0 and end.year < 0
    return replace(start, year=_SILENT_ERA + start.year) if is_shared else start


def _without_last_suffix(parts: list[DatePart]) -> list[DatePart]:
    """Return parts of which the last has no suffix: the dash follows directly."""
    return [*parts[:-1], *(replace(p, format=replace(p.format, suffix="")) for p in parts[-1:])]


def _without_first_prefix(parts: list[DatePart]) -> list[DatePart]:
    """Return parts of which the first has no prefix: it follows the dash directly."""
    edge = replace(parts[0], format=replace(parts[0].format, prefix=""))
    return [edge, *parts[1:]]


def _value(day: Day, name: str) -> int:
    if name == "year":
        return day.year
    if name == "month":
        return day.month or (20 + day.season if day.season else 0)
    return day.day


def _point(
    context: Context, date: DateValue, parts: tuple[DatePart, ...], delimiter: str
) -> list[Node]:
    return _joined(context, date.start, list(parts), delimiter, date.season_text)


def _joined(
    context: Context, day: Day, parts: list[DatePart], delimiter: str, season: str = ""
) -> list[Node]:
    rendered = [_part(context, day, part, season) for part in parts]
    return joined(rendered, delimiter)


def _part(context: Context, day: Day, part: DatePart, season: str) -> list[Node]:
    value = _value(day, part.name)
    if not value and not (season and part.name == "month"):
        return []
    if part.name == "year":
        nodes = _year(context, value, part)
    elif part.name == "month":
        nodes = [Leaf(season if not value else _month(context, day, part))]
    else:
        nodes = [Leaf(_day(context, day, part))]
    look = part.format
    inner = formatted(nodes, without_affixes(look))
    return affixed(inner, look.prefix, look.suffix)


def _year(context: Context, year: int, part: DatePart) -> list[Node]:
    is_silent = year < -(10**9)  # the start of a range that ends in the same era
    text = str(abs(year - _SILENT_ERA if is_silent else year))
    if part.form == "short" and len(text) == 4:
        text = text[2:]
    if year < 0 and not is_silent:
        text += context.locale.text("bc")
    elif 0 <= year < 1000:
        text += context.locale.text("ad")
    return [Box([Leaf(text)], (), "year", year), *_suffix(context)]


def _suffix(context: Context) -> list[Node]:
    """Return the year suffix for the first year printed, unless the style places it itself.

    One that places it in citations only has none in the list, and the other way round.
    Source: CSL 1.0.2, "Disambiguation", disambiguate-add-year-suffix.
    """
    suffix = context.shown.year_suffix
    if not suffix or context.is_year_shown:
        return []
    layouts = (context.style.citation, context.style.bibliography)
    if any(layout is not None and layout.has_year_suffix for layout in layouts):
        return []
    context.is_year_shown = True
    return [Box([Leaf(suffix)], (), "year-suffix", suffix)]


def _month(context: Context, day: Day, part: DatePart) -> str:
    if not day.month:
        name = f"season-{day.season:02d}"
        return context.locale.text(name, part.form if part.form == "short" else "long")
    if part.form == "numeric":
        return str(day.month)
    if part.form == "numeric-leading-zeros":
        return f"{day.month:02d}"
    return context.locale.text(f"month-{day.month:02d}", part.form or "long")


def _day(context: Context, day: Day, part: DatePart) -> str:
    if part.form == "numeric-leading-zeros":
        return f"{day.day:02d}"
    if part.form == "ordinal" and (day.day == 1 or not context.locale.ordinals_on_day_1):
        gender = context.locale.gender(f"month-{day.month:02d}")
        return f"{day.day}{context.locale.ordinal(day.day, gender)}"
    return str(day.day)


def sort_text(date: DateValue, parts: frozenset[str] = e.ALL_PARTS) -> str:
    """Return a text that sorts as the date does; negative years come first, the later first."""
    days = [date.start] if date.end is None else [date.start, date.end]
    if date.literal:
        return date.literal
    return "/".join(_sort_day(day, parts) for day in days)


def _sort_day(day: Day, parts: frozenset[str]) -> str:
    year = f"{day.year + 500_000_000:09d}" if "year" in parts else ""
    month = f"{day.month:02d}" if "month" in parts else ""
    return year + month + (f"{day.day:02d}" if "day" in parts else "")

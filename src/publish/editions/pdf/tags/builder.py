"""Makes the tags of a chapter: one for each element that means something, over all its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publish.editions.pdf.longnotes import whole_id
from publish.editions.pdf.tags.roles import classes, depth, is_block, role, steps
from publish.editions.pdf.tags.tree import GROUPING, INLINE, Tag

# Where a note may stand: after a paragraph, a table, a figure, never amid their words.
_HOLDS_NOTES = GROUPING - {"Note", "L", "TOC"}
_HOLDS_NO_WORDS = GROUPING | {"TOCI", "LI", "Table", "THead", "TBody", "TFoot", "TR"}


class Builder:
    """The tags of one document of the engine, which grow while its pages are read."""

    def __init__(self, root: Any) -> None:
        self.top = Tag("Document", lang=root.get("lang", ""))
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._tags: dict[Any, Tag] = {root: self.top}
        self._above: dict[int, Tag] = {}  # by the identity of a tag
        self._items: dict[Any, Tag] = {}  # list items, by the element of their body
        self._lines: dict[int, Any] = {}  # paragraphs made for bare words: their block element
        self._entries: set[int] = set()  # lists made for entries without list markup
        self._whole: set[int] = set()  # poems, which no note interrupts
        self._notes: dict[str, Tag] = {}
        self._steps: dict[tuple[int, str], Tag] = {}  # by the identity of a note, and a number

    def tag_of(self, element: Any) -> Tag:
        """Return the tag that what is in an element belongs to."""
        if element not in self._tags:
            self._tags[element] = self._make(element)
        return self._tags[element]

    def words_of(self, element: Any) -> Tag:
        """Return the tag for bare words of an element: never one that only groups others."""
        return self._line_in(self.tag_of(element), element)

    def takes_space(self, element: Any) -> bool:
        """Tell whether a space in an element can stand between words."""
        tag = self.tag_of(element)
        return tag.kind not in _HOLDS_NO_WORDS or self._open_line(tag, element) is not None

    def call(self, element: Any) -> Tag:
        """Return the link in the text that leads to the note that an element is."""
        key = ("call", element)
        if key not in self._tags:
            reference = self._add(self.words_of(self._parents[element]), "Reference")
            self._tags[key] = self._add(reference, "Link")
            self._place_note(whole_id(element.get("id", "")), reference)
        return self._tags[key]

    def number(self, element: Any) -> Tag:
        """Return the link in a note that leads back to its mark."""
        key = ("number", element)
        if key not in self._tags:
            self._tags[key] = self._add(self._add(self.tag_of(element), "Lbl", 0), "Link")
        return self._tags[key]

    def marker(self, element: Any, numbering: str) -> Tag:
        """Return the label of a list item, and note how its list is numbered."""
        self.tag_of(element)
        item = self._items[element]
        self._above[id(item)].attributes["ListNumbering"] = numbering
        return self._label_in(item)

    def _make(self, element: Any) -> Tag:
        kind, lang = role(element), self._language(element)
        above = self.tag_of(self._parents[element])
        if not kind and not lang:
            return above
        kind = kind or ("Div" if is_block(element) else "Span")
        maker = _MAKERS.get(kind)
        tag = maker(self, element, above) if maker else self._plain(element, kind, above)
        tag.lang = lang or tag.lang
        return tag

    def _language(self, element: Any) -> str:
        """Return the language of an element where it is another than that of the text around."""
        own = element.get("lang") or ""
        around = self._parents.get(element)
        while own and around is not None:
            if around.get("lang"):
                return "" if around.get("lang") == own else own
            around = self._parents.get(around)
        return own

    def _plain(self, element: Any, kind: str, above: Tag) -> Tag:
        if kind in INLINE:
            above = self._line_in(above, element)
        at = 0 if kind == "Caption" and above.kind == "Table" else self._written_place(element)
        tag = self._add(above, kind, at)
        if kind == "L":
            tag.attributes["ListNumbering"] = "None"
        if {"line-block", "stanza"} & set(classes(element)):
            self._whole.add(id(tag))
        parent = self._parents[element]
        if kind == "P" and "csl-entry" in classes(parent) and parent[0] is element:
            return self._add(tag, "BibEntry")
        return tag

    def _written_place(self, element: Any) -> int | None:
        """Return where the tag belongs of what was set behind its followers (see `holes`)."""
        if not element.get("data-later"):
            return None
        parent = self._parents[element]
        followers = list(parent)[list(parent).index(element) + 1 :]
        tags = {id(self._tags[one]) for one in followers if one in self._tags}
        kids = self.tag_of(parent).kids
        return next((at for at, kid in enumerate(kids) if id(kid) in tags), None)

    def _link(self, element: Any, above: Tag) -> Tag:
        if above.kind == "TOCI":
            return self._add(self._add(above, "Reference"), "Link")
        return self._add(self._line_in(above, element), "Link")

    # --- lists ------------------------------------------------------------------------------

    def _item(self, element: Any, above: Tag) -> Tag:
        if above.kind == "TOC":
            return self._add(above, "TOCI")
        if element.tag != "dd":
            item = self._add(above, "LI")
        else:
            item = next(reversed(list(above.tags())), None) or self._add(above, "LI")
        if element.tag == "dt":
            return self._label_in(item)
        self._items[element] = item
        return self._body_in(item)

    def _body_in(self, item: Tag) -> Tag:
        bodies = [tag for tag in item.tags() if tag.kind == "LBody"]
        return bodies[0] if bodies else self._add(item, "LBody")

    def _entry(self, element: Any, above: Tag) -> Tag:
        """Return the body of an entry of a bibliography or an index, in a list made for it."""
        entries = self._entries_in(above)
        for _ in range(depth(element) - 1):
            items = list(entries.tags())
            if not items:
                break
            entries = self._entries_in(next(tag for tag in items[-1].tags() if tag.kind == "LBody"))
        item = self._add(entries, "LI")
        self._items[element] = item
        return self._add(item, "LBody")

    def _entries_in(self, above: Tag) -> Tag:
        last = above.kids[-1] if above.kids else None
        if isinstance(last, Tag) and id(last) in self._entries:
            return last
        made = self._add(above, "L")
        made.attributes["ListNumbering"] = "None"
        self._entries.add(id(made))
        return made

    def _label(self, element: Any, above: Tag) -> Tag:
        around = self._parents.get(element)
        while around is not None and around not in self._items:
            around = self._parents.get(around)
        return above if around is None else self._label_in(self._items[around])

    def _label_in(self, item: Tag) -> Tag:
        first = item.kids[0] if item.kids else None
        if isinstance(first, Tag) and first.kind == "Lbl":
            return first
        return self._add(item, "Lbl", 0)

    # --- notes ------------------------------------------------------------------------------

    def _note(self, element: Any, _: Tag) -> Tag:
        """Return the tag of a note, the same for all parts of one that goes on over pages."""
        name = whole_id(element.get("id", ""))
        if name not in self._notes:
            self._place_note(name, self.words_of(self._parents[element]))
        return self._notes[name]

    def _place_note(self, name: str, mark: Tag) -> None:
        """Put a note after the paragraph, table or figure in which its mark stands.

        One whose mark stands in a term or another label comes before what is said of that.
        """
        if name in self._notes:
            return
        block = mark
        while block.kind != "Lbl" and not self._holds_notes(self._above[id(block)]):
            block = self._above[id(block)]
        holder, at = self._above[id(block)], 0
        if block.kind == "Lbl":
            holder = self._body_in(holder)
        else:
            at = next(number for number, kid in enumerate(holder.kids) if kid is block) + 1
        while at < len(holder.kids) and _is_note(holder.kids[at]):
            at += 1
        self._notes[name] = self._add(holder, "Note", at)
        self._notes[name].id = name

    def _line(self, element: Any, _: Tag) -> Tag:
        """Return the tag of a line of a note, inside the list, table or quotation it belongs to.

        A line that is parted over pages comes again with the same numbers, and is one.
        """
        around = element
        while role(around) != "Note":
            around = self._parents[around]
        note = tag = self.tag_of(around)
        for step in steps(element):
            key = (id(note), step.number)
            if key not in self._steps:
                self._steps[key] = self._add(tag, step.kind, 0 if step.kind == "Lbl" else None)
                self._steps[key].attributes.update(step.attributes)
            tag = self._steps[key]
        return tag

    def _holds_notes(self, tag: Tag) -> bool:
        return tag.kind in _HOLDS_NOTES and id(tag) not in self._whole

    def _endnote(self, element: Any, above: Tag) -> Tag:
        note = self._add(above, "Note")
        note.id = element.get("id", "")
        return note

    def _mark(self, element: Any, above: Tag) -> Tag:
        """Return the link to an endnote."""
        return self._add(self._add(self._line_in(above, element), "Reference"), "Link")

    def _number(self, element: Any, above: Tag) -> Tag:
        """Return the link back from an endnote: its label, which stands before its words."""
        note = above
        while note.kind != "Note":
            note = self._above[id(note)]
        return self._add(self._add(note, "Lbl", 0), "Link")

    # --- lines ------------------------------------------------------------------------------

    def _line_in(self, tag: Tag, element: Any) -> Tag:
        """Return a paragraph for words that stand bare in a tag that groups others."""
        if tag.kind not in _HOLDS_NO_WORDS:
            return tag
        line = self._open_line(tag, element)
        if line is None:
            line = self._add(tag, "P")
            self._lines[id(line)] = self._block(element)
        return line

    def _open_line(self, tag: Tag, element: Any) -> Tag | None:
        last = next((kid for kid in reversed(tag.kids) if not _is_note(kid)), None)
        if not isinstance(last, Tag) or id(last) not in self._lines:
            return None
        return last if self._lines[id(last)] is self._block(element) else None

    def _block(self, element: Any) -> Any:
        while not is_block(element) and element in self._parents:
            element = self._parents[element]
        return element

    def _add(self, above: Tag, kind: str, at: int | None = None) -> Tag:
        tag = above.add(kind, at)
        self._above[id(tag)] = above
        return tag


def _is_note(kid: object) -> bool:
    return isinstance(kid, Tag) and kid.kind == "Note"


_MAKERS: dict[str, Callable[[Builder, Any, Tag], Tag]] = {
    "Note": Builder._note,
    "LI": Builder._item,
    "entry": Builder._entry,
    "Lbl": Builder._label,
    "Link": Builder._link,
    "endnote": Builder._endnote,
    "mark": Builder._mark,
    "number": Builder._number,
    "line": Builder._line,
}

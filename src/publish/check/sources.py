"""Rules about what pandoc drops or prints as it stands, looked for in the author's own files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from publish.check.catalogue import Draft, Scope, rule
from publish.check.prose import every_prose
from publish.diagnostics import Diagnostic, Place, Severity
from publish.manuscript.places import Finder, place_at, source_text
from publish.model.nodes import CodeBlock, Header, LineBlock, Para, Plain, Str
from publish.model.walk import every, plain_text

_PARAGRAPHS: Any = Para | Plain | Header | LineBlock
_CALL = re.compile(r"\[\^([^\s\[\]^]+)\]")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\s\[\]^]+)\]:", re.MULTILINE)
_SHORTCODE = re.compile(r"\{\{<((?:(?!\{\{<|>\}\}).)*+)>\}\}")
_TEMPLATE = re.compile(
    r"\{\{?%(?:(?!\{%|%\}).)++%\}\}?|\{\{(?![<%])(?:(?!\{\{|\}\}).)++\}\}", re.DOTALL
)
_DIV = re.compile(r"^[ \t>]*(:{3,})(?P<name>.*)$", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)


@rule("note-undefined", Scope.FILE)
def note_undefined(draft: Draft) -> Iterator[Diagnostic]:
    """A note is called that is not written in this file.

    `[^label]` in the text needs a paragraph that begins with `[^label]:` in the same file; notes
    of other chapters do not count. Without it the label itself would be printed.
    """
    for chapter in draft.document.chapters:
        finder = Finder(draft.folder, chapter)
        for text in every(Str, chapter.blocks):
            for label in _CALL.findall(text.text):
                message = f"no note '{label}' in this file"
                hint = f"write it: '[^{label}]: ...', with an empty line before it"
                yield Diagnostic("note-undefined", message, finder.place(f"[^{label}]"), hint)


@rule("note-unused", Scope.TEXT)
def note_unused(draft: Draft) -> Iterator[Diagnostic]:
    """A note is written that nothing in its file calls, so it is not in the book.

    Put `[^label]` where it belongs in the text, or remove the note.
    """
    for path, text in _texts(draft):
        calls = Counter(_CALL.findall(_DEFINITION.sub("", text)))
        for found in _DEFINITION.finditer(text):
            if not calls[found[1]]:
                message = f"nothing calls the note '{found[1]}', so it is left out"
                place = place_at(path, text, found.start())
                yield Diagnostic("note-unused", message, place, severity=Severity.WARNING)


@rule("note-duplicate", Scope.TEXT)
def note_duplicate(draft: Draft) -> Iterator[Diagnostic]:
    """Two notes of one file have the same label.

    Both calls would get the text of the last. Labels only have to differ within a file.
    """
    for path, text in _texts(draft):
        first: dict[str, Place] = {}
        for found in _DEFINITION.finditer(text):
            place = place_at(path, text, found.start())
            if found[1] in first:
                line = first[found[1]].line
                message = f"the note '{found[1]}' was already written on line {line}"
                hint = "give one of the two another label"
                yield Diagnostic("note-duplicate", message, place, hint)
            first.setdefault(found[1], place)


@rule("markup-shortcode", Scope.FILE)
def markup_shortcode(draft: Draft) -> Iterator[Diagnostic]:
    """A shortcode of Quarto (`{{< ... >}}`) is not carried out, and is printed as it stands.

    Only `{{< pagebreak >}}` is known. Put what an `include` names into the chapter itself, or list
    the file as a chapter of its own.
    """
    for chapter in draft.document.chapters:
        finder = Finder(draft.folder, chapter)
        paragraphs = every(_PARAGRAPHS, chapter.blocks)
        for paragraph in paragraphs:
            said = paragraph.lines if isinstance(paragraph, LineBlock) else paragraph
            for words in map(str.strip, _SHORTCODE.findall(plain_text(said))):
                if words != "pagebreak":
                    message = f"the shortcode '{words}' is not known and is printed as it stands"
                    place = finder.place("{{< " + words.split(" ")[0])
                    yield Diagnostic("markup-shortcode", message, place, severity=Severity.WARNING)


@rule("markup-template", Scope.TEXT)
def markup_template(draft: Draft) -> Iterator[Diagnostic]:
    """Markup of a web site (`{% ... %}`, `{{ ... }}`) is not carried out, and printed as it stands.

    Jekyll, Hugo and Eleventy fill such places in. Write what would stand there.
    """
    for path in dict.fromkeys(prose.path for prose in every_prose(draft)):
        text = _without_code(source_text(draft.folder, path))
        for found in _TEMPLATE.finditer(text):
            shown = " ".join(found[0].split())[:40]
            message = f"{shown!r} is not known and is printed as it stands"
            place = place_at(path, text, found.start())
            yield Diagnostic("markup-template", message, place, severity=Severity.WARNING)


@rule("markup-div-open", Scope.TEXT)
def markup_div_open(draft: Draft) -> Iterator[Diagnostic]:
    """A block that begins with `:::` is not closed, or closed and not opened.

    pandoc lets it run to the end of the chapter, or prints the colons. Each `::: {.name}` needs a
    line of colons alone after its last paragraph, with empty lines around.
    """
    for path, text in _texts(draft):
        waiting: list[int] = []
        for found in _DIV.finditer(text):
            if found["name"].strip():
                waiting.append(found.start(1))
            elif waiting:
                waiting.pop()
            else:
                place = place_at(path, text, found.start(1))
                message = "these colons close a block that nothing opens"
                yield Diagnostic("markup-div-open", message, place, severity=Severity.WARNING)
        for start in waiting:
            message = "this block is never closed"
            hint = "end it with a line ':::' of its own"
            place = place_at(path, text, start)
            yield Diagnostic("markup-div-open", message, place, hint, Severity.WARNING)


@rule("code-not-run")
def code_not_run(draft: Draft) -> Iterator[Diagnostic]:
    """A code cell is printed, not run.

    A build runs no program of the author's. Save what the cell draws as a picture, what it counts
    as a table, and put these into the chapter.
    """
    for chapter in draft.document.chapters:
        finder = Finder(draft.folder, chapter, within_code=True)
        for block in every(CodeBlock, chapter.blocks):
            if "code-cell" in block.attr.classes:
                language = block.attr.classes[0]
                message = f"this '{language}' cell is printed as code, not run"
                hint = "put its result into the chapter, as a picture or a table"
                place = finder.place("{" + language)
                yield Diagnostic("code-not-run", message, place, hint, Severity.WARNING)


def _without_code(text: str) -> str:
    for pattern in (_FENCED, _CODE):
        text = pattern.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)
    return text


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield path and text of every chapter file; fenced code is left empty."""
    paths = dict.fromkeys(one.place.path for one in draft.document.chapters if one.place)
    for path in paths:
        text = source_text(draft.folder, path)
        if text:
            yield path, _FENCED.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)

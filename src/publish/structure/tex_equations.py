"""Displayed formulas in TeX's environments, which pandoc leaves raw, as formulas of the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.model.nodes import Attr, Inline, Math, MathKind, Span

# The environment inside `$$...$$` that sets the same lines; "" where there is one line only.
# Source: amsmath's user's guide, section 3; `eqnarray` is LaTeX's own.
_INNER = {
    "equation": "",
    "displaymath": "",
    "align": "aligned",
    "alignat": "aligned",
    "flalign": "aligned",
    "eqnarray": "aligned",
    "gather": "gathered",
    "multline": "gathered",
}
_ENVIRONMENT = re.compile(
    r"\\begin\{(?P<name>\w+)(?P<star>\*?)\}(?:\{\d+\})?(?P<body>.*)\\end\{(?P=name)(?P=star)\}",
    re.DOTALL,
)
# LaTeX's `\label{eq:x}` and bookdown's `(\#eq:x)`.
_NAME = re.compile(r"\\label\{([^{}]+)\}|\(\\#([\w:.-]+)\)")
# Source: amsmath's user's guide, 3.1.1. The label with a star stands without brackets.
_TAG = re.compile(r"\\tag(\*?)\{([^{}\\$]+)\}")
_PLAIN = Attr("", ("equation",))
_NO_NUMBER = re.compile(r"\\(?:nonumber|notag)\b")


def equation_of_tex(text: str) -> Inline | None:
    """Return the formula of a TeX environment, named where the author named it, else None.

    A book counts equations as wholes: of several names in one environment, the first holds.
    """
    found = _ENVIRONMENT.fullmatch(text.strip())
    if not found or found["name"] not in _INNER:
        return None
    body = " ".join(_NO_NUMBER.sub("", _NAME.sub("", found["body"])).split())
    inner = _INNER[found["name"]]
    if inner:
        body = rf"\begin{{{inner}}} {body} \end{{{inner}}}"
    formula = Math(MathKind.DISPLAY, body)
    name = next(equation_names(text), "")
    return tagged(Span(Attr(name, ("equation",)), (formula,)) if name else formula)


def tagged(node: Inline) -> Inline:
    """Return an equation with the number that the author gave it by a tag, as its `tag`.

    A formula with several stays as it is: a book counts equations as wholes.
    """
    attr, formula = _PLAIN, node
    if isinstance(node, Span) and node.content:  # an index mark has none
        attr, formula = node.attr, node.content[0]
    if "equation" not in attr.classes or not isinstance(formula, Math):
        return node
    found = _TAG.findall(formula.text)
    if formula.kind is not MathKind.DISPLAY or len(found) != 1:
        return node
    (star, label), bare = found[0], _TAG.sub("", formula.text).strip()
    label = label.strip() if star else f"({label.strip()})"
    attr = replace(attr, pairs=(*attr.pairs, ("tag", label)))
    return Span(attr, (replace(formula, text=bare),))


def equation_names(text: str) -> Iterator[str]:
    """Yield the names that an author gave to the formulas of a TeX environment."""
    found = _ENVIRONMENT.fullmatch(text.strip())
    if found and found["name"] in _INNER:
        yield from (label or name for label, name in _NAME.findall(found["body"]))

"""Code cells of notebooks, read as the code they show.

Quarto, knitr and R Markdown write a cell as a fence with `{python}` or `{r plot, echo=FALSE}`.
pandoc knows no such fence and takes the whole cell, to the next blank line, for words of a
paragraph. A book is not run: a cell becomes a code block with the class `code-cell`.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})(.*)$")
_CELL = re.compile(r"[ \t]*\{([A-Za-z][\w+-]*)(?:[ ,][^{}]*)?\}[ \t]*$")


def with_cells_as_code(text: str) -> str:
    """Return `text` with the same lines, in which the fences of cells are pandoc's."""
    if "```{" not in text and "~~~{" not in text and not re.search(r"(?:```|~~~)[ \t]+\{", text):
        return text
    open_fence = ""
    lines = []
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if found and open_fence:
            if found[2].startswith(open_fence) and not found[3].strip():
                open_fence = ""
        elif found and "`" not in found[3]:
            open_fence = found[2]
            cell = _CELL.match(found[3])
            if cell:
                line = f"{found[1]}{found[2]} {{.{cell[1]} .code-cell}}"
        lines.append(line)
    return "\n".join(lines)

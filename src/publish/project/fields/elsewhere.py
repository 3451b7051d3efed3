"""Settings of pandoc and Quarto that are known, and say nothing about our three editions."""

from __future__ import annotations

from publish.project.groups import Field
from publish.project.kinds import WithoutEffect

_INSTEAD = {
    "css": "put print.css or epub.css into styles/",
    "reference-doc": "put the file at styles/reference.docx",
    "stylesheet": "put epub.css into styles/",
    "epub-stylesheet": "put epub.css into styles/",
    "template": "put print.css or epub.css into styles/",
    "theme": "write 'print: {design: ...}'",
    "biblio-style": "write 'csl: ...'",
    "bibliographystyle": "write 'csl: ...'",
}
_NAMES = """
citation-abbreviations notes-after-punctuation reference-location $schema documentclass
classoption header-includes include-before include-before-body include-after include-after-body
include-in-header pdf-engine pdf-engine-opts latex-engine keep-tex keep-md execute jupyter
engine knitr website project type site-url repo-url repo-actions repo-branch repo-subdir
sharing sidebar navbar search favicon downloads open-graph twitter-card page-navigation
page-footer cover-image-html output-dir metadata-files lightbox comments code-fold code-tools
code-link code-overflow highlight-style citeproc cite-method citation-package citation citecolor
urlcolor linkcolor filecolor toccolor colorlinks boxlinks sansfont monofont mathfont CJKmainfont
fontfamily fontenc indent block-headings pagestyle margin-left margin-right margin-top
margin-bottom html-math-method self-contained embed-resources standalone date-format
date-modified title-meta author-meta date-meta lang-meta version categories image params draft
fig-width fig-height fig-align fig-cap-location tbl-cap-location fig-pos number-offset df-print
hyphenate hyperrefoptions epub-fonts epub-chapter-level epub-metadata epub-subdirectory
split-level ibooks linkReferences nameInLink chapters-in-references tags from reader to
"""

ELSEWHERE = tuple(
    Field(name, WithoutEffect(_INSTEAD.get(name, ""))) for name in (*_INSTEAD, *_NAMES.split())
)

"""What each piece of a book is called in EPUB and for screen readers.

Source: EPUB 3 Structural Semantics Vocabulary 1.1; DPUB-ARIA 1.1; the pairs follow the DAISY
Accessible Publishing Knowledge Base. A role is left out where DPUB-ARIA has none.
"""

from __future__ import annotations

from publish.model.document import Role

CHAPTER_ROLES: dict[Role, str] = {
    Role.ABSTRACT: "doc-abstract",
    Role.ACKNOWLEDGMENTS: "doc-acknowledgments",
    Role.AFTERWORD: "doc-afterword",
    Role.APPENDIX: "doc-appendix",
    Role.BIBLIOGRAPHY: "doc-bibliography",
    Role.CHAPTER: "doc-chapter",
    Role.COLOPHON: "doc-colophon",
    Role.CONCLUSION: "doc-conclusion",
    Role.DEDICATION: "doc-dedication",
    Role.EPIGRAPH: "doc-epigraph",
    Role.EPILOGUE: "doc-epilogue",
    Role.FOREWORD: "doc-foreword",
    Role.GLOSSARY: "doc-glossary",
    Role.INDEX: "doc-index",
    Role.INTRODUCTION: "doc-introduction",
    Role.NOTES: "doc-endnotes",
    Role.PART: "doc-part",
    Role.PREFACE: "doc-preface",
    Role.PROLOGUE: "doc-prologue",
}

# Classes of a Div that say what it is: class -> (epub:type, role).
DIV_ROLES: dict[str, tuple[str, str]] = {
    "epigraph": ("epigraph", "doc-epigraph"),
    "dedication": ("dedication", "doc-dedication"),
    "abstract": ("abstract", "doc-abstract"),
    "glossary": ("glossary", "doc-glossary"),
    "pullquote": ("pullquote", "doc-pullquote"),
    "callout-note": ("notice", "doc-notice"),
    "callout-important": ("notice", "doc-notice"),
    "callout-warning": ("notice", "doc-notice"),
    "callout-caution": ("notice", "doc-notice"),
    "callout-tip": ("tip", "doc-tip"),
}

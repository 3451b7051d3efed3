"""Tables from biblatex's types, fields and words to those of CSL 1.0.2.

Source: biblatex 3.20 manual, 2.1 (types), 2.2 (fields), 4.9.2 (words); CSL 1.0.2, appendices III
and IV.
"""

from __future__ import annotations

_TYPES_TEXT = """
    article article-journal  suppperiodical article-journal  periodical periodical
    newspaper article-newspaper  magazine article-magazine
    book book  mvbook book  collection book  mvcollection book  proceedings book
    mvproceedings book  reference book  mvreference book  manual book  commentary book
    booklet pamphlet  pamphlet pamphlet
    inbook chapter  bookinbook chapter  suppbook chapter  incollection chapter
    suppcollection chapter  inproceedings paper-conference  conference paper-conference
    inreference entry-encyclopedia  dictionaryentry entry-dictionary
    online webpage  electronic webpage  www webpage  blog post-weblog
    report report  techreport report  thesis thesis  phdthesis thesis  mastersthesis thesis
    mathesis thesis  unpublished manuscript  letter personal_communication
    archival document  archive document  misc document  set document
    dataset dataset  software software  patent patent  standard standard  map map
    image graphic  artwork graphic  audio song  music song  video motion_picture
    movie motion_picture  performance performance  interview interview  review review
    legal treaty  treaty treaty  legislation legislation  legadminmaterial regulation
    regulation regulation  bill bill  hearing hearing  jurisdiction legal_case
"""
TYPES = dict(zip(_TYPES_TEXT.split()[::2], _TYPES_TEXT.split()[1::2], strict=True))
# `entrysubtype` makes another type of some (manual, 2.2.3).
SUBTYPES = {
    ("article", "magazine"): "article-magazine",
    ("article", "newspaper"): "article-newspaper",
    ("suppperiodical", "magazine"): "article-magazine",
    ("suppperiodical", "newspaper"): "article-newspaper",
    ("misc", "letter"): "personal_communication",
    ("misc", "interview"): "interview",
    ("misc", "map"): "map",
    ("unpublished", "letter"): "personal_communication",
}
# Types that stand inside something else, and those that come out again and again.
PARTS = frozenset(("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"))
ARTICLES = frozenset(("article-journal", "article-magazine", "article-newspaper", "review"))
# Types whose number is their own, not that of a series.
NUMBERED = frozenset(
    ("report", "patent", "standard", "legislation", "bill", "regulation", "legal_case", "treaty")
)
# What an archive keeps: there a library is where it lies, not where a copy can be borrowed.
UNPUBLISHED = frozenset(
    ("manuscript", "document", "personal_communication", "interview", "map", "graphic", "treaty")
)

# Fields whose text is taken over as it is.
TEXTS = {
    "abstract": "abstract",
    "annotation": "annote",
    "annote": "annote",
    "chapter": "chapter-number",
    "edition": "edition",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "keywords": "keyword",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "numpages": "number-of-pages",
    "version": "version",
    "volumes": "number-of-volumes",
    "venue": "event-place",
    "origtitle": "original-title",
    "shortjournal": "container-title-short",
    "shortseries": "collection-title-short",
    "archive": "archive",
    "repository": "archive",
    "archive-place": "archive-place",
    "archiveplace": "archive-place",
    "archive_place": "archive-place",
    "archivecollection": "archive_collection",
    "archive_collection": "archive_collection",
    "archive-collection": "archive_collection",
    "collection": "archive_collection",
    "callnumber": "call-number",
    "call-number": "call-number",
    "dimensions": "dimensions",
    "scale": "scale",
    "medium": "medium",
    "section": "section",
    "court": "authority",
    "authority": "authority",
    "jurisdiction": "jurisdiction",
    "references": "references",
    "reviewedtitle": "reviewed-title",
    "reviewed-title": "reviewed-title",
}
# Lists of places and publishers, joined by "and" there.
LISTS = {
    "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher",
}
# What stands where the publisher stands, in this order.
PUBLISHERS = ("school", "institution", "organization", "howpublished", "publisher")
# How an archive counts, before the number; the labels are its own, whatever the language.
SHELVES = {
    "fond": "f.",
    "fonds": "f.",
    "opis": "op.",
    "delo": "d.",
    "list": "l.",
    "series": "series",
    "box": "box",
    "folder": "folder",
    "reel": "reel",
}
NAMES = {
    "author": "author",
    "bookauthor": "container-author",
    "translator": "translator",
    "holder": "author",
    "recipient": "recipient",
    "interviewer": "interviewer",
    "illustrator": "illustrator",
    "director": "director",
    "compiler": "compiler",
    "composer": "composer",
    "performer": "performer",
    "producer": "producer",
    "narrator": "narrator",
    "curator": "curator",
    "reviewedauthor": "reviewed-author",
    "origauthor": "original-author",
    # CSL has no roles for these; a style that prints contributors prints them.
    "introduction": "contributor",
    "foreword": "contributor",
    "afterword": "contributor",
    "commentator": "contributor",
    "annotator": "contributor",
    "collaborator": "contributor",
    "editorcollection": "collection-editor",
    "serieseditor": "collection-editor",
}
# biblatex's `editortype` (manual, 2.3.6); a type that is not here edits.
EDITORS = {
    "compiler": "compiler",
    "organizer": "organizer",
    "director": "director",
    "producer": "producer",
    "performer": "performer",
    "conductor": "performer",
    "illustrator": "illustrator",
    "narrator": "narrator",
    "translator": "translator",
    "editor": "editor",
    "redactor": "editor",
    "reviser": "editor",
    "founder": "editor",
    "continuator": "editor",
    "collaborator": "contributor",
}
# Fields that are read, besides the tables above, or that say nothing of a source.
_MAPPED_TEXT = """
    title subtitle titleaddon shorttitle booktitle booksubtitle booktitleaddon maintitle
    mainsubtitle maintitleaddon journal journaltitle journalsubtitle journaltitleaddon issuetitle
    issuesubtitle issuetitleaddon eventtitle eventtitleaddon series volume part number issue eid
    location address type pubstate library note addendum url urldate doi eprint eprinttype
    archiveprefix date year month day origdate origyear eventdate urlyear langid langidopts
    hyphenation language editor editora editorb editorc options crossref xref xdata ids file
    archive_location archivelocation archive-location shelfmark
    date-added date-modified timestamp owner bdsk-url-1 bdsk-file-1 urlmonth urlday origmonth
"""
MAPPED = frozenset((*_MAPPED_TEXT.split(), *TEXTS, *LISTS, *NAMES, *PUBLISHERS, *SHELVES))
EPRINTS = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "hdl": "https://hdl.handle.net/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "googlebooks": "https://books.google.com/books?id=",
}
# biblatex's own words for kinds and states, where an author writes their names.
WORDS = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "computer software",
    "datacd": "data CD",
    "audiocd": "audio CD",
    "patent": "patent",
    "patentus": "U.S. patent",
    "patentuk": "British patent",
    "patentde": "German patent",
    "patentfr": "French patent",
    "patenteu": "European patent",
    "countryus": "United States of America",
    "countryuk": "United Kingdom",
    "countryde": "Germany",
    "countryfr": "France",
    "countryeu": "European Union",
    "inpreparation": "in preparation",
    "inpress": "in press",
    "newseries": "new series",
    "oldseries": "old series",
}
THESES = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "mathesis": "mathesis"}
# Theses in their own languages (biblatex's localization files).
WORDS_BY_LANGUAGE = {
    "de": {"phdthesis": "Dissertation", "mathesis": "Magisterarbeit"},
    "fr": {"phdthesis": "thèse de doctorat", "mathesis": "mémoire de master"},
    "es": {"phdthesis": "tesis doctoral", "mathesis": "tesis de máster"},
    "it": {"phdthesis": "tesi di dottorato", "mathesis": "tesi di laurea"},
    "ru": {"phdthesis": "диссертация", "mathesis": "магистерская диссертация"},
}
_LANGUAGES_TEXT = """
    english en-US american en-US usenglish en-US british en-GB ukenglish en-GB australian en-AU
    canadian en-CA newzealand en-NZ german de-DE ngerman de-DE germanb de-DE austrian de-AT
    naustrian de-AT swissgerman de-CH nswissgerman de-CH french fr-FR francais fr-FR
    frenchb fr-FR acadian fr-CA canadien fr-CA italian it-IT spanish es-ES mexican es-MX
    portuguese pt-PT portuges pt-PT brazilian pt-BR brazil pt-BR catalan ca-AD galician gl-ES
    basque eu-ES romanian ro-RO dutch nl-NL afrikaans af-ZA danish da-DK swedish sv-SE
    norwegian nb-NO norsk nb-NO nynorsk nn-NO icelandic is-IS finnish fi-FI estonian et-EE
    latvian lv-LV lithuanian lt-LT polish pl-PL czech cs-CZ slovak sk-SK slovene sl-SI
    slovenian sl-SI croatian hr-HR serbian sr-RS serbianc sr-Cyrl-RS bosnian bs-BA
    macedonian mk-MK bulgarian bg-BG russian ru-RU ukrainian uk-UA belarusian be-BY
    hungarian hu-HU magyar hu-HU greek el-GR polutonikogreek el-GR ancientgreek grc latin la
    turkish tr-TR arabic ar hebrew he-IL persian fa-IR farsi fa-IR urdu ur hindi hi-IN
    sanskrit sa chinese zh-CN chinese-simplified zh-CN chinese-traditional zh-TW japanese ja-JP
    korean ko-KR vietnamese vi-VN thai th-TH indonesian id-ID malay ms armenian hy-AM
    georgian ka-GE mongolian mn albanian sq irish ga welsh cy yiddish yi esperanto eo
    kazakh kk uzbek uz tajik tg azerbaijani az
"""
LANGUAGES = dict(zip(_LANGUAGES_TEXT.split()[::2], _LANGUAGES_TEXT.split()[1::2], strict=True))

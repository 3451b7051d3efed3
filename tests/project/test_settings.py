import json

import pytest

from publish.model.metadata import Identifier, Series, Subject
from publish.model.settings import PrintSettings, Settings
from publish.model.walk import plain_text
from publish.project import Project, load_project
from publish.project.fields import BOOK, CHAPTER


def load(write, settings: str) -> Project:
    return load_project(write({"manuscript/book.yaml": settings, "manuscript/01.md": "# One\n"}))


def test_everything_wrong_is_said_at_once(findings):
    """Each finding with the line and column of the key or value that is wrong."""
    settings = """\
title: A Book
titel: A Book
lang: english language
toc: yes
toc-depth: 9
editions: [pdf, mobi]
title: Again
author:
  - name: Jane
    orchid: 0000
print:
  trim: [a]
  margins: {inner: 20}
chapters: 01.md
"""
    assert findings(settings) == [
        "manuscript/book.yaml:2:1: warning[settings-unknown-key]: unknown setting 'titel'"
        " -- did you mean 'title'?",
        "manuscript/book.yaml:3:7: error[settings-wrong-value]: expected a language tag such as"
        " en-GB, found 'english language'",
        "manuscript/book.yaml:4:6: error[settings-wrong-type]: expected true or false, found 'yes'",
        "manuscript/book.yaml:5:12: error[settings-wrong-value]: expected a whole number from 1"
        " to 6, found 9",
        "manuscript/book.yaml:6:17: error[settings-wrong-value]: expected pdf, epub or docx,"
        " found 'mobi'",
        "manuscript/book.yaml:7:1: error[settings-duplicate-key]: 'title' was already set on"
        " line 1 -- keep one of the two",
        "manuscript/book.yaml:10:5: warning[settings-unknown-key]: unknown setting 'orchid'"
        " -- did you mean 'orcid'?",
        "manuscript/book.yaml:12:9: error[settings-wrong-type]: expected a page size such as 6x9"
        " or a5, found a list",
        "manuscript/book.yaml:13:20: error[settings-wrong-value]: expected a length such as 20mm"
        " or 0.75in, found '20'",
        "manuscript/book.yaml:14:11: error[settings-wrong-type]: expected a list of files, found"
        " '01.md'",
    ]


def test_a_file_that_is_not_yaml_is_one_finding(findings):
    """Nothing that follows from the unread settings is said."""
    assert findings("title: One: Two\n") == [
        "manuscript/book.yaml:1:11: error[settings-yaml]: mapping values are not allowed here"
        ' -- a text with a colon in it goes in quotes: "One: Two"'
    ]


def test_a_bibliography_is_told_by_its_ending(findings):
    """The form of a file follows from its name."""
    assert findings("title: T\nbibliography: 01.md\n") == [
        "manuscript/book.yaml:2:15: error[settings-wrong-value]: expected a file that ends in one"
        " of .bib, .bibtex, .biblatex, .json, .yaml, .yml, found '01.md'"
    ]


def test_settings_that_are_a_list_are_refused(findings):
    """The file holds names with values."""
    assert findings("- title\n") == [
        "manuscript/book.yaml:1:1: error[settings-wrong-type]: expected a group of settings,"
        " found a list"
    ]


def test_what_other_tools_know_is_noted(findings):
    """A setting of pandoc's that does nothing here is no mistake."""
    assert findings("title: T\ndocumentclass: book\nreference-doc: a.docx\n") == [
        "manuscript/book.yaml:2:1: note[settings-no-effect]: 'documentclass' has no effect here",
        "manuscript/book.yaml:3:1: note[settings-no-effect]: 'reference-doc' has no effect here"
        " -- put the file at styles/reference.docx",
    ]


def test_markup_of_titles_is_read(write):
    """Titles hold Markdown; what looks like a list or is a number stays a title."""
    project = load(write, 'title: 1984. The *Novel*\'s "End"\nsubtitle: 2001\nrights: "# Mine"\n')

    assert plain_text(project.metadata.title) == "1984. The Novel’s “End”"
    assert plain_text(project.metadata.subtitle) == "2001"
    assert plain_text(project.metadata.rights) == "# Mine"


def test_paragraphs_that_swallow_others_are_kept_apart(write):
    """An open tag in one setting does not reach into the next."""
    project = load(write, "title: T\nabstract: |\n  <div>\n  open\ndedication: For *her*.\n")

    assert plain_text(project.metadata.abstract) == "open"
    assert plain_text(project.metadata.dedication) == "For her."


def test_straight_quotation_marks_stay_without_smart(write):
    """`smart: false` holds for the settings too."""
    assert plain_text(load(write, "title: It's\nsmart: false\n").metadata.title) == "It's"


def test_numbers_that_name_the_book(write):
    """Schemes are told from the number, and their names are not part of it."""
    project = load(
        write,
        """\
title: T
isbn: {pdf: 978-0-306-40615-7, epub: 978-1-86197-876-9}
doi: https://doi.org/10.1000/182
identifier:
  - urn:uuid:123e4567-e89b-12d3-a456-426614174000
  - {scheme: ISBN-13, text: "9783161484100"}
  - scheme: local
    text: B 7
""",
    )
    assert project.metadata.identifiers == (
        Identifier("isbn", "978-0-306-40615-7", "pdf"),
        Identifier("isbn", "978-1-86197-876-9", "epub"),
        Identifier("doi", "10.1000/182"),
        Identifier("uuid", "123e4567-e89b-12d3-a456-426614174000"),
        Identifier("isbn", "9783161484100"),
        Identifier("local", "B 7"),
    )


def test_publication_data(write):
    """Texts keep their spelling; series, licence and copyright are put together."""
    metadata = load(
        write,
        """\
title: T
publisher-place: Y
edition: 2
date: 2024-05-01
keywords: war, peace
subject: [History, {authority: BISAC, term: HIS032000}]
belongs-to-collection: Old Papers
group-position: 7
copyright: {holder: Jane Doe, year: [2023, 2024]}
rights: All rights reserved.
license: CC BY-NC 4.0
""",
    ).metadata

    assert (metadata.publisher_place, metadata.edition, metadata.date) == ("Y", "2", "2024-05-01")
    assert metadata.keywords == ("war", "peace")
    assert metadata.subjects == (Subject("History"), Subject("HIS032000", "BISAC", "HIS032000"))
    assert metadata.series == Series("Old Papers", "7")
    assert plain_text(metadata.rights) == "© 2023, 2024 Jane Doe All rights reserved."
    assert metadata.license == "https://creativecommons.org/licenses/by-nc/4.0/"


def test_choices_reach_the_settings(write):
    """Every setting of its own name goes to the field of its own name."""
    settings = load(
        write,
        """\
title: T
editions: [epub, pdf, epub]
output-name: my-book
csl: https://www.zotero.org/styles/apa
nocite: "@doe99, @{odd key}, @smith:2001"
toc: false
toc-depth: 3
toc-title: What Is *In* It
lof: true
number-sections: true
number-depth: 2
note-numbering: book
citation-positions: chapter
top-level-division: default
crossref: {fig-prefix: Plate}
tblPrefix: [Tab., Tabs.]
""",
    ).settings

    assert (settings.editions, settings.output_name) == (("epub", "pdf"), "my-book")
    assert (settings.csl, settings.nocite) == ("apa", ("doe99", "odd key", "smith:2001"))
    assert (settings.toc, settings.toc_depth, settings.lof) == (False, 3, True)
    assert (settings.number_sections, settings.number_depth) == (True, 2)
    assert (settings.note_numbering, settings.citation_positions) == ("book", "chapter")
    assert plain_text(settings.toc_title) == "What Is In It"
    assert settings.top_level_division == ""
    assert (settings.figure_prefix, settings.table_prefix) == ("Plate", "Tab.")


def test_an_empty_setting_counts_as_not_given(write):
    """Defaults stay."""
    assert load(write, "title: T\ntoc:\ncsl: ~\nauthor:\n").settings == Settings(output_name="t")


def test_print_settings_in_both_spellings(write):
    """`print:` wins over pandoc's names; LaTeX's geometry gives margins."""
    project = load(
        write,
        """\
title: T
papersize: a5paper
fontsize: 11 pt
linestretch: 1.25
mainfont: Amiri
geometry: [margin=20mm, inner=1in]
print: {main-font: Gentium, margins: {top: 25mm}}
""",
    )
    assert project.settings.print == PrintSettings(
        trim="a5",
        font_size="11pt",
        line_height="calc(1.5 * var(--text-size))",
        main_font="Gentium",
        margins=(("inner", "1in"), ("outer", "20mm"), ("top", "25mm"), ("bottom", "20mm")),
    )


def test_a_quarto_book_moves_in(write, findings):
    """Nested `book:` and `format:` are laid flat; what stands at the top wins."""
    settings = """\
project:
  type: book
book:
  title: Nested
  author: Jane Doe
  chapters: [01.md]
title: Outer
format:
  html: default
  pdf:
    toc-depth: 4
    documentclass: scrbook
  docx: default
"""
    project = load(write, settings)

    assert plain_text(project.metadata.title) == "Outer"
    assert [person.name for person in project.metadata.people] == ["Jane Doe"]
    assert (project.settings.editions, project.settings.toc_depth) == (("pdf", "docx"), 4)
    assert findings(settings) == [
        "manuscript/book.yaml:1:1: note[settings-no-effect]: 'project' has no effect here",
        "manuscript/book.yaml:9:3: note[settings-no-effect]: 'html' has no effect here"
        " -- the editions are pdf, epub, docx",
        "manuscript/book.yaml:12:5: note[settings-no-effect]: 'documentclass' has no effect here",
    ]


def test_an_editor_of_text_is_no_editor_of_books(findings):
    """Quarto names the program in the same place where pandoc names the person."""
    assert findings("title: T\neditor: visual\n") == [
        "manuscript/book.yaml:2:9: note[settings-no-effect]: 'editor' has no effect here"
    ]


def test_every_setting_has_one_row():
    """A name that stood twice in a table would hide the first."""
    for group in (BOOK, CHAPTER):
        own = [one.name for one in group.fields]
        assert sorted(own) == sorted(set(own))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Overheard Country", "the-overheard-country"),
        ("L’*Été* d'Œdipe: 1984!", "lete-dœdipe-1984"),
        ("Война и мир", "война-и-мир"),
        ("a " * 40, "-".join("a" * 30)),
        ("…", "book"),
    ],
)
def test_files_are_named_after_the_title(write, title: str, name: str):
    """Letters and digits of any script, Latin ones without accents, cut between words."""
    project = load(write, f"title: {json.dumps(title)}\n")

    assert project.settings.output_name == name


def test_a_date_that_moves_is_reported(findings):
    """The same sources give the same book on any day."""
    assert findings("title: T\ndate: today\n") == [
        "manuscript/book.yaml:2:7: warning[settings-moving-date]: 'today' would make another book"
        " of the same sources every day -- write the date of publication"
    ]


def test_places_of_settings_are_kept(write):
    """Later checks can say where a setting stands."""
    assert str(load(write, "title: T\ncsl: apa\n").places["csl"]) == "manuscript/book.yaml:2:6"

"""What the findings about settings and files of a project mean, for `publish explain`."""

from __future__ import annotations

EXPLANATIONS = {
    "settings-yaml": """
        The settings are not readable as YAML from this place on.

        The usual causes: a text with a colon in it, or one that begins with @, `, %, * or &,
        stands without quotation marks; a tab indents a line; a quotation mark is not closed.
        """,
    "settings-unknown-key": """
        There is no setting of this name.

        It is left out of account. If a name near it was meant, the hint says so. `publish schema`
        prints all names.
        """,
    "settings-wrong-type": """
        A setting has a value of another kind than it takes.

        For example a list where one text belongs, or the word yes where true or false belongs:
        in YAML 1.2 only true and false are truth values.
        """,
    "settings-wrong-value": """
        A setting takes only certain values, and this is none of them.

        The message says which there are, or how they look.
        """,
    "settings-duplicate-key": """
        The same setting stands twice in one group.

        The first would win in one program and the last in another; keep one of the two.
        """,
    "settings-no-effect": """
        This setting is known from pandoc or Quarto, but does nothing here.

        It belongs to an output or a program that is not used, and may stay for other tools.
        """,
    "settings-no-title": """
        The book has no title.

        Every edition must have one; until it is set, the name of the folder stands for it.
        """,
    "settings-filter-not-allowed": """
        The settings name a filter, and nobody has allowed it to run.

        A filter is a program: it can read and write all that you can. Read it, and if you trust
        whoever wrote it, build with `--allow-filters`. Without the filter the book would lack what
        it does, so nothing is built; take it out of `filters:` if the book is fine without it.
        """,
    "settings-moving-date": """
        The date would change from day to day.

        The same sources must always give the same book. Write the date of publication.
        """,
    "settings-isbn": """
        A number is called an ISBN and is none, or two editions share one.

        The last digit follows from the others, so one of them is wrong or two changed places.
        Shops refuse such a file. Print and EPUB are different goods and need a number each:
        `isbn: {pdf: ..., epub: ...}`. Leave the setting out until you have one.
        """,
    "settings-issn": """
        The number of the series is no ISSN.

        The last of its eight digits follows from the others, so one of them is wrong.
        """,
    "settings-subject": """
        A subject's code does not belong to a scheme that shops and libraries know.

        A code needs both: `{authority: BISAC, term: HIS032000, text: "History / Europe"}`. EPUB
        knows the schemes AAT, BIC, BISAC, CLC, DDC, CLIL, EuroVoc, MEDTOP, LCSH, NDC, Thema, UDC
        and WGS; a link may name another.
        """,
    "settings-missing": """
        There is no manuscript/book.yaml.

        The book is built all the same, with the name of the folder as its title.
        """,
    "settings-missing-file": """
        A setting names a file that is not there.

        Chapters are looked for in manuscript/, bibliographies and covers in the project folder
        and in manuscript/, citation styles in styles/ too.
        """,
    "settings-listed-twice": """
        A chapter stands twice in the list of chapters.

        Its identifiers would then stand for two places. List every file once.
        """,
    "settings-not-listed": """
        A Markdown file of the manuscript is not in the list of chapters.

        A book with a list holds what the list names and nothing else.
        """,
    "settings-not-closed": """
        Settings at the head of a chapter are opened with --- and never closed.

        Everything is taken as text. If --- is meant as a rule, leave an empty line after it.
        """,
    "settings-no-project": """
        The folder is not a project: it has no folder 'manuscript'.

        Go to the project, or name it with --project. `publish new` begins one.
        """,
    "settings-not-empty": """
        A new project would write over files that are there.

        Nothing was written. Choose an empty folder.
        """,
    "project-empty": """
        There is no Markdown file in the manuscript.

        Files that end in .md are chapters; README.md and names that begin with _ are not.
        """,
    "project-outside": """
        A file lies outside the project folder.

        Nothing outside is ever read, so that a book from somebody else cannot take files of
        yours into it, and a book of yours is whole wherever it goes. Copy the file in.
        """,
    "manuscript-unreadable": """
        A file of the manuscript cannot be opened.

        It is a link that leads nowhere, or the rights to read it are missing.
        """,
    "manuscript-not-utf8": """
        A file is not in the encoding UTF-8.

        The place is that of the first byte that cannot be read. Save the file as UTF-8.
        """,
}

"""What the codes mean that are found in a finished Word file (`editions.docx.lint`)."""

from __future__ import annotations

from publish.check.catalogue import describe

_OURS = "If the file comes from a build, your text is not at fault; please report the book."

describe(
    docx_unreadable=f"""
    The file is no Word file, or one of its parts is damaged.

    Word files are ZIP archives of XML parts. Ask for the file again, or save it anew in Word.
    {_OURS}
    """,
    docx_part=f"""
    The parts of a Word file do not fit together.

    Each part needs a content type, each relationship a part to lead to. Word offers to repair such
    a file, and may lose a picture or a note in it. {_OURS}
    """,
    docx_properties=f"""
    The properties of a Word file are missing, doubled, too long or no date.

    Title and language are read out by screen readers; Word cuts custom properties after 255
    letters. {_OURS}
    """,
    docx_field=f"""
    A field in a Word file (contents, page number, citation) is not complete.

    Everything after it can vanish into the field. {_OURS}
    """,
    docx_zotero_list="""
    The references stand in several lists, which Zotero cannot keep up.

    Zotero writes every list of references with all works that the file cites. In a file with live
    citations (`fields: zotero`) divided lists are therefore plain text: they read as in the book
    and do not change when Zotero does. Keep all works in one `::: {#refs}` for a list that does.
    """,
    docx_cell=f"""
    A table in a Word file has a cell that Word cannot open, or more columns than it has room for.

    {_OURS}
    """,
    docx_revision=f"""
    Tracked changes in a Word file are marked wrongly: deleted text would be shown, or text lost.

    {_OURS}
    """,
    docx_note=f"""
    Notes and their marks in a Word file do not fit together, or what Word needs of them is missing.

    {_OURS}
    """,
    docx_style=f"""
    A Word file uses a style that it does not have, or has one twice.

    The text is shown in the default style then. {_OURS}
    """,
    docx_table_name="""
    A table in a Word file has neither a name nor a description.

    Screen readers read the name out before the table. A caption is one; without a caption, the
    heads of the columns are taken.
    """,
    docx_list=f"""
    A Word file uses a list that it does not have.

    {_OURS}
    """,
    docx_bookmark=f"""
    The name of a place in a Word file is used twice, has no end, or is one that Word does not take.

    Names begin with a letter, have letters, figures and low lines, and at most 40 of them. {_OURS}
    """,
    docx_pointer=f"""
    A link or a reference in a Word file leads to a place that is not there.

    Word prints "Error! Bookmark not defined." when it updates the fields. {_OURS}
    """,
    docx_picture=f"""
    Two pictures in a Word file have one number, which some versions of Word refuse.

    {_OURS}
    """,
    docx_no_alt="""
    A picture in a Word file has no words for those who cannot see it.

    Write them in the brackets, `![A map of the town](map.png)`, or as `alt="..."`. A picture that
    carries no meaning gets `{.decorative}`.
    """,
    docx_heading="""
    A heading in a Word file is empty, or more than one level below the one before.

    The navigation pane and screen readers go by the levels.
    """,
    docx_table_head="""
    A table in a Word file does not say which row is its head.

    Screen readers read it out with every cell, and Word repeats it on the next page.
    """,
    docx_empty_paragraph="""
    Empty paragraphs stand in for space in a Word file.

    Screen readers read out each of them. Styles have space before and after.
    """,
    docx_contrast="""
    A style in a Word file has a colour that is too pale to read on white paper.

    WCAG 2.2 asks for a contrast of 4.5 to 1.
    """,
    docx_reference_broken="""
    `styles/reference.docx` is damaged, or no Word file.

    Its styles and its page are those of the Word edition. Open it in Word, save it anew, or take it
    away: the tool's own styles are used then.
    """,
    docx_reference_macros="""
    `styles/reference.docx` has macros or other things that run, or fetches a template.

    Only its styles are wanted. Save it as `.docx` without macros: what runs in a file from somebody
    else is never passed on.
    """,
    docx_alt="""
    The description of a picture in a Word file is its caption again, or the name of a file.

    Who hears the book hears the caption anyway. Say what is to be seen: `alt="..."`.
    """,
    docx_table_merged="""
    A table in a Word file has merged cells.

    Screen readers lose count of the columns there. Where it can be a plain table, make it one.
    """,
    docx_language="""
    A language in a Word file is no tag of BCP 47, or stands where Word does not look for it.

    Word speaks and spells such words in the wrong language.
    """,
    docx_link_text="""
    A link in a Word file is a bare address.

    Screen readers read it out letter by letter: `[words](https://...)` says where it leads.
    """,
    docx_typed_list="""
    A list in a Word file is typed, with marks or numbers at the heads of paragraphs.

    Screen readers do not know it for a list. Use Word's own lists.
    """,
)

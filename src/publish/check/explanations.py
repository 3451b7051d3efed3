"""What the codes mean that no rule finds: those of the settings and of the finished editions."""

from __future__ import annotations

from publish.check.catalogue import describe
from publish.project.codes import EXPLANATIONS

describe(**EXPLANATIONS)
describe(
    output_not_written="""
    A finished file cannot be put where it belongs: the disk is full, or you may not write there.

    Nothing was changed; the files of the last build are whole. Make room, or name another folder:
    `publish build -o FOLDER`.
    """,
    output_outside="""
    The folder `dist` is a link that leads out of the project.

    A book that somebody sends you could put its files among your own that way. Remove the link,
    or say where the files shall go: `publish build -o FOLDER`.
    """,
    file_access="""
    The system does not let a file be read or written.

    The message names the file and says why: a disk that is full, a folder that is yours to read
    only, a file of another user. Finished editions stay as they were.
    """,
    program_missing="""
    A program or a library that a command needs is not there.

    The hint says how to get it; `publish doctor` looks for all of them.
    """,
    publish_defect="""
    The tool itself failed. Your book is not at fault, and the finished editions are as they were.

    Please report it with the file that the message names: it tells where the tool failed. Read it
    first; names of folders and single words of your book may be in it.
    """,
)
describe(
    print_unknown_trim="""
    The print edition has no trim size of this name.

    `publish schema` lists the sizes. They are those of the trade: 5x8, 5.5x8.5 and 6x9 inches,
    A5, A4 and Letter.
    """,
    print_unknown_design="""
    There is no design of this name.

    A design is a style sheet in `styles/designs/` of the project, or one that ships with the
    tool.
    """,
    manuscript_too_hard="""
    A chapter costs pandoc more time than a book is worth.

    Its Markdown is read again and again where brackets, asterisks or quotation marks open and
    nothing closes them; or quotations, lists and the like stand in one another more than fifty
    times. Take out long runs of such signs, or put a backslash before them.
    """,
    filter_failed="""
    A Lua filter of the project ended with an error, or did not end.

    The message is Lua's own, with the line of the filter. Nothing is built without what the filter
    does: mend it, or take it out of `filters:` in the settings.
    """,
    filter_said="""
    A Lua filter of the project printed something while it ran.

    It is no part of the book. Filters that were made to be watched print what they find.
    """,
    design_broken="""
    A stylesheet or a font of the project makes the programs fail that set the pages.

    A font file may be damaged: download it again. A stylesheet may ask for what cannot be done,
    such as rules nested a hundred deep or a page without room for a line. Take the files away one
    by one; the tool's own design always works.
    """,
    design_not_utf8="""
    A stylesheet of the project is no text in UTF-8.

    Save it in UTF-8 in your editor. A file of another kind may have been renamed to `.css`.
    """,
    font_missing="""
    The print edition has no font family of this name.

    Fonts come from packages or from files in `styles/fonts/` of the project, never from the
    system, so that the book looks the same on every computer.
    """,
    pdf_glyph_missing="""
    No font of the design has a character of the text, so an empty box is printed.

    Put a font that has the character into `styles/fonts/`, or write another one. The EPUB and the
    DOCX are shown with the fonts of the reader's device, which may have it.
    """,
    pdf_text_lost="""
    Words of a chapter are on no page.

    The build stops: an edition that lacks words is worse than none. Your text is not at fault;
    please report the book.
    """,
    pdf_text_repeated="""
    Words of a chapter are on its pages more often than they were written.

    The build stops. Only the head and the foot of a long table come again on its next pages. Your
    text is not at fault; please report the book.
    """,
    pdf_text_hidden="""
    A style sheet keeps words of the manuscript off the printed pages.

    Look for `display: none` in `styles/print.css`. What only the EPUB or the DOCX shall show is
    better marked in the text: `::: {.content-visible when-format="epub"}`.
    """,
    pdf_text_not_drawn="""
    The finished PDF was read back, and a page does not show all its words, or shows some twice.

    The build stops. Your text is not at fault; please report the book.
    """,
    pdf_note_not_drawn="""
    The finished PDF was read back, and a footnote or its mark cannot be read where it should be.

    The build stops. A style sheet that sets the numbers of notes in a form of its own may be the
    reason: look into `styles/print.css`. If none does, please report the book.
    """,
    pdf_pango_missing="""
    The print edition needs Pango, a library that draws text, and it cannot be loaded.

    The hint is the command that installs it on this system. The EPUB and the DOCX need no Pango:
    `publish build epub docx`.
    """,
    pdf_note_lost="""
    A footnote of the text is on no page of the finished PDF.

    The build stops: an edition without one of its notes is worse than none. Your text is not at
    fault; please report the book.
    """,
    pdf_note_repeated="""
    A footnote stands on two pages of the finished PDF.

    Your text is not at fault; please report the book.
    """,
    pdf_note_too_long="""
    A footnote is too long for its page, and would run off its foot.

    Move part of it into the text, or make two notes of it.
    """,
    pdf_note_early="""
    A footnote stands on a page before the one that calls it.

    Your text is not at fault; please report the book.
    """,
    pdf_note_late="""
    A footnote stands on the page after the one that calls it.

    There was no room for it. It is right, but not pretty; a changed line nearby often helps.
    """,
    pdf_page_white="""
    A part of a page is left white, because the figure or table that follows had no room there.

    A picture that lacks little room is set smaller, and a table goes on over the page; this one is
    too large. Move it before or after a paragraph nearby, or make it smaller.
    """,
    pdf_page_number_wrong="""
    A page reference names another page than the one its target is on.

    The page numbers would not settle: each layout moved what the one before had counted. Please
    report the book.
    """,
    pdf_text_too_wide="""
    A line is wider than the text block, and runs into the margin.

    Usually a long web address, a word that cannot be divided, or a wide table. Allow a break, or
    set the table in fewer columns.
    """,
    pdf_engine="""
    The layout engine could not do what a stylesheet, a picture or a font asks of it.

    The place is where you wrote it, in `styles/print.css`, in a file that this imports, or in the
    manuscript. A rule that is not understood is left out, and the default design's stands.
    """,
    epub_page_list_missing="""
    The EPUB has no list of the pages of the print edition.

    Readers use it to find a page that somebody cites. The pages could not be laid out; the message
    says why. `epub: page-list: false` leaves the list out without a word.
    """,
    epub_page_list_inexact="""
    A page of the print edition begins somewhere in a paragraph of the EPUB, and not to the word.

    The words of the chapter differ between the editions, so page marks stand before paragraphs.
    Everything else is as it should be.
    """,
    math_not_set="""
    A formula cannot be set.

    Its TeX is either faulty or uses a command that is not known. It is printed as written.
    """,
    return_not_remembered="""
    What a Word file said could not be kept in the folder `.publish` of the project.

    `publish return` then has to compare a file that comes back with the book as it is by then.
    Make the folder writable, and look whether it is a link that leads out of the project.
    """,
)
describe(
    watch_port_taken="""
    The page of `publish watch` cannot be served on this port.

    Another program has it, perhaps another `publish watch`. Without `--port` the next free one is
    taken.
    """,
)

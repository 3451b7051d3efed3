"""What the codes mean that are found in a finished EPUB file (`editions.epub.lint`)."""

from __future__ import annotations

from publish.check.catalogue import describe

_OURS = "Your text is not at fault; please report the book."

describe(
    epub_title=f"""
    A document of the EPUB is not called what its heading says.

    Reading systems show that name in their lists and histories. {_OURS}
    """,
    epub_notes=f"""
    A note of the EPUB and its mark do not lead to each other.

    Every note is called once, bears the number of its mark and leads back. {_OURS}
    """,
    epub_no_alt="""
    A picture or a formula of the EPUB has no words for those who cannot see it.

    Write them in the brackets, `![A map of the town](map.png)`, or as `alt="..."`. A picture
    that carries no meaning gets `{.decorative}`.
    """,
    epub_font_licence="""
    A font of the design may not be put into an EPUB, so readers see one of their own.

    The file says how far it may be embedded: in the field fsType of its table OS/2 (0 and 8 allow
    it), unless its licence is a free one, such as the SIL Open Font License. If you hold a
    licence for electronic books, ask the foundry for a file that says so.
    """,
    epub_cover_drawing="""
    The cover is a drawing that does not say how large it is.

    Shops take no drawings, so the cover is made into pixels; for that its `<svg>` needs `width` and
    `height`, or a `viewBox`. Or name a PNG or JPEG file of 1600 × 2400 pixels.
    """,
    epub_language=f"""
    Something in the EPUB names its language to some readers only.

    `lang` and `xml:lang` must both be there and agree. {_OURS}
    """,
    epub_table_scope=f"""
    A head of a table does not say whether it belongs to a column or to a row.

    Screen readers read out heads before cells, and need to know which. {_OURS}
    """,
    epub_raw_tex=r"""
    Readers of the EPUB would see TeX where they should see a formula.

    Formulas are written as `$...$`; anything between backslashed brackets stays text. If your
    sentence is about TeX, mark the words as code: `` `\frac` ``.
    """,
    epub_svg_case=f"""
    A name in a drawing lost its capitals, and browsers no longer know it.

    Drawing programs write `viewBox`; some converters write it small. Export the drawing again. If
    the file in your project is right: {_OURS}
    """,
    epub_active_content=f"""
    The EPUB would run a program, load something from the network, or style itself in the text.

    Stores refuse the first two, and the last cannot be changed by a reader. {_OURS}
    """,
    epub_page_list=f"""
    The list of printed pages and the marks in the text do not agree.

    Readers who look up a page that somebody cites would end up elsewhere. {_OURS}
    """,
    epub_text_differs=f"""
    A chapter says other words in the EPUB than in print.

    Only what you mark for one edition (`when-format`) may differ. {_OURS}
    """,
    epub_landmarks="""
    The EPUB does not say where its text begins.

    Reading systems open a book there. A book needs at least one chapter in its main part: look at
    the list of chapters in `book.yaml`.
    """,
    epub_toc_depth="""
    The contents of the EPUB are deeper than readers show, or empty.

    Kobo shows three levels. Set `toc-depth` lower.
    """,
    epub_stray_file=f"""
    The EPUB holds a file that does not belong to the book.

    The build stops: it could be something private. {_OURS}
    """,
    epub_file_name=f"""
    A file in the EPUB has a name that some stores refuse.

    They take small Latin letters, figures and hyphens. {_OURS}
    """,
    epub_document_size="""
    A chapter of the EPUB is larger than Kobo takes.

    The limit is ten megabytes of text. Divide the chapter.
    """,
    epub_isbn="""
    A number in the metadata is called an ISBN, but its check digit does not fit.

    The last digit follows from the others, so one of them is wrong or two changed places. Stores
    refuse such a file.
    """,
    epub_access_metadata=f"""
    What the EPUB says about its accessibility is not what is in it.

    These statements help people who cannot read every book to choose one. {_OURS}
    """,
    epub_picture=f"""
    A picture in the finished EPUB cannot be read.

    {_OURS}
    """,
    epub_picture_size="""
    A picture has more pixels than some stores take.

    IngramSpark takes four million, Apple 5.6 million. Make it smaller if you sell there.
    """,
    epub_cover_size="""
    The cover is too small for stores.

    They ask for 1600 × 2400 pixels inside the EPUB; Amazon refuses fewer than 1000 in height.
    """,
)

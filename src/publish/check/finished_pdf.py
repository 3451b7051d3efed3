"""What the codes mean that are found in a finished PDF file (`editions.pdf.preflight`)."""

from __future__ import annotations

from publish.check.catalogue import describe

_OURS = "Your text is not at fault; please report the book."

describe(
    pdf_picture_coarse="""
    A picture has too few pixels for the size at which it is printed.

    Printers ask for 300 pixels an inch, and for 600 where a picture is of black and white only.
    With fewer it looks soft, or its lines show steps. Print it smaller (`{width=50%}` behind the
    picture), scan it again, or use a drawing (SVG), which has no pixels. On screens nothing is
    lost.
    """,
    pdf_standard_missed="""
    The settings ask for a PDF for the archive, and the file cannot be one.

    Every letter must be in a font of the file: give the book one that has the missing letters. And
    every colour must be one of a screen: turn pictures in CMYK into RGB. Or leave
    `print: pdf-standard` out; the PDF is then made, with empty boxes for missing letters, and does
    not say that it keeps PDF/UA if there are any.
    """,
    pdf_font_not_embedded=f"""
    A font that the PDF uses is not in it.

    A printer would put another in its place. {_OURS}
    """,
    pdf_font_unreadable=f"""
    A font of the PDF does not say which characters its letters are.

    Its words could be seen, but not searched, copied or heard. {_OURS}
    """,
    pdf_says_too_little=f"""
    The PDF does not say something that reading programs need: title, language, tags.

    Whoever listens to it would not hear what book it is, or hear it in another language. {_OURS}
    """,
    pdf_link_dead=f"""
    A link in the PDF leads nowhere.

    {_OURS}
    """,
    pdf_page_label_wrong=f"""
    A page has another number in the page box of a reader than on the paper.

    Whoever looks up a page that somebody cites would end up elsewhere. {_OURS}
    """,
    pdf_blank_page=f"""
    A page that should be blank is not, or the other way round.

    Chapters open on right-hand pages, and the page before may stay blank, without head and folio.
    {_OURS}
    """,
    pdf_bookmark_wrong=f"""
    A bookmark of the PDF leads nowhere, or not on through the book.

    {_OURS}
    """,
    pdf_tags_wrong=f"""
    The tags of the PDF would mislead those who listen to it.

    They say what is a heading, a note, a list, and in which order all is read. {_OURS}
    """,
)

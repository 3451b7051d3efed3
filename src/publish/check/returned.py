"""What the codes mean of Word files that come back."""

from __future__ import annotations

from publish.check.catalogue import describe

describe(
    return_file="""
    A file that came back cannot be read, or has nothing of this book in it.

    It is no Word file, is damaged, or unpacks to more than any book needs. Save it as .docx once
    more in the program that wrote it, and name the project with `-C`.
    """,
    return_not_known="""
    Nothing is remembered of the Word file that came back.

    Every build keeps what its Word file said in the folder `.publish`; `publish clean` removes it,
    and only the newest sixty are kept. The file is then compared with the book as it is now. What
    was tracked is read all the same; paragraphs that were taken out without a trace are not seen.
    """,
    return_not_placed="""
    A change in a Word file that came back cannot be said in the manuscript by itself.

    The message has its words, who made it and when. Make it by hand, or leave it.
    """,
    return_withdrawn="""
    A change was tried, and the book then did not say what the editor wrote.

    Every change is proved: the book is exported again with it. One that does not come out as it
    was accepted is left out. Make it by hand.
    """,
    return_generated="""
    Words were changed in a Word file that the tool makes: a citation, a number, a list.

    They would be made anew at the next build. The hint says where they come from: change the
    entry of the bibliography, the settings, or what is counted or referred to.
    """,
    return_untracked="""
    Words differ from those that were sent, and no change was tracked.

    The editor, or the program, changed them without a trace. The change is in the patch; look
    whether it was meant.
    """,
    return_comment="""
    A comment in a Word file that came back, with its place in the manuscript.

    Nothing need be done. Answers follow what they answer, and resolved ones say so.
    """,
    return_changed="""
    A file of the manuscript was changed while the changes of an editor were being looked at.

    Nothing was written. Run the command again.
    """,
)

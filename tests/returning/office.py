"""Edits a Word file in LibreOffice, every change tracked; run by a Python that has `uno`.

usage: office.py INPUT.docx OUTPUT.docx EDITS.json

The edits are a list of objects. `find` is what stands once in the text; `do` says what happens to
it: replace, insert, delete, split, join, remove (its paragraph), move (its paragraph, behind the
one of `to`), italic, upright, bold, light, row in, row out
(of its table), comment. `with` has new words. `track: false` leaves no trace of the
change. Prints a list of true and false: whether each edit could be made. Exits with 3 where
LibreOffice itself has ended meanwhile: Debian's `libreoffice-writer-nogui` 7.4.7 does at a comment,
as it comes without the window in which comments are shown.
"""

import json
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.awt.FontSlant import ITALIC, NONE
from com.sun.star.awt.FontWeight import BOLD, NORMAL
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import DisposedException
from com.sun.star.uno import RuntimeException

BREAK = 0
CONTEXT = []


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connect(name):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not start")


def set_author(context, author):
    manager = context.ServiceManager
    provider = manager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    arguments = (value("nodepath", "/org.openoffice.UserProfile/Data"),)
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", arguments
    )
    first, _, last = author.partition(" ")
    access.setPropertyValue("givenname", first)
    access.setPropertyValue("sn", last)
    access.commitChanges()


def find(document, words):
    search = document.createSearchDescriptor()
    search.SearchString, search.SearchCaseSensitive = words, True
    return document.findFirst(search)


def paragraph(found, *, with_end):
    cursor = found.getText().createTextCursorByRange(found.getStart())
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    if with_end:
        cursor.goRight(1, True)
    return cursor


def edit(document, one):
    found = find(document, one["find"])
    if found is None:
        return False
    document.RecordChanges = one.get("track", True)
    return EDITS[one["do"]](document, found, one) is not False


def replace(document, found, one):
    found.setString(one.get("with", ""))


def insert(document, found, one):
    text = found.getText()
    text.insertString(text.createTextCursorByRange(found.getEnd()), one["with"], False)


def split(document, found, one):
    found.getText().insertControlCharacter(found.getEnd(), BREAK, False)


def join(document, found, one):
    cursor = found.getText().createTextCursorByRange(found.getStart())
    cursor.gotoEndOfParagraph(False)
    cursor.goRight(1, True)
    cursor.setString(one.get("with", " "))


def remove(document, found, one):
    paragraph(found, with_end=True).setString("")


def add(document, found, one):
    text, cursor = found.getText(), paragraph(found, with_end=False)
    cursor.collapseToEnd()
    text.insertControlCharacter(cursor, BREAK, False)
    text.insertString(cursor, one["with"], False)


def set_posture(document, found, one):
    found.CharPosture = ITALIC if one["do"] == "italic" else NONE


def set_weight(document, found, one):
    found.CharWeight = BOLD if one["do"] == "bold" else NORMAL


def row(document, found, one):
    """Take out the row of a table, or put one in below it with words in its first cell."""
    table, cell = found.TextTable, found.Cell
    if table is None or cell is None:
        return False
    view = document.CurrentController.getViewCursor()
    view.gotoRange(found.getStart(), False)
    helper = CONTEXT[0].ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", CONTEXT[0]
    )
    frame = document.CurrentController.Frame
    name = ".uno:DeleteRows" if one["do"] == "row out" else ".uno:InsertRowsAfter"
    helper.executeDispatch(frame, name, "", 0, ())
    made = None
    if one["do"] == "row in":
        below = f"A{int(cell.CellName.lstrip(string.ascii_letters)) + 1}"
        made = table.getCellByName(below)
        if made is not None:
            made.insertString(made.createTextCursor(), one["with"], False)
    return one["do"] == "row out" or made is not None


def comment(document, found, one):
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Content = one.get("author", "Eve Editor"), one["with"]
    found.getText().insertTextContent(found, note, True)


def move(document, found, one):
    controller = document.CurrentController
    controller.select(paragraph(found, with_end=True))
    carried = controller.getTransferable()
    target = find(document, one["to"])
    if target is None:
        return False
    paragraph(found, with_end=True).setString("")
    cursor = paragraph(target, with_end=True)
    cursor.collapseToEnd()
    controller.getViewCursor().gotoRange(cursor, False)
    controller.insertTransferable(carried)
    return True


EDITS = {
    "replace": replace,
    "delete": replace,
    "insert": insert,
    "split": split,
    "join": join,
    "remove": remove,
    "add": add,
    "move": move,
    "italic": set_posture,
    "upright": set_posture,
    "bold": set_weight,
    "light": set_weight,
    "row in": row,
    "row out": row,
    "comment": comment,
}


def ended(office):
    """Whether LibreOffice is gone, or goes within two seconds."""
    try:
        office.wait(2)
    except subprocess.TimeoutExpired:
        return False
    return True


def main():
    source, target, edits = (Path(name).resolve() for name in sys.argv[1:4])
    name = f"publish-{time.time_ns()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                f"-env:UserInstallation=file://{profile}",
                f"--accept=pipe,name={name};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            context = connect(name)
            CONTEXT.append(context)
            set_author(context, "Eve Editor")
            desktop = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
            hidden = (value("Hidden", True),)
            document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, hidden)
            done = [edit(document, one) for one in json.loads(edits.read_text("utf-8"))]
            form = (value("FilterName", "MS Word 2007 XML"),)
            document.storeToURL(target.as_uri(), form)
            document.close(True)
            print(json.dumps(done))
            desktop.terminate()
        except (DisposedException, RuntimeException):
            # Either is said of a program that is gone, as it happens.
            if ended(office):
                sys.exit(3)
            raise
        finally:
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.terminate()


main()

"""Seeded edits of the sample book, made in LibreOffice and taken back into the Markdown.

usage: python benchmarks/return_trip.py [--sessions 5] [--edits 100] [--seed 1] [--verbose]
       [--profile modern-language-studies]

With `--profile` the file is the manuscript that a journal wants: typed notes, endnotes, no fields.

Each session edits a fresh copy of the book's Word file, every change tracked but a few, and reads
it back. The table tells, by kind of edit: how many were made, landed in the source, were reported
instead, and were lost. `damaged` counts paragraphs that say something else than the file with all
changes accepted (as pandoc reads it) though nothing was reported of them. Needs `soffice` and a
Python that has LibreOffice's `uno`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from publish.editions.docx import ooxml
from publish.editions.docx.package import Package
from publish.editions.docx.wording import Kind, Paragraph, Piece, Wording, read_wording
from publish.editions.markup import Element
from publish.pandoc import run
from publish.pipeline import build
from publish.provenance.trace import GENERATED
from publish.returning import Trip, apply, findings, take_back
from publish.returning.work import Step
from publish.submission import submit

ROOT = Path(__file__).parents[1]
OFFICE = ROOT / "tests/returning/office.py"
SAMPLE = ("manuscript", "bibliography.bib", "styles")
KINDS = {
    "word replaced": 22,
    "words put in": 18,
    "word taken out": 14,
    "beside a note": 10,
    "in a note": 8,
    "in a quotation": 4,
    "in a table": 4,
    "in a heading": 3,
    "in a caption": 2,
    "words of a citation": 3,
    "paragraph divided": 3,
    "paragraphs joined": 3,
    "paragraph taken out": 2,
    "paragraph put in": 3,
    "paragraph moved": 2,
    "italics set": 3,
    "italics taken off": 2,
    "bold set": 3,
    "row taken out": 2,
    "row put in": 2,
    "comment": 3,
    "without a trace": 4,
}
_PLACES = {
    "in a quotation": ("BlockText", "Verse", "Epigraph"),
    "in a table": ("TableText",),
    "row taken out": ("TableText",),
    "row put in": ("TableText",),
    "in a heading": ("Heading1", "Heading2"),
    "in a caption": ("ImageCaption", "TableCaption"),
}
_BODY = ("BodyText", "FirstParagraph")
_NEW = ("lamp", "river", "stone", "paper", "winter", "copper", "garden", "letter", "window")


@dataclass
class Edit:
    """One edit as `office.py` takes it, and what it is called in the table."""

    kind: str
    order: dict[str, object]
    paragraph: str


def system_python() -> str:
    """Return a Python that has LibreOffice's bridge, "" if there is none."""
    if not shutil.which("soffice"):
        return ""
    for name in ("python3", "/usr/bin/python3"):
        path = shutil.which(name, path="/usr/bin:/usr/local/bin:/opt/homebrew/bin")
        found = subprocess.run([path or name, "-c", "import uno"], capture_output=True, check=False)
        if found.returncode == 0:
            return path or name
    return ""


def copy_sample(target: Path) -> Path:
    """Copy the sample book into a folder."""
    for name in SAMPLE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy(source, target / name)
    return target


# --- edits ------------------------------------------------------------------------------------


class Seeder:
    """Chooses edits at random, at most one in a paragraph, each where its words stand once."""

    def __init__(self, wording: Wording, random_: random.Random) -> None:
        self.random, self.wording = random_, wording
        self.notes = [one for note in wording.notes.values() for one in note.paragraphs]
        everything = [*wording.paragraphs, *self.notes]
        self.text = "\n".join(plain(one) for one in everything)
        self.used: set[int] = set()
        self.count = 0

    def edits(self, number: int) -> list[Edit]:
        """Return a number of edits, or as many as there is room for."""
        names = list(KINDS)
        weights = list(KINDS.values())
        wanted = self.random.choices(names, weights, k=number * 3)
        found: list[Edit] = []
        for kind in wanted:
            made = self._edit(kind)
            if made and len(found) < number:
                found.append(made)
        # Paragraphs are moved, joined and taken out last: the words to be found are still there.
        late = ("paragraphs joined", "paragraph taken out", "paragraph moved", "paragraph divided",
                "row taken out", "row put in")  # fmt: skip
        return sorted(found, key=lambda one: one.kind in late)

    def _edit(self, kind: str) -> Edit | None:
        pool = self._pool(kind)
        for _ in range(12):
            if not pool:
                return None
            one = self.random.choice(pool)
            if id(one) in self.used:
                continue
            order = self._order(kind, one)
            if order:
                self.used.add(id(one))
                self.count += 1
                return Edit(kind, order, plain(one))
        return None

    def _pool(self, kind: str) -> list[Paragraph]:
        if kind == "in a note":
            return [
                one
                for one in self.notes
                if any(p.kind is Kind.TEXT and len(p.text) > 30 for p in one.pieces)
            ]
        if kind == "words of a citation":
            return [one for one in self.notes if any(p.kind is Kind.CITATION for p in one.pieces)]
        styles = _PLACES.get(kind, _BODY)
        found = [one for one in self.wording.paragraphs if one.style in styles]
        if kind == "beside a note":
            found = [one for one in found if any(p.kind is Kind.NOTE for p in one.pieces)]
        if kind == "italics taken off":
            found = [one for one in found if any("i" in p.form for p in one.pieces)]
        return found

    def _order(self, kind: str, one: Paragraph) -> dict[str, object] | None:
        new = f"{self.random.choice(_NEW)} zq{self.count}"
        phrase = self._phrase(kind, one)
        if not phrase:
            return None
        order: dict[str, object] = {"find": phrase}
        if kind in ("words put in", "beside a note"):
            return {**order, "do": "insert", "with": f" {new}"}
        if kind == "word taken out":
            return {**order, "do": "delete"}
        if kind == "paragraph put in":
            return {**order, "do": "add", "with": f'The {new} stood there; nobody "asked" why.'}
        if kind == "row put in":
            return {**order, "do": "row in", "with": new}
        if kind == "comment":
            return {**order, "do": "comment", "with": f"Is the {new} right?"}
        if kind == "paragraph moved":
            others = [
                x
                for x in self.wording.paragraphs
                if x.style == "BodyText" and id(x) not in self.used
            ]
            if not others:
                return None
            other = self.random.choice(others)
            to = self._phrase(kind, other)
            self.used.add(id(other))
            return {**order, "do": "move", "to": to} if to and other is not one else None
        simple = {
            "paragraph divided": "split",
            "paragraphs joined": "join",
            "paragraph taken out": "remove",
            "italics set": "italic",
            "italics taken off": "upright",
            "bold set": "bold",
            "row taken out": "row out",
        }
        if kind in simple:
            return {**order, "do": simple[kind]}
        return {**order, "do": "replace", "with": new, "track": kind != "without a trace"}

    def _phrase(self, kind: str, one: Paragraph) -> str:
        """Return words that stand once in the whole file, in one piece of the paragraph."""
        wanted = Kind.CITATION if kind == "words of a citation" else Kind.TEXT
        pieces = [p for p in one.pieces if p.kind is wanted and p.text.strip()]
        if kind == "italics taken off":
            pieces = [p for p in pieces if "i" in p.form]
        elif kind == "beside a note":
            pieces = [
                p
                for p, after in zip(one.pieces, one.pieces[1:], strict=False)
                if after.kind is Kind.NOTE and p.kind is Kind.TEXT
            ]
        if not pieces:
            return ""
        piece = self.random.choice(pieces)
        if kind == "paragraph divided":
            ends = [m.start() + 1 for m in re.finditer(r"[.?!](?= [A-Z])", piece.text)]
            end = self.random.choice(ends or [0])
            return self._once(piece.text[max(end - 30, 0) : end].lstrip())
        return self._words(kind, piece)

    def _words(self, kind: str, piece: Piece) -> str:
        words = list(re.finditer(r"\w[\w’]*", piece.text))
        if kind == "italics taken off":
            return self._once(piece.text.strip())
        if kind == "beside a note":
            words = words[-4:]
        if not words:
            return ""
        start = self.random.randrange(len(words))
        for size in (1, 2, 3, 4, 5, 6):
            last = words[min(start + size, len(words)) - 1]
            found = self._once(piece.text[words[start].start() : last.end()])
            if found:
                return found
        return ""

    def _once(self, words: str) -> str:
        return words if len(words) > 2 and self.text.count(words) == 1 else ""


def plain(one: Paragraph) -> str:
    """Return the words of a paragraph as LibreOffice finds them."""
    return "".join(p.text for p in one.pieces)


# --- what became of them ----------------------------------------------------------------------


def fold(text: str) -> str:
    """Return words without what typography and numbers may change."""
    text = text.translate({ord(a): b for a, b in zip("“”‘’\u00a0", "\"\"'' ", strict=True)})
    text = re.sub("[⁰¹²³⁴-⁹]+", "", text)  # typed numbers of notes, which count anew
    return " ".join(re.sub(r"\d+", "0", text).split())


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a Word file as pandoc reads them, every change accepted.

    Without what is made anew, and without what only one of two programs keeps: fields, formulas,
    notes, styles, tables.
    """
    package = Package.read(path.read_bytes())
    top = package.tree("word/document.xml")
    for one in ooxml.every(top, "w:p"):
        if ooxml.style_of(one).startswith(GENERATED):
            ooxml.remove(one)
    _without_rows(top)
    for table in ooxml.every(top, "w:tbl"):
        above = ooxml.parent(table)
        at = above.index(table)
        above[at : at + 1] = ooxml.every(table, "w:p")
    for one in ooxml.every(top, "m:oMath", "w:pStyle", "w:numPr", "w:drawing", "w:framePr"):
        ooxml.remove(one)
    _without_fields(top)
    bare = path.with_name("bare.docx")
    bare.write_bytes(package.write())
    text = run(
        ["-f", "docx", "--track-changes=accept", "-t", "plain", "--wrap=none", str(bare)], ""
    )
    # The heading of the contents has another style once LibreOffice has saved it.
    found = [fold(one) for one in text.split("\n\n")]
    return [
        words for words in found if words not in ("", "Contents", "Inhalt", "Table des matières")
    ]


def _without_rows(top: Element) -> None:
    """Take out the rows that an editor took out, which pandoc 3.9 keeps, with words put in."""
    for row in ooxml.every(top, "w:tr"):
        properties = ooxml.child(row, "w:trPr")
        if properties is not None and ooxml.child(properties, "w:del") is not None:
            ooxml.remove(row)


def _without_fields(top: Element) -> None:
    depth = 0
    for item in ooxml.every(top, "w:r"):
        marks = [ooxml.get(one, "w:fldCharType") for one in ooxml.every(item, "w:fldChar")]
        depth += marks.count("begin")
        is_note = bool(ooxml.every(item, "w:footnoteReference"))
        if depth or is_note:
            ooxml.remove(item)
        depth -= marks.count("end")


def nonce_of(one: Edit) -> str:
    """Return the word that stands nowhere but in the words of an edit, "" if it has none."""
    found = re.search(r"zq\d+", str(one.order.get("with", "")))
    return found.group() if found else ""


@dataclass
class Session:
    """One file that went and came back."""

    edits: list[Edit]
    trip: Trip
    accepted: list[str]
    rebuilt: list[str]
    wording: Wording
    everything: str
    cited: frozenset[str]  # the letters of notes that are citations alone, before and after

    def outcome(self, one: Edit) -> str:
        """Return landed, reported or lost."""
        if self._landed(one):
            return "landed"
        return "reported" if self._reported(one) else "lost"

    def _landed(self, one: Edit) -> bool:
        text = "\n".join(self.rebuilt)
        find, what = fold(str(one.order["find"])), one.order["do"]
        if what == "comment":
            return any(str(one.order["with"]) in x.message for x in findings(self.trip))
        if what in ("replace", "insert", "add", "row in"):
            # A whole word: zq1 is no part of zq10.
            words = "\n".join(plain_of(self.wording))
            return bool(re.search(rf"{nonce_of(one)}(?!\d)", words))
        if what in ("delete", "remove", "row out"):
            # Words that another edit put in may say the same, in both files.
            return text.count(find) <= "\n".join(self.accepted).count(find)
        if what == "split":
            return any(x.endswith(find) or f"{find}[" in x for x in self.rebuilt) or self._same(
                find
            )
        if what in ("italic", "upright"):
            return self._form(one, "i") == (what == "italic")
        if what == "bold":
            return self._form(one, "b") is True
        return self._same(find)

    def _same(self, find: str) -> bool:
        mine = [x for x in self.rebuilt if find in x]
        return bool(mine) and all(x in self.accepted for x in mine)

    def _form(self, one: Edit, letter: str) -> bool | None:
        for paragraph in self.wording.paragraphs:
            for piece in paragraph.pieces:
                if str(one.order["find"]) in piece.text:
                    return letter in piece.form
        return None

    def _reported(self, one: Edit) -> bool:
        nonce, find = nonce_of(one), fold(str(one.order["find"]))
        for step in self.steps_off():
            said = fold(f"{step.old} {step.new}")
            if (nonce and re.search(rf"{nonce}\b", step.new)) or find in said:
                return True
            if any(x and len(x) > 8 and x in fold(one.paragraph) for x in said.split(" ¶ ")):
                return True
            if step.old and (fold(step.old) in find or fold(step.old) in fold(one.paragraph)):
                return True
        return any(fold(one.paragraph)[:60] in fold(x.message) for x in findings(self.trip))

    def steps_off(self) -> list[Step]:
        """Return the changes that were reported."""
        return [s for w in self.trip.works for s in w.steps if not s.is_on]

    def damaged(self) -> Iterator[str]:
        """Yield what the new book says, though nobody wrote it and nothing was reported of it."""
        doubts = "\n".join(fold(f"{s.old} {s.new}") for s in self.steps_off())
        accepted, rebuilt = self._without_typed_notes()
        for tag, a, b, c, d in SequenceMatcher(None, accepted, rebuilt, False).get_opcodes():
            if tag == "equal":
                continue
            for was, now in zip_longest(accepted[a:b], rebuilt[c:d]):
                halves = [
                    x for s in self.steps_off() for x in (s.old, s.new if "¶" in s.new else "")
                ]  # of paragraphs that should have been joined, or divided
                # Letters only: the numbers in them are fields, which `paragraphs` leaves out.
                ends = [_letters(x)[-9:] for both in halves for x in both.split("¶")]
                words = _letters(was), _letters(now)
                if any(x in words[0] or x in words[1] for x in ends if len(x) > 8):
                    continue
                if not _excused(was, now, doubts):
                    yield difference(was, now)
        everything, kept = fold(self.everything), self._kept_notes()
        for note in (one for name, one in self.wording.notes.items() if name not in kept):
            for piece in (p for one in note.paragraphs for p in one.pieces):
                words = fold(piece.text).strip(" .,;()")
                if any(s.old and fold(s.old) in words for s in self.steps_off()):
                    continue
                if piece.kind is Kind.TEXT and words not in everything and words not in doubts:
                    yield f"in a note: {words}"

    def _kept_notes(self) -> set[str]:
        """Return the notes of paragraphs that an editor took out and that stay, as reported."""
        gone = {_letters(s.old) for s in self.steps_off() if s.old and not s.new}
        kept = (one for one in self.wording.paragraphs if _letters(plain(one)) in gone)
        return {p.ref for one in kept for p in one.pieces if p.kind is Kind.NOTE}

    def _without_typed_notes(self) -> tuple[list[str], list[str]]:
        """Return the paragraphs of both files without the typed notes that both have.

        A paragraph that is moved takes its notes along, and the new book counts and lists them in
        the order of their calls; in the file that came back the list stands as it was sent. What is
        cited first is cited in full: notes of citations alone are left out.
        """
        notes = [one for note in self.wording.notes.values() for one in note.paragraphs]
        made = (Kind.FIELD, Kind.FORMULA)  # `paragraphs` leaves them out
        texts = ("".join(p.text for p in one.pieces if p.kind not in made) for one in notes)
        typed = {_letters(text) for text in texts} - {""}
        rows = [
            [one for one in row if _letters(one) not in self.cited]
            for row in (self.accepted, self.rebuilt)
        ]
        ours = [Counter(one for one in row if _letters(one) in typed) for row in rows]
        both = ours[0] & ours[1]
        left, right = (list(_without(row, both)) for row in rows)
        return left, right


def _without(row: Sequence[str], some: Counter[str]) -> Iterator[str]:
    """Yield what is left of a row when each of some is taken out as often as it counts."""
    rest = Counter(some)
    for one in row:
        if rest[one]:
            rest[one] -= 1
        else:
            yield one


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", fold(text)))


def difference(was: str, now: str) -> str:
    """Return where two texts differ, with a few words around."""
    at = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), 0)
    return f"{was[max(at - 40, 0) : at + 80]!r} -> {now[max(at - 40, 0) : at + 80]!r}"


def all_of(path: Path) -> str:
    """Return all words of a file, notes too, as pandoc reads them, every change accepted."""
    package = Package.read(path.read_bytes())
    _without_rows(package.tree("word/document.xml"))
    bare = path.with_name("accepted.docx")
    bare.write_bytes(package.write())
    return run(
        ["-f", "docx", "--track-changes=accept", "-t", "plain", "--wrap=none", str(bare)], ""
    )


def zip_longest(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at in range(max(len(first), len(second))):
        yield (first[at] if at < len(first) else "", second[at] if at < len(second) else "")


def _excused(was: str, now: str, doubts: str) -> bool:
    """Tell whether all that differs between two paragraphs was reported, or is made anew."""
    first, second = re.findall(r"\w+", was), re.findall(r"\w+", now)
    for tag, a, b, c, d in SequenceMatcher(None, first, second, False).get_opcodes():
        if tag == "equal":
            continue
        words = [*first[a:b], *second[c:d]]
        if not all(word in doubts or word.isdigit() for word in words):
            return False
    return True


def plain_of(wording: Wording) -> list[str]:
    notes = [one for note in wording.notes.values() for one in note.paragraphs]
    return [plain(one) for one in (*wording.paragraphs, *notes)]


def made(book: Path, target: Path, profile: str) -> Path:
    """Return the Word file of a book, or the manuscript of its submission by a profile."""
    if not profile:
        return build(book, ("docx",), target).paths[0]
    paths = submit(book, profile, target).paths
    return next(path for path in paths if path.name == "manuscript.docx")


def session(
    python: str, book: Path, sent: Path, number: int, seed: int, profile: str = ""
) -> Session:
    """Edit a copy of the file, read it back, apply, and build the book again."""
    before = read_wording(Package.read(sent.read_bytes()))
    edits = Seeder(before, random.Random(seed)).edits(number)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        orders, returned = folder / "edits.json", folder / "returned.docx"
        orders.write_text(json.dumps([one.order for one in edits]), "utf-8")
        command = [python, str(OFFICE), str(sent), str(returned), str(orders)]
        done = json.loads(
            subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
        )
        edits = [one for one, is_made in zip(edits, done, strict=True) if is_made]
        copy = folder / "book"
        shutil.copytree(book, copy)
        trip = take_back(copy, returned)
        apply(trip)
        rebuilt = made(copy, folder / "out", profile)
        wording = read_wording(Package.read(rebuilt.read_bytes()))
        everything = all_of(returned)
        # A later edit may have undone one: the row that it stood in was taken out.
        # pandoc writes small capitals as capitals.
        said = {"", *re.findall(r"zq\d+", everything.lower())}
        left = [x for x in edits if x.kind == "comment" or nonce_of(x) in said]
        cited = frozenset((*_citations_alone(before), *_citations_alone(wording)))
        rows = paragraphs(returned), paragraphs(rebuilt)
        return Session(left, trip, *rows, wording, everything, cited)


def _citations_alone(wording: Wording) -> Iterator[str]:
    """Yield the letters of the notes in which the author wrote nothing."""
    for one in (one for note in wording.notes.values() for one in note.paragraphs):
        if not any(p.kind is Kind.TEXT and _letters(p.text) for p in one.pieces):
            yield _letters(plain(one))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=5)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", default="")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    python = system_python()
    if not python:
        raise SystemExit("LibreOffice or its Python bridge (python3-uno) is missing")
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    damaged = 0
    with tempfile.TemporaryDirectory() as name:
        book = copy_sample(Path(name) / "book")
        sent = made(book, book / "dist" / "sent", options.profile)
        for number in range(options.sessions):
            done = session(
                python, book, sent, options.edits, options.seed + number, options.profile
            )
            for one in done.edits:
                outcome = done.outcome(one)
                rows[one.kind][outcome] += 1
                if options.verbose and outcome != "landed":
                    print(f"  {outcome}: {one.kind}: {one.order}")
            if options.verbose:
                for step in done.steps_off():
                    why = step.problem or step.generated
                    print(f"  off: {why}: {step.old[:90]!r} -> {step.new[:90]!r}")
            for what in done.damaged():
                damaged += 1
                print(f"  damaged: {what}")
    print(f"{'edits':24}{'made':>8}{'landed':>8}{'reported':>10}{'lost':>6}")
    for kind in KINDS:
        row = rows[kind]
        count = row.total()
        print(f"{kind:24}{count:8}{row['landed']:8}{row['reported']:10}{row['lost']:6}")
    total = sum(rows.values(), Counter())
    count = total.total()
    print(f"{'all':24}{count:8}{total['landed']:8}{total['reported']:10}{total['lost']:6}")
    print(f"damaged paragraphs: {damaged}")


if __name__ == "__main__":
    main()

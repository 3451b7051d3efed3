from pathlib import Path

import pytest

from publish.model.document import Matter, Role
from publish.model.walk import plain_text
from publish.project import load_project
from publish.project.roles import role_named, role_of_file

FRONT, BODY, BACK = Matter.FRONT, Matter.BODY, Matter.BACK


def test_files_stand_in_the_order_of_their_names(write):
    """`front/` first, `back/` last, numbers as numbers; roles from names and folders."""
    texts = (
        "10-end.md",
        "2-next.md",
        "1-introduction.md",
        "back/index.md",
        "back/thanks.md",
        "front/2-preface.md",
        "front/1-Widmung.md",
        "README.md",
        "_draft.md",
        "figures/a.txt",
    )
    folder = write({f"manuscript/{name}": "Text.\n" for name in texts})
    chapters = load_project(folder).chapters

    assert [(one.path[11:], one.role, one.matter, one.is_numbered) for one in chapters] == [
        ("front/1-Widmung.md", Role.DEDICATION, FRONT, False),
        ("front/2-preface.md", Role.PREFACE, FRONT, False),
        ("1-introduction.md", Role.INTRODUCTION, BODY, False),
        ("2-next.md", Role.CHAPTER, BODY, True),
        ("10-end.md", Role.CHAPTER, BODY, True),
        ("back/index.md", Role.INDEX, BACK, False),
        ("back/thanks.md", Role.ACKNOWLEDGMENTS, BACK, False),
    ]  # fmt: skip


def test_a_chapter_listed_beside_the_parts_is_in_none(write):
    """A conclusion behind the last part is no chapter of it; one listed under a part is."""
    folder = write(
        {
            "manuscript/book.yaml": """\
title: T
chapters:
  - introduction.md
  - part: One
    chapters: [a.md, epilogue.md]
  - b.md
  - part: Two
  - c.md
  - conclusion.md
""",
            **{
                f"manuscript/{name}.md": "x\n"
                for name in ("introduction", "a", "epilogue", "b", "c", "conclusion")
            },
        }
    )
    ends = [one.name for one in load_project(folder).chapters if one.ends_part]

    assert ends == ["b", "conclusion"]


def test_a_list_with_parts_and_appendices(write):
    """Parts are files or titles; appendices are what stands under that name."""
    folder = write(
        {
            "manuscript/book.yaml": """\
title: T
chapters:
  - index.md
  - part: "The *First* Part"
    chapters: [a.md, {file: b.md}]
  - part: two.md
    chapters:
      - manuscript/c.md
appendices: [tables.md, bibliography.md]
""",
            **{
                f"manuscript/{name}.md": "x\n"
                for name in ("index", "a", "b", "two", "c", "tables", "bibliography")
            },
        }
    )
    chapters = load_project(folder).chapters

    assert [(one.name, one.role, one.matter) for one in chapters] == [
        ("index", Role.PREFACE, FRONT),
        ("part-2", Role.PART, BODY),
        ("a", Role.CHAPTER, BODY),
        ("b", Role.CHAPTER, BODY),
        ("two", Role.PART, BODY),
        ("c", Role.CHAPTER, BODY),
        ("tables", Role.APPENDIX, BACK),
        ("bibliography", Role.BIBLIOGRAPHY, BACK),
    ]
    assert (plain_text(chapters[1].title), chapters[1].text) == ("The First Part", "")
    assert str(chapters[1].place) == "manuscript/book.yaml:4:11"


def test_appendices_stand_before_back_matter(write):
    """Also where only they are listed."""
    folder = write(
        {
            "manuscript/book.yaml": "title: T\nappendices: [lists.md]\n",
            **{f"manuscript/{name}.md": "x\n" for name in ("01", "lists", "back/index")},
        }
    )
    assert [(one.name, one.role, one.matter) for one in load_project(folder).chapters] == [
        ("01", Role.CHAPTER, BODY),
        ("lists", Role.APPENDIX, BACK),
        ("index", Role.INDEX, BACK),
    ]


def test_front_matter_is_read_and_its_lines_stay_empty(write):
    """Line numbers of the text are those of the file, whatever the line ends."""
    text = "\ufeff---\r\ntitle: The *Air*\r\nauthor: Jane Doe\r\nlang: fr\r\nunnumbered: true\r\n" \
           "unlisted: true\r\nwhen-format: [pdf]\r\n---\r\nBonjour.\r\n"  # fmt: skip
    files = {"manuscript/air.md": text, "manuscript/book.yaml": "title: T\n"}
    (chapter,) = load_project(write(files)).chapters

    assert chapter.text == "\n" * 8 + "Bonjour.\n"
    assert plain_text(chapter.title) == "The Air"
    assert [person.name for person in chapter.authors] == ["Jane Doe"]
    assert (chapter.lang, chapter.is_numbered, chapter.in_contents) == ("fr", False, False)
    assert chapter.editions == ("pdf",)


def test_an_article_in_one_file_says_its_own_settings(write):
    """The way of pandoc: without a `book.yaml` the head of the only file is the book's."""
    head = "---\ntitle: Salt\nauthor: [Jane Doe, John Roe]\ncsl: apa\ntoc: true\ntitel: x\n...\n"
    project = load_project(write({"manuscript/paper.md": f"{head}\n# One\n"}))

    assert plain_text(project.metadata.title) == "Salt"
    assert [person.name for person in project.metadata.people] == ["Jane Doe", "John Roe"]
    assert (project.settings.csl, project.settings.toc) == ("apa", True)
    (chapter,) = project.chapters
    assert (chapter.authors, chapter.text) == ((), "\n" * 8 + "# One\n")
    assert [str(found.place) for found in project.diagnostics] == ["manuscript/paper.md:6:1"]


@pytest.mark.parametrize("text", ["---\n\nText.\n\n---\n", "Text.\n", "", "----\na: b\n----\n"])
def test_a_rule_across_the_page_is_no_front_matter(write, text: str):
    """Three hyphens with an empty line below are pandoc's rule."""
    (chapter,) = load_project(write({"manuscript/a.md": text})).chapters

    assert chapter.text == text


def test_mistakes_in_front_matter_are_reported_in_the_chapter(findings):
    """At the line of the file, beside those of book.yaml."""
    found = findings(
        "title: T\nlang: 7\n",
        a="---\ntitle: [x]\nrole: prefase\ncsl: apa\n---\n",
        b="---\ntitle: x\n",
        c="---\n\ttitle: x\n---\n",
    )
    assert found == [
        "manuscript/a.md:2:8: error[settings-wrong-type]: expected a text, found a list",
        "manuscript/a.md:3:7: error[settings-wrong-value]: 'prefase' is not something a chapter"
        " can be -- did you mean 'preface'?",
        "manuscript/a.md:4:1: note[settings-no-effect]: 'csl' has no effect here"
        " -- this belongs into manuscript/book.yaml",
        "manuscript/b.md:1:1: warning[settings-not-closed]: '---' opens settings that no second"
        " '---' closes -- close them, or leave a line empty after '---' if it is a rule across"
        " the page",
        "manuscript/book.yaml:2:7: error[settings-wrong-value]: expected a language tag such as"
        " en-GB, found '7'",
        "manuscript/c.md:2:1: error[settings-yaml]: found character '\\t' that cannot start any"
        " token -- YAML is indented with spaces, not with tabs",
    ]


def test_a_list_is_checked_entry_by_entry(findings):
    """Missing, doubled, misspelt and forgotten files, each at its line."""
    settings = """\
title: T
chapters:
  - 01.md
  - 02-eather.md
  - ../secret.md
  - part: One
    chapter: [01.md]
  - 01.md
  - 7: x
bibliography: refs.bib
cover-image: /etc/passwd
"""
    assert findings(settings, **{"02-ether": "x\n"}) == [
        "manuscript/02-ether.md: note[settings-not-listed]: this file is not in the list of"
        " chapters, so it is not in the book",
        "manuscript/book.yaml:4:5: error[settings-missing-file]: no file '02-eather.md' for this"
        " chapter -- did you mean '02-ether.md'?",
        "manuscript/book.yaml:5:5: error[settings-missing-file]: no file '../secret.md' for this"
        " chapter",
        "manuscript/book.yaml:7:5: warning[settings-unknown-key]: unknown setting 'chapter' in a"
        " list of chapters -- did you mean 'chapters'?",
        "manuscript/book.yaml:8:5: error[settings-listed-twice]: 'manuscript/01.md' was already"
        " listed on line 3 -- list every file once",
        "manuscript/book.yaml:9:5: warning[settings-unknown-key]: unknown setting '7' in a list"
        " of chapters",
        "manuscript/book.yaml:9:5: error[settings-wrong-type]: expected the name of a file, or"
        " 'part:' with 'chapters:', found a group of settings",
        "manuscript/book.yaml:10:15: error[settings-missing-file]: no file 'refs.bib' for this"
        " bibliography",
        "manuscript/book.yaml:11:14: error[project-outside]: '/etc/passwd' is not inside the"
        " project folder -- copy the file into the project",
    ]


def test_links_out_of_the_project_are_not_followed(write, complaints, tmp_path: Path):
    """A chapter that is a link to another folder's file is an error, not a chapter."""
    (tmp_path / "secret.md").write_text("secret\n")
    folder = write({"manuscript/01.md": "# One\n"})
    (folder / "manuscript/02.md").symlink_to(tmp_path / "secret.md")

    assert [said for said in complaints(folder) if " error[" in said] == [
        "manuscript/02.md: error[project-outside]: 'manuscript/02.md' is not inside the project"
        " folder -- copy the file into the project"
    ]


def test_other_encodings_are_reported_with_their_place(write, complaints):
    """The first byte that is not UTF-8, by line and column in characters."""
    folder = write({"manuscript/book.yaml": "title: T\n", "manuscript/01.md": ""})
    (folder / "manuscript/01.md").write_bytes("Ünë\r\nété ".encode() + b"caf\xe9\n")

    assert complaints(folder) == [
        "manuscript/01.md:2:8: error[manuscript-not-utf8]: byte 0xe9 is not UTF-8"
        " -- save the file with the encoding UTF-8"
    ]


def test_names_are_unique_in_any_letter_case(write):
    """Files of one name in two folders are two files of an EPUB."""
    names = ("a/One.md", "b/one.md", "c/two words!.md")
    folder = write({f"manuscript/{name}": "x\n" for name in names})

    assert [one.name for one in load_project(folder).chapters] == ["One", "one-2", "two-words"]


def test_a_project_without_settings_still_loads(write):
    """Its title is the folder's name, with a warning."""
    project = load_project(write({"manuscript/01.md": "# One\n", "references.bib": ""}))

    assert plain_text(project.metadata.title) == "my book"
    assert [path.name for path in project.bibliographies] == ["references.bib"]
    assert [found.code for found in project.diagnostics] == ["settings-missing"]


def test_a_folder_that_is_no_project(complaints, tmp_path: Path):
    """Said with what to do."""
    assert complaints(tmp_path) == [
        f"error[settings-no-project]: no folder 'manuscript' in {tmp_path} -- go to your project,"
        " name it with --project, or begin one with 'publish new'"
    ]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("03_Préface.md", Role.PREFACE),
        ("Einführung.md", Role.INTRODUCTION),
        ("Einfu\u0308hrung.md", Role.INTRODUCTION),
        ("предисловие.md", Role.PREFACE),
        ("参考文献.md", Role.BIBLIOGRAPHY),
        ("99 about the author.md", Role.CONTRIBUTORS),
        ("appendix-a-specimen.md", Role.APPENDIX),
        ("part-one.md", Role.PART),
        ("Teil2.md", Role.PART),
        ("party.md", Role.CHAPTER),
        ("1984.md", Role.CHAPTER),
        ("introduction-to-logic.md", Role.CHAPTER),
    ],
)
def test_roles_are_told_from_file_names(name: str, role: Role):
    """Numbers, accents and letter case aside, in the languages of the generated words."""
    assert role_of_file(name) is role


def test_roles_can_be_named():
    """By the words of EPUB's vocabulary, or any that a file could have."""
    assert role_named("copyright-page") is Role.COPYRIGHT
    assert role_named("Acknowledgements") is Role.ACKNOWLEDGMENTS
    assert role_named("nothing") is None


def test_names_that_no_file_can_have_are_reported(findings):
    """Too long for the file system: outside, or the name of a shipped style, but no crash."""
    name = "x" * 300

    assert [
        found.partition("]:")[0]
        for found in findings(f"title: T\ncover-image: {name}\ncsl: {name}\n")
    ] == ["manuscript/book.yaml:2:14: error[project-outside"]


def test_files_that_cannot_be_opened_are_reported(write, complaints):
    """Links that lead nowhere, or round in a ring."""
    folder = write({"manuscript/book.yaml": "title: T\n", "manuscript/01.md": "x\n"})
    (folder / "manuscript/02.md").symlink_to("nowhere.md")
    (folder / "manuscript/03.md").symlink_to("03.md")

    assert complaints(folder) == [
        "manuscript/02.md: error[manuscript-unreadable]: the file cannot be read: No such file or"
        " directory",
        "manuscript/03.md: error[project-outside]: 'manuscript/03.md' is not inside the project"
        " folder -- copy the file into the project",
    ]

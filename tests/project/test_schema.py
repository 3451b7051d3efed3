from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from publish.project.codes import EXPLANATIONS
from publish.project.schema import book_schema, schema_text, shipped_schema

ROOT = Path(__file__).parents[2]


def problems(settings: str) -> list[str]:
    data = YAML(typ="safe", pure=True).load(settings)
    validator = Draft202012Validator(book_schema())
    return sorted({"/".join(str(key) for key in one.path) for one in validator.iter_errors(data)})


def test_the_shipped_schema_is_the_table():
    """`publish schema > src/publish/project/book.schema.json` after a change."""
    assert shipped_schema() == schema_text()
    Draft202012Validator.check_schema(book_schema())


@pytest.mark.parametrize(
    "path", ["manuscript/book.yaml", "src/publish/scaffold/template/manuscript/book.yaml"]
)
def test_shipped_settings_are_valid(path: str):
    """The sample and the new project's settings."""
    text = (ROOT / path).read_text(encoding="utf-8")

    assert problems(text.replace("@TITLE@", "T").replace("@AUTHOR@", "A")) == []


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ("title: 1984\ntoc:\nlang: en-GB\nauthor: [A, {name: B, affiliation: 1}]\n", []),
        ("chapters: [a.md, {part: P, chapters: [b.md]}]\ndocumentclass: {any: thing}\n", []),
        ("book: {title: T}\nformat: {pdf: {toc: true}, docx: default}\n", []),
        ("titel: T\n", [""]),
        ("toc: yes please\n", ["toc"]),
        ("toc-depth: 9\n", ["toc-depth"]),
        ("editions: [mobi]\n", ["editions"]),
        ("chapters: a.md\n", ["chapters"]),
        ("print: {margins: {inner: wide}}\n", ["print"]),
    ],
)
def test_the_schema_judges_as_the_reader_does(settings: str, where: list[str], findings):
    """What editors underline is what a build reports, and nothing else."""
    assert problems(settings) == where
    complaints = [found for found in findings(settings) if "note[" not in found]
    ignored = ("settings-no-title", "settings-missing-file")
    assert bool([found for found in complaints if not any(c in found for c in ignored)]) == bool(
        where
    )


def test_every_code_of_the_package_is_explained():
    """And none that is never used."""
    sources = [
        *(ROOT / "src/publish/project").rglob("*.py"),
        *(ROOT / "src/publish/scaffold").glob("*.py"),
    ]
    text = "\n".join(path.read_text("utf-8") for path in sources if path.name != "codes.py")

    assert {code for code in EXPLANATIONS if f'"{code}"' not in text} == set()

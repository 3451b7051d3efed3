import pytest

from publish.diagnostics import PublishError
from publish.project.yaml import Mapping, Scalar, Sequence, read_yaml


def scalars(text: str) -> dict[str, Scalar]:
    root = read_yaml(text, "book.yaml")
    assert isinstance(root, Mapping)
    return {key.text: value for key, value in root.items if isinstance(value, Scalar)}


def test_texts_stay_what_the_author_wrote():
    """YAML 1.1 makes True, False, 1.1 and a date of these; here the characters stay."""
    found = scalars("place: Y\nanswer: no\nversion: 1.10\nday: 2024-05-01\nnumber: 007\n")

    assert [value.text for value in found.values()] == ["Y", "no", "1.10", "2024-05-01", "007"]
    assert found["answer"].boolean is None


def test_only_true_and_false_are_truth_values():
    """YAML 1.2.2, 10.3.2; in quotation marks a word is a text."""
    found = scalars('a: true\nb: False\nc: "true"\nd: yes\n')

    assert [value.boolean for value in found.values()] == [True, False, None, None]


def test_every_value_has_its_place():
    """Line and column count from 1, in characters."""
    root = read_yaml("a: 1\nb:\n  - x\n  - {ключ: y}\n", "book.yaml")

    assert isinstance(root, Mapping)
    items = root.items[1][1]
    assert isinstance(items, Sequence)
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert [str(root.items[1][0].place), str(items.items[0].place)] == [
        "book.yaml:2:1",
        "book.yaml:3:5",
    ]
    assert str(inner.items[0][1].place) == "book.yaml:4:12"


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("title: One: Two\n", "b:1:11", "mapping values"),
        ("a: 1\n\tb: 2\n", "b:2:1", "\\t"),
        ("a: 1\nb: 'open\nc: 2\n", "b:2:4", "end of stream"),
        ("a: [1\nb: 2\n", "b:2:2", "expected ','"),
        ("a: @key\n", "b:1:4", "cannot start"),
        ("a: 1\nb: \x07\n", "b:2:4", "control character"),
        ('a: 1\nb: "\\uD800"\n', "b:2:4", "U+D800"),
        ("a: 1\n---\nb: 2\n", "b:2:1", "another document"),
        ("a: *x\n", "b:1:4", "undefined alias"),
        ("a: 1\n? [b]\n: 2\n", "b:2:3", "expected a name"),
    ],
)
def test_what_is_not_yaml_is_reported_where_it_stands(text: str, place: str, word: str):
    """One finding, at the place where a person would look."""
    with pytest.raises(PublishError) as caught:
        read_yaml(text, "b")

    (found,) = caught.value.diagnostics
    assert (str(found.place), found.code) == (place, "settings-yaml")
    assert word in found.message


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n"
            for old, new in zip("abcdefg", "bcdefgh", strict=True)
        ),
        "a: &x [*x]\n",
        "a: " + "[" * 5000,
    ],
    ids=["aliases of aliases", "a list in itself", "deep"],
)
def test_values_without_end_are_refused(text: str):
    """A few lines that stand for billions of values end with a finding."""
    with pytest.raises(PublishError, match="too many values"):
        read_yaml(text, "b")

"""Settings of death: aliases of aliases, groups in groups."""

from __future__ import annotations

from itertools import pairwise

from . import Bomb


def yaml_laughs(levels: int = 12) -> str:
    names = [f"k{n}" for n in range(levels)]
    lines = ['k0: &k0 ["lol","lol","lol"]']
    lines += [f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]" for a, b in pairwise(names)]
    return "\n".join([*lines, f"title: *{names[-1]}\n"])


def settings(text: str, **more: object) -> Bomb:
    return Bomb({}, settings=text, **more)  # type: ignore[arg-type]


SETTINGS = {
    "yaml-laughs": settings(yaml_laughs(), ends=(2,)),
    "yaml-laughs-keywords": settings(
        yaml_laughs().replace("title: *", "title: T\nkeywords: *"), ends=(0, 2)
    ),
    "yaml-deep-flow": settings("title: " + "[" * 100_000, ends=(2,)),
    "yaml-deep-block": settings(
        "title:\n" + "\n".join(" " * n + "a:" for n in range(1, 3_000)), ends=(0, 2)
    ),
    "yaml-merge": settings(
        "a0: &a0 {x: 1}\n"
        + "".join(f"a{n}: &a{n} {{<<: [{','.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12))
        + "title: T\n"
    ),
    "yaml-self": settings("title: T\nkeywords: &k [*k]\n", ends=(0, 2)),
    "yaml-keys": settings("title: T\n" + "".join(f"k{n}: 1\n" for n in range(20_000))),
    "yaml-numbers": settings("title: T\ntoc-depth: 1" + "0" * 50_000, ends=(2,)),
    "yaml-title": settings("title: " + "*" * 5_000 + "\nauthor: A\n"),
}

"""Stylesheets of death."""

from __future__ import annotations

from . import Bomb


def css(text: str, **more: object) -> Bomb:
    """Return a book whose print edition and EPUB have this stylesheet."""
    return Bomb(
        {"styles/print.css": text, "styles/epub.css": text},
        ("build", "pdf", "epub"),
        **{"seconds": 60, **more},  # type: ignore[arg-type]
    )


STYLESHEETS = {
    "css-deep": css("p {" * 10_000),
    "css-deep-closed": css("p { " * 300 + "color: red" + " }" * 300),
    "css-braces": css("{" * 10_000 + "}" * 10_000),
    "css-brackets": css("p { width: " + "(" * 10_000 + ")" * 10_000 + " }"),
    "css-calc": css("p { width: " + "calc(" * 2_000 + "1px" + ")" * 2_000 + " }"),
    "css-not": css(":not(" * 2_000 + "p" + ")" * 2_000 + " { color: red }"),
    "css-is": css("".join(":is(p, " for _ in range(20)) + "p" + ")" * 20 + " { color: red }"),
    "css-selector": css("p " * 50_000 + "{ color: red }"),
    "css-descendants": css("* " * 30 + "{ color: red }\n" + "* ~ " * 20 + "p { color: red }"),
    "css-selectors": css(", ".join(f"p.a{n}" for n in range(20_000)) + " { color: red }"),
    "css-rules": css("".join(f".a{n} {{ color: red }}\n" for n in range(15_000))),
    "css-variable-cycle": css(":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }"),
    "css-import-cycle": Bomb(
        {
            "styles/print.css": '@import "a.css"; @import "print.css";',
            "styles/epub.css": '@import "a.css"; @import "epub.css";',
            "styles/a.css": '@import "b.css"; @import "b.css";',
            "styles/b.css": '@import "a.css"; @import "a.css"; p { color: red }',
        },
        ("build", "pdf", "epub"),
    ),
    "css-page": css("@page { size: 1000000mm 1000000mm }"),
    "css-page-none": css("@page { size: 1mm 1mm; margin: 0 }"),
    "css-page-margin": css("@page { margin: 10000mm }"),
    "css-font": css("p { font-size: 10000mm }"),
    "css-font-none": css("p { font-size: 0; line-height: 0 }"),
    "css-counters": css(
        "p { counter-reset: " + " ".join(f"c{n} {n}" for n in range(20_000)) + " }"
    ),
    "css-counter-style": css(
        "@counter-style a { system: fixed; symbols: " + "a " * 50_000 + "}"
        "@counter-style b { system: extends c } @counter-style c { system: extends b }"
        "p::before { counter-increment: x 99999999; content: counter(x, a) counter(x, b) }"
    ),
}

"""How two marks of punctuation meet where parts of a citation are joined."""

from __future__ import annotations

MARKS = ".,;:!?"

# (left, right) -> what stays. The stronger mark wins; a period ends nothing that has ended.
_MEETINGS = {
    "!": {".": "!", "?": "!?", ":": "!", ",": "!,", ";": "!;", "!": "!"},
    "?": {".": "?", "!": "?!", ":": "?", ",": "?,", ";": "?;", "?": "?"},
    ":": {".": ":", "!": "!", "?": "?", ",": ":,", ";": ":;", ":": ":"},
    ".": {"!": ".!", "?": ".?", ":": ".:", ",": ".,", ";": ".;", ".": "."},
    ";": {".": ";", "!": "!", "?": "?", ":": ";", ",": ";,", ";": ";"},
    ",": {".": ",.", "!": ",!", "?": ",?", ":": ",:", ";": ",;", ",": ","},
}


def meeting(left: str, right: str) -> str:
    """Return what stays of two marks that meet; each is one of `MARKS`."""
    return _MEETINGS[left][right]

"""What to do about a finding that has no hint of its own, by its code."""

from __future__ import annotations

from collections.abc import Mapping

USUAL_HINTS: Mapping[str, str] = {
    "bib-syntax": "mend the entry here; the other entries of the file are read all the same",
    "bib-unused": "cite them, list them under 'nocite', or leave them: they are in no edition",
    "crossref-unknown": "give the thing this name, {#name}, or correct the reference",
    "image-broken": "open it in a picture program and save it again",
    "image-cleaned": 'save it as "plain SVG", with its pictures embedded',
    "image-too-large": "scale it to the size at which it prints, at 300 pixels an inch",
    "link-broken-anchor": "give the place this name, # Heading {#name}, or correct the link",
    "markup-div-open": "take the colons away, or open the block with '::: {.name}' before it",
    "markup-shortcode": "write what it stands for; only {{< pagebreak >}} is known",
    "markup-template": "write what would stand there",
    "note-unused": "put its mark where it belongs in the text, or remove the note",
    "settings-missing-file": "correct the name, add the file, or take the setting away",
    "settings-no-effect": "take it away; 'publish schema' lists the settings there are",
    "settings-not-listed": "add it to 'chapters' in the settings, or move it out of the folder",
    "settings-printer": "correct it in the profile; README lists what may stand there",
    "settings-profile": "correct it in the profile; README lists what may stand there",
    "settings-unknown-key": "take it away; 'publish schema' lists the settings there are",
    "settings-wrong-type": "write a value of that kind, or take the setting away",
    "settings-wrong-value": "write a value that is allowed here, or take the setting away",
    "settings-yaml": "look at marks, brackets and the spaces at the line's head here",
    "style-invalid": "mend the style, or name one that ships with the tool under 'csl'",
}

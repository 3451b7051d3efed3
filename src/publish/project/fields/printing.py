"""The settings of what is sent to a printer: the press, and the cover."""

from __future__ import annotations

from publish.project.fields.values import LENGTH
from publish.project.groups import Field, Group
from publish.project.kinds import Choice, Formatted, Placed, Text

COVER_LOOKS = ("frame", "band", "plain")

PRESS = Group(
    (
        Field("profile", Placed(), "The ICC profile of the press, a file in the project."),
        Field(
            "condition",
            Text(),
            "The printing condition by its registered name: `FOGRA39`, `CGATS TR 001`.",
            "press.condition",
        ),
        Field("paper", Text(), "The paper, as the printer's profile calls it.", "press.paper"),
    ),
    "settings of the press",
)
COVER = Group(
    (
        Field("look", Choice(COVER_LOOKS), "How a cover made of words looks.", "cover.look"),
        Field(
            "color",
            Text("a colour such as #1f3a4d", r"#[0-9A-Fa-f]{6}"),
            "The colour of the cover's ground.",
            "cover.color",
        ),
        Field("blurb", Formatted(is_block=True), "The text on the back; else the description."),
        Field("spine", LENGTH, "The width of the spine, where the printer gave it.", "cover.spine"),
        Field("flap", LENGTH, "The width of the flaps of a jacket.", "cover.flap"),
        Field("front-flap", Formatted(is_block=True), "The text on the front flap."),
        Field("back-flap", Formatted(is_block=True), "The text on the back flap."),
        Field("mark", Placed(), "The publisher's mark, a picture for spine and back."),
        Field("wrap-image", Placed(), "A picture of back, spine and front in one, with bleed."),
        Field(
            "price-code",
            Text("five digits such as 51995", r"\d{5}"),
            "The five digits beside the barcode: 5 and the price in US cents, 90000 for none.",
            "cover.price_code",
        ),
    ),
    "settings of the cover",
)

"""The settings of the EPUB edition, and of the record for shops beside it."""

from __future__ import annotations

from publish.project.groups import Field, Group
from publish.project.kinds import Choice, Flag, ListOf, Text

EPUB = Group(
    (
        Field(
            "page-list",
            Flag(),
            "false: leave the page numbers of the print edition out.",
            "epub.page_list",
        ),
        Field(
            "certified-by",
            Text(),
            "Who vouches that the EPUB meets EPUB Accessibility 1.1 and WCAG 2.2 AA.",
            "epub.certified_by",
        ),
        Field(
            "exemption",
            Choice(("micro-enterprise", "disproportionate-burden", "fundamental-alteration")),
            "Why the European Accessibility Act does not bind the book, for the ONIX record.",
            "epub.exemption",
        ),
        Field(
            "store-files",
            Flag(),
            "false: write no ONIX record and no cover for shops beside the EPUB.",
            "epub.store_files",
        ),
        Field(
            "fonts",
            Flag(),
            "false: put no fonts into the EPUB; the reading system's own are shown.",
            "epub.fonts",
        ),
        Field(
            "audience",
            Choice(("general", "children", "young-adult", "schools", "students", "scholarly")),
            "For whom the book is meant, for the ONIX record.",
            "epub.audience",
        ),
        Field(
            "sales-rights",
            ListOf(Text("a country's code such as GB, or 'world'", r"[A-Z]{2}|world")),
            "The countries where the EPUB may be sold, or `world`, for the ONIX record.",
            "epub.sales_rights",
        ),
        Field(
            "price",
            ListOf(Text("a price such as 24.99 USD, or 'free'", r"\d+(\.\d{1,3})? [A-Z]{3}|free")),
            "The price, one for each currency, for the ONIX record: `24.99 USD`, or `free`.",
            "epub.prices",
        ),
    ),
    "settings of the EPUB edition",
)

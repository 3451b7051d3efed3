"""To whom, where and for how much an EPUB is sold: only what the settings say.

Source: EDItEUR, ONIX for Books 3.0, groups P.13, P.21 and P.26; code lists 28, 46, 57, 58, 65, 93.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.model.settings import EpubSettings

# A name, the text of an element or its children; attributes are not needed anywhere.
Child = tuple[str, "str | list[Child]"]
AUDIENCES = {
    "general": "01",
    "children": "02",
    "young-adult": "03",
    "schools": "04",
    "students": "05",
    "scholarly": "06",
}
FREE = "free"
# Prices in these currencies are told without the sales tax, which differs from place to place.
_WITHOUT_TAX = frozenset({"USD", "CAD"})


def audience(settings: EpubSettings) -> Iterator[Child]:
    """Yield for whom the book is meant."""
    if settings.audience:
        code = AUDIENCES[settings.audience]
        yield "Audience", [("AudienceCodeType", "01"), ("AudienceCodeValue", code)]


def sales_rights(settings: EpubSettings) -> Iterator[Child]:
    """Yield where the book may be sold; elsewhere it may not."""
    if settings.sales_rights:
        yield "SalesRights", [("SalesRightsType", "01"), _territory(settings)]
        if not _is_everywhere(settings):
            yield "ROWSalesRightsType", "03"  # not for sale in the rest of the world


def supply(settings: EpubSettings, publisher: str) -> Iterator[Child]:
    """Yield at what price the publisher sells the book."""
    if not settings.prices:
        return
    market: list[Child] = [("Market", [_territory(settings)])] if settings.sales_rights else []
    supplier: Child = ("Supplier", [("SupplierRole", "01"), ("SupplierName", publisher)])
    detail = [supplier, ("ProductAvailability", "20"), *_prices(settings.prices)]
    yield "ProductSupply", [*market, ("SupplyDetail", detail)]


def _prices(prices: tuple[str, ...]) -> Iterator[Child]:
    if FREE in prices:
        yield "UnpricedItemType", "01"
        return
    for price in prices:
        amount, currency = price.split()
        kind = "01" if currency in _WITHOUT_TAX else "02"
        yield (
            "Price",
            [("PriceType", kind), ("PriceAmount", amount), ("CurrencyCode", currency)],
        )


def _is_everywhere(settings: EpubSettings) -> bool:
    return "world" in settings.sales_rights


def _territory(settings: EpubSettings) -> Child:
    if _is_everywhere(settings):
        return "Territory", [("RegionsIncluded", "WORLD")]
    return "Territory", [("CountriesIncluded", " ".join(settings.sales_rights))]

"""The record that tells shops and libraries of an EPUB: ONIX for Books 3.0."""

from publish.editions.epub.onix.record import onix_record

__all__ = ["onix_record"]

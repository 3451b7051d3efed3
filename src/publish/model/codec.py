"""pandoc's JSON to nodes and back, without loss: `decode(encode(document)) == document`."""

from publish.model.decode import decode, decode_blocks, decode_inlines
from publish.model.encode import encode

__all__ = [
    "decode",
    "decode_blocks",
    "decode_inlines",
    "encode",
]

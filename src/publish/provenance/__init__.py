"""Where the words of a finished Word file come from: which file and line of the manuscript."""

from publish.provenance.keep import keep, remembered, sources_of, write_down
from publish.provenance.manifest import FOLDER, Manifest, Origin, read_manifests
from publish.provenance.trace import Source, Trace, Traces, trace

__all__ = [
    "FOLDER",
    "Manifest",
    "Origin",
    "Source",
    "Trace",
    "Traces",
    "keep",
    "read_manifests",
    "remembered",
    "sources_of",
    "trace",
    "write_down",
]

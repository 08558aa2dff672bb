"""Who is meant by the words of a source: its name, kind, naming, side, channel and description."""

from workbench.measures.sources.speakers.resolve import resolve_sources as resolve_sources
from workbench.measures.sources.subjects import find_subject as find_subject
from workbench.measures.sources.subjects import noun_span as noun_span

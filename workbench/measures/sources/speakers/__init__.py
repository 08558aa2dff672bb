"""Who is meant by the words of a source: its name, kind, naming, side, channel and description."""

from workbench.measures.sources.speakers.resolve import resolve_sources as resolve_sources

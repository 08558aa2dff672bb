"""Who is meant by the words of a source: its name, kind, naming, side, channel and description."""

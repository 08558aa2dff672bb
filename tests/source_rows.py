"""Attribution rows made by hand from a text: which words are the source, which the content."""

import pandas as pd

from workbench.language import segment_text
from workbench.measures.sources import resolve_sources
from workbench.schema import make_table


def make_article(text, *, zones=None):
    """One article whose paragraphs (lines) are blocks; `zones` maps the number of a line to its zone."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            number = len(blocks)
            zone = (zones or {}).get(number, "body")
            blocks.append(
                {"article_id": "a", "block_id": number, "start": start, "end": start + len(line), "zone": zone}
            )
        start += len(line) + 1
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    return articles, pd.DataFrame(blocks).assign(rule="by hand", confidence=1.0)


def make_rows(text, statements, *, form="indirect"):
    """Rows for (source, cue, content) triples; each is sought behind the one before it, "" means there is none."""
    rows, behind = [], 0
    for number, (source, cue, content) in enumerate(statements):
        places = {name: _find(text, words, behind) for name, words in (("source", source), ("cue", cue), ("", content))}
        behind = max(0, min(place[0] for place in places.values() if place))
        row = {"article_id": "a", "attribution_id": number, "part": 0, "form": form, "level": "core", "zone": "body"}
        row |= {"start": places[""][0], "end": places[""][1], "n_words": 1, "n_quoted_words": 0}
        for name in ("source", "cue"):
            row[f"{name}_start"], row[f"{name}_end"] = places[name] or (None, None)
        rows.append(row | {"source_text": source or None, "cue_text": cue or None})
    return make_table(rows, "attributions")


def _find(text, words, behind):
    if not words:
        return None
    start = text.find(words, behind)
    if start < 0:
        raise ValueError(f"{words!r} does not stand in the text behind offset {behind}")
    return start, start + len(words)


def resolve(text, statements, *, config=None, form="indirect", zones=None):
    """The rows of `make_rows` with their sources resolved."""
    articles, blocks = make_article(text, zones=zones)
    _, tokens = segment_text(articles, blocks)
    return resolve_sources(make_rows(text, statements, form=form), tokens, articles=articles, config=config)

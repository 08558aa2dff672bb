"""Figures of a short text, parsed as the workbench parses it."""

import pandas as pd
import pytest

from workbench.language import segment_text
from workbench.measures.quantities import find_quantities


def frame_articles(texts):
    return pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})


def parse(texts):
    articles = frame_articles(texts)
    rows = [
        {"article_id": name, "block_id": 0, "start": 0, "end": len(text), "zone": "body", "rule": "", "confidence": 1.0}
        for name, text in texts.items()
    ]
    _, tokens = segment_text(articles, pd.DataFrame(rows))
    return articles, tokens


@pytest.fixture(scope="session")
def figures_of():
    def find(text, **options):
        articles, tokens = parse({"a": text} if isinstance(text, str) else text)
        return find_quantities(tokens, articles=articles, **options)

    return find


@pytest.fixture(scope="session")
def parse_texts():
    return parse

"""Sentences and tokens as the language layer splits them, without its parser: all that readability and VADER need."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from workbench.language import align_text, split_sentences, split_words

_VISIBLE = re.compile(r"\S")


def make_tables(texts: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the sentence and token tables of texts by article id, every line a block of the body."""
    sentences, tokens = [], []
    for article, text in texts.items():
        number = 0
        for block, line in enumerate(re.finditer(r"[^\n]+", text)):
            for start, end in split_sentences(line.group()):
                first, last = line.start() + start, line.start() + end
                sentences.append((article, block, number, first, last))
                tokens += [(article, block, number, *token) for token in _list_tokens(text[first:last], first)]
                number += 1
    columns = ["article_id", "block_id", "sentence_id", "start", "end"]
    df = pd.DataFrame(tokens, columns=[*columns, "text", "is_word"]).astype({"article_id": "str", "text": "str"})
    lower = {form: align_text(form).lower() for form in df["text"].unique()}
    df = df.assign(lower=df["text"].map(lower).astype("str"), zone="body", voice="narrator", word_start=df["start"])
    return pd.DataFrame(sentences, columns=columns).assign(zone="body").astype({"article_id": "str"}), df


def _list_tokens(sentence: str, offset: int) -> list[tuple[int, int, str, bool]]:
    tokens, last = [], 0
    for start, end in [*split_words(sentence), (len(sentence), len(sentence))]:
        gap = ((match.start(), match.group()) for match in _VISIBLE.finditer(sentence, last, start))
        tokens += [(offset + at, offset + at + 1, mark, False) for at, mark in gap]
        if start < end:
            tokens.append((offset + start, offset + end, sentence[start:end], True))
        last = end
    return tokens

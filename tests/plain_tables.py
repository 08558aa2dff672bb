"""Tables of invented texts as the language layer splits them, without its parser."""

import re

import pandas as pd

from workbench.language import align_text, split_sentences, split_words

_VISIBLE = re.compile(r"\S")


def make_tables(texts, *, zone="body"):
    """Return articles, sentences, tokens of texts by article id; double quotation marks make the voice quotation."""
    sentences, tokens = [], []
    for article, text in texts.items():
        number = 0
        for block, line in enumerate(re.finditer(r"[^\n]+", text)):
            for start, end in split_sentences(line.group()):
                first, last = line.start() + start, line.start() + end
                sentences.append((article, block, number, first, last, zone))
                tokens += [(article, block, number, *token) for token in _list_tokens(text, first, last)]
                number += 1
    columns = ["article_id", "block_id", "sentence_id", "start", "end"]
    df = pd.DataFrame(tokens, columns=[*columns, "is_word"])
    df["text"] = pd.Series(
        [texts[a][s:e] for a, s, e in zip(df.article_id, df.start, df.end, strict=True)], dtype="str"
    )
    df = df.assign(
        lower=df["text"].map(lambda t: align_text(t).lower()).astype("str"), zone=zone, word_start=df["start"]
    )
    before = df["text"].isin(list('"“”')).groupby(df["article_id"]).cumsum() % 2
    df["voice"] = before.map({1: "quotation", 0: "narrator"}).astype("str")
    articles = pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})
    frame = pd.DataFrame(sentences, columns=[*columns, "zone"])
    n_words = df[df["is_word"]].groupby(["article_id", "sentence_id"]).size().rename("n_words").reset_index()
    frame = frame.merge(n_words, how="left").fillna({"n_words": 0}).astype({"n_words": "int64", "article_id": "str"})
    return articles, frame, df.astype({"article_id": "str", "is_word": "bool"})


def _list_tokens(text, first, last):
    words = [(first + a, first + b) for a, b in split_words(text[first:last])]
    inside = {i for a, b in words for i in range(a, b)}
    marks = [(i, i + 1, False) for i in range(first, last) if i not in inside and _VISIBLE.match(text[i])]
    return sorted([(a, b, True) for a, b in words] + marks)

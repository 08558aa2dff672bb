"""A token table from plain text by a few rules, so that tests of measures need no parser."""

import re

import numpy as np
import pandas as pd

_PIECE = re.compile(r"(?P<word>\w+(?:[-'.]\w+)*?)(?P<possessive>'s)?(?![-'.]?\w)|(?P<mark>[^\w\s])")


def make_tokens(texts, *, lemmas=None, pos=None, zone="body"):
    """One sentence per full stop, paragraphs at line breaks, quotation between straight double marks."""
    rows = []
    for article_id, text in texts.items():
        sentence = block = 0
        voice = "narrator"
        for match in _PIECE.finditer(text):
            block = text.count("\n", 0, match.start())
            sentence = max(sentence, block * 1000)
            if match["mark"]:
                if match["mark"] == '"':
                    voice = "quotation" if voice == "narrator" else "narrator"
                rows.append((article_id, block, sentence, *match.span(), match.start(), "", False, zone, voice))
                sentence += match["mark"] == "."
                continue
            rows.append((article_id, block, sentence, *match.span("word"), match.start(), "", True, zone, voice))
            if match["possessive"]:
                span = match.span("possessive")
                rows.append((article_id, block, sentence, *span, match.start(), "POS", True, zone, voice))
    names = ["article_id", "block_id", "sentence_id", "start", "end", "word_start", "tag", "is_word", "zone", "voice"]
    df = pd.DataFrame(rows, columns=names)
    df["text"] = [texts[a][s:e] for a, s, e in zip(df["article_id"], df["start"], df["end"], strict=True)]
    df["lower"] = df["text"].str.lower()
    df["lemma"] = df["lower"].map(lambda word: (lemmas or {}).get(word, word))
    df["pos"] = df["lower"].map(lambda word: (pos or {}).get(word, "X"))
    df["token_id"] = df.groupby("article_id").cumcount()
    return df


def invent_corpus(*, n_articles=5, n_sentences=20, n_types=300, seed=1):
    """Articles of words drawn at random from one Zipf-like distribution: no article differs from another."""
    rng = np.random.default_rng(seed)
    share = 1 / np.arange(1, n_types + 1)
    rows = []
    for article in range(n_articles):
        start = 0
        for sentence in range(n_sentences + 3 * article):
            for number in rng.choice(n_types, size=rng.integers(8, 30), p=share / share.sum()):
                word = f"w{number}"
                rows.append(
                    (f"a{article}", 0, sentence, start, start + len(word), word, word, True, "body", "narrator")
                )
                start += len(word) + 1
    names = ["article_id", "block_id", "sentence_id", "start", "end", "text", "lower", "is_word", "zone", "voice"]
    return pd.DataFrame(rows, columns=names)

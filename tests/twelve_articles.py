"""Twelve invented articles of three invented outlets on one invented event, for tests of groups.

What is planted: every article of Gull says "blockade", every article of Heron "closure"; "lighthouse" is a word of one
article of Tern only, twelve times; Gull writes "cease-fire", the others "ceasefire"; Tern writes short sentences. All
else is drawn from one stock of sentences for all outlets, seeded.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from plain_tokens import make_tokens

OUTLETS = {f"{outlet.lower()}_{number}": outlet for outlet in ("Gull", "Heron", "Tern") for number in range(1, 5)}
WORD = {"Gull": "blockade", "Heron": "closure", "Tern": "dispute"}
TRUCE = {"Gull": "cease-fire", "Heron": "ceasefire", "Tern": "ceasefire"}
_OPENINGS = (
    "Boats of the northern fleet stayed in the bay of Orrin on {day}",
    "The council of Orrin met for {n} hours on {day}",
    "Traders said on {day} that prices of salted fish had risen again",
    "A ferry with {n} passengers reached the southern pier",
    "Engineers repaired {n} metres of the broken sea wall",
    "Families queued for fresh water near the old market",
    "The governor of the islands asked both sides to wait",
    "Fishing crews lost {n} nets in the storm",
)
_TAILS = (
    " while talks about the {word} went on",
    " after the {truce} had been announced",
    " because nobody knew how long the {word} would last",
    " and the war of words over the fishing grounds continued",
    "",
    "",
)
_SPEECH = (
    'Mayor Ada Reed said "we want peace and a fair {truce}".',
    'Captain Bo Lund said "the {word} is a terrible mistake".',
    'A spokesman for the fleet said "our crews are tired".',
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday")


def write_texts(*, n_sentences=14, seed=5):
    """Return the texts by article_id: a sentence a line's length, quotations between straight marks."""
    rng = np.random.default_rng(seed)
    texts = {}
    for article, outlet in OUTLETS.items():
        words = {"word": WORD[outlet], "truce": TRUCE[outlet]}
        tails = _TAILS if outlet != "Tern" else _TAILS[-2:]
        lines = [f"The {WORD[outlet]} at Orrin entered its second week with hope for a {TRUCE[outlet]}."]
        for _ in range(n_sentences):
            line = rng.choice(_OPENINGS) + rng.choice(tails)
            lines.append(line.format(day=rng.choice(_DAYS), n=rng.integers(3, 90), **words) + ".")
        lines[3:3] = [str(line).format(**words) for line in rng.permutation(_SPEECH)[:2]]
        if article == "tern_3":
            lines += ["The lighthouse keeper stood by the lighthouse and left the lighthouse open."] * 4
        texts[article] = " ".join(lines)
    return texts


def make_twelve(**options):
    """Return the tables sentences and tokens of the twelve articles, without a parser."""
    texts = write_texts(**options)
    tokens = make_tokens(texts)
    spoken = tokens.groupby(["article_id", "sentence_id"], as_index=False)
    sentences = spoken.agg(
        block_id=("block_id", "first"), start=("start", "min"), end=("end", "max"), zone=("zone", "first"),
        n_words=("is_word", "sum"),
    )  # fmt: skip
    return sentences, tokens


def write_folder(folder):
    """Write the articles as text files; return the folder."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for article, text in write_texts().items():
        folder.joinpath(f"{article}.txt").write_text(f"Trouble at Orrin\n\n{text}\n", encoding="utf-8")
    return folder


def list_outlets():
    """Return the mapping from article_id to outlet as a Series, as ``articles.set_index("article_id")["outlet"]`` is."""
    return pd.Series(OUTLETS, name="outlet")

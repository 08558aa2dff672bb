"""What is quoted has one answer: invariants over texts made at random, with every way of setting marks wrong."""

import random

import pandas as pd
import pytest
from source_rows import make_article

from workbench.language import list_quotations, segment_text
from workbench.measures.sources import apply_corrections, assign_voice, find_attributions
from workbench.measures.sources.corrections import COLUMNS
from workbench.tokens.selection import list_words

N_TEXTS = 120
MARKS = [('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("``", "''"), ("„", "“"), ("«", "»"), ('"', "”")]
LOST = [("", ""), ('"', ""), ("“", ""), ("", '"'), ("", "”"), ("'", ""), ("", "’")]
WORDS = [
    "we stay on the quay",
    "the U.S.-led plan is dead",
    "nobody's house is safe, and we won't leave",
    "they won’t sign it",
    "a so-called pause",
    "the ‘long’ wait is over",
    "it was “never” serious",
    "well-known facts",
    "in the '90s we left",
    "yes",
]
FRAMES = [
    "{said} Marn said.",
    "{said} said council chair Ilse Marn.",
    "Marn said: {said}",
    "Marn told reporters, {said}",
    "Brandt said that {said}.",
    "She called it {said}. Nobody agreed.",
    "He called the plan {said}, and left.",
    "According to Brandt, {said}.",
    "{said}",
    "The choir sang {said} in the square.",
    "{said} she said. {more}",
    "The plan, officials said, was {said}.",
    "Nothing was said.",
    "The {said} quarter was empty.",
]
ZONES = ["body"] * 6 + ["headline", "social", "pullquote", "caption", "standfirst"]


def make_text(seed):
    """Some paragraphs, and the zone of each."""
    chance = random.Random(seed)  # noqa: S311  a seed, no secret

    def quote():
        opening, closing = chance.choice(MARKS if chance.random() < 0.7 else LOST)
        words = chance.choice(WORDS)
        return opening + words.capitalize() + chance.choice([",", ".", "", "?", "…"]) + closing

    paragraphs = []
    for _ in range(chance.randint(1, 5)):
        frames = chance.choices(FRAMES, k=chance.randint(1, 3))
        paragraphs.append(" ".join(frame.format(said=quote(), more=quote()) for frame in frames))
    return "\n".join(paragraphs), {i: chance.choice(ZONES) for i in range(len(paragraphs))}


def read(seeds):
    parts = []
    for seed in seeds:
        text, zones = make_text(seed)
        parts.append([table.assign(article_id=f"{seed:05}") for table in make_article(text, zones=zones)])
    articles, blocks = (pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True))
    tokens = segment_text(articles, blocks, cache=False)[1]
    found = find_attributions(tokens, articles=articles, blocks=blocks)
    return {"articles": articles, "blocks": blocks, "tokens": assign_voice(tokens, found), "found": found}


@pytest.fixture(scope="module")
def made():
    return read(range(N_TEXTS))


def within(table, row):
    return table[(table["article_id"] == row.article_id) & (table["start"] >= row.start) & (table["end"] <= row.end)]


def show(made, row):
    text = made["articles"].set_index("article_id")["text"][row.article_id]
    return f"{row.article_id} {row.rule} {row.form}: {text[row.start : row.end]!r} in {text!r}"


def test_no_row_is_direct_over_the_narrators_words(made):
    spoken = made["tokens"][made["tokens"]["is_word"]]
    direct = made["found"][made["found"]["form"] == "direct"]
    assert len(direct) > N_TEXTS / 4
    for row in direct.itertuples():
        assert set(within(spoken, row)["voice"]) == {"quotation"}, show(made, row)


def test_every_quoted_token_lies_between_marks_or_is_displayed(made):
    texts = made["articles"].set_index("article_id")["text"]
    for article_id, tokens in made["tokens"].groupby("article_id"):
        rows = made["blocks"][made["blocks"]["article_id"] == article_id]
        spans = list_quotations(texts[article_id], rows[["start", "end", "zone"]].itertuples(index=False, name=None))
        quoted = tokens[(tokens["voice"] == "quotation") & ~tokens["zone"].isin(["social", "pullquote"])]
        for start in quoted["start"]:
            assert any(span.start <= start < span.end for span in spans), texts[article_id]


def test_quoted_words_of_a_row_are_those_of_the_voice(made):
    words = list_words(made["tokens"])
    for row in made["found"].itertuples():
        voices = within(words, row)["voice"]
        assert (row.n_words, row.n_quoted_words) == (len(voices), (voices == "quotation").sum()), show(made, row)


def test_a_row_without_quoted_words_is_neither_direct_nor_mixed(made):
    sums = made["found"].groupby(["article_id", "attribution_id"]).agg({"n_quoted_words": "sum", "form": "first"})
    assert not sums[(sums["n_quoted_words"] == 0) & sums["form"].isin(["direct", "mixed"])].size


def test_a_row_corrected_by_hand_counts_as_the_rules_do(made):
    found = made["found"].drop_duplicates(["article_id", "start", "end"], keep=False)
    change = found[["article_id", "start", "end"]].astype("str").assign(action="change", coder="ab", note="again")
    table, _ = apply_corrections(
        found, change.reindex(columns=list(COLUMNS)), articles=made["articles"], tokens=made["tokens"]
    )
    keys = ["article_id", "start", "end"]
    both = found.merge(table, on=keys, suffixes=("", "_by_hand"))
    assert (both["n_words"] == both["n_words_by_hand"]).all()
    assert (both["n_quoted_words"] == both["n_quoted_words_by_hand"]).all()
    assert both["coder_by_hand"].eq("ab").all()

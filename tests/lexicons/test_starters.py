"""The starter lexicons: size, form, and that they take no side."""

import tomllib

import pandas as pd
import pytest
from plain_tokens import make_tokens

from workbench.corpus import load_corpus
from workbench.language import segment_text
from workbench.lexicons import STARTERS, find_hits, label_category, load_lexicon
from workbench.measures.framing import score_framing

TEXT = (
    "{A} fighters attacked a village held by {B} on Monday, officials said. At least 40 people were killed and "
    "about 200 were wounded, according to {A} medics. {B} said the massacre was a crime and vowed to win the war. "
    '"We want a truce," a spokesman for {A} said, "but {B} must accept the terms." The security of {B} was a red line, '
    "{B} ministers insisted, and the onslaught by {A} would be answered. {A} denied responsibility for the deaths. "
    "Talks between {A} and {B} may resume, mediators said; aid for displaced families has perhaps been delayed."
)


@pytest.mark.parametrize("name", STARTERS)
def test_size_form_and_licence(name):
    lexicon = load_lexicon(name)
    assert lexicon.problems.empty
    assert lexicon.sidecar["id"] == name
    assert 60 <= len(lexicon.entries) <= 150
    assert lexicon.sidecar["licence"] == "CC0-1.0"
    assert lexicon.sidecar["validated_on"] == []
    assert set(lexicon.sidecar["categories"]) == set(lexicon.entries["category"])
    for field in ("title", "version", "language", "purpose", "provenance", "known_limits", "spelling"):
        assert lexicon.sidecar[field], field


@pytest.mark.parametrize("name", STARTERS)
def test_no_entry_is_a_name(name):
    """Names are capitalised, and matching ignores case: a capital letter in a term or guard would be a name."""
    entries = load_lexicon(name).entries
    assert entries["term"].str.fullmatch(r"[^A-Z]+").all()
    assert entries["guard_before"].str.replace(r"\\[bwWsSdD]", "", regex=True).str.fullmatch(r"[^A-Z]*").all()
    assert entries["guard_after"].str.replace(r"\\[bwWsSdD]", "", regex=True).str.fullmatch(r"[^A-Z]*").all()


BARRED = ("biased", "propaganda", "slanted", "objective", "fair", "better", "truthful")


@pytest.mark.parametrize("name", STARTERS)
def test_labels_hold_no_word_of_verdict(name):
    lexicon = load_lexicon(name)
    for category in lexicon.categories:
        assert not set(BARRED) & set(label_category(lexicon, category).lower().replace(",", " ").split())


def names_of(config):
    for entity in config.get("entities", []):
        yield from (entity["label"], *entity.get("names", []))
    yield from config.get("parties", {}).values()


def test_no_starter_hits_the_names_and_parties_of_a_bundled_corpus(project_root):
    found = sorted((project_root / "data").glob("*/corpus.toml"))
    names = [name for path in found for name in names_of(tomllib.loads(path.read_text(encoding="utf-8")))]
    if not names:
        pytest.skip("no corpus with configured names is bundled yet")
    actors = [name for name in names if name[:1].isupper()]
    assert find_hits(make_tokens({"x": ". ".join(actors)})).empty


def swap(text, first, second):
    return text.format(A=first, B=second)


def test_swapping_the_parties_of_a_text_leaves_every_hit_and_rate_unchanged():
    tables = []
    for parties in (("Vennland", "Oskaria"), ("Oskaria", "Vennland")):
        tokens = make_tokens({"x": swap(TEXT, *parties), "y": swap(TEXT, *parties[::-1])})
        tables.append(score_framing(tokens, n_shuffles=20).drop(columns="label"))
    first, second = tables
    assert first["n_hits"].sum() > 30
    pairs = [table[table["article_id"] == "x"].reset_index(drop=True) for table in (first, second)]
    assert pairs[0].drop(columns=["null_low", "null_high"]).equals(pairs[1].drop(columns=["null_low", "null_high"]))


def test_swapping_the_parties_leaves_the_rates_unchanged_through_the_parser():
    counts = []
    for parties in (("Vennland", "Oskaria"), ("Oskaria", "Vennland")):
        text = swap(TEXT, *parties)
        articles = pd.DataFrame({"article_id": ["x"], "text": [text]})
        blocks = pd.DataFrame(
            {"article_id": ["x"], "block_id": [0], "start": [0], "end": [len(text)], "zone": ["body"]}
        )
        _, tokens = segment_text(articles, blocks, cache=False)
        hits = find_hits(tokens)
        counts.append(hits.groupby(["lexicon", "category"]).size().to_dict())
    assert counts[0] == counts[1]
    assert sum(counts[0].values()) > 30


@pytest.mark.slow
def test_no_name_in_the_real_articles_is_a_term(truce_folder):
    corpus = load_corpus(truce_folder)
    _, tokens = segment_text(corpus.articles, corpus.blocks)
    named = tokens[tokens["ent_type"].isin(["PERSON", "NORP", "GPE", "LOC"]) & (tokens["pos"] == "PROPN")]
    also_lower_case = set(tokens.loc[tokens["text"].astype("str") == tokens["lower"].astype("str"), "lower"])
    names = set(named["lower"]) - also_lower_case
    hit_words = {word for form in find_hits(tokens)["form"] for word in form.split()}
    assert len(names) > 20
    assert not names & hit_words

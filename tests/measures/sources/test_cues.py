"""The lexicons of cues: what may stand in them, and which verb of a sentence is which entry."""

import pytest

from workbench.language import segment_text
from workbench.lexicons.word_lists import read_word_list
from workbench.measures.sources.cues import LEVEL_OF_SCOPE, cue_span, find_cue, load_cues, read_lexicon
from workbench.schema import make_table
from workbench.tokens.tree import build_tree

FILES = ("reporting_verbs", "sources/cue_nouns", "sources/cue_adjectives")
FRAMES = {"q", "c", "i", "o", "g", "ci"}


def tree(text):
    articles = make_table([{"article_id": "a", "text": text, "source_file": "a.txt"}], "articles")
    block = {"article_id": "a", "block_id": 0, "start": 0, "end": len(text), "zone": "body"}
    return build_tree(segment_text(articles, make_table([block], "blocks"))[1], text)


@pytest.mark.parametrize("name", FILES)
def test_every_entry_has_allowed_codes(name):
    rows = read_word_list(name)
    assert len({row["lemma"] for row in rows}) == len(rows)
    for row in rows:
        assert row["scope"] in LEVEL_OF_SCOPE, row
        assert float(row["writer_stance"]) in {-1, 0, 1}, row
        assert all(frame in FRAMES or frame[:2] in {"p:", "o+"} for frame in row["frames"].split()), row


def test_the_lexicon_names_no_party():
    words = {word for name in FILES for lemma in read_lexicon(name) for word in lemma.split()}
    assert all(word.islower() for word in words)


def test_entries_of_the_agreed_list_keep_family_and_stance():
    cues = load_cues()
    assert (cues["say"].family, cues["say"].stance, cues["say"].level) == ("neutral", 0, "core")
    assert (cues["claim"].family, cues["claim"].stance) == ("distancing", -1)
    assert (cues["reveal"].family, cues["reveal"].stance) == ("factive", 1)
    assert cues["reject"].level == "wide"
    assert cues["hope"].level == "wide"


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Marn pointed out that the gate was open.", "point out"),
        ("The council ruled out a new vote.", "rule out"),
        ("The governor called for calm.", "call for"),
        ("Officials are hoping that it works.", "hope"),
    ],
)
def test_phrases_go_before_their_first_word(text, lemma):
    tokens = tree(text)
    assert lemma in {cue.lemma for token in range(len(tokens)) if (cue := find_cue(tokens, token))}


def test_cue_span_takes_auxiliaries_and_negation():
    tokens = tree("Marn has not yet said that the gate is open.")
    verb = tokens.lower.index("said")
    assert tokens.string(cue_span(tokens, verb)) == "has not yet said"

"""The lexicons of cues: what may stand in them, and which verb of a sentence is which entry."""

import pytest

from workbench.language import segment_text
from workbench.lexicons.word_lists import read_word_list
from workbench.measures.sources import find_attributions
from workbench.measures.sources.cues import FRAMES, LEVEL_OF_SCOPE, TRAITS, cue_span, find_cue, read_cues
from workbench.schema import make_table
from workbench.tokens.tree import build_tree

FILES = ("reporting_verbs", "sources/cue_nouns", "sources/cue_adjectives")


def tree(text):
    articles = make_table([{"article_id": "a", "text": text, "source_file": "a.txt"}], "articles")
    block = {"article_id": "a", "block_id": 0, "start": 0, "end": len(text), "zone": "body"}
    return build_tree(segment_text(articles, make_table([block], "blocks"))[1], text)


def code_of(frame):
    """The code of `FRAMES` that a frame is a case of: "p:about" of "p:X", "o+for" of "o+X"."""
    return frame if frame in FRAMES else frame[:2] + "X"


@pytest.mark.parametrize("name", FILES)
def test_every_entry_has_documented_codes(name):
    rows = read_word_list(name)
    assert len({row["lemma"] for row in rows}) == len(rows)
    for row in rows:
        assert row["scope"] in LEVEL_OF_SCOPE, row
        assert float(row["writer_stance"]) in {-1, 0, 1}, row
        assert {code_of(frame) for frame in row["frames"].split()} <= set(FRAMES), row
        assert set(row.get("traits", "").split()) <= set(TRAITS), row


def test_every_documented_code_is_in_use():
    cues = [cue for name in FILES for cue in read_cues(name).values()]
    assert {code_of(frame) for cue in cues for frame in cue.frames} == set(FRAMES)
    assert {trait for cue in cues for trait in cue.traits} == set(TRAITS)


SPOKEN = [  # a row of reporting_verbs.csv, a sentence, and the words that one of its frames makes the content
    ("snap", '"We are staying here," Marn snapped.', '"We are staying here,"'),
    ("argue", "Marn argued that the gate was shut.", "that the gate was shut"),
    ("vow", "Marn vowed to reopen the gate.", "to reopen the gate"),
    ("deny", "Marn denied breaking the truce.", "breaking the truce"),
    ("reject", "Marn rejected the plan.", "the plan"),
    ("complain", "Marn complained about the noise.", "the noise"),
    ("describe", "Marn described the plan as a trap.", "the plan as a trap"),
    ("urge", "Marn urged residents to leave.", "residents to leave"),
    ("dub", "Marn dubbed the plan a joke.", "the plan a joke"),
]


@pytest.mark.parametrize(("lemma", "text", "content"), SPOKEN)
def test_a_row_is_enough_for_a_reporting_verb(lemma, text, content):
    articles = make_table([{"article_id": "a", "text": text, "source_file": "a.txt"}], "articles")
    block = {"article_id": "a", "block_id": 0, "start": 0, "end": len(text), "zone": "body"}
    blocks = make_table([block], "blocks")
    found = find_attributions(segment_text(articles, blocks)[1], articles=articles, blocks=blocks)
    rows = found[found["cue_lemma"] == lemma]
    assert [text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)] == [content]


@pytest.mark.parametrize(
    ("text", "rule", "is_found"),
    [
        ('"We are staying here," Marn assured the council.', "trailing-cue", True),  # hearer
        ('"We are staying here," Marn repeated the council.', "trailing-cue", False),
        ("She was quoted as saying that the gate was shut.", "second-hand", True),  # relays, relayed
        ("She was quoted as thinking that the gate was shut.", "second-hand", False),
        ("She is expected to lead the council.", "passive-hearsay", True),
        ("She was elected to lead the council.", "passive-hearsay", False),  # no-hearsay
    ],
)
def test_traits_steer_the_rules(text, rule, is_found):
    articles = make_table([{"article_id": "a", "text": text, "source_file": "a.txt"}], "articles")
    block = {"article_id": "a", "block_id": 0, "start": 0, "end": len(text), "zone": "body"}
    blocks = make_table([block], "blocks")
    found = find_attributions(segment_text(articles, blocks)[1], articles=articles, blocks=blocks)
    assert (rule in set(found["rule"])) == is_found


def test_the_lexicon_names_no_party():
    words = {word for name in FILES for lemma in read_cues(name) for word in lemma.split()}
    assert all(word.islower() for word in words)


def test_entries_of_the_agreed_list_keep_family_and_stance():
    cues = read_cues()
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

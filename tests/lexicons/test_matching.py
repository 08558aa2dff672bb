"""How the entries of a lexicon match, and what cancels a hit."""

import pandas as pd
import pytest
from plain_tokens import make_tokens

from workbench.language import split_words
from workbench.lexicons import Lexicon, find_hits, load_lexicon
from workbench.lexicons.checks import _never_matches, finish_entries
from workbench.schema import TABLES


def lexicon_of(*rows):
    """Each row: term, category, and further columns by name."""
    raw = [{"term": term, "category": category, "line": 2 + i, **more} for i, (term, category, more) in enumerate(rows)]
    return Lexicon("own", "Own", finish_entries(pd.DataFrame(raw).fillna(""), "own.csv"), {"licence": "CC0-1.0"})


def forms(text, *rows, **more):
    return find_hits(make_tokens({"a": text}, **more), lexicon_of(*rows))["form"].tolist()


def test_hits_carry_offsets_category_weight_voice_and_zone():
    text = 'He said "the truce holds" today.'
    hits = find_hits(make_tokens({"a": text}), lexicon_of(("truce", "peace", {"weight": "0.5"})))
    assert list(hits.columns)[: len(TABLES["hits"])] == list(TABLES["hits"])
    row = hits.iloc[0]
    assert text[row["start"] : row["end"]] == "truce"
    assert row[["lexicon", "category", "term", "weight", "voice", "zone"]].tolist() == [
        "own",
        "peace",
        "truce",
        0.5,
        "quotation",
        "body",
    ]


def test_form_ignores_case_and_possessive_unless_told_otherwise():
    assert forms("Truce, truce, the truce's end.", ("truce", "a", {})) == ["truce"] * 3
    assert forms("US aid for us.", ("US", "a", {"case_sensitive": "1"})) == ["us"]
    assert forms("US aid for us.", ("US", "a", {})) == ["us", "us"]


def test_lemma_phrase_prefix_wildcard_and_regex():
    lemmas = {"took": "take", "talks": "talk"}
    assert forms("The talks go on.", ("talk", "a", {"match": "lemma"}), lemmas=lemmas) == ["talks"]
    assert forms("They took responsibility.", ("<take> responsibility", "a", {}), lemmas=lemmas) == [
        "took responsibility"
    ]
    assert forms("a peace of sorts", ("a * of", "a", {})) == ["a peace of"]
    assert forms("negotiate negotiations go", ("negotiat", "a", {"match": "prefix"})) == ["negotiate", "negotiations"]
    assert forms("organise organize organic", ("organi?e", "a", {})) == ["organise", "organize"]
    assert forms("cease-fire ceasefire fire", ("cease-?fire", "a", {"match": "regex"})) == ["cease-fire", "ceasefire"]
    assert forms("unfired", ("fire", "a", {"match": "regex"})) == []


def test_a_phrase_stays_in_its_sentence_and_may_span_marks():
    assert forms("No peace. Talks fail.", ("peace talks", "a", {})) == []
    assert forms("Give peace, talks and time.", ("peace talks", "a", {})) == ["peace talks"]


def test_part_of_speech():
    pos = {"strike": "NOUN", "hit": "VERB"}
    assert forms("strike hit", ("strike", "a", {"pos": "VERB"}), ("hit", "a", {"pos": "NOUN VERB"}), pos=pos) == ["hit"]


def test_guards_before_and_after():
    united = ("united", "a", {"guard_after": r"^(States|Nations)\b"})
    assert forms("The United Nations met. A united front met. United we stand.", united) == ["united", "united"]
    war = ("war", "a", {"guard_before": r"\bcold$"})
    assert forms("A cold war. A war. After a cold, war came.", war) == ["war"]
    assert forms("Nations. United they stand.", ("united", "a", {"guard_before": "nations"})) == ["united"]


def test_entry_for_the_narrator_only():
    row = ("horror", "a", {"voice": "narrator"})
    assert forms('A horror. "A horror," she said.', row) == ["horror"]


def test_longest_hit_wins_inside_a_category_and_categories_do_not_compete():
    rows = [("victory", "a", {}), ("total victory", "a", {}), ("total", "b", {})]
    hits = find_hits(make_tokens({"x": "A total victory or a victory."}), lexicon_of(*rows))
    assert hits[["form", "category"]].values.tolist() == [["total", "b"], ["total victory", "a"], ["victory", "a"]]


def test_two_entries_for_one_word_give_one_hit():
    assert forms("truces", ("truces", "a", {}), ("truce*", "a", {})) == ["truces"]


def test_zones_and_voice_choose_where_to_look():
    tokens = pd.concat([make_tokens({"a": 'A truce. "No truce."'}), make_tokens({"b": "truce"}, zone="headline")])
    lexicon = lexicon_of(("truce", "peace", {}))
    assert find_hits(tokens, lexicon)["article_id"].tolist() == ["a", "a"]
    assert find_hits(tokens, lexicon, zones=["headline"])["article_id"].tolist() == ["b"]
    assert find_hits(tokens, lexicon, voice="quotation")["voice"].tolist() == ["quotation"]


def test_no_words_and_no_hits_give_an_empty_table_with_all_columns():
    lexicon, tokens = lexicon_of(("truce", "peace", {})), make_tokens({"a": "war"})
    full = find_hits(make_tokens({"a": "truce"}), lexicon)
    for hits in (find_hits(tokens, lexicon), find_hits(tokens.iloc[:0], lexicon)):
        assert hits.empty
        assert list(hits.columns) == list(full.columns)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "approximators",
            "About 40 died, about which nothing is known, nearly 1,160 fled over the hill.",
            ["about", "nearly"],
        ),
        ("approximators", "more than half of the two million, more than words", ["half of", "more than"]),
        ("conflict_force", "They strike a deal.", []),
        ("economy", "The loss of life.", []),
        ("humanitarian", "A sigh of relief; relief supplies came.", ["relief supplies"]),
    ],
)
def test_starters_on_traps(name, text, expected):
    pos = {"relief": "NOUN", "strike": "VERB", "deal": "NOUN", "loss": "NOUN"}
    hits = find_hits(make_tokens({"a": text}, pos=pos), load_lexicon(name))
    assert sorted(hits["form"]) == expected


def test_what_the_loader_calls_matchable_is_what_the_word_rule_calls_one_word():
    samples = [
        "ceasefire",
        "cease-fire",
        "u.n.-run",
        "a.m.",
        "9/11",
        "1,160",
        "2.4",
        "don't",
        "naïve",
        "R&D",
        "co-op",
        "x.y",
        "a/b",
        ":-)",
        "e-mail's",
        "well-",
        "-run",
    ]
    for sample in samples:
        spans = split_words(sample)
        one_word = spans == [(0, len(sample))] and not sample.endswith("'s")
        assert (_never_matches(sample) is None) == one_word, sample

import pandas as pd
import pytest
from plain_tables import make_tables

from workbench.measures.readability import score_readability
from workbench.measures.sensitivity import (
    CHOICES,
    correlate_neighbours,
    describe_universes,
    run_universes,
    share_universes,
    standard_choices,
    summarise_universes,
)
from workbench.measures.sensitivity.splitting import SPLITTERS, split_differently
from workbench.measures.sensitivity.universes import list_universes
from workbench.measures.sentiment import score_variant

LONG = "Prices rose 2.4 percent in the U.S. on Monday, and Gen. Marn of the harbour council left the second meeting. "
SHORT = "The council met again on Friday and agreed on a good plan. War killed nine people there. "
TEXTS = {"a": LONG * 8 + SHORT * 2, "b": SHORT * 10}


@pytest.fixture(scope="module")
def tables():
    return make_tables(TEXTS)


def fixed(**arguments):
    """A score that is its argument for x and 2 for y."""
    value = float(sum(arguments.values()))
    rows = [
        ("x", "m", "all", value),
        ("y", "m", "all", 2.0),
        ("x", "m", "narrator", -value),
        ("y", "m", "narrator", 2.0),
    ]
    return pd.DataFrame(rows, columns=["article_id", "measure", "voice", "value"])


def test_every_combination_once_the_default_first():
    choices = {"one": {"p": {"a": 0}, "q": {"a": 1}}, "two": {"r": {"b": 0}, "s": {"b": 2}, "t": {"b": 4}}}
    universes = list_universes(choices)
    assert len(universes) == 6
    assert len({tuple(u.choices.values()) for u in universes}) == 6
    assert universes[0].choices == {"one": "p", "two": "r"}
    assert universes[-1].arguments == {"a": 1, "b": 4}


def test_at_most_64_universes():
    many = {str(n): {"p": {}, "q": {}} for n in range(7)}
    with pytest.raises(ValueError, match=r"choices make 128 universes .* allowed are 1 to 64"):
        list_universes(many)
    with pytest.raises(ValueError, match=r"choices make 0 universes \(options: none\)"):
        list_universes({})


def test_curve_and_shares_by_hand():
    choices = {
        "size": {"small": {"a": 1.0}, "large": {"a": 5.0}},
        "quotations": {"all": {"voice": "all"}, "out": {"voice": "narrator"}},
    }
    curve = run_universes(fixed, choices, measure="m")
    assert curve.query("article_id == 'x'")["value"].tolist() == [1, -1, 5, -5]
    row = share_universes(curve).iloc[0]
    assert (row["n_above"], row["n_below"], row["n"], row["share"], row["order"]) == (1, 3, 4, 0.75, "<")
    summary = summarise_universes(curve).set_index("article_id")
    assert summary.loc["x", ["default", "lowest", "highest"]].tolist() == [1, -5, 5]
    assert summary.loc["x", "move_quotations"] == 6
    assert summary.loc["y", ["move_size", "move_quotations"]].tolist() == [0, 0]
    assert describe_universes(curve) == ["m: x below y in 3 of 4 universes; these texts only."]


def test_a_score_is_computed_once_for_all_voices():
    calls = []

    def score(**arguments):
        calls.append(arguments)
        return fixed(**arguments)

    choices = {
        "size": {"small": {"a": 1.0}, "large": {"a": 5.0}},
        "quotations": {"all": {"voice": "all"}, "out": {"voice": "narrator"}},
    }
    run_universes(score, choices, measure="m")
    assert len(calls) == 2


def test_splitters_keep_every_token_and_its_zone(tables):
    articles, sentences, tokens = tables
    for splitter in SPLITTERS:
        split, retokened = split_differently(articles, sentences, tokens, splitter=splitter)
        assert len(retokened) == len(tokens)
        assert split["n_words"].sum() == sentences["n_words"].sum()
        inside = retokened.merge(split, on=["article_id", "sentence_id"], suffixes=("", "_sentence"))
        assert len(inside) == len(tokens)
        assert ((inside["start"] >= inside["start_sentence"]) & (inside["end"] <= inside["end_sentence"])).all()


def test_splitters_differ_as_described():
    articles, sentences, tokens = make_tables({"a": LONG + "We agree. Yes. They left the room."})
    own, textstat_like, naive = (
        split_differently(articles, sentences, tokens, splitter=splitter)[0]["n_words"].tolist()
        for splitter in SPLITTERS
    )
    assert own == [20, 2, 1, 4]
    assert naive == [7, 4, 9, 2, 1, 4]
    assert textstat_like == [3, 4, 4, 9 + 2 + 1, 4]


def test_blocks_never_share_a_sentence():
    articles, sentences, tokens = make_tables({"a": "A headline without a stop\nThe council met on Friday"})
    for splitter in SPLITTERS[1:]:
        split, _ = split_differently(articles, sentences, tokens, splitter=splitter)
        assert split["block_id"].tolist() == [0, 1]


def test_flesch_kincaid_hangs_on_the_splitter(tables):
    articles, sentences, tokens = tables
    choices = standard_choices(articles, sentences, tokens, include=["splitter", "quotations"])
    curve = run_universes(score_readability, choices, measure="flesch_kincaid_grade")
    by_splitter = curve.query("article_id == 'a' and choice_quotations == 'all voices'").set_index("choice_splitter")[
        "value"
    ]
    assert by_splitter["paragraph-aware"] > by_splitter["naive"] + 1
    assert summarise_universes(curve).set_index("article_id").loc["a", "move_splitter"] > 1


def test_sentiment_over_its_switches(tables):
    articles, sentences, tokens = tables
    choices = standard_choices(articles, sentences, tokens, include=["name_guard", "domain_words", "quotations"])
    curve = run_universes(score_variant, choices, measure="sentiment_combined")
    assert curve["universe"].nunique() == 8
    moves = summarise_universes(curve).set_index("article_id")
    assert moves.loc["b", "move_domain_words"] > 0
    shares = share_universes(curve)
    assert shares["n"].tolist() == [8]


def test_choices_are_named_and_checked(tables):
    assert set(standard_choices(*tables, include=CHOICES)) == set(CHOICES)
    with pytest.raises(ValueError, match="include is 'stemming'; allowed are"):
        standard_choices(*tables, include=["stemming"])
    with pytest.raises(ValueError, match="splitter is 'none'"):
        split_differently(*tables, splitter="none")
    with pytest.raises(ValueError, match="measure is 'x'; allowed are 'm'"):
        run_universes(fixed, {"size": {"small": {"a": 1.0}}}, measure="x")


def scored(values, n_words=None):
    rows = {"article_id": "a", "sentence_id": range(len(values)), "measure": "m", "value": values}
    return pd.DataFrame(rows).assign(n_words=values if n_words is None else n_words)


def test_the_correlation_of_neighbours_is_that_of_box_and_jenkins():
    values = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
    found = correlate_neighbours(scored(values)).set_index("measure")
    mean = sum(values) / 12
    products = sum((values[i] - mean) * (values[i + 1] - mean) for i in range(11))
    assert found["value"]["m"] == pytest.approx(products / sum((one - mean) ** 2 for one in values))
    assert found["value"]["sentence_length"] == found["value"]["m"]
    assert found["null_low"]["m"] < -1 / 11 < found["null_high"]["m"]  # its mean in random order is about -1/n


def test_runs_of_like_sentences_lie_above_the_band():
    found = correlate_neighbours(scored([1.0] * 10 + [9.0] * 10)).iloc[0]
    assert found["value"] > found["null_high"]
    turning = correlate_neighbours(scored([1.0, 9.0] * 10)).iloc[0]
    assert turning["value"] < turning["null_low"]


def test_too_few_or_like_sentences_have_no_correlation_and_a_reason():
    few = correlate_neighbours(scored([1.0, 2.0] * 4 + [3.0])).iloc[0]
    assert pd.isna(few["value"])
    assert few["reason"] == "too few sentences: 9, at least 10 needed"
    assert pd.isna(correlate_neighbours(scored([1.0, 2.0] * 5)).iloc[0]["reason"])
    same = correlate_neighbours(scored([4.0] * 12)).iloc[0]
    assert pd.isna(same["value"])
    assert same["reason"] == "all sentences have the same value"

import math

import numpy as np
import pandas as pd
import pytest

from workbench.corpus import load_corpus
from workbench.corpus.config import CorpusConfig
from workbench.language import segment_text
from workbench.measures.quantities import find_quantities, group_quantities, share_unsourced
from workbench.schema import TABLES, make_table


def pick(table, *columns):
    return table[list(columns)].values.tolist()


@pytest.mark.parametrize(
    ("phrase", "qualifier", "value", "low", "high"),
    [
        ("Nearly 500", "nearly", 500, None, 500),
        ("More than 400", "more than", 400, 400, None),
        ("At least 17", "at least", 17, 17, None),
        ("Up to 90", "up to", 90, None, 90),
        ("About 9,000", "about", 9000, None, None),
        ("412", "exact", 412, 412, 412),
        ("Only 12", "only", 12, 12, 12),
        ("Hundreds of", "indefinite", None, 100, None),
        ("Dozens of", "indefinite", None, 12, None),
        ("20 to 30", "range", None, 20, 30),
        ("Between 20 and 30", "range", None, 20, 30),
        ("A dozen", "exact", 12, 12, 12),
        ("Two million", "exact", 2e6, 2e6, 2e6),
    ],
)
def test_wording_decides_value_and_bounds(figures_of, phrase, qualifier, value, low, high):
    row = figures_of(f"{phrase} people were killed in the valley.").iloc[0]
    expected = [math.nan if number is None else number for number in (value, low, high)]
    assert row.qualifier == qualifier
    assert np.array_equal([row.value, row.low, row.high], expected, equal_nan=True)
    assert (row.unit, row.act, row.act_kind) == ("people", "killed", "death")


def test_span_holds_qualifier_and_number(figures_of):
    text = "The storm killed more than 40 sailors."
    row = figures_of(text).iloc[0]
    assert text[row.start : row.end] == "more than 40"
    assert row.words == "more than 40"


@pytest.mark.parametrize(
    "sentence",
    [
        "The council met on 4 March 2031.",
        "It began in 2031 and ended on March 9, 2032.",
        "Talks start at 10:30 and end at 3 pm.",
        "Ilse Marn, 34, lives in the valley.",
        "The 34-year-old teacher sleeps in a hall.",
        "One of the teachers left early.",
        "The two leaders shook hands.",
        "They won 3-1 on Sunday.",
        "The house was built in the 1990s.",
        "He came second in the 4th race.",
        "She read chapter 11 aloud.",
        "No one spoke for five minutes.",
        "The bridge closed three years ago.",
        "It was the first half of the match.",
        "Call 0800 123 4567 for help.",
        "Both sides want a two-state solution.",
    ],
)
def test_dates_ages_labels_and_the_like_are_no_quantities(figures_of, sentence):
    assert figures_of(sentence).empty


@pytest.mark.parametrize(
    ("sentence", "unit", "value"),
    [
        ("They asked for a 30-day truce.", "days", 30),
        ("A quarter of the population fled.", "share of population", 0.25),
        ("The firm lost 12 percent of its staff.", "share of staff", 0.12),
        ("They paid $2.5 billion for it.", "dollars", 2.5e9),
        ("Twelve of its employees were dismissed.", "employees", 12),
        ("The 12-member panel met.", "members", 12),
        ("They sent 12 million e-mails.", "e-mails", 12e6),
        ("The price was 22 dlrs a share.", "dollars", 22),
    ],
)
def test_unit_is_what_is_counted(figures_of, sentence, unit, value):
    row = figures_of(sentence).iloc[0]
    assert (row.unit, row.value) == (unit, value)


@pytest.mark.parametrize(
    ("sentence", "act", "kind"),
    [
        ("The shelling led to the deaths of 30 people.", "died", "death"),
        ("The flood has claimed the lives of 30 people.", "lives lost", "death"),
        ("The raid left 30 dead.", "dead", "death"),
        ("The guards killed or wounded 30 fighters.", "killed or wounded", "harm"),
        ("About 30 people are believed to have died.", "died", "death"),
        ("More than 30 families have fled the quarter.", "fled", "displacement"),
        ("Militants seized 30 hostages.", "seized", "captivity"),
    ],
)
def test_act_is_named_with_its_kind(figures_of, sentence, act, kind):
    assert pick(figures_of(sentence), "act", "act_kind") == [[act, kind]]


def test_agent_is_the_subject_or_stands_after_by_and_is_missing_without_either(figures_of):
    assert figures_of("Council guards killed 30 fighters.").agent.tolist() == ["Council guards"]
    assert figures_of("Thirty fighters were killed by council guards.").agent.tolist() == ["council guards"]
    assert figures_of("Thirty fighters were killed.").agent.isna().all()


def test_time_a_count_covers_is_a_window_and_no_figure(figures_of):
    table = figures_of("At least 30 people were killed in the past 24 hours.")
    assert pick(table, "value", "window") == [[30, "in the past 24 hours"]]
    assert figures_of("Since January, 30 families have left.").window.tolist() == ["Since January"]


def test_a_number_without_noun_takes_the_unit_before_it(figures_of):
    table = figures_of("They hold around 250 hostages. The mayor says 132 remain in the fort, of whom 29 have died.")
    assert table.unit.tolist() == ["hostages"] * 3
    assert figures_of("A pause of 30 days was turned down. Dozens were wounded.").unit.tolist() == ["days", "people"]


def attribute(text, *, content, source, cue="said", lemma="say", **fields):
    row = {"article_id": "a", "attribution_id": 0, "part": 0, "level": "core", "position": 0.0}
    row |= {"start": text.index(content), "end": text.index(content) + len(content), "n_words": 0, "n_quoted_words": 0}
    row |= {"cue_start": text.index(cue), "cue_end": text.index(cue) + len(cue), "cue_lemma": lemma, "cue_text": cue}
    if source:
        row |= {
            "source_start": text.index(source),
            "source_end": text.index(source) + len(source),
            "source_text": source,
        }
    return make_table([row | fields], "attributions")


def test_the_source_of_the_content_is_credited(figures_of):
    text = "Nearly 500 people have been killed, the harbour office said."
    said = attribute(
        text, content="Nearly 500 people have been killed", source="the harbour office", source_name="harbour office"
    )
    row = figures_of(text, attributions=said).iloc[0]
    assert (row.credited_to, row.attribution_id, row.voice) == ("harbour office", 0, "paraphrase")
    config = CorpusConfig(source_aliases={"harbour office": "Harbour Office of Callow"})
    assert figures_of(text, attributions=said, config=config).credited_to.tolist() == ["Harbour Office of Callow"]


def test_the_descriptor_is_read_off_the_source_where_none_is_given(figures_of):
    text = "Nearly 500 people have been killed, according to the Front-run Health Office."
    said = attribute(
        text,
        content="Nearly 500 people have been killed",
        source="the Front-run Health Office",
        cue="according to",
        lemma="according to",
    )
    row = figures_of(text, attributions=said).iloc[0]
    assert (row.credited_to, row.descriptor) == ("Health Office", "Front-run")


def test_nobody_is_credited_with_a_background_clause_about_a_name(figures_of):
    text = "The mayor said guards would enter Callow, where thousands of people have fled."
    said = attribute(text, content="guards would enter Callow, where thousands of people have fled", source="The mayor")
    assert pick(figures_of(text, attributions=said).fillna({"credited_to": "-"}), "credited_to", "voice") == [
        ["-", "paraphrase"]
    ]


def test_whoever_accuses_is_credited_with_the_number_of_the_accused(figures_of):
    text = "Last week the council accused 12 harbour employees of theft."
    said = attribute(text, content="of theft", source="the council", cue="accused", lemma="accuse")
    assert figures_of(text, attributions=said).credited_to.tolist() == ["council"]


def test_whoever_rejects_a_plan_is_not_credited_with_its_figures(figures_of):
    text = "The council rejected a plan for a 30-day truce."
    said = attribute(
        text, content="a plan for a 30-day truce", source="The council", cue="rejected", lemma="reject", level="wide"
    )
    assert figures_of(text, attributions=said).credited_to.isna().all()


def test_quotation_keeps_its_voice(figures_of):
    assert figures_of('"We lost 40 boats," he said.').voice.tolist() == ["quotation"]


def test_empty_tokens_give_an_empty_table_with_all_columns(figures_of):
    table = figures_of("Nothing was counted.")
    assert table.empty
    assert set(TABLES["quantities"]) | {"words", "unit_kind", "act_kind", "zone", "sentence_id"} == set(table.columns)


def test_inputs_are_left_alone_and_two_runs_agree(osmere_folder):
    corpus = load_corpus(osmere_folder)
    _, tokens = segment_text(corpus.articles, corpus.blocks)
    before = tokens.copy()
    first, second = (find_quantities(tokens, articles=corpus.articles) for _ in range(2))
    pd.testing.assert_frame_equal(tokens, before)
    pd.testing.assert_frame_equal(first, second)


def test_tokens_of_an_unknown_article_are_refused(figures_of):
    tokens = pd.DataFrame({"article_id": ["z"], "zone": "body", "voice": "narrator"})
    columns = ("sentence_id", "token_id", "start", "end", "text", "lower", "lemma", "pos", "tag", "dep", "head_id")
    tokens = tokens.assign(**dict.fromkeys(columns, 0))
    articles = pd.DataFrame({"article_id": ["a"], "text": "x"})
    with pytest.raises(ValueError, match="tokens holds the article 'z', which articles lacks"):
        find_quantities(tokens, articles=articles)
    with pytest.raises(KeyError, match="tokens lacks the column"):
        find_quantities(tokens.drop(columns="dep"), articles=articles)


def test_fact_sheet_of_the_bundled_corpus_comes_out(osmere_folder):
    corpus = load_corpus(osmere_folder)
    _, tokens = segment_text(corpus.articles, corpus.blocks)
    table = find_quantities(tokens, articles=corpus.articles)
    deaths = table[(table.act_kind == "death") & (table.unit == "people")]
    assert pick(deaths, "article_id", "words") == [
        ["callow-courier", "Nearly 500"],
        ["straits-observer", "More than 400"],
    ]
    moved = table[table.act_kind == "displacement"]
    assert moved.words.tolist() == ["About 9,000", "Thousands", "more than 10,000", "About 9,000"]


def test_roundings_of_one_count_stand_side_by_side(figures_of):
    texts = {
        "a": "Nearly 28,000 people have been killed.",
        "b": "Over 27,000 Lenians have died.",
        "c": "The war has claimed the lives of 27,708 people. On Sunday 123 people were killed.",
    }
    groups = group_quantities(figures_of(texts))
    assert pick(groups, "article_id", "words", "direction") == [
        ["a", "Nearly 28,000", "up"],
        ["b", "Over 27,000", "down"],
        ["c", "27,708", "none"],
    ]
    assert groups.n_articles.tolist() == [3, 3, 3]
    alone = group_quantities(figures_of(texts), least_articles=1)
    assert alone.group_id.tolist() == [0, 0, 0, 1]
    assert len(group_quantities(figures_of(texts), tolerance=0)) == 0


def test_groups_refuse_impossible_options(figures_of):
    table = figures_of("Nearly 500 people died.")
    with pytest.raises(ValueError, match="tolerance is -1; it must be 0 or more"):
        group_quantities(table, tolerance=-1)
    with pytest.raises(ValueError, match="least_articles is 0"):
        group_quantities(table, least_articles=0)
    with pytest.raises(KeyError, match="quantities lacks the column"):
        group_quantities(table.drop(columns="unit_kind"))


def test_unsourced_share_has_wilson_bounds_and_says_when_there_are_no_figures():
    quantities = pd.DataFrame({"article_id": ["a"] * 10, "zone": "body", "credited_to": ["x"] * 2 + [None] * 8})
    tokens = pd.DataFrame(
        {"article_id": ["a", "b"], "sentence_id": 0, "zone": "body", "voice": "narrator", "is_word": True}
    )
    table = share_unsourced(quantities, tokens=tokens).set_index("article_id")
    assert table.loc["a", "value"] == 0.8
    assert table.loc["a", ["low", "high"]].tolist() == pytest.approx([0.4902, 0.9433], abs=1e-4)
    assert math.isnan(table.loc["b", "value"])
    assert table.loc["b", "reason"] == "no figures"


def test_hand_coded_figures_of_the_real_corpus(truce_folder, project_root):
    corpus = load_corpus(truce_folder)
    _, tokens = segment_text(corpus.articles, corpus.blocks)
    gold = pd.read_csv(project_root / "data" / "truce-2024" / "gold_quantities.csv")
    found = find_quantities(tokens, articles=corpus.articles)
    both = gold.merge(found, on=["article_id", "start", "end"], suffixes=("_gold", ""))
    assert len(both) >= 0.95 * max(len(gold), len(found))
    for column in ("value", "low", "high"):
        assert np.isclose(both[column], both[f"{column}_gold"], equal_nan=True).all()
    assert (both.qualifier == both.qualifier_gold).all()
    deaths = group_quantities(found).query("group_id == 0")
    assert deaths.words.tolist() == ["nearly 28,000", "over 27,000", "27,708", "at least 27,708"]
    assert deaths.direction.tolist() == ["up", "down", "none", "down"]


def test_outlets_stand_side_by_side_where_articles_are_grouped(figures_of):
    texts = {
        "a": "Nearly 28,000 people have been killed.",
        "b": "Over 27,000 Lenians have died.",
        "c": "The war has claimed the lives of 27,708 people.",
    }
    outlets = {"a": "Heron", "b": "Gull", "c": "Gull"}
    groups = group_quantities(figures_of(texts), by=outlets)
    assert list(groups.columns[:4]) == ["group_id", "group", "n_articles", "article_id"]
    assert pick(groups, "group", "n_articles", "article_id", "n_groups") == [
        ["Gull", 2, "b", 2],
        ["Gull", 2, "c", 2],
        ["Heron", 1, "a", 2],
    ]
    assert group_quantities(figures_of(texts), by=dict.fromkeys(texts, "Gull")).empty


def test_unsourced_share_of_groups_is_pooled():
    quantities = pd.DataFrame(
        {"article_id": ["a", "a", "b", "d"], "zone": "body", "credited_to": ["x", None, None, "y"]}
    )
    tokens = pd.DataFrame(
        {"article_id": list("abcd"), "sentence_id": 0, "zone": "body", "voice": "narrator", "is_word": True}
    )
    outlets = {"a": "Gull", "b": "Gull", "c": "Heron", "d": "Tern"}
    table = share_unsourced(quantities, tokens=tokens, by=outlets).set_index("group")
    assert table["n_articles"].tolist() == [2, 1, 1]
    assert table.loc["Gull", ["value", "n_figures", "n_unsourced", "n_words", "n_sentences"]].tolist() == [
        2 / 3,
        3,
        2,
        2,
        2,
    ]
    assert math.isnan(table.loc["Gull", "low"])
    assert table["reason"].fillna("").tolist() == [
        "fewer than five articles: no interval, look at the articles", "no figures", ""
    ]  # fmt: skip
    assert table.loc["Tern", ["low", "high"]].tolist() == pytest.approx([0, 0.7935], abs=1e-4)  # Wilson of 0 of 1


def test_each_word_for_money_is_one_currency(figures_of):
    table = figures_of("They paid 40 Euros, 22 dlrs and 30 million stg.")
    assert pick(table, "unit", "unit_kind") == [["euros", "money"], ["dollars", "money"], ["pounds", "money"]]


def test_verbs_of_several_senses_count_only_in_the_listed_one(figures_of):
    assert figures_of("The storm forced 30 families out of their homes.").act_kind.tolist() == ["displacement"]
    assert figures_of("The storm forced 30 families to wait.").act_kind.isna().all()
    assert figures_of("The guards hold 30 people.").act_kind.tolist() == ["captivity"]
    assert figures_of("The guards hold 30 meetings.").act_kind.isna().all()


def test_a_day_or_year_after_by_is_no_agent(figures_of):
    assert figures_of("Thirty fighters were killed by Friday.").agent.isna().all()


def test_a_joined_noun_is_named_with_what_it_is_joined_to(figures_of):
    text = "The town saw air strikes and a ground offensive that killed 30 people."
    assert figures_of(text).agent.tolist() == ["air strikes and a ground offensive"]

"""Shared passages, shared n-grams, and one utterance across articles, on short invented texts with known answers."""

import math

import pandas as pd
import pytest
from plain_tokens import make_tokens

from workbench.measures.overlap import (
    align_quotations,
    count_shared_ngrams,
    diff_words,
    find_shared_passages,
    list_longest_passages,
    tabulate_quotations,
)
from workbench.measures.overlap.diff import match_words, share_words
from workbench.measures.overlap.utterances import Piece, _chain, _is_same, _share_name, _weigh
from workbench.schema import TABLES
from workbench.study import open_study

NOUNS = dict.fromkeys(["lanterns", "pier", "ferry", "storm", "harbour", "bread", "grain", "fog"], "NOUN")


def credit(*rows):
    columns = ["article_id", "start", "end", "source_name", "source_text", "naming"]
    return pd.DataFrame(rows, columns=columns)


def named(article, name, end=1000):
    return (article, 0, end, name, name, "named person")


def test_a_run_is_maximal_and_found_once():
    texts = {"x": "At dawn the grey ferry left the pier again.", "y": "Later the grey ferry left the pier, empty."}
    found = find_shared_passages(make_tokens(texts), least_words=3)
    row = found.iloc[0]
    assert len(found) == 1
    assert row["n_words"] == 6
    assert texts["x"][row["a_start"] : row["a_end"]] == "the grey ferry left the pier"
    assert texts["y"][row["b_start"] : row["b_end"]] == "the grey ferry left the pier"
    assert not row["in_quotation"]


def test_case_marks_and_sentence_ends_do_not_break_a_run():
    texts = {"x": "Fog came. The ferry left", "y": "FOG CAME the ferry, left"}
    assert find_shared_passages(make_tokens(texts))["n_words"].tolist() == [5]


def test_a_run_that_recurs_gives_a_row_for_each_place():
    texts = {"x": "bread and grain or fog with bread and grain", "y": "bread and grain"}
    found = find_shared_passages(make_tokens(texts), least_words=3)
    assert found["a_start"].tolist() == [0, 28]
    assert found["b_start"].tolist() == [0, 0]


def test_no_run_crosses_from_one_article_into_the_next():
    texts = {"x": "fog bread", "y": "grain pier", "z": "fog bread grain pier"}
    assert find_shared_passages(make_tokens(texts), least_words=3).empty
    assert find_shared_passages(make_tokens(texts), least_words=2)["n_words"].tolist() == [2, 2]


def test_a_run_inside_one_article_is_not_shared():
    assert find_shared_passages(make_tokens({"x": "fog and bread. fog and bread."}), least_words=3).empty


def test_quotation_is_told_from_narration_and_from_both():
    texts = {
        "x": 'He said "we wait for the ferry" to us. The fog was very thick at noon. "Go on" he said to them all',
        "y": 'She heard "we wait for the ferry" then. The fog was very thick at noon, so "go on" he said to them all',
    }
    found = find_shared_passages(make_tokens(texts))
    told = found[["text", "in_quotation", "n_quoted_a", "n_quoted_b"]].values.tolist()
    assert told == [
        ["we wait for the ferry", True, 5, 5],
        ["The fog was very thick at noon", False, 0, 0],
        ["Go on he said to them all", False, 2, 2],
    ]
    longest = list_longest_passages(found).iloc[0]
    assert longest[["n_passages", "n_quotations", "longest", "longest_narration"]].tolist() == [3, 1, 7, 7]


def test_embedded_posts_and_pull_quotes_are_out_unless_asked_for():
    tokens = make_tokens({"x": "we wait for the ferry", "y": "we wait for the ferry"})
    tokens.loc[tokens["article_id"] == "y", "zone"] = "social"
    assert find_shared_passages(tokens).empty
    assert len(find_shared_passages(tokens, zones=("body", "social"))) == 1


def test_pairs_that_share_nothing_get_zeros():
    passages = find_shared_passages(make_tokens({"x": "fog"}))
    table = list_longest_passages(passages, article_ids=["x", "y"])
    assert table[["a_id", "b_id", "longest"]].values.tolist() == [["x", "y", 0]]


def test_containment_goes_both_ways():
    # x has the 2-grams ab bc cd; y has bc cd de ef
    table = count_shared_ngrams(make_tokens({"x": "a b c d", "y": "b c d e f"}), n=2)
    row = table[table["voice"] == "all"].iloc[0]
    assert row[["n_shared", "n_a", "n_b"]].tolist() == [2, 3, 4]
    assert row["containment_a"] == pytest.approx(2 / 3)
    assert row["containment_b"] == pytest.approx(2 / 4)


def test_ngrams_split_by_voice():
    table = count_shared_ngrams(make_tokens({"x": '"a b c" d e', "y": '"a b" c d e'}), n=2).set_index("voice")
    assert table["n_shared"].to_dict() == {"all": 4, "quotation": 1, "narration": 1}
    assert table.loc["quotation", ["n_a", "n_b"]].tolist() == [2, 1]


def test_an_article_shorter_than_n_has_an_undefined_containment():
    table = count_shared_ngrams(make_tokens({"x": "fog", "y": "fog and bread"}), n=2)
    assert table["containment_a"].isna().all()
    assert table.loc[0, "containment_b"] == 0


def test_one_article_or_none_gives_an_empty_table():
    one = make_tokens({"x": "fog and bread and grain and pier"})
    for tokens in (one, one.iloc[:0]):
        assert find_shared_passages(tokens).empty
        assert count_shared_ngrams(tokens).empty
        assert align_quotations(tokens, credit()).empty
    assert list(find_shared_passages(one).columns[:8]) == list(TABLES["passages"])
    assert list(align_quotations(one, credit()).columns[:6]) == list(TABLES["quotations"])


@pytest.mark.parametrize(
    ("a", "b", "changes"),
    [
        ("We wait", "we wait!", ["same", "same"]),
        ("We wait here", "We wait", ["same", "same", "cut"]),
        ("We wait", "We all wait", ["same", "added", "same"]),
        ("We wait here", "We stay here", ["same", "changed", "same"]),
        ("", "We wait", ["added", "added"]),
        ("", "", []),
    ],
)
def test_words_are_marked_one_by_one(a, b, changes):
    assert diff_words(a, b)["change"].tolist() == changes


def test_the_diff_keeps_every_word_of_both():
    table = diff_words("It’s a long, cold night on the pier", "It's one long night at the old pier")
    assert table["word_a"].dropna().tolist() == ["It’s", "a", "long", "cold", "night", "on", "the", "pier"]
    assert table["word_b"].dropna().tolist() == ["It's", "one", "long", "night", "at", "the", "old", "pier"]
    assert table.loc[0, "change"] == "same"


def test_similarity_is_dice_on_the_longest_common_subsequence():
    # "a c e" is common to both, 2 * 3 / (5 + 4)
    assert share_words(list("abcde"), list("acxe")) == pytest.approx(6 / 9)
    assert share_words([], []) != share_words([], [])


def test_identical_cut_reworded_and_absent():
    texts = {
        "v": '"No lanterns will burn on the pier in any storm"',
        "w": '"No lanterns will burn on the pier in any storm"',
        "x": 'They want "no lanterns" now',
        "y": '"Lanterns shall not burn on that pier in any storm"',
        "z": 'Nobody wrote "bread for the ferry"',
    }
    speakers = credit(*(named(article, "Ilse Marn") for article in "vwxy"), named("z", "Teo Brandt"))
    found = align_quotations(make_tokens(texts, pos=NOUNS), speakers)
    assert found.set_index("article_id")["relation"].to_dict() == {
        "v": "identical",
        "w": "identical",
        "x": "cut",
        "y": "reworded",
    }
    assert found["utterance_id"].unique().tolist() == [0]
    assert found["n_articles"].eq(4).all()
    assert found.loc[found["article_id"] == "w", "similarity"].item() == 1
    wide = tabulate_quotations(found, article_ids=texts)
    assert wide[list("vwxyz")].values.tolist() == [["identical", "identical", "cut", "reworded", "absent"]]


def test_offsets_point_at_the_quoted_words():
    texts = {"x": 'He said: "No lanterns on the pier."', "y": 'She said "no lanterns on the pier" too'}
    found = align_quotations(make_tokens(texts, pos=NOUNS), credit())
    assert [texts[r.article_id][r.start : r.end] for r in found.itertuples()] == [
        "No lanterns on the pier",
        "no lanterns on the pier",
    ]


def test_two_speakers_with_one_word_in_common_are_not_one_utterance():
    texts = {"x": '"The storm took the ferry"', "y": '"The storm took our bread and grain"'}
    both = credit(named("x", "Ilse Marn"), named("y", "Teo Brandt"))
    assert align_quotations(make_tokens(texts, pos=NOUNS), both).empty


def test_common_words_alone_make_no_utterance():
    texts = {"x": '"we will go to it"', "y": '"it will go to them"'}
    quiet = dict.fromkeys(["we", "will", "go", "to", "it", "them"], "PRON")
    assert align_quotations(make_tokens(texts, pos=quiet), credit(named("x", "A"), named("y", "A"))).empty


def test_an_utterance_quoted_in_pieces_keeps_its_fullest_version():
    texts = {
        "x": '"No lanterns on the pier in any storm, and no bread for the ferry"',
        "y": '"No lanterns on the pier" he said, and: "no bread for the ferry"',
    }
    found = align_quotations(make_tokens(texts, pos=NOUNS), credit())
    assert found["relation"].tolist() == ["identical", "cut", "cut"]
    assert found["is_fullest"].tolist() == [True, False, False]


def test_inputs_are_left_alone():
    tokens = make_tokens({"x": '"no lanterns on the pier"', "y": '"no lanterns on the pier"'}, pos=NOUNS)
    before = tokens.copy()
    find_shared_passages(tokens)
    align_quotations(tokens, credit())
    pd.testing.assert_frame_equal(tokens, before)


def test_refusals_say_what_to_do():
    tokens = make_tokens({"x": "fog"})
    with pytest.raises(ValueError, match="least_words is 0; it must be 1 or more"):
        find_shared_passages(tokens, least_words=0)
    with pytest.raises(ValueError, match="n is 0; it must be 1 or more"):
        count_shared_ngrams(tokens, n=0)
    with pytest.raises(ValueError, match="zones is 'footer'; allowed are"):
        find_shared_passages(tokens, zones=("footer",))
    with pytest.raises(KeyError, match="attributions lacks the column"):
        align_quotations(tokens, credit().drop(columns="naming"))
    with pytest.raises(TypeError, match="b is NoneType; it must be a string"):
        diff_words("fog", None)


@pytest.mark.slow
def test_the_real_reports_share_speech_and_hardly_anything_else(truce_folder):
    texts = open_study(truce_folder)
    passages = find_shared_passages(texts["tokens"], least_words=8)
    assert passages["n_words"].max() == 30
    assert passages["in_quotation"].all()
    counts = count_shared_ngrams(texts["tokens"], n=8)
    pairs = counts[(counts["n_shared"] > 0) & (counts["voice"] == "all")]
    assert pairs[["a_id", "b_id", "n_shared"]].values.tolist() == [["003_9bf1a751ecd25daf", "004_4e1877aa6b994846", 49]]
    assert counts.loc[counts["voice"] == "quotation", "n_shared"].sum() == 49
    table = align_quotations(texts["tokens"], texts["attributions"])
    carried = table.groupby("utterance_id")["article_id"].agg(lambda ids: "".join(sorted({i[2] for i in ids})))
    assert sorted(carried) == ["1234", "134", "34", "34", "34"]


def test_the_bundled_corpus_quotes_one_sentence_twice(osmere_folder):
    texts = open_study(osmere_folder)
    table = align_quotations(texts["tokens"], texts["attributions"])
    assert table[["article_id", "relation"]].values.tolist() == [
        ["callow-courier", "identical"],
        ["straits-observer", "cut"],
    ]


def test_of_equally_long_matches_the_one_with_the_leftmost_words_of_the_second_text():
    assert match_words(["a", "b"], ["b", "a"]) == [(1, 0)]
    assert match_words(["a", "x", "b"], ["a", "b"]) == [(0, 0), (2, 1)]
    assert match_words([], ["a"]) == []


def test_pairs_are_sorted_and_those_without_a_shared_run_have_noughts():
    passages = pd.DataFrame(
        {"a_id": ["y", "x", "x"], "b_id": ["z", "z", "z"], "n_words": [5, 9, 6], "in_quotation": [False, True, False]}
    ).assign(n_quoted_a=[0, 9, 0], n_quoted_b=[0, 9, 1])
    table = list_longest_passages(passages.sample(frac=1, random_state=1), article_ids=["z", "y", "x"])
    assert table.values.tolist() == [["x", "y", 0, 0, 0, 0], ["x", "z", 2, 1, 9, 0], ["y", "z", 1, 0, 5, 5]]
    assert table.index.tolist() == [0, 1, 2]
    assert list_longest_passages(passages).values.tolist() == [["x", "z", 2, 1, 9, 0], ["y", "z", 1, 0, 5, 5]]
    assert list_longest_passages(passages).index.tolist() == [0, 1]


def test_every_containment_by_voice():
    tokens = make_tokens({"x": 'we go on "no ferry now" we stop', "y": 'we go on "no ferry now"'})
    table = count_shared_ngrams(tokens, n=2).set_index("voice")
    columns = ["n_shared", "n_a", "n_b", "containment_a", "containment_b"]
    assert table.loc["all", columns].tolist() == pytest.approx([5, 7, 5, 5 / 7, 1])
    assert table.loc["quotation", columns].tolist() == [2, 2, 2, 1, 1]
    assert table.loc["narration", columns].tolist() == pytest.approx([2, 3, 2, 2 / 3, 1])
    assert set(table["n"]) == {2}
    plain = count_shared_ngrams(make_tokens({"x": "we go", "y": "we stop"}), n=2).set_index("voice")
    assert plain.loc["quotation", columns].fillna(-1).tolist() == [0, 0, 0, -1, -1]


def test_the_words_of_a_piece_weigh_by_how_few_sentences_hold_them():
    """In up to a hundred sentences one held by one sentence weighs 1, by two log(50)/log(100); a function word a fifth."""
    tokens = make_tokens({"x": "fog. fog ferry the.", "y": "pier."}, pos={**NOUNS, "the": "DET", "fog": "NOUN"})
    weights = dict(zip(tokens.loc[tokens["is_word"], "lower"], _weigh(tokens[tokens["is_word"]]), strict=True))
    assert weights["ferry"] == pytest.approx(1)
    assert weights["fog"] == pytest.approx(math.log(50) / math.log(100))
    assert weights["the"] == pytest.approx(0.2)


def piece(article, words, *, speaker="", named=False, weight=1.0, gap=()):
    words = tuple(words.split())
    return Piece(article, 0, 9, " ".join(words), words, words, (weight,) * len(words), speaker, named)


@pytest.mark.parametrize(
    ("short", "long", "speakers", "weight", "same"),
    [
        # one name: 35 % of the shorter piece; one of two named: 50 %; none: 75 %
        (
            "a b c d e f g h i j k l m n o p q r s t",
            "a b c d e f g 1 2 3 4 5 6 7 8 9 10 11 12 13",
            ("A B", "B"),
            1,
            True,
        ),
        (
            "a b c d e f g h i j k l m n o p q r s t",
            "a b c d e f 1 2 3 4 5 6 7 8 9 10 11 12 13 14",
            ("A B", "B"),
            1,
            False,
        ),
        ("a b c d e f", "a b c 1 2 3", ("A B", ""), 1, True),
        ("a b c d e f", "a b 1 2 3 4", ("A B", ""), 1, False),
        ("a b c d e f g h", "a b c d e f 1 2", ("", ""), 1, True),
        ("a b c d e f g h", "a b c d e 1 2 3", ("", ""), 1, False),
        # two different names: five words, and all of the shorter
        ("a b c d e", "a b c d e f", ("A B", "C D"), 1, True),
        ("a b c d", "a b c d e", ("A B", "C D"), 1, False),
        ("a b c d e f", "a b c d e g h", ("A B", "C D"), 1, False),
        # four words or fewer stand together
        ("a b c d", "a 1 b 2 c 3 d", ("A", "A"), 1, True),
        ("a b c d", "a 1 b 2 c 3 4 d", ("A", "A"), 1, False),
        ("a b c d e", "a 1 b 2 c 3 4 5 6 d 7 e", ("A", "A"), 1, True),
        # what is shared weighs .9, or .6 where all of the shorter recurs together
        ("a b", "a b c", ("A", "A"), 0.3, True),
        ("a b", "a b c", ("A", "A"), 0.29, False),
        ("a b c d", "a b c x", ("A", "A"), 0.31, True),
        ("a b c d", "a b c x", ("A", "A"), 0.29, False),
    ],
)
def test_two_pieces_are_one_utterance_from_exactly_these_shares_on(short, long, speakers, weight, same):
    one, other = (
        piece(article, words, speaker=speaker, named=bool(speaker), weight=weight)
        for article, words, speaker in (("x", short, speakers[0]), ("y", long, speakers[1]))
    )
    assert _is_same(one, other) == _is_same(other, one) == same


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [("Ilse Marn", "marn", True), ("Ilse Marn", "Teo Marn", True), ("Ilse Marn", "Ilse", True), ("Marn", "Brandt", False),
     ("Ilse Marn", "Ilse Brandt", False)],
)  # fmt: skip
def test_two_names_of_one_speaker(a, b, shared):
    assert _share_name(a, b) == shared


def test_links_chain_and_groups_stand_in_order_of_their_first():
    assert _chain([(4, 5), (0, 2), (2, 3)]) == [[0, 2, 3], [4, 5]]
    assert _chain([]) == []

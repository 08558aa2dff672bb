"""The grammar below the measures: parsed sentences, with the words that a reader would name."""

import pandas as pd
import pytest

from workbench.language import segment_text
from workbench.schema import make_table
from workbench.tokens import grammar
from workbench.tokens.tree import build_tree


@pytest.fixture(scope="module")
def read():
    """A sentence as a tree, parsed once per module."""
    known = {}

    def parse(sentence, zone="body"):
        if (sentence, zone) not in known:
            articles = make_table([{"article_id": "a", "text": sentence}], "articles")
            block = {"article_id": "a", "block_id": 0, "start": 0, "end": len(sentence), "zone": zone}
            known[sentence, zone] = build_tree(segment_text(articles, make_table([block], "blocks"))[1], sentence)
        return known[sentence, zone]

    return parse


def at(tree, word):
    assert tree.text.count(word) == 1, f"{word} stands {tree.text.count(word)} times"
    return tree.text.index(word)


def word(tree, token):
    return None if token is None else tree.text[token]


@pytest.mark.parametrize(
    ("sentence", "verb", "plain", "in_context"),
    [
        ("The docks were bombed on Friday.", "bombed", True, True),
        ("The guards bombed the docks.", "bombed", False, False),
        ("Two men killed in the harbour came from Callow.", "killed", True, True),
        ("Dozens were killed and wounded.", "wounded", False, True),
        ("Guards shot and wounded a man.", "wounded", False, False),
        ("The guards have wounded a man.", "wounded", False, False),
    ],
)
def test_passive_is_plain_or_read_in_context(read, sentence, verb, plain, in_context):
    tree = read(sentence)
    assert tree.is_passive(at(tree, verb)) is plain
    assert grammar.is_passive_in_context(tree, at(tree, verb)) is in_context


@pytest.mark.parametrize(
    ("sentence", "verb", "agent"),
    [
        ("Three fighters were killed by the guards.", "killed", "guards"),
        ("Three fighters were killed by Friday.", "killed", None),
        ("Three fighters were killed and wounded by the guards.", "killed", "guards"),
        ("Three fighters were killed at night.", "killed", None),
    ],
)
def test_by_agent(read, sentence, verb, agent):
    tree = read(sentence)
    assert word(tree, grammar.find_by_agent(tree, at(tree, verb))) == agent


def test_only_the_joined_verb_lends_its_by_phrase(read):
    tree = read("Three fighters were killed and wounded by the guards.")
    assert grammar.find_by(tree, at(tree, "killed")) is None
    assert word(tree, grammar.find_by(tree, at(tree, "wounded"))) == "guards"


@pytest.mark.parametrize(
    ("sentence", "verb", "governed", "uncontrolled"),
    [
        ("Rebels attacked the port.", "attacked", "Rebels", "Rebels"),
        ("Rebels came and burned the port.", "burned", "Rebels", "Rebels"),
        ("The rebels, who attacked the port, fled.", "attacked", "rebels", "rebels"),
        ("Rebels shelling the port were seen.", "shelling", "Rebels", None),
        ("The storm forced them to leave.", "leave", "them", "storm"),
        ("The mayor criticised the guards for shelling the market.", "shelling", "guards", None),
        ("There was a plan to attack the port.", "attack", None, None),
    ],
)
def test_subject_is_own_shared_or_governed(read, sentence, verb, governed, uncontrolled):
    tree = read(sentence)
    assert word(tree, grammar.find_subject(tree, at(tree, verb))) == governed
    assert word(tree, grammar.find_subject(tree, at(tree, verb), controlled=False)) == uncontrolled


@pytest.mark.parametrize(
    ("sentence", "verb", "speaker", "subject"),
    [
        ("The mayor said the port was closed.", "said", "mayor", "mayor"),
        ("The guards were told by the mayor that the port was closed.", "told", "mayor", "guards"),
        ("The guards were told that the port was closed.", "told", None, "guards"),
        ("They forced the mayor to say the port was closed.", "say", "mayor", "mayor"),
    ],
)
def test_speaking_subject_is_never_the_one_who_is_told(read, sentence, verb, speaker, subject):
    tree = read(sentence)
    assert word(tree, grammar.find_speaking_subject(tree, at(tree, verb))) == speaker
    assert word(tree, grammar.find_subject(tree, at(tree, verb))) == subject


def hand_made(*rows, **columns):
    """A tree by hand: text, pos, tag, dep, head."""
    table = pd.DataFrame(rows, columns=["text", "pos", "tag", "dep", "head_id"])
    table["end"] = table["text"].str.len().add(1).cumsum() - 1
    table["start"] = table["end"] - table["text"].str.len()
    table = table.assign(article_id="a", sentence_id=0, token_id=range(len(table)), lower=table.text.str.lower())
    return build_tree(table.assign(lemma=table["lower"], zone="body", ent_type="", **columns))


def test_who_is_blamed_does_what_follows_of_only_for_verbs_that_blame():
    tree = hand_made(
        ("mayor", "NOUN", "NN", "nsubj", 1),
        ("accused", "VERB", "VBD", "ROOT", 1),
        ("guards", "NOUN", "NNS", "dobj", 1),
        ("of", "ADP", "IN", "prep", 1),
        ("shelling", "VERB", "VBG", "pcomp", 3),
    )
    assert word(tree, grammar.find_subject(tree, 4)) == "mayor"
    assert word(tree, grammar.find_subject(tree, 4, blaming={"accused"})) == "guards"


def test_a_participle_goes_on_with_the_cue_above_the_content_where_the_measure_says_so():
    # The mayor said ships sank, adding details: "adding" hangs from "sank"
    tree = hand_made(
        ("mayor", "NOUN", "NN", "nsubj", 1),
        ("said", "VERB", "VBD", "ROOT", 1),
        ("ships", "NOUN", "NNS", "nsubj", 3),
        ("sank", "VERB", "VBD", "ccomp", 1),
        ("adding", "VERB", "VBG", "advcl", 3),
    )
    assert word(tree, grammar.find_speaking_subject(tree, 4)) == "ships"
    asked = []
    found = grammar.find_speaking_subject(tree, 4, adds_to=lambda verb, cue: asked.append((verb, cue)) or True)
    assert (word(tree, found), asked) == ("mayor", [(4, 1)])


@pytest.mark.parametrize(
    ("sentence", "verb", "thing"),
    [
        ("Rebels attacked the port.", "attacked", "port"),
        ("Rebels killed or wounded them.", "killed", "them"),
        ("The port that rebels attacked was closed.", "attacked", "port"),
        ("Rebels attacked.", "attacked", None),
    ],
)
def test_object_is_own_shared_or_before_its_clause(read, sentence, verb, thing):
    tree = read(sentence)
    assert word(tree, grammar.find_object(tree, at(tree, verb))) == thing


def test_what_prepositions_add(read):
    tree = read("The lives of people in Callow were lost.")
    assert [tree.text[noun] for noun in grammar.list_governed(tree, at(tree, "lives"), "of")] == ["people"]
    assert list(grammar.list_governed(tree, at(tree, "lives"), "by")) == []


PHRASE = "The senior harbour guards of Callow, who smiled, left the north."


def test_each_extent_of_one_noun_phrase(read):
    tree = read(PHRASE)
    head = at(tree, "guards")
    assert grammar.find_head(tree, (0, head + 3)) == head
    told = {
        "whole": grammar.find_whole_phrase(tree, head),
        "phrase": grammar.find_phrase(tree, head),
        "described": grammar.describe_phrase(tree, head),
        "left": grammar.widen_left(tree, (head, head + 1)),
        "beside": grammar.widen_beside(tree, (head, head + 1)),
        "compound": grammar.find_compound(tree, (head - 3, head + 3)),
    }
    words = {name: tree.string(span) for name, span in told.items()}
    assert words["whole"] == "The senior harbour guards of Callow, who smiled"
    assert words["phrase"] == "The senior harbour guards of Callow"
    assert words["described"] == "senior harbour guards of Callow"
    assert words["left"] == words["beside"] == "senior harbour guards"
    assert words["compound"] == "harbour guards"


def test_the_whole_phrase_is_cut_before_what_is_barred(read):
    tree = read("The port that rebels attacked was closed.")
    head = at(tree, "port")
    assert tree.string(grammar.find_whole_phrase(tree, head)) == "The port that rebels attacked"
    assert tree.string(grammar.find_whole_phrase(tree, head, barred=(at(tree, "that"),))) == "The port"


def test_joined_nouns_are_one_phrase_and_an_actor_ends_before_the_next(read):
    tree = read("Rebels from Callow and guards fought.")
    rebels, guards = at(tree, "Rebels"), at(tree, "guards")
    assert tree.string(grammar.find_actor_phrase(tree, rebels)) == "Rebels from Callow"
    assert tree.string(grammar.find_phrase(tree, guards)) == "guards"
    tree = read("Marn and her deputy left.")
    assert tree.string(grammar.find_phrase(tree, at(tree, "Marn"))) == "Marn and her deputy"
    assert tree.string(grammar.find_actor_phrase(tree, at(tree, "Marn"))) == "Marn"
    assert tree.string(grammar.find_actor_phrase(tree, at(tree, "deputy"))) == "Marn and her deputy"


def test_the_compound_of_a_person_is_the_name():
    tree = hand_made(
        ("driver", "NOUN", "NN", "compound", 2),
        ("Ilse", "PROPN", "NNP", "compound", 2),
        ("Marn", "PROPN", "NNP", "ROOT", 2),
    )
    assert grammar.find_compound(tree, (0, 3)) == (0, 3)
    tree.ent_type[1] = tree.ent_type[2] = "PERSON"
    assert grammar.find_compound(tree, (0, 3)) == (1, 3)
    assert grammar.find_compound(tree, (1, 2)) == (1, 2)


def test_a_head_outside_a_range_makes_its_last_outer_token_the_head():
    tree = hand_made(
        ("a", "DET", "DT", "det", 3), ("b", "NOUN", "NN", "dep", 3), ("c", "X", "X", "x", 1), ("d", "X", "X", "ROOT", 3)
    )
    assert [grammar.find_head(tree, span) for span in ((0, 2), (0, 3), (1, 3), (0, 4))] == [1, 1, 1, 3]


def test_hanging_below_goes_only_through_words_in_between():
    tree = hand_made(
        ("a", "X", "X", "x", 1), ("b", "X", "X", "x", 2), ("c", "X", "X", "ROOT", 2), ("d", "X", "X", "x", 2)
    )
    assert grammar.hangs_below(tree, 0, 2)
    assert not grammar.hangs_below(tree, 2, 0)
    tree = hand_made(
        ("a", "X", "X", "x", 3), ("b", "X", "X", "x", 2), ("c", "X", "X", "ROOT", 2), ("d", "X", "X", "x", 2)
    )
    assert not grammar.hangs_below(tree, 0, 2)


@pytest.mark.parametrize(
    ("sentence", "noun", "kind"),
    [
        ("The guards left.", "guards", "definite"),
        ("Those guards left.", "guards", "definite"),
        ("Some guards left.", "guards", "indefinite"),
        ("Two guards left.", "guards", "indefinite"),
        ("Their guards left.", "guards", "possessive"),
        ("Guards left.", "Guards", "bare"),
    ],
)
def test_determiners(read, sentence, noun, kind):
    tree = read(sentence)
    assert grammar.find_determiner(tree, at(tree, noun)) == kind


def test_a_relative_pronoun_stands_for_its_noun(read):
    tree = read("The rebels, who attacked the port, fled.")
    assert word(tree, grammar.resolve_relative(tree, at(tree, "who"))) == "rebels"
    assert word(tree, grammar.resolve_relative(tree, at(tree, "port"))) == "port"
    tree = read("Who attacked the port?")
    assert word(tree, grammar.resolve_relative(tree, at(tree, "Who"))) == "Who"

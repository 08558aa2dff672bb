"""Clauses of acts: invented sentences, parsed, with the construction and the people a reader finds in them."""

import pandas as pd
import pytest

from workbench.corpus import load_corpus
from workbench.language import segment_text
from workbench.measures.agency import find_clauses, summarise_agency
from workbench.measures.agency.clauses import CONSTRUCTIONS
from workbench.schema import TABLES, make_table


def parse(*paragraphs, zone="body"):
    text = "\n".join(paragraphs)
    articles = make_table([{"article_id": "a", "text": text}], "articles")
    rows, start = [], 0
    for number, paragraph in enumerate(paragraphs):
        rows.append(
            {"article_id": "a", "block_id": number, "start": start, "end": start + len(paragraph), "zone": zone}
        )
        start += len(paragraph) + 1
    return text, segment_text(articles, make_table(rows, "blocks"))[1]


def clauses_of(*paragraphs, **choices):
    return find_clauses(parse(*paragraphs)[1], **choices)


def only(*paragraphs, act, **choices):
    found = clauses_of(*paragraphs, **choices)
    rows = found[found["act"] == act]
    assert len(rows) == 1, found[["act", "construction"]].values.tolist()
    return rows.iloc[0]


@pytest.mark.parametrize(
    ("sentence", "act", "construction", "agent", "patient"),
    [
        ("The guards killed three fighters on Sunday.", "kill", "active", "The guards", "three fighters"),
        ("Three fighters were killed by the guards.", "kill", "passive_agent", "the guards", "Three fighters"),
        ("Three fighters were killed on Sunday.", "kill", "passive_agentless", None, "Three fighters"),
        ("More than 400 people have died.", "die", "intransitive", None, "More than 400 people"),
        ("Thousands fled.", "flee", "intransitive", "Thousands", None),
        ("The war has claimed the lives of 300 people.", "claim life", "idiom", "The war", "300 people"),
        ("Lives have been lost.", "lose life", "passive_agentless", None, "Lives"),
        ("The killing of two fishermen shocked the town.", "killing", "nominal", None, "two fishermen"),
        ("The army's bombardment of the port went on.", "bombardment", "nominal", "The army's", "the port"),
        ("The plan was turned down on Tuesday.", "turn down", "passive_agentless", None, "The plan"),
        ("The council turned down the plan.", "turn down", "active", "The council", "the plan"),
        ("Rebels carried out an attack on the harbour.", "attack", "active", "Rebels", "the harbour"),
        ("An attack was carried out on Friday.", "attack", "passive_agentless", None, None),
        ("Thousands were forced from their homes.", "force from", "passive_agentless", None, "Thousands"),
    ],
)
def test_constructions(sentence, act, construction, agent, patient):
    row = only(sentence, act=act)
    assert row["construction"] == construction
    assert (None if pd.isna(row["agent"]) else row["agent"]) == agent
    assert (None if pd.isna(row["patient"]) else row["patient"]) == patient


def test_a_noun_in_an_idiom_and_a_describing_participle_are_no_second_act():
    assert clauses_of("The war has claimed the lives of 300 people.")["act"].tolist() == ["claim life"]
    assert clauses_of("Two wounded sailors slept in the school.").empty
    assert clauses_of("The strike group sailed north.").empty


def test_a_day_is_no_agent_and_a_weapon_is():
    assert only("The docks were bombed by Friday.", act="bomb")["construction"] == "passive_agentless"
    row = only("The fisherman was killed by a mortar.", act="kill")
    assert (row["construction"], row["agent"]) == ("passive_agent", "a mortar")


def test_joined_verbs_share_subject_and_auxiliary():
    found = clauses_of("Dozens were killed and wounded by the rebels.").set_index("act")
    assert found["construction"].to_dict() == {"kill": "passive_agent", "wound": "passive_agent"}
    assert found["patient"].tolist() == ["Dozens", "Dozens"]


def test_a_gerund_takes_the_one_who_is_accused_not_the_accuser():
    row = only("The mayor criticised the guards for shelling the market.", act="shell")
    assert (row["agent"], row["patient"]) == ("the guards", "the market")
    row = only("The Front was accused by Marn of shelling the market.", act="shell")
    assert row["agent"] == "The Front"


def test_relative_clauses_name_the_noun_they_describe():
    row = only("The rebels, who attacked the port, left no survivors.", act="attack")
    assert (row["agent"], row["patient"]) == ("The rebels", "the port")
    row = only("The houses that were destroyed stood near the sea.", act="destroy")
    assert (row["construction"], row["patient"]) == ("passive_agentless", "The houses")


def test_reduced_clauses_are_passives():
    found = clauses_of("Two men killed in the harbour came from Callow.")
    assert found[["act", "construction", "patient"]].values.tolist() == [["kill", "passive_agentless", "Two men"]]


def test_states_are_told_apart_from_passives():
    found = clauses_of("Families are crammed into tents.", "Families were removed from the tents.", kinds=("other",))
    assert found["construction"].tolist() == ["state", "passive_agentless"]
    assert found.loc[0, "recoverable"] == "not applicable"


def test_an_agent_in_the_same_sentence_is_recovered():
    row = only("Five people were killed in a rebel attack on the market.", act="kill")
    assert (row["construction"], row["recoverable"], row["recovered_agent"]) == (
        "passive_agentless",
        "same sentence",
        "rebel",
    )


def test_an_agent_elsewhere_in_the_article_is_recovered_only_for_the_same_act_and_patient():
    told = clauses_of("The fishermen were killed at night.", "The guards killed the fishermen, a witness said.")
    assert told["recoverable"].tolist() == ["same article", "not applicable"]
    assert told.loc[0, "recovered_agent"] == "The guards"
    other = clauses_of("The fishermen were killed at night.", "The guards killed a thief last year.")
    assert other["recoverable"].tolist() == ["nowhere", "not applicable"]


def test_people_with_different_figures_are_different_people():
    found = clauses_of("Rebels killed 30 people in May.", "On Sunday 400 people were killed.")
    assert found["recoverable"].tolist() == ["not applicable", "nowhere"]


def test_an_event_as_agent_answers_for_nobody():
    found = clauses_of("The conflict killed many people.", "On Sunday many people were killed.")
    assert found["recoverable"].tolist() == ["not applicable", "nowhere"]


def test_negation_and_modals_are_noted_not_dropped():
    found = clauses_of("The guards did not attack the port.", "The rebels could attack the port.")
    assert found["negated"].tolist() == [True, False]
    assert found["modal"].fillna("").tolist() == ["", "could"]


def test_figurative_uses_are_guarded():
    assert clauses_of("The mayor struck a deal with the union.").empty
    assert clauses_of("The shares hit a record high.").empty


def test_voice_and_offsets_point_at_the_words():
    text, tokens = parse('"Three fighters were killed," Rowe said.')
    row = find_clauses(tokens).iloc[0]
    assert row["voice"] == "quotation"
    assert text[row["patient_start"] : row["patient_end"]] == row["patient"] == "Three fighters"
    assert text[row["act_start"] : row["act_end"]] == "were killed"
    assert text[row["start"] : row["end"]] == "Three fighters were killed"


def test_only_the_zones_asked_for_are_read():
    tokens = parse("Guards killed three fighters.", zone="caption")[1]
    assert find_clauses(tokens).empty
    assert len(find_clauses(tokens, zones=("caption",))) == 1


def test_the_table_keeps_to_the_schema_and_leaves_its_input():
    tokens = parse("Guards killed three fighters.")[1]
    before = tokens.copy()
    found = find_clauses(tokens)
    assert list(found.columns[: len(TABLES["clauses"])]) == list(TABLES["clauses"])
    pd.testing.assert_frame_equal(tokens, before)
    empty = find_clauses(tokens.iloc[:0])
    assert empty.empty
    assert list(empty.columns) == list(found.columns)
    assert set(found["construction"]) <= set(CONSTRUCTIONS)


def test_swapping_the_parties_changes_no_construction():
    sentences = (
        "{a} troops killed ten {b} soldiers.",
        "The {b} attack on the harbour was condemned by {a} officials.",
        "{a} rejected the {b} plan.",
    )
    tables = [
        clauses_of(*(sentence.format(a=a, b=b) for sentence in sentences))
        for a, b in (("French", "German"), ("German", "French"))
    ]
    columns = ["act", "construction", "recoverable"]
    pd.testing.assert_frame_equal(tables[0][columns], tables[1][columns])


def test_refusals_say_what_is_allowed():
    tokens = parse("Guards killed three fighters.")[1]
    with pytest.raises(ValueError, match=r"kinds is 'speech'; allowed are 'harm', 'move', 'decide', 'other'"):
        find_clauses(tokens, kinds=("speech",))
    with pytest.raises(ValueError, match="kinds is empty"):
        find_clauses(tokens, kinds=())
    with pytest.raises(KeyError, match="tokens lacks the column"):
        find_clauses(tokens.drop(columns="head_id"))


def hand_made(*rows):
    columns = ["article_id", "act_kind", "construction", "agent", "recoverable", "voice"]
    return pd.DataFrame(rows, columns=columns)


def test_the_summary_counts_by_hand():
    clauses = hand_made(
        ("a", "harm", "active", "rebels", "not applicable", "narrator"),
        ("a", "harm", "passive_agentless", None, "nowhere", "narrator"),
        ("a", "harm", "passive_agent", "guards", "not applicable", "quotation"),
        ("a", "decide", "passive_agentless", None, "same article", "narrator"),
        ("a", "harm", "state", None, "not applicable", "narrator"),
    )
    table = summarise_agency(clauses).set_index(["voice", "act_kind", "measure"])
    assert table.loc[("all", "all", "no_agent"), ["n", "n_clauses"]].tolist() == [2, 4]
    assert table.loc[("all", "all", "passives_without_agent"), ["n", "n_clauses"]].tolist() == [2, 3]
    assert table.loc[("all", "harm", "agent_nowhere"), ["n", "n_clauses"]].tolist() == [1, 3]
    row = table.loc[("all", "all", "passive_agentless")]
    # Wilson interval of 2 of 4, from the closed formula: centre .5, half-width .34996
    assert row["value"] == 0.5
    assert row["low"] == pytest.approx(0.15004, abs=1e-5)
    assert row["high"] == pytest.approx(0.84996, abs=1e-5)


def test_an_article_without_clauses_has_counts_of_zero_and_undefined_shares():
    table = summarise_agency(
        hand_made(("a", "harm", "active", "x", "not applicable", "narrator")), article_ids=["a", "b"]
    )
    rows = table[(table["article_id"] == "b") & (table["measure"] == "no_agent")]
    assert rows["n"].eq(0).all()
    assert rows[["value", "low", "high"]].isna().all(axis=None)
    assert summarise_agency(find_clauses(parse("Hello.")[1])).empty


@pytest.mark.slow
def test_the_bundled_corpus(osmere_folder):
    corpus = load_corpus(osmere_folder)
    found = find_clauses(segment_text(corpus.articles, corpus.blocks)[1])
    digest = found[found["article_id"] == "osmere-digest"]
    agentless = digest.loc[digest["construction"] == "passive_agentless", "act"].tolist()
    assert {"turn down", "lose life", "force from", "wound", "shell", "displace"} <= set(agentless)
    observer = found[found["article_id"] == "straits-observer"].set_index("act")
    assert observer.loc["kill", "agent"] == "Council guards"
    assert observer.loc["die", "construction"] == "intransitive"


def many_articles(n_articles):
    """Articles of two acts each, of which every second names no agent in either."""
    rows = []
    for number in range(n_articles):
        agent = None if number % 2 else "rebels"
        rows += [(f"a{number:02}", "harm", "active", agent, "not applicable", "narrator")] * 2
    return hand_made(*rows)


def choose_share(table):
    rows = table[(table["voice"] == "all") & (table["act_kind"] == "all") & (table["measure"] == "no_agent")]
    return rows.reset_index(drop=True)


def test_groups_pool_counts_and_have_no_interval_below_five_articles():
    clauses = many_articles(4)
    groups = {"a00": "Gull", "a01": "Heron", "a02": "Heron", "a03": "Heron", "a04": "Heron"}
    table = choose_share(summarise_agency(clauses, article_ids=list(groups), by=groups))
    assert list(table.columns[:2]) == ["group", "n_articles"]
    assert table[["group", "n_articles", "n", "n_clauses"]].values.tolist() == [["Gull", 1, 0, 2], ["Heron", 4, 4, 6]]
    assert table["value"].tolist() == pytest.approx([0, 2 / 3])
    assert table.loc[0, "high"] == pytest.approx(0.6576, abs=1e-4)  # Wilson of 0 of 2
    assert table.loc[1, ["low", "high"]].isna().all()
    assert table["reason"].fillna("").tolist() == [
        "", "fewer than five articles: no interval, look at the articles"
    ]  # fmt: skip


def test_from_five_articles_on_whole_articles_are_drawn():
    clauses = many_articles(10)
    table = choose_share(summarise_agency(clauses, by=dict.fromkeys(clauses["article_id"], "all")))
    alone = choose_share(summarise_agency(clauses.assign(article_id="a00")))
    assert table.loc[0, "value"] == alone.loc[0, "value"] == 0.5
    # both acts of an article go together: ten draws, not twenty, so the interval is wider than Wilson's
    assert table.loc[0, "low"] < alone.loc[0, "low"] < alone.loc[0, "high"] < table.loc[0, "high"]
    assert table["reason"].isna().all()


def test_a_column_may_name_the_groups_and_an_unknown_one_is_refused():
    clauses = many_articles(2).assign(outlet=["Gull"] * 2 + ["Heron"] * 2)
    assert choose_share(summarise_agency(clauses, by="outlet"))["group"].tolist() == ["Gull", "Heron"]
    with pytest.raises(KeyError, match="lacks the column"):
        summarise_agency(clauses, by="publisher")
    with pytest.raises(ValueError, match="none of them among a00, a01"):
        summarise_agency(clauses, by={"z": "Gull"})


# act, construction, agent, patient, where its agent can be found, that agent, and the words of the act
SENTENCES = [
    ("The killed fighters were buried by the guards.", []),
    (
        "Five died in fighting near the port.",
        [
            ("die", "intransitive", None, "Five", "nowhere", None, "died"),
        ],
    ),
    (
        "The guards were shelling the port.",
        [
            ("shell", "active", "The guards", "the port", "not applicable", None, "were shelling"),
        ],
    ),
    (
        "The army started to leave the port.",
        [
            ("leave", "active", "The army", "the port", "not applicable", None, "to leave"),
        ],
    ),
    (
        "The council decided to leave the port.",
        [
            ("decide", "active", "The council", None, "not applicable", None, "decided"),
            ("leave", "active", "The council", "the port", "not applicable", None, "to leave"),
        ],
    ),
    ("The guards had to go to the port.", []),
    ("Lives lost in the war were mourned.", []),
    (
        "Shots that were fired by guards hit a boat.",
        [
            ("fire shot", "passive_agent", "guards", "Shots", "not applicable", None, "Shots that were fired"),
            ("hit", "active", "guards", "a boat", "not applicable", None, "hit"),
        ],
    ),
    (
        "The guards opened fire on the crowd.",
        [
            ("open fire", "idiom", "The guards", "the crowd", "not applicable", None, "opened fire"),
        ],
    ),
    ("The crowd came under fire.", []),
    (
        "The army took the lives of ten people.",
        [
            ("take life", "idiom", "The army", "ten people", "not applicable", None, "took the lives"),
        ],
    ),
    (
        "The raid took their lives.",
        [
            ("raid", "nominal", None, None, "nowhere", None, "raid"),
            ("take life", "idiom", "The raid", "their", "not applicable", None, "took their lives"),
        ],
    ),
    (
        "A ceasefire was rejected by the council.",
        [
            ("reject", "passive_agent", "the council", "A ceasefire", "not applicable", None, "was rejected"),
        ],
    ),
    (
        "The council rejected calls for a ceasefire.",
        [
            ("reject", "active", "The council", "calls", "not applicable", None, "rejected"),
        ],
    ),
    (
        "The council agreed to a truce.",
        [
            ("agree", "active", "The council", None, "not applicable", None, "agreed"),
        ],
    ),
    (
        "The boats sank.",
        [
            ("sink", "intransitive", None, "The boats", "nowhere", None, "sank"),
        ],
    ),
    (
        "The guards sank two boats.",
        [
            ("sink", "active", "The guards", "two boats", "not applicable", None, "sank"),
        ],
    ),
    ("The road is closed.", []),
    ("The road was closed on Friday.", []),
    ("The road is closed by the guards.", []),
    ("The town is surrounded by guards.", []),
    (
        "The hall got damaged.",
        [
            ("damage", "passive_agentless", None, "The hall", "nowhere", None, "got damaged"),
        ],
    ),
    (
        "The port is destroyed in the raid on Friday.",
        [
            ("destroy", "state", None, "The port", "not applicable", None, "is destroyed"),
            ("raid", "nominal", None, None, "nowhere", None, "raid"),
        ],
    ),
    (
        "The guards should not have killed the men.",
        [
            ("kill", "active", "The guards", "the men", "not applicable", None, "should not have killed"),
        ],
    ),
    (
        "No attack on the port was launched.",
        [
            ("attack", "passive_agentless", None, "the port", "nowhere", None, "attack on the port was launched"),
        ],
    ),
    (
        "No attacks were launched by rebels.",
        [
            ("attack", "passive_agent", "rebels", None, "not applicable", None, "attacks were launched"),
        ],
    ),
    (
        "Rebels launched an attack on the port on Friday.",
        [
            ("attack", "active", "Rebels", "the port", "not applicable", None, "launched an attack"),
        ],
    ),
    (
        "The attack by rebels on the port failed.",
        [
            ("attack", "nominal", "rebels", None, "not applicable", None, "attack"),
        ],
    ),
    (
        "The rebel attack failed.",
        [
            ("attack", "nominal", "rebel", None, "not applicable", None, "attack"),
        ],
    ),
    (
        "The rebels' attack failed.",
        [
            ("attack", "nominal", "The rebels'", None, "not applicable", None, "attack"),
        ],
    ),
    (
        "The Friday attack failed.",
        [
            ("attack", "nominal", None, None, "nowhere", None, "attack"),
        ],
    ),
    (
        "The death of ten men shocked the town.",
        [
            ("death", "nominal", None, "ten men", "nowhere", None, "death"),
        ],
    ),
    (
        "Their deaths shocked the town.",
        [
            ("death", "nominal", None, "Their", "nowhere", None, "deaths"),
        ],
    ),
    (
        "The deaths of Friday shocked the town.",
        [
            ("death", "nominal", None, None, "nowhere", None, "deaths"),
        ],
    ),
    (
        "The retreat of the army began.",
        [
            ("retreat", "nominal", "the army", None, "not applicable", None, "retreat"),
        ],
    ),
    (
        "The army's retreat began.",
        [
            ("retreat", "nominal", "The army's", None, "not applicable", None, "retreat"),
        ],
    ),
    (
        "The attack launched by rebels failed.",
        [
            ("attack", "passive_agent", "rebels", None, "not applicable", None, "attack launched"),
        ],
    ),
    (
        "The attack launched on Friday failed.",
        [
            ("attack", "passive_agentless", None, None, "nowhere", None, "attack launched"),
        ],
    ),
    (
        "The attack on Friday, in which ten people were killed, failed.",
        [
            ("attack", "nominal", None, None, "nowhere", None, "attack"),
            ("kill", "passive_agentless", None, "ten people", "nowhere", None, "were killed"),
        ],
    ),
    (
        "The rebel attack on Friday, in which ten people were killed, failed.",
        [
            ("attack", "nominal", "rebel", None, "not applicable", None, "attack"),
            ("kill", "passive_agentless", None, "ten people", "same sentence", "rebel", "were killed"),
        ],
    ),
    (
        "The rebel attack led to the deaths of ten people.",
        [
            ("attack", "nominal", "rebel", None, "not applicable", None, "attack"),
            ("death", "nominal", None, "ten people", "same sentence", "rebel", "deaths"),
        ],
    ),
    (
        "The men were killed and the guards attacked the port.",
        [
            ("kill", "passive_agentless", None, "The men", "nowhere", None, "were killed"),
            ("attack", "active", "the guards", "the port", "not applicable", None, "attacked"),
        ],
    ),
    (
        "The guards killed themselves.",
        [
            ("kill", "active", "The guards", "themselves", "not applicable", None, "killed"),
        ],
    ),
    (
        "The invasion of Osmere by the army began.",
        [
            ("invasion", "nominal", "the army", "Osmere", "not applicable", None, "invasion"),
        ],
    ),
    (
        "The shelling killed ten.",
        [
            ("shelling", "nominal", None, None, "nowhere", None, "shelling"),
            ("kill", "active", "The shelling", "ten", "not applicable", None, "killed"),
        ],
    ),
    (
        "The airstrike killed ten men.",
        [
            ("airstrike", "nominal", None, None, "nowhere", None, "airstrike"),
            ("kill", "active", "The airstrike", "ten men", "not applicable", None, "killed"),
        ],
    ),
    (
        "The airstrikes that killed ten men were carried out by the army.",
        [
            (
                "airstrike",
                "passive_agent",
                "the army",
                None,
                "not applicable",
                None,
                "airstrikes that killed ten men were carried out",
            ),
            ("kill", "active", "The airstrikes", "ten men", "not applicable", None, "killed"),
        ],
    ),
    (
        "Men could be killed.",
        [
            ("kill", "passive_agentless", None, "Men", "nowhere", None, "could be killed"),
        ],
    ),
    (
        "Families were forced out of the town.",
        [
            ("force out", "passive_agentless", None, "Families", "nowhere", None, "were forced out"),
        ],
    ),
    (
        "The guards forced families from their homes.",
        [
            ("force from", "active", "The guards", "families", "not applicable", None, "forced families from"),
        ],
    ),
    (
        "They were told to leave the town.",
        [
            ("leave", "active", "They", "the town", "not applicable", None, "to leave"),
        ],
    ),
    (
        "Families were displaced.",
        [
            ("displace", "passive_agentless", None, "Families", "nowhere", None, "were displaced"),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_every_act_of_a_sentence_with_all_that_is_said_of_it(sentence, expected):
    found = clauses_of(sentence)
    found["words"] = [sentence[start:end] for start, end in zip(found["act_start"], found["act_end"], strict=True)]
    columns = ["act", "construction", "agent", "patient", "recoverable", "recovered_agent", "words"]
    rows = found[columns].astype(object).where(found[columns].notna(), None).itertuples(index=False, name=None)
    assert list(rows) == expected


def test_what_is_denied_or_may_be_is_marked_beside_nouns_too():
    marks = {
        "The guards should not have killed the men.": (True, "should"),
        "No attack on the port was launched.": (True, ""),
        "An attack on the port was launched.": (False, ""),
        "Men could be killed.": (False, "could"),
    }
    for sentence, expected in marks.items():
        row = clauses_of(sentence).iloc[0]
        assert (row["negated"], row["modal"] if pd.notna(row["modal"]) else "") == expected


def test_other_passives_and_conditions():
    told = [
        ("The road is closed.", "state"),
        ("The road was closed by the guards.", "passive_agent"),
        ("The hall is heavily guarded.", "state"),
        ("The town is surrounded by guards.", "state"),
        ("The port was rebuilt after the war on Friday.", "passive_agentless"),
    ]
    for sentence, construction in told:
        assert clauses_of(sentence, kinds=("other",))["construction"].tolist() == [construction], sentence

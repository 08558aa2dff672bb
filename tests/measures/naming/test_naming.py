from collections import Counter
from dataclasses import dataclass

import pandas as pd
import pytest

from workbench.corpus import load_corpus
from workbench.corpus.config import CorpusConfig, Entity
from workbench.language import segment_text
from workbench.measures.naming import find_mentions, propose_entities, tabulate_names
from workbench.measures.naming.proposals import _group_names, configure_entities
from workbench.schema import TABLES, make_table

FRONT = Entity("front", "Lantern Front", kind="NSAG", names=("Lantern Front", "the Front"))
MARN = Entity("marn", "Ilse Marn", kind="GOV", names=("Ilse Marn",))
RAID = Entity(
    "raid",
    "raid of 4 March",
    type="event",
    names=("4 March", "March 4"),
    roles=("raid", "attack", "assault"),
    descriptors=("Front",),
)
SIEGE = Entity(
    "siege", "campaign", type="event", roles=("siege", "assault", "military operation"), descriptors=("council",)
)
CONFIG = CorpusConfig(entities=(FRONT, MARN, RAID, SIEGE))


def parse(texts):
    articles = pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})
    rows = [
        {"article_id": name, "block_id": 0, "start": 0, "end": len(text), "zone": "body", "rule": "", "confidence": 1.0}
        for name, text in texts.items()
    ]
    return segment_text(articles, pd.DataFrame(rows))[1]


def mentions_of(text, *, config=CONFIG, **options):
    return find_mentions(parse({"a": text} if isinstance(text, str) else text), config=config, **options)


def pick(table, *columns):
    return table[list(columns)].values.tolist()


def said(text, content, *, cue="said", lemma="say"):
    row = {"article_id": "a", "attribution_id": 0, "part": 0, "level": "core", "n_words": 0, "n_quoted_words": 0}
    row |= {"start": text.index(content), "end": text.index(content) + len(content), "cue_lemma": lemma}
    row |= {"cue_start": text.index(cue), "cue_end": text.index(cue) + len(cue)}
    return make_table([row], "attributions")


def test_offsets_give_back_the_label():
    text = "The envoy met council chair Ilse Marn.  Marn left early."
    for row in mentions_of(text).itertuples():
        assert text[row.start : row.end] == row.label


def test_names_are_found_in_full_by_surname_and_in_capitals():
    table = mentions_of("Ilse Marn spoke first. Marn then left. ILSE MARN WAS TIRED.")
    assert pick(table, "form", "label") == [["name", "Ilse Marn"], ["name", "Marn"], ["name", "ILSE MARN"]]


def test_a_surname_with_another_first_name_is_somebody_else():
    table = mentions_of("Ilse Marn spoke first. Her brother Peter Marn left.")
    assert table.label.tolist() == ["Ilse Marn"]


def test_words_that_contain_a_name_are_not_the_name():
    config = CorpusConfig(entities=(Entity("us", "United States", names=("US", "United States")),))
    assert mentions_of("Give us time. The US agreed.", config=config).label.tolist() == ["US"]


@pytest.mark.parametrize("word", ["run", "controlled", "backed", "led"])
def test_a_name_made_a_modifier_is_a_relational_descriptor(word):
    config = CorpusConfig(entities=(Entity("front", "Front", kind="NSAG", names=("Lantern", "Front")),))
    table = mentions_of(f"The Front-{word} ministry opened.", config=config)
    assert pick(table, "form", "label") == [["descriptor", f"Front-{word}"]]


def test_titles_and_appositions_are_roles_of_the_name_beside_them():
    table = mentions_of("Council chair Ilse Marn spoke. Ilse Marn, the prime minister of Osmere, left.")
    assert pick(table[table.form == "role"], "entity", "label") == [
        ["marn", "Council chair"],
        ["marn", "prime minister of Osmere"],
    ]


def test_category_noun_beside_a_name_and_taken_up_later():
    table = mentions_of("The rebels of the Lantern Front, an armed group, withdrew. The group gave no reason.")
    assert pick(table[table.form == "category"], "entity", "label") == [["front", "armed group"], ["front", "group"]]


def test_a_definite_role_goes_to_the_last_person_it_fits():
    text = "Prime Minister Ilse Marn spoke. The premier was tired."
    assert pick(mentions_of(text), "form", "label")[-1] == ["role", "premier"]
    other = "Ilse Marn spoke. Then Peter Oster rose. The premier was tired."
    assert "premier" not in mentions_of(other).label.tolist()


def test_a_configured_role_beside_another_name_or_indefinite_is_not_the_entity():
    config = CorpusConfig(entities=(Entity("marn", "Ilse Marn", names=("Ilse Marn",), roles=("council chair",)),))
    text = "The council chair spoke. Former council chair Peter Oster left. A council chair has no vote."
    assert mentions_of(text, config=config).start.tolist() == [text.index("council chair")]


def test_pronouns_are_not_mentions():
    assert mentions_of("Ilse Marn spoke. She left.").label.tolist() == ["Ilse Marn"]


def test_the_words_around_a_shared_noun_decide_between_two_events():
    text = (
        "The council assault on the docks followed the assault by the Lantern Front on 4 March. The raid lasted hours."
    )
    table = mentions_of(text)
    events = table[table.type == "event"]
    assert pick(events[events.form == "category"], "entity", "label") == [
        ["siege", "council assault"],
        ["raid", "assault"],
        ["raid", "raid"],
    ]


def test_an_event_noun_of_several_words_and_a_noun_that_only_modifies():
    table = mentions_of("The military operation went on. The raid commander fled.")
    assert pick(table, "entity", "label") == [["siege", "military operation"]]


def test_voices_of_narration_quotation_and_paraphrase():
    assert mentions_of("The raid ended.").voice.tolist() == ["narrator"]
    assert mentions_of('"The raid has ended for good," he told us.').voice.tolist() == ["quotation"]
    text = "He said the shelling was an attack."
    assert mentions_of(text, attributions=said(text, "the shelling was an attack")).voice.tolist() == ["paraphrase"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("He said the terrorist attack had failed.", "the terrorist attack had failed"),
        ("He said they had taken part in a fierce raid.", "they had taken part in a fierce raid"),
        ("He said all was calm after a brutal raid.", "all was calm after a brutal raid"),
    ],
)
def test_a_label_that_only_picks_out_its_object_is_presupposed(text, content):
    assert mentions_of(text, attributions=said(text, content)).voice.tolist() == ["presupposed"]


def test_an_indefinite_label_that_the_content_introduces_stays_paraphrase():
    text = "He said the rebels planned an attack."
    assert mentions_of(text, attributions=said(text, "the rebels planned an attack")).voice.tolist() == ["paraphrase"]


def test_a_proper_name_is_never_presupposed():
    text = "He said the Lantern Front had left."
    table = mentions_of(text, attributions=said(text, "the Lantern Front had left"))
    assert pick(table, "label", "voice") == [["the Lantern Front", "paraphrase"]] or pick(table, "label", "voice") == [
        ["Lantern Front", "paraphrase"]
    ]


def test_what_an_accusation_is_of_belongs_to_it():
    text = "The council accused twelve of its clerks of involvement in the terrorist attack."
    told = said(text, "of its clerks", cue="accused", lemma="accuse")
    assert mentions_of(text, attributions=told).voice.tolist() == ["presupposed"]


def test_without_configuration_proposed_entities_are_found():
    text = {"a": "Ilse Marn spoke in Callow. Marn left.", "b": "Ilse Marn stayed in Callow."}
    table = mentions_of(text, config=None)
    assert table[table.entity == "ilse-marn"].label.tolist() == ["Ilse Marn", "Marn", "Ilse Marn"]


def test_proposals_group_surnames_and_initials_and_count():
    text = {
        "a": "Prime Minister Ilse Marn spoke to the European Union. Marn left. The war went on.",
        "b": "Officials of the EU thanked Ilse Marn for help. The war ended.",
    }
    table = propose_entities(parse(text)).set_index("label")
    assert set(table.loc["Ilse Marn", "names"]) == {"Ilse Marn", "Marn"}
    assert table.loc["Ilse Marn", ["n_mentions", "n_articles"]].tolist() == [3, 2]
    assert "Prime Minister" in table.loc["Ilse Marn", "roles"]
    assert table.loc["war", ["type", "n_mentions"]].tolist() == ["event", 2]
    assert set(table.loc["European Union", "names"]) == {"European Union", "EU"}


def test_proposals_refuse_a_threshold_below_one_and_allow_an_empty_text():
    with pytest.raises(ValueError, match="least_mentions is 0; it must be 1 or more"):
        propose_entities(parse({"a": "Ilse Marn spoke."}), least_mentions=0)
    assert propose_entities(parse({"a": "It rained."})).empty


def test_proposals_become_a_configuration():
    config = configure_entities(propose_entities(parse({"a": "Ilse Marn spoke. Ilse Marn left."})))
    assert [entity.names for entity in config.entities] == [("Ilse Marn",)]


@pytest.mark.parametrize("rank", ["Senior", "Veteran", "Top"])
@pytest.mark.parametrize("group", ["Lantern", "Ansar"])
def test_a_longer_phrase_never_renames_a_group(group, rank):
    text = (
        f"{group} rejected the plan. {group} has ruled Osmere since May, and {group} fighters met. {rank} {group} official "
        f"Teo Brandt told reporters that {group} would wait. {rank} {group} official Ilse Marn agreed."
    )
    named = propose_entities(parse({"a": text})).set_index("label")["names"]
    assert named[group] == (group,)
    assert not any(label.startswith(rank) for label in named.index)


def test_a_longer_phrase_is_counted_with_the_name_it_ends_with():
    seen = ["Lantern", "Lantern", "Veteran Lantern", "Osmere Bank", "Bank", "Teo Brandt", "Brandt"]
    kinds = dict.fromkeys(seen, "ORG") | {"Teo Brandt": "PERSON", "Brandt": "PERSON"}
    groups = _group_names(Counter(seen), kinds, free={"Lantern", "Osmere Bank", "Bank", "Brandt"})
    assert groups == {
        "Lantern": {"Lantern", "Veteran Lantern"},
        "Osmere Bank": {"Osmere Bank", "Bank"},
        "Teo Brandt": {"Teo Brandt", "Brandt"},
    }


def test_a_title_before_a_name_is_no_part_of_it():
    text = {"a": "Administrator Ilse Marn spoke. Administrator Ilse Marn left.", "b": "Ms. Ilse Marn came. Marn left."}
    assert propose_entities(parse(text))["label"].tolist() == ["Ilse Marn"]


def test_proposals_tell_a_kind_where_the_words_do():
    text = (
        "Prime Minister Ilse Marn spoke. Ilse Marn left. The Harbour Ministry of Osmere closed. The Harbour Ministry "
        "of Osmere gave no reason. It rained in Callow, and in Callow it rained again."
    )
    kinds = propose_entities(parse({"a": text})).set_index("label")["kind"]
    assert kinds.fillna("").to_dict() == {"Callow": "", "Harbour Ministry of Osmere": "GOV", "Ilse Marn": "GOV"}


TWO = {
    "a": "Ilse Marn met Teo Brandt in Callow. The war went on. Marn left Callow. Brandt stayed.",
    "b": "Ilse Marn and Teo Brandt met again. The war ended.",
}


def test_proposed_entities_are_looked_for_beside_the_configured_ones():
    config = CorpusConfig(entities=(Entity("m", "Ilse Marn", names=("ILSE MARN", "Ilse Marn")),))
    table = mentions_of(TWO, config=config)
    assert {"m", "teo-brandt", "event-war"} <= set(table["entity"])
    assert "ilse-marn" not in set(table["entity"])
    assert table.equals(mentions_of(TWO, config=config))


def test_a_configuration_that_says_only_is_complete():
    @dataclass(frozen=True)
    class Only(CorpusConfig):
        only: bool = True

    table = mentions_of(TWO, config=Only(entities=(Entity("m", "Ilse Marn", names=("Ilse Marn",)),)))
    assert table["entity"].unique().tolist() == ["m"]


def test_a_configured_event_takes_the_place_of_the_one_proposed_for_its_noun():
    war = Entity("long-war", "the long war", type="event", roles=("War",))
    events = mentions_of(TWO, config=CorpusConfig(entities=(war,))).query("type == 'event'")
    assert events["entity"].unique().tolist() == ["long-war"]


def test_a_proposal_gets_an_id_of_its_own():
    marn = Entity("teo-brandt", "Ilse Marn", names=("Ilse Marn",))
    table = mentions_of(TWO, config=CorpusConfig(entities=(marn,)))
    labels = table.groupby("entity")["entity_label"].unique().map(list).to_dict()
    assert labels["teo-brandt"] == ["Ilse Marn"]
    assert labels["teo-brandt-proposed"] == ["Teo Brandt"]


def test_empty_result_has_all_columns():
    table = mentions_of("It rained.")
    assert table.empty
    assert set(TABLES["mentions"]) < set(table.columns)
    assert tabulate_names(table).empty


def test_missing_columns_and_unknown_zones_are_refused():
    tokens = parse({"a": "It rained."})
    with pytest.raises(KeyError, match="tokens lacks the column"):
        find_mentions(tokens.drop(columns="dep"))
    with pytest.raises(ValueError, match="zones is 'margin'; allowed are"):
        find_mentions(tokens, zones=("margin",))


def test_labels_side_by_side_with_zero_where_an_article_lacks_one():
    text = {"a": "The raid ended. The Raid was short.", "b": "The attack ended."}
    table = tabulate_names(mentions_of(text))
    assert pick(table, "label", "n", "n_articles", "a", "b") == [["Raid", 2, 1, 2, 0], ["attack", 1, 1, 0, 1]]
    assert tabulate_names(mentions_of(text), by_voice=False).voice.unique().tolist() == ["all"]


def test_labels_side_by_side_by_group():
    text = {"a": "The raid ended.", "b": "The raid went on. The attack ended.", "c": "The raid began."}
    mentions = mentions_of(text)
    table = tabulate_names(mentions, by={"a": "Gull", "b": "Heron", "c": "Gull"})
    raid = table[(table["entity"] == "raid") & (table["label"] == "raid")]
    assert pick(raid, "n", "n_articles", "Gull", "Heron") == [[3, 3, 2, 1]]
    assert list(table.columns[-2:]) == ["Gull", "Heron"]
    left_out = tabulate_names(mentions, by={"a": "Gull"})
    assert pick(left_out, "n", "n_articles", "Gull") == [[1, 1, 1]]
    as_column = tabulate_names(mentions.assign(outlet="Gull"), by="outlet")
    assert pick(as_column[as_column["label"] == "raid"], "n", "Gull") == [[3, 3]]
    with pytest.raises(ValueError, match="by maps 1 article ids, none of them"):
        tabulate_names(mentions, by={"x": "Gull"})
    with pytest.raises(KeyError, match="paper"):
        tabulate_names(mentions, by="paper")


def test_bundled_corpus_names_the_offer_in_several_ways(osmere_folder):
    corpus = load_corpus(osmere_folder)
    _, tokens = segment_text(corpus.articles, corpus.blocks)
    before = tokens.copy()
    table = find_mentions(tokens, config=corpus.config)
    pd.testing.assert_frame_equal(tokens, before)
    offer = table[table.entity == "truce"].label.str.lower()
    assert {"30-day truce", "plan", "pause", "offer"} <= set(offer)
    assert table[table.entity == "marn"].form.value_counts().to_dict() == {"name": 5, "role": 2}


def test_event_nouns_of_the_real_corpus(truce_folder):
    corpus = load_corpus(truce_folder)
    _, tokens = segment_text(corpus.articles, corpus.blocks)
    config = CorpusConfig(
        entities=(
            Entity("h", "Hamas", kind="NSAG", names=("Hamas",)),
            Entity("first", "7 October", type="event", names=("October 7", "7 October", "October 7th", "Oct 7"),
                   roles=("attack", "assault", "onslaught", "events"), descriptors=("Hamas", "terrorist")),
            Entity("second", "campaign", type="event", roles=("operation", "offensive", "onslaught", "assault", "war", "strike"),
                   descriptors=("Israel", "Israeli", "Gaza", "military", "air", "ground")),
        )
    )  # fmt: skip
    table = find_mentions(tokens, config=config)
    nouns = table[table.form == "category"].groupby(["entity", "article_id"]).label.agg(set)
    by_article = {(entity, article[:3]): labels for (entity, article), labels in nouns.items()}
    assert by_article["first", "003"] == {"fierce onslaught"}
    assert by_article["first", "004"] == {"surprise attack"}
    assert "October 7th terrorist attack" in by_article["first", "000"]
    assert {"military operations", "offensive"} <= by_article["second", "000"]
    assert {"military offensive", "operation"} <= by_article["second", "001"]
    assert {"military operation", "war"} <= by_article["second", "002"]
    assert {"Israeli strikes"} <= by_article["second", "003"]
    assert {"Israeli onslaught", "latest assault", "air strikes", "ground offensive"} <= by_article["second", "004"]
    named = table[table.entity == "h"]
    assert {"Palestinian militant group", "militant organization", "group"} <= set(named.label)
    assert set(named[named.form == "descriptor"].label) == {"Hamas-run", "Hamas-controlled"}


BANK = Entity("bank", "Harbour Bank", kind="BUS", names=("Harbour Bank",), roles=("lender",), descriptors=("troubled",))
UNION = Entity("eu", "European Union", kind="IGO", names=("European Union",))
OPEN = Entity("open", "Ilse Open", kind="GOV", names=("Ilse Open",))
WIDER = CorpusConfig(entities=(FRONT, MARN, RAID, SIEGE, BANK, UNION, OPEN))

# whose name, role or category noun each text holds, and what it does not take for one
TEXTS = [
    ("Ilse Marn spoke. The marn was cold.", [("marn", "name", "Ilse Marn")]),
    ("Ilse Open spoke. They open doors. Open left.", [("open", "name", "Ilse Open")]),
    ("Ilse Marn of the Marn Foundation spoke.", [("marn", "name", "Ilse Marn")]),
    ("The Marn family left. Ilse Marn stayed.", [("marn", "name", "Ilse Marn")]),
    ("The Harbour Bank closed. The Royal Harbour Bank opened.", [("bank", "name", "Harbour Bank")]),
    (
        "The European Union (EU) met. The EU agreed. The eu left.",
        [("eu", "name", "European Union"), ("eu", "name", "EU"), ("eu", "name", "EU")],
    ),
    ("The European Union met. The EU agreed.", [("eu", "name", "European Union")]),
    ("Ilse Marn spoke. Ilse was tired.", [("marn", "name", "Ilse Marn")]),
    ("Ilse Marn spoke. Ilse Berg was tired.", [("marn", "name", "Ilse Marn")]),
    ("Mr Marn and Ilse Marn spoke.", [("marn", "name", "Marn"), ("marn", "name", "Ilse Marn")]),
    ("Secretary of State Ilse Marn spoke.", [("marn", "role", "Secretary of State"), ("marn", "name", "Ilse Marn")]),
    (
        "Former Prime Minister Ilse Marn spoke.",
        [("marn", "role", "Former Prime Minister"), ("marn", "name", "Ilse Marn")],
    ),
    ("Ilse Marn is the mayor of Callow.", [("marn", "name", "Ilse Marn"), ("marn", "role", "mayor of Callow")]),
    (
        "Ilse Marn became president. The president spoke.",
        [("marn", "name", "Ilse Marn"), ("marn", "role", "president"), ("marn", "role", "president")],
    ),
    ("The president, Ilse Marn, spoke.", [("marn", "role", "president"), ("marn", "name", "Ilse Marn")]),
    ("President Ilse Marn spoke. Presidents spoke.", [("marn", "role", "President"), ("marn", "name", "Ilse Marn")]),
    ("President Ilse Marn spoke. A president spoke.", [("marn", "role", "President"), ("marn", "name", "Ilse Marn")]),
    (
        "President Ilse Marn spoke. The two presidents spoke.",
        [("marn", "role", "President"), ("marn", "name", "Ilse Marn")],
    ),
    (
        "President Ilse Marn spoke. Osmere's president spoke.",
        [("marn", "role", "President"), ("marn", "name", "Ilse Marn"), ("marn", "role", "president")],
    ),
    (
        "French President Ilse Marn spoke. The German president spoke.",
        [("marn", "role", "French President"), ("marn", "name", "Ilse Marn")],
    ),
    (
        "French President Ilse Marn spoke. The French president spoke.",
        [("marn", "role", "French President"), ("marn", "name", "Ilse Marn"), ("marn", "role", "French president")],
    ),
    (
        "President Ilse Marn met President Teo Brandt. The president left.",
        [("marn", "role", "President"), ("marn", "name", "Ilse Marn"), ("marn", "role", "president")],
    ),
    ("Ilse Marn spoke. The leader left.", [("marn", "name", "Ilse Marn"), ("marn", "role", "leader")]),
    (
        "Prime Minister Ilse Marn spoke. The leader left.",
        [("marn", "role", "Prime Minister"), ("marn", "name", "Ilse Marn"), ("marn", "role", "leader")],
    ),
    (
        "Ilse Marn spoke. The chairman and founder left.",
        [("marn", "name", "Ilse Marn"), ("marn", "role", "chairman and founder")],
    ),
    ("Ilse Marn spoke. It rained. The mayor left.", [("marn", "name", "Ilse Marn")]),
    ("Ilse Marn spoke. The mayor left.", [("marn", "name", "Ilse Marn"), ("marn", "role", "mayor")]),
    ("Ilse Marn met Teo Brandt. The mayor left.", [("marn", "name", "Ilse Marn")]),
    (
        "The Lantern Front withdrew. The group gave no reason.",
        [("front", "name", "Lantern Front"), ("front", "category", "group")],
    ),
    (
        "The Lantern Front withdrew. The groups gave no reason.",
        [("front", "name", "Lantern Front"), ("front", "category", "groups")],
    ),
    (
        "The Lantern Front withdrew. The militant group gave no reason.",
        [("front", "name", "Lantern Front"), ("front", "category", "militant group")],
    ),
    (
        "The Harbour Bank closed. The company gave no reason.",
        [("bank", "name", "Harbour Bank"), ("bank", "category", "company")],
    ),
    (
        "The Harbour Bank closed. The lender gave no reason.",
        [("bank", "name", "Harbour Bank"), ("bank", "role", "lender")],
    ),
    ("The Harbour Bank closed. A lender gave no reason.", [("bank", "name", "Harbour Bank")]),
    (
        "The troubled Harbour Bank closed. The troubled firm left.",
        [("bank", "descriptor", "troubled"), ("bank", "name", "Harbour Bank"), ("bank", "category", "troubled firm")],
    ),
    ("The Lantern Front's leader left.", [("front", "name", "Lantern Front")]),
    (
        "The Front-backed raid on 4 March failed.",
        [("raid", "category", "Front-backed raid"), ("raid", "name", "4 March")],
    ),
    ("The attack on 4 March failed.", [("raid", "category", "attack"), ("raid", "name", "4 March")]),
    ("Fighters of the Front began the assault.", [("front", "name", "the Front")]),
    ("The U.N. agency left. The Lantern Front left. The agency stayed.", [("front", "name", "Lantern Front")]),
    (
        "Marn and the Front met. The prime minister left. The group stayed.",
        [("front", "name", "the Front"), ("front", "category", "group")],
    ),
    ("ILSE MARN SPOKE. MARN LEFT.", [("marn", "name", "ILSE MARN")]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_every_mention_of_a_text_with_its_form(text, expected):
    found = mentions_of(text, config=WIDER)
    assert list(found[["entity", "form", "label"]].itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize(
    ("content", "voices"),
    [
        ("the raid was an attack", ["presupposed", "paraphrase"]),
        ("it was seen as an attack", ["paraphrase"]),
        ("an attack on Friday failed", ["presupposed"]),
        ("an attack failed", ["paraphrase"]),
        ("their raid failed", ["presupposed"]),
        ("men who planned an attack left", ["presupposed"]),
        ("they denied an attack", ["paraphrase"]),
        ("they condemned an attack", ["presupposed"]),
        ("they took part in an attack", ["presupposed"]),
        ("men were killed in an attack", ["paraphrase"]),
        ("it came during an attack", ["presupposed"]),
        ("the Front-run ministry closed", ["presupposed"]),
        ("Marn, Ilse Marn, left", ["paraphrase", "paraphrase"]),
    ],
)
def test_what_a_speaker_says_of_something_and_what_is_taken_for_granted(content, voices):
    text = f"He said {content}."
    assert mentions_of(text, attributions=said(text, content)).voice.tolist() == voices
